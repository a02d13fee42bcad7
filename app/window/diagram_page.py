"""A diagram in a tab: where it belongs, which overlays lie over it, and the canvas itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.canvas.breadcrumb import Breadcrumb
from app.canvas.crumbs import crumbs_of
from app.panels.labels import down
from app.session.choice import OverlayChoice
from app.session.lasting import set_aside, take_back
from app.session.results import Results
from app.session.session import Session
from app.theme import restyled
from app.window.diagram_head import DiagramHead
from app.window.layers import Layers
from app.window.opening_notice import OpeningNotice
from core.model import Diagram, DiagramType, Id, Placement

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.opening import Drawn, Opening
    from app.canvas.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a drawing is seen, and what is selected on it, by which alone no two places differ."""

    standpoint: Standpoint
    selection: tuple[Id, ...] = field(default=(), compare=False)


def make_canvas(
    session: Session, diagram_id: Id, parent: QWidget, *, drawable: bool = True, drawn: Drawn | None = None
) -> Canvas:
    """The drawing area of one diagram; loaded with the first diagram that is opened.

    One that is not `drawable` is there to be looked at; `drawn` is a drawing that was worked out before.
    """
    from app.canvas.canvas import Canvas
    from core.diagram.lod import NAMES, SLACK

    canvas = Canvas(session, diagram_id, parent, drawable=drawable, drawn=drawn)
    if canvas.diagram.diagram is DiagramType.BEHAVIOUR:
        # What a state machine tells are its guards and updates, which have no room from further away.
        canvas.whole_from = NAMES * SLACK
    return canvas


class DiagramPage(QFrame):
    """Breadcrumb, overlay chips and canvas of one diagram; there is none until a large one is drawn.

    Signals: `wanted` with the id of what to go to, or the address that a reason leads to; `message` with
    words for the status line, `tool_changed` when another tool is taken up, `asked` with the id of an action
    that was wanted on the drawing, `menu` with what a menu is about and its place on the screen, `hovered`
    with the id of what the pointer is over, or None.
    """

    message = Signal(str)
    tool_changed = Signal()
    asked = Signal(str)
    menu = Signal(str, QPoint)
    hovered = Signal(object)
    wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        results: Results,
        diagram_id: Id,
        choice: OverlayChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self.diagram_id = diagram_id
        self._following = False
        place = self._place = object()
        """In whose name the drawing goes first while it is opened."""
        self.destroyed.connect(lambda: session.precedence.leave(place))
        column = self._column = down(self)
        self.way = Breadcrumb()
        self.way.asked.connect(self.wanted)
        self.layers = Layers(session, results, diagram_id, choice, self)
        self.layers.asked.connect(self.wanted)
        self.canvas: Canvas | None = None
        self.notice: OpeningNotice | None = None
        self._opening: Opening | None = None
        column.addWidget(DiagramHead(self.way, self.layers.chips))
        column.addWidget(self.layers.strip)
        column.addWidget(self.layers.legend)
        session.selection_changed.connect(self._select)
        session.altered.connect(self._show_way)
        restyled(self, self._restyle)
        from app.canvas.opening import is_large

        if is_large(session.snapshot(), diagram_id):
            self._show_way()
            self._open()
        else:
            self._show_canvas()

    def _open(self) -> None:
        """Work the drawing out beside the window."""
        from app.canvas.opening import Opening

        snapshot = self._session.snapshot()
        if self.notice is None:
            self.notice = OpeningNotice(len(snapshot.owned(self.diagram_id, Placement)))
            self.notice.stopped.connect(self._stop)
            self.notice.wanted.connect(self._open)
            self._column.addWidget(self.notice, 1)
        self.notice.show_share(0.0)
        self._session.precedence.take(self._place)
        self._opening = Opening(snapshot, self.diagram_id, self)
        self._opening.progressed.connect(self.notice.show_share)
        self._opening.drawn.connect(self._take)
        self._opening.begin()

    def _stop(self) -> None:
        if self._opening is not None and self.notice is not None:
            self._opening.stop()
            self._session.precedence.leave(self._place)
            self.notice.show_stopped()

    def _take(self, drawn: Drawn) -> None:
        self._session.precedence.leave(self._place)
        # The project may be another by now, and this page about to go.
        if self._session.snapshot().find(Diagram, self.diagram_id) is not None:
            self._show_canvas(drawn)

    def _show_canvas(self, drawn: Drawn | None = None) -> None:
        canvas = self.canvas = make_canvas(self._session, self.diagram_id, self, drawn=drawn)
        canvas.selected.connect(self._selected)
        canvas.message.connect(self.message)
        canvas.asked.connect(self.asked)
        canvas.menu.connect(self.menu)
        canvas.hovered.connect(self.hovered)
        canvas.tool_changed.connect(lambda *_any: self.tool_changed.emit())
        self._column.addWidget(canvas, 1)
        self.setFocusProxy(canvas)
        self._show_way()
        self.layers.take(canvas)
        if self.notice is None:
            return
        watched = self.isVisible() and self.window().focusWidget() in (None, self, self.notice.button)
        self.notice.deleteLater()
        self.notice = self._opening = None
        set_aside()
        self.destroyed.connect(take_back)
        self._select(self._session.selection)
        if self._session.selection:
            canvas.reveal(self._session.selection[0])
        if watched:
            canvas.setFocus()

    def _show_way(self) -> None:
        """Where the diagram belongs, and in what the element selected stands on it."""
        snapshot = self._session.snapshot()
        if self._session.project is None:
            return
        found = snapshot.find(Diagram, self.diagram_id)
        diagram = found if self.canvas is None else self.canvas.diagram
        if diagram is None:
            return
        selection = self._session.selection
        element = snapshot.get(selection[0]) if len(selection) == 1 else None
        self.way.show_crumbs(crumbs_of(snapshot, diagram, self._session.title, element))

    def place(self) -> Seen | None:
        """From where the drawing is seen now, and what is selected on it; None while it is not drawn yet."""
        from app.canvas.standpoint import standpoint

        return None if self.canvas is None else Seen(standpoint(self.canvas), tuple(self.canvas.selection))

    def go_back_to(self, place: object) -> None:
        """Show the drawing from there again, with what was selected on it as far as it is there."""
        from app.canvas.standpoint import go_back_to

        if self.canvas is not None and isinstance(place, Seen):
            go_back_to(self.canvas, place.standpoint)
            there = tuple(filter(self.canvas.scene_shown.find, place.selection))
            if there:
                self._session.select(there)

    def _select(self, selection: tuple[Id, ...]) -> None:
        self._show_way()
        # What is selected elsewhere may not be drawn here; that must not clear it elsewhere.
        if self.canvas is None:
            return
        self._following = True
        self.canvas.select(list(selection))
        self._following = False

    def _selected(self, ids: list[Id]) -> None:
        if not self._following:
            self._session.select(tuple(ids))

    def _restyle(self) -> None:
        if self.canvas is not None:
            self.canvas.restyle()
