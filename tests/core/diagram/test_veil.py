"""Drawings under a filter and with heat: nothing is lost, nothing that speaks is hidden."""

from itertools import pairwise

import pytest

from core.diagram import draw
from core.diagram.criteria import Criteria, Found, matching
from core.diagram.display import Rect, Shape, Text, text_baseline, text_size, visible
from core.diagram.geometry import around, bounds_of
from core.diagram.heat import Heat, Heats, heat_marks, heat_square, step_marks
from core.diagram.metrics import width
from core.diagram.veil import BADGES, is_kept, kept_with, parents_of, unbadged, veiled
from core.model import Point, Truth
from tests.bench.routing import scattered
from tests.core.diagram.plant import overlays, plant


@pytest.fixture(scope="module")
def found():
    return plant()


@pytest.fixture(scope="module")
def drawing(found):
    return draw(found.snapshot, found["diagram", "Plant overview"].id, overlays(found))


def drawn(drawing):
    return {one.element for one in drawing.items}


def item(drawing, element):
    return next(one for one in drawing.items if one.element == element.id)


def test_without_filter_and_heat_a_drawing_stays_the_same(drawing):
    assert veiled(drawing, None, {}) is drawing


def test_what_a_filter_does_not_keep_is_dimmed_and_shows_no_badges(found, drawing):
    gateway, dosing = found["component", "Vendor gateway"], found["component", "Dosing controller"]
    kept = kept_with(parents_of(drawing), found.snapshot, [dosing.id], drawn(drawing))
    after = veiled(drawing, kept, {})
    assert item(after, dosing) == item(drawing, dosing)
    dimmed, before = item(after, gateway), item(drawing, gateway)
    assert dimmed.opacity == pytest.approx(0.38)
    assert any(spot.name in BADGES for spot in before.spots)
    badges = [spot.area for spot in before.spots if spot.name in BADGES]
    assert dimmed.outline == before.outline
    texts = [mark for mark in dimmed.marks if isinstance(mark, Text)]
    assert not [text for text in texts for area in badges if area.grown(-2).contains(_place(text))]
    assert {text.text for text in texts} >= {"Vendor gateway"}


def _place(text):
    return Point(text.x, text.baseline - 2)


def test_without_badges_an_element_looks_as_if_nothing_were_known_of_it(found, drawing):
    plain = draw(found.snapshot, drawing.diagram)
    laid = overlays(found)
    badged = (laid.threats.keys() | laid.verdicts.keys() | laid.problems.keys()) - laid.differences.keys()
    compared = 0
    for one, bare in zip(drawing.items, plain.items, strict=True):
        if one.element in badged - laid.proposed and not one.is_line and one.layer == 3:
            near = [mark for mark in unbadged(one) if visible(mark, 1.0)]
            assert near == [mark for mark in bare.marks if visible(mark, 1.0)]
            compared += 1
    assert compared > 2


def test_a_kept_line_keeps_its_ends_their_ports_and_what_lies_around_them(found, drawing):
    flow = next(one for one in found.elements if one.kind == "connector" and one.encrypted is Truth.UNKNOWN)
    kept = kept_with(parents_of(drawing), found.snapshot, [flow.id], drawn(drawing))
    source = found.snapshot[flow.source]
    host = source if source.kind != "port" else found.snapshot[source.owner]
    assert {flow.id, host.id, host.zone} <= kept
    ports = [one for one in drawing.items if one.layer == 4 and one.parent == host.id]
    own = [port for port in ports if port.element in (flow.source, flow.target)]
    assert own
    assert all(is_kept(port, kept) for port in own)
    assert len(kept) < len(drawing.items) / 2


def test_a_filter_can_also_leave_out_what_it_does_not_keep(found, drawing):
    criteria = Criteria(text="dosing controller")
    matches = matching(found.snapshot, criteria, Found(), [one.element for one in drawing.items])
    kept = kept_with(parents_of(drawing), found.snapshot, matches, drawn(drawing))
    after = veiled(drawing, kept, {}, hide=True)
    assert {one.element for one in after.items} == {
        one.element for one in drawing.items if is_kept(one, kept)
    }


def test_a_port_stays_with_its_shape_as_long_as_one_of_its_lines_does(found, drawing):
    lines = [one.element for one in drawing.items if one.is_line]
    ports = [one for one in drawing.items if one.layer == 4]
    assert ports
    for matches in ([one.parent for one in ports], lines, lines[::2]):
        kept = kept_with(parents_of(drawing), found.snapshot, matches, drawn(drawing))
        for port in ports:
            joined = {one.id for one in found.snapshot.uses(port.element)} & set(lines)
            follows = not joined or bool(joined & set(matches))
            assert is_kept(port, kept) == (port.parent in kept and follows)


