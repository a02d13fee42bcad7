"""Lines that run as one far out: the one that is drawn bears the badges and the heat of all of them."""

from functools import cache
from itertools import pairwise, product
from random import Random

import pytest

from core.diagram import Overlays, Threats, draw, redraw
from core.diagram.display import Rect, Shape, Text, visible
from core.diagram.geometry import bounds_of
from core.diagram.heat import Heat, far_role
from core.diagram.lod import NAMES, SHAPES
from core.diagram.marks import worst_role
from core.diagram.overlay import Overlay
from core.diagram.veil import veiled
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Diagram, Editor, Placement, Point, Snapshot, Zone, inverse
from core.project import read_text
from tests.bench.routing import scattered

SCALES = (0.6, 0.59, 0.55, 0.54, 0.5, 0.46, 0.42, 0.35, 0.34, 0.25, 0.15, 0.1)
"""From where all is drawn by itself, past the zooms at which whole windows fit, to far out."""

HEATS = frozenset(far_role(Heat(step)) for step in (0, 1, 2, 3))


@cache
def sample():
    return read_text(sample_folder("water-treatment"))


DIAGRAMS = [one.id for one in sample().of(Diagram)]


def threatened(drawing, worst):
    """Threats to every line, the gravest to the one of each bundle that is drawn last."""
    lines = [item.element for item in drawing.items if item.is_line]
    return Overlays(threats={one: Threats(worst[place % len(worst)], 2) for place, one in enumerate(lines)})


def area_of(mark):
    return bounds_of([point for step in mark.steps for point in step.points])


def strokes(item, scale):
    """The runs of a line that are drawn at a scale, under whatever heat."""
    return [
        mark
        for mark in item.marks
        if isinstance(mark, Shape)
        and mark.stroke is not None
        and mark.fill is None
        and mark.stroke.role not in HEATS
        and visible(mark, scale)
        and area_of(mark).width + area_of(mark).height > 20
    ]


def on(area, points):
    return any(area.touches(bounds_of(part).grown(1)) for part in pairwise(points))


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_every_badge_and_heat_of_a_line_touches_a_line_that_is_drawn(diagram):
    plain = draw(sample(), diagram)
    heats = {item.element: Heat(place % 4) for place, item in enumerate(plain.items)}
    hot = veiled(draw(sample(), diagram, threatened(plain, ("low", "critical", "medium"))), None, heats)
    lines = [item for item in hot.items if item.is_line]
    for item, scale in product(lines, SCALES):
        seen = [mark for mark in item.marks if visible(mark, scale) and isinstance(mark, Shape)]
        badges = [mark for mark in seen if mark.badge and scale < NAMES]
        bands = [mark for mark in seen if mark.stroke is not None and mark.stroke.role in HEATS]
        if badges or bands:
            assert strokes(item, scale), item.element
        assert all(on(area_of(mark), item.outline) for mark in badges)


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_no_dot_lies_on_the_number_of_lines_that_run_as_one(diagram):
    plain = draw(sample(), diagram)
    drawing = draw(sample(), diagram, threatened(plain, ("low", "critical", "medium")))
    counts, dots = [], []
    for item in (item for item in drawing.items if item.is_line):
        seen = [mark for mark in item.marks if SHAPES <= mark.smallest < mark.largest <= NAMES]
        counts += [Rect(one.x, one.baseline, 0, 0).grown(16) for one in seen if isinstance(one, Text)]
        dots += [(item.element, area_of(one)) for one in seen if isinstance(one, Shape) and one.badge]
    assert [one for one, area in dots for count in counts if area.touches(count)] == []


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_a_bundle_bears_the_worst_badge_and_the_worst_heat_of_its_lines(diagram):
    plain = draw(sample(), diagram)
    bundles = [one for one in plain.items if one.bundle is not None and len(one.bundle.near) > 1]
    for leader in bundles:
        assert leader.element in leader.bundle.near
        for grave in leader.bundle.near:
            threats = {one: Threats("critical" if one == grave else "low", 1) for one in leader.bundle.near}
            heats = {one: Heat(3 if one == grave else 1) for one in leader.bundle.near}
            laid = veiled(draw(sample(), diagram, Overlays(threats=threats)), None, heats)
            items = [one for one in laid.items if one.element in leader.bundle.near]
            seen = [
                [mark for mark in one.marks if isinstance(mark, Shape) and visible(mark, 0.5)]
                for one in items
            ]
            dots = [mark.fill for marks in seen for mark in marks if mark.badge]
            assert sorted(dots) == ["severity.critical", "surface.canvas"]
            roles = {mark.stroke.role for marks in seen for mark in marks if mark.stroke is not None}
            assert roles & HEATS == {far_role(Heat(3))}


def drawn_for(item):
    """The lines that an item is drawn for below NAMES and below SHAPES."""
    return ((item.element,), (item.element,)) if item.bundle is None else (item.bundle.near, item.bundle.far)


