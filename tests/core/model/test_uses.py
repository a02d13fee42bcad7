"""Every use of an element is listed, and nothing that does not use it."""

import json

import pytest
from hypothesis import given

from core.diagram import draw
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Allocation,
    AttackScenario,
    Component,
    Connector,
    Diagram,
    Edge,
    Editor,
    Effect,
    EffectType,
    Location,
    Node,
    Placement,
    Port,
    Proposal,
    ProposedEdit,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Term,
    ThreatDecision,
    TraceLink,
    Variable,
    Zone,
    to_plain,
)
from core.model.drawn import diagrams_drawing, own_diagrams
from core.model.reading import readers
from core.model.uses import definition_of, uses_of
from core.project import read_text
from core.uppaal.generation.scope import Vocabulary
from tests.core.diagram.plant import plant
from tests.core.strategies import snapshots

SAMPLE = read_text(sample_folder("water-treatment"))
PLANT = Snapshot(plant().elements)


@given(snapshots(largest=12))
def test_whatever_refers_to_an_element_is_among_its_uses(model):
    """Said by looking for its id in every field of every element."""
    for element in model:
        users = {use.user for use in uses_of(model, element.id)}
        for other in model:
            facts = {name: fact for name, fact in to_plain(other).items() if name not in ("id", "owner")}
            refers = element.id in json.dumps(facts) and not isinstance(other, Placement)
            assert not refers or other.id in users
        assert users <= model.elements.keys()


@pytest.mark.parametrize("model", [SAMPLE, PLANT], ids=["sample", "plant"])
def test_an_element_is_drawn_where_its_drawing_shows_it(model):
    shown: dict[str, set[str]] = {}
    for diagram in model.of(Diagram):
        for item in draw(model, diagram.id).items:
            shown.setdefault(item.element, set()).add(diagram.id)
    others = ("firmware", "allocation")  # drawn as parts of their node
    for element in model:
        if element.kind in others:
            continue
        found = set(diagrams_drawing(model, element.id))
        allocated = {one.node for one in model.uses(element.id, Allocation) if one.component == element.id}
        chips = {diagram for node in allocated for diagram in shown.get(node, ())}
        assert found == shown.get(element.id, set()) | chips, (element.kind, element.name)


def test_what_reads_a_variable_is_what_the_names_in_expressions_mean():
    """The sample, by the vocabulary that automata are generated with."""
    import re

    words = Vocabulary(SAMPLE)
    expected: set[tuple[str, str]] = set()
    for edge in SAMPLE.of(Edge):
        for text in (edge.guard, edge.update):
            for path in re.findall(r"[A-Za-z_]\w*(?:\.\w+)*", text):
                expected |= {(edge.id, one.id) for one in words.meanings(tuple(path.split(".")), edge.owner)}
    for location in SAMPLE.of(Location):
        for path in re.findall(r"[A-Za-z_]\w*(?:\.\w+)*", location.invariant):
            means = words.meanings(tuple(path.split(".")), location.owner)
            expected |= {(location.id, one.id) for one in means}
    for bound in SAMPLE.of(Proposition):
        for path in re.findall(r"[A-Za-z_]\w*(?:\.\w+)*", bound.expression):
            expected |= {(bound.id, one.id) for one in words.meanings(tuple(path.split(".")))}
    found = {
        (reader.id, element.id)
        for element in SAMPLE
        if not isinstance(element, StateMachine)
        for reader, _field in readers(SAMPLE, element)
    }
    assert len(expected) > 40
    assert found == expected


