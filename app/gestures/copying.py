"""Shapes drawn once more, with what lies in them and what they own: duplicated, or pasted as a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QPointF

from app.canvas.tools import SHOWN_BY_HAND
from app.gestures.clip import Clip, clip_of
from app.gestures.company import company
from app.gestures.gesture import Stage, snapped
from app.gestures.move import holder_at
from app.gestures.placing import counted, put, settle_in
from core.diagram.sizes import default_size
from core.ground.words import _
from core.model import Edge, Editor, Element, Id, Location, Placement, Point, Snapshot, TextNote
from core.model.copying import copy_into

_BESIDE = QPointF(24, 24)
"""How far from its original, or from the copy before, a copy on the same diagram lies, in px."""

_NUMBERED = re.compile(r"(.*\D)(\d+)")
"""A name that ends in a number, which copies go on counting: the copy of PLC 01 is PLC 02."""


def clip_on(stage: Stage, element_ids: Iterable[Id]) -> Clip:
    """What a copy of shapes of this diagram takes along."""
    heads = list(element_ids)
    return clip_of(stage.snapshot(), heads, company(stage, heads), stage.diagram.id)


def duplicate(stage: Stage, element_ids: Iterable[Id]) -> tuple[Id, ...]:
    """Draw shapes once more beside themselves, as one change; the ids of the new ones."""
    clip = clip_on(stage, element_ids)
    chosen = shown_of(stage, clip)
    if clip.heads and not chosen:
        stage.say(_("{what}: no shape of its own here, so nothing to duplicate").format(what=_heads(clip)))
        return ()
    return _copy(stage, clip, chosen, _("Duplicate {what}"), _apart(stage, clip, chosen, _BESIDE))


def paste(stage: Stage, clip: Clip, middle: QPointF) -> tuple[Id, ...]:
    """Draw copies of shapes, beside them where they are drawn here, else around a place."""
    chosen = shown_of(stage, clip)
    if not chosen:
        stage.say(_("What was copied cannot be drawn on this diagram"))
        return ()
    shift = _BESIDE if clip.diagram == stage.diagram.id else shift_to(clip, middle)
    return _copy(stage, clip, chosen, _("Paste {what}"), _apart(stage, clip, chosen, shift))


def shown_of(stage: Stage, clip: Clip) -> list[Element]:
    """What of a clip the diagram can show as shapes."""
    kinds = (*SHOWN_BY_HAND[stage.diagram.diagram], TextNote)
    found = (clip.model[element_id] for element_id in clip.heads)
    return [element for element in found if isinstance(element, kinds)]


def shift_to(clip: Clip, middle: QPointF) -> QPointF:
    """How far what was copied is moved so that its upper left corner comes to lie at a place."""
    places = [place for one in clip.heads if (place := clip.placement(one)) is not None]
    left, top = min((p.x for p in places), default=0.0), min((p.y for p in places), default=0.0)
    return QPointF(snapped(middle.x() - left), snapped(middle.y() - top))


def place_as_copied(edit: Editor, stage: Stage, element_id: Id, known: Placement, shift: QPointF) -> None:
    """Put an element where another one stood, so much further on; it is not locked."""
    put(
        edit,
        stage.diagram,
        element_id,
        x=known.x + shift.x(),
        y=known.y + shift.y(),
        width=known.width,
        height=known.height,
        side=known.side,
        offset=known.offset,
        bends=tuple(Point(bend.x + shift.x(), bend.y + shift.y()) for bend in known.bends),
        hidden=known.hidden,
        order=known.order,
    )


def _copy(stage: Stage, clip: Clip, chosen: list[Element], label: str, shift: QPointF) -> tuple[Id, ...]:
    if not chosen:
        return ()
    elsewhere = clip.diagram != stage.diagram.id
    made: list[Id] = []

    def apply(edit: Editor) -> None:
        made.clear()
        before = edit.snapshot
        new = copy_into(edit, _with_inner(clip, chosen), clip.model)
        for number, one in enumerate(chosen):
            copied = new[one.id]
            made.append(copied)
            edit.set(copied, **_settled(before, one))
            if clip.placement(one.id) is None:
                put(edit, stage.diagram, copied, x=shift.x(), y=shift.y() + number * 72)
        for old, copied in new.items():
            _belong(edit, stage, copied, set(new.values()))
            known = clip.placement(old)
            if known is not None:
                place_as_copied(edit, stage, copied, known, shift)
        for one in chosen if elsewhere else ():
            _settle(edit, stage, new[one.id], clip.placement(one.id), shift)

    if not stage.commit(label.format(what=counted(chosen)), apply):
        return ()
    stage.select(made)
    return tuple(made)


def _heads(clip: Clip) -> str:
    return counted([clip.model[one] for one in clip.heads])


def _apart(stage: Stage, clip: Clip, chosen: list[Element], shift: QPointF) -> QPointF:
    """The shift, and so much more that no copy hides the one that was put there before it."""
    snapshot = stage.snapshot()
    taken = {(one.x, one.y) for one in snapshot.owned(stage.diagram.id, Placement) if one.side is None}
    stood = [(known.x, known.y) for one in chosen if (known := clip.placement(one.id)) is not None]
    while any((x + shift.x(), y + shift.y()) in taken for x, y in stood):
        shift = shift + _BESIDE
    return shift


def _with_inner(clip: Clip, chosen: list[Element]) -> tuple[Id, ...]:
    """The shapes, and all that lies in them; of shapes that cannot be drawn here nothing."""
    if len(chosen) == len(clip.heads):
        return clip.whole
    return tuple(one.id for one in chosen)


def _settle(edit: Editor, stage: Stage, copied: Id, known: Placement | None, shift: QPointF) -> None:
    """Make a copy that came from elsewhere part of what it is put into."""
    element = edit.get(copied)
    if element is None or isinstance(element, Location | TextNote):
        return
    wide, high = default_size(element)
    corner = QPointF(known.x, known.y) if known is not None else QPointF(0, 0)
    if known is not None and known.width and known.height:
        wide, high = known.width, known.height
    middle = corner + shift + QPointF(wide / 2, high / 2)
    settle_in(edit, copied, holder_at(stage, element, middle))


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
