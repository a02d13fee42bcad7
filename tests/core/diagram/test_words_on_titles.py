"""Words of lines keep off the titles of zones and containers, with all that stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect, Text, visible
from core.diagram.metrics import width
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Component, Diagram, Editor, Placement, Zone
from core.project import read_text


@pytest.fixture(scope="module")
def overview():
    sample = read_text(sample_folder("water-treatment"))
    return sample, next(one for one in sample.of(Diagram) if one.name == "Plant overview")


def titles(model, drawing):
    """Where the words of zones and of containers stand."""
    for item in drawing.items:
        if item.layer not in (0, 1) or not isinstance(model[item.element], Zone | Component):
            continue
        for mark in item.marks:
            if isinstance(mark, Text) and visible(mark, 1.0):
                wide = width(mark.text, mark.size, mark.bold)
                left = mark.x - (wide if mark.anchor == "right" else 0)
                yield mark.text, Rect(left, mark.baseline - 9, wide, 12)


def dropped(overview, part, holder, x, y):
    """The plant overview after one component was dropped into another, so far from its corner."""
    sample, diagram = overview
    edit = Editor(sample, counted_ids(9000))
    places = {sample[place.element].name: place for place in sample.owned(diagram.id, Placement)}
    moved, into = places[part], places[holder]
    edit.set(moved.id, x=into.x + x, y=into.y + y)
    edit.set(moved.element, owner=into.element, zone=None)
    return edit.snapshot, draw(edit.snapshot, diagram.id)


@given(
    part=st.sampled_from(["Flow meter", "Level sensor", "Dosing pump", "Historian"]),
    holder=st.sampled_from(["Dosing controller", "Level controller", "Disinfection controller"]),
    x=st.integers(12, 240),
    y=st.integers(40, 72),
)
def test_words_lie_on_no_title_where_a_component_is_dropped_into_another(overview, part, holder, x, y):
    """Before, "Modbus permit" lay over "Component · PLC 02" of the dosing controller."""
    model, drawing = dropped(overview, part, holder, x, y)
    words = [spot.area for item in drawing.items for spot in item.spots if spot.name == "label"]
    covered = [title for title, area in titles(model, drawing) for one in words if one.touches(area)]
    assert covered == []


def test_the_title_of_a_container_has_its_kind(overview):
    model, drawing = dropped(overview, "Flow meter", "Dosing controller", 40, 40)
    assert {"Dosing controller", "Component · PLC 02"} <= {title for title, _area in titles(model, drawing)}