@pytest.mark.parametrize("hide", [True, False])
@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_under_a_filter_what_runs_as_one_stands_for_the_lines_that_are_kept(diagram, hide):
    plain = draw(sample(), diagram)
    lines = [item.element for item in plain.items if item.is_line]
    others = {item.element for item in plain.items if not item.is_line}
    for seed in range(12):
        some = set(Random(seed).sample(lines, Random(seed).randint(1, len(lines))))
        after = veiled(plain, others | some, {}, hide=hide)
        anew = draw(Snapshot(one for one in sample() if one.id not in set(lines) - some), diagram)
        found = {item.element: drawn_for(item) for item in after.items if item.element in some}
        assert found == {item.element: drawn_for(item) for item in anew.items if item.is_line}
        for item in after.items if hide else ():
            numbers = [mark.text for mark in item.marks if isinstance(mark, Text) and visible(mark, 0.5)]
            near = len(drawn_for(item)[0])
            assert not item.is_line or (str(near) in numbers) == (near > 1), item.element
            assert not item.is_line or bool(strokes(item, 0.5)) == (near > 0), item.element


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_under_a_filter_a_bundle_bears_the_worst_badge_and_heat_of_the_lines_that_are_kept(diagram):
    plain = draw(sample(), diagram)
    for leader in (one for one in plain.items if one.bundle is not None and len(one.bundle.near) > 1):
        first, *rest = leader.bundle.near
        laid = Overlays(threats={one: Threats("low", 1) for one in rest} | {first: Threats("critical", 1)})
        heats = {one: Heat(1) for one in rest} | {first: Heat(3)}
        kept = {item.element for item in plain.items} - {first}
        after = veiled(draw(sample(), diagram, laid), kept, heats, hide=True)
        items = [one for one in after.items if one.element in leader.bundle.near]
        seen = [mark for one in items for mark in one.marks if isinstance(mark, Shape) and visible(mark, 0.5)]
        fills = sorted(mark.fill for mark in seen if mark.badge)
        assert fills == sorted([worst_role(Overlay(threats=Threats("low", 1))), "surface.canvas"])
        assert {mark.stroke.role for mark in seen if mark.stroke is not None} & HEATS == {far_role(Heat(1))}


def test_the_sample_has_lines_that_run_as_one():
    counts = [
        len(item.bundle.near)
        for diagram in DIAGRAMS
        for item in draw(sample(), diagram).items
        if item.bundle is not None
    ]
    assert max(counts) > 1


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_what_is_found_of_one_line_reaches_the_one_that_is_drawn_for_it(diagram):
    plain = draw(sample(), diagram)
    behind = [
        one
        for item in plain.items
        if item.bundle is not None
        for one in item.bundle.near
        if one != item.element
    ]
    for one in behind:
        laid = Overlays(threats={one: Threats("high", 1)})
        drawing = draw(sample(), diagram)
        assert redraw(drawing, sample(), (), laid).items == draw(sample(), diagram, laid).items


@pytest.mark.parametrize("diagram", DIAGRAMS)
def test_going_back_under_other_overlays_marks_bundles_as_drawing_does(diagram):
    snapshot = sample()
    drawing = draw(snapshot, diagram)
    grave = threatened(drawing, ("critical", "high"))
    placed = next(
        (
            one
            for one in snapshot.owned(diagram, Placement)
            if one.width and not one.locked and not one.hidden
        ),
        None,
    )
    if placed is None:
        return
    editor = Editor(snapshot, counted_ids())
    editor.set(placed, x=placed.x + 8)
    edits = editor.edits()
    moved = snapshot.after(edits)
    for first, then in ((grave, Overlays()), (Overlays(), grave)):
        drawing = redraw(draw(snapshot, diagram, first), moved, edits, first)
        drawing = redraw(drawing, moved, (), then)
        drawing = redraw(drawing, snapshot, inverse(edits), then)
        assert drawing.items == draw(snapshot, diagram, then).items
        drawing = redraw(drawing, snapshot, (), first)
        drawing = redraw(drawing, moved, edits, first)
        assert drawing.items == draw(moved, diagram, first).items


@pytest.mark.parametrize("scale", [NAMES, 1.0, 2.0])
def test_near_by_each_line_bears_its_own_heat(scale):
    for diagram in DIAGRAMS:
        plain = draw(sample(), diagram)
        for one in (item for item in plain.items if item.is_line):
            hot = veiled(plain, None, {one.element: Heat(2)})
            known = {item.element: item for item in plain.items}
            for item in hot.items:
                before = [mark for mark in known[item.element].marks if visible(mark, scale)]
                after = [mark for mark in item.marks if visible(mark, scale)]
                assert (before != after) == (item.element == one.element)


@pytest.mark.parametrize("seed", range(12))
def test_the_count_of_lines_between_two_zones_stands_between_them(seed):
    """Below 20 % the disc of it covered titles, which are inside."""
    snapshot, diagram = scattered(seed)
    drawing = draw(snapshot, diagram)
    zones = [bounds_of(one.outline) for one in drawing.items if isinstance(snapshot[one.element], Zone)]
    for item in drawing.items:
        inside = item.bundle is not None and [
            snapshot[host].zone for host in drawing.working.working.sheet.joints.joined[item.element]
        ]
        if not inside or None in inside or inside[0] == inside[1] or len(item.bundle.far) < 2:
            continue
        count = next(mark for mark in item.marks if isinstance(mark, Text) and visible(mark, 0.1))
        assert not any(zone.contains(Point(count.x, count.baseline)) for zone in zones)
