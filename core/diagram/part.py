"""Part of a drawing: some elements with what lies in them and the lines between them."""

from dataclasses import replace

from core.diagram.display import Drawing
from core.diagram.geometry import around
from core.model import Connector, Edge, Id, Link, Snapshot


def part_of(drawing: Drawing, snapshot: Snapshot, chosen: set[Id]) -> Drawing:
    """The drawing of the elements chosen alone; all of it where none of them is on it."""
    parents = {item.element: item.parent for item in drawing.items}
    kept: set[Id] = set()
    for element_id in parents:
        above: Id | None = element_id
        while above is not None and above not in chosen:
            above = parents.get(above)
        if above is not None:
            kept.add(element_id)
    for item in drawing.items:
        line = snapshot.get(item.element)
        if isinstance(line, Connector | Link | Edge) and {line.source, line.target} <= kept:
            kept.add(item.element)
    items = tuple(item for item in drawing.items if item.element in kept)
    if not items:
        return drawing
    return replace(drawing, items=items, bounds=around([item.bounds for item in items]), working=None)
