"""What is moved by keys or put in line belongs to the zone that its middle comes into, as after a drop."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.gestures.aligning import align
from app.gestures.nudging import nudge, resize_by
from core.model import Component, Placement, Zone
from tests.app.canvas.conftest import same_as_drawn_anew


@pytest.fixture
def ground(bench, overview):
    """In a free corner: zone Left with Meter in it, zone Right with zone Inner in it, and Valve in none."""
    canvas, _hand = overview
    extent = canvas.scene_shown.extent()
    made = {}
    with bench.session.change("Add ground") as edit:

        def put(kind, name, x, y, width, height, **facts):
            made[name] = edit.new(kind, name=name, **facts).id
            edit.new(
                Placement,
                owner=canvas.diagram_id,
                element=made[name],
                x=round(extent.left()) + x,
                y=round(extent.bottom()) + 200 + y,
                width=width,
                height=height,
            )

        put(Zone, "Left", 0, 0, 304, 200)
        put(Zone, "Right", 400, 0, 600, 400)
        put(Zone, "Inner", 640, 64, 320, 200, owner=made["Right"])
        put(Component, "Meter", 64, 72, 176, 52, zone=made["Left"])
        put(Component, "Valve", 64, 320, 176, 52)
    return canvas, made


def zone_of(canvas, element_id):
    return canvas.snapshot()[element_id].zone


def test_what_is_nudged_out_of_its_zone_leaves_it_and_the_zone_stays_as_it_is(bench, ground):
    canvas, made = ground
    before = canvas.scene_shown.find(made["Left"]).outline()
    for _step in range(30):
        nudge(canvas, [made["Meter"]], 8, 0)
    assert zone_of(canvas, made["Meter"]) is None
    assert canvas.scene_shown.find(made["Left"]).outline() == before
    same_as_drawn_anew(bench, canvas)


def test_what_is_nudged_on_comes_into_the_innermost_zone(ground):
    canvas, made = ground
    passed = [zone_of(canvas, made["Meter"])]
    for _step in range(90):
        nudge(canvas, [made["Meter"]], 8, 0)
        if zone_of(canvas, made["Meter"]) != passed[-1]:
            passed.append(zone_of(canvas, made["Meter"]))
    names = {one: name for name, one in made.items()}
    assert [names.get(one) for one in passed] == ["Left", None, "Right", "Inner"]


def test_the_status_line_tells_what_a_nudged_shape_is_part_of(ground):
    canvas, made = ground
    said = []
    canvas.message.connect(said.append)
    for _step in range(45):
        nudge(canvas, [made["Meter"]], 8, 0)
    assert [one for one in said if one] == [
        "Left overlaps Right · Ctrl Z takes it back",
        "Now outside of every zone",
        "Now part of Right · Moves Left aside",
    ]


def test_a_zone_moved_by_keys_takes_in_what_it_comes_to_lie_around(ground):
    canvas, made = ground
    for _step in range(32):
        nudge(canvas, [made["Left"]], 0, 8)
    assert zone_of(canvas, made["Valve"]) == made["Left"]
    assert zone_of(canvas, made["Meter"]) == made["Left"]


def test_a_zone_made_larger_by_keys_takes_in_what_it_comes_to_lie_around(ground):
    canvas, made = ground
    for _step in range(30):
        resize_by(canvas, [made["Left"]], (0, 1))
    assert zone_of(canvas, made["Valve"]) == made["Left"]


def test_what_would_be_aligned_into_a_zone_stays_where_it_is(ground):
    canvas, made = ground
    before = canvas.scene_shown.find(made["Valve"]).outline()
    assert not align(canvas, [made["Meter"], made["Valve"]], "top")
    assert canvas.scene_shown.find(made["Valve"]).outline() == before
    assert zone_of(canvas, made["Valve"]) is None


ways = st.sampled_from([(8, 0), (-8, 0), (0, 8), (0, -8)])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=ways, steps=st.integers(1, 60))
def test_there_and_back_by_keys_leaves_everything_as_it_was(ground, way, steps):
    there_and_back(ground, way, steps)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=ways, steps=st.integers(1, 60))
def test_there_and_back_by_keys_leaves_everything_as_it_was_at_length(ground, way, steps):
    there_and_back(ground, way, steps)


def there_and_back(ground, way, steps):
    canvas, made = ground
    before = {one: canvas.snapshot()[one] for one in made.values()}
    for turn in (1, -1):
        for _step in range(steps):
            nudge(canvas, [made["Meter"]], way[0] * turn, way[1] * turn)
    assert {one: canvas.snapshot()[one] for one in made.values()} == before
