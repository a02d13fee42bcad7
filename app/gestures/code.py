"""A line of code that is judged while it is written: a caret under what is wrong, and names that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from app.theme import colour, font, px
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

_ROLES = {
    Severity.ERROR: "status.error.text",
    Severity.WARNING: "status.warn.text",
    Severity.INFO: "status.info.text",
}
_ROWS = 6
_MARGIN = 2
"""What a line leaves free before its words, whatever its style, in px."""
_WORD = re.compile(r"[\w.]*$")
_LETTERS = re.compile(r"^[\w.!?()]*")


@dataclass(frozen=True, slots=True)
class Code:
    """What judges a line, and the names that fit it."""

    judge: Callable[[str], Sequence[Diagnostic]]
    names: tuple[str, ...] = ()


class FaultStrip(QWidget):
    """What is wrong with the line above it: carets under the place, and below them the words."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.fault: Diagnostic | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """What is wrong, how to mend it, and what would be right."""
        if self.fault is None:
            return ""
        example = _("For example {example}").format(example=self.fault.example) if self.fault.example else ""
        return ". ".join(part.rstrip(".") for part in (self.fault.message, self.fault.hint, example) if part)

    def show_fault(self, fault: Diagnostic | None) -> None:
        """Show this, or nothing."""
        self.fault = fault
        self.setVisible(fault is not None)
        self._line.setAccessibleDescription(self.words)
        self.setAccessibleName(self.words)
        self.updateGeometry()
        self.update()

    def caret_area(self) -> QRect:
        """Where the carets stand: under the letters that are meant, or behind the last one."""
        if self.fault is None or self.fault.column is None:
            return QRect()
        metrics, text = self._line.fontMetrics(), self._line.text()
        start = min(self.fault.column - 1, len(text))
        left = before_words(self._line) + metrics.horizontalAdvance(text[:start])
        letters = text[start : start + (self.fault.length or 1)] or "^"
        wide = max(metrics.horizontalAdvance(letters), px(6))
        return QRect(left, 0, min(wide, max(self.width() - left, px(6))), px(7))

    def sizeHint(self) -> QSize:
        """Room for the carets and the words in the width of the line."""
        return QSize(px(120), px(9) + self._words_area(self._line.width()).height() + px(4))

    def _words_area(self, width: int) -> QRect:
        metrics = QFontMetrics(font("small"))
        room = QRect(px(6), px(9), max(width - px(12), px(80)), px(400))
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint carets and words on a ground of their own: the drawing is behind."""
        if self.fault is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface.raised"))
        painter.setPen(colour(_ROLES[self.fault.severity]))
        area = self.caret_area()
        step = px(6)
        for left in range(area.left(), max(area.right() - step // 2, area.left() + 1), step):
            painter.drawPolyline(
                [QPoint(left, px(6)), QPoint(left + step // 2, px(2)), QPoint(left + step, px(6))]
            )
        painter.setFont(font("small"))
        words = QRect(px(6), px(9), max(self.width() - px(12), px(80)), self.height())
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.words)


class Names(QListWidget):
    """Names that fit what is being typed, under the line; the keyboard stays in the line."""

    def __init__(self, line: QLineEdit, code: Code, parent: QWidget) -> None:
        super().__init__(parent)
        self._line, self._code = line, code
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Names that fit"))
        self.itemClicked.connect(lambda _item: self.take())
        self.hide()

    def offer(self, everything: bool = False) -> None:
        """Show the names that begin as the word before the caret, or all of them."""
        begun = self._begun().casefold()
        fitting = [
            name
            for name in self._code.names
            if name.casefold() != begun and (name.casefold().startswith(begun) and (begun or everything))
        ]
        self.clear()
        self.addItems(fitting[:40])
        self.setCurrentRow(-1)
        self.setVisible(bool(fitting))
        parent = self.parentWidget()
        if fitting and parent is not None:
            below = self._line.mapTo(parent, self._line.rect().bottomLeft())
            wide = max(QFontMetrics(font("body")).horizontalAdvance(name) for name in fitting) + px(36)
            high = min(len(fitting), _ROWS) * px(26) + px(4)
            top = below.y() + 2
            if top + high > parent.height():
                top = self._line.mapTo(parent, QPoint(0, 0)).y() - high - 2
            self.setGeometry(below.x(), top, max(wide, px(140)), high)
            self.raise_()

    def take(self) -> None:
        """Write the name chosen in the place of the word at the caret."""
        if self.currentRow() < 0:
            return
        item = self.currentItem()
        text, caret = self._line.text(), self._line.cursorPosition()
        start = caret - len(self._begun())
        rest = _LETTERS.match(text[caret:])
        end = caret + (len(rest[0]) if rest is not None else 0)
        self.hide()
        self._line.setText(text[:start] + item.text() + text[end:])
        self._line.setCursorPosition(start + len(item.text()))
        self.hide()

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was for the names: Down and Up choose, Enter and Tab take, Escape closes."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.offer(everything=True)
            return True
        if not self.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None:
            self.setCurrentRow((self.currentRow() + step) % self.count())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.currentRow() >= 0:
            self.take()
            return True
        return False

    def _begun(self) -> str:
        match = _WORD.search(self._line.text()[: self._line.cursorPosition()])
        return match[0] if match is not None else ""


def before_words(line: QLineEdit) -> int:
    """How far from the left border of a line its words begin."""
    line.ensurePolished()
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    contents = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    return contents.left() + _MARGIN
