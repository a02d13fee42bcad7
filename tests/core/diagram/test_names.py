"""Names stay inside their shapes, and words of lines off shapes, at every scale at which they are drawn."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect, Text, text_baseline, text_size, visible
from core.diagram.geometry import bounds_of
from core.diagram.lod import detail_at
from core.diagram.metrics import elided, width
from core.diagram.written import shortened
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Actor,
    Allocation,
    Asset,
    Component,
    DataStore,
    Diagram,
    ExternalSystem,
    Firmware,
    Location,
    Node,
    Placement,
    Point,
    Port,
    Role,
    Snapshot,
    TextNote,
    Waiting,
)
from core.project import read_text
from tests.core.diagram.plant import plant

SCALES = (0.35, 0.45, 0.57, 0.6, 0.7, 0.76, 0.8, 0.9, 0.95, 1.0, 1.6)
SHAPES = {
    "component": (Component, {}),
    "gateway": (Component, {"role": Role.GATEWAY}),
    "data store": (DataStore, {}),
    "actor": (Actor, {}),
    "external system": (ExternalSystem, {}),
    "asset": (Asset, {}),
    "node": (Node, {}),
    "location": (Location, {}),
    "initial": (Location, {"initial": True}),
    "urgent": (Location, {"waiting": Waiting.URGENT}),
    "invariant": (Location, {"invariant": "x <= 4000"}),
}
NAMES = st.sampled_from(
    [
        "Historian copy",
        "Vendor support",
        "keyboard",
        "Qy",
        "Engineering workstation of the pump group",
        "Emergency shutdown and interlock supervision of the dosing skid",
        "Wwwwww",
    ]
)


def area_of(mark, scale):
    size = text_size(mark, scale)
    words = elided(mark.text, size, mark.room, mark.bold, mark.mono)
    wide = width(words, size, mark.bold, mark.mono)
    left = mark.x - {"left": 0, "centre": wide / 2, "right": wide}[mark.anchor]
    baseline = text_baseline(mark, scale)
    # Capitals are 0.73 of the size high; nothing but y and the like goes below the baseline, by 0.24.
    return left, baseline - 0.73 * size, left + wide, baseline + 0.24 * size


def inside(kind, rect, x, y):
    """Whether a point is at least 1 px inside the inner border of a shape."""
    inner = rect.grown({"external system": -4, "initial": -5}.get(kind, -1))
    if kind == "data store" and y < rect.y + 10:
        return False
    if kind in ("actor", "location", "initial", "urgent", "invariant"):
        radius = inner.height / 2
        middle = min(max(x, inner.x + radius), inner.right - radius)
        return math.hypot(x - middle, y - inner.centre.y) <= radius
    return inner.contains(Point(x, y))


@pytest.mark.parametrize("kind", SHAPES)
@given(name=NAMES, wide=st.integers(0, 300), high=st.integers(0, 120), scale=st.sampled_from(SCALES))
def test_a_name_stays_inside_its_shape_at_every_scale(kind, name, wide, high, scale):
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="One")
    element = SHAPES[kind][0](id=ids(), name=name, **SHAPES[kind][1])
    place = Placement(
        id=ids(), owner=diagram.id, element=element.id, x=100, y=100, width=float(wide), height=float(high)
    )
    [item] = draw(Snapshot([diagram, element, place]), diagram.id).items
    rect = bounds_of(item.outline)
    texts = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, scale)]
    for mark in texts:
        left, top, right, bottom = area_of(mark, scale)
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        assert all(inside(kind, rect, x, y) for x, y in corners), (mark.text, corners, rect)


@pytest.mark.parametrize("kind", SHAPES)
def test_a_name_has_two_lines_before_it_is_elided(kind):
    name = "Emergency shutdown and interlock supervision"
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="One")
    element = SHAPES[kind][0](id=ids(), name=name, **SHAPES[kind][1])
    place = Placement(id=ids(), owner=diagram.id, element=element.id, x=100, y=100)
    [item] = draw(Snapshot([diagram, element, place]), diagram.id).items
    bold = [mark for mark in item.marks if isinstance(mark, Text) and mark.bold and visible(mark, 1.0)]
    lines = sorted((mark.baseline, mark.text) for mark in bold if len(mark.text) > 1)
    assert " ".join(words for _baseline, words in lines) == name
    assert len(lines) == 2


@pytest.mark.parametrize("scale", [scale for scale in SCALES if scale >= 0.6])
def test_the_name_of_a_device_stays_above_its_chips(scale):
    ids = counted_ids()
    diagram, node = Diagram(id=ids(), name="One"), Node(id=ids(), name="Programmable controller")
    chip, firmware = Component(id=ids(), name="Level"), Firmware(id=ids(), owner=node.id, version="2.1")
    link = Allocation(id=ids(), component=chip.id, node=node.id)
    place = Placement(id=ids(), owner=diagram.id, element=node.id, x=100, y=100)
    [item] = draw(Snapshot([diagram, node, chip, firmware, link, place]), diagram.id).items
    first = min(spot.area.y for spot in item.spots if spot.name.startswith("chip:"))
    heads = [mark for mark in item.marks if isinstance(mark, Text) and mark.bold and visible(mark, scale)]
    for mark in heads:
        if mark.text.startswith("Prog") or mark.text.startswith("contr"):
            assert area_of(mark, scale)[3] <= first
            assert area_of(mark, scale)[1] >= 101


@pytest.mark.parametrize("scale", SCALES)
def test_a_note_keeps_its_words(scale):
    ids = counted_ids()
    diagram, note = Diagram(id=ids(), name="One"), TextNote(id=ids(), text="Only while the pump stands still")
    place = Placement(id=ids(), owner=diagram.id, element=note.id, x=100, y=100)
    [item] = draw(Snapshot([diagram, note, place]), diagram.id).items
    for mark in item.marks:
        if isinstance(mark, Text) and visible(mark, scale):
            left, top, right, bottom = area_of(mark, scale)
            assert inside("note", bounds_of(item.outline), left, top)
            assert inside("note", bounds_of(item.outline), right, bottom)


@pytest.mark.parametrize("scale", [0.45, 0.52, 0.59])
def test_every_name_that_fits_stays_where_there_is_no_room_for_icons(scale):
    sample = read_text(sample_folder("water-treatment"))
    hardware = next(one for one in sample.of(Diagram) if one.name == "Control hardware")
    for item in draw(sample, hardware.id).items:
        element = sample.get(item.element)
        if isinstance(element, Node):
            lines = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, scale)]
            assert " ".join(mark.text for mark in lines) == element.name
            assert all(mark.screen_size and mark.size >= 10 for mark in lines)
            if len(lines) > 1:
                assert area_of(lines[0], scale)[3] <= area_of(lines[1], scale)[1] + 3


def test_a_name_is_seen_far_out_whatever_the_element_is():
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="One")
    shown = []
    for role in (Role.GATEWAY, Role.SENSOR):
        part = Component(id=ids(), name="Supervisionofinterlocksandshutdown", role=role)
        place = Placement(id=ids(), owner=diagram.id, element=part.id, x=0, y=0, width=176, height=52)
        [item] = draw(Snapshot([diagram, part, place]), diagram.id).items
        shown.append([mark.text for mark in item.marks if isinstance(mark, Text) and visible(mark, 0.4)])
    assert shown == [["Supervisionofinterlocksandshutdown"]] * 2


@pytest.fixture(scope="module")
def drawings():
    found = plant()
    sample = read_text(sample_folder("water-treatment"))
    return [draw(model, one.id) for model in (found.snapshot, sample) for one in model.of(Diagram)]


@pytest.mark.parametrize("scale", SCALES)
def test_words_of_lines_lie_on_no_shape_at_any_scale(drawings, scale):
    for drawing in drawings:
        shapes = [bounds_of(item.outline) for item in drawing.items if item.layer == 3 and not item.is_line]
        for item in drawing.items:
            taken = [spot.area for spot in item.spots if spot.name != "label"]
            for mark in item.marks if item.is_line else ():
                # Numbers of bundles and signs in badges are marks, not words.
                if not isinstance(mark, Text) or len(mark.text) < 3 or not visible(mark, scale):
                    continue
                left, top, right, bottom = area_of(mark, scale)
                over = [
                    area
                    for area in shapes
                    if left < area.right and area.x < right and top < area.bottom and area.y < bottom
                ]
                assert (mark.text, [area for area in over if area not in taken]) == (mark.text, [])


@pytest.mark.parametrize(("kind", "free"), [("component", 6), ("external system", 4), ("data store", 2.5)])
def test_two_lines_of_a_name_keep_off_the_borders(kind, free):
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="One")
    element = SHAPES[kind][0](id=ids(), name="Vendor support")
    place = Placement(id=ids(), owner=diagram.id, element=element.id, x=100, y=100)
    [item] = draw(Snapshot([diagram, element, place]), diagram.id).items
    areas = [area_of(mark, 0.6) for mark in item.marks if isinstance(mark, Text) and visible(mark, 0.6)]
    border = {"external system": 3, "data store": 10}.get(kind, 0)
    outline = bounds_of(item.outline)
    assert len(areas) == 2
    assert min(top for _left, top, _right, _bottom in areas) >= outline.y + border + free
    assert max(bottom for _left, _top, _right, bottom in areas) <= outline.bottom - border % 10 - free


@given(
    chips=st.integers(0, 3),
    signed=st.booleans(),
    name=st.sampled_from(
        ["PLC", "Engineering workstation of the pump group", "Safety relay of the dosing skid"]
    ),
    wide=st.sampled_from([128, 168, 200, 400]),
)
def test_a_device_is_as_high_as_its_name_and_its_chips_need(chips, signed, name, wide):
    """Two lines of a name met the upper border before, and the kind below them the first chip."""
    ids = counted_ids()
    diagram, node = Diagram(id=ids(), name="One"), Node(id=ids(), name=name)
    parts = [Component(id=ids(), name="Level") for _chip in range(chips)]
    links = [Allocation(id=ids(), component=part.id, node=node.id) for part in parts]
    firmware = [Firmware(id=ids(), owner=node.id, version="2.1")] if signed else []
    place = Placement(id=ids(), owner=diagram.id, element=node.id, x=100, y=100, width=float(wide), height=52)
    [item] = draw(Snapshot([diagram, node, *parts, *links, *firmware, place]), diagram.id).items
    rect = bounds_of(item.outline)
    texts = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, 1.0)]
    areas = sorted((area_of(mark, 1.0) for mark in texts), key=lambda area: area[1])
    assert not [mark.text for mark in texts if mark.text.endswith("…")]
    assert areas[0][1] >= rect.y + 6
    assert all(area[3] <= rect.bottom - 1 for area in areas)
    spots = [spot.area for spot in item.spots if spot.name.startswith("chip:")]
    heads = [area_of(mark, 1.0) for mark in texts if mark.size == 12 or mark.text == "Node"]
    assert all(area[3] + 2 <= spot.y for area in heads for spot in spots)
    assert all(one.bottom <= rect.bottom - (24 if signed else 4) for one in spots)


@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_no_name_on_a_diagram_of_the_samples_is_elided_at_full_size(sample):
    model = read_text(sample_folder(sample))
    for diagram in model.of(Diagram):
        for item in draw(model, diagram.id).items:
            assert (item.element, shortened(model, item, 1.0)) == (item.element, [])


@pytest.mark.parametrize(("sample", "most"), [("water-treatment", 0), ("brake-by-wire", 14)])
def test_names_of_the_samples_have_room_at_the_scale_of_a_first_view(sample, most):
    """Before, two names were elided in the one and 31 in the other, most of them of locations."""
    model = read_text(sample_folder(sample))
    drawings = [draw(model, diagram.id) for diagram in model.of(Diagram)]
    cut = [words for drawing in drawings for item in drawing.items for words in shortened(model, item, 0.57)]
    assert len(cut) <= most


def test_the_name_of_the_maintenance_staff_is_whole_from_six_tenths_on():
    model = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in model.of(Diagram) if one.name == "Plant overview")
    [actor] = [one for one in model.of(Actor) if one.name == "Maintenance"]
    [item] = [item for item in draw(model, diagram.id).items if item.element == actor.id]
    for scale in (0.57, 0.6, 0.7, 0.8, 1.0):
        assert (scale, shortened(model, item, scale)) == (scale, [])


@pytest.mark.parametrize("scale", [0.57, 0.62, 0.7, 0.85])
@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_no_name_of_a_shape_touches_a_port_below_full_size(sample, scale):
    known = read_text(sample_folder(sample))
    for diagram in known.of(Diagram):
        items = draw(known, diagram.id).items
        ports = [bounds_of(one.outline) for one in items if isinstance(known[one.element], Port)]
        names = [
            _letters(mark, scale)
            for one in items
            if isinstance(known[one.element], Actor | Component | DataStore | ExternalSystem)
            for mark in one.marks
            if isinstance(mark, Text) and mark.bold and visible(mark, detail_at(scale))
        ]
        assert not [pair for pair in product(names, ports) if pair[0].touches(pair[1].grown(1))]


def _letters(text, scale):
    size = text_size(text, scale)
    wide = min(width(text.text, size, text.bold, text.mono), text.room)
    left = text.x - wide * {"left": 0, "centre": 0.5, "right": 1}[text.anchor]
    return Rect(left, text_baseline(text, scale) - size * 0.73, wide, size * 0.73)
