"""Arrows go to what a person sees as the next one there, back again, and to every shape."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from app.canvas.scene import DiagramScene
from app.canvas.steps import WAYS, neighbour
from core.diagram import draw
from core.ground.resources import sample_folder
from core.model import Component, Diagram, DiagramType, Placement, Snapshot
from core.project import read_text

BACK = {"Left": "Right", "Right": "Left", "Up": "Down", "Down": "Up"}


def shown(areas):
    """A scene with a component at each of some areas, by number."""
    diagram = Diagram(id="d", name="Plant", diagram=DiagramType.SYSTEM)
    elements = [diagram]
    for number, (x, y, wide, high) in enumerate(areas):
        elements.append(Component(id=f"c{number:03}", name=""))
        elements.append(
            Placement(
                id=f"p{number:03}", owner="d", element=f"c{number:03}", x=x, y=y, width=wide, height=high
            )
        )
    scene = DiagramScene()
    scene.show_drawing(draw(Snapshot(elements), "d"))
    return scene


def stepped(scene, number, arrow):
    """The number of the shape that an arrow leads to."""
    found = neighbour(scene, scene.find(f"c{number:03}"), WAYS[arrow])
    return None if found is None else int(found.element[1:])


def reached(steps, start):
    """What is reached from a start, by the steps from each."""
    seen, waiting = {start}, [start]
    while waiting:
        for one in steps[waiting.pop()]:
            if one is not None and one not in seen:
                seen.add(one)
                waiting.append(one)
    return seen


def scattered(random, many):
    """Shapes of several sizes that do not overlap."""
    areas = []
    for _turn in range(400):
        x, y = random.randrange(200) * 8.0, random.randrange(120) * 8.0
        area = QRectF(x, y, random.choice((80.0, 120.0, 176.0, 304.0)), random.choice((52.0, 80.0, 160.0)))
        if not any(area.adjusted(-8, -8, 8, 8).intersects(QRectF(*one)) for one in areas):
            areas.append((area.x(), area.y(), area.width(), area.height()))
        if len(areas) == many:
            break
    return areas


sizes = st.tuples(st.integers(6, 40), st.integers(1, 30), st.integers(-2, 2)).map(
    lambda one: [8.0 * n for n in one]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=st.lists(sizes, min_size=2, max_size=7), upright=st.booleans())
def test_along_a_row_arrows_go_from_one_to_the_next_and_back(qapp, row, upright):
    areas, place = [], 0.0
    for long, gap, aside in row:
        areas.append((aside, place, 52.0, long) if upright else (place, aside, long, 52.0))
        place += long + gap
    scene, forth = shown(areas), "Down" if upright else "Right"
    for before, after in pairwise(range(len(areas))):
        assert stepped(scene, before, forth) == after
        assert stepped(scene, after, BACK[forth]) == before


@pytest.mark.parametrize("columns", [2, 3, 5])
@pytest.mark.parametrize(("wide", "high"), [(176, 52), (52, 176), (80, 80)])
@pytest.mark.parametrize(("across", "down"), [(24, 200), (64, 64), (200, 24)])
def test_in_a_grid_each_arrow_goes_to_the_next_cell_and_the_other_one_back(
    qapp, columns, wide, high, across, down
):
    cells = [(row, column) for row in range(3) for column in range(columns)]
    scene = shown([((wide + across) * column, (high + down) * row, wide, high) for row, column in cells])
    for number, (row, column) in enumerate(cells):
        for arrow, (right, below) in WAYS.items():
            wanted = (row + below, column + right)
            expected = cells.index(wanted) if wanted in cells else None
            found = stepped(scene, number, arrow)
            if expected is not None:
                assert found == expected
                assert stepped(scene, found, BACK[arrow]) == number


def test_what_lies_straight_ahead_comes_before_what_is_as_near_aside(qapp):
    ahead, aside = (300, 40, 176, 52), (300, 140, 176, 52)
    assert stepped(shown([(0, 0, 176, 52), aside, ahead]), 0, "Right") == 2


def test_what_is_beside_the_way_comes_only_where_nothing_is_on_it(qapp):
    here, far, near = (0, 0, 176, 52), (900, 0, 176, 52), (184, 120, 176, 52)
    assert stepped(shown([here, near, far]), 0, "Right") == 2
    assert stepped(shown([here, near]), 0, "Right") == 1


def test_each_of_some_scattered_shapes_is_reached_from_each(qapp):
    random = Random(3)
    for _turn in range(60):
        scene = shown(scattered(random, random.randrange(2, 16)))
        numbers = range(len(scene.items_by_id))
        steps = {one: [stepped(scene, one, arrow) for arrow in WAYS] for one in numbers}
        assert all(reached(steps, one) == set(numbers) for one in numbers)


def test_each_shape_of_the_sample_is_reached_from_each(qapp):
    snapshot = read_text(sample_folder("water-treatment"))
    for diagram in snapshot.of(Diagram):
        scene = DiagramScene()
        scene.show_drawing(draw(snapshot, diagram.id))
        for layers in ((1, 3), (0,)):
            shapes = [
                one for one in scene.items_by_id.values() if not one.item.is_line and one.item.layer in layers
            ]
            steps = {
                one.element: [
                    found.element
                    for way in WAYS.values()
                    if (found := neighbour(scene, one, way)) is not None
                ]
                for one in shapes
            }
            assert all(reached(steps, one) == set(steps) for one in steps), diagram.name