@pytest.fixture
def model():
    """One component that everything uses, and the ids of its users by name."""
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Cell")
    pump = edit.new(Component, name="Dosing pump", zone=zone.id)
    tank = edit.new(Component, name="Tank")
    port = edit.new(Port, name="in", owner=pump.id)
    plc = edit.new(Node, name="PLC")
    machine = edit.new(StateMachine, name="Pumping", owner=pump.id)
    level = edit.new(Variable, name="level", owner=machine.id)
    idle = edit.new(Location, name="Idle", owner=machine.id, invariant="level < 9")
    other = edit.new(StateMachine, name="Filling", owner=tank.id)
    full = edit.new(Location, name="Full", owner=other.id)
    diagram = edit.new(Diagram, name="Overview")
    inner = edit.new(Diagram, name="Pumping", owner=machine.id)
    edit.new(Placement, owner=diagram.id, element=pump.id)
    users = {
        "flow": edit.new(Connector, source=tank.id, target=port.id),
        "allocation": edit.new(Allocation, component=pump.id, node=plc.id),
        "names": edit.new(Requirement, key="A-1", text="The DOSING  pump shall stop."),
        "synonym": edit.new(Requirement, key="A-2", text="The feeder shall start."),
        "other": edit.new(Requirement, key="A-3", text="The dosing pumps shall hum."),
        "traced": edit.new(Requirement, key="A-4", text="All shall be well."),
        "term": edit.new(Term, name="feeder", refers_to=pump.id),
        "edge": edit.new(Edge, owner=other.id, source=full.id, target=full.id, guard="Pumping.level > 3"),
        "deaf": edit.new(Edge, owner=other.id, source=full.id, target=full.id, guard="level > 3"),
        "proposition": edit.new(Proposition, name="it is low", expression="Dosing_pump.level < 1"),
        "decision": edit.new(ThreatDecision, threat="t1"),
        "scenario": edit.new(AttackScenario, name="Stop", effects=(Effect(EffectType.STOP, pump.id),)),
        "from threat": edit.new(AttackScenario, name="Slow", threats=("t1",)),
        "proposal": edit.new(Proposal, assistant="x", edits=(ProposedEdit(pump, None),)),
    }
    edit.new(TraceLink, source=users["traced"].id, target=pump.id)
    known = {
        "pump": pump,
        "level": level,
        "idle": idle,
        "machine": machine,
        "inner": inner,
        "diagram": diagram,
    }
    return edit.snapshot, known, {name: user.id for name, user in users.items()}


def test_all_that_uses_a_component_is_listed_by_sort(model):
    snapshot, known, users = model
    found = uses_of(snapshot, known["pump"].id, {"t1": (known["pump"].id,), "t2": ()})
    names = {element_id: name for name, element_id in users.items()}
    sorts = [(use.sort, names.get(use.user, "")) for use in found if use.sort != "diagram"]
    assert set(sorts) == {
        ("flow", "flow"),
        ("allocation", "allocation"),
        ("requirement", "names"),
        ("requirement", "synonym"),
        ("requirement", ""),
        ("threat", "decision"),
        ("scenario", "scenario"),
        ("scenario", "from threat"),
        ("proposal", "proposal"),
        ("other", "term"),
    }
    (traced,) = [use for use in found if names.get(use.user) is None and use.sort == "requirement"]
    assert traced.place == users["traced"]
    assert {use.place for use in found if use.sort == "diagram"} == {known["diagram"].id}


def test_a_variable_is_used_by_what_reads_it_and_not_by_a_name_of_another_machine(model):
    snapshot, known, users = model
    readers_found = {use.user for use in uses_of(snapshot, known["level"].id)}
    assert readers_found == {known["idle"].id, users["edge"], users["proposition"]}
    assert {use.user for use in uses_of(snapshot, known["machine"].id)} == {
        users["edge"],
        users["proposition"],
    }


def test_a_term_leads_to_what_it_means_and_a_component_has_the_diagrams_of_its_machines(model):
    snapshot, known, users = model
    assert definition_of(snapshot, users["term"]) == known["pump"].id
    assert definition_of(snapshot, known["pump"].id) == known["pump"].id
    assert own_diagrams(snapshot, known["pump"].id) == (known["inner"].id,)
    assert own_diagrams(snapshot, known["level"].id) == ()
