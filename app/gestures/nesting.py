"""Putting shapes into a zone or a container, or out of it, without the mouse: they go to free room there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from app.gestures.company import company
from app.gestures.gesture import Stage
from app.gestures.growing import Start, area_for, held_in, places_on
from app.gestures.locking import free
from app.gestures.move import shift_placements
from app.gestures.placing import HOLDERS, counted, fits_in, placement_of, settle_in
from core.ground.words import _
from core.model import Editor, Element, name_of


def settles_in(stage: Stage, elements: Sequence[Element], holder: Element) -> bool:
    """Whether elements can be put into a holder in which they do not lie yet."""
    if not isinstance(holder, HOLDERS) or all(held_in(stage, one.id) == holder.id for one in elements):
        return False
    moved = stage.scene_shown.within(one.id for one in elements)
    return holder.id not in moved and all(fits_in(one, holder) for one in elements)


def settle(stage: Stage, elements: Sequence[Element], holder: Element | None) -> bool:
    """Put shapes with all that lies in them into a holder, or with None out of all, as one change."""
    elements = free(stage, elements)
    if not elements:
        return False
    snapshot, places = stage.snapshot(), places_on(stage)
    label = _("Move {what} out").format(what=counted(list(elements)))
    if holder is not None:
        label = _("Move {what} into {name}").format(
            what=counted(list(elements)), name=name_of(snapshot, holder.id)
        )

    def apply(edit: Editor) -> None:
        taken = list(places)
        for element in elements:
            item = stage.scene_shown.find(element.id)
            if item is None or placement_of(snapshot, stage.diagram.id, element.id) is None:
                continue
            whole = company(stage, (element.id,))
            before = item.outline()
            left = [place for place in taken if place.element not in whole]
            target = stage.scene_shown.find(holder.id) if holder is not None else None
            middle: QPointF = target.outline().center() if target is not None else before.center()
            start = Start(middle, tuple(left), holder=holder.id if holder is not None else None)
            area = area_for(stage, element, start, (before.width(), before.height()))
            shift_placements(edit, stage, whole, area.x - before.x(), area.y - before.y())
            settle_in(edit, element.id, holder)
            taken = [*left, *(place for place in places if place.element == element.id)]

    return stage.commit(label, apply)
