"""In which zone an element is, and what becomes of it when that zone is removed."""

from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import Component, Editor, Node, Snapshot, Zone
from core.model.integrity import all_breaches
from core.model.zoning import dissolve, zone_of


@st.composite
def nested(draw):
    """Zones, each in one before it or in none, and elements in zones; and which zones are removed."""
    zones: list[Zone] = []
    for number in range(draw(st.integers(1, 7))):
        owner = draw(st.sampled_from([None, *zones]))
        zones.append(Zone(id=f"z{number}", name=f"Zone {number}", owner=owner.id if owner else None))
    held = [
        draw(st.sampled_from([Component, Node]))(
            id=f"e{number}", name=f"Element {number}", zone=draw(st.sampled_from(zones)).id
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    removed = draw(st.sets(st.sampled_from([zone.id for zone in zones]), min_size=1))
    return Snapshot((*zones, *held)), removed


@given(nested())
def test_what_lies_in_removed_zones_lies_in_the_nearest_zone_around_that_stays(drawn):
    before, removed = drawn
    edit = Editor(before, counted_ids(5000))
    dissolve(edit, removed)
    edit.remove(*removed)
    after = edit.snapshot
    assert set(after.elements) == set(before.elements) - removed
    assert not list(all_breaches(after))
    for element in before:
        if element.id in removed:
            continue
        wanted = zone_of(before, element)
        while wanted is not None and wanted.id in removed:
            wanted = zone_of(before, wanted)
        found = zone_of(after, after[element.id])
        assert (found.id if found else None) == (wanted.id if wanted else None)


def test_it_tells_what_is_handed_on():
    outer = Zone(id="z1", name="Outer")
    inner = Zone(id="z2", name="Inner", owner="z1")
    pump = Component(id="c1", name="Pump", zone="z1")
    edit = Editor(Snapshot((outer, inner, pump)), counted_ids(5000))
    assert [one.name for one in dissolve(edit, {"z1"})] == ["Inner", "Pump"]
