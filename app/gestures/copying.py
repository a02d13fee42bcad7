"""Shapes drawn once more, with what lies in them and what they own: duplicated, or pasted as a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QPointF

from app.canvas.tools import SHOWN_BY_HAND
from app.gestures.gesture import Stage, snapped
from app.gestures.placing import counted, placement_of, put
from core.ground.words import _
from core.model import Edge, Editor, Element, Id, Location, Placement, Point, Snapshot, TextNote
from core.model.copying import copy_into

_BESIDE = QPointF(24, 24)
"""How far from its original a copy on the same diagram lies, in px."""

_NUMBERED = re.compile(r"(.*\D)(\d+)")
"""A name that ends in a number, which copies go on counting: the copy of PLC 01 is PLC 02."""


def duplicate(stage: Stage, element_ids: Iterable[Id]) -> tuple[Id, ...]:
    """Draw shapes once more beside themselves, as one change; the ids of the new ones."""
    return _copy(stage, _shapes(stage, element_ids), _("Duplicate {what}"), _BESIDE, stage.diagram.id)


def paste(stage: Stage, element_ids: Iterable[Id], middle: QPointF) -> tuple[Id, ...]:
    """Draw copies of shapes, beside them where they are drawn here, else around a place."""
    chosen = _shapes(stage, element_ids)
    if not chosen:
        stage.say(_("What was copied cannot be drawn on this diagram"))
        return ()
    source = _source(stage, chosen)
    if source == stage.diagram.id:
        return _copy(stage, chosen, _("Paste {what}"), _BESIDE, source)
    places = [place for one in chosen if (place := placement_of(stage.snapshot(), source, one.id))]
    left, top = min((p.x for p in places), default=0.0), min((p.y for p in places), default=0.0)
    shift = QPointF(snapped(middle.x() - left), snapped(middle.y() - top))
    return _copy(stage, chosen, _("Paste {what}"), shift, source)


def _copy(stage: Stage, chosen: list[Element], label: str, shift: QPointF, source: Id) -> tuple[Id, ...]:
    if not chosen:
        return ()
    whole = stage.scene_shown.within(one.id for one in chosen)
    made: list[Id] = []

    def apply(edit: Editor) -> None:
        before = edit.snapshot
        new = copy_into(edit, whole)
        for one in chosen:
            made.append(new[one.id])
            edit.set(new[one.id], **_settled(before, one))
        for old, copied in new.items():
            _belong(edit, stage, copied, set(new.values()))
            known = placement_of(before, source, old)
            if known is not None:
                _place(edit, stage, copied, known, shift)

    if not stage.commit(label.format(what=counted(chosen)), apply):
        return ()
    stage.select(made)
    return tuple(made)


def _shapes(stage: Stage, element_ids: Iterable[Id]) -> list[Element]:
    """What of these the diagram can show as shapes."""
    snapshot, kinds = stage.snapshot(), (*SHOWN_BY_HAND[stage.diagram.diagram], TextNote)
    found = (snapshot.get(element_id) for element_id in dict.fromkeys(element_ids))
    return [element for element in found if element is not None and isinstance(element, kinds)]


def _source(stage: Stage, chosen: list[Element]) -> Id:
    """The diagram from which the places are taken: this one, else one that shows the first of the shapes."""
    here = stage.diagram.id
    owners = [place.owner for place in stage.snapshot().uses(chosen[0].id, Placement)]
    return here if here in owners or not owners else owners[0] or here


def _settled(snapshot: Snapshot, original: Element) -> dict[str, object]:
    """Facts that a copy cannot share: its name, and that a machine begins there."""
    if isinstance(original, TextNote):
        return {}
    taken = {one.name for one in snapshot.of(type(original))}
    counted_on = _NUMBERED.fullmatch(original.name)
    stem, digits = (counted_on[1], counted_on[2]) if counted_on else (f"{original.name} ", "1")
    number, name = int(digits), original.name
    while name and name in taken:
        number += 1
        name = f"{stem}{number:0{len(digits)}d}"
    return {"name": name, "initial": False} if isinstance(original, Location) else {"name": name}


def _belong(edit: Editor, stage: Stage, copied: Id, made: set[Id]) -> None:
    """Locations, edges and notes belong to the machine or diagram on which they are drawn."""
    element = edit.get(copied)
    if element is None or element.owner in made:
        return
    if isinstance(element, Location | Edge):
        edit.set(copied, owner=stage.diagram.owner)
    elif isinstance(element, TextNote):
        edit.set(copied, owner=stage.diagram.id)


def _place(edit: Editor, stage: Stage, copied: Id, known: Placement, shift: QPointF) -> None:
    put(
        edit,
        stage.diagram,
        copied,
        x=known.x + shift.x(),
        y=known.y + shift.y(),
        width=known.width,
        height=known.height,
        side=known.side,
        offset=known.offset,
        bends=tuple(Point(bend.x + shift.x(), bend.y + shift.y()) for bend in known.bends),
        hidden=known.hidden,
    )
