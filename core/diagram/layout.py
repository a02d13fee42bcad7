"""The layout port: a graph of nested boxes in, a place for each box out.

Engines are adapters behind one function: tiers of our own, graphlay (layered, nested, pinned) for what
has pinned boxes and where it is installed, layers by networkx on a grid. All are deterministic.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from core.diagram.boxes import NONE, Box, Graph, outer
from core.diagram.containers import Step, inside_out
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.ground.diagnostic import Cancelled
from core.ground.words import _
from core.model import Id

WHOLE = 150
"""With more boxes than this, none of them pinned, each container is laid out by itself."""

Engine = Callable[[Graph, Step], dict[Id, Rect]]


def arrange(
    graph: Graph,
    engine: str = "tiers",
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int, str], None] = lambda _done, _total, _words: None,
) -> dict[Id, Rect]:
    """A rectangle for each box; boxes that hold others are as large as these need.

    Where none is pinned, no two boxes overlap unless one holds the other. Raises Cancelled soon after
    it is asked for: between two containers.
    """

    def step(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done, total, _("Arranging container {done} of {total}").format(done=done + 1, total=total))

    if cancelled():
        raise Cancelled
    if not graph.boxes:
        return {}
    tiers = engine == "tiers" and not any(box.pinned is not None for box in graph.boxes)
    if tiers:
        return _held(graph, ENGINES[engine](graph, step), keep=True)
    roomy = replace(graph, boxes=tuple(map(_roomy, graph.boxes)))
    places = ENGINES[engine](roomy, step)
    for box in graph.boxes:
        area = places[box.id]
        places[box.id] = replace(area, x=area.x + box.around[0], y=area.y + box.around[1])
    return _held(graph, places, keep=False)


def _roomy(box: Box) -> Box:
    """A box as large as it is with the room around it, for engines that know of none."""
    ahead, above, behind, below = box.around
    return replace(box, width=box.width + ahead + behind, height=box.height + above + below, around=NONE)


def _by_tiers(graph: Graph, step: Step) -> dict[Id, Rect]:
    """Tiers, buses between them; by graphlay where boxes are pinned."""
    if any(box.pinned is not None for box in graph.boxes):
        return _by_graphlay(graph, step)
    from core.diagram.tiers import tiered

    return tiered(graph, step)


def _by_lattice(graph: Graph, step: Step) -> dict[Id, Rect]:
    """Each container by itself on a lattice, where few boxes are in it; else in tiers."""
    from core.diagram.lattice import MOST, latticed
    from core.diagram.tiers import tiered

    def flat(part: Graph) -> dict[Id, Rect]:
        return latticed(part) if len(part.boxes) <= MOST else tiered(part, lambda _done, _total: None)

    return inside_out(graph, flat, step)


def _by_graphlay(graph: Graph, step: Step) -> dict[Id, Rect]:
    """Layered layout with nesting by graphlay; by layers of our own where it is missing or refuses."""
    try:
        import graphlay
    except ImportError:
        return _by_layers(graph, step)
    pinned = any(box.pinned is not None for box in graph.boxes)
    try:
        if len(graph.boxes) <= WHOLE or pinned:
            return laid(graph)
        return inside_out(graph, laid, step)
    except graphlay.GraphlayError:
        return _by_layers(graph, step)


def laid(graph: Graph) -> dict[Id, Rect]:
    """The layout of the whole graph by graphlay."""
    import graphlay

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
    found = graphlay.layout(request, options=options)
    places: dict[Id, Rect] = {}
    for box, node in zip(graph.boxes, found.nodes, strict=True):
        centre, size = node["center"], node["size"]
        wide, high = size["width"], size["height"]
        places[box.id] = Rect(centre["x"] - wide / 2, centre["y"] - high / 2, wide, high)
    return places


def _by_layers(graph: Graph, step: Step) -> dict[Id, Rect]:
    """Each container by itself: layers after the longest way, then rows."""
    return inside_out(graph, _layered, step)


def _layered(graph: Graph) -> dict[Id, Rect]:
    import networkx as nx

    members = [box.id for box in graph.boxes]
    flow: nx.DiGraph[Id] = nx.DiGraph()
    flow.add_nodes_from(members)
    flow.add_edges_from(graph.joins)
    sizes = {box.id: (box.width, box.height) for box in graph.boxes}
    places: dict[Id, Rect] = {}
    for ids in _layers(flow, members):
        _row(ids, sizes, places, graph)
    return places


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
    ids: list[Id], sizes: Mapping[Id, tuple[float, float]], places: dict[Id, Rect], graph: Graph
) -> None:
    """Put one layer behind the layers that have places already."""
    downwards, gap = graph.downwards, graph.layer_gap
    start = max((area.bottom if downwards else area.right for area in places.values()), default=-gap) + gap
    along = 0.0
    for member in ids:
        wide, high = sizes[member]
        places[member] = Rect(along, start, wide, high) if downwards else Rect(start, along, wide, high)
        along += (wide if downwards else high) + graph.node_gap


def _held(graph: Graph, places: dict[Id, Rect], keep: bool) -> dict[Id, Rect]:
    """Whole px, pinned boxes where they are pinned, and holders around what they hold.

    Holders of tiers and buses are as large as they were made.
    """
    found = {
        box.id: box.pinned
        if box.pinned is not None
        else Rect(round(places[box.id].x), round(places[box.id].y), box.width, box.height)
        for box in graph.boxes
    }
    found |= {box.id: replace(found[box.id], width=places[box.id].width) for box in graph.boxes if box.bar}
    children: dict[Id, list[Id]] = {}
    for box in graph.boxes:
        if box.parent is not None:
            children.setdefault(box.parent, []).append(box.id)
    parents = {box.id: box.parent for box in graph.boxes}
    margins = {box.id: box.around for box in graph.boxes}
    for box in sorted(graph.boxes, key=lambda one: -_depth(parents, one.id)):
        held = [outer(found[child], margins[child]) for child in children.get(box.id, ())]
        if held:
            area = around(held).grown(graph.padding)
            head = graph.header.get(box.id, graph.padding) - graph.padding
            least = Rect(area.x, area.y - head, area.width, area.height + head)
            found[box.id] = around((least, _whole(places[box.id]))) if keep else least
    return found


def _whole(area: Rect) -> Rect:
    x, y = round(area.x), round(area.y)
    return Rect(x, y, round(area.right) - x, round(area.bottom) - y)


def _depth(parents: Mapping[Id, Id | None], box: Id) -> int:
    depth, here = 0, parents[box]
    while here is not None and here in parents:
        depth, here = depth + 1, parents[here]
    return depth


ENGINES: dict[str, Engine] = {
    "tiers": _by_tiers,
    "lattice": _by_lattice,
    "graphlay": _by_graphlay,
    "layers": _by_layers,
}
"""The engines by name; the first is used unless another is named."""
