"""Shapes make room for one that grows: nothing that can move is covered, and nothing comes into a zone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.between import BARE
from core.diagram.display import Rect
from core.diagram.geometry import inside
from core.diagram.manners import manner_of
from core.diagram.stacking import WORD_ROOM
from core.diagram.yielding import KEPT, yielded
from core.model import (
    Component,
    Connector,
    Diagram,
    Direction,
    Edit,
    Firmware,
    Node,
    Placement,
    Port,
    Snapshot,
    Zone,
)

LONG = "Programmable logic controller of the dosing line"
WORD = "Netzwerkzugangskontrollsystem"


def model(*elements):
    return Snapshot().after(tuple(Edit(None, one) for one in (Diagram(id="d", name="D"), *elements)))


def shape(number, x, y, name="Pump", zone=None, locked=False, kind=Component):
    element = kind(id=f"c{number}", name=name, zone=zone)
    return element, Placement(id=f"p{number}", owner="d", element=element.id, x=x, y=y, locked=locked)


def changed(before, *elements):
    edits = tuple(Edit(before.get(one.id), one) for one in elements)
    return before.after(edits), edits


def after_room(before, after, found):
    """The model once shapes went where they were told to, and the edits that lead there."""
    edits = []
    for one in found:
        for element, area in one.frames.items():
            place = next(p for p in after.uses(element, Placement) if p.owner == one.diagram)
            edits.append(
                Edit(place, replace(place, x=area.x, y=area.y, width=area.width, height=area.height))
            )
        for element, (dx, dy) in one.shifts.items():
            if element in one.frames:
                continue
            place = next(p for p in after.uses(element, Placement) if p.owner == one.diagram)
            edits.append(Edit(place, replace(place, x=place.x + dx, y=place.y + dy)))
    return after.after(tuple(edits))


def drawn(snapshot):
    """The rectangle and the holder of each shape as it is drawn."""
    items = [one for one in draw(snapshot, "d").items if not one.is_line and one.layer in (0, 1, 3)]
    return {
        one.element: (
            Rect(
                min(p.x for p in one.outline),
                min(p.y for p in one.outline),
                max(p.x for p in one.outline) - min(p.x for p in one.outline),
                max(p.y for p in one.outline) - min(p.y for p in one.outline),
            ),
            one.parent,
        )
        for one in items
    }


def grow(before, *elements):
    after, edits = changed(before, *elements)
    found = yielded(before, after, edits)
    return after_room(before, after, found), found


def test_a_neighbour_goes_on_to_the_right_by_as_little_as_it_must():
    one, other = shape(1, 0, 0), shape(2, 200, 0)
    before = model(*one, *other)
    result, (found,) = grow(before, Component(id="c1", name=WORD))
    wide = drawn(result)["c1"][0].right
    assert wide > 200
    assert found.shifts == {"c2": ((wide + KEPT - 200 + 7) // 8 * 8, 0)}
    assert found.aside == ("c2",)
    assert found.covered == ()


def test_what_stands_far_enough_stays():
    before = model(*shape(1, 0, 0), *shape(2, 400, 0), *shape(3, 0, 200))
    _result, found = grow(before, Component(id="c1", name=WORD))
    assert found == []


def test_a_row_goes_on_together_as_far_as_it_must():
    before = model(*(part for number in range(5) for part in shape(number, number * 192, 0)))
    result, (found,) = grow(before, Component(id="c0", name=WORD))
    assert set(found.shifts) == {"c1", "c2", "c3", "c4"}
    assert len(set(found.shifts.values())) == 1
    areas = drawn(result)
    assert all(areas[f"c{n + 1}"][0].x - areas[f"c{n}"][0].right == 16 for n in range(1, 4))


def test_firmware_lets_what_is_below_go_down():
    before = model(*shape(1, 0, 0, kind=Node), *shape(2, 0, 60, kind=Node))
    result, (found,) = grow(before, Firmware(id="f", owner="c1", name="firmware", version="2"))
    areas = drawn(result)
    assert set(found.shifts) == {"c2"}
    assert found.shifts["c2"][0] == 0
    assert areas["c2"][0].y - areas["c1"][0].bottom >= 8


def test_what_is_locked_stays_and_what_is_before_it_goes_aside():
    before = model(*shape(1, 0, 0), *shape(2, 200, 0), *shape(3, 392, 0, locked=True))
    result, (found,) = grow(before, Component(id="c1", name=WORD))
    assert "c3" not in found.shifts
    assert found.shifts["c2"][0] == 0
    assert abs(found.shifts["c2"][1]) == 72
    assert not drawn(result)["c1"][0].touches(drawn(result)["c2"][0])


def test_what_is_locked_beside_it_is_told():
    before = model(*shape(1, 0, 0), *shape(2, 200, 0, locked=True))
    _result, (found,) = grow(before, Component(id="c1", name=WORD))
    assert found.shifts == {}
    assert found.covered == (("c1", "c2"),)


def test_a_zone_that_grows_with_it_pushes_its_neighbour_along_with_what_is_in_that():
    zones = [Zone(id="z1", name="Field"), Zone(id="z2", name="Office")]
    places = [
        Placement(id="q1", owner="d", element="z1", x=0, y=0, width=216, height=136),
        Placement(id="q2", owner="d", element="z2", x=240, y=0, width=216, height=136),
    ]
    before = model(*zones, *places, *shape(1, 24, 48, zone="z1"), *shape(2, 264, 48, zone="z2"))
    result, (found,) = grow(before, Component(id="c1", name=WORD, zone="z1"))
    assert found.shifts["z2"] == found.shifts["c2"]
    assert found.aside == ("z2",)
    areas = drawn(result)
    assert areas["z2"][0].x - areas["z1"][0].right >= 16
    assert areas["c2"][1] == "z2"


def test_nothing_yields_to_what_a_person_made_larger():
    one, other = shape(1, 0, 0), shape(2, 200, 0)
    before = model(*one, *other)
    place = Placement(id="p1", owner="d", element="c1", x=0, y=0, width=300, height=52)
    assert grow(before, place)[1] == []


def flow(number, source, target, protocol="Modbus TCP", data="setpoint"):
    """A flow between two shapes with the ports at its ends."""
    return (
        Port(id=f"s{number}", owner=source, name="out", direction=Direction.OUT),
        Port(id=f"t{number}", owner=target, name="in", direction=Direction.IN),
        Connector(id=f"f{number}", source=f"s{number}", target=f"t{number}", protocol=protocol, data=data),
    )


def gaps(one, other):
    """How far apart two areas are across and down."""
    return (
        max(other.x - one.right, one.x - other.right),
        max(other.y - one.bottom, one.y - other.bottom),
    )


@pytest.mark.parametrize("apart", [16, 64, 176, 400])
def test_a_flow_keeps_the_room_that_its_words_had_or_that_a_layout_gives_them(apart):
    before = model(*shape(1, 0, 0), *shape(2, 176 + apart, 0), *flow(1, "c1", "c2"))
    (line,) = [one for one in draw(before, "d").items if one.is_line]
    result, _found = grow(before, Component(id="c1", name=LONG))
    areas = drawn(result)
    between = gaps(areas["c1"][0], areas["c2"][0])[0]
    words = manner_of(before, before[line.element]).label_size()[0]
    assert between >= min(apart, words + WORD_ROOM)
    assert between < min(apart, words + WORD_ROOM) + 8 or areas["c2"][0] == drawn(before)["c2"][0]


def test_a_flow_further_on_in_a_row_keeps_its_room_too():
    before = model(
        *(part for number in range(3) for part in shape(number, number * 340, 0)),
        *flow(1, "c0", "c1"),
        *flow(2, "c1", "c2"),
    )
    areas = drawn(grow(before, Component(id="c0", name=LONG))[0])
    assert [gaps(areas[f"c{n}"][0], areas[f"c{n + 1}"][0])[0] >= 164 for n in range(2)] == [True, True]


def test_a_zone_grows_along_so_that_no_flow_leaves_it():
    """A flow that ran around its end, before the border of the zone, still does so inside."""
    zone = Zone(id="z1", name="Field")
    place = Placement(id="q1", owner="d", element="z1", x=0, y=0, width=620, height=260)
    before = model(
        *(zone, place, *shape(1, 24, 56, zone="z1"), *shape(2, 376, 56, zone="z1")),
        *(*shape(3, 376, 160, zone="z1"), *flow(1, "c1", "c2"), *flow(2, "c2", "c3"), *flow(3, "c3", "c2")),
    )
    result, (found,) = grow(before, Component(id="c1", name=LONG, zone="z1"))
    areas = drawn(result)
    assert found.frames["z1"] == areas["z1"][0]
    assert areas["z1"][0].right - areas["c2"][0].right >= 48
    ground = areas["z1"][0]
    ways = [one.outline for one in draw(result, "d").items if one.is_line]
    assert all(ground.x < p.x < ground.right and ground.y < p.y < ground.bottom for way in ways for p in way)


def test_a_locked_zone_keeps_its_frame():
    zone = Zone(id="z1", name="Field")
    place = Placement(id="q1", owner="d", element="z1", x=0, y=0, width=620, height=260, locked=True)
    before = model(
        zone, place, *shape(1, 24, 56, zone="z1"), *shape(2, 376, 56, zone="z1"), *flow(1, "c1", "c2")
    )
    _result, (found,) = grow(before, Component(id="c1", name=LONG, zone="z1"))
    assert found.frames == {}


def test_what_comes_into_a_component_within_others_makes_room_at_every_level():
    before = model(
        *(Zone(id="z1", name="Field"), Placement(id="q1", owner="d", element="z1", x=0, y=0)),
        *shape(1, 24, 56, zone="z1"),
        *shape(2, 248, 56, zone="z1"),
        *(
            Component(id="c3", name="Pump", owner="c1"),
            Placement(id="p3", owner="d", element="c3", x=36, y=100),
        ),
        *shape(4, 0, 400),
        *shape(5, 464, 60),
    )
    result, (found,) = grow(
        before,
        Component(id="c4", name="Pump", owner="c3"),
        Placement(id="p4", owner="d", element="c4", x=60, y=150),
    )
    areas = drawn(result)
    assert [areas[one][1] for one in ("c4", "c3", "c1")] == ["c3", "c1", "z1"]
    assert set(found.aside) == {"c2", "c5"}
    assert areas["c2"][0].x - areas["c1"][0].right >= KEPT
    assert areas["c5"][0].x - areas["z1"][0].right >= KEPT


spots = st.tuples(st.integers(0, 60), st.integers(0, 40)).map(lambda at: (at[0] * 16, at[1] * 16))


@st.composite
def drawings(draw_one, flows=6):
    zones = draw_one(st.integers(0, 3))
    parts = []
    for number in range(zones):
        x, y = draw_one(spots)
        wide, high = draw_one(st.integers(15, 40)) * 16, draw_one(st.integers(8, 24)) * 16
        parts.append(Zone(id=f"z{number}", name=f"Zone {number}"))
        place = {"x": x, "y": y, "width": wide, "height": high, "locked": draw_one(st.integers(0, 9)) == 0}
        parts.append(Placement(id=f"q{number}", owner="d", element=f"z{number}", **place))
    count = draw_one(st.integers(2, 14))
    for number in range(count):
        x, y = draw_one(spots)
        home = draw_one(st.integers(-2, zones - 1)) if zones else -1
        kind = draw_one(st.sampled_from((Component, Node)))
        locked = draw_one(st.integers(0, 4)) == 0
        parts += shape(number, x, y, "Pump", f"z{home}" if home >= 0 else None, locked, kind)
    pairs = draw_one(st.lists(st.tuples(*[st.integers(0, count - 1)] * 2), max_size=flows))
    kinds = {one.id: type(one) for one in parts}
    for number, (one, other) in enumerate(pairs):
        ends = f"c{one}", f"c{other}"
        if one != other and {kinds[end] for end in ends} == {Component}:
            parts += flow(number, *ends)
    return model(*parts)


def around(areas, one):
    while (one := areas[one][1]) is not None:
        yield one


def strangers(areas, snapshot):
    """Which shapes have their middle in a zone beside which they belong."""
    return {
        (one, zone)
        for one, (area, parent) in areas.items()
        for zone, (ground, around) in areas.items()
        if isinstance(snapshot[zone], Zone) and one != zone and parent == around
        if not isinstance(snapshot[one], Zone) or area.width * area.height < ground.width * ground.height
        if ground.contains(area.centre)
    }


@given(drawings(), st.data())
@settings(max_examples=120)
def test_nothing_that_can_move_is_covered_anew_and_nothing_comes_into_a_zone(before, data):
    covers_nothing_anew(before, data)


@pytest.mark.slow
@given(drawings(), st.data())
@settings(max_examples=300, deadline=None)
def test_nothing_that_can_move_is_covered_anew_and_nothing_comes_into_a_zone_at_length(before, data):
    covers_nothing_anew(before, data)


def covers_nothing_anew(before, data):
    grown = data.draw(st.sampled_from([*before.of(Component), *before.of(Node)]))
    name = data.draw(st.sampled_from((WORD, LONG)))
    new = replace(grown, name=name)
    parts = [new]
    if isinstance(grown, Node):
        parts.append(Firmware(id="f", owner=grown.id, name="firmware", version="2"))
    result, found = grow(before, *parts)
    was, areas = drawn(before), drawn(result)
    locked = {place.element for place in before.of(Placement) if place.locked}
    told = {frozenset(pair) for one in found for pair in one.covered}
    for one in found:
        assert locked.isdisjoint(one.shifts)
        # What could go nowhere is told, and lies under what grew, or what grew with that.
        assert all(areas[a][0].touches(areas[b][0]) for a, b in one.covered)
    assert {one: parent for one, (_area, parent) in areas.items()} == {one: p for one, (_a, p) in was.items()}
    for one, (area, parent) in areas.items():
        for other, (there, beside) in areas.items():
            if one < other and parent == beside and frozenset((one, other)) not in told:
                assert was[one][0].touches(was[other][0]) or not area.touches(there), (one, other)
    # What grew itself, or a zone around it, may come further over what it overlapped before.
    swelling = {grown.id, *around(was, grown.id)}
    for one, zone in strangers(areas, result) - strangers(was, before):
        assert swelling & {one, zone}
        assert was[one][0].touches(was[zone][0]) or frozenset((one, zone)) in told


def joined(snapshot):
    """The pairs of shapes beside each other that a flow joins."""
    areas = drawn(snapshot)
    for line in snapshot.of(Connector):
        ends = snapshot[line.source].owner, snapshot[line.target].owner
        if areas[ends[0]][1] == areas[ends[1]][1]:
            yield tuple(sorted(ends))


@given(drawings(), st.data())
@settings(max_examples=120)
def test_flows_keep_room_where_anything_can_go_and_all_stays_in_what_holds_it(before, data):
    keeps_room_for_flows(before, data)


@pytest.mark.slow
@given(drawings(), st.data())
@settings(max_examples=300, deadline=None)
def test_flows_keep_room_where_anything_can_go_and_all_stays_in_what_holds_it_at_length(before, data):
    keeps_room_for_flows(before, data)


def keeps_room_for_flows(before, data):
    home = data.draw(st.sampled_from(before.of(Component) or [None]))
    if home is None:
        return
    x, y = drawn(before)[home.id][0].x, drawn(before)[home.id][0].y
    child = Component(id="new", name="Pump", owner=home.id)
    place = Placement(
        id="placed", owner="d", element="new", x=x + data.draw(st.integers(0, 20)) * 8, y=y + 48
    )
    result, found = grow(before, child, place)
    was, areas = drawn(before), drawn(result)
    told = {frozenset(pair) for one in found for pair in one.covered}
    for area, parent in areas.values():
        assert parent is None or inside(areas[parent][0], area)
    for one, (area, parent) in was.items():
        assert areas[one][1] == parent
        for other, (there, beside) in was.items():
            if one < other and parent == beside and frozenset((one, other)) not in told:
                assert area.touches(there) or not areas[one][0].touches(areas[other][0]), (one, other)
    if not any(one.locked for one in before.of(Placement)) and not before.of(Zone):
        for one, other in joined(before):
            known = max(gaps(was[one][0], was[other][0]))
            assert known < 0 or max(gaps(areas[one][0], areas[other][0])) >= min(known, BARE), (one, other)


@pytest.mark.parametrize("name", [WORD, LONG])
def test_making_room_once_is_enough(name):
    before = model(*(part for number in range(5) for part in shape(number, number * 192, 0)))
    after, edits = changed(before, Component(id="c0", name=name))
    room = after_room(before, after, yielded(before, after, edits))
    all_edits = tuple(
        Edit(before.get(one), room.get(one)) for one in room.elements if before.get(one) != room.get(one)
    )
    assert yielded(before, room, all_edits) == []


def test_near_a_holder_that_grows_nothing_beside_it_makes_room_yet():
    zone, other = Zone(id="z1", name="Zone"), Zone(id="z2", name="Beside")
    inner = Component(id="c1", name="Unit", zone="z1")
    places = (
        Placement(id="p1", owner="d", element="z1", x=0, y=0, width=240, height=120),
        Placement(id="p2", owner="d", element="z2", x=264, y=0, width=240, height=120),
        Placement(id="p3", owner="d", element="c1", x=24, y=40, width=176, height=52),
    )
    before = model(zone, other, inner, *places)
    after, edits = changed(before, replace(inner, name=WORD))
    (found,) = yielded(before, after, edits)
    assert "z2" in found.shifts
    assert all(one.shifts == {} for one in yielded(before, after, edits, near=True))
