"""A page that looks over all requirements: two halves, or what to do first where none is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from app.actions.registry import action
from app.panels.empty import empty_page
from app.panels.labels import down
from app.session.pauses import once_after
from app.session.session import Session
from app.theme import px
from core.ground.words import _
from core.model import Requirement


class OverviewPage(QFrame):
    """Looks again after each change, once nothing changed for a `breath` of milliseconds.

    `words` say what will stand there. Signals: `asked` with the address of what a person wants to see;
    `running` with the id of an action.
    """

    asked = Signal(str)
    running = Signal(str)

    def __init__(self, session: Session, words: str, breath: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        column = down(self)
        self._empty = empty_page(
            _("No requirement is written yet"),
            words,
            _("Write a requirement"),
            action("require.new").key,
            lambda: self.running.emit("require.new"),
        )
        self._whole = QSplitter(Qt.Orientation.Vertical)
        self._whole.setChildrenCollapsible(False)
        column.addWidget(self._empty, 1)
        column.addWidget(self._whole, 1)
        self._pause = once_after(self, breath, self.refresh)
        session.altered.connect(self._pause.start)

    def refresh(self) -> None:
        """Look over the requirements as they are now."""
        raise NotImplementedError

    @property
    def first(self) -> QWidget:
        """What has the keyboard first where a requirement is written."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Give the keyboard to what comes first; where no requirement is, to what is to be done then."""
        (self.first if self._session.snapshot().of(Requirement) else self._empty).setFocus()

    def _divide(self, upper: QWidget, lower: QWidget, heights: tuple[int, int]) -> None:
        """Lay out the halves, of heights in px at scale 1."""
        for half in (upper, lower):
            self._whole.addWidget(half)
        self._whole.setSizes([px(height) for height in heights])

    def _has_some(self) -> bool:
        """Whether a requirement is written; shows the halves, or what is to be done first."""
        some = bool(self._session.snapshot().of(Requirement))
        self._empty.setVisible(not some)
        self._whole.setVisible(some)
        return some

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is looked at now."""
        super().showEvent(event)
        self.refresh()
