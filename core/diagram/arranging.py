"""Arranging a diagram: new placements for all its shapes, computed, for the caller to commit."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from core.diagram.borders import LOLLIPOPS
from core.diagram.boxes import LAYER_GAP, NODE_GAP, Graph
from core.diagram.display import Rect
from core.diagram.drawing import draw
from core.diagram.facing import facing
from core.diagram.graph import ends_of, graph_of, host_of, joins_of
from core.diagram.lattice import MOST, tidied
from core.diagram.layout import arrange
from core.diagram.lollipops import beyond
from core.diagram.places import LINES, SHAPES, Places
from core.diagram.quality import Quality, quality_of
from core.ground.words import _, untranslated
from core.model import Bus, Diagram, DiagramType, Edit, HardwareInterface, Id, Placement, Snapshot

LEFT, TOP = 48.0, 80.0
"""Where the arranged diagram begins."""

ROOMS = ((LAYER_GAP, NODE_GAP), (LAYER_GAP, 96.0), (144.0, 72.0))
"""Room between layers, and between the shapes of one, that is tried, in px."""

_LATTICE_ROOMS = (NODE_GAP, 144.0)

_MOST_BESIDE, _BESIDE_WORDS = 320.0, 40.0
"""The most room for words on both hands of upright lines that is tried, and what else there is, in px."""

_CHOICES = range(1, 5)
"""The layouts of an engine, beside its best, that are tried as well where lines cross in that."""

_SEVERAL = 40
"""With more shapes than this that lie in a heap the best of few layouts will do."""

_MANY = 100
"""With more shapes than this the first room is taken: drawing several lasts too long."""


_Drawn = tuple[Quality, dict[Id, Placement]]


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
    or to the right; unless it is said, as the sort of the diagram has it. Then, where shapes do not lie
    over one another already, no layout is taken in which more lines cross than before.
    """
    diagram = snapshot.find(Diagram, diagram_id)
    if diagram is None:
        return {}
    places = places_of(snapshot, diagram)
    fixed = frozenset(pinned) | locked_in(places)
    down = diagram.diagram is not DiagramType.BEHAVIOUR if downwards is None else downwards
    graph = graph_of(snapshot, places, fixed, down)
    if _knobs_at_lines(snapshot, places):
        graph = _with_knobs(
            snapshot,
            diagram,
            graph,
            _placements(snapshot, places, arrange(graph, engine, cancelled), fixed, down),
        )
    if len(graph.boxes) > _MANY:
        return _placements(snapshot, places, arrange(graph, engine, cancelled, progress), fixed, down)
    free = downwards is None and fixed == locked_in(places) and not _heaped(places)
    drawn = quality_of(snapshot, diagram_id) if free else None
    stages = _layouts(graph, engine, free=downwards is None)
    count = sum(len(stage) for stage in stages)
    done, tried, drawings = 0, list[dict[Id, Rect]](), list[_Drawn]()
    for number, stage in enumerate(stages):
        for layout, way in stage:
            progress(done, count, _("Looking for room for the words of lines"))
            done += 1
            areas = arrange(layout, way, cancelled)
            if areas not in tried:
                tried.append(areas)
                changed = _placements(snapshot, places, areas, fixed, down)
                drawings.append((_quality_after(snapshot, diagram_id, changed), changed))
        best = min(drawings, key=lambda one: _worse(one[0]))
        if best[0].clear or (number and _will_do(best[0], drawn, len(graph.boxes))):
            return best[1]
    return best[1] if drawn is None else _no_worse(snapshot, places, graph, diagram_id, drawn, drawings)


def _knobs_at_lines(snapshot: Snapshot, places: Places) -> bool:
    """Whether lines end at interfaces that stand out: where these go is known once shapes are arranged."""
    found = (
        snapshot.find(HardwareInterface, end)
        for line, *_ in joins_of(snapshot, places)
        for end in ends_of(line)
    )
    return any(one is not None and one.interface in LOLLIPOPS for one in found)


