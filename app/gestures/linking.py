"""Pasting as a link: the same elements drawn on another diagram, with what lies in them."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.gestures.clip import Clip
from app.gestures.copying import frame_of, place_as_copied, shift_to, shown_of
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

    shift = _into_holder(stage, clip, fresh) or shift_to(stage, clip, fresh, middle)

    def apply(edit: Editor) -> None:
        for number, one in enumerate(fresh):
            if clip.placement(one.id) is None:
                put(edit, stage.diagram, one.id, x=middle.x(), y=middle.y() + number * 72)
        for element in clip.model:
            known = clip.placement(element.id)
            wanted = element.id in snapshot and not isinstance(element, TextNote)
            if known is None or not wanted or placement_of(snapshot, stage.diagram.id, element.id):
                continue
            place_as_copied(edit, stage, element.id, known, shift)

    if not stage.commit(_("Paste {what} as a link").format(what=counted(fresh)), apply):
        return ()
    stage.select(heads)
    return heads


def _into_holder(stage: Stage, clip: Clip, fresh: list[Element]) -> QPointF | None:
    """How far shapes are moved to lie in free room in what they are part of, where that is drawn here.

    None where they were taken off this diagram, for then they come back to where they were.
    """
    holders = {_drawn_holder(stage, one) for one in fresh}
    holder = holders.pop() if len(holders) == 1 else None
    item = stage.scene_shown.find(holder) if holder is not None else None
    if item is None or clip.diagram == stage.diagram.id:
        return None
    frame, middle = frame_of(clip, fresh), item.outline().center()
    room = room_of(stage.snapshot(), places_on(stage), holder)
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
