"""A device that holds others shows what runs on it too, above what it holds."""

from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Text
from core.model import Allocation, Component, Node, Placement
from tests.core.diagram.test_yielding import drawn, grow, model, shape


def cabinet(*parts):
    inner = Node(id="c2", name="PLC", owner="c1")
    place = Placement(id="p2", owner="d", element="c2", x=24, y=60)
    return model(*shape(1, 0, 0, "Cabinet", kind=Node), inner, place, *parts)


def runs(number, node="c1"):
    element = Component(id=f"r{number}", name=f"Dosing {number}")
    return element, Allocation(id=f"a{number}", component=element.id, node=node)


@given(st.integers(0, 4))
def test_chips_stand_between_the_name_and_what_is_held(count):
    before = cabinet()
    result, _found = grow(before, *(part for number in range(count) for part in runs(number)))
    (item,) = [one for one in draw(result, "d").items if one.element == "c1"]
    chips = [spot.area for spot in item.spots if spot.name.startswith("chip:")]
    assert len(chips) == count
    areas = drawn(result)
    assert not any(chip.touches(areas["c2"][0]) for chip in chips)
    assert all(chip.y >= areas["c1"][0].y + 44 and chip.x >= areas["c1"][0].x for chip in chips)
    written = {mark.text for mark in item.marks if isinstance(mark, Text)}
    assert {f"Dosing {number}" for number in range(count)} <= written


def test_what_lies_above_makes_room_for_them():
    before = cabinet(*shape(3, 0, -120, kind=Node))
    result, (found,) = grow(before, *runs(1), *runs(2), *runs(3))
    areas = drawn(result)
    assert "c3" in found.aside
    assert areas["c1"][0].y - areas["c3"][0].bottom >= 16
