"""A line to type in at a place of the drawing, and below it what can be taken, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.registry import action
from app.canvas.pressed import key_text
from app.panels.labels import Elided, across, down, key_label, retype
from app.panels.rows import Row, RowList
from app.theme import px
from core.ground.words import _

_WIDTH = 320
_ROW = 28
_MOST = 8
"""So many rows are shown at once, """

_LEAST = 5
"""and at least so many where there is little room: one scrolls to the others."""

Find = Callable[[str], Sequence[Row]]
"""The rows for what was typed."""

Remark = Callable[[str], str]
"""What is to be said of the current row: as a title, a warning, or `below` without one; empty if nothing."""

Hides = Callable[[QRect], int]
"""How much lies under an area of the parent that a person would rather see."""


class TypeToChoose(QFrame):
    """A line, the rows that fit, and a remark.

    Signals: `taken` with a row's id and whether one wants to go on from it with Tab; `current` with the id
    of the row that Enter would take; `left` when it closes without anything taken.
    """

    taken = Signal(str, bool)
    current = Signal(str)
    left = Signal()

    def __init__(
        self, parent: QWidget, title: Remark, key: str, find: Find, remark: Remark, below: Remark
    ) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._title, self._find, self._remark, self._below = title, find, remark, below
        self._most = _MOST
        column = down(self, (1, 1, 1, 1))
        head = QFrame()
        head.setObjectName("popup_head")
        inner = QVBoxLayout(head)
        inner.setContentsMargins(px(10), px(6), px(8), px(6))
        inner.setSpacing(px(4))
        above = QWidget()
        row = across(above, gap=6)
        self.head = Elided("small")
        row.addWidget(self.head, 1)
        if key:
            row.addWidget(key_label(key))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type a name"))
        inner.addWidget(above)
        inner.addWidget(self.line)
        self.choices = RowList()
        self.choices.folds = False
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.setAccessibleName(_("What it becomes"))
        self.choices.clicked.connect(lambda index: self._take(self.choices.known.rows[index.row()].id))
        self._foot = foot = QFrame()
        foot.setObjectName("popup_foot")
        low = across(foot, (10, 5, 10, 5), 6)
        self.foot = QLabel()
        self.foot.setWordWrap(True)
        low.addWidget(self.foot, 1)
        for part in (head, self.choices, foot):
            column.addWidget(part)
        self.line.textChanged.connect(self._offer)
        self.line.installEventFilter(self)
        self.choices.chosen.connect(self._tell)

    @property
    def rows(self) -> list[Row]:
        """What can be taken now."""
        return self.choices.known.rows

    def show_beside(self, area: QRect, hides: Hides) -> None:
        """Open beside an area of the parent: where there is room, and where it hides least."""
        self.setFixedWidth(px(_WIDTH))
        self._offer(self.line.text())
        self._hold()
        self.move(self._place_beside(area, hides))
        self._hold()
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_quietly(self) -> None:
        """Close; nothing more is told."""
        self.blockSignals(True)
        self.hide()
        self.deleteLater()

    def _place_beside(self, area: QRect, hides: Hides) -> QPoint:
        """Below, above, both with fewer rows, or aside; the first of those that hide least."""
        away, parent = px(10), self.parentWidget()
        assert parent is not None
        wide = self.width()
        bare = self.height() - min(len(self.rows), self._most) * px(_ROW)
        x = min(max(area.left(), 0), max(parent.width() - wide, 0))
        found: list[tuple[QRect, int]] = []
        for most in (_MOST, _LEAST):
            high = bare + most * px(_ROW)
            found.append((QRect(x, area.bottom() + away, wide, high), most))
            found.append((QRect(x, area.top() - away - high, wide, high), most))
        high = bare + _MOST * px(_ROW)
        found.append((QRect(area.right() + away, area.top(), wide, high), _MOST))
        found.append((QRect(area.left() - away - wide, area.top(), wide, high), _MOST))
        fitting = [one for one in found if parent.rect().contains(one[0])]
        place, self._most = min(fitting, key=lambda one: hides(one[0]), default=found[0])
        return place.topLeft()

    def _hold(self) -> None:
        """Be as high as the rows need and inside the parent."""
        layout, parent = self.layout(), self.parentWidget()
        assert layout is not None
        assert parent is not None
        self.choices.setFixedHeight(min(len(self.rows), self._most) * px(_ROW) + px(6))
        layout.activate()
        self.resize(self.width(), self.sizeHint().height())
        area = parent.rect()
        x = min(max(self.x(), 0), max(area.width() - self.width(), 0))
        y = min(max(self.y(), 0), max(area.height() - self.height(), 0))
        self.move(x, y)

    def _offer(self, text: str) -> None:
        rows = list(self._find(text.strip()))
        self.choices.show_rows(rows)
        if rows:
            self.choices.choose(rows[0].id, quietly=True)
        self._tell(self.choices.current())
        if self.isVisible():
            self._hold()

    def _tell(self, row_id: str) -> None:
        """Show which key takes which row, and what is to be said of the current one."""
        here = self.choices.known.place(row_id)
        keys = {number: f"Alt {number + 1}" for number in range(min(len(self.rows), 9))} | {here: _("Enter")}
        self.choices.known.show(
            [replace(row, key=keys.get(number, "")) for number, row in enumerate(self.rows)]
        )
        title = self._title(row_id)
        if title != self.head.text():
            self.head.setText(title)
            self.line.setAccessibleName(title)
        remark = self._remark(row_id)
        words = remark or self._below(row_id)
        self.foot.setText(words)
        self._foot.setVisible(bool(words))
        retype(self.foot, "warn" if remark else "small")
        self.current.emit(row_id)

    def _take(self, row_id: str, on: bool = False) -> None:
        if row_id:
            self.hide()
            self.taken.emit(row_id, on)
            self.deleteLater()

    def _drop(self) -> None:
        self.hide()
        self.left.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose, Enter and Alt with a number take, Tab takes and goes on, Escape leaves.

        Of the keys of the window only that of help is left to it.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if key_text(event) in action("desktop.help").keys_now:
                return False
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._drop()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, rows = event.key(), self.rows
        number = key - Qt.Key.Key_1
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            here = self.choices.known.place(self.choices.current())
            self.choices.choose(rows[(here + (1 if key == Qt.Key.Key_Down else -1)) % len(rows)].id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.choices.current())
        elif key == Qt.Key.Key_Tab:
            self._take(self.choices.current(), on=True)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and 0 <= number < len(rows):
            self._take(rows[number].id)
        elif key == Qt.Key.Key_Escape:
            self._drop()
        else:
            return False
        return True
