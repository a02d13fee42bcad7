"""A card at a word of the sentence that says what it means; it takes keys, and never the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QWidget

from app.panels.key_hints import KeyHints
from app.panels.labels import across, clear, down, label
from app.panels.pointed_words import Told
from app.session.pauses import once_after
from app.theme import px
from core.ground.words import _
from core.model import Id

_WIDTH = 440
_LEAVING = 250
"""Milliseconds that the pointer has to go from the word to the card."""

Asked = Callable[[int], tuple[tuple[int, int], tuple[Told, ...]] | None]
"""What stands at a place of the sentence: its characters, and what is told of it."""


class HoverCard(QFrame):
    """Opens where the pointer rests on a word, and at the caret when asked.

    Signal: `wanted` with the element to go to, by Enter, by a click on its name, or by a click on the word
    with Ctrl held.
    """

    wanted = Signal(str)

    def __init__(self, text: QPlainTextEdit, asked: Asked) -> None:
        super().__init__(text)
        self._text, self._viewport, self._asked = text, text.viewport(), asked
        self._span = (0, 0)
        self._target: Id = ""
        self._by_key = False
        self.told: tuple[Told, ...] = ()
        """What is told now."""
        self.setObjectName("popup")
        self.setAccessibleName(_("What it means"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._column = down(self, (1, 1, 1, 1), 0)
        body = QWidget()
        self._lines = down(body, (12, 8, 12, 8), 2)
        column.addWidget(body)
        self._foot = QFrame()
        self._foot.setObjectName("popup_foot")
        low = across(self._foot, (12, 4, 12, 4), 6)
        self._hints = KeyHints(leads=True)
        low.addWidget(self._hints, 1)
        column.addWidget(self._foot)
        self._leaving = once_after(self, _LEAVING, self.leave)
        text.setMouseTracking(True)
        text.viewport().setMouseTracking(True)
        text.viewport().installEventFilter(self)
        text.installEventFilter(self)
        text.textChanged.connect(self.leave)
        self.hide()

    def ask(self) -> bool:
        """Open for what stands at the caret; False where there is nothing to tell."""
        place = self._text.textCursor().position()
        found = self._asked(place) or (self._asked(place - 1) if place else None)
        if found is None:
            return False
        self._open(*found, by_key=True)
        return True

    def leave(self) -> None:
        """Close."""
        self._leaving.stop()
        if self.isVisible():
            self.hide()
            self._text.setAccessibleDescription("")

    def go(self, target: Id = "") -> None:
        """Go to an element; without one to the first that is told of."""
        wanted = target or self._target
        self.leave()
        if wanted:
            self.wanted.emit(wanted)

    def _open(self, span: tuple[int, int], told: tuple[Told, ...], by_key: bool) -> None:
        self._span, self.told, self._by_key = span, told, by_key
        self._target = next((one.target for one in told if one.target), "")
        clear(self._lines)
        for number, one in enumerate(told):
            if number:
                self._lines.addSpacing(px(6))
            self._write(one)
        keys = [("Enter" if by_key else "Ctrl", _("go there") if by_key else _("and a click: go there"))]
        self._hints.show_keys([*(keys if self._target else ()), *([("Esc", _("close"))] if by_key else ())])
        self._foot.setVisible(bool(self._target) or by_key)
        self._place()
        self._tell()

    def _write(self, one: Told) -> None:
        head = QWidget()
        row = across(head, gap=8)
        if one.target:
            name = QPushButton(_short(one.words))
            name.setProperty("link", True)
            name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            name.setAccessibleName(_("Go to {key}").format(key=one.words))
            name.clicked.connect(lambda _on=False, target=one.target: self.go(target))
            row.addWidget(name)
        else:
            row.addWidget(label(_short(one.words), "strong"))
        row.addStretch(1)
        row.addWidget(label(one.sort, "small"))
        self._lines.addWidget(head)
        for fact in one.facts:
            self._lines.addWidget(label(fact, "fact", wraps=True))

    def _place(self) -> None:
        """Stand under the word; over it where there is no room below."""
        window = self._text.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setFixedWidth(min(px(_WIDTH), window.width() - px(16)))
        self.ensurePolished()
        wraps = self._column.hasHeightForWidth()
        high = self._column.heightForWidth(self.width()) if wraps else self._column.sizeHint().height()
        self.setFixedHeight(high)
        around = self._rect()
        under = self._text.viewport().mapTo(window, around.bottomLeft() + QPoint(-px(8), px(4)))
        if under.y() + self.height() > window.height() - px(8):
            above = self._text.viewport().mapTo(window, around.topLeft())
            under.setY(above.y() - self.height() - px(4))
        under.setX(max(min(under.x(), window.width() - self.width() - px(8)), px(8)))
        self.move(under)
        self.show()
        self.raise_()

    def _rect(self) -> QRect:
        """Where the word is seen; of one that goes over a line's end, its first line."""
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._span[0])
        first = self._text.cursorRect(cursor)
        cursor.setPosition(self._span[1])
        last = self._text.cursorRect(cursor)
        return first.united(last) if first.top() == last.top() else first

    def _tell(self) -> None:
        """Let a screen reader say the card: the keyboard stays in the text."""
        said = "; ".join(", ".join((one.words, one.sort, *one.facts)) for one in self.told)
        self._text.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.DescriptionChanged))

    def _at(self, place: QPoint) -> int:
        """The character under the pointer, or -1 where there is none."""
        cursor = self._text.cursorForPosition(place)
        number = cursor.position()
        for start in (number, number - 1):
            one, two = QTextCursor(self._text.document()), QTextCursor(self._text.document())
            one.setPosition(max(start, 0))
            two.setPosition(min(max(start, 0) + 1, len(self._text.toPlainText())))
            left, right = self._text.cursorRect(one), self._text.cursorRect(two)
            if left.top() == right.top() and left.united(right).contains(place):
                return max(start, 0)
        return -1

    def _hover(self, place: QPoint) -> None:
        at = self._at(place)
        found = self._asked(at) if at >= 0 else None
        if found is not None:
            self._open(*found, by_key=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer over the words, and the keys that the open card takes."""
        if watched is self._viewport:
            return self._pointed(event) or super().eventFilter(watched, event)
        if watched is self._text:
            return self._keyed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pointed(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._hover(event.pos())
            return True
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            self._moved(event.position().toPoint())
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            return self._click(event)
        elif kind == QEvent.Type.Leave and self.isVisible() and not self._by_key:
            self._leaving.start()
        return False

    def _keyed(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Hide or (kind == QEvent.Type.FocusOut and self._by_key):
            self.leave()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            if self.isVisible() and self._is_ours(event):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._press(event)
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._by_key and bool(self._target)
        return enter or event.key() == Qt.Key.Key_Escape

    def _press(self, event: QKeyEvent) -> bool:
        if not self.isVisible():
            return False
        if not self._is_ours(event):
            if event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt):
                self.leave()
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self.go()
        return True

    def _moved(self, place: QPoint) -> None:
        """Away from the word the card closes, unless the pointer goes to the card."""
        if self.isVisible() and not self._by_key:
            if self._span[0] <= self._at(place) < self._span[1]:
                self._leaving.stop()
            elif not self._leaving.isActive():
                self._leaving.start()

    def _click(self, event: QMouseEvent) -> bool:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        at = self._at(event.position().toPoint()) if held else -1
        found = self._asked(at) if at >= 0 else None
        target = next((one.target for one in found[1] if one.target), "") if found else ""
        self.leave()
        if target:
            self.wanted.emit(target)
        return bool(target)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came to the card."""
        super().enterEvent(event)
        self._leaving.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left the card."""
        super().leaveEvent(event)
        if not self._by_key:
            self._leaving.start()


_MOST = 48
"""Characters of a phrase that are repeated."""


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()}…"
