"""Arranging a diagram: new placements for all its shapes, computed, for the caller to commit."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from core.diagram.boxes import LAYER_GAP, NODE_GAP, Graph
from core.diagram.display import Rect
from core.diagram.facing import facing
from core.diagram.graph import graph_of, host_of
from core.diagram.lattice import MOST
from core.diagram.layout import arrange
from core.diagram.places import LINES, SHAPES, Places
from core.diagram.quality import Quality, quality_of
from core.ground.words import _
from core.model import Bus, Diagram, DiagramType, Edit, Id, Placement, Snapshot

LEFT, TOP = 48.0, 80.0
"""Where the arranged diagram begins."""

ROOMS = ((LAYER_GAP, NODE_GAP), (LAYER_GAP, 96.0), (144.0, 72.0))
"""Room between layers, and between the shapes of one, that is tried, in px."""

_LATTICE_ROOMS = (NODE_GAP, 144.0)

_MANY = 100
"""With more shapes than this the first room is taken: drawing several lasts too long."""


def _unheard(_done: int, _total: int, _words: str) -> None:
    return None


def arrange_diagram(
    snapshot: Snapshot,
    diagram_id: Id,
    engine: str = "tiers",
    pinned: Iterable[Id] = (),
    cancelled: Callable[[], bool] = lambda: False,
    downwards: bool | None = None,
    progress: Callable[[int, int, str], None] = _unheard,
) -> dict[Id, Placement]:
    """Placements, by their ids, that replace those of the diagram; nothing in them is new but places.

    Shapes named in `pinned` stay where they are, as do locked ones with all that lies in them. Lines lose
    the bends that a person gave them where one of their ends moves, and ports move to the side that faces
    what they are joined to. Several layouts are drawn, and the one is taken that is best to look at;
    `progress` hears how many of them were, or of the containers of a large diagram. Flows run `downwards`
    or to the right; unless it is said, as the sort of the diagram has it.
    """
    diagram = snapshot.find(Diagram, diagram_id)
    if diagram is None:
        return {}
    places = places_of(snapshot, diagram)
    fixed = frozenset(pinned) | locked_in(places)
    down = diagram.diagram is not DiagramType.BEHAVIOUR if downwards is None else downwards
    graph = graph_of(snapshot, places, fixed, down)
    if len(graph.boxes) > _MANY:
        return _placements(snapshot, places, arrange(graph, engine, cancelled, progress), fixed, down)
    best: tuple[Quality, dict[Id, Placement]] | None = None
    stages = _layouts(graph, engine, free=downwards is None)
    count = sum(len(stage) for stage in stages)
    done = 0
    for stage in stages:
        for layout, way in stage:
            progress(done, count, _("Looking for room for the words of lines"))
            done += 1
            changed = _placements(snapshot, places, arrange(layout, way, cancelled), fixed, down)
            after = Snapshot([changed.get(element.id, element) for element in snapshot])
            found = quality_of(after, diagram_id)
            if best is None or found.cost < best[0].cost:
                best = found, changed
        if best is not None and best[0].clear:
            break
    assert best is not None
    return best[1]


def _layouts(graph: Graph, engine: str, *, free: bool) -> list[list[tuple[Graph, str]]]:
    """The layouts to try, and those to try if in each of them lines cross or words do not stand free.

    Few boxes that hold nothing and may go any way are put on a lattice; else there is more and more room.
    """
    roomier = [(replace(graph, layer_gap=layer, node_gap=node), engine) for layer, node in ROOMS]
    flat = not graph.header and not any(box.pinned is not None or box.bar for box in graph.boxes)
    few = 2 < len(graph.boxes) <= MOST
    if not (free and flat and few and not graph.downwards and engine == "tiers"):
        return [roomier[:1], roomier[1:]]
    columns = range(2, min(len(graph.boxes), 4) + 1)
    lattices = [
        [(replace(graph, columns=most, node_gap=gap), "lattice") for most in columns]
        for gap in _LATTICE_ROOMS
    ]
    return [*lattices, roomier[1:]]


def _placements(
    snapshot: Snapshot, places: Places, found: dict[Id, Rect], pinned: frozenset[Id], downwards: bool
) -> dict[Id, Placement]:
    """The placements that differ where the shapes have these places."""
    dx, dy = _start(found, pinned)
    changed: dict[Id, Placement] = {}
    for element_id, area in sorted(found.items()):
        if element_id in pinned:
            continue
        before = places.placements[element_id]
        after = replace(before, x=area.x + dx, y=area.y + dy)
        if places.children(element_id):
            after = replace(after, width=area.width, height=area.height)
        elif isinstance(snapshot.get(element_id), Bus):
            after = replace(after, width=area.width, height=0.0 if area.width >= area.height else area.height)
        if after != before:
            changed[after.id] = after
    moved = {
        placement.element
        for placement in changed.values()
        if (placement.x, placement.y) != (places[placement.element].rect.x, places[placement.element].rect.y)
    }
    changed |= unbent(snapshot, places, moved)
    now = snapshot.after(tuple(Edit(snapshot[one], place) for one, place in changed.items()))
    diagram = now.find(Diagram, next(iter(places.placements.values())).owner)
    assert diagram is not None
    return changed | facing(now, places_of(now, diagram), moved, downwards)


def places_of(snapshot: Snapshot, diagram: Diagram) -> Places:
    """Where the shapes of a diagram lie."""
    places = Places()
    elements = [placement.element for placement in snapshot.owned(diagram.id, Placement)]
    for element_id in elements:
        places.note(snapshot, diagram, element_id)
    places.update(snapshot, [one for one in elements if isinstance(snapshot.get(one), SHAPES)])
    return places


def locked_in(places: Places) -> frozenset[Id]:
    """The locked shapes, and all that lies in them."""
    found = {element_id for element_id in places if places.placements[element_id].locked}
    waiting = list(found)
    while waiting:
        inner = set(places.children(waiting.pop())) - found
        found |= inner
        waiting += inner
    return frozenset(found)


def unbent(snapshot: Snapshot, places: Places, moved: Collection[Id]) -> dict[Id, Placement]:
    """The placements of lines without the bends that a person gave them, where one of their ends moved."""
    straight: dict[Id, Placement] = {}
    for element_id, placement in places.placements.items():
        line = snapshot.get(element_id)
        if placement.bends and isinstance(line, LINES):
            ends = (host_of(snapshot, places, line.source), host_of(snapshot, places, line.target))
            if any(end in moved for end in ends):
                straight[placement.id] = replace(placement, bends=())
    return straight


def _start(found: dict[Id, Rect], pinned: frozenset[Id]) -> tuple[float, float]:
    """How far to move all so that the diagram begins at the top left; nothing moves where some is pinned."""
    if pinned & found.keys() or not found:
        return 0.0, 0.0
    return LEFT - min(area.x for area in found.values()), TOP - min(area.y for area in found.values())
