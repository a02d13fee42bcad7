"""Arranging a part of a diagram, and what stays in any arrangement."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.rearranging import arrange_part
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Component, Connector, Diagram, Edit, Editor, Placement, Point, Snapshot, Zone
from core.project import read_text


class Yard:
    """A zone with a heap of components in a chain, another zone to its right, a third one below."""

    def __init__(self) -> None:
        edit = self.edit = Editor(Snapshot(), counted_ids())
        self.diagram = edit.new(Diagram, name="Yard")
        self.zones = [edit.new(Zone, name=name) for name in ("Heap", "Right", "Below")]
        for zone, (x, y) in zip(self.zones, ((0, 0), (460, 0), (0, 260)), strict=True):
            self.place(zone.id, x=x, y=y, width=400.0, height=200.0)
        self.heap = [edit.new(Component, name=f"Part {n}", zone=self.zones[0].id) for n in range(4)]
        for number, part in enumerate(self.heap):
            self.place(part.id, x=40.0 + number, y=60.0, width=176.0, height=52.0)
        self.lines = [
            edit.new(Connector, source=one.id, target=other.id)
            for one, other in zip(self.heap, self.heap[1:], strict=False)
        ]
        self.aside = edit.new(Component, name="Aside", zone=self.zones[1].id)
        self.place(self.aside.id, x=500.0, y=60.0, width=176.0, height=52.0)

    def place(self, element, **facts):
        return self.edit.new(Placement, owner=self.diagram.id, element=element, **facts)

    def after(self, placements):
        snapshot = self.edit.snapshot
        return snapshot.after(tuple(Edit(snapshot[key], one) for key, one in placements.items()))

    def rects(self, snapshot):
        places = places_of(snapshot, self.diagram)
        return {element: places[element].rect for element in places}


def overlaps(yard, rects):
    """Pairs of shapes that cover each other although neither holds the other."""
    holder = {one.id: getattr(one, "zone", None) for one in yard.edit.snapshot}
    return [
        (one, other)
        for one in rects
        for other in rects
        if one < other and holder[one] != other and holder[other] != one and rects[one].touches(rects[other])
    ]


def test_the_part_is_put_apart_where_it_began_and_what_is_in_the_way_gives_way():
    yard = Yard()
    before = yard.rects(yard.edit.snapshot)
    changed = arrange_part(yard.edit.snapshot, yard.diagram.id, [one.id for one in yard.heap])
    after = yard.rects(yard.after(changed))
    corner = min(after[one.id].x for one in yard.heap), min(after[one.id].y for one in yard.heap)
    assert corner == (40, 60)
    assert overlaps(yard, before)
    assert not overlaps(yard, after)
    right, below = yard.zones[1].id, yard.zones[2].id
    assert after[right] == before[right]
    assert after[below].x == before[below].x
    assert after[below].y > before[below].y


def test_what_needs_no_more_room_moves_nothing_else():
    yard = Yard()
    pair = [one.id for one in yard.heap[:2]]
    yard.edit.remove(*(one.id for one in yard.heap[2:]))
    changed = arrange_part(yard.edit.snapshot, yard.diagram.id, pair)
    assert {one.element for one in changed.values()} <= {*pair, yard.zones[2].id}


def test_one_shape_alone_or_locked_ones_are_not_arranged():
    yard = Yard()
    assert arrange_part(yard.edit.snapshot, yard.diagram.id, [yard.heap[0].id]) == {}
    for placement in yard.edit.snapshot.of(Placement):
        yard.edit.set(placement, locked=True)
    assert arrange_part(yard.edit.snapshot, yard.diagram.id, [one.id for one in yard.heap]) == {}


def test_locked_shapes_and_what_lies_in_them_stay_while_the_diagram_is_arranged():
    yard = Yard()
    locked = next(one for one in yard.edit.snapshot.of(Placement) if one.element == yard.zones[1].id)
    yard.edit.set(locked, locked=True)
    changed = arrange_diagram(yard.edit.snapshot, yard.diagram.id)
    moved = {one.element for one in changed.values()}
    assert moved
    assert moved.isdisjoint({yard.zones[1].id, yard.aside.id})


def test_bends_are_kept_where_neither_end_moves_and_lost_where_one_does():
    yard = Yard()
    other = yard.edit.new(Component, name="Other", zone=yard.zones[1].id)
    yard.place(other.id, x=500.0, y=130.0, width=176.0, height=52.0)
    quiet = yard.edit.new(Connector, source=yard.aside.id, target=other.id)
    for line in (quiet, yard.lines[0]):
        yard.place(line.id, bends=(Point(700.0, 90.0), Point(700.0, 150.0)))
    after = yard.after(arrange_part(yard.edit.snapshot, yard.diagram.id, [one.id for one in yard.heap]))
    bends = {one.element: one.bends for one in after.of(Placement)}
    assert len(bends[quiet.id]) == 2
    assert bends[yard.lines[0].id] == ()
    pinned = [one.id for one in (yard.aside, other, *yard.zones)]
    whole = yard.after(arrange_diagram(yard.edit.snapshot, yard.diagram.id, pinned=pinned))
    assert {one.element: one.bends for one in whole.of(Placement)}[quiet.id] == bends[quiet.id]


@st.composite
def yards(draw):
    """A yard of zones and parts anywhere, some of them locked, and a choice of its shapes."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Yard")
    zones = [edit.new(Zone, name=f"Zone {n}") for n in range(draw(st.integers(0, 3)))]
    parts = [
        edit.new(Component, name=f"Part {n}", zone=draw(st.sampled_from([None, *(one.id for one in zones)])))
        for n in range(draw(st.integers(2, 9)))
    ]
    for shape in (*zones, *parts):
        spot = {axis: float(draw(st.integers(0, 40)) * 20) for axis in ("x", "y")}
        locked = draw(st.integers(0, 9)) == 0
        edit.new(Placement, owner=diagram.id, element=shape.id, locked=locked, **spot)
    ids = [shape.id for shape in (*zones, *parts)]
    for _line in range(draw(st.integers(0, 5))):
        one, other = draw(st.sampled_from(parts)), draw(st.sampled_from(parts))
        if one.id != other.id:
            edit.new(Connector, source=one.id, target=other.id)
    return edit.snapshot, diagram, draw(st.lists(st.sampled_from(ids), min_size=2, unique=True))


