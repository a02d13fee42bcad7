"""What the generation of automata finds stands among the problems, at the element it is about."""

from app.session.problems import problems
from app.session.results import Findings
from core.assistants.plans import plain_model
from core.assistants.verification import verify_task
from tests.app.conftest import element


def test_a_fault_of_behaviour_is_a_problem_of_its_element(desk):
    held = element(desk, "Held")

    def of_held():
        return [one for one in problems(desk.session.snapshot(), desk.results) if one.element == held.id]

    with desk.session.change("Write an invariant with half a comparison") as edit:
        edit.set(held.id, invariant="x <=")
    assert of_held() == []
    rows = verify_task({"elements": plain_model(desk.session.snapshot())}, lambda *_progress: None)
    desk.results._set("verify", Findings(tuple(rows), "inputs", "now"))
    (fault,) = of_held()
    assert fault.mark == "error"
    assert fault.message.startswith("invariant of location “Held”, “x <=”")
    assert len(rows) > sum(desk.results.counts().values()) == 2
    with desk.session.change("Remove it") as edit:
        edit.remove(held.id)
    assert of_held() == []