def test_a_drawing_reaches_as_far_as_what_is_not_left_out(found, drawing):
    dosing = found["component", "Dosing controller"]
    kept = kept_with(parents_of(drawing), found.snapshot, [dosing.id], drawn(drawing))
    hidden, dimmed = (veiled(drawing, kept, {}, hide=hide) for hide in (True, False))
    assert dimmed.bounds == drawing.bounds
    assert hidden.bounds.height < drawing.bounds.height / 2
    assert all(around([hidden.bounds, one.bounds]) == hidden.bounds for one in hidden.items)


def everywhere(heat):
    return Heats(heat, heat, heat)


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_the_band_of_heat_lies_outside_a_shape(drawing, step):
    for one in drawing.items:
        if one.is_line:
            continue
        area = bounds_of(one.outline)
        for mark in heat_marks(one, everywhere(Heat(step))).under:
            assert isinstance(mark, Shape)
            assert mark.fill is None
            if visible(mark, 1.0):
                middle = bounds_of(point for each in mark.steps for point in each.points)
                inner = middle.grown(-mark.stroke.width / 2)
                assert (inner.x, inner.right) == pytest.approx((area.x, area.right), abs=3.5)
                assert inner.x <= area.x + 0.01 <= area.right <= inner.right + 0.02


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_from_far_heat_is_what_of_the_whole_is_seen_there(drawing, step):
    for one in drawing.items:
        whole, far = (
            heat_marks(one, everywhere(Heat(step))),
            heat_marks(one, everywhere(Heat(step)), far=True),
        )
        for scale in (0.06, 0.2, 0.34):
            for part in ("under", "over"):
                seen = [
                    [mark for mark in getattr(each, part) if visible(mark, scale)] for each in (whole, far)
                ]
                assert seen[0] == seen[1]


def ties(marks):
    return [mark.stroke.dash for mark in marks if isinstance(mark, Shape) and mark.stroke.dash]


def test_steps_differ_by_the_density_of_their_ties():
    area = Rect(0, 0, 40, 8)
    assert [sum(dash) for step in (1, 2, 3) for dash in ties(step_marks(area, step))] == [8.0, 4.0]


def test_what_is_not_known_is_dashed_and_wears_a_question_mark(drawing):
    one = next(one for one in drawing.items if one.layer == 3)
    found = heat_marks(one, everywhere(Heat(0)))
    assert ties(found.under)
    assert [mark.text for mark in found.over if isinstance(mark, Text)] == ["?"]


def test_stale_heat_wears_a_clock(drawing):
    one = next(one for one in drawing.items if one.layer == 3)
    fresh, stale = heat_marks(one, everywhere(Heat(2))), heat_marks(one, everywhere(Heat(2, stale=True)))
    assert stale.under == fresh.under
    assert len(stale.over) > len(fresh.over)


def test_the_mark_on_a_line_keeps_off_its_words_and_badges(drawing):
    for one in drawing.items:
        if one.is_line:
            square = heat_square(one)
            assert [spot.name for spot in one.spots if spot.area.touches(square)] == []


@pytest.mark.parametrize("scale", [1.0, 0.7, 0.6, 0.45, 0.36])
def test_heat_touches_no_name_that_stands_beyond_its_shape(found, scale):
    hardware = draw(found.snapshot, found["diagram", "Control hardware"].id)
    buses = [one for one in hardware.items if found.snapshot[one.element].kind == "bus"]
    assert len(buses) > 1
    for one in buses:
        heated = heat_marks(one, everywhere(Heat(3)))
        name = next(mark for mark in one.marks if isinstance(mark, Text) and visible(mark, scale))
        baseline = text_baseline(name, scale)
        letters = Rect(name.x, baseline - text_size(name, scale), 40, text_size(name, scale))
        hot = [mark for mark in (*heated.under, *heated.over) if isinstance(mark, Shape)]
        for mark in (mark for mark in hot if visible(mark, scale)):
            points = [point for step in mark.steps for point in step.points]
            for start, end in pairwise(points):
                ink = bounds_of((start, end)).grown(mark.stroke.width / 2 if mark.stroke else 0)
                assert not ink.touches(letters), (found.snapshot[one.element].name, mark)


def letters(mark, scale):
    """Where the letters of a text stand at a scale."""
    size = text_size(mark, scale)
    wide = min(width(mark.text, size, mark.bold, mark.mono), mark.room)
    left = mark.x - {"left": 0, "centre": wide / 2, "right": wide}[mark.anchor]
    return Rect(left, text_baseline(mark, scale) - 0.75 * size, wide, 0.75 * size)


@pytest.mark.parametrize("seed", range(8))
def test_the_mark_of_heat_of_a_line_covers_no_letter_of_its_words(seed):
    """Before, of 810 lines 190 had their first letter under the mark."""
    for one in draw(*scattered(seed)).items:
        for mark in one.marks if one.is_line else ():
            if isinstance(mark, Text) and visible(mark, 1.0):
                assert not heat_square(one).grown(-1).touches(letters(mark, 1.0))
