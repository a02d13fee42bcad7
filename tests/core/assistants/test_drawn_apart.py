"""What both sides put at one place of a diagram stands side by side after a merge, in what it belongs to."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assistants.drawn_apart import drawn_apart, told
from core.diagram.arranging import places_of
from core.model import Component, Diagram, Placement, TextNote, Zone
from core.model.integrity import all_breaches
from core.project.conflict import Versions
from core.project.merging import merge
from tests.core.project.sides import having
from tests.core.uppaal.plant import Builder

WIDE, HIGH = 176.0, 52.0


@pytest.fixture(scope="module")
def plant():
    """A diagram with two zones side by side and a controller in the first; the diagram and the zones."""
    b = Builder()
    drawing = b.add(Diagram, "System")
    process, office = b.add(Zone, "Process"), b.add(Zone, "Office")
    controller = b.add(Component, "Dosing controller", zone=process.id)
    b.add(Placement, "", drawing, element=process.id, width=480.0, height=296.0)
    b.add(Placement, "", drawing, element=office.id, x=560.0, width=320.0, height=296.0)
    b.add(Placement, "", drawing, element=controller.id, x=16.0, y=112.0, width=WIDE, height=HIGH)
    return b.snapshot, drawing, (process, office)


def shape(plant, name, zone, x, y):
    """A component of a name in a zone by its number, None for none, and its place."""
    _base, drawing, zones = plant
    element = Component(id=f"~{name}", name=name, zone=None if zone is None else zones[zone].id)
    return element, Placement(
        id=f"~{name} place", owner=drawing.id, element=element.id, x=x, y=y, width=WIDE, height=HIGH
    )


def note(plant, name, x, y):
    """A note of a name, and its place."""
    drawing = plant[1]
    element = TextNote(id=f"~{name}", owner=drawing.id, text=name)
    return element, Placement(
        id=f"~{name} place", owner=drawing.id, element=element.id, x=x, y=y, width=WIDE, height=HIGH
    )


def joined(base, ours, theirs):
    versions = Versions(base, ours, theirs)
    return drawn_apart(versions, merge(base, ours, theirs))


def covered(one, other):
    """The part of the smaller of two areas that lies in both."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(wide, 0.0) * max(high, 0.0) / smaller


def test_what_both_put_at_one_place_stands_side_by_side_and_is_told(plant):
    base, drawing, (process, _office) = plant
    ours = having(base, *shape(plant, "Historian", 0, 288.0, 112.0))
    theirs = having(base, *shape(plant, "Alarm server", 0, 288.0, 112.0))
    merged, beside = joined(base, ours, theirs)
    places = places_of(merged.snapshot, drawing)
    historian, alarm = places["~Historian"].rect, places["~Alarm server"].rect
    assert (historian.x, historian.y) == (288.0, 112.0)
    assert not historian.grown(8).touches(alarm)
    assert abs(alarm.y - historian.y) + abs(alarm.x - historian.x) < 120
    assert merged.snapshot["~Alarm server"].zone == process.id
    assert told(merged.snapshot, beside) == [
        "Alarm server stands beside Historian, where both had put something"
    ]


def test_what_lies_over_another_in_its_own_version_stays_there(plant):
    base, _drawing, _zones = plant
    theirs = having(base, *shape(plant, "Alarm server", 0, 24.0, 120.0))
    ours = having(base, *shape(plant, "Historian", 0, 288.0, 112.0))
    merged, beside = joined(base, ours, theirs)
    assert merged.snapshot == merge(base, ours, theirs).snapshot
    assert beside == ()


def test_what_ours_moved_to_where_theirs_put_something_stays_too(plant):
    base, drawing, _zones = plant
    (controller,) = base.of(Component)
    place = next(one for one in base.of(Placement) if one.element == controller.id)
    ours = having(base, dataclasses.replace(place, x=288.0))
    theirs = having(base, *shape(plant, "Alarm server", 0, 280.0, 104.0))
    merged, beside = joined(base, ours, theirs)
    places = places_of(merged.snapshot, drawing)
    assert places[controller.id].rect.x == 288.0
    assert not places[controller.id].rect.touches(places["~Alarm server"].rect)
    assert [(one.element, one.other) for one in beside] == [("~Alarm server", controller.id)]


def test_what_ours_added_gives_way_to_what_theirs_moved_there(plant):
    base, drawing, (process, _office) = plant
    (controller,) = base.of(Component)
    place = next(one for one in base.of(Placement) if one.element == controller.id)
    ours = having(base, *shape(plant, "Historian", 0, 280.0, 104.0))
    theirs = having(base, dataclasses.replace(place, x=288.0))
    merged, beside = joined(base, ours, theirs)
    places = places_of(merged.snapshot, drawing)
    assert places[controller.id].rect.x == 288.0
    assert not places[controller.id].rect.touches(places["~Historian"].rect)
    assert places["~Historian"].parent == process.id
    assert [(one.element, one.other) for one in beside] == [("~Historian", controller.id)]


def test_a_zone_that_grows_for_theirs_is_drawn_over_nothing_that_is_not_its_own(plant):
    base, drawing, (process, _office) = plant
    ours = having(base, *shape(plant, "Printer", None, 40.0, 312.0))
    theirs = having(base, *shape(plant, "Filler", 0, 240.0, 300.0))
    merged, beside = joined(base, ours, theirs)
    places = places_of(merged.snapshot, drawing)
    assert places["~Filler"].parent == process.id
    assert not places[process.id].rect.touches(places["~Printer"].rect)
    assert [(one.element, one.other) for one in beside] == [("~Filler", "~Printer")]


