"""What is seen from far: by the scale alone, no blank shape, no grey block, no heap of titles."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, draw, redraw
from core.diagram.display import Rect, Shape, Text, text_baseline, text_size, visible
from core.diagram.far_names import far_name
from core.diagram.kind_words import zone_title
from core.diagram.lod import FULL, LEAST, NAMES, SHAPES, SLACK, detail_at
from core.diagram.metrics import elided, width
from core.diagram.overlay import Overlay
from core.diagram.zones import zone_item
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.ground.words import LANGUAGES, use_language
from core.model import (
    Bus,
    Component,
    Connector,
    Diagram,
    DiagramType,
    Editor,
    HardwareInterface,
    InterfaceType,
    Level,
    Node,
    Placement,
    Snapshot,
    Zone,
)
from core.project import read_text
from tests.core.uppaal.plant import Builder


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


def seen(item, scale, kind):
    return [mark for mark in item.marks if isinstance(mark, kind) and visible(mark, scale)]


def item_of(drawing, element):
    return next(one for one in drawing.items if one.element == element.id)


@given(st.floats(0.02, 4.0), st.floats(0.02, 4.0))
def test_a_larger_scale_never_shows_a_coarser_level(one, other):
    small, large = sorted((one, other))
    assert detail_at(small) <= detail_at(large) or detail_at(large) >= large


@pytest.mark.parametrize("threshold", [FULL, NAMES, SHAPES])
def test_a_level_reaches_its_slack_below_its_threshold_and_no_further(threshold):
    assert detail_at(threshold * SLACK) == threshold
    below = threshold * SLACK - 0.001
    assert detail_at(below) == below


NAMES_OF_SHAPES = st.text(st.sampled_from("abcdefgh imnw"), min_size=1, max_size=60).filter(str.strip)


@given(
    name=NAMES_OF_SHAPES,
    wide=st.floats(120, 400),
    high=st.floats(44, 80),
    scale=st.floats(SHAPES, NAMES, exclude_max=True),
)
def test_no_shape_is_blank_down_to_where_shapes_have_no_words(name, wide, high, scale):
    area = Rect(0, 0, wide, high)
    shown = [text for text in far_name(name, area) if visible(text, scale)]
    assert shown
    for text in shown:
        room = text.room * scale
        words = elided(text.text, LEAST, room, bold=True)
        assert words
        assert width(words, LEAST, bold=True) <= wide * scale + 1


def nested():
    b = Builder()
    diagram = b.add(Diagram, "System", diagram=DiagramType.SYSTEM)
    outer, inner = b.add(Component, "HMI"), None
    inner = b.add(Component, "Alarm service", outer)
    source = b.add(Component, "Source")
    b.add(Connector, "flow", source=source.id, target=inner.id)
    b.add(Placement, "", diagram, element=outer.id, x=300.0, y=0.0)
    b.add(Placement, "", diagram, element=inner.id, x=330.0, y=60.0)
    b.add(Placement, "", diagram, element=source.id, x=330.0, y=-200.0)
    return b, diagram, outer, inner


def test_a_container_seen_from_far_is_no_block_that_hides_what_it_holds():
    b, diagram, outer, inner = nested()
    for overlays in (Overlays(), Overlays(threats={outer.id: Threats("high", 1)})):
        drawing = draw(b.snapshot, diagram.id, overlays)
        fills = {one.fill for one in seen(item_of(drawing, outer), 0.18, Shape) if one.fill}
        child = {one.fill for one in seen(item_of(drawing, inner), 0.18, Shape) if one.fill}
        assert fills == {"node.fill"}
        assert child == {"node.border"}
    marked = item_of(draw(b.snapshot, diagram.id, overlays), outer)
    assert "severity.high" in {one.stroke.role for one in seen(marked, 0.18, Shape) if one.stroke}


def test_a_cabinet_seen_from_far_shows_what_stands_in_it():
    b = Builder()
    diagram = b.add(Diagram, "Hardware", diagram=DiagramType.HARDWARE)
    cabinet = b.add(Node, "Cabinet")
    held = b.add(Node, "PLC", cabinet)
    b.add(Placement, "", diagram, element=cabinet.id, x=0.0, y=0.0)
    b.add(Placement, "", diagram, element=held.id, x=20.0, y=60.0)
    drawing = draw(b.snapshot, diagram.id)
    assert {one.fill for one in seen(item_of(drawing, cabinet), 0.18, Shape) if one.fill} == {
        "node.hardware.fill"
    }
    assert "node.border" in {one.fill for one in seen(item_of(drawing, held), 0.18, Shape)}


def test_no_line_runs_through_the_name_of_a_container():
    b, diagram, outer, _inner = nested()
    drawing = draw(b.snapshot, diagram.id)
    flow = next(one for one in drawing.items if one.is_line)
    rect = item_of(drawing, outer).outline
    x, y = rect[0].x + 8, rect[0].y + 6
    head = Rect(x, y, 24 + width("HMI", 12, bold=True), 20)
    for before, after in zip(flow.outline, flow.outline[1:], strict=False):
        part = Rect(
            min(before.x, after.x), min(before.y, after.y), abs(before.x - after.x), abs(before.y - after.y)
        )
        assert not head.touches(part.grown(1))


def title_area(item, scale):
    """Where the title of a zone is painted at a scale, in px of the drawing; None where it is not."""
    for text in seen(item, scale, Text):
        if text.screen_size:
            size = text_size(text, scale)
            wide = min(width(text.text, size, bold=True), text.room)
            return Rect(text.x, text_baseline(text, scale) - 0.76 * size, wide, size)
    return None


@pytest.mark.parametrize("scale", [0.05, 0.08, 0.12, 0.2, 0.3])
def test_titles_of_zones_never_lie_on_one_another(scale):
    b = Builder()
    diagram = b.add(Diagram, "System", diagram=DiagramType.SYSTEM)
    for column in range(3):
        for row in range(4):
            zone = b.add(Zone, f"Zone of column {column} and row {row}")
            b.add(
                Placement,
                "",
                diagram,
                element=zone.id,
                x=column * 420.0,
                y=row * 160.0,
                width=400.0,
                height=140.0,
            )
            inner = b.add(Zone, f"Inner zone {column} {row}", zone)
            b.add(
                Placement,
                "",
                diagram,
                element=inner.id,
                x=column * 420.0 + 20,
                y=row * 160.0 + 40,
                width=300.0,
                height=80.0,
            )
    drawing = draw(b.snapshot, diagram.id)
    areas = [area for item in drawing.items if (area := title_area(item, scale)) is not None]
    assert not [pair for pair in combinations(areas, 2) if pair[0].touches(pair[1])]
    assert scale < 0.15 or areas


SMALL = (0.35, 0.36, 0.39, 0.42, 0.45, 0.5, 0.55, 0.59, 0.65, 0.75, 0.9)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_zone_of_the_sample_has_its_whole_name_at_every_scale_without_a_line_through_it(code):
    use_language(code)
    model = read_text(sample_folder("water-treatment"))
    for diagram in model.of(Diagram):
        drawing = draw(model, diagram.id)
        runs = [pair for item in drawing.items if item.is_line for pair in pairwise(item.outline)]
        for item in (one for one in drawing.items if isinstance(model[one.element], Zone)):
            for scale in SMALL:
                text = next(one for one in seen(item, scale, Text))
                size, name = text_size(text, 1.0), model[item.element].name
                assert size >= LEAST
                assert elided(text.text, size, text.room * scale, bold=True).startswith(name)
                area = title_area(item, scale)
                across = [run for run in runs if run[0].x == run[1].x and area.x < run[0].x < area.right]
                through = [run for run in across if _spans(run, area)]
                assert not through, (name, scale)


def _spans(run, area):
    low, high = sorted(point.y for point in run)
    return low < area.bottom and area.y < high


@pytest.mark.parametrize(
    ("lines", "start", "words"),
    [
        ((), 12, "Basic control · Level 1"),
        ((220.0,), 12, "Basic control"),
        ((200.0,), 208, "Basic control"),
        ((100.0, 150.0), 158, "Basic control"),
        (tuple(100.0 + 60 * place for place in range(11)), 708, "Basic control"),
    ],
)
def test_a_title_stands_where_the_name_has_room_between_lines(lines, start, words):
    zone = Zone(id="z", owner="", name="Basic control", level=Level.LEVEL_1, target_level=2)
    runs = tuple(Rect(x, -100, 0, 400) for x in lines)
    item = zone_item(zone, Rect(0, 0, 1000, 300), 0, Overlay(), runs)
    (text,) = (one for one in seen(item, 0.39, Text) if one.text.startswith("Basic"))
    assert (text.x, text.text) == (pytest.approx(start), words)
    assert elided(text.text, text.size, text.room * 0.39, bold=True) == text.text


def test_a_title_is_cut_only_where_no_room_between_lines_holds_the_name():
    zone = Zone(id="z", owner="", name="Basic control", level=Level.LEVEL_1, target_level=2)
    runs = tuple(Rect(x, -100, 0, 400) for x in (60.0, 120.0, 260.0, 330.0))
    item = zone_item(zone, Rect(0, 0, 400, 300), 0, Overlay(), runs)
    (text,) = (one for one in seen(item, 0.36, Text) if one.text.startswith("Basic"))
    assert text.x == pytest.approx(128)
    assert elided(text.text, text_size(text, 1.0), text.room * 0.36, bold=True) == "Basic…"


@given(
    name=st.sampled_from(
        ["Vendor network", "Protection", "Company network", "Wheels", "Dosing and disinfection"]
    ),
    level=st.sampled_from(list(Level)),
    wide=st.integers(80, 1800),
    scale=st.sampled_from([0.15, 0.2, 0.26, 0.3, 0.33]),
)
def test_from_far_a_zone_is_called_by_its_whole_name_unless_it_is_narrower_than_that(
    name, level, wide, scale
):
    zone = Zone(id="z", owner="", name=name, level=level)
    item = zone_item(zone, Rect(0, 0, wide, 120), 0, Overlay())
    for text in seen(item, scale, Text):
        shown = elided(text.text, text_size(text, 1.0), text.room * scale, bold=True)
        narrow = width(name, LEAST, bold=True) > (wide - 12) * scale
        assert shown.startswith(name) or narrow
        assert shown in (name, zone_title(zone)) or narrow
        assert text.x * scale + width(shown, text_size(text, 1.0), bold=True) <= wide * scale


@example([230.0, 450.0, 900.0, 1350.0], 0.15)
@given(
    st.lists(st.integers(4, 170).map(lambda at: at * 10.0), max_size=5, unique=True),
    st.sampled_from([0.15, 0.2, 0.26, 0.31, 0.34]),
)
def test_from_far_no_line_runs_through_a_title_where_a_gap_between_lines_is_wide_enough(places, scale):
    zone = Zone(id="z", owner="", name="Dosing", level=Level.LEVEL_1)
    runs = tuple(Rect(x, -100, 0, 400) for x in places)
    item = zone_item(zone, Rect(0, 0, 1800, 300), 0, Overlay(), runs)
    (text,) = seen(item, scale, Text)
    shown = elided(text.text, text_size(text, 1.0), text.room * scale, bold=True)
    end = text.x + width(shown, text_size(text, 1.0), bold=True) / scale
    edges = [0.0, *sorted(places), 1800.0]
    widest = max(far - near for near, far in pairwise(edges)) - 24
    if widest * scale >= width(zone.name, LEAST, bold=True):
        assert not any(text.x < x < end for x in places)
        assert shown in (zone.name, zone_title(zone))


@pytest.mark.parametrize(("scale", "most"), [(0.15, 1), (0.26, 1)])
def test_titles_of_the_zones_of_the_sample_are_cut_only_where_zones_are_narrow(scale, most):
    """Before, two were cut at 15 % and three at 26 %, as the level was written first."""
    model = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in model.of(Diagram) if one.name == "Plant overview")
    items = [item for item in draw(model, diagram.id).items if isinstance(model[item.element], Zone)]
    texts = [text for item in items for text in seen(item, scale, Text)]
    shown = [elided(one.text, text_size(one, 1.0), one.room * scale, bold=True) for one in texts]
    assert sum(words.endswith("…") for words in shown) <= most


def test_the_badge_of_an_interface_touches_its_lollipop_on_every_side():
    for x, y in ((0.0, 20.0), (168.0, 20.0), (60.0, 0.0), (60.0, 52.0)):
        b = Builder()
        diagram = b.add(Diagram, "Hardware", diagram=DiagramType.HARDWARE)
        node = b.add(Node, "PLC")
        jtag = b.add(HardwareInterface, "A debug port with a long name", node, interface=InterfaceType.DEBUG)
        b.add(Placement, "", diagram, element=node.id, x=0.0, y=0.0)
        b.add(Placement, "", diagram, element=jtag.id, x=x, y=y)
        item = item_of(draw(b.snapshot, diagram.id, Overlays(threats={jtag.id: Threats("high", 2)})), jtag)
        badge = next(one.area for one in item.spots if one.name == "threats")
        name = next(one.area for one in item.spots if one.name == "name")
        xs, ys = [point.x for point in item.outline], [point.y for point in item.outline]
        around = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        assert badge.touches(around.grown(4))
        assert not badge.touches(name)


LONG = "Extraordinarily " * 20


@pytest.mark.parametrize(
    ("kind", "sort"),
    [
        (Component, DiagramType.SYSTEM),
        (Zone, DiagramType.SYSTEM),
        (Node, DiagramType.HARDWARE),
        (Bus, DiagramType.HARDWARE),
    ],
)
def test_a_name_of_three_hundred_letters_is_bounded_on_the_drawing(kind, sort):
    b = Builder()
    diagram = b.add(Diagram, "Long", diagram=sort)
    one = b.add(kind, LONG.strip())
    b.add(Placement, "", diagram, element=one.id, x=0.0, y=0.0)
    item = item_of(draw(b.snapshot, diagram.id), one)
    for text in seen(item, 1.0, Text):
        assert width(text.text, text.size, text.bold, text.mono) <= 500
    assert item.bounds.width < 900


def test_a_label_of_three_hundred_letters_is_bounded_on_the_drawing():
    b, diagram, _outer, _inner = nested()
    elements = [
        replace(one, protocol=LONG, data=LONG) if isinstance(one, Connector) else one for one in b.elements
    ]
    drawing = draw(Snapshot(elements), diagram.id)
    flow = next(one for one in drawing.items if one.is_line)
    assert next(spot.area.width for spot in flow.spots if spot.name == "label") < 700


def test_a_zone_looks_again_where_the_border_around_it_moves():
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    outer = b.add(Zone, "Site")
    inner = b.add(Zone, "Cell", outer)
    around = b.add(Placement, "", diagram, element=outer.id, x=0.0, y=0.0, width=600.0, height=500.0)
    b.add(Placement, "", diagram, element=inner.id, x=60.0, y=40.0, width=200.0, height=160.0)
    before = draw(b.snapshot, diagram.id)
    editor = Editor(b.snapshot, counted_ids(100))
    editor.set(around.id, y=-300.0, height=800.0)
    after = redraw(before, editor.snapshot, editor.edits())
    assert item_of(after, inner) != item_of(before, inner)
    assert after == draw(editor.snapshot, diagram.id)
