"""A layout container by container, from the inside out: each is laid out by itself and then one box.

That takes a fraction of the time of one layout of everything, and every step can be told and stopped.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.diagram.boxes import Box, Graph
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.model import Id

Flat = Callable[[Graph], dict[Id, Rect]]
"""Lays out boxes that hold nothing, anywhere."""

Step = Callable[[int, int], None]
"""Hears how many containers are laid out, and of how many; what it raises ends the work."""


def inside_out(graph: Graph, flat: Flat, step: Step) -> dict[Id, Rect]:
    """A place for each box, the holders as large as what they hold needs.

    A line counts between the two boxes of one container in which its ends lie.
    """
    parents = _parents(graph)
    children: dict[Id | None, list[Box]] = {}
    for box in graph.boxes:
        children.setdefault(parents[box.id], []).append(box)
    joins = _joins(graph, parents)
    sizes = {box.id: (box.width, box.height) for box in graph.boxes}
    inner: dict[Id, Rect] = {}
    holders = sorted(children, key=lambda holder: -len(list(_up(parents, holder))))
    for done, holder in enumerate(holders):
        step(done, len(holders))
        members = (replace(box, parent=None) for box in children[holder])
        boxes = tuple(replace(box, width=sizes[box.id][0], height=sizes[box.id][1]) for box in members)
        places = flat(replace(graph, boxes=boxes, joins=tuple(joins.get(holder, ()))))
        whole = around(places.values())
        for box_id, area in places.items():
            inner[box_id] = replace(area, x=area.x - whole.x, y=area.y - whole.y)
        if holder is not None:
            head = graph.header.get(holder, graph.padding)
            sizes[holder] = (whole.width + 2 * graph.padding, whole.height + graph.padding + head)
    return _absolute(graph, children, inner)


def _parents(graph: Graph) -> dict[Id, Id | None]:
    known = {box.id for box in graph.boxes}
    return {box.id: box.parent if box.parent in known else None for box in graph.boxes}


def _up(parents: dict[Id, Id | None], box: Id | None) -> Iterator[Id]:
    """The box and what is around it, the nearest first."""
    while box is not None:
        yield box
        box = parents[box]


def _joins(graph: Graph, parents: dict[Id, Id | None]) -> dict[Id | None, dict[tuple[Id, Id], None]]:
    """The joins of each container: each end stands for the box there that it lies in."""
    found: dict[Id | None, dict[tuple[Id, Id], None]] = {}
    for source, target in graph.joins:
        if source not in parents or target not in parents:
            continue
        ways = [list(_up(parents, end))[::-1] for end in (source, target)]
        pair = next(((one, other) for one, other in zip(*ways, strict=False) if one != other), None)
        if pair is not None:
            found.setdefault(parents[pair[0]], {})[pair] = None
    return found


def _absolute(graph: Graph, children: dict[Id | None, list[Box]], inner: dict[Id, Rect]) -> dict[Id, Rect]:
    places: dict[Id, Rect] = {}
    waiting: list[tuple[Id | None, float, float]] = [(None, 0.0, 0.0)]
    while waiting:
        holder, x, y = waiting.pop()
        for box in children.get(holder, ()):
            area = inner[box.id]
            places[box.id] = Rect(area.x + x, area.y + y, area.width, area.height)
            head = graph.header.get(box.id, graph.padding)
            waiting.append((box.id, places[box.id].x + graph.padding, places[box.id].y + head))
    return places
