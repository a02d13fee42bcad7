"""What meets a filter: each criterion by itself, and what holds for all of them together."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Text, draw, visible
from core.diagram.criteria import Criteria, Found, allocated_in, ends_of, matching
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Allocation, Component, Connector, Diagram, Editor, Node, Snapshot, Truth, Zone
from core.project import read_text
from tests.core.diagram.plant import plant

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
NOTHING = Found()


ZONES_AND_PORTS = (0, 4)
"""Their levels, and the signs of their ports, are criteria of their own."""

SAMPLE = read_text(sample_folder("water-treatment"))


@pytest.fixture(scope="module")
def found():
    return plant()


def names(found, criteria, known=NOTHING):
    snapshot = found.snapshot
    everything = snapshot.elements.keys()
    return {snapshot[one].name for one in matching(snapshot, criteria, known, everything)}


def test_everything_meets_no_criteria(found):
    everything = found.snapshot.elements.keys()
    assert Criteria().empty
    assert matching(found.snapshot, Criteria(), NOTHING, everything) == everything


def test_a_kind_keeps_its_elements_alone(found):
    zones = {zone.name for zone in found.snapshot.of(Zone)}
    assert names(found, Criteria(kinds=frozenset(("zone",)))) == zones


def test_a_fact_keeps_what_states_that_answer_and_nothing_that_knows_no_such_fact(found):
    flows = found.snapshot.of(Connector)
    for truth in Truth:
        wanted = {flow.id for flow in flows if flow.encrypted is truth}
        criteria = Criteria(facts=frozenset((("encrypted", truth),)), kinds=frozenset(("connector",)))
        assert matching(found.snapshot, criteria, NOTHING, found.snapshot.elements) == wanted


def test_of_several_answers_any_will_do(found):
    facts = frozenset((("encrypted", NO), ("encrypted", UNKNOWN)))
    criteria = Criteria(facts=facts, kinds=frozenset(("connector",)))
    wanted = {flow.id for flow in found.snapshot.of(Connector) if flow.encrypted is not YES}
    assert matching(found.snapshot, criteria, NOTHING, found.snapshot.elements) == wanted


def test_every_word_of_a_text_must_occur(found):
    components = frozenset(("component",))
    assert names(found, Criteria(text="dosing CONTR", kinds=components)) == {"Dosing controller"}
    assert "Historian" in names(found, Criteria(text="data store"))
    assert names(found, Criteria(text="dosing historian")) == set()


@pytest.mark.parametrize("diagram", [one.id for one in SAMPLE.of(Diagram)])
def test_what_is_written_on_a_shape_finds_it(diagram):
    for item in draw(SAMPLE, diagram).items:
        if item.is_line or item.layer in ZONES_AND_PORTS:
            continue
        for mark in item.marks:
            if isinstance(mark, Text) and visible(mark, 1.0) and "…" not in mark.text:
                assert item.element in matching(SAMPLE, Criteria(text=mark.text), NOTHING, [item.element])


def test_the_device_that_a_component_runs_on_finds_it():
    plcs = {one.name for one in SAMPLE.of(Node) if "PLC" in one.name}
    assert plcs
    met = matching(SAMPLE, Criteria(text="plc"), NOTHING, SAMPLE.elements)
    carried = {
        link.component for link in SAMPLE.of(Allocation) if link.node and SAMPLE[link.node].name in plcs
    }
    assert carried
    assert carried <= met


def zoned():
    """Two zones, one in another, a part in each and one outside, and flows between them."""
    editor = Editor(Snapshot(), counted_ids())
    outer = editor.new(Zone, name="outer")
    inner = editor.new(Zone, name="inner", owner=outer.id)
    first = editor.new(Component, name="first", zone=outer.id)
    second = editor.new(Component, name="second", zone=inner.id)
    third = editor.new(Component, name="third", owner=second.id)
    away = editor.new(Component, name="away")
    for source, target in ((first, second), (second, third), (first, away), (away, away)):
        editor.new(Connector, name=f"{source.name} {target.name}", source=source.id, target=target.id)
    return editor.snapshot, outer, inner


def in_zones(**criteria):
    snapshot, outer, inner = zoned()
    zone = {"outer": outer.id, "inner": inner.id}.get(criteria.pop("zone", ""))
    kept = matching(snapshot, Criteria(zone=zone, **criteria), NOTHING, snapshot.elements)
    return {snapshot[one].name for one in kept}


def test_a_zone_keeps_what_is_in_it_and_flows_that_begin_or_end_there():
    assert in_zones(zone="inner") == {"inner", "second", "third", "first second", "second third"}
    outer = in_zones(zone="outer")
    assert outer == {
        *("outer", "inner", "first", "second", "third"),
        *("first second", "second third", "first away"),
    }


def test_crossing_keeps_flows_that_leave_a_zone():
    assert in_zones(crossing=True) == {"first second", "first away"}
    assert in_zones(crossing=True, zone="inner") == {"first second"}
    assert in_zones(crossing=True, zone="outer") == {"first away"}


def test_threats_and_verdicts_keep_what_analyses_found(found):
    dosing, level = found["component", "Dosing controller"].id, found["component", "Level controller"].id
    known = Found({dosing: ("critical", "low"), level: ("medium",)}, {level: "violated"})
    assert names(found, Criteria(threats=frozenset(("low", "high"))), known) == {"Dosing controller"}
    assert names(found, Criteria(threats=frozenset(("medium",))), known) == {"Level controller"}
    assert names(found, Criteria(verdicts=frozenset(("violated", "unknown"))), known) == {"Level controller"}


def test_what_runs_on_a_node_with_its_whole_or_in_all_its_parts_is_allocated():
    editor = Editor(Snapshot(), counted_ids())
    node = editor.new(Node, name="node")
    whole, apart = editor.new(Component, name="whole"), editor.new(Component, name="apart")
    parts = [editor.new(Component, name=name, owner=whole.id) for name in ("one", "two")]
    inner = editor.new(Component, name="inner", owner=parts[1].id)
    editor.new(Allocation, component=parts[0].id, node=node.id)
    assert not allocated_in(editor.snapshot)(whole)
    editor.new(Allocation, component=parts[1].id, node=node.id)
    assert all(map(allocated_in(editor.snapshot), (whole, inner, *parts)))
    kept = matching(editor.snapshot, Criteria(unallocated=True), NOTHING, editor.snapshot.elements)
    assert kept == {apart.id}


def test_the_ends_of_a_line_are_what_it_joins_and_the_shapes_of_its_ports(found):
    flow = next(one for one in found.snapshot.of(Connector) if found.snapshot[one.source].kind == "port")
    ends = ends_of(found.snapshot, [flow.id])
    assert {flow.source, found.snapshot[flow.source].owner, flow.target} <= ends


PLANT = plant()
IDS = sorted(PLANT.snapshot.elements)
SEVERITIES = st.sampled_from(("critical", "high", "medium", "low"))
VERDICTS = st.sampled_from(("satisfied", "violated", "unknown"))
CRITERIA = st.builds(
    Criteria,
    text=st.sampled_from(("", "dosing", "a", "opc ua", "no such thing")),
    kinds=st.frozensets(st.sampled_from(("component", "connector", "zone", "node")), max_size=2),
    facts=st.frozensets(
        st.tuples(
            st.sampled_from(("encrypted", "authenticated", "signed_code")), st.sampled_from(list(Truth))
        ),
        max_size=2,
    ),
    zone=st.sampled_from((None, *(zone.id for zone in PLANT.snapshot.of(Zone)))),
    crossing=st.booleans(),
    threats=st.frozensets(SEVERITIES, max_size=2),
    verdicts=st.frozensets(VERDICTS, max_size=2),
    unallocated=st.booleans(),
)
FOUND = st.builds(
    Found,
    st.dictionaries(st.sampled_from(IDS), st.sets(SEVERITIES, min_size=1), max_size=12),
    st.dictionaries(st.sampled_from(IDS), VERDICTS, max_size=12),
)


@given(CRITERIA, FOUND)
def test_together_criteria_keep_what_each_of_them_keeps(criteria, known):
    """Zone and crossing speak of the same border and so are one criterion."""
    empty = Criteria()
    alone = [
        replace(empty, **{one.name: getattr(criteria, one.name)})
        for one in fields(Criteria)
        if one.name not in ("zone", "crossing")
    ]
    alone.append(replace(empty, zone=criteria.zone, crossing=criteria.crossing))
    each = [matching(PLANT.snapshot, one, known, IDS) for one in alone]
    assert matching(PLANT.snapshot, criteria, known, IDS) == frozenset(IDS).intersection(*each)


@given(CRITERIA, FOUND, st.sets(st.sampled_from(IDS)))
def test_whether_an_element_is_kept_does_not_hang_on_the_others(criteria, known, some):
    whole = matching(PLANT.snapshot, criteria, known, IDS)
    assert matching(PLANT.snapshot, criteria, known, some) == whole & some
