"""The drawing area of one diagram: shows it, and does as a stage for gestures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas.afloat import Afloat
from app.canvas.asking import Asking
from app.canvas.brush import forget_colours
from app.canvas.chips import Chips
from app.canvas.creating import Creating
from app.canvas.drop import Drop
from app.canvas.hover import Hover
from app.canvas.keyboard import Keyboard
from app.canvas.lit import Lit
from app.canvas.opening import Drawn
from app.canvas.over import paint_over
from app.canvas.pointer import Pointer
from app.canvas.shape_item import ShapeItem
from app.canvas.showing import Showing
from app.canvas.telling import Telling
from app.canvas.tips import Tips
from app.canvas.tools import SELECT, tool_by_name
from app.canvas.view import View
from app.canvas.writing import Writing
from app.gestures.gesture import Apply, Gesture, Make, Upshot
from app.theme import colour
from core.diagram import Overlays
from core.ground.words import _
from core.model import Diagram, Id, Snapshot

if TYPE_CHECKING:
    from app.session.session import Session
    from core.project import Changed

_LARGE = 40
"""With more lines than this, what lies around waits while something is dragged, unsmoothed."""


class Canvas(View):
    """Shows a diagram of the session's project and lets people draw on it.

    Signals: `selected` with the ids selected here, `message` with words for the status line,
    `tool_changed` with the name of the tool taken up; `asked` with the id of an action that a tool needs,
    `menu` with what the menu wanted is about and its place on the screen, `redrawn`, `hovered` with the id
    of what the pointer is over, or None, `reason` with an element, its spot that is to be explained (a badge
    or heat) and the place. One that is not
    `drawable` is there to be looked at: nothing on it can be changed, and it has no drawing bar. `drawn`
    is a drawing of the diagram where one was worked out before.
    """

    selected = Signal(list)
    message = Signal(str)
    tool_changed = Signal(str)
    asked = Signal(str)
    menu = Signal(str, QPoint)
    reason = Signal(str, str, QPoint)
    hovered = Signal(object)
    redrawn = Signal()

    def __init__(
        self,
        session: Session,
        diagram_id: Id,
        parent: QWidget | None = None,
        *,
        drawable: bool = True,
        drawn: Drawn | None = None,
    ) -> None:
        showing = Showing(session, diagram_id, drawn)
        super().__init__(showing.scene, parent)
        self._showing = showing
        self.session = session
        self.diagram_id = diagram_id
        self._drawable = drawable
        self.selection: list[Id] = []
        self.tool = SELECT
        self.gesture: Gesture | None = None
        self.pointer = Pointer(self)
        self._drop = Drop(self)
        self.keyboard = Keyboard(self)
        self._writing = Writing(self)
        self.creating = Creating(self)
        self.asking = Asking(self)
        self.telling = Telling(self)
        self.chips = Chips(self)
        self.tips = Tips(self)
        self.hover = Hover(self)
        self.lit = Lit(self)
        # A viewport hands the keyboard on, and with it what is said of its own policy: so that comes first.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.afloat = Afloat(self)
        self.setAccessibleName(_("Diagram {name}").format(name=self.diagram.name))
        session.changed.connect(self._hear)
        session.leaving.connect(self._writing.keep)

    # What the window asks

    @property
    def diagram(self) -> Diagram:
        """The diagram that is drawn."""
        return self._showing.diagram

    @property
    def overlays(self) -> Overlays:
        """What is laid over the drawing."""
        return self._showing.overlays

    @property
    def writable(self) -> bool:
        """Whether the drawing can be changed."""
        project = self.session.project
        return self._drawable and project is not None and not project.read_only

    def select(self, element_ids: Iterable[Id]) -> None:
        """Select these elements, as far as they are drawn here."""
        self.chips.mark(wanted := dict.fromkeys(element_ids))
        chosen = list(filter(self.scene_shown.find, wanted))
        if chosen != self.selection:
            self.selection = chosen
            if chosen:
                self.telling.focus = chosen[-1]
            self.telling.tell()
            self.viewport().update()
        elif chosen:
            return
        # Nothing is told again: something may be selected elsewhere that is not drawn here.
        self.selected.emit(list(chosen))

    def reveal(self, element_id: Id) -> None:
        """Bring an element into view and select it."""
        item = self.scene_shown.find(element_id)
        if item is not None:
            self.show_areas((item.outline(),))
            self.select([element_id])

    def show_together(self, element_ids: Iterable[Id]) -> None:
        """Bring elements into view without selecting them; the first ones where not all fit."""
        self.show_areas(
            item.outline() for item in map(self.scene_shown.find, element_ids) if item is not None
        )

    def set_overlays(self, overlays: Overlays) -> None:
        """Lay what analyses found over the drawing."""
        if overlays != self.overlays:
            self._showing.show(overlays)
            self._after_drawing()

    def set_tool(self, name: str) -> None:
        """Take up a tool; what was under way is cancelled."""
        if tool_by_name(self.diagram.diagram, name) is None or not (self.writable or name == SELECT):
            return
        self.cancel()
        self.tool = name
        self.afloat.bar.show_tool(name)
        self.viewport().setCursor(
            Qt.CursorShape.ArrowCursor if name == SELECT else Qt.CursorShape.CrossCursor
        )
        self.tool_changed.emit(name)

    def restyle(self) -> None:
        """Take on the present theme."""
        forget_colours()
        self.afloat.restyle()
        self.setBackgroundBrush(colour("surface.canvas"))
        self.scene_shown.restyle()
        self.viewport().update()

    def do(self, name: str) -> None:
        """Do what a key does, by its name in the key map; of a way, which one follows a colon."""
        self.keyboard.do(name)

    # What gestures ask

    def snapshot(self) -> Snapshot:
        """The model without what a gesture has under way."""
        return self.session.snapshot()

    @property
    def snapshot_shown(self) -> Snapshot:
        """The model with what a gesture has under way."""
        return self._showing.snapshot

    def preview(self, apply: Apply | None, *, whole: bool = False) -> Upshot:
        """Show what the model would be, and tell what would come of it; None shows it as it is."""
        large = self.still.active
        changed = self._showing.preview(apply, large and not whole, words=not large or apply is None)
        if large:
            self.still.keep_apart(changed)
        self._after_drawing()
        return self._showing.upshot

    def carry(self, element_ids: set[Id]) -> None:
        """Leave to the gesture under way to paint these elements."""
        if self.gesture is not None:
            self.still.begin()
        if self.still.active:
            self.still.hide(element_ids)

    def commit(self, label: str, apply: Apply, words: str = "", run: str = "") -> bool:
        """Do it, as one change, and say what came of it behind `words`; False where it was refused."""
        done = self._showing.commit(label, apply, run)
        self._after_drawing()
        if done and (told := " · ".join(filter(None, (words, self._showing.upshot.words)))):
            self.telling.remark(told)
        return done

    def say(self, words: str) -> None:
        """Put words into the status line."""
        self.message.emit(words)

    def add(self, make: Make, label: Callable[[str], str], words: str = "") -> None:
        """Show a new element and ask for its words; with them it becomes one change."""
        self._writing.add(make, label, words)

    def name(self, element_id: Id) -> None:
        """Begin to edit the name of an element where it stands."""
        self._writing.write(element_id)

    def place_known(self, element_id: Id, place: QPointF) -> None:
        """Draw an element of the model that is not on this diagram yet."""
        self._writing.place_known(element_id, place.x(), place.y())

    def type_at(self, place: QPointF) -> None:
        """Ask for a name at a place of the drawing."""
        self.creating.at(place)

    def ask_connected(self, source: Id, place: QPointF) -> None:
        """Ask for kind and name of something new at a place, and for a line to it from `source`."""
        self.creating.connected_at(source, place)

    # The course of a gesture

    def begin(self, gesture: Gesture) -> None:
        """A gesture is under way from now on."""
        self.gesture = gesture
        self.session.precedence.take(self)
        self.hover.over(None)
        if len(self.scene_shown.items_by_id) - len(self.scene_shown.shapes) > _LARGE:
            self.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self.still.begin()

    def finish(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The gesture ended at a point."""
        if (gesture := self._ended()) is not None:
            gesture.move(point, modifiers)
            gesture.end()
        if self.tool != SELECT:
            self.set_tool(SELECT)
        self.viewport().update()

    def cancel(self) -> bool:
        """Leave what is under way; False where nothing was."""
        gesture = self._ended()
        if gesture is None:
            return self.pointer.across.cancel()
        gesture.cancel()
        self.viewport().update()
        return True

    def covered(self) -> QMargins:
        """What of the edges lies under the bars."""
        return self.afloat.covered()

    def selected_items(self) -> list[ShapeItem]:
        """The items of what is selected."""
        return [item for one in self.selection if (item := self.scene_shown.find(one)) is not None]

    # Inside

    def _ended(self) -> Gesture | None:
        """Nothing is under way from now on; gives what was."""
        gesture, self.gesture = self.gesture, None
        self.session.precedence.leave(self)
        self.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self.still.end()
        return gesture

    def _hear(self, changed: Changed) -> None:
        """The project changed."""
        if not self._showing.hear(changed):
            return
        if self.writable and self.pointer.dragging:
            self.cancel()
        self._writing.show_again()
        self.creating.show_again()
        self._after_drawing()
        self.telling.look_again()
        kept = [element_id for element_id in self.selection if self.scene_shown.find(element_id)]
        if kept != self.selection:
            self.select(kept)

    def _after_drawing(self) -> None:
        """Another drawing is shown."""
        self.redrawn.emit()
        self.hover.look_again()
        self.spread()
        if len(self.scene_shown.items_by_id) < 2 or self.selection or self.gesture is not None:
            self.viewport().update()

    # Qt

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Hover, selection, focus and gesture."""
        del rect
        if not self.taking:
            paint_over(self, painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep bar and chip in place, and the drawing clear of them."""
        self.afloat.arrange()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Put bar and chip in place, and the drawing clear of them."""
        self.afloat.arrange()
        super().showEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin whatever the pointer begins here."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write where something is, or type where nothing is."""
        self.pointer.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is under the pointer; by the keyboard, for what is selected."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.pointer.menu(event.pos(), keyboard=keyboard)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something on a drawing come here before they are shortcuts of the window."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self.keyboard.knows(event):
                event.accept()
                return True
            self.pointer.catch_up()
            # Tab would leave for the next widget before keyPressEvent sees it.
            if event.type() == QEvent.Type.KeyPress and self.keyboard.press(event):
                event.accept()
                return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self.hover.over(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take elements that come from other panels."""
        self._drop.drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what dropping here would do."""
        self._drop.drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """What dropping would have done is shown no more."""
        self._drop.drag_left()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Draw or allocate what was dropped."""
        self._drop.drop(event)
