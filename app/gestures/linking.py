"""Pasting as a link: the same elements drawn on another diagram, with what lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF

from app.gestures.clip import Clip
from app.gestures.copying import frame_of, head_of, place_as_copied, shown_of
from app.gestures.gesture import Stage, snapped
from app.gestures.growing import places_on
from app.gestures.placing import counted, placement_of, put, settle_in
from core.diagram.display import Rect
from core.diagram.room import place_at, room_of
from core.ground.words import _
from core.model import Editor, Element, Id, Location, Snapshot, TextNote, Zone
from core.model.zoning import zone_of


def paste_link(stage: Stage, clip: Clip, middle: QPointF, into: Zone | None = None) -> tuple[Id, ...]:
    """Draw what was copied once more, here, around a place; the model has nothing new but where it stands.

    What is drawn here already stays where it is; it is selected with the others. With `into` it moves to
    that zone, which is a change of the model.
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

    shifts = _shifts(stage, clip, fresh, middle, into)

    def apply(edit: Editor) -> None:
        for one in fresh if into is not None else ():
            settle_in(edit, one.id, into)
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

    label = _("Move {what} into {name}") if into is not None else _("Paste {what} as a link")
    if not stage.commit(label.format(what=counted(fresh), name=into.name if into else ""), apply):
        return ()
    stage.select(heads)
    return heads


def _shifts(
    stage: Stage, clip: Clip, fresh: Iterable[Element], middle: QPointF, into: Zone | None
) -> dict[Id, QPointF]:
    """How far each of the shapes goes; those of one zone or container stay together."""
    together: dict[Id | None, list[Element]] = {}
    for one in fresh:
        together.setdefault(into.id if into else _drawn_holder(stage, one), []).append(one)
    shifts: dict[Id, QPointF] = {}
    for holder, members in together.items():
        shift = _free_place(stage, clip, holder, members, middle)
        shifts |= {one.id: shift for one in members}
    return shifts


def _free_place(
    stage: Stage, clip: Clip, holder: Id | None, fresh: list[Element], middle: QPointF
) -> QPointF:
    """How far shapes are moved to lie in free room in what they are part of here, and else in no zone.

    A link changes nothing in the model, so it never lies in a zone of which it is no part. What was taken
    off this diagram comes back to where it was, if there is room.
    """
    frame = frame_of(clip, fresh)
    item = stage.scene_shown.find(holder) if holder is not None else None
    here = clip.diagram == stage.diagram.id and (item is None or _covers(item.outline(), frame))
    if here:
        middle = QPointF(frame.centre.x, frame.centre.y)
    elif item is not None and not item.outline().contains(middle):
        middle = item.outline().center()
    ours = {one.id for one in fresh}
    snapshot = stage.snapshot()
    places = [one for one in places_on(stage) if ours.isdisjoint(_around(snapshot, snapshot[one.element]))]
    room = room_of(stage.snapshot(), places, holder)
    if here and room.free(frame):
        return QPointF(0, 0)
    found = place_at(room, middle.x(), middle.y(), (frame.width, frame.height))
    return QPointF(snapped(found.x - frame.x), snapped(found.y - frame.y))


def _covers(area: QRectF, frame: Rect) -> bool:
    return area.contains(frame.centre.x, frame.centre.y)


def _drawn_holder(stage: Stage, element: Element) -> Id | None:
    """What the drawing will show around an element."""
    drawn = (one for one in _around(stage.snapshot(), element) if stage.scene_shown.find(one) is not None)
    return next(drawn, None)


def _around(snapshot: Snapshot, element: Element) -> Iterator[Id]:
    """What an element lies in by the facts of the model, the innermost first."""
    yield from (one.id for one in snapshot.owners(element))
    zone = zone_of(snapshot, element)
    while zone is not None:
        yield zone.id
        zone = zone_of(snapshot, zone)


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
