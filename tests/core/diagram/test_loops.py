"""Lines that come back to the shape they leave: each on a way of its own, with its words beside it."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw, redraw
from core.diagram.geometry import bounds_of, crosses
from core.ground.identity import counted_ids
from core.model import (
    Component,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Editor,
    Location,
    Placement,
    Port,
    Side,
    Snapshot,
    StateMachine,
)

AROUND = {Side.RIGHT: (400, 0), Side.LEFT: (-400, 0), Side.TOP: (0, -300), Side.BOTTOM: (0, 300)}


class Scene:
    """A shape in the middle, others around it, and lines."""

    def __init__(self, kind, wide, high):
        self.kind = kind
        self.edit = Editor(Snapshot(), counted_ids())
        self.machine = self.edit.new(StateMachine, name="Machine")
        behaviour = DiagramType.BEHAVIOUR if kind is Location else DiagramType.SYSTEM
        self.diagram = self.edit.new(Diagram, name="Loops", diagram=behaviour).id
        self.size = (wide, high)
        self.middle = self.shape(0, 0)
        self.loops = []

    def shape(self, x, y):
        owner = {"owner": self.machine.id} if self.kind is Location else {}
        found = self.edit.new(self.kind, name="Shape", **owner)
        wide, high = self.size
        self.edit.new(
            Placement,
            owner=self.diagram,
            element=found.id,
            x=float(x),
            y=float(y),
            width=float(wide),
            height=float(high),
        )
        return found.id

    def line(self, source, target):
        if self.kind is Location:
            facts = {"owner": self.machine.id, "guard": "x >= 100", "update": "x := 0"}
            return self.edit.new(Edge, source=source, target=target, **facts).id
        return self.edit.new(Connector, source=source, target=target, protocol="OPC UA", data="value").id

    def loop(self):
        self.loops.append(self.line(self.middle, self.middle))

    def drawing(self):
        return draw(self.edit.snapshot, self.diagram)


@st.composite
def scenes(draw_one):
    """Up to eight loops, among lines to shapes on some sides and ports on the border."""
    kind = draw_one(st.sampled_from((Component, Location)))
    found = Scene(kind, 8 * draw_one(st.integers(15, 30)), 8 * draw_one(st.integers(5, 15)))
    for side in draw_one(st.lists(st.sampled_from(Side), max_size=4)):
        other = found.shape(*AROUND[side])
        found.line(*draw_one(st.permutations((found.middle, other))))
    if kind is Component:
        for side in draw_one(st.lists(st.sampled_from(Side), max_size=2)):
            port = found.edit.new(Port, owner=found.middle, name="in")
            offset = 8.0 * draw_one(st.integers(1, 14))
            found.edit.new(Placement, owner=found.diagram, element=port.id, side=side, offset=offset)
    for _loop in range(draw_one(st.integers(1, 8))):
        found.loop()
    return found


def meet(one, other):
    """Whether two ways share a point."""
    parts = [[bounds_of(part) for part in pairwise(way)] for way in (one, other)]
    return any(a.grown(1).touches(b) for a in parts[0] for b in parts[1])


@settings(max_examples=60, deadline=None)
@given(scene=scenes())
def test_loops_of_one_shape_meet_neither_each_other_nor_its_inside(scene):
    sheet = scene.drawing().working.working.sheet
    shape = sheet.places[scene.middle].rect
    ways = [sheet.ways[loop] for loop in scene.loops]
    assert not any(meet(*pair) for pair in combinations(ways, 2))
    assert not any(crosses(bounds_of(part), shape) for way in ways for part in pairwise(way))


@settings(max_examples=60, deadline=None)
@given(scene=scenes())
def test_no_other_line_leaves_from_under_a_loop(scene):
    anchors = scene.drawing().working.working.sheet.joints.anchors
    ends = [one for key, one in anchors.items() if key[0] not in scene.loops and key[1] >= 0]
    for loop in scene.loops:
        start, end = anchors[loop, 0], anchors[loop, 1]
        for other in ends:
            if (other.host, other.side) == (start.host, start.side):
                assert not start.along <= other.along <= end.along


@pytest.mark.parametrize("kind", [Component, Location])
@pytest.mark.parametrize("count", range(1, 9))
def test_the_words_of_every_loop_are_written_in_full_over_no_line(kind, count):
    scene = Scene(kind, 176, 52)
    for _loop in range(count):
        scene.loop()
    sheet = scene.drawing().working.working.sheet
    for loop in scene.loops:
        label = sheet.labels[loop]
        assert label.left_out == "nothing"
        assert not any(
            crosses(bounds_of(part), label.area) for way in sheet.ways.values() for part in pairwise(way)
        )


def test_a_loop_alone_stands_on_the_upper_border_unless_a_line_leaves_there():
    def side_of(around):
        scene = Scene(Component, 176, 52)
        scene.loop()
        for side in around:
            scene.line(scene.middle, scene.shape(*AROUND[side]))
        return scene.drawing().working.working.sheet.joints.anchors[scene.loops[0], 0].side

    assert [side_of(around) for around in ((), (Side.LEFT, Side.RIGHT), (Side.TOP,))] == [
        Side.TOP,
        Side.TOP,
        Side.BOTTOM,
    ]


def test_a_line_from_a_port_to_its_own_shape_runs_around_it():
    """It led through the shape where the port was not on the upper border."""
    scene = Scene(Component, 176, 52)
    port = scene.edit.new(Port, owner=scene.middle, name="out")
    scene.edit.new(Placement, owner=scene.diagram, element=port.id, side=Side.LEFT, offset=26.0)
    for ends in ((port.id, scene.middle), (scene.middle, port.id)):
        line = scene.line(*ends)
        sheet = scene.drawing().working.working.sheet
        shape = sheet.places[scene.middle].rect
        assert not any(crosses(bounds_of(part), shape) for part in pairwise(sheet.ways[line]))


@settings(max_examples=20, deadline=None)
@given(scene=scenes(), data=st.data())
def test_redrawing_loops_gives_what_drawing_gives(scene, data):
    drawing, snapshot, ids = scene.drawing(), scene.edit.snapshot, counted_ids(10_000)
    for _step in range(3):
        editor = Editor(snapshot, ids)
        placement = next(one for one in snapshot.of(Placement) if one.element == scene.middle)
        what = data.draw(st.sampled_from(("add", "remove", "move")))
        gone = [one for one in scene.loops if snapshot.get(one) is not None]
        if what == "add":
            new = editor.get(scene.loops[0]) if gone else None
            if new is not None:
                facts = {"owner": new.owner} if isinstance(new, Edge) else {}
                editor.new(type(new), source=scene.middle, target=scene.middle, **facts)
        elif what == "remove" and len(gone) > 1:
            editor.remove(gone[-1])
        else:
            editor.set(placement, x=placement.x + 40.0, width=placement.width + 16.0)
        drawing = redraw(drawing, editor.snapshot, editor.edits())
        snapshot = editor.snapshot
        assert drawing == draw(snapshot, scene.diagram)
