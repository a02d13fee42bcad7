"""The layout port: a graph of nested boxes in, a place for each box out.

Engines are adapters behind one function, so that a young library can be replaced: graphlay (layered,
nested, pinned) where it is installed, else layers by networkx on a grid. Both are deterministic.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.diagram.display import Rect
from core.diagram.geometry import around
from core.ground.diagnostic import Cancelled
from core.model import Id

LAYER_GAP = 96.0
NODE_GAP = 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """One shape: its size, the box around it, and where it must stay, if it must."""

    id: Id
    width: float
    height: float
    parent: Id | None = None
    pinned: Rect | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and the pairs that lines join, both in an order that breaks ties.

    `header` is what a box keeps free above what is in it, `padding` on the other sides. `layer_gap` is
    the room between layers, `node_gap` that between the boxes of one layer.
    """

    boxes: tuple[Box, ...]
    joins: tuple[tuple[Id, Id], ...] = ()
    header: Mapping[Id, float] = field(default_factory=dict)
    padding: float = 16.0
    downwards: bool = True
    layer_gap: float = LAYER_GAP
    node_gap: float = NODE_GAP


Engine = Callable[[Graph], dict[Id, Rect]]


def arrange(
    graph: Graph, engine: str = "graphlay", cancelled: Callable[[], bool] = lambda: False
) -> dict[Id, Rect]:
    """A rectangle for each box; boxes that hold others are as large as these need.

    Where none is pinned, no two boxes overlap unless one holds the other. Raises Cancelled where
    it is asked for before the work begins.
    """
    if cancelled():
        raise Cancelled
    if not graph.boxes:
        return {}
    places = ENGINES[engine](graph)
    return _held(graph, places)


def _by_graphlay(graph: Graph) -> dict[Id, Rect]:
    """Layered layout with nesting by graphlay; by layers of our own where it is missing or refuses."""
    try:
        import graphlay
    except ImportError:
        return _by_layers(graph)
    numbers = {box.id: number for number, box in enumerate(graph.boxes)}
    holds = {box.parent for box in graph.boxes}
    request = graphlay.Graph()
    for box in graph.boxes:
        facts: dict[str, Any] = {}
        if box.parent in numbers:
            facts["parent"] = numbers[box.parent]
        if box.pinned is not None and box.id not in holds:
            facts |= {"position": {"x": box.pinned.centre.x, "y": box.pinned.centre.y}, "pinned": True}
        request.node(box.id, width=box.width, height=box.height, **facts)
    for source, target in graph.joins:
        if source in numbers and target in numbers and source != target and not {source, target} & holds:
            request.edge(source, target)
    options = {
        "direction": "topbottom" if graph.downwards else "leftright",
        "spacing": {
            "layer_gap": graph.layer_gap,
            "node_gap": graph.node_gap,
            "compound_padding": graph.padding,
            "compound_header": max(graph.header.values(), default=0.0),
        },
    }
    try:
        found = graphlay.layout(request, options=options)
    except graphlay.GraphlayError:
        return _by_layers(graph)
    places: dict[Id, Rect] = {}
    for box, node in zip(graph.boxes, found.nodes, strict=True):
        centre, size = node["center"], node["size"]
        wide, high = size["width"], size["height"]
        places[box.id] = Rect(centre["x"] - wide / 2, centre["y"] - high / 2, wide, high)
    return places


def _by_layers(graph: Graph) -> dict[Id, Rect]:
    """Each level of nesting by itself, from the inside out: layers after the longest way, then rows."""
    import networkx as nx

    children: dict[Id | None, list[Box]] = {}
    known = {box.id for box in graph.boxes}
    for box in graph.boxes:
        children.setdefault(box.parent if box.parent in known else None, []).append(box)
    sizes: dict[Id, tuple[float, float]] = {}
    inner: dict[Id, Rect] = {}

    def level(parent: Id | None) -> None:
        for box in children.get(parent, ()):
            if box.id in children:
                level(box.id)
                held = around(inner[child.id] for child in children[box.id])
                sizes[box.id] = (
                    held.width + 2 * graph.padding,
                    held.height + graph.padding + graph.header.get(box.id, graph.padding),
                )
            else:
                sizes[box.id] = (box.width, box.height)
        members = [box.id for box in children.get(parent, ())]
        flow: nx.DiGraph[Id] = nx.DiGraph()
        flow.add_nodes_from(members)
        flow.add_edges_from(_lifted(graph, children, members))
        for ids in _layers(flow, members):
            _row(ids, sizes, inner, members, graph)

    level(None)
    return _absolute(graph, children, inner)


