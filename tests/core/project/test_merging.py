"""Two sides that began as one model become one again, and whatever they cannot both have is asked."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    FAMILIES,
    Asset,
    Component,
    Conduit,
    Connector,
    Diagram,
    Edit,
    Editor,
    Placement,
    Point,
    Port,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.project.comparison import compared
from core.project.conflict import Clash
from core.project.lists import joined_members, joined_sequence
from core.project.merging import merge
from tests.core.project.sides import clashes, having, pieces, without
from tests.core.strategies import facts, redirected, snapshots

KINDS = [kind for family in FAMILIES.values() for kind in family]


@st.composite
def altered(draw, base: Snapshot, first_id: int) -> Snapshot:
    """A sound model that somebody could make of the base in a few changes."""
    ids = counted_ids(first_id)
    model = base
    for _ in range(draw(st.integers(0, 4))):
        present = [element.id for element in model]
        do = draw(st.sampled_from(["add", "remove", "change"] if present else ["add"]))
        if do == "remove":
            model = without(model, [draw(st.sampled_from(present))])
            continue
        if do == "add":
            kind, element_id = draw(st.sampled_from(KINDS)), ids()
            element = redirected(draw, model, dataclasses.replace(draw(facts(kind)), id=element_id))
        else:
            old = model[draw(st.sampled_from(present))]
            other = redirected(draw, model, dataclasses.replace(draw(facts(type(old))), id=old.id))
            names = [field.name for field in dataclasses.fields(old) if field.name != "id"]
            taken = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
            element = dataclasses.replace(old, **{name: getattr(other, name) for name in taken})
        grown = model.after([Edit(model.get(element.id), element)])
        if not list(all_breaches(grown)):
            model = grown
    return model


@st.composite
def versions(draw) -> tuple[Snapshot, Snapshot, Snapshot]:
    base = draw(snapshots())
    return base, draw(altered(base, 1000)), draw(altered(base, 2000))


@given(versions())
def test_where_one_side_changed_nothing_the_merge_is_the_other(three):
    base, ours, _theirs = three
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert (merged.snapshot, merged.conflicts) == (ours, ())


@given(versions())
def test_a_merge_is_the_same_from_both_sides(three):
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.snapshot == other.snapshot
    assert [(c.key, c.clash, c.base, c.ours, c.theirs) for c in one.conflicts] == [
        (c.key, c.clash, c.base, c.theirs, c.ours) for c in other.conflicts
    ]


@given(versions())
def test_a_merge_without_conflicts_is_sound_and_keeps_what_neither_side_touched(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs).snapshot
    if merged is None:
        return
    assert list(all_breaches(merged)) == []
    for element in base:
        if ours.get(element.id) == element == theirs.get(element.id):
            assert merged[element.id] == element


@given(versions(), st.sampled_from(["ours", "theirs"]))
def test_taking_one_side_everywhere_leaves_no_conflict_and_a_sound_model(three, side):
    base, ours, theirs = three
    merged = merge(base, ours, theirs, lambda _conflict: side)
    assert merged.conflicts == ()
    assert merged.snapshot is not None
    assert list(all_breaches(merged.snapshot)) == []


@given(versions(), st.data())
def test_whatever_is_decided_ends_in_a_sound_model(three, data):
    base, ours, theirs = three
    merged = merge(base, ours, theirs, lambda conflict: data.draw(st.sampled_from(conflict.choices)))
    assert merged.conflicts == ()
    assert merged.snapshot is not None
    assert list(all_breaches(merged.snapshot)) == []


@given(versions())
def test_sides_that_touch_what_is_apart_never_conflict(three):
    base, ours, _theirs = three
    apart = Component(id="~apart", name="Apart")
    unit = Component(id="~unit", name="Unit")
    base, ours = (one.after([Edit(None, apart), Edit(None, unit)]) for one in (base, ours))
    port = Port(id="~port", owner=apart.id)
    theirs = base.after([Edit(apart, dataclasses.replace(apart, name="Other")), Edit(None, port)])
    theirs = without(theirs, [unit.id])
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.snapshot == without(ours, [unit.id]).after(
        [Edit(apart, theirs[apart.id]), Edit(None, port)]
    )


@given(*[st.lists(st.integers(0, 5), max_size=6).map(tuple)] * 3)
def test_sequences_merge_like_texts_by_their_parts(base, ours, theirs):
    for join in (joined_sequence, joined_members):
        assert join(base, ours, base) == ours or join is joined_members
        assert join(base, ours, theirs) == join(base, theirs, ours)
    assert joined_sequence(base, ours, ours) == ours


def test_different_facts_of_one_element_are_merged_and_the_same_fact_is_asked():
    b, office, _plant, pump, _panel, _flow = pieces()
    base = b.snapshot
    ours = having(base, dataclasses.replace(pump, name="Dosing pump", zone=office.id))
    theirs = having(base, dataclasses.replace(pump, hardened=Truth.YES, zone=None))
    merged = merge(base, ours, theirs)
    assert clashes(merged) == [(f"{pump.id}.zone", Clash.FACT)]
    taken = merge(base, ours, theirs, lambda _one: "theirs").snapshot[pump.id]
    assert (taken.name, taken.hardened, taken.zone) == ("Dosing pump", Truth.YES, None)
    assert merge(base, ours, theirs, lambda _one: "base").snapshot[pump.id].zone == pump.zone


def test_what_hangs_on_a_removed_element_is_one_conflict_and_comes_back_with_it():
    b, _office, _plant, pump, panel, flow = pieces()
    base = b.snapshot
    ours = without(base, [pump.id])
    port = Port(id="~port", name="in", owner=pump.id)
    theirs = having(base, port, dataclasses.replace(flow, protocol="S7"))
    merged = merge(base, ours, theirs)
    assert clashes(merged) == [(f"{pump.id}:removed", Clash.REMOVED)]
    assert set(merged.conflicts[0].others) == {port.id, flow.id}
    gone = merge(base, ours, theirs, lambda _one: "ours").snapshot
    assert [one.id for one in gone.of(Component)] == [panel.id]
    assert (gone.of(Connector), gone.of(Port)) == ((), ())
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs
    assert merge(base, ours, theirs, lambda _one: "base").snapshot == having(base, port)


def test_a_zone_that_is_kept_keeps_its_members():
    b, _office, plant, _pump, _panel, _flow = pieces()
    base = b.snapshot
    tank = Component(id="~tank", name="Tank", zone=plant.id)
    ours, theirs = without(base, [plant.id]), having(base, tank)
    assert clashes(merge(base, ours, theirs)) == [(f"{plant.id}:removed", Clash.REMOVED)]
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs
    assert merge(base, ours, theirs, lambda _one: "ours").snapshot == having(
        ours, dataclasses.replace(tank, zone=None)
    )


def test_owners_that_would_own_themselves_are_asked():
    b, _office, _plant, pump, panel, _flow = pieces()
    base = b.snapshot
    ours = having(base, dataclasses.replace(pump, owner=panel.id))
    theirs = having(base, dataclasses.replace(panel, owner=pump.id))
    merged = merge(base, ours, theirs)
    assert clashes(merged) == [(f"{pump.id}:circle", Clash.CIRCLE)]
    for side, expected in (("ours", ours), ("theirs", theirs), ("base", base)):
        assert merge(base, ours, theirs, lambda _one, side=side: side).snapshot == expected


def test_a_key_that_both_gave_stays_with_one_and_nothing_is_lost():
    b, *_others = pieces()
    base = b.snapshot
    mine = Requirement(id="~1", key="R-1", text="The Pump shall stop.")
    other = Requirement(id="~2", key="R-1", text="The Pump shall run.")
    merged = merge(base, having(base, mine), having(base, other))
    assert clashes(merged) == [("~1:key", Clash.KEY)]
    keys = {}
    for side in ("ours", "theirs"):
        found = merge(base, having(base, mine), having(base, other), lambda _one, side=side: side)
        keys[side] = [one.key for one in found.snapshot.of(Requirement)]
    assert keys == {"ours": ["R-1", "R-1-2"], "theirs": ["R-1-2", "R-1"]}


def test_there_is_one_system_of_interest_and_one_place_on_a_diagram():
    b, _office, _plant, pump, _panel, _flow = pieces()
    diagram = b.add(Diagram, "Plant")
    base = b.snapshot
    sides = []
    for number in (1, 2):
        system = SystemOfInterest(id=f"~system {number}", name=f"Plant {number}")
        place = Placement(id=f"~place {number}", owner=diagram.id, element=pump.id, x=number)
        sides.append(having(base, system, place))
    assert [one.clash for one in merge(base, *sides).conflicts] == [Clash.TWIN, Clash.TWIN]
    assert merge(base, *sides, lambda _one: "theirs").snapshot == sides[1]


def test_members_are_merged_one_by_one_and_bends_by_their_parts():
    b, office, plant, pump, panel, flow = pieces()
    lab = b.add(Zone, "Lab")
    conduit = b.add(Conduit, "Way", zones=(office.id, plant.id))
    asset = b.add(Asset, "Water", carried_by=(pump.id,))
    diagram = b.add(Diagram, "Plant")
    bends = tuple(Point(x, 0) for x in range(5))
    line = b.add(Placement, "", diagram, element=flow.id, bends=bends)
    base = b.snapshot

    def side(zones, carriers, moved):
        points = tuple(Point(point.x, 9) if point.x == moved else point for point in bends)
        return having(
            base,
            dataclasses.replace(conduit, zones=zones),
            dataclasses.replace(asset, carried_by=carriers),
            dataclasses.replace(line, bends=points),
        )

    ours = side((office.id, plant.id, lab.id), (), 1)
    theirs = side((plant.id,), (pump.id, panel.id), 3)
    merged = merge(base, ours, theirs).snapshot
    assert merged[conduit.id].zones == (plant.id, lab.id)
    assert merged[asset.id].carried_by == (panel.id,)
    assert [point.y for point in merged[line.id].bends] == [0, 9, 0, 9, 0]
    both = merge(base, ours, side((plant.id,), (pump.id,), 1))
    assert both.conflicts == ()


def test_a_place_is_one_fact_and_size_another():
    b, _office, _plant, pump, _panel, _flow = pieces()
    diagram = b.add(Diagram, "Plant")
    place = b.add(Placement, "", diagram, element=pump.id, x=0, y=0, width=10, height=10)
    base = b.snapshot
    ours = having(base, dataclasses.replace(place, x=8))
    assert clashes(merge(base, ours, having(base, dataclasses.replace(place, y=8)))) == [
        (f"{place.id}.x", Clash.FACT)
    ]
    merged = merge(base, ours, having(base, dataclasses.replace(place, width=20))).snapshot[place.id]
    assert (merged.x, merged.y, merged.width) == (8, 0, 20)


def test_a_change_made_of_the_edits_leads_to_the_merge():
    b, _office, _plant, pump, _panel, _flow = pieces()
    base = b.snapshot
    theirs = without(base, [pump.id])
    editor = Editor(base, counted_ids())
    editor.put(base.edits_to(theirs))
    assert editor.snapshot == theirs
    assert {edit.id for edit in editor.edits()} == {
        (one.before or one.after).id for one in compared(base, theirs)
    }
