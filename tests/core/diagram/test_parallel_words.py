"""Words of flows side by side: said in full where the gap has room, each seen to belong to its own line."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw, redraw
from core.diagram.arranging import arrange_diagram
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, crosses
from core.diagram.manners import manner_of
from core.diagram.working import Stamp
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Edit, Editor, Placement, Snapshot, Truth
from tests.bench.routing import arranged

SAID = (
    ("Modbus TCP", ""),
    ("HTTPS", ""),
    ("", "Level reading"),
    ("OPC UA", "dose setpoint"),
    ("MQTT", "alarms"),
    ("Profinet", "pump speed"),
)


def side_by_side(count, gap, upright, back=0, said=SAID):
    """Two components a gap apart with flows between, those back whose bit is set; the editor, the diagram."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Parallel")
    units = [edit.new(Component, name=name) for name in ("Controller", "Pump")]
    for number, unit in enumerate(units):
        x, y = (0, (52 + gap) * number) if upright else ((176 + gap) * number, 0)
        edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
    for number in range(count):
        source, target = units[::-1] if back >> number & 1 else units
        protocol, data = said[number]
        edit.new(
            Connector,
            source=source.id,
            target=target.id,
            protocol=protocol,
            data=data,
            encrypted=list(Truth)[number % len(Truth)],
        )
    return edit, diagram.id


def apart(one, other):
    across = max(one.x - other.right, other.x - one.right, 0)
    down = max(one.y - other.bottom, other.y - one.bottom, 0)
    return (across**2 + down**2) ** 0.5


def faults(drawing):
    """What is wrong with words: on a shape, another line or other words, or nearer to another line."""
    lines = [item for item in drawing.items if item.is_line]
    shapes = [bounds_of(item.outline) for item in drawing.items if not item.is_line]
    assert isinstance(drawing.working, Stamp)
    labels = drawing.working.working.sheet.labels
    words = {line.element: labels[line.element].area for line in lines}
    ways = {line.element: [bounds_of(part) for part in pairwise(line.outline)] for line in lines}
    found = []
    for line, area in words.items():
        strange = [part for other, way in ways.items() if other != line for part in way]
        found += [("line", line) for part in strange if crosses(part, area)]
        found += [("shape", line) for shape in shapes if area.touches(shape)]
        found += [("words", line) for other, one in words.items() if other != line and one.touches(area)]
        poles = (label.staff for other, label in labels.items() if other != line)
        found += [("pole", line) for pole in poles if pole is not None and crosses(pole, area)]
        foot = labels[line].pole
        if foot is not None:
            assert any(apart(way, Rect(foot.x, foot.y, 0, 0)) == 0 for way in ways[line])
        elif min(apart(area, part) for part in ways[line]) >= min(
            (apart(area, part) for part in strange), default=float("inf")
        ):
            found.append(("nearer to another", line))
    return found


def in_full(drawing):
    names = [{spot.name for spot in item.spots} for item in drawing.items if item.is_line]
    return sum("label" in one and "left out" not in one for one in names), len(names)


@pytest.mark.parametrize(("upright", "count"), list(product((False, True), range(1, 7))))
def test_words_of_flows_side_by_side_are_said_in_full_and_belong_to_their_lines(upright, count):
    """Before, of six flows two thirds lay on another line, and up to two thirds were a mark."""
    for gap, back in product((72, 96, 140, 200, 300), {0, (1 << count) - 1, 0b101010 & (1 << count) - 1}):
        edit, diagram = side_by_side(count, gap, upright, back)
        drawing = draw(edit.snapshot, diagram)
        assert (gap, back, faults(drawing)) == (gap, back, [])
        assert (gap, back, in_full(drawing)) == (gap, back, (count, count))


@pytest.mark.parametrize(("upright", "count"), list(product((False, True), range(2, 7))))
def test_words_of_flows_side_by_side_are_said_in_full_once_arranged(upright, count):
    edit, diagram = side_by_side(count, 24, upright, 0b10)
    drawing = draw(*arranged(edit.snapshot, diagram))
    assert faults(drawing) == []
    assert in_full(drawing) == (count, count)


@given(
    gap=st.integers(64, 320),
    upright=st.booleans(),
    back=st.integers(0, 63),
    said=st.lists(st.sampled_from(SAID), min_size=2, max_size=6),
)
def test_no_words_lie_on_another_line_or_on_other_words(gap, upright, back, said):
    edit, diagram = side_by_side(len(said), gap, upright, back, said)
    assert faults(draw(edit.snapshot, diagram)) == []


@given(st.integers(2, 6), st.integers(24, 200), st.integers(-60, 60), st.booleans())
def test_a_redraw_finds_the_same_gaps_and_poles(count, gap, by, upright):
    edit, diagram = side_by_side(count, gap, upright)
    before = draw(edit.snapshot, diagram)
    place = edit.snapshot.of(Placement)[-1]
    lead = Editor(edit.snapshot, counted_ids(5000))
    lead.set(place, x=place.x + abs(by), y=place.y + by)
    after = redraw(before, lead.snapshot, lead.edits())
    assert after == draw(lead.snapshot, diagram)


@pytest.mark.parametrize(("downwards", "count"), list(product((False, True), range(1, 7))))
def test_arranging_leaves_room_between_two_shapes_for_the_words_of_all_their_flows(downwards, count):
    """Before, six flows one beside the other had the room of one row of words, whatever they say."""
    edit, diagram = side_by_side(count, 24, False, 0b101010)
    changed = arrange_diagram(edit.snapshot, diagram, downwards=downwards)
    after = edit.snapshot.after(tuple(Edit(edit.snapshot.get(key), one) for key, one in changed.items()))
    drawing = draw(after, diagram)
    assert faults(drawing) == []
    assert in_full(drawing) == (count, count)
    first, second = sorted(after.of(Placement), key=lambda place: (place.y, place.x))
    sizes = [manner_of(after, line).label_size() for line in after.of(Connector)]
    if downwards:
        assert second.y - first.y - first.height >= sum(high for _wide, high in sizes) + 24
    else:
        assert abs(second.x - first.x) - 176 >= max(wide for wide, _high in sizes) + 24