@settings(max_examples=80, deadline=None)
@given(yards())
def test_what_moves_covers_nothing_that_stays_unless_it_did_before(yard):
    snapshot, diagram, chosen = yard
    changed = arrange_part(snapshot, diagram.id, chosen)
    before = places_of(snapshot, diagram)
    now = snapshot.after(tuple(Edit(snapshot[key], one) for key, one in changed.items()))
    after = places_of(now, diagram)
    moved = [one for one in after if after[one].rect != before[one].rect]
    for one in moved:
        for other in after:
            mine, theirs = [one, *after.above(one)], [other, *after.above(other)]
            if other in moved or one in theirs or other in mine:
                continue
            # What lies in a zone that covered another shape already lies over or under that.
            covered = any(
                before[own].rect.touches(before[their].rect)
                for own in mine
                for their in theirs
                if own not in theirs and their not in mine
            )
            assert covered or not after[one].rect.touches(after[other].rect)


def test_a_choice_among_others_covers_none_of_them_in_the_sample():
    sample = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
    named = {one.name: one.id for one in sample if hasattr(one, "name")}
    chosen = [named[name] for name in ("Flow meter", "Level sensor", "Contact tank")]
    changed = arrange_part(sample, diagram.id, chosen)
    now = sample.after(tuple(Edit(sample[key], one) for key, one in changed.items()))
    places = places_of(now, diagram)
    assert {changed_one.element for changed_one in changed.values()} & set(chosen)
    for one in chosen:
        for other in places:
            if other != one and other not in places.above(one):
                assert not places[one].rect.touches(places[other].rect)
