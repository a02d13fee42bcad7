"""Interfaces made by keys stand on a free side; where none has room, the device and others make it."""

from itertools import combinations

import pytest

from app.canvas import starts
from app.gestures.growing import add_form
from core.diagram.display import Rect
from core.diagram.forms import forms_of
from core.model import Diagram, DiagramType, HardwareInterface, InterfaceType, Node, Placement, Side
from core.project.text import text_files
from tests.app.canvas.conftest import same_as_drawn_anew

AROUND = ((-208, 0), (208, 0), (0, -84), (0, 84))


@pytest.fixture
def device(bench, opened):
    """A canvas on a small node with others where they are put; gives also what adds an interface to it."""

    def draw_some(beside=AROUND):
        with bench.session.change("Draw a device") as edit:
            diagram = edit.new(Diagram, name="Rack", diagram=DiagramType.HARDWARE)
            nodes = [edit.new(Node, name=f"PLC {number}").id for number in range(len(beside) + 1)]
            for element, (x, y) in zip(nodes, ((0, 0), *beside), strict=True):
                edit.new(Placement, owner=diagram.id, element=element, x=float(x), y=float(y))
        canvas, _hand = opened("Rack")
        debug = next(
            form
            for form in forms_of(DiagramType.HARDWARE, ("node",))
            if dict(form.facts).get("interface") == InterfaceType.DEBUG
        )

        def add(name):
            canvas.select([nodes[0]])
            start = starts.near_selection(canvas)
            assert canvas.commit(f"Add {name}", lambda edit: add_form(edit, canvas, debug, name, start))

        return canvas, nodes, add

    return draw_some


def outline(canvas, element_id):
    area = canvas.scene_shown.find(element_id).outline()
    return Rect(area.x(), area.y(), area.width(), area.height())


def drawn(bench, canvas):
    """What each interface takes with its name."""
    found = (canvas.scene_shown.find(one.id) for one in bench.model.of(HardwareInterface))
    return [one.item.bounds.grown(-4) for one in found if one is not None]


@pytest.mark.parametrize("count", range(1, 9))
def test_interfaces_lie_over_nothing_and_one_undo_each_takes_all_back(bench, device, count):
    canvas, nodes, add = device()
    first = text_files(bench.model)
    for number in range(count):
        add(f"JTAG {number}")
    reached = drawn(bench, canvas)
    assert len(reached) == count
    assert not any(one.touches(other) for one, other in combinations(reached, 2))
    for node in nodes[1:]:
        assert not any(area.touches(outline(canvas, node)) for area in reached)
        assert not outline(canvas, nodes[0]).touches(outline(canvas, node))
    same_as_drawn_anew(bench, canvas)
    for _number in range(count):
        bench.session.undo()
    assert text_files(bench.model) == first


@pytest.mark.parametrize("count", [12, 20])
def test_a_device_grows_for_more_interfaces_than_its_sides_hold(bench, device, count):
    canvas, nodes, add = device()
    for number in range(count):
        add(f"Long name of an interface {number}")
    reached = drawn(bench, canvas)
    assert outline(canvas, nodes[0]).height > 52
    assert not any(one.touches(other) for one, other in combinations(reached, 2))
    for node in nodes[1:]:
        assert not any(area.touches(outline(canvas, node)) for area in reached)


@pytest.mark.parametrize("free", range(4))
def test_the_side_that_is_free_is_taken_and_nothing_moves(bench, device, free):
    side = (Side.LEFT, Side.RIGHT, Side.TOP, Side.BOTTOM)[free]
    canvas, nodes, add = device([place for number, place in enumerate(AROUND) if number != free])
    before = [outline(canvas, node) for node in nodes]
    add("JTAG")
    (interface,) = (
        one for one in bench.model.of(HardwareInterface) if one.name == "JTAG" and one.owner == nodes[0]
    )
    (place,) = bench.model.uses(interface.id, Placement)
    assert place.side is side
    assert [outline(canvas, node) for node in nodes] == before
