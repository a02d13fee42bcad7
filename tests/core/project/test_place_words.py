"""A place is told by what it lies in and what it is beside, and not by numbers alone."""

import dataclasses

import pytest

from core.model import Component, Diagram, Placement, Zone
from core.project.conflict import Versions
from core.project.conflict_words import side_words
from core.project.merging import merge
from core.project.place_words import place_words
from tests.core.project.sides import having
from tests.core.uppaal.plant import Builder


@pytest.fixture
def drawn():
    """A zone with a tank in it on a drawing, and the place of a pump."""
    b = Builder()
    drawing = b.add(Diagram, "Plant")
    zone, tank, pump = b.add(Zone, "Cell"), b.add(Component, "Tank"), b.add(Component, "Pump")
    b.add(Placement, "", drawing, element=zone.id, width=400.0, height=300.0)
    b.add(Placement, "", drawing, element=tank.id, x=150.0, y=120.0, width=100.0, height=40.0)
    place = b.add(Placement, "", drawing, element=pump.id, width=100.0, height=40.0)
    return b.snapshot, place


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (280, 130, "in Cell, right of Tank"),
        (20, 130, "in Cell, left of Tank"),
        (150, 20, "in Cell, above Tank"),
        (150, 200, "in Cell, below Tank"),
        (160, 130, "in Cell, over Tank"),
        (360, 130, "in no zone, right of Tank"),
        (349, 130, "in Cell, right of Tank"),
    ],
)
def test_a_place_is_told_by_the_zone_of_its_middle_and_its_neighbour(drawn, x, y, words):
    model, place = drawn
    assert words == place_words(model, dataclasses.replace(place, x=float(x), y=float(y)))


def test_a_shape_stands_beside_nothing_that_is_part_of_it(drawn):
    model, place = drawn
    tank = next(one for one in model.of(Component) if one.name == "Tank")
    model = having(model, dataclasses.replace(tank, owner=place.element))
    assert place_words(model, dataclasses.replace(place, x=280.0, y=130.0)) == "in Cell"


def test_a_place_in_conflict_is_told_as_each_side_has_it(drawn):
    base, place = drawn
    ours, theirs = (having(base, dataclasses.replace(place, x=x, y=130.0)) for x in (280.0, 500.0))
    (conflict,) = merge(base, ours, theirs).conflicts
    versions = Versions(base, ours, theirs)
    assert [side_words(versions, conflict, side) for side in ("ours", "theirs")] == [
        "280, 130: in Cell, right of Tank",
        "500, 130: in no zone, right of Tank",
    ]
