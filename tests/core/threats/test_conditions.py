"""Conditions over the model, against a plain evaluation that knows nothing of rules or derived facts."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.model import (
    Component,
    Connector,
    Duration,
    Firmware,
    HardwareInterface,
    Node,
    Role,
    Snapshot,
    Truth,
    Zone,
)
from core.requirements.checks.parsing import read_check
from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Comparison,
    CrossesZone,
    Denial,
    Each,
    FactTest,
    InZone,
    Quantifier,
    Quantity,
)
from core.threats.conditions import Examination

PLANT, CELL, OFFICE = (
    Zone(id="z1", name="Plant"),
    Zone(id="z2", name="Cell", owner="z1"),
    Zone(id="z3", name="Office"),
)
truths = st.sampled_from(Truth)
roles = st.sampled_from([Role.CONTROLLER, Role.SENSOR])


@st.composite
def plants(draw):
    """A few components in nested zones or none, with flows among them of which little is known."""
    zones = st.sampled_from([None, "z1", "z2", "z3"])
    parts = [
        Component(
            id=f"c{number}", name=f"C{number}", zone=draw(zones), role=draw(roles), hardened=draw(truths)
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    ids = [one.id for one in parts]
    flows = [
        Connector(
            id=f"f{number}",
            name=f"F{number}",
            source=draw(st.sampled_from(ids)),
            target=draw(st.sampled_from(ids)),
            encrypted=draw(truths),
            authenticated=draw(truths),
            latency_max=draw(st.none() | st.sampled_from([Duration(10**6), Duration(10**8)])),
        )
        for number in range(draw(st.integers(0, 4)) if ids else 0)
    ]
    return Snapshot([PLANT, CELL, OFFICE, *parts, *flows])


zones = st.sampled_from(["Plant", "Cell", "Office"])
yes_or_no = st.sampled_from(["yes", "no"])


def fact(name, values):
    return st.builds(FactTest, st.just((name,)), st.just(Comparison.IS), values.map(lambda one: (one,)))


def joined(leaf):
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(Denial, inner),
            st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=4,
    )


bounds = st.sampled_from([Quantity(Decimal(1), "ms"), Quantity(Decimal("0.05"), "s")])
of_flows = joined(
    st.one_of(
        fact("encrypted", yes_or_no),
        fact("authenticated", yes_or_no),
        st.builds(
            FactTest,
            st.just(("latency_max",)),
            st.sampled_from([Comparison.AT_MOST, Comparison.ABOVE]),
            bounds.map(lambda one: (one,)),
        ),
        st.builds(CrossesZone, zones),
        st.builds(InZone, st.just(()), zones),
        st.builds(
            FactTest,
            st.just(("source", "role")),
            st.just(Comparison.IS),
            st.sampled_from(["sensor"]).map(lambda one: (one,)),
        ),
    )
)
around = st.builds(
    Each,
    st.sampled_from(Quantifier),
    st.just("flow"),
    st.sampled_from([("inputs",), ("outputs",)]),
    st.none() | fact("encrypted", yes_or_no),
    of_flows,
)
of_components = joined(
    st.one_of(
        fact("hardened", yes_or_no),
        fact("role", roles.map(str)),
        st.builds(InZone, st.just(()), zones),
        around,
    )
)
whole = st.one_of(
    st.builds(
        Each, st.sampled_from(Quantifier), st.just("flow"), st.just(()), st.none() | of_flows, of_flows
    ),
    st.builds(
        Each,
        st.sampled_from(Quantifier),
        st.just("component"),
        st.just(()),
        st.none() | of_components,
        of_components,
    ),
)

# The oracle: True, False, or None where nobody knows; Kleene's tables written out by hand.


def all_known(values):
    values = list(values)
    return False if False in values else None if None in values else True


def any_known(values):
    values = list(values)
    return True if True in values else None if None in values else False


def denied(value):
    return None if value is None else not value


def stated(truth):
    return {"yes": True, "no": False, "unknown": None}[truth.value]


def zones_around(component):
    return {None: None, "z1": {"Plant"}, "z2": {"Cell", "Plant"}, "z3": {"Office"}}[component.zone]


def within(component, zone):
    around = zones_around(component)
    return None if around is None else zone in around


def ends(plant, flow):
    return plant[flow.source], plant[flow.target]


def truth_of(check, one, plant):
    match check:
        case AllOf(parts):
            return all_known(truth_of(part, one, plant) for part in parts)
        case AnyOf(parts):
            return any_known(truth_of(part, one, plant) for part in parts)
        case Denial(part):
            return denied(truth_of(part, one, plant))
        case CrossesZone(zone):
            source, target = (within(end, zone) for end in ends(plant, one))
            return any_known([all_known([source, denied(target)]), all_known([denied(source), target])])
        case InZone(_path, zone):
            parts = ends(plant, one) if isinstance(one, Connector) else (one,)
            return all_known(within(part, zone) for part in parts)
        case Each():
            side = "target" if check.among == ("inputs",) else "source"
            members = [flow for flow in plant.of(Connector) if getattr(flow, side) == one.id]
            return over(check, members, plant)
    return fact_of(check, one, plant)


def fact_of(check, one, plant):
    if check.path == ("source", "role"):
        return plant[one.source].role.value == check.values[0]
    value = getattr(one, check.path[0])
    if check.path == ("latency_max",):
        if value is None:
            return None
        limit = {"ms": 10**6, "s": 10**9}[check.values[0].unit] * check.values[0].number
        return (
            value.nanoseconds <= limit
            if check.comparison is Comparison.AT_MOST
            else value.nanoseconds > limit
        )
    if isinstance(value, Truth):
        known = stated(value)
        return known if check.values[0] == "yes" else denied(known)
    return value.value == check.values[0]


def over(check, members, plant):
    pairs = [
        (
            True if check.where is None else truth_of(check.where, one, plant),
            truth_of(check.holds, one, plant),
        )
        for one in members
    ]
    if check.quantifier is Quantifier.EVERY:
        return all_known(any_known([denied(meant), holds]) for meant, holds in pairs)
    found = any_known(all_known([meant, holds]) for meant, holds in pairs)
    return found if check.quantifier is Quantifier.SOME else denied(found)


@given(plants(), whole)
def test_a_condition_holds_as_a_plain_evaluation_says(plant, check):
    kind = Connector if check.sort == "flow" else Component
    expected = over(check, plant.of(kind), plant)
    found = Examination(plant).examine(check)
    assert Truth.of(expected) is found.truth
    assert (found.truth is Truth.UNKNOWN) == bool(found.gaps)


@given(plants(), whole)
def test_each_element_that_is_told_decides_alone(plant, check):
    found = Examination(plant).examine(check)
    for one in found.telling:
        alone = over(check, [plant[one.element]], plant)
        assert alone is (check.quantifier is Quantifier.SOME)


@given(plants(), whole)
def test_stating_what_is_open_never_turns_a_decided_answer(plant, check):
    found = Examination(plant).examine(check).truth
    if found is Truth.UNKNOWN:
        return
    for value in (Truth.YES, Truth.NO):
        closed = [
            replace(one, **{name: value for name in names if getattr(one, name) is Truth.UNKNOWN})
            for kind, names in ((Connector, ("encrypted", "authenticated")), (Component, ("hardened",)))
            for one in plant.of(kind)
        ]
        assert Examination(Snapshot([PLANT, CELL, OFFICE, *closed])).examine(check).truth is found


def test_one_element_is_found_by_its_name_and_owner_and_a_name_of_nothing_leaves_it_open():
    one, other = Node(id="n1", name="PLC 01"), Node(id="n2", name="PLC 02")
    ports = [
        HardwareInterface(id="i1", name="JTAG", owner="n1", enabled=Truth.NO),
        HardwareInterface(id="i2", name="JTAG", owner="n2", enabled=Truth.YES),
        Firmware(id="w1", name="Firmware", owner="n2", signed=Truth.YES),
    ]
    examination = Examination(Snapshot([one, other, *ports]))

    def examined(statement):
        return examination.examine(read_check(statement).check)

    assert examined('the interface "JTAG" of "PLC 01": enabled is no').truth is Truth.YES
    wrong = examined('the interface "JTAG": enabled is no')
    assert (wrong.truth, [one.element for one in wrong.telling]) == (Truth.NO, ["i2"])
    lost = examined('the interface "JTAG" of "PLC 09": enabled is no')
    assert (lost.truth, lost.missing) == (Truth.UNKNOWN, "JTAG")
    nowhere = examined('every firmware: in zone "Cell"')
    assert (nowhere.truth, nowhere.missing) == (Truth.UNKNOWN, "Cell")
