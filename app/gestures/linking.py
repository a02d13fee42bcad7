"""Pasting as a link: the same elements drawn on another diagram, with what lies in them."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.gestures.clip import Clip
from app.gestures.copying import frame_of, head_of, place_as_copied, shown_of
from app.gestures.gesture import Stage, snapped
from app.gestures.growing import places_on
from app.gestures.placing import counted, placement_of, put
from core.diagram.room import place_at, room_of
from core.ground.words import _
from core.model import Editor, Element, Id, Location, TextNote
from core.model.zoning import zone_of


def paste_link(stage: Stage, clip: Clip, middle: QPointF) -> tuple[Id, ...]:
    """Draw what was copied once more, here, around a place; the model has nothing new but where it stands.

    What is drawn here already stays where it is; it is selected with the others.
    """
    snapshot = stage.snapshot()
    chosen = [one for one in shown_of(stage, clip) if _belongs(stage, one)]
    if not chosen:
        known = any(one in snapshot for one in clip.heads)
        stage.say(
            _("What was copied cannot be drawn on this diagram")
            if known
            else _("What was copied is not in this project; it can be pasted as a copy")
        )
        return ()
    fresh = [one for one in chosen if placement_of(snapshot, stage.diagram.id, one.id) is None]
    heads = tuple(one.id for one in chosen)
    if not fresh:
        stage.select(heads)
        stage.say(_("{what}: drawn here already").format(what=counted(chosen)))
        return heads

    together: dict[Id | None, list[Element]] = {}
    for one in fresh:
        together.setdefault(_drawn_holder(stage, one), []).append(one)
    shifts = {
        one.id: shift
        for holder, heads_in_it in together.items()
        for shift in (_free_place(stage, clip, holder, heads_in_it, middle),)
        for one in heads_in_it
    }

    def apply(edit: Editor) -> None:
        for number, one in enumerate(fresh):
            if clip.placement(one.id) is None:
                shift = shifts[one.id]
                put(edit, stage.diagram, one.id, x=shift.x(), y=shift.y() + number * 72)
        for element in clip.model:
            known = clip.placement(element.id)
            wanted = element.id in snapshot and not isinstance(element, TextNote)
            if known is None or not wanted or placement_of(snapshot, stage.diagram.id, element.id):
                continue
            shift = shifts.get(head_of(clip, element), QPointF(0, 0))
            place_as_copied(edit, stage, element.id, known, shift)

    if not stage.commit(_("Paste {what} as a link").format(what=counted(fresh)), apply):
        return ()
    stage.select(heads)
    return heads


def _free_place(
    stage: Stage, clip: Clip, holder: Id | None, fresh: list[Element], middle: QPointF
) -> QPointF:
    """How far shapes are moved to lie in free room in what they are part of here, and else in no zone.

    A link changes nothing in the model, so it never lies in a zone of which it is no part. What was taken
    off this diagram comes back to where it was, if there is room.
    """
    frame = frame_of(clip, fresh)
    item = stage.scene_shown.find(holder) if holder is not None else None
    if clip.diagram == stage.diagram.id:
        middle = QPointF(frame.centre.x, frame.centre.y)
    elif item is not None and not item.outline().contains(middle):
        middle = item.outline().center()
    room = room_of(stage.snapshot(), places_on(stage), holder)
    if room.free(frame) and clip.diagram == stage.diagram.id:
        return QPointF(0, 0)
    found = place_at(room, middle.x(), middle.y(), (frame.width, frame.height))
    return QPointF(snapped(found.x - frame.x), snapped(found.y - frame.y))


def _drawn_holder(stage: Stage, element: Element) -> Id | None:
    """What the drawing will show around an element."""
    snapshot = stage.snapshot()
    around = (*snapshot.owners(element), zone_of(snapshot, element))
    drawn = (one.id for one in around if one is not None and stage.scene_shown.find(one.id) is not None)
    return next(drawn, None)


def is_away(stage: Stage, clip: Clip) -> bool:
    """Whether all that was copied is in the model, and none of it drawn here."""
    snapshot = stage.snapshot()
    return all(
        one in snapshot and placement_of(snapshot, stage.diagram.id, one) is None for one in clip.heads
    )


def _belongs(stage: Stage, element: Element) -> bool:
    """Whether an element can be drawn here as the one it is."""
    if element.id not in stage.snapshot() or isinstance(element, TextNote):
        return False
    return not isinstance(element, Location) or element.owner == stage.diagram.owner
