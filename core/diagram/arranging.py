"""Arranging a diagram: new placements for all its shapes, computed, for the caller to commit."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from core.diagram.boxes import LAYER_GAP, NODE_GAP, Box, Graph
from core.diagram.display import Rect
from core.diagram.drawing import draw
from core.diagram.geometry import bounds_of
from core.diagram.layout import arrange
from core.diagram.manners import manner_of
from core.diagram.places import BORDER, LINES, SHAPES, Places
from core.diagram.sizes import HEADER, PADDING, size_of
from core.ground.words import _, untranslated
from core.model import (
    Bus,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Element,
    Id,
    Link,
    Placement,
    Snapshot,
)

LEFT, TOP = 48.0, 80.0
"""Where the arranged diagram begins."""

ROOMS = ((LAYER_GAP, NODE_GAP), (LAYER_GAP, 144.0), (144.0, 144.0), (240.0, 96.0), (240.0, 240.0))
"""Room between layers, and between the shapes of one, that is tried until all words stand free, in px."""

_MANY = 100
"""With more shapes than this the first room is taken: seeing how words stand lasts too long."""


def _unheard(_done: int, _total: int, _words: str) -> None:
    return None


def arrange_diagram(
    snapshot: Snapshot,
    diagram_id: Id,
    engine: str = "graphlay",
    pinned: Iterable[Id] = (),
    cancelled: Callable[[], bool] = lambda: False,
    downwards: bool | None = None,
    progress: Callable[[int, int, str], None] = _unheard,
) -> dict[Id, Placement]:
    """Placements, by their ids, that replace those of the diagram; nothing in them is new but places.

    Shapes named in `pinned` stay where they are, as do locked ones with all that lies in them. Lines lose
    the bends that a person gave them where one of their ends moves. Where the
    words of lines have no room, shapes are put further apart; of all rooms tried the one that leaves
    fewest words crossed is taken; `progress` hears how many of them were, or of the
    containers of a large diagram. Flows run `downwards` or to the
    right; unless it is said, as the sort of the diagram has it.
    """
    diagram = snapshot.find(Diagram, diagram_id)
    if diagram is None:
        return {}
    places = places_of(snapshot, diagram)
    fixed = frozenset(pinned) | locked_in(places)
    if downwards is None:
        downwards = diagram.diagram is not DiagramType.BEHAVIOUR
    graph = graph_of(snapshot, places, fixed, downwards)
    best: tuple[int, dict[Id, Placement]] | None = None
    rooms = ROOMS if len(graph.boxes) <= _MANY else ROOMS[:1]
    heard = progress if len(rooms) == 1 else _unheard
    for number, (layer_gap, node_gap) in enumerate(rooms):
        if len(rooms) > 1:
            progress(number, len(rooms), _("Looking for room for the words of lines"))
        roomy = replace(graph, layer_gap=layer_gap, node_gap=node_gap)
        found = arrange(roomy, engine, cancelled, heard)
        changed = _placements(snapshot, places, found, fixed)
        crowded = _crowded(snapshot, diagram_id, changed) if len(rooms) > 1 else 0
        if best is None or crowded < best[0]:
            best = (crowded, changed)
        if not crowded:
            break
    assert best is not None
    return best[1]


def _placements(
    snapshot: Snapshot, places: Places, found: dict[Id, Rect], pinned: frozenset[Id]
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
        if after != before:
            changed[after.id] = after
    moved = {
        placement.element
        for placement in changed.values()
        if (placement.x, placement.y) != (places[placement.element].rect.x, places[placement.element].rect.y)
    }
    return changed | unbent(snapshot, places, moved)


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
            ends = (_host(snapshot, places, line.source), _host(snapshot, places, line.target))
            if any(end in moved for end in ends):
                straight[placement.id] = replace(placement, bends=())
    return straight


def _crowded(snapshot: Snapshot, diagram_id: Id, changed: dict[Id, Placement]) -> int:
    """How many lines would have words that a line crosses, or none for want of room.

    Measured in the language of the source, so that a diagram is arranged alike for everybody.
    """
    after = Snapshot([changed.get(element.id, element) for element in snapshot])
    with untranslated():
        lines = [item for item in draw(after, diagram_id).items if item.is_line]
    parts = [bounds_of(part) for line in lines for part in pairwise(line.outline)]
    found = 0
    for line in lines:
        words = next((spot.area for spot in line.spots if spot.name == "label"), None)
        if words is None:
            found += bool(manner_of(after, after[line.element]).words)
        else:
            found += any(part.touches(words) for part in parts)
    return found


def graph_of(snapshot: Snapshot, places: Places, pinned: frozenset[Id], downwards: bool) -> Graph:
    """What a layout engine needs to know of the shapes drawn."""
    boxes: list[Box] = []
    header: dict[Id, float] = {}
    for element_id in sorted(places):
        element, place = snapshot[element_id], places[element_id]
        wide, high = size_of(snapshot, element, places.placements[element_id])
        if isinstance(element, Bus):
            # The name above it and the taps below need room of their own.
            high = 56.0
        boxes.append(Box(element_id, wide, high, place.parent, place.rect if element_id in pinned else None))
        if places.children(element_id):
            header[element_id] = HEADER.get(element.kind, 32.0)
    return Graph(tuple(boxes), tuple(_joins(snapshot, places)), header, max(PADDING.values()), downwards)


def _joins(snapshot: Snapshot, places: Places) -> Iterator[tuple[Id, Id]]:
    for kind in LINES:
        for line in snapshot.of(kind):
            assert isinstance(line, Connector | Link | Edge)
            source, target = _host(snapshot, places, line.source), _host(snapshot, places, line.target)
            if source is not None and target is not None:
                yield source, target


def _host(snapshot: Snapshot, places: Places, end: Id) -> Id | None:
    element: Element | None = snapshot.get(end)
    found = element.owner if isinstance(element, BORDER) else end
    return found if found in places else None


def _start(found: dict[Id, Rect], pinned: frozenset[Id]) -> tuple[float, float]:
    """How far to move all so that the diagram begins at the top left; nothing moves where some is pinned."""
    if pinned & found.keys() or not found:
        return 0.0, 0.0
    return LEFT - min(area.x for area in found.values()), TOP - min(area.y for area in found.values())