def _layers(flow: Any, members: list[Id]) -> list[list[Id]]:
    """Boxes by the longest way to them; circles are cut where they close in the order given."""
    import networkx as nx

    order = {member: place for place, member in enumerate(members)}
    while not nx.is_directed_acyclic_graph(flow):
        circle = nx.find_cycle(flow)
        flow.remove_edge(*max(circle, key=lambda edge: (order[edge[0]] - order[edge[1]], order[edge[0]])))
    depth: dict[Id, int] = {}
    for member in nx.lexicographical_topological_sort(flow, key=lambda one: order[one]):
        depth[member] = max((depth[before] + 1 for before in flow.predecessors(member)), default=0)
    rows: dict[int, list[Id]] = {}
    for member in members:
        rows.setdefault(depth[member], []).append(member)
    most = max(4, round(len(members) ** 0.5 * 1.6))
    return [ids[at : at + most] for _depth, ids in sorted(rows.items()) for at in range(0, len(ids), most)]


def _row(
    ids: list[Id],
    sizes: Mapping[Id, tuple[float, float]],
    inner: dict[Id, Rect],
    members: list[Id],
    graph: Graph,
) -> None:
    """Put one layer behind the layers of the same level that have places already."""
    downwards, gap = graph.downwards, graph.layer_gap
    done = [inner[member] for member in members if member in inner]
    start = max((area.bottom if downwards else area.right for area in done), default=-gap) + gap
    along = 0.0
    for member in ids:
        wide, high = sizes[member]
        inner[member] = Rect(along, start, wide, high) if downwards else Rect(start, along, wide, high)
        along += (wide if downwards else high) + graph.node_gap


def _lifted(
    graph: Graph, children: Mapping[Id | None, list[Box]], members: Iterable[Id]
) -> list[tuple[Id, Id]]:
    """The joins of a level: each end stands for the box of this level that it lies in."""
    level_of: dict[Id, Id] = {}
    for member in members:
        waiting = [member]
        while waiting:
            here = waiting.pop()
            level_of[here] = member
            waiting += [box.id for box in children.get(here, ())]
    found = [
        (level_of[source], level_of[target])
        for source, target in graph.joins
        if source in level_of and target in level_of
    ]
    return [(source, target) for source, target in dict.fromkeys(found) if source != target]


def _absolute(
    graph: Graph, children: Mapping[Id | None, list[Box]], inner: Mapping[Id, Rect]
) -> dict[Id, Rect]:
    places: dict[Id, Rect] = {}
    waiting: list[tuple[Id | None, float, float]] = [(None, 0.0, 0.0)]
    while waiting:
        parent, x, y = waiting.pop()
        for box in children.get(parent, ()):
            area = inner[box.id]
            places[box.id] = Rect(area.x + x, area.y + y, area.width, area.height)
            head = graph.header.get(box.id, graph.padding)
            waiting.append((box.id, places[box.id].x + graph.padding, places[box.id].y + head))
    return places


def _held(graph: Graph, places: dict[Id, Rect]) -> dict[Id, Rect]:
    """Whole px, pinned boxes where they are pinned, and holders around what they hold."""
    found = {
        box.id: box.pinned
        if box.pinned is not None
        else Rect(round(places[box.id].x), round(places[box.id].y), box.width, box.height)
        for box in graph.boxes
    }
    children: dict[Id, list[Id]] = {}
    for box in graph.boxes:
        if box.parent is not None:
            children.setdefault(box.parent, []).append(box.id)
    parents = {box.id: box.parent for box in graph.boxes}
    for box in sorted(graph.boxes, key=lambda one: -_depth(parents, one.id)):
        held = [found[child] for child in children.get(box.id, ())]
        if held:
            area = around(held).grown(graph.padding)
            head = graph.header.get(box.id, graph.padding) - graph.padding
            found[box.id] = Rect(area.x, area.y - head, area.width, area.height + head)
    return found


def _depth(parents: Mapping[Id, Id | None], box: Id) -> int:
    depth, here = 0, parents[box]
    while here is not None and here in parents:
        depth, here = depth + 1, parents[here]
    return depth


ENGINES: dict[str, Engine] = {"graphlay": _by_graphlay, "layers": _by_layers}
"""The engines by name; the first is used unless another is named."""
