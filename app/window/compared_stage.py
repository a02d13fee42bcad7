"""Where a comparison is drawn; a large drawing is worked out beside the window, as a page's own is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.labels import clear, down, label
from app.theme import restyled
from app.window.opening_notice import OpeningNotice
from core.diagram.comparing import overlays_between
from core.ground.words import _
from core.model import Id, Placement, Snapshot

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.opening import Drawn, Opening


class ComparedStage(QWidget):
    """Shows one diagram of two models.

    Signal: `selected` with the ids selected on the drawing. `canvas` is None until it is drawn.
    """

    selected = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas: Canvas | None = None
        self.notice: OpeningNotice | None = None
        self._column = down(self)
        self._opening: Opening | None = None
        self._before = self._after = self._both = Snapshot()
        self._diagram: Id | None = None
        self._wanted: Id | None = None
        restyled(self, self._restyle)

    def show_diagram(self, before: Snapshot, after: Snapshot, both: Snapshot, diagram: Id | None) -> None:
        """Draw a diagram of `both`, which has what is in either model; where they are one, as it is there."""
        from app.canvas.opening import is_large

        self._stop()
        clear(self._column)
        self.canvas = self.notice = self._wanted = None
        self._before, self._after, self._both, self._diagram = before, after, both, diagram
        if diagram is None:
            words = label(_("Neither has a diagram."), "hint")
            self._column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        elif is_large(both, diagram):
            self.notice = OpeningNotice(len(both.owned(diagram, Placement)))
            self.notice.stopped.connect(self._leave)
            self.notice.wanted.connect(self._open)
            self._column.addWidget(self.notice, 1)
            self._open()
        else:
            self._show()

    def reveal(self, element_id: Id) -> bool:
        """Bring an element into view, as soon as it is drawn; False where the drawing does not have it."""
        if self.canvas is None:
            self._wanted = element_id
            return False
        self.canvas.reveal(element_id)
        return self.canvas.scene_shown.find(element_id) is not None

    def _open(self) -> None:
        """Work the drawing out beside the window."""
        from app.canvas.opening import Opening

        if self._diagram is None or self.notice is None:
            return
        self.notice.show_share(0.0)
        self._opening = Opening(self._both, self._diagram, self)
        self._opening.progressed.connect(self.notice.show_share)
        self._opening.drawn.connect(self._show)
        self._opening.begin()

    def _leave(self) -> None:
        self._stop()
        if self.notice is not None:
            self.notice.show_stopped()

    def _stop(self) -> None:
        if self._opening is not None:
            self._opening.stop()
        self._opening = None

    def _show(self, drawn: Drawn | None = None) -> None:
        from app.canvas.compared import compared_canvas

        assert self._diagram is not None
        if self.notice is not None:
            self.notice.deleteLater()
            self.notice = None
        overlays = overlays_between(self._before, self._after, self._diagram)
        self.canvas = compared_canvas(self._both, self._diagram, overlays, self, drawn)
        self.canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._column.addWidget(self.canvas, 1)
        if self._wanted is not None:
            self.canvas.reveal(self._wanted)
        self.canvas.selected.connect(self.selected)

    def _restyle(self) -> None:
        if self.canvas is not None:
            self.canvas.restyle()
