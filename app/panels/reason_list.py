"""The reasons behind a badge or heat, in a list over the drawing; each leads to where it is best seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.panels.labels import across, down, key_label, label
from app.panels.rows import Row, RowList
from app.session.reasons import Reason
from app.theme import px
from core.ground.words import _

_MOST = 8
"""How many rows are seen at once, where the window is high enough for them."""

_LINES = 20
"""How many lines a reason may take: a requirement is told whole."""


class ReasonList(QFrame):
    """Stands over the window until one is chosen, or the keyboard goes elsewhere.

    Signal: `asked` with the address of the reason that was chosen.
    """

    asked = Signal(str)

    def __init__(self, title: str, about: str, reasons: Sequence[Reason], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = parent.window().focusWidget()
        self.setObjectName("popup")
        self.setAccessibleName(_("Why: {name}").format(name=title))
        column = down(self, (1, 1, 1, 1))
        head = QWidget()
        row = across(head, (12, 8, 12, 6), 8)
        row.addWidget(label(title, "strong"), 1)
        row.addWidget(label(about, "small"))
        column.addWidget(head)
        self.list = RowList()
        self.list.most_lines = _LINES
        self.list.setAccessibleName(_("Reasons"))
        self._addresses = [reason.address for reason in reasons]
        rows = [
            Row(str(number), reason.words, reason.detail, reason.mark, tip=reason.words)
            for number, reason in enumerate(reasons)
        ]
        self.list.show_rows(rows)
        column.addWidget(self.list)
        foot = QFrame()
        foot.setObjectName("popup_foot")
        low = across(foot, (12, 5, 12, 5), 6)
        for key, words in (("Enter", _("go there")), ("Esc", _("back to the drawing"))):
            low.addWidget(key_label(key))
            low.addWidget(label(words, "small"))
            low.addSpacing(px(8))
        low.addStretch(1)
        column.addWidget(foot)
        self.list.activated_row.connect(self._go)
        self.list.clicked.connect(lambda index: self._go(str(index.row())))
        self.list.choose("0", quietly=True)
        self.list.installEventFilter(self)
        self.setFixedWidth(px(420))

    def open_at(self, place: QPoint) -> None:
        """Open with its corner at a place on the screen, as far as the window has room there."""
        # How many lines a title takes is known once the list is as wide as it will be.
        self.resize(self.width(), self.sizeHint().height())
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.list.doItemsLayout()
        over = self.parentWidget()
        assert over is not None
        here, room = over.mapFromGlobal(place), over.rect().adjusted(px(8), px(8), -px(8), -px(8))
        around = self.sizeHint().height() - self.list.sizeHint().height()
        height = sum(self.list.sizeHintForRow(row) for row in range(min(self.list.model().rowCount(), _MOST)))
        self.list.setFixedHeight(min(height + px(4), room.height() - around))
        self.adjustSize()
        left = max(min(here.x(), room.right() - self.width()), room.left())
        top = max(min(here.y(), room.bottom() - self.height()), room.top())
        self.move(left, top)
        self.show()
        self.raise_()
        self.list.setFocus()

    def leave(self) -> None:
        """Close, and give the keyboard back to where it was."""
        before = self._before
        self.close()
        if before is not None:
            before.setFocus()

    def _go(self, number: str) -> None:
        address = self._addresses[int(number)] if number else ""
        if address:
            self.leave()
            self.asked.emit(address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves; it closes where the keyboard goes elsewhere."""
        if watched is self.list and event.type() == QEvent.Type.FocusOut:
            self.close()
        if watched is self.list and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
            event.accept()
            return True
        return super().eventFilter(watched, event)
