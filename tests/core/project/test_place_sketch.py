"""The places of a conflict are sketched with what stands around them, as each version has it."""

import dataclasses

import pytest

from core.model import Component, Diagram, Placement, Zone
from core.project.conflict import Versions
from core.project.merging import merge
from core.project.place_sketch import sketch
from tests.core.project.sides import having, without
from tests.core.uppaal.plant import Builder


@pytest.fixture
def drawn():
    """A zone with a tank in it on a drawing, a shape far away, and the place of a pump."""
    b = Builder()
    drawing = b.add(Diagram, "Plant")
    zone, tank, far, pump = (
        b.add(Zone, "Cell"),
        b.add(Component, "Tank"),
        b.add(Component, "Far"),
        b.add(Component, "Pump"),
    )
    b.add(Placement, "", drawing, element=zone.id, width=400.0, height=300.0)
    b.add(Placement, "", drawing, element=tank.id, x=150.0, y=120.0, width=100.0, height=40.0)
    b.add(Placement, "", drawing, element=far.id, x=5000.0, y=120.0, width=100.0, height=40.0)
    place = b.add(Placement, "", drawing, element=pump.id, width=100.0, height=40.0)
    return b.snapshot, place


def sketched(base, ours, theirs):
    (conflict,) = merge(base, ours, theirs).conflicts
    return sketch(Versions(base, ours, theirs), conflict)


def test_a_sketch_has_the_place_of_each_version_and_what_stands_around(drawn):
    base, place = drawn
    ours, theirs = (having(base, dataclasses.replace(place, x=x, y=130.0)) for x in (280.0, 500.0))
    found = sketched(base, ours, theirs)
    assert found.name == "Pump"
    assert found.places == {
        "base": (0.0, 0.0, 100.0, 40.0),
        "ours": (280.0, 130.0, 380.0, 170.0),
        "theirs": (500.0, 130.0, 600.0, 170.0),
    }
    assert found.words["ours"] == "in Cell, right of Tank"
    assert found.words["theirs"] == "in no zone, right of Tank"
    assert [(one.name, one.holds) for one in found.around] == [("Cell", True), ("Tank", False)]
    left, top, right, bottom = found.area
    for place_left, place_top, place_right, place_bottom in found.places.values():
        assert left < place_left < place_right < right
        assert top < place_top < place_bottom < bottom


def test_what_only_one_version_draws_beside_a_place_is_there_too(drawn):
    base, place = drawn
    new = Component(id="~new", name="Filter")
    beside = Placement(id="~p", owner=place.owner, element=new.id, x=520.0, y=200.0, width=90.0, height=40.0)
    ours = having(base, dataclasses.replace(place, x=280.0, y=130.0))
    theirs = having(base, dataclasses.replace(place, x=500.0, y=130.0), new, beside)
    assert "Filter" in [one.name for one in sketched(base, ours, theirs).around]


def test_what_stands_around_is_told_by_the_versions_that_have_it_there(drawn):
    base, place = drawn
    tank = next(one for one in base.of(Component) if one.name == "Tank")
    standing = next(one for one in base.of(Placement) if one.element == tank.id)
    ours = having(base, dataclasses.replace(place, x=280.0, y=130.0), dataclasses.replace(standing, y=200.0))
    theirs = having(base, dataclasses.replace(place, x=500.0, y=130.0))
    versions = {(one.name, one.area[1]): set(one.versions) for one in sketched(base, ours, theirs).around}
    assert versions == {
        ("Cell", 0.0): {"base", "ours", "theirs"},
        ("Tank", 120.0): {"base", "theirs"},
        ("Tank", 200.0): {"ours"},
    }


def test_a_neighbour_goes_by_the_name_that_each_version_gives_it(drawn):
    base, place = drawn
    tank = next(one for one in base.of(Component) if one.name == "Tank")
    ours = having(base, dataclasses.replace(place, x=280.0), dataclasses.replace(tank, name="Vessel"))
    theirs = having(base, dataclasses.replace(place, x=500.0))
    names = {one.name: set(one.versions) for one in sketched(base, ours, theirs).around if not one.holds}
    assert names == {"Vessel": {"ours"}, "Tank": {"base", "theirs"}}


def test_what_stands_around_is_seen_whole_and_far_ends_of_a_zone_are_cut(drawn):
    base, place = drawn
    ours, theirs = (having(base, dataclasses.replace(place, x=x, y=130.0)) for x in (280.0, 500.0))
    near = Component(id="~near", name="Near")
    beside = Placement(
        id="~n", owner=place.owner, element=near.id, x=700.0, y=130.0, width=120.0, height=40.0
    )
    found = sketched(base, having(ours, near, beside), theirs)
    left, top, right, bottom = found.area
    for one in found.around:
        assert left < one.area[0] < one.area[2] < right
        assert top < one.area[1] < one.area[3] < bottom
    zone = next(one for one in base.of(Placement) if one.width == 400.0)
    wide = dataclasses.replace(zone, width=9000.0)
    assert sketched(having(base, wide), having(ours, wide), having(theirs, wide)).area[2] < 1000.0


def test_a_place_is_sketched_where_one_side_removed_the_shape_only_if_two_are_left(drawn):
    base, place = drawn
    ours = having(base, dataclasses.replace(place, x=280.0, y=130.0))
    found = sketched(base, ours, without(base, [place.id]))
    assert found is None or set(found.places) == {"base", "ours"}


def test_a_conflict_about_something_else_has_no_sketch(drawn):
    base, place = drawn
    pump = base[place.element]
    ours, theirs = (having(base, dataclasses.replace(pump, note=note)) for note in ("Ours", "Theirs"))
    assert sketched(base, ours, theirs) is None
    ours, theirs = (having(base, dataclasses.replace(place, order=order)) for order in (1, 2))
    assert sketched(base, ours, theirs) is None
