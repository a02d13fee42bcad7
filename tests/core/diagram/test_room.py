"""Free room: over nothing, inside what holds it, and as near as can be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect
from core.diagram.geometry import around, inside
from core.diagram.places import Place
from core.diagram.room import ABREAST, BESIDE, place_again, place_at, place_beside, room_of
from core.ground.identity import counted_ids
from core.ground.words import use_language
from core.model import Component, Connector, Diagram, Editor, Placement, Snapshot, TextNote, Zone

SIZE = (176.0, 52.0)
RIGHT = (1, 0)


def shapes(*rects, parent=None):
    return [Place(f"s{number}", rect, parent) for number, rect in enumerate(rects)]


def test_the_first_place_is_in_line_with_the_source():
    source = Rect(0, 0, 176, 56)
    found = place_beside(room_of(Snapshot(), shapes(source), None), source, SIZE, RIGHT)
    assert (found.x, abs(found.centre.y - source.centre.y) <= 4) == (source.right + ABREAST, True)


def test_a_place_that_is_taken_is_left_to_one_side():
    source = Rect(0, 0, 176, 56)
    taken = Rect(176 + ABREAST, 0, 176, 56)
    found = place_beside(room_of(Snapshot(), shapes(source, taken), None), source, SIZE, RIGHT)
    assert found.x == taken.x
    assert not found.grown(BESIDE - 1).touches(taken)


def test_what_lies_in_a_zone_stays_there_while_there_is_room():
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Cell")
    one = edit.new(Component, name="A", zone=zone.id)
    holder = Place(zone.id, Rect(0, 0, 900, 400), None, True)
    held = Place(one.id, Rect(40, 60, 176, 56), zone.id)
    beside = Place("other", Rect(940, 0, 400, 400), None)
    found = place_beside(room_of(edit.snapshot, [holder, held, beside], zone.id), held.rect, SIZE, RIGHT)
    assert inside(holder.rect, found)


def test_a_zone_grows_only_where_it_runs_over_nothing():
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Cell")
    one = edit.new(Component, name="A", zone=zone.id)
    holder = Place(zone.id, Rect(0, 0, 220, 140), None, True)
    held = Place(one.id, Rect(20, 60, 176, 56), zone.id)
    beside = Place("other", Rect(240, -400, 400, 900), None)
    room = room_of(edit.snapshot, [holder, held, beside], zone.id)
    found = place_beside(room, held.rect, SIZE, RIGHT)
    grown = found.grown(16)
    assert not grown.touches(beside.rect)


def row(zone_width, *others, lines=()):
    """The room in a zone with two components in a row, and zones around it."""
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Cell")
    held = [edit.new(Component, name=name, zone=zone.id) for name in "AB"]
    places = [
        Place(zone.id, Rect(0, 0, zone_width, 112), None, True),
        Place(held[0].id, Rect(16, 44, 176, 52), zone.id),
        Place(held[1].id, Rect(216, 44, 176, 52), zone.id),
        *(Place(f"zone{number}", rect, None) for number, rect in enumerate(others)),
    ]
    return room_of(edit.snapshot, places, zone.id, lines), places[0].rect, places[1].rect


NEAR_ABOVE, NEAR_BELOW = Rect(0, -200, 1200, 128), Rect(0, 184, 1200, 120)


@pytest.mark.parametrize("way", [(0, 1), (0, -1), RIGHT])
def test_a_zone_grows_where_it_keeps_a_gap_from_others(way):
    room, zone, source = row(440, NEAR_ABOVE, NEAR_BELOW)
    for found in (place_beside(room, source, SIZE, way), place_again(room, source, way)):
        grown = around((zone, found.grown(16)))
        assert not any(grown.grown(15).touches(other) for other in (NEAR_ABOVE, NEAR_BELOW))
        assert found.x >= 416 or found.right <= -8


def test_near_room_aside_comes_before_far_room_in_line():
    source = Rect(0, 0, 176, 52)
    column = [Rect(0, 76, 176, 1400), Rect(0, -1424, 176, 1400)]
    beyond = Rect(200, -1424, 3000, 2900)
    row = Rect(-3000, 0, 2976, 52)
    room = room_of(Snapshot(), shapes(source, *column, beyond, row), None)
    found = place_again(room, source, RIGHT)
    assert abs(found.x) + abs(found.y) < 600


def test_free_room_in_a_zone_comes_before_one_for_which_it_grows_however_far_along_the_row():
    room, zone, source = row(440 + 200, NEAR_ABOVE, NEAR_BELOW)
    for found in (place_beside(room, source, SIZE, (0, 1)), place_again(room, source, (0, 1))):
        assert inside(zone, found)


@given(
    st.lists(
        st.builds(Rect, st.integers(-300, 300), st.integers(-900, 900), st.just(0.0), st.integers(50, 900)),
        max_size=4,
    )
)
def test_room_is_found_beside_lines_where_there_is_any(lines):
    source = Rect(0, 0, 176, 52)
    room = room_of(Snapshot(), shapes(source), None, lines)
    for found in (place_beside(room, source, SIZE, RIGHT), place_again(room, source, (0, 1))):
        assert not any(found.grown(4).touches(line) for line in lines)


rects = st.builds(
    Rect,
    st.integers(-60, 60).map(lambda n: n * 16.0),
    st.integers(-60, 60).map(lambda n: n * 16.0),
    st.sampled_from([96.0, 176.0, 336.0]),
    st.sampled_from([44.0, 52.0, 120.0]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(rects, min_size=1, max_size=30), st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
def test_a_new_shape_never_lies_over_another(taken, way):
    room = room_of(Snapshot(), shapes(*taken), None)
    for found in (place_beside(room, taken[0], SIZE, way), place_at(room, 0.0, 0.0, SIZE)):
        assert not any(found.touches(other) for other in taken)
        assert (found.x % 8, found.y % 8) == (0, 0)


SOURCE, FIRST = Rect(0, 0, 176, 52), Rect(272, 0, 176, 52)
BELOW = (0, 1)


def fan(count, *others, source=SOURCE, first=FIRST, way=BELOW):
    """The places of so many siblings of a first one, all to be joined with the source."""
    taken = [source, first, *others]
    for _sibling in range(count):
        room = room_of(Snapshot(), shapes(*taken), None)
        last = first if len(taken) == 2 + len(others) else taken[-1]
        taken.append(place_beside(room, last, SIZE, way, BESIDE, source))
    return taken[2 + len(others) :]


def test_siblings_stand_in_a_column_beside_what_they_are_joined_with():
    assert {place.x for place in fan(6)} == {FIRST.x}
    above = Rect(0, -200, 176, 52)
    row = fan(6, source=SOURCE, first=above, way=(1, 0))
    assert {place.y for place in row} == {above.y}


def test_a_sibling_goes_past_what_stands_in_the_column():
    found = fan(3, Rect(300, 100, 176, 52))
    assert {place.x for place in found} == {FIRST.x}


@settings(deadline=None, max_examples=60)
@given(st.lists(rects, max_size=12))
def test_between_the_source_and_its_siblings_room_is_left_for_their_lines(others):
    others = [one for one in others if not one.grown(BESIDE).touches(SOURCE)]
    others = [one for one in others if not one.grown(BESIDE).touches(FIRST)]
    for place in fan(3, *others):
        assert place.x >= FIRST.x


def test_a_new_shape_covers_no_note():
    edit = Editor(Snapshot(), counted_ids())
    zone, note = edit.new(Zone, name="Cell"), edit.new(TextNote, text="Look here")
    one = edit.new(Component, name="A", zone=zone.id)
    places = [
        Place(zone.id, Rect(0, 0, 1200, 400), None, True),
        Place(one.id, Rect(40, 60, 176, 52), zone.id),
        Place(note.id, Rect(320, 40, 200, 80), None),
    ]
    found = place_beside(room_of(edit.snapshot, places, zone.id), places[1].rect, SIZE, RIGHT)
    assert not found.touches(places[2].rect)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_what_a_new_flow_says_fits_between_a_shape_and_what_is_added_to_it(language):
    """Before, the German words stood on a pole over the shape at which the flow begins."""
    use_language(language)
    try:
        edit = Editor(Snapshot(), counted_ids())
        diagram = edit.new(Diagram, name="Plant")
        pump, tank = edit.new(Component, name="Pump"), edit.new(Component, name="Tank")
        for one, x in ((pump, 0.0), (tank, 176.0 + ABREAST)):
            edit.new(Placement, owner=diagram.id, element=one.id, x=x, width=176.0, height=52.0)
        flow = edit.new(Connector, source=pump.id, target=tank.id)
        drawing = draw(edit.snapshot, diagram.id)
        words = next(item.spots[0].area for item in drawing.items if item.element == flow.id)
        # Eight px are free of them at either end of the line.
        assert words.x >= 184
        assert words.right <= 168 + ABREAST
        assert 0 < words.y < 26
    finally:
        use_language("en")