def test_where_several_let_a_zone_grow_over_another_each_finds_room(plant):
    base, drawing, (process, _office) = plant
    ours = having(base, *shape(plant, "Printer", None, 40.0, 312.0))
    pieces = (*shape(plant, "Filler", 0, 240.0, 300.0), *shape(plant, "Mixer", 0, 16.0, 300.0))
    merged, beside = joined(base, ours, having(base, *pieces))
    places = places_of(merged.snapshot, drawing)
    assert not places[process.id].rect.touches(places["~Printer"].rect)
    assert not places["~Filler"].rect.touches(places["~Mixer"].rect)
    assert [one.element for one in beside] == ["~Filler", "~Mixer"]


def test_a_zone_goes_with_all_that_lies_in_it(plant):
    base, drawing, _zones = plant
    zone = Zone(id="~Cell", name="Cell")
    around = Placement(
        id="~Cell place", owner=drawing.id, element=zone.id, y=400.0, width=240.0, height=120.0
    )
    filler, place = shape(plant, "Filler", None, 24.0, 440.0)
    theirs = having(base, zone, around, dataclasses.replace(filler, zone=zone.id), place)
    ours = having(base, *shape(plant, "Historian", None, 24.0, 440.0))
    merged, beside = joined(base, ours, theirs)
    places = places_of(merged.snapshot, drawing)
    cell, inner = places[zone.id].rect, places[filler.id].rect
    assert (inner.x - cell.x, inner.y - cell.y) == (24.0, 40.0)
    assert not cell.touches(places["~Historian"].rect)
    assert [one.element for one in beside] == [zone.id]


def test_without_an_answer_nothing_is_put_elsewhere(plant):
    base, _drawing, zones = plant
    ours, theirs = (having(base, dataclasses.replace(zones[0], name=name)) for name in ("A", "B"))
    merged, beside = joined(base, ours, theirs)
    assert (merged.snapshot, beside) == (None, ())


SPOTS = ((0, 16.0, 32.0), (1, 576.0, 32.0), (None, 0.0, 336.0))
"""The zones, and none, each with a corner from which on something put there lies in it."""


@st.composite
def additions(draw, plant, side):
    """Some shapes that a side puts into the zones and outside, over nothing of its own."""
    found, taken = [], []
    for number in range(draw(st.integers(0, 4))):
        zone, left, top = draw(st.sampled_from(SPOTS))
        x, y = left + 8 * draw(st.integers(0, 30)), top + 8 * draw(st.integers(0, 40))
        if any(abs(x - one[0]) < WIDE + 8 and abs(y - one[1]) < HIGH + 8 for one in taken):
            continue
        taken.append((x, y))
        made = note(plant, f"{side} {number}", x, y) if draw(st.integers(0, 4)) == 0 else None
        found += made or shape(plant, f"{side} {number}", zone, x, y)
    return found


@given(st.data())
def test_no_shape_covers_one_that_the_other_side_added_and_each_stays_in_what_it_belongs_to(plant, data):
    base, drawing, _zones = plant
    sides = [having(base, *data.draw(additions(plant, side))) for side in ("ours", "theirs")]
    merged, beside = joined(base, *sides)
    model = merged.snapshot
    assert list(all_breaches(model)) == []
    places = places_of(model, drawing)
    mine = [one for one in places if one.startswith("~ours")]
    other = [one for one in places if one.startswith("~theirs")]
    for one in mine:
        for two in other:
            assert covered(places[one].rect, places[two].rect) <= 0.25, (one, two)
    for side, names in zip(sides, (mine, other), strict=True):
        assert all(getattr(model[one], "zone", None) == getattr(side[one], "zone", None) for one in names)
    for zone in model.of(Zone):
        area = places[zone.id].rect
        for one in places:
            rect = places[one].rect
            if getattr(model[one], "zone", None) == zone.id:
                assert covered(area, rect) == 1.0
            elif isinstance(model[one], Component) and area.touches(rect):
                drawn = [places_of(side, drawing) for side in sides]
                assert any(
                    one in known and known[zone.id].rect.touches(known[one].rect) for known in drawn
                ), (zone.name, one)
    for one in sides[0]:
        assert model[one.id] == one
    assert joined(base, *sides) == (merged, beside)


@given(st.data())
def test_two_shapes_that_each_side_moved_to_one_place_stand_side_by_side(plant, data):
    base, drawing, (process, _office) = plant
    base = having(base, *shape(plant, "Historian", 0, 16.0, 32.0), *shape(plant, "Server", 0, 288.0, 32.0))
    spots = st.tuples(st.sampled_from([16.0, 152.0, 288.0]), st.sampled_from([176.0, 200.0, 228.0]))
    one, two = (base[f"~{name} place"] for name in ("Historian", "Server"))
    ours, theirs = (
        having(base, dataclasses.replace(place, x=x, y=y))
        for place, (x, y) in ((one, data.draw(spots)), (two, data.draw(spots)))
    )
    merged, beside = joined(base, ours, theirs)
    model = merged.snapshot
    places = places_of(model, drawing)
    assert model[one.id] == ours[one.id], "what ours moved stays"
    assert not places["~Historian"].rect.touches(places["~Server"].rect)
    assert covered(places[process.id].rect, places["~Server"].rect) == 1.0
    assert places["~Server"].parent == process.id
    apart = model[two.id] != theirs[two.id]
    assert [(found.element, found.other) for found in beside] == [("~Server", "~Historian")] * apart
