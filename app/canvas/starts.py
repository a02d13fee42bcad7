"""Where something new begins that the keyboard makes: beside what is selected, in it, or joined with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.gestures.create import host_at
from app.gestures.growing import BELOW, RIGHT, Start, held_in, lines_on, places_on
from app.gestures.move import holders
from app.gestures.placing import HOLDERS
from core.diagram.places import BORDER, LINES
from core.diagram.room import Way, apart_from
from core.model import Element, HardwareInterface, Id, Port, Zone
from core.model.joining import can_start

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


def at_point(canvas: Canvas, point: QPointF) -> Start:
    """Exactly where a person pointed; ports and the like belong to the shape there."""
    kinds = (Port.kind, HardwareInterface.kind)
    hosts = (host for kind in kinds if (host := host_at(canvas, kind, point)) is not None)
    return Start(point, places_on(canvas), host=next(hosts, None), exact=True)


def near_selection(canvas: Canvas, *, inside: bool = False) -> Start:
    """Beside the one shape selected, or in it; a zone is a place, so that what is made there lies in it.

    With nothing selected it is the middle of the view.
    """
    places = places_on(canvas)
    middle = canvas.mapToScene(canvas.viewport().rect().center())
    chosen = selected_shape(canvas)
    item = canvas.scene_shown.find(chosen.id) if chosen is not None else None
    if chosen is None or item is None:
        return Start(middle, places, lines=lines_on(canvas))
    if isinstance(chosen, Zone) or (inside and isinstance(chosen, HOLDERS)):
        return Start(item.outline().center(), places, holder=chosen.id, host=chosen, lines=lines_on(canvas))
    holder = held_in(canvas, chosen.id)
    return Start(middle, places, chosen.id, holder=holder, host=chosen, lines=lines_on(canvas), reading=True)


def joined_with(canvas: Canvas, source_id: Id, way: Way = RIGHT, *, inward: bool = False) -> Start | None:
    """Beside an element, with a line from it, or inward a line to it; None where no line can meet it."""
    source = canvas.snapshot().get(source_id)
    if source is None or not can_start(source):
        return None
    shape = source.owner if isinstance(source, BORDER) and source.owner else source_id
    return Start(
        QPointF(),
        places_on(canvas),
        shape,
        way,
        apart_from(way),
        source=source,
        inward=inward,
        holder=held_in(canvas, shape),
        host=source,
        lines=lines_on(canvas),
    )


def beside(canvas: Canvas, element: Element, joined: tuple[Id, bool] | None, way: Way = BELOW) -> Start:
    """Beside an element, part of the same; `joined` names what the element was joined with, and how."""
    snapshot, places = canvas.snapshot(), places_on(canvas)
    if isinstance(element, BORDER):
        return Start(QPointF(), places, element.owner, way, host=snapshot.get(element.owner))
    source, inward = joined or ("", False)
    return Start(
        QPointF(),
        places,
        element.id,
        way,
        source=snapshot.get(source),
        inward=inward,
        holder=held_in(canvas, element.id),
        lines=lines_on(canvas),
        reading=joined is None and way == BELOW,
    )


def surrounding(canvas: Canvas, start: Start) -> Element | None:
    """What something new will stand beside, or else in."""
    snapshot = canvas.snapshot()
    if start.exact:
        return next((snapshot.get(one) for area, one in holders(canvas) if area.contains(start.point)), None)
    return snapshot.get(start.beside or start.holder or "")


def selected_shape(canvas: Canvas) -> Element | None:
    """The one shape selected; the shape around a port or an interface for that."""
    element = canvas.snapshot().get(canvas.selection[0]) if len(canvas.selection) == 1 else None
    if isinstance(element, BORDER):
        element = canvas.snapshot().get(element.owner)
    return None if isinstance(element, LINES) else element
