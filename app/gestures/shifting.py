"""Putting shapes elsewhere on a diagram with the lines between them."""

from __future__ import annotations

from collections.abc import Iterable

from app.gestures.placing import placement_of
from core.model import Connector, Edge, Editor, Id, Link, Point, Snapshot


def shift_shapes(
    edit: Editor, snapshot: Snapshot, diagram: Id, element_ids: Iterable[Id], by: tuple[float, float]
) -> None:
    """Move the placements of shapes, and the bends of lines that run between them, from where they were."""
    # What scaling leaves behind the thousandth of a px is nobody's wish.
    dx, dy = round(by[0], 3), round(by[1], 3)
    if not dx and not dy:
        return
    moved = set(element_ids)
    for element_id in sorted(moved):
        known = placement_of(snapshot, diagram, element_id)
        if known is not None and known.side is None and not known.bends:
            edit.set(known, x=known.x + dx, y=known.y + dy)
    for element_id in sorted(moved):
        for line in snapshot.uses(element_id):
            if isinstance(line, Connector | Link | Edge) and {line.source, line.target} <= moved:
                bent = placement_of(snapshot, diagram, line.id)
                if bent is not None and bent.bends:
                    edit.set(bent, bends=tuple(Point(bend.x + dx, bend.y + dy) for bend in bent.bends))
