"""Putting new elements on a drawing: by a click with a tool, or by typing a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.company import company
from app.gestures.enclosing import Standing, paint_taken, prospect, settle, sides_of, standing, taken_in
from app.gestures.gesture import Gesture, Make, Stage, snapped
from app.gestures.growing import places_on
from app.gestures.locking import is_locked
from app.gestures.move import heads, holder_at, shift_placements
from app.gestures.placing import HOLDERS, add_named, fits_in, put, settle_in
from app.gestures.slide import nearest
from app.theme import colour
from core.diagram.display import Rect
from core.diagram.forms import PARTS
from core.diagram.room import place_at, room_of
from core.diagram.sizes import HEADER, PADDING, default_size, least_size
from core.ground.words import _
from core.model import (
    KINDS,
    Bus,
    Direction,
    Editor,
    Element,
    Firmware,
    Id,
    Location,
    Port,
    TextNote,
    Zone,
)

_DRAG = 24.0
"""A press that is dragged further than this draws the size of the shape."""


class Create(Gesture):
    """A new element of one kind; dragged, it takes the size of the band."""

    def __init__(self, stage: Stage, kind: str, start: QPointF) -> None:
        super().__init__(stage)
        self._kind = kind
        self._area = QRectF(start, start)
        self._start = start
        self._known = standing(stage) if issubclass(KINDS[kind], HOLDERS) else ()
        self._taken: list[Standing] = []

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stretch the shape."""
        del modifiers
        self._area = QRectF(self._start, point).normalized()
        self._taken = _inside(self.stage, self._kind, self._area, self._known)[1]
        self.stage.say(prospect(self._taken))

    def end(self) -> None:
        """Add it, and put the caret into its name."""
        short, long = sorted((self._area.width(), self._area.height()))
        # A bus has a length alone, all others take the size of the band in both ways.
        dragged = long > _DRAG and (short > _DRAG or self._kind == Bus.kind)
        self.stage.say("")
        add_element(self.stage, self._kind, self._start, self._area if dragged else None)

    def cancel(self) -> None:
        """Add nothing."""
        self.stage.say("")

    def paint(self, painter: QPainter, scale: float) -> None:
        """The shape under way, and what it takes in."""
        taken = (one.element for one in self._taken)
        paint_taken(painter, self.stage.scene_shown, taken, scale)
        painter.setPen(QPen(colour("ghost.border"), 1.5 / scale, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self._area, 6, 6)


def add_element(
    stage: Stage, kind: str, point: QPointF, area: QRectF | None = None, name: str = ""
) -> Id | None:
    """Add an element at a point, as part of what is there; without a name it is asked for where it stands.

    A zone takes in what has its middle in it, and whatever else can hold shapes what it was dragged around.
    The id is that of an element added with a name; one that is still to be named has none yet.
    """
    if kind in PARTS:
        host = host_at(stage, kind, point)
        if host is None:
            stage.say(_("Click the shape that it belongs to"))
            return None
        return add_part(stage, kind, host, point, name)

    room = _area(kind, point, area)
    around = issubclass(KINDS[kind], HOLDERS if area is not None else Zone)
    inside, taken = _inside(stage, kind, room, standing(stage) if around else ())

    def make(edit: Editor) -> Id:
        made = _add_shape(edit, stage, kind, name, room, inside)
        settle(edit, taken, made)
        return made

    def label(words: str) -> str:
        return _("Add {name}").format(name=words if words and kind != "note" else _(kind))

    return _added(stage, make, label, name)


def add_part(stage: Stage, kind: str, host: Element, point: QPointF, name: str = "") -> Id | None:
    """Add a port, an interface or firmware to its host; on the border it lies nearest to the point."""

    def make(edit: Editor) -> Id:
        return _add_to(edit, stage, kind, host, point, name)

    def label(words: str) -> str:
        what = words if words and kind != "firmware" else kind
        return _("Add {kind} to {name}").format(kind=what, name=host.name or _(host.kind))

    return _added(stage, make, label, name)


def zone_around(stage: Stage, element_ids: Iterable[Id]) -> None:
    """Add a zone around shapes, which become its members; of others it says that they fit in none.

    What lies in one of them stays there, and the zone lies in whatever holds all of them. Where it would
    cover what is no member it is drawn closer; where that does not help, it goes with its members to the
    free room nearest to them.
    """
    members = [element for element in heads(stage, element_ids) if fits_in(element, Zone(id="zone"))]
    inner = company(stage, (element.id for element in members))
    frame = QRectF()
    for element in members:
        item = stage.scene_shown.find(element.id)
        if item is not None:
            frame = frame.united(item.outline())
    if frame.isEmpty():
        stage.say(_("Nothing of what is selected can lie in a zone"))
        return

    area, shift = _room_around(stage, frame, inner)

    def make(edit: Editor) -> Id:
        shift_placements(edit, stage, inner, shift.x(), shift.y())
        zone = _add_shape(edit, stage, "zone", "", area, inner)
        for element in members:
            settle_in(edit, element.id, edit.get(zone))
        return zone

    count = _("Add a zone around {count} elements").format(count=len(members))
    stage.add(make, lambda _words: count)


def _room_around(stage: Stage, frame: QRectF, inner: Collection[Id]) -> tuple[QRectF, QPointF]:
    """Where a zone around a frame covers nothing but what is `inner`, and how far that has to move for it."""
    wide = frame.adjusted(-24, -40, 24, 24)
    holder = holder_at(stage, _blank(Zone.kind), wide.center(), inner)
    places = [place for place in places_on(stage) if place.element not in inner]
    room = room_of(stage.snapshot(), places, holder.id if holder is not None else None)
    margin, least = PADDING[Zone.kind], least_size(stage.snapshot(), Zone(id="", name="Zone 10"))
    for area in (wide, frame.adjusted(-margin, -HEADER[Zone.kind], margin, margin)):
        if room.free(Rect(area.x(), area.y(), max(area.width(), least[0] + 8), area.height())):
            return area, QPointF(0, 0)
    if any(is_locked(stage.snapshot(), stage.diagram.id, one) for one in inner):
        return wide, QPointF(0, 0)
    found = place_at(room, wide.center().x(), wide.center().y(), (wide.width(), wide.height()))
    return QRectF(found.x, found.y, found.width, found.height), QPointF(
        found.x - wide.x(), found.y - wide.y()
    )


def host_at(stage: Stage, kind: str, point: QPointF) -> Element | None:
    """The innermost shape at a point to which a port, an interface or firmware can belong."""
    snapshot = stage.snapshot()
    found = (snapshot.get(item.element) for item in stage.scene_shown.all_at(point))
    return next((one for one in found if one is not None and one.kind in KINDS[kind].owners), None)


def _added(stage: Stage, make: Make, label: Callable[[str], str], name: str) -> Id | None:
    if not name:
        stage.add(make, label)
        return None
    made: list[Id] = []
    if not stage.commit(label(name), lambda edit: made.append(make(edit))):
        return None
    stage.select(made)
    return made[0]


def _area(kind: str, point: QPointF, area: QRectF | None) -> QRectF:
    if area is not None:
        return area
    wide, high = default_size(_blank(kind))
    return QRectF(snapped(point.x() - wide / 2), snapped(point.y() - high / 2), wide, high)


def _inside(
    stage: Stage, kind: str, area: QRectF, known: Sequence[Standing]
) -> tuple[set[Id], list[Standing]]:
    """Those of the shapes known that lie in an area, and what of them something new over it takes in."""
    sides = sides_of(area)
    blank = _blank(kind)
    inside = [one for one in known if one.lies_in(blank, sides)]
    apart = {one.element.id for one in inside}
    holder = holder_at(stage, blank, area.center(), apart)
    return apart, taken_in(inside, blank, holder.id if holder is not None else None, area)


def _blank(kind: str) -> Element:
    return KINDS[kind](id="")


def _add_shape(
    edit: Editor, stage: Stage, kind: str, name: str, area: QRectF, apart_from: Iterable[Id] = ()
) -> Id:
    """Add a shape to the model and the drawing, as part of what is at its middle apart from some."""
    element = add_named(edit, stage.diagram, kind, name)
    if not isinstance(element, Location | TextNote):
        settle_in(edit, element.id, holder_at(stage, element, area.center(), apart_from))
    put(edit, stage.diagram, element.id, x=area.x(), y=area.y(), width=area.width(), height=area.height())
    return element.id


def _add_to(edit: Editor, stage: Stage, kind: str, host: Element, point: QPointF, name: str) -> Id:
    if kind == Firmware.kind:
        return edit.new(Firmware, owner=host.id, name=_("firmware"), version=name).id
    facts = {"direction": Direction.BOTH} if kind == Port.kind else {}
    made = edit.new(KINDS[kind], owner=host.id, name=name, **facts)
    item = stage.scene_shown.find(host.id)
    if item is not None:
        side, offset = nearest(item.outline(), point)
        put(edit, stage.diagram, made.id, side=side, offset=offset)
    return made.id