def _with_knobs(snapshot: Snapshot, diagram: Diagram, graph: Graph, changed: dict[Id, Placement]) -> Graph:
    """The graph with the room that interfaces took around their devices in a layout."""
    after = Snapshot([changed.get(element.id, element) for element in snapshot])
    places, areas = places_of(after, diagram), dict[Id, list[Rect]]()
    with untranslated():
        for item in draw(after, diagram.id).items:
            interface = after.find(HardwareInterface, item.element)
            if interface is not None and interface.interface in LOLLIPOPS:
                areas.setdefault(interface.owner or "", []).append(item.bounds.grown(-2))
    boxes = (
        replace(box, around=beyond(places[box.id].rect, areas[box.id])) if box.id in areas else box
        for box in graph.boxes
    )
    return replace(graph, boxes=tuple(boxes))


def _will_do(found: Quality, drawn: Quality | None, count: int) -> bool:
    """Whether a layout in which lines cross is good enough to look for no other."""
    if drawn is None:
        return count > _SEVERAL
    return found.crossings <= drawn.crossings and found.crowded <= drawn.crowded


def _no_worse(
    snapshot: Snapshot, places: Places, graph: Graph, diagram_id: Id, drawn: Quality, drawings: list[_Drawn]
) -> dict[Id, Placement]:
    """The best that has no more crossings than there are, be it what is drawn made tidy; none if none has."""
    if not (graph.header or any(box.pinned is not None or box.bar for box in graph.boxes)):
        areas = tidied(graph, {one: places[one].rect for one in places})
        if areas is not None:
            changed = _placements(snapshot, places, areas, frozenset(), graph.downwards)
            drawings = [*drawings, (_quality_after(snapshot, diagram_id, changed), changed)]
    sound = [one for one in drawings if one[0].crossings <= drawn.crossings]
    return min(sound, key=lambda one: _worse(one[0]))[1] if sound else {}


def _heaped(places: Places) -> bool:
    """Whether any two shapes of one holder lie over each other: nothing could make that worse."""
    held: dict[Id | None, list[Rect]] = {}
    for one in places:
        held.setdefault(places[one].parent, []).append(places[one].rect)
    return any(
        area.touches(other)
        for areas in held.values()
        for number, area in enumerate(areas)
        for other in areas[:number]
    )


def _quality_after(snapshot: Snapshot, diagram_id: Id, changed: dict[Id, Placement]) -> Quality:
    return quality_of(Snapshot([changed.get(element.id, element) for element in snapshot]), diagram_id)


def _worse(quality: Quality) -> tuple[int, float]:
    """What tells which of two drawings is worse: lines that cross, or words without room, before all else."""
    return quality.crossings + 2 * quality.crowded, quality.cost


def _layouts(graph: Graph, engine: str, *, free: bool) -> list[list[tuple[Graph, str]]]:
    """The layouts to try, and those to try if in each of them lines cross or words do not stand free.

    Few boxes that hold nothing and may go any way are put on a lattice; else there is more and more room.
    """
    roomier = [(replace(graph, layer_gap=layer, node_gap=node), engine) for layer, node in ROOMS]
    beside = _beside_words(graph)
    if beside > NODE_GAP:
        roomier.append((replace(graph, node_gap=beside), engine))
    flat = not graph.header and not any(box.pinned is not None or box.bar for box in graph.boxes)
    few = 2 < len(graph.boxes) <= MOST
    others = [(replace(layout, choice=choice), engine) for choice in _CHOICES for layout, _way in roomier]
    if not (free and flat and few and not graph.downwards and engine == "tiers"):
        return [roomier[:1], roomier[1:], *([others] if engine == "tiers" else [])]
    columns = range(2, min(len(graph.boxes), 4) + 1)
    lattices = [
        [(replace(graph, columns=most, node_gap=gap), "lattice") for most in columns]
        for gap in _LATTICE_ROOMS
    ]
    crossing = [[(replace(layout, choice=1), way) for layout, way in stage] for stage in lattices]
    return [*lattices, *crossing, roomier[1:], others]


def _beside_words(graph: Graph) -> float:
    """The room between two shapes where lines side by side pass both, their words on the outer hands."""
    axis = 0 if graph.downwards else 1
    most = max((size[axis] for size in graph.words.values()), default=0.0)
    least = min((box.width if graph.downwards else box.height for box in graph.boxes), default=0.0)
    return min(2 * most + _BESIDE_WORDS - least, _MOST_BESIDE)


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
