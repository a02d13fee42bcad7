"""How much a diagram leaves out, in a quiet chip on the drawing; a click lists it to be shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.actions.registry import key_of
from app.gestures.showing import hidden_here
from app.theme import px
from core.ground.words import _, plural
from core.model import Filter, Placement

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from core.project import Changed


class HiddenChip(QPushButton):
    """There while something is hidden; it asks for `draw.hidden`."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(lambda: canvas.asked.emit("draw.hidden"))
        canvas.session.changed.connect(self._hear)
        self.count()

    def count(self) -> None:
        """Say how much is hidden now; where nothing is, say nothing."""
        found = len(hidden_here(self._canvas))
        self.setVisible(found > 0)
        self.setEnabled(self._canvas.writable)
        self.setText(plural("{count} hidden", "{count} hidden", found))
        self.setAccessibleName(_("Hidden on this diagram: {count}").format(count=found))
        key = key_of("draw.show_hidden")
        self.setToolTip(_("Lists what is hidden. {key} shows all of it.").format(key=key))
        self.adjustSize()
        self.move(px(14), px(10))

    def _hear(self, changed: Changed) -> None:
        ends = [one for edit in changed.edits for one in (edit.before, edit.after)]
        here = self._canvas.diagram_id
        if any(isinstance(one, Placement | Filter) and one.owner == here for one in ends):
            was_there = not self.isHidden()
            self.count()
            if was_there is self.isHidden():
                self._canvas.fit_again()
