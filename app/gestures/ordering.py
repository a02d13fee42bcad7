"""Which of several shapes that cover one another is in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from app.gestures.gesture import Stage
from app.gestures.placing import counted, placement_of
from core.diagram.places import SHAPES
from core.ground.words import _, deferred
from core.model import Editor, Id

if TYPE_CHECKING:
    from app.canvas.shape_item import ShapeItem

Step = Literal["front", "forward", "backward", "back"]

_LABELS = {
    "front": deferred("Bring {what} to the front"),
    "forward": deferred("Bring {what} forward"),
    "backward": deferred("Send {what} backward"),
    "back": deferred("Send {what} to the back"),
}


def reorder(stage: Stage, element_ids: Iterable[Id], step: Step) -> bool:
    """Bring shapes before others of their kind of layer, or behind them, as one change.

    Zones stay behind containers, these behind lines, and what lies in a shape before it.
    """
    snapshot = stage.snapshot()
    found = ((snapshot.get(one), stage.scene_shown.find(one)) for one in set(element_ids))
    items = [item for shape, item in found if item is not None and isinstance(shape, SHAPES)]
    items.sort(key=lambda item: (item.item.order, item.element))
    chosen = [snapshot[item.element] for item in items]
    moving = {item.element for item in items}
    orders: dict[Id, int] = {}
    # One after the other in such a turn that they keep their order among themselves.
    for item in items if step in ("front", "backward") else reversed(items):
        orders |= _orders(stage, item, step, orders, moving)
    if not orders:
        stage.say(_("Nothing covers it") if step in ("front", "forward") else _("Nothing is covered by it"))
        return False

    def apply(edit: Editor) -> None:
        for element_id, order in sorted(orders.items()):
            placement = placement_of(snapshot, stage.diagram.id, element_id)
            if placement is not None:
                edit.set(placement, order=order)

    return stage.commit(_LABELS[step]().format(what=counted(chosen)), apply)


def reordered(row: Sequence[Id], orders: Mapping[Id, int]) -> dict[Id, int]:
    """The orders that differ where shapes are to stand in this row, the last one in front."""
    changed: dict[Id, int] = {}
    least = None
    for element_id in row:
        order = orders[element_id]
        if least is not None and order <= least:
            order = changed[element_id] = least + 1
        least = order
    return changed


def _orders(
    stage: Stage, item: ShapeItem, step: Step, known: Mapping[Id, int], moving: set[Id]
) -> dict[Id, int]:
    """The orders that bring one shape where it should be, given those that were found for others."""
    others = [other for other in _siblings(stage, item) if _covers(item, other)]
    orders = {other.element: known.get(other.element, other.item.order) for other in (*others, item)}
    row = sorted((other.element for other in others), key=lambda one: (orders[one], one))
    shape = item.element
    here = sum((orders[one], one) < (orders[shape], shape) for one in row)
    # Those that go the same way are no step.
    before = [place + 1 for place in range(here, len(row)) if row[place] not in moving]
    behind = [place for place in range(here) if row[place] not in moving]
    if not (before if step in ("front", "forward") else behind):
        return {}
    if step == "back":
        # All others would have to step forward, were it not for orders below those that are taken.
        return {shape: min(orders[one] for one in row) - 1}
    at = len(row) if step == "front" else before[0] if step == "forward" else behind[-1]
    return reordered((*row[:at], shape, *row[at:]), orders)


def _siblings(stage: Stage, item: ShapeItem) -> list[ShapeItem]:
    """The shapes of the same layer and depth."""
    snapshot = stage.snapshot()
    return [
        other
        for other in stage.scene_shown.items_by_id.values()
        if other is not item
        and (other.item.layer, other.item.depth) == (item.item.layer, item.item.depth)
        and isinstance(snapshot.get(other.element), SHAPES)
    ]


def _covers(item: ShapeItem, other: ShapeItem) -> bool:
    return item.outline().intersects(other.outline())
