"""Bands over the middle of the window: messages that never block, and who else holds the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from app.actions.registry import action
from app.panels.labels import across, clear, down, key_label, label, moment, restyle, tool
from app.theme import glyph, mark_picture, px, restyled
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

if TYPE_CHECKING:
    from core.project import Holder

_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "information"}
_MOST = 20
"""Messages beyond this number push out the oldest."""
_SEEN = 9
"""How many lines of a message are seen at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about a message: the words on the button, and what it does."""

    words: str
    run: Callable[[], None]


class MessageBand(QFrame):
    """What went wrong or deserves a word, in its four parts; it waits until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[Diagnostic, tuple[Offer, ...]]] = []
        row = across(self, (12, 6, 8, 6), 10)
        self._mark = QLabel()
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        column = down(words, gap=2)
        self._what = label("", "strong", wraps=True)
        self._rest = label("", "body", wraps=True)
        self._rest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines = _Lines(self._rest)
        column.addWidget(self._what)
        column.addWidget(self._lines)
        row.addWidget(words, 1)
        self._more = label("", "small")
        row.addWidget(self._more)
        holder = QWidget()
        self._offers = across(holder, gap=6)
        row.addWidget(holder)
        self._close = tool("close", _("Close the message"), "Esc")
        self._close.clicked.connect(self.next)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("Message"))
        self.hide()
        restyled(self, self._show)

    @property
    def shown(self) -> Diagnostic | None:
        """The message that can be read now."""
        return self._waiting[-1][0] if self._waiting else None

    def tell(self, diagnostics: Sequence[Diagnostic], offers: tuple[Offer, ...] = ()) -> None:
        """Show messages, the last one first; the same message twice is one."""
        for diagnostic in diagnostics:
            self._waiting = [one for one in self._waiting if one[0] != diagnostic]
            self._waiting.append((diagnostic, offers))
        self._waiting = self._waiting[-_MOST:]
        self._show()

    def next(self) -> None:
        """Close the message shown; the one before it shows again."""
        if self._waiting:
            self._waiting.pop()
        self._show()

    def _show(self) -> None:
        diagnostic = self.shown
        self.setVisible(diagnostic is not None)
        if diagnostic is None:
            return
        kind = {"warning": "warning", "info": "info"}.get(diagnostic.severity.value, "error")
        self.setProperty("band", kind)
        restyle(self)
        self._mark.setPixmap(
            mark_picture(_MARKS[diagnostic.severity], px(16), ratio=self.devicePixelRatioF())
        )
        self._what.setText(diagnostic.message)
        rest = "\n".join(part for part in (diagnostic.place(), diagnostic.hint, diagnostic.example) if part)
        self._rest.setText(rest)
        self._lines.setVisible(bool(rest))
        self._lines.updateGeometry()
        count = len(self._waiting)
        self._more.setText(_("1 of {count}").format(count=count) if count > 1 else "")
        clear(self._offers)
        for offer in self._waiting[-1][1]:
            button = QPushButton(offer.words)
            button.clicked.connect(offer.run)
            self._offers.addWidget(button)


class _Lines(QScrollArea):
    """Words as high as they are; more than a few lines of them scroll, so that the page stays in sight."""

    def __init__(self, words: QLabel) -> None:
        super().__init__()
        self._words = words
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(words)
        self.viewport().setAutoFillBackground(False)
        words.setAutoFillBackground(False)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        loose = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        fixed = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for widget, policy in ((words, loose), (self, fixed)):
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Narrower words need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines, up to the most that are seen at once."""
        return min(self._words.heightForWidth(width), _SEEN * self._words.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """What the words ask for."""
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return self._words.minimumSizeHint()


class ReadOnlyBand(QFrame):
    """Says who holds the project, since when, and what can be done meanwhile."""

    def __init__(self, copy: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "readonly")
        row = across(self, (12, 4, 12, 4), 8)
        self._lock = QLabel()
        self._words = label("", wraps=True)
        known = action("project.copy")
        button = QPushButton(known.title())
        button.setProperty("link", True)
        button.clicked.connect(copy)
        row.addWidget(self._lock)
        row.addWidget(self._words, 1)
        row.addWidget(button)
        row.addWidget(key_label(known.key))
        self.hide()
        restyled(self, self._draw)
        self._draw()

    def show_holder(self, read_only: bool, holder: Holder | None) -> None:
        """Show the band for a project that cannot be changed, or hide it."""
        self.setVisible(read_only)
        who = _("The folder cannot be written to.")
        if holder is not None:
            who = _("{author} has it open on {machine} since {since}.").format(
                author=holder.author or _("Another program"),
                machine=holder.machine or _("this machine"),
                since=moment(holder.since) or "?",
            )
        self._words.setText(_("{who} You can look, export and compare.").format(who=who))

    def _draw(self) -> None:
        self.setMinimumHeight(px(28) + 1)
        self._lock.setPixmap(glyph("locked", px(16), ratio=self.devicePixelRatioF()))
