"""What analyses found stands at the element it is about: among the problems, and on the drawing."""

from core.assistants.bearing import bearing_of
from core.assistants.known import Findings
from core.assistants.laid import overlays_for
from core.assistants.plans import plain_model
from core.assistants.problems import problems
from core.assistants.verification import verify_task
from core.diagram import Threats
from core.ground.sentences import all_worded
from core.model import Firmware, Node
from tests.app.conftest import element


def test_a_fault_of_behaviour_is_a_problem_of_its_element(desk):
    held = element(desk, "Held")

    def of_held():
        return [one for one in problems(desk.results.known) if one.element == held.id]

    with desk.session.change("Write an invariant with half a comparison") as edit:
        edit.set(held.id, invariant="x <=")
    assert of_held() == []
    rows = verify_task({"elements": plain_model(desk.session.snapshot())}, lambda *_progress: None)
    desk.results._set("verify", Findings(tuple(all_worded(rows)), "inputs", "now"))
    desk.results._read_sentences()
    (fault,) = of_held()
    assert fault.mark == "error"
    assert fault.message.startswith("invariant of location “Held”, “x <=”")
    assert len(rows) > sum(desk.results.counts().values()) == 2
    with desk.session.change("Remove it") as edit:
        edit.remove(held.id)
    assert of_held() == []


def test_a_threat_to_firmware_counts_on_its_node(desk):
    with desk.session.change("Add a controller") as edit:
        node = edit.new(Node, name="PLC 03")
        firmware = edit.new(Firmware, name="firmware", owner=node.id)

    def threat(number, target, severity):
        return {"id": number, "severity": severity, "target": {"id": target.id, "name": "", "kind": ""}}

    found = (threat("t1", node, "high"), threat("t2", firmware, "critical"))
    desk.results._set("threats", Findings(found, "inputs", "now"))
    marks = overlays_for(bearing_of(desk.results.known), {"threats"}).threats
    assert marks[node.id] == Threats("critical", 2)
    assert len(desk.results.threats_of(node.id)) == 2
    assert len(desk.results.threats_of(firmware.id)) == 1
