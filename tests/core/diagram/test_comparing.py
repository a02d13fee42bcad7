"""A drawing of two models shows what is in either, and tells what changed from what only stands elsewhere."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from core.diagram import draw
from core.diagram.comparing import SIGNED, diagrams_between, drawn_on, overlays_between, together
from core.diagram.display import Rect, Shape, Text, text_baseline, text_size, visible
from core.diagram.geometry import bounds_of
from core.diagram.lod import detail_at
from core.diagram.metrics import width
from core.diagram.overlay import Overlay
from core.diagram.zones import zone_item
from core.ground.resources import sample_folder
from core.model import Component, Connector, Diagram, Placement, Port, Snapshot, TextNote, Zone
from core.project import read_text
from core.project.comparison import alterations
from tests.core.project.sides import having, without
from tests.core.uppaal.plant import Builder


@pytest.fixture
def plant():
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    parts = [b.add(Component, name) for name in ("Pump", "Valve", "Panel", "Tank")]
    places = [
        b.add(Placement, "", diagram, element=one.id, x=300.0 * at, y=0.0, width=176.0, height=52.0)
        for at, one in enumerate(parts)
    ]
    port = b.add(Port, "in", parts[0])
    flow = b.add(Connector, "Dose", source=parts[1].id, target=port.id)
    return b.snapshot, diagram, parts, places, port, flow


def item(drawing, element):
    return next(one for one in drawing.items if one.element == element.id)


def signs(drawing, element):
    texts = [mark for mark in item(drawing, element).marks if isinstance(mark, Text) and visible(mark, 1.0)]
    return [mark.text for mark in texts if mark.text in "+−~↔"]


def test_what_was_removed_is_drawn_at_its_old_place_with_its_name_struck(plant):
    before, diagram, (pump, *_parts), (place, *_places), port, flow = plant
    after = without(before, [pump.id])
    both = together(before, after)
    assert both == before
    overlays = overlays_between(before, after, diagram.id)
    assert dict(overlays.differences) == dict.fromkeys((pump.id, port.id, flow.id), "removed")
    drawing = draw(both, diagram.id, overlays)
    plain = draw(before, diagram.id)
    assert item(drawing, pump).outline == item(plain, pump).outline
    assert item(drawing, flow).outline == item(plain, flow).outline
    name = next(one for one in item(drawing, pump).marks if isinstance(one, Text) and one.text == "Pump")
    strikes = [
        one
        for one in item(drawing, pump).marks
        if isinstance(one, Shape) and one.stroke is not None and one.stroke.role == "diff.removed.text"
    ]
    ends = [[step.points[0] for step in one.steps] for one in strikes if len(one.steps) == 2]
    assert any(
        start.x < name.x < end.x and name.baseline - name.size < start.y < name.baseline
        for start, end in ends
    )
    assert place.element == pump.id


def test_signs_tell_added_removed_changed_and_drawn_elsewhere_apart(plant):
    before, diagram, (pump, valve, panel, tank), places, _port, flow = plant
    new = Component(id="~new", name="Filter")
    shown = Placement(id="~place", owner=diagram.id, element=new.id, y=200.0, width=176.0, height=52.0)
    after = having(
        without(before, [panel.id]),
        replace(valve, name="Inlet valve"),
        replace(places[1], x=310.0),
        replace(places[3], y=80.0),
        new,
        shown,
    )
    overlays = overlays_between(before, after, diagram.id)
    drawing = draw(together(before, after), diagram.id, overlays)
    assert {one.name: signs(drawing, one) for one in (pump, valve, panel, tank, new)} == {
        "Pump": [],
        "Valve": ["~"],
        "Panel": ["−"],
        "Tank": ["↔"],
        "Filter": ["+"],
    }
    assert overlays.moved == {tank.id}
    assert [(one.id, count) for one, count in diagrams_between(before, after)] == [(diagram.id, 4)]
    assert signs(drawing, flow) == []


@pytest.mark.parametrize("facts", [{"locked": True}, {"order": 3}, {"note": "Keep"}])
def test_whatever_became_of_a_place_is_marked_as_it_is_listed(plant, facts):
    before, diagram, (*_parts, tank), places, *_rest = plant
    after = having(before, replace(places[3], **facts))
    assert overlays_between(before, after, diagram.id).moved == {tank.id}
    assert [(one.id, one.sort) for one in alterations(before, after)] == [(tank.id, "drawn")]


def test_what_was_taken_off_a_drawing_is_no_change_of_the_model(plant):
    before, diagram, (_pump, _valve, _panel, tank), places, *_rest = plant
    for after in (without(before, [places[3].id]), having(before, replace(places[3], hidden=True))):
        overlays = overlays_between(before, after, diagram.id)
        assert (dict(overlays.differences), overlays.moved) == ({}, {tank.id})
        assert tank.id in drawn_on(together(before, after), diagram.id)


def test_what_was_drawn_anew_stands_at_its_new_place_alone(plant):
    before, diagram, (_pump, _valve, _panel, tank), places, *_rest = plant
    anew = replace(places[3], id="~again", y=400.0)
    after = having(without(before, [places[3].id]), anew)
    assert together(before, after) == after
    assert overlays_between(before, after, diagram.id).moved == {tank.id}


def test_a_sign_can_be_read_below_full_size(plant):
    before, diagram, (pump, *_parts), *_rest = plant
    after = having(before, replace(pump, name="Dosing pump"))
    drawing = draw(after, diagram.id, overlays_between(before, after, diagram.id))
    for scale in (SIGNED, 0.34, 0.35, 0.6, 0.8, 1.0, 2.0):
        texts = [one for one in item(drawing, pump).marks if isinstance(one, Text) and one.text == "~"]
        (seen,) = [one for one in texts if visible(one, scale)]
        assert text_size(seen, scale) * scale >= 10


def test_what_moved_is_told_from_as_far_as_what_changed(plant):
    before, diagram, (*_parts, tank), places, *_rest = plant
    after = having(before, replace(places[3], y=80.0))
    marks = item(draw(after, diagram.id, overlays_between(before, after, diagram.id)), tank).marks
    for scale in (SIGNED, 0.5, 1.0):
        assert [one.text for one in marks if visible(one, scale) and isinstance(one, Text)].count("↔") == 1


def test_two_models_that_are_the_same_show_nothing(plant):
    before, diagram, *_rest = plant
    again = Snapshot(before)
    assert draw(together(before, again), diagram.id, overlays_between(before, again, diagram.id)) == draw(
        before, diagram.id
    )


@pytest.mark.parametrize("scale", [1.5, 1.0, 0.8, 0.62, 0.4])
def test_the_tag_of_a_zone_ends_above_its_title(scale):
    zone = Zone(id="z", name="Vendor network")
    marks = zone_item(zone, Rect(40, 40, 400, 300), 0, Overlay(difference="changed")).marks
    seen = [mark for mark in marks if visible(mark, scale)]
    (title,) = [mark for mark in seen if isinstance(mark, Text) and mark.text.startswith("Vendor")]
    (sign,) = [mark for mark in seen if isinstance(mark, Text) and mark.text == "~"]
    frame = seen[seen.index(sign) - 1]
    low = max(point.y for step in frame.steps for point in step.points)
    assert low < text_baseline(title, scale) - 0.73 * text_size(title, scale)


def rects(drawing, *elements):
    return [bounds_of(item(drawing, one).outline) for one in elements]


def two_in_one_place(plant, x=300.0, y=120.0):
    """One person put a mixer there, another a filter."""
    diagram = plant[1]
    shapes = [Component(id=f"new-{name}", name=name) for name in ("Mixer", "Filter")]
    places = [
        Placement(id=f"at-{one.name}", owner=diagram.id, element=one.id, x=x, y=y, width=176.0, height=52.0)
        for one in shapes
    ]
    return shapes, places


def test_of_two_shapes_that_two_people_added_in_one_place_both_are_seen(plant):
    base, diagram, *_rest = plant
    (mixer, sieve), places = two_in_one_place(plant)
    mine, theirs = having(base, mixer, places[0]), having(base, sieve, places[1])
    for before, after, away in ((mine, theirs, mixer), (theirs, mine, sieve)):
        overlays = overlays_between(before, after, diagram.id)
        drawing = draw(together(before, after), diagram.id, overlays)
        everything = [item for item in drawing.items if item.layer == 3]
        for one, other in combinations(everything, 2):
            assert not bounds_of(one.outline).touches(bounds_of(other.outline))
        # It tells where the one that gave way was, and what stayed is where it is.
        assert overlays.ghosts[away.id].rect == Rect(300, 120, 176, 52)
        stays = sieve if away is mixer else mixer
        assert rects(drawing, stays) == [Rect(300, 120, 176, 52)]
        assert stays.id not in overlays.ghosts
        assert {signs(drawing, one)[0] for one in (mixer, sieve)} == {"+", "−"}


def test_of_two_shapes_added_in_one_place_of_one_model_both_are_seen(plant):
    base, diagram, *_rest = plant
    shapes, places = two_in_one_place(plant)
    after = having(base, *shapes, *places)
    overlays = overlays_between(base, after, diagram.id)
    one, other = rects(draw(together(base, after), diagram.id, overlays), *shapes)
    assert not one.touches(other)
    assert list(overlays.ghosts) == [max(shape.id for shape in shapes)]


def test_a_shape_that_was_removed_gives_way_to_one_that_moved_there(plant):
    before, diagram, (pump, valve, *_parts), (place, *_places), *_rest = plant
    lead = without(before, [valve.id])
    after = having(lead, replace(place, x=300.0))
    drawing = draw(together(before, after), diagram.id, overlays_between(before, after, diagram.id))
    one, other = rects(drawing, pump, valve)
    assert one == Rect(300, 0, 176, 52)
    assert not one.touches(other)


def test_shapes_that_lay_over_each_other_in_both_models_stay_where_they_are(plant):
    base, diagram, *_rest = plant
    shapes, places = two_in_one_place(plant)
    before = having(base, *shapes, *places)
    after = having(before, replace(shapes[0], name="Blender"))
    assert together(before, after) == after
    assert not overlays_between(before, after, diagram.id).ghosts


@pytest.mark.parametrize("kind", [Zone, TextNote, Component])
@pytest.mark.parametrize("holds", [False, True])
def test_zones_notes_and_holders_that_two_people_put_in_one_place_are_set_apart_with_what_they_hold(
    plant, kind, holds
):
    base, diagram, *_rest = plant
    sides, heads, members = [], [], []
    for name in ("Mine", "Theirs"):
        facts = {"text": name} if kind is TextNote else {"name": name}
        head = kind(id=f"head-{name}", **facts)
        at = Placement(
            id=f"at-{name}", owner=diagram.id, element=head.id, x=900.0, y=300.0, width=320.0, height=180.0
        )
        parts = [head, at]
        if holds and kind is not TextNote:
            home = {"zone": head.id} if kind is Zone else {"owner": head.id}
            inner = Component(id=f"inner-{name}", name="Inner", **home)
            parts += [
                inner,
                replace(at, id=f"in-{name}", element=inner.id, x=960.0, y=360.0, width=176.0, height=52.0),
            ]
            members.append(inner)
        heads.append(head)
        sides.append(having(base, *parts))
    overlays = overlays_between(*sides, diagram.id)
    drawing = draw(together(*sides), diagram.id, overlays)
    one, other = rects(drawing, *heads)
    assert not one.touches(other)
    assert list(overlays.ghosts) == [heads[0].id]
    for head, inner in zip(heads, members, strict=False):
        (frame,), (area,) = rects(drawing, head), rects(drawing, inner)
        assert (area.x - frame.x, area.y - frame.y) == (60.0, 60.0)


@pytest.mark.parametrize("scale", [0.2, 0.3, 0.37, 0.45, 0.6, 0.8, 1.0])
def test_no_sign_of_a_comparison_lies_over_the_title_of_a_zone_of_the_sample(scale):
    before = read_text(sample_folder("water-treatment"))
    after = Snapshot(
        replace(one, x=one.x + 8)
        if isinstance(one, Placement) and not isinstance(before.get(one.element), Port)
        else one
        for one in before
    )
    diagram = next(one for one in before.of(Diagram) if one.name == "Plant overview")
    drawing = draw(together(before, after), diagram.id, overlays_between(before, after, diagram.id))
    detail = detail_at(scale)
    seen = [
        (isinstance(before[one.element], Zone), mark)
        for one in drawing.items
        for mark in one.marks
        if isinstance(mark, Text) and visible(mark, detail)
    ]
    moved = [letters(mark, scale) for _zone, mark in seen if mark.text == "↔"]
    titles = [letters(mark, scale) for zone, mark in seen if zone and mark.text != "↔"]
    assert moved
    assert titles
    assert not [pair for pair in product(moved, titles) if pair[0].touches(pair[1])]


def letters(text, scale):
    size = text_size(text, scale)
    wide = min(width(text.text, size, text.bold, text.mono), text.room)
    left = text.x - wide * {"left": 0, "centre": 0.5, "right": 1}[text.anchor]
    return Rect(left, text_baseline(text, scale) - size * 0.73, wide, size * 0.73)
