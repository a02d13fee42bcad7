"""A card that says of something written what is wrong with it, where, and what would be right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from app.panels.labels import across, down, label, restyle
from app.panels.shrinking_button import ShrinkingButton
from app.theme import mark_picture, px
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

_MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "information"}


_WIDE = 440
"""The least width in which it is said where, in px at scale 1."""


class FaultCard(QFrame):
    """What is wrong, where, and what would be right; hidden where nothing is wrong.

    A `narrow` one says where below the rest instead of at the right, and has its buttons one below another.

    Signals: `taken` with the sentence set right; `accepted` with the number of what was offered and should
    be done.
    """

    taken = Signal(str)
    accepted = Signal(int)

    def __init__(self, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        whole = down(self, (8, 8, 8, 8) if narrow else (12, 8, 12, 8), 3)
        frame = QWidget()
        row = across(frame, gap=8 if narrow else 10)
        whole.addWidget(frame)
        self._mark = QLabel()
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        column = down(words, gap=3)
        self._what = label("", "strong", wraps=True)
        self._right = label("", "fact", wraps=True)
        self._example = label("", "code", wraps=True)
        self._use = QPushButton(_("Write it so"))
        self._use.setAutoDefault(True)  # Enter presses it too
        self._use.clicked.connect(lambda: self.taken.emit(self._example.text()))
        for widget in (self._what, self._right, self._example):
            column.addWidget(widget)
        buttons = QWidget()
        beside = (down if narrow else across)(buttons, gap=6)
        beside.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        self.offers = (ShrinkingButton(), ShrinkingButton())
        for number, offer in enumerate(self.offers):
            # A click leaves the caret where it is: what is being typed is no change before Enter.
            offer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            offer.setAutoDefault(True)
            offer.clicked.connect(lambda _on=False, number=number: self.accepted.emit(number))
            # They give way, so that the card can be narrower than their words are.
            offer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            beside.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        # A narrow card has no room to spare beside its mark.
        (whole if narrow else column).addWidget(buttons)
        self._buttons = buttons
        row.addWidget(words, 1)
        self._where = label("", "small")
        if narrow:
            whole.addWidget(self._where)
        else:
            row.addWidget(self._where, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words have it: the place is underlined anyway."""
        super().resizeEvent(event)
        self._where.setVisible(self._narrow or self.width() >= px(_WIDE))

    def show_fault(
        self,
        diagnostic: Diagnostic | None,
        key: str,
        writable: bool,
        offered: Sequence[str] = (),
        several: Sequence[str] = (),
    ) -> None:
        """Show one diagnostic, and on at most two buttons what is offered to set it right; or hide.

        `several` are the sentences that are to be written together in place of the one.
        """
        self.setVisible(diagnostic is not None)
        if diagnostic is None:
            return
        severity = {"error": "error", "warning": "warning"}.get(diagnostic.severity.value, "info")
        self.setProperty("message", severity)
        restyle(self)
        self._mark.setPixmap(
            mark_picture(_MARKS[diagnostic.severity], px(16), ratio=self.devicePixelRatioF())
        )
        self._what.setText(diagnostic.message)
        # What the sentences are is said below, each in a line of its own.
        hint = (diagnostic.hint or "").removesuffix(" ".join(several)).rstrip()
        self._right.setText(hint)
        self._right.setVisible(bool(hint))
        example = "\n".join(several) or diagnostic.example or ""
        self._example.setText(example)
        self._example.setVisible(bool(example))
        # Only the example of a warning is this very sentence set right; that of an error is another's.
        rewrites = bool(several) or (diagnostic.severity is Severity.WARNING and bool(example))
        self._use.setVisible(rewrites and writable)
        for number, offer in enumerate(self.offers):
            offer.say(offered[number] if number < len(offered) else "")
            offer.setVisible(number < len(offered))
        self._buttons.setVisible(bool(offered) or not self._use.isHidden())
        where = (
            _("{key}, column {column}").format(key=key, column=diagnostic.column)
            if diagnostic.column
            else key
        )
        self._where.setText(where)
