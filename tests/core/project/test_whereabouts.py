"""What an element belongs to and where it is drawn stay together, whatever two sides made of them."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import Component, Diagram, Editor, Placement, Snapshot, Zone
from core.model.integrity import all_breaches
from core.project import read_text
from core.project.conflict import CHOICES, SIDES, Clash, Versions, is_drawn
from core.project.conflict_words import effects
from core.project.merging import merge
from tests.core.project.sides import clashes, having

SAMPLE = Path(__file__).parents[3] / "samples" / "water-treatment"

WIDE, HIGH, APART = 400.0, 300.0, 500.0
"""The frames of the zones, side by side, and how far one begins after the other."""


def plant(zones=3, parts=3):
    """Zones side by side on two drawings, and parts that lie in the first of them."""
    editor = Editor(Snapshot(), counted_ids())
    drawings = [editor.new(Diagram, name=name) for name in ("Plant", "Overview")]
    frames = [editor.new(Zone, name=f"Zone {number}") for number in range(zones)]
    for drawing in drawings:
        for number, zone in enumerate(frames):
            editor.new(
                Placement, owner=drawing.id, element=zone.id, x=number * APART, width=WIDE, height=HIGH
            )
    for number in range(parts):
        part = editor.new(Component, name=f"Part {number}", zone=frames[0].id)
        for drawing in drawings:
            editor.new(
                Placement, owner=drawing.id, element=part.id, x=20.0, y=60.0 * number, width=100, height=40
            )
    return editor.snapshot


def zone_at(model, place):
    """The zone in the frame of which the middle of a shape lies."""
    middle = place.x + place.width / 2, place.y + place.height / 2
    for zone in model.of(Zone):
        for frame in model.uses(zone.id, Placement):
            if frame.owner == place.owner and (
                frame.x <= middle[0] <= frame.x + frame.width
                and frame.y <= middle[1] <= frame.y + frame.height
            ):
                return zone.id
    return None


def moved(model, part, zone, at):
    """The part put at a spot within a zone, or outside with None, on every drawing, as a person does."""
    zones = model.of(Zone)
    x = zones.index(zone) * APART if zone is not None else len(zones) * APART
    places = model.uses(part.id, Placement)
    shapes = [dataclasses.replace(one, x=x + at[0], y=float(at[1])) for one in places]
    return having(model, dataclasses.replace(part, zone=zone and zone.id), *shapes)


doings = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.tuples(st.integers(0, 250), st.integers(0, 200))),
    max_size=5,
)


def gone_on(base, done):
    """The model after parts were moved within their zones and into others."""
    model = base
    for part, zone, at in done:
        zones = [*model.of(Zone), None]
        model = moved(model, model.of(Component)[part], zones[zone], at)
    return model


@given(doings, doings, st.data())
def test_whatever_is_decided_every_shape_lies_in_the_zone_that_it_is_of(mine, other, data):
    base = plant()
    merged = merge(
        base,
        gone_on(base, mine),
        gone_on(base, other),
        lambda conflict: data.draw(st.sampled_from(conflict.choices)),
    )
    assert merged.conflicts == ()
    assert list(all_breaches(merged.snapshot)) == []
    for part in merged.snapshot.of(Component):
        for place in merged.snapshot.uses(part.id, Placement):
            assert part.zone == zone_at(merged.snapshot, place)


def shifted(model, zone, by):
    """A zone moved with all that lies in it, on every drawing, as a person does."""
    inner = [zone, *(one for one in model.of(Component) if one.zone == zone.id)]
    places = [place for one in inner for place in model.uses(one.id, Placement)]
    return having(model, *(dataclasses.replace(one, x=one.x + by[0], y=one.y + by[1]) for one in places))


def placed_in(model, part, zone, at):
    """A part put at a spot within the frame of a zone, on every drawing; a new one where there is none."""
    known = {place.owner: place for place in model.uses(part.id, Placement)} if part.id in model else {}
    places = []
    for frame in model.uses(zone.id, Placement):
        new = Placement(
            id=f"{part.id} on {frame.owner}", owner=frame.owner, element=part.id, width=100, height=40
        )
        one = known.get(frame.owner, new)
        places.append(dataclasses.replace(one, x=frame.x + at[0], y=frame.y + at[1]))
    return having(model, dataclasses.replace(part, zone=zone.id), *places)


within = st.tuples(st.integers(0, 250), st.integers(0, 200))
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("shift"), st.integers(0, 2), st.tuples(st.integers(-40, 40), st.integers(-900, 900))
        ),
        st.tuples(st.just("put"), st.integers(0, 2), st.integers(0, 2), within),
        st.tuples(st.just("add"), st.integers(0, 2), within),
    ),
    max_size=5,
)


def stepped(base, done, author):
    """The model after zones were moved with what is in them, parts put into zones, and others added."""
    model = base
    for number, (what, first, *rest) in enumerate(done):
        zones, parts = model.of(Zone), base.of(Component)
        if what == "shift":
            model = shifted(model, zones[first], *rest)
        elif what == "put":
            model = placed_in(model, model[parts[first].id], zones[rest[0]], rest[1])
        else:
            model = placed_in(model, Component(id=f"~{author} {number}", name="New"), zones[first], *rest)
    return model


@given(steps, steps, st.data())
def test_whatever_is_decided_what_lies_in_a_zone_goes_along_with_it(mine, other, data):
    base = plant()
    merged = merge(
        base,
        stepped(base, mine, "ours"),
        stepped(base, other, "theirs"),
        lambda conflict: data.draw(st.sampled_from(conflict.choices)),
    )
    assert merged.conflicts == ()
    assert list(all_breaches(merged.snapshot)) == []
    for part in merged.snapshot.of(Component):
        for place in merged.snapshot.uses(part.id, Placement):
            assert part.zone == zone_at(merged.snapshot, place)


@pytest.mark.parametrize("mover", SIDES)
def test_a_zone_that_one_side_moved_keeps_what_the_other_moved_in_it_without_a_question(mover):
    base = plant()
    part, zone = base.of(Component)[0], base.of(Zone)[0]
    away, inside = shifted(base, zone, (16, 400)), placed_in(base, part, zone, (120, 80))
    merged = merge(base, *((away, inside) if mover == "ours" else (inside, away)))
    assert merged.conflicts == ()
    assert merged.snapshot == placed_in(away, part, zone, (120, 80))


@pytest.mark.parametrize("mover", SIDES)
def test_a_zone_that_one_side_moved_takes_along_what_the_other_put_into_it(mover):
    base = plant()
    part, (first, second, _third) = base.of(Component)[0], base.of(Zone)
    away, into = shifted(base, second, (16, 400)), placed_in(base, part, second, (120, 80))
    merged = merge(base, *((away, into) if mover == "ours" else (into, away)))
    assert merged.snapshot == placed_in(away, part, second, (120, 80))
    # What the other took out of a zone stays out, however that was moved.
    away = shifted(base, first, (16, 400))
    merged = merge(base, *((away, into) if mover == "ours" else (into, away)))
    assert merged.snapshot == placed_in(away, part, second, (120, 80))


def test_a_zone_that_both_moved_is_one_question_whatever_lies_in_it():
    base = plant()
    zone = base.of(Zone)[0]
    ours, theirs = shifted(base, zone, (0, 400)), shifted(base, zone, (0, -400))
    frames = {place.id for place in base.uses(zone.id, Placement)}
    assert {one.element for one in merge(base, ours, theirs).conflicts} == frames
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs
    assert merge(base, ours, theirs, lambda _one: "base").snapshot == base


@given(doings, doings)
def test_of_each_element_at_most_one_question_is_asked_where_its_zone_is_in_question(mine, other):
    base = plant()
    ours, theirs = gone_on(base, mine), gone_on(base, other)
    merged = merge(base, ours, theirs)
    for part in base.of(Component):
        if ours[part.id].zone == theirs[part.id].zone:
            continue
        about = {part.id, *(one.id for one in base.uses(part.id, Placement))}
        asked = [one for one in merged.conflicts if one.element in about]
        changed = [side for side in (ours, theirs) if any(side[one] != base[one] for one in about)]
        assert len(asked) == (1 if len(changed) == 2 else 0)


@pytest.mark.parametrize("mover", SIDES)
@pytest.mark.parametrize("choice", CHOICES)
def test_the_decision_on_a_place_decides_the_zone_that_one_side_gave_with_it(mover, choice):
    base = plant()
    part, zone = base.of(Component)[0], base.of(Zone)[1]
    into = moved(base, part, zone, (50, 50))
    within = moved(base, part, base.of(Zone)[0], (90, 120))
    sides = (into, within) if mover == "ours" else (within, into)
    (conflict,) = merge(base, *sides).conflicts
    assert conflict.clash is Clash.FACT
    assert conflict.fields == ("x", "y")
    assert not is_drawn(conflict, Versions(base, *sides))
    merged = merge(base, *sides, lambda _one: choice).snapshot
    assert merged == {"base": base, "ours": sides[0], "theirs": sides[1]}[choice]
    said = [one for one in effects(Versions(base, *sides), conflict, choice) if one.startswith("component")]
    assert said == ([] if choice == mover else ["component Part 0 then has Zone: Zone 0."])


def test_the_decision_on_a_zone_that_both_gave_decides_the_place():
    base = plant()
    part, (_first, second, third) = base.of(Component)[0], base.of(Zone)
    ours, theirs = moved(base, part, second, (50, 50)), moved(base, part, third, (50, 50))
    assert clashes(merge(base, ours, theirs)) == [(f"{part.id}.zone", Clash.FACT)]
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs


def test_a_place_on_a_drawing_without_zones_is_no_matter_of_the_zone():
    base = plant()
    part, zone = base.of(Component)[0], base.of(Zone)[1]
    sketch = Diagram(id="~sketch", name="Sketch")
    base = having(base, sketch, Placement(id="~place", owner=sketch.id, element=part.id))
    ours = having(base, dataclasses.replace(part, zone=zone.id))
    theirs = having(base, dataclasses.replace(base["~place"], x=40.0))
    merged = merge(base, ours, theirs).snapshot
    assert (merged[part.id].zone, merged["~place"].x) == (zone.id, 40.0)


@pytest.mark.parametrize("choice", CHOICES)
def test_the_alarm_service_of_the_sample_stands_in_the_zone_that_it_is_of(choice):
    base = read_text(SAMPLE)
    service = next(one for one in base.of(Component) if one.name == "Alarm service")
    operations = next(one for one in base.of(Zone) if one.name == "Operations")
    place = next(one for one in base.uses(service.id, Placement))
    frame = next(one for one in base.uses(operations.id, Placement) if one.owner == place.owner)
    ours = having(
        base,
        dataclasses.replace(service, zone=operations.id, owner=None),
        dataclasses.replace(place, x=frame.x + 16, y=frame.y + 40),
    )
    theirs = having(base, dataclasses.replace(place, x=place.x + 24))
    merged = merge(base, ours, theirs, lambda _one: choice).snapshot
    assert merged == {"base": base, "ours": ours, "theirs": theirs}[choice]
