"""The drawings of the samples: every word is free, and no line runs on another or through a shape."""

from itertools import combinations, pairwise

import pytest

from core.diagram import Item, Rect, draw
from core.ground.resources import sample_folder
from core.model import Diagram, Node, Placement, Point, Snapshot
from core.project import read_text

SAMPLES = [read_text(sample_folder(name)) for name in ("water-treatment", "brake-by-wire")]
DIAGRAMS = [(sample, diagram) for sample in SAMPLES for diagram in sample.of(Diagram)]
NAMES = [diagram.name for _sample, diagram in DIAGRAMS]


def rectangle(points: tuple[Point, ...]) -> Rect:
    x, y = min(point.x for point in points), min(point.y for point in points)
    return Rect(x, y, max(point.x for point in points) - x, max(point.y for point in points) - y)


def labels(items: tuple[Item, ...]) -> list[tuple[str, Rect]]:
    return [(item.element, spot.area) for item in items for spot in item.spots if spot.name == "label"]


def runs(item: Item) -> list[Rect]:
    """The straight pieces of a line, each half a px wide."""
    return [rectangle(piece).grown(0.25) for piece in pairwise(item.outline)]


def is_solid(sample: Snapshot, item: Item) -> bool:
    """Whether nothing should lie on the item: no line, no zone, no border element, no cabinet."""
    element = sample[item.element]
    holds = isinstance(element, Node) and sample.owned(element.id, Node)
    return not item.is_line and element.kind not in {"zone", "port", "interface", "bus"} and not holds


@pytest.mark.parametrize(("sample", "diagram"), DIAGRAMS, ids=NAMES)
def test_no_label_covers_another_label_a_shape_or_a_line(sample, diagram):
    items = draw(sample, diagram.id).items
    words = labels(items)
    for (one, area), (other, taken) in combinations(words, 2):
        assert not area.touches(taken), (sample.path(sample[one]), sample.path(sample[other]))
    for element, area in words:
        for item in items:
            if is_solid(sample, item):
                assert not area.touches(rectangle(item.outline)), sample[item.element].name
            elif item.is_line and item.element != element:
                assert not any(area.touches(run) for run in runs(item)), sample[element].name


@pytest.mark.parametrize(("sample", "diagram"), DIAGRAMS, ids=NAMES)
def test_no_line_runs_on_another(sample, diagram):
    lines = [item for item in draw(sample, diagram.id).items if item.is_line]
    for one, other in combinations(lines, 2):
        for run in runs(one):
            for along in runs(other):
                shared = min(run.right, along.right) - max(run.x, along.x)
                level = min(run.bottom, along.bottom) - max(run.y, along.y)
                assert max(shared, level) <= 1 or min(shared, level) <= 0, sample.path(sample[one.element])


@pytest.mark.parametrize(("sample", "diagram"), DIAGRAMS, ids=NAMES)
def test_no_line_runs_through_a_shape_that_it_does_not_join(sample, diagram):
    items = draw(sample, diagram.id).items
    for line in items:
        if not line.is_line:
            continue
        for item in items:
            if is_solid(sample, item):
                body = rectangle(item.outline).grown(-2)
                assert not any(run.touches(body) for run in runs(line)), sample[item.element].name


@pytest.mark.parametrize(("sample", "diagram"), DIAGRAMS, ids=NAMES)
def test_every_line_has_a_last_piece_long_enough_for_its_head(sample, diagram):
    for item in draw(sample, diagram.id).items:
        if item.is_line and sample[item.element].kind != "link":
            before, tip = item.outline[-2:]
            assert abs(before.x - tip.x) + abs(before.y - tip.y) >= 12, sample.path(sample[item.element])


@pytest.mark.parametrize(("sample", "diagram"), DIAGRAMS, ids=NAMES)
def test_shapes_are_drawn_as_large_as_they_were_placed(sample, diagram):
    placed = {placement.element: placement for placement in sample.owned(diagram.id, Placement)}
    for item in draw(sample, diagram.id).items:
        placement = placed.get(item.element)
        if placement is None or placement.side is not None or item.is_line:
            continue
        drawn = rectangle(item.outline)
        assert (drawn.x, drawn.y, drawn.width, drawn.height) == (
            placement.x,
            placement.y,
            placement.width,
            placement.height,
        ), sample[item.element].name
