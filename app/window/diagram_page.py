"""A diagram in a tab: where it belongs, which overlays lie over it, and the canvas itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.panels.labels import across, clear, down, label
from app.session.overlays import OVERLAYS, overlays_for
from app.session.results import Results
from app.session.session import Session
from app.theme import icon, restyled
from core.ground.words import _
from core.model import DiagramType, Id

if TYPE_CHECKING:
    from app.canvas import Canvas


def make_canvas(session: Session, diagram_id: Id, parent: QWidget, *, drawable: bool = True) -> Canvas:
    """The drawing area of one diagram; loaded with the first diagram that is opened.

    One that is not `drawable` is there to be looked at.
    """
    from app.canvas import Canvas

    return Canvas(session, diagram_id, parent, drawable=drawable)


class DiagramPage(QFrame):
    """Breadcrumb, overlay chips and canvas of one diagram.

    Signals: `message` with words for the status line, `tool_changed` when another tool is taken up,
    `asked` with the id of an action that was wanted on the drawing, `menu` with what a menu is about
    and its place on the screen.
    """

    message = Signal(str)
    tool_changed = Signal()
    asked = Signal(str)
    menu = Signal(str, QPoint)

    def __init__(
        self, session: Session, results: Results, diagram_id: Id, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        self.diagram_id = diagram_id
        self._following = False
        column = down(self)
        head = QWidget()
        row = across(head, (18, 6, 12, 4), 4)
        way = QWidget()
        self._way = across(way, gap=2)
        row.addWidget(way)
        row.addStretch(1)
        row.addWidget(label(_("Overlays"), "small"))
        self._chips: dict[str, QPushButton] = {}
        for overlay, title in OVERLAYS:
            chip = QPushButton(title())
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.toggled.connect(lambda _on: self._show_overlays())
            self._chips[overlay] = chip
            row.addWidget(chip)
        self.canvas = make_canvas(session, diagram_id, self)
        self.canvas.selected.connect(self._selected)
        self.canvas.message.connect(self.message)
        self.canvas.asked.connect(self.asked)
        self.canvas.menu.connect(self.menu)
        self.canvas.tool_changed.connect(lambda *_any: self.tool_changed.emit())
        column.addWidget(head)
        column.addWidget(self.canvas, 1)
        session.selection_changed.connect(self._select)
        session.altered.connect(self._show_way)
        results.changed.connect(self._show_overlays)
        restyled(self, self._restyle)
        self._show_way()
        self._show_overlays()

    def _show_way(self) -> None:
        """Where the diagram belongs: project, sort or machine, and its own name."""
        snapshot = self._session.snapshot()
        if self._session.project is None:
            return
        diagram = self.canvas.diagram
        clear(self._way)
        owners = [owner.name for owner in reversed(tuple(snapshot.owners(diagram)))]
        way = [self._session.title, *(owners or [_SORTS[diagram.diagram]()])]
        if way[-1] == diagram.name:  # a diagram is often called as the machine that it shows
            way.pop()
        for words in way:
            self._way.addWidget(label(words, "fact"))
            self._way.addWidget(label("›", "fact"))
        self._way.addWidget(label(diagram.name, "strong"))

    def _show_overlays(self) -> None:
        wanted = {overlay for overlay, chip in self._chips.items() if chip.isChecked()}
        for chip in self._chips.values():
            chip.setIcon(icon("tick", "accent.text") if chip.isChecked() else icon(""))
        self.canvas.set_overlays(overlays_for(self._session.snapshot(), self._results, wanted))

    def _select(self, selection: tuple[Id, ...]) -> None:
        # What is selected elsewhere may not be drawn here; that must not clear it elsewhere.
        self._following = True
        self.canvas.select(list(selection))
        self._following = False

    def _selected(self, ids: list[Id]) -> None:
        if not self._following:
            self._session.select(tuple(ids))

    def _restyle(self) -> None:
        self.canvas.restyle()
        self._show_overlays()


_SORTS = {
    DiagramType.SYSTEM: lambda: _("System"),
    DiagramType.HARDWARE: lambda: _("Hardware"),
    DiagramType.BEHAVIOUR: lambda: _("Behaviour"),
}
