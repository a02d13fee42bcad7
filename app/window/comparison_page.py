"""The page of a point in time or a comparison: a band that says what is shown, and the two models below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.panels.labels import across, down, label
from app.session.session import Session
from app.theme import glyph, px, restyled
from app.window.compared import Compared

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from core.model import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be done from the page: the words on its button, and what it does.

    `lacking` tells why it cannot be done now; an empty text where it can.
    """

    words: str
    run: Callable[[], None]
    primary: bool = False
    lacking: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page shows: its title, words for the band, the models before and after, what can be done.

    `after` None stands for the model of the open project as it is, also after further changes.
    Where `before` and `after` are the same, that model is shown as it is.
    """

    title: str
    words: str
    before: Snapshot
    after: Snapshot | None
    steps: tuple[Step, ...] = ()


class ComparisonPage(QFrame):
    """Shows a comparison; it follows the project where it compares with that."""

    def __init__(self, session: Session, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._comparison = comparison
        self._shown: Snapshot | None = None
        self.steps: list[QPushButton] = []
        self._words = label(comparison.words, wraps=True)
        column = down(self)
        column.addWidget(self._make_band())
        self.compared = Compared()
        column.addWidget(self.compared, 1)
        self.setFocusProxy(self.compared.found.list)
        session.altered.connect(self._follow)
        self._show()

    def step_through(self, forward: bool) -> None:
        """Go to the next or previous change."""
        self.compared.step_through(forward)

    @property
    def words(self) -> str:
        """What the band says."""
        return self._words.text()

    def _make_band(self) -> QWidget:
        band = QFrame()
        band.setProperty("band", "readonly")
        band.setAccessibleName(self._comparison.words)
        row = across(band, (12, 3, 12, 3), 8)
        self._sign = QLabel()
        restyled(self, self._draw_sign)
        self._draw_sign()
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for step in self._comparison.steps:
            button = QPushButton(step.words)
            button.setProperty("primary", step.primary)
            button.clicked.connect(step.run)
            self.steps.append(button)
            row.addWidget(button)
        return band

    def _draw_sign(self) -> None:
        self._sign.setPixmap(glyph("history", px(16), ratio=self.devicePixelRatioF()))

    def _tell(self) -> None:
        """Offer what can be done now, and say why the rest cannot."""
        reasons = [step.lacking() for step in self._comparison.steps]
        for button, reason in zip(self.steps, reasons, strict=True):
            button.setEnabled(not reason)
        self._words.setText(" ".join((self._comparison.words, *filter(None, reasons))))

    def _show(self) -> None:
        self._tell()
        after = self._comparison.after or self._session.snapshot()
        if after is not self._shown:
            self._shown = after
            self.compared.show_models(self._comparison.before, after)

    def _follow(self) -> None:
        if not self.isVisible():
            return
        if self._comparison.after is None:
            self._show()
        else:
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare with what the project says now."""
        super().showEvent(event)
        self._show()
