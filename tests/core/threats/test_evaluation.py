"""Kleene's logic with reasons, and the derived facts against independent readings of the same plant."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from core.knowledge.document import read_document
from core.knowledge.expression import Expression, read_expression
from core.knowledge.record import Faults
from core.knowledge.vocabulary import COLLECTIONS, DERIVED, RELATIONS, fact_forms
from core.model import KINDS, Component, Level, Snapshot, Truth, Zone, all_of, any_of
from core.threats.derived import DERIVED_FACTS, Derivation, Reading
from core.threats.evaluation import judge
from core.threats.judgement import Fact, Gap, Judgement, every, some
from core.threats.surroundings import Endpoint, Surroundings
from core.threats.words import question
from tests.core.threats.plants import plants
from tests.core.threats.worlds import NO, YES, World

truths = st.sampled_from(list(Truth))


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    truth = draw(truths)
    name = draw(st.sampled_from("abcdef"))
    if truth is Truth.UNKNOWN:
        return Judgement(truth, gaps=(Gap(name, "field"),))
    return Judgement(truth, (Fact(name, "field", truth.value),))


@given(st.lists(judgements(), max_size=6))
def test_every_and_some_have_the_truths_of_kleenes_logic(parts):
    assert every(parts).truth is all_of(part.truth for part in parts)
    assert some(parts).truth is any_of(part.truth for part in parts)


@given(st.lists(judgements(), max_size=6))
def test_every_and_some_are_dual_under_negation(parts):
    assert (~every(parts)).truth is some(~part for part in parts).truth
    assert (~some(parts)).truth is every(~part for part in parts).truth
    assert all(~~part == part for part in parts)


@given(st.lists(judgements(), max_size=6), st.lists(judgements(), max_size=6), judgements())
def test_the_laws_of_kleenes_logic_hold(left, right, part):
    joined = [every([part, *left]), every([part, *right])]
    assert some(joined).truth is every([part, some([every(left), every(right)])]).truth
    assert some([part, every([part, *left])]).truth is part.truth
    assert every([part, some([part, *left])]).truth is part.truth
    assert every([part, part]).truth is some([part, part]).truth is part.truth


@given(st.lists(judgements(), max_size=6))
def test_gaps_are_given_exactly_where_the_truth_is_unknown(parts):
    for found in (every(parts), some(parts)):
        assert (found.gaps != ()) == (found.truth is Truth.UNKNOWN)


@given(st.lists(judgements(), max_size=6), st.data())
def test_closing_any_gap_that_was_not_named_leaves_the_truth_unknown(parts, data):
    """The gaps named are all that matter: without an answer to one of them nothing is decided."""
    for combine in (every, some):
        found = combine(parts)
        if found.truth is not Truth.UNKNOWN:
            continue
        named = {gap.element for gap in found.gaps}
        closed = [
            Judgement(data.draw(st.sampled_from([Truth.YES, Truth.NO])))
            if part.truth is Truth.UNKNOWN and part.gaps[0].element not in named
            else part
            for part in parts
        ]
        assert combine(closed).truth is Truth.UNKNOWN


def premise(text: str, **scope: str) -> Expression:
    tree = read_document(text.encode(), "premise.yaml")
    faults = Faults("premise.yaml")
    found = read_expression(tree, {name: (kind,) for name, kind in scope.items()}, {}, faults)
    faults.settle()
    return found


def judged(text: str, element: Component, snapshot: Snapshot) -> Judgement:
    derivation = Derivation(Surroundings(snapshot))
    return judge(premise(text, component="component"), {"component": element}, derivation)


def test_a_test_reads_yes_no_and_unknown():
    for stated in Truth:
        world = World()
        component = world.add(Component, fails_safe=stated)
        found = judged("{fact: component.fails_safe, is: no}", component, world.snapshot())
        assert found.truth is ~stated


def test_a_premise_without_a_fact_to_read_is_no():
    """A data store has no role, so a flow into it does not lead to a controller."""
    world = World()
    component = world.add(Component)
    world.flow(component, world.add(KINDS["data store"]))
    text = "{exists: output, in: component.outputs, where: {fact: output.target.role, is: controller}}"
    assert judged(text, component, world.snapshot()).truth is Truth.NO
    assert judged("{not: " + text + "}", component, world.snapshot()).truth is Truth.YES


def test_names_finds_whole_words_in_any_case():
    for technology, expected in {
        "MODBUS/TCP": YES,
        "modbus": YES,
        "S7 over ISO": YES,
        "amodbus": NO,
        "s71500": NO,
        "": Truth.UNKNOWN,
    }.items():
        world = World()
        component = world.add(Component, technology=technology)
        text = "{fact: component.technology, names: [modbus, s7]}"
        assert judged(text, component, world.snapshot()).truth is expected


def test_a_name_that_nobody_knows_leaves_open_what_is_not_excluded():
    for technology, expected in {
        "Modbus over UDP": YES,
        "Modbus and DNS": YES,
        "DNS": NO,
        "dns over TCP": NO,
        "UDP": Truth.UNKNOWN,
        "custom": Truth.UNKNOWN,
        "": Truth.UNKNOWN,
    }.items():
        world = World()
        component = world.add(Component, technology=technology)
        text = "{fact: component.technology, names: [modbus, s7], excluded_by: [dns]}"
        found = judged(text, component, world.snapshot())
        assert found.truth is expected
        assert [gap.field for gap in found.gaps] == (["technology"] if expected is Truth.UNKNOWN else [])


@given(plants())
def test_everything_in_the_vocabulary_can_be_read_of_every_element(snapshot):
    derivation = Derivation(Surroundings(snapshot))
    for element in snapshot:
        for name, (_form, kinds) in DERIVED.items():
            if element.kind in kinds:
                found = derivation.derive(name, element)
                assert isinstance(found, Judgement | Reading)
                for gap in found.gaps:
                    assert question(snapshot, gap).endswith("?")
        for kind, relation in RELATIONS:
            if element.kind == kind:
                other = derivation.around.related(element, relation)
                assert other is None or other.kind in RELATIONS[kind, relation]
        for kind, collection in COLLECTIONS:
            if element.kind == kind:
                members = derivation.around.members(element, collection)
                assert {member.kind for member in members} <= set(COLLECTIONS[kind, collection])
                assert len({member.id for member in members}) == len(members)


def test_the_vocabulary_and_the_derivations_name_the_same_facts():
    assert set(DERIVED) == set(DERIVED_FACTS)
    for name, (_form, kinds) in DERIVED.items():
        for kind in kinds:
            assert fact_forms(kind)[name] is DERIVED[name][0]
            assert not hasattr(KINDS[kind], name), "a derived fact must not hide a stated one"


@given(plants(largest=9))
def test_reach_from_outside_is_reachability_in_the_graph_of_flows(snapshot):
    """An independent reading with networkx, from the ends that surely and that perhaps lie outside."""
    derivation = Derivation(Surroundings(snapshot))
    around = derivation.around
    graph = nx.DiGraph()
    ends = [element for element in snapshot if isinstance(element, Endpoint)]
    graph.add_nodes_from(end.id for end in ends)
    for end in ends:
        graph.add_edges_from((end.id, around.end(flow.target).id) for flow in around.outputs(end.id))
    outside = {end.id: derivation.judge("outside", end).truth for end in ends}
    for end in ends:
        origins = {*nx.ancestors(graph, end.id), end.id}
        expected = any_of(outside[origin] for origin in origins)
        assert derivation.judge("reachable_from_outside", end).truth is expected


def test_a_way_from_outside_is_told_by_its_flows():
    world = World()
    inner = world.zone(Level.LEVEL_2)
    first, second = (world.add(Component, zone=inner) for _ in range(2))
    world.stranger(first, name="Vendor session")
    world.flow(first, second, name="Download")
    found = Derivation(Surroundings(world.snapshot())).judge("reachable_from_outside", second)
    assert found.facts[-1] == Fact(second.id, "reachable_from_outside", "Vendor session, Download")


def test_a_part_without_a_zone_is_in_the_zone_of_its_owner():
    world = World()
    zone = world.zone(Level.LEVEL_1)
    outer = world.add(Component, zone=zone)
    inner = world.add(Component, owner=outer)
    around = Surroundings(world.snapshot())
    assert around.zone_of(inner) == zone


def test_a_flow_between_zones_is_in_a_conduit_that_joins_them_or_zones_around_them():
    for joined, expected in {("site", "far"): YES, ("cell", "far"): YES, ("cell", "site"): NO}.items():
        world = World()
        zones = {"site": world.zone(Level.LEVEL_3), "far": world.zone(Level.LEVEL_4)}
        zones["cell"] = world.add(Zone, owner=zones["site"], level=Level.LEVEL_1)
        ends = [world.add(Component, zone=zones[name]) for name in ("far", "cell")]
        conduit = world.add(KINDS["conduit"], zones=tuple(zones[name] for name in joined))
        flow = world.flow(*ends, conduit=conduit)
        derivation = Derivation(Surroundings(world.snapshot()))
        assert derivation.judge("crosses_zone", flow).truth is YES
        assert derivation.judge("in_conduit", flow).truth is expected


def test_without_zones_no_flow_crosses_a_border_and_with_them_an_unplaced_end_may():
    world = World()
    flow = world.flow(world.add(Component), world.add(Component))
    assert Derivation(Surroundings(world.snapshot())).judge("crosses_zone", flow).truth is NO
    world.zone(Level.LEVEL_1)
    found = Derivation(Surroundings(world.snapshot())).judge("crosses_zone", flow)
    assert (found.truth, {gap.field for gap in found.gaps}) == (Truth.UNKNOWN, {"zone"})
