"""Dragging shapes: they snap to the grid and to their neighbours, and drop into zones and containers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.gestures.carrying import MANY, Carried, lines_of
from app.gestures.company import company
from app.gestures.enclosing import area_of, paint_taken
from app.gestures.following import grounds_without, home_of
from app.gestures.gesture import Gesture, Stage, Upshot
from app.gestures.hints import paint_hints
from app.gestures.landing import paint_landing
from app.gestures.locking import free
from app.gestures.placing import HOLDERS, counted, fits_in, placement_of, settle_in
from app.gestures.shifting import shift_shapes
from app.gestures.snapping import NEAR, Hint, Neighbours, attracted
from core.diagram.places import SHAPES
from core.ground.words import _
from core.model import Component, Editor, Element, Id, Node, Zone

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

_TOLD = 100
"""Of more shapes that each follow their own middle it is told once they are let go where they land."""

_STRIP = 256.0
"""Holders are looked for in upright strips so wide, in px of the drawing."""


class Move(Gesture):
    """Shapes under the pointer, with everything that lies in them, locked or not, and the notes on them."""

    def __init__(self, stage: Stage, element_ids: Iterable[Id], start: QPointF) -> None:
        super().__init__(stage)
        snapshot = stage.snapshot()
        scene = stage.scene_shown
        self._heads = free(stage, heads(stage, element_ids))
        self._all = company(stage, (element.id for element in self._heads))
        self._start = start
        self._shift = QPointF(0, 0)
        self._hints: tuple[Hint, ...] = ()
        self._frame = _frame_of(scene, [element.id for element in self._heads])
        self._target: Element | None = None
        self._parents = {element.id: _parent(scene, element.id) for element in self._heads}
        self._holders: dict[int, list[tuple[float, float, float, float, Id]]] = {}
        for (left, top, right, bottom), element_id in _holders(stage, self._all):
            entry = (left, top, right, bottom, element_id)
            for strip in range(int(left // _STRIP), int(right // _STRIP) + 1):
                self._holders.setdefault(strip, []).append(entry)
        self._origin = self._holder_at(start)[0]
        self._areas = {one.id: area_of(scene.items_by_id[one.id].item) for one in self._heads}
        self._homes: dict[Id, Id | None] = {}
        self._grounds = grounds_without(stage, self._all)
        self._upshot = Upshot()
        many = len(self._all) > MANY or len(lines_of(snapshot, self._all)) > MANY
        self._carried = Carried(scene, snapshot, self._all) if many else None
        self._neighbours = None if many else Neighbours(stage, self._all)

    @property
    def empty(self) -> bool:
        """Whether there is nothing that can be dragged."""
        return not self._heads

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer; with Alt neither neighbours nor the grid attract."""
        shift = point - self._start
        loose = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        self._shift, self._hints = (self._whole(shift), ()) if loose else self._attracted(shift)
        self._target, misfit = self._holder_at(point)
        self._homes = dict(self._new_homes()) if len(self._heads) <= _TOLD else {}
        entered = self._entered()
        one = entered[0] if len(entered) == 1 and self._carried is None else None
        self.stage.scene_shown.mark_target(one)
        if self._carried is not None:
            self.stage.carry(self._carried.elements)
        else:
            self.stage.scene_shown.mark_ghosts(self._all)
            self._upshot = self.stage.preview(self._apply)
        self.stage.say(" · ".join(filter(None, (*self._prospects(misfit), self._upshot.words))))

    def end(self) -> None:
        """Leave the shapes where they are."""
        self.stage.scene_shown.mark_target(None)
        self.stage.scene_shown.mark_ghosts(())
        self.stage.say("")
        if self._shift.isNull():
            self.stage.preview(None)
            return
        self._homes = dict(self._new_homes())
        self.stage.commit(_("Move {what}").format(what=counted(self._heads)), self._apply)

    def paint(self, painter: QPainter, scale: float) -> None:
        """What takes the shapes and what attracts them, and the shapes themselves where there are many."""
        if self._carried is not None:
            self._carried.paint(painter, self._shift)
        for home in self._entered():
            item = self.stage.scene_shown.find(home)
            if item is not None:
                words = _("Drop into {name}").format(name=self.stage.snapshot()[home].name)
                paint_landing(painter, item.outline(), words, scale)
        paint_taken(painter, self.stage.scene_shown, self._upshot.taken, scale)
        paint_hints(painter, self._hints, scale)

    def _entered(self) -> list[Id]:
        """What would take shapes that were not part of it."""
        return [one for one in dict.fromkeys(self._homes.values()) if one is not None]

    def _apply(self, edit: Editor) -> None:
        dx, dy = self._shift.x(), self._shift.y()
        shift_placements(edit, self.stage, self._all, dx, dy)
        for element_id, home in self._homes.items():
            settle_in(edit, element_id, edit.get(home) if home is not None else None)

    def _new_homes(self) -> Iterator[tuple[Id, Id | None]]:
        """What shapes become part of that were part of something else.

        A component or node takes what the pointer leads into it. A zone is a ground: each shape belongs to
        the zone in which its own middle lies. Of several, those stay in their component that are not led out.
        """
        led = len(self._heads) == 1 or self._target is not self._origin
        into = self._target if led and not isinstance(self._target, Zone) else None
        for element in self._heads:
            parent = self._parents[element.id]
            held = isinstance(self.stage.snapshot().get(parent or ""), Component | Node)
            if into is None and held and not led:
                continue
            if into is not None:
                home: Id | None = into.id
            else:
                here, shift = None if held else parent, (self._shift.x(), self._shift.y())
                home = home_of(self._grounds, element, here, self._areas[element.id], shift)
            if home != parent:
                yield element.id, home

    def _holder_at(self, point: QPointF) -> tuple[Element | None, Element | None]:
        """The innermost holder at a point that takes the shapes, and one further in that does not."""
        misfit = None
        for holder in self._holders_at(point):
            if all(fits_in(element, holder) for element in self._heads):
                return holder, misfit
            misfit = misfit or holder
        return None, misfit

    def _holders_at(self, point: QPointF) -> Iterator[Element]:
        """What is drawn around a point, the innermost first, as it was: a holder grows with what is in it."""
        snapshot = self.stage.snapshot()
        x, y = point.x(), point.y()
        for left, top, right, bottom, element_id in self._holders.get(int(x // _STRIP), ()):
            if left <= x <= right and top <= y <= bottom:
                holder = snapshot.get(element_id)
                if holder is not None:
                    yield holder

    def _prospects(self, misfit: Element | None) -> Iterator[str]:
        """What dropping here would mean beside the move."""
        if misfit is not None:
            what, name = counted(self._heads), misfit.name or _(misfit.kind)
            yield _("{what} cannot lie in {name}").format(what=what, name=name)
            return
        for home in dict.fromkeys(self._homes.values()):
            if home is not None:
                yield _("Drop into {name}").format(name=self.stage.snapshot()[home].name)
            else:
                yield _("Drop outside of every zone and container")

    def _whole(self, shift: QPointF) -> QPointF:
        """The shift with which the shapes come to lie on whole px: a screen shows parts of one."""
        left, top = self._frame.left(), self._frame.top()
        return QPointF(round(left + shift.x()) - left, round(top + shift.y()) - top)

    def _attracted(self, shift: QPointF) -> tuple[QPointF, tuple[Hint, ...]]:
        """Where the shapes come to lie, and why there; many follow the grid alone."""
        frame = self._frame.translated(shift)
        neighbours = self._neighbours.of(frame) if self._neighbours is not None else ()
        found = attracted(frame, neighbours, NEAR / self.stage.scale_now())
        return shift + found.shift, found.hints


def heads(stage: Stage, element_ids: Iterable[Id]) -> list[Element]:
    """The shapes among these that move by themselves: placed here, and in none of the others."""
    snapshot, chosen = stage.snapshot(), set(element_ids)
    return [
        element
        for element_id in sorted(chosen)
        if isinstance(element := snapshot.get(element_id), SHAPES)
        and not any(owner in chosen for owner in _around(stage.scene_shown, element_id))
        and placement_of(snapshot, stage.diagram.id, element_id) is not None
    ]


def holders(stage: Stage, apart_from: Iterable[Id] = ()) -> list[tuple[QRectF, Id]]:
    """The zones, components and nodes that are drawn, the innermost first."""
    return [
        (QRectF(left, top, right - left, bottom - top), element_id)
        for (left, top, right, bottom), element_id in _holders(stage, apart_from)
    ]


def _holders(stage: Stage, apart_from: Iterable[Id]) -> list[tuple[tuple[float, float, float, float], Id]]:
    """The same, each by its sides: Qt's rectangles are slow to make and to ask where there are thousands."""
    left_out, elements = set(apart_from), stage.snapshot().elements
    found = [
        (-item.item.depth, element_id, item.sides())
        for element_id, item in stage.scene_shown.shapes.items()
        if element_id not in left_out and isinstance(elements.get(element_id), HOLDERS)
    ]
    return [(sides, element_id) for _depth, element_id, sides in sorted(found)]


def holder_at(
    stage: Stage, element: Element, point: QPointF, apart_from: Iterable[Id] = ()
) -> Element | None:
    """The innermost holder at a point in which an element can lie, apart from some."""
    snapshot = stage.snapshot()
    for area, element_id in holders(stage, apart_from):
        holder = snapshot.get(element_id)
        if area.contains(point) and holder is not None and fits_in(element, holder):
            return holder
    return None


def shift_placements(edit: Editor, stage: Stage, element_ids: Iterable[Id], dx: float, dy: float) -> None:
    """Move the placements of shapes, and the bends of lines that run between them."""
    shift_shapes(edit, stage.snapshot(), stage.diagram.id, element_ids, (dx, dy))


def _around(scene: DiagramScene, element_id: Id) -> Iterator[Id]:
    """The shapes around a shape, the nearest first."""
    parent = _parent(scene, element_id)
    while parent is not None:
        yield parent
        parent = _parent(scene, parent)


def _parent(scene: DiagramScene, element_id: Id) -> Id | None:
    known = scene.find(element_id)
    return None if known is None else known.item.parent


def _frame_of(scene: DiagramScene, element_ids: Iterable[Id]) -> QRectF:
    frame = QRectF()
    for element_id in element_ids:
        item = scene.find(element_id)
        if item is not None:
            frame = frame.united(item.outline())
    return frame
