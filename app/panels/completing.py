"""A list under the caret of what can be written next; it takes keys, and never the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.panels.labels import across, down, key_label, label
from app.panels.rows import Row, RowList
from app.session.lexicon import ProjectWords
from app.session.pauses import once_after
from app.theme import px
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements.completion import Completion

_WIDTH = 400
_ROW = 24
_MOST = 8
"""Rows that are seen at once."""

_TURN = 0.004
"""Seconds of work in one go."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST, Qt.Key.Key_PageUp: -_MOST}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Offer(Protocol):
    """Something that can be written in place of the characters from `start` to before `end`."""

    @property
    def text(self) -> str:
        """What would be written."""

    @property
    def start(self) -> int:
        """The first character that it takes the place of, from 0."""

    @property
    def end(self) -> int:
        """The character behind them."""


Steps = Iterator["Sequence[Offer] | None"]
"""What is found out in small steps: None after each, at last what there is."""

Ask = Callable[[str, int], "Steps | None"]
"""What can be written at a place of a text; None where that cannot be known yet."""


def in_sentences(words: ProjectWords) -> Ask:
    """What can be written in a requirement with the names of the project."""

    def ask(text: str, place: int) -> Steps | None:
        from core.requirements.completion import completing

        known = words.lexicon()
        return None if known is None else completing(text, place, known)

    return ask


class CompletionList(QFrame):
    """Opens while a word is typed, and behind a blank when asked; what is typed goes on in the text.

    `ask` finds what there is, `tell` says of an offer what it is. Where `ask` knew nothing yet, whoever made
    the list calls `come` once it does.
    """

    def __init__(self, text: QPlainTextEdit, ask: Ask, tell: Callable[[Any], str]) -> None:
        super().__init__(text)
        self._text, self._find, self._told = text, ask, tell
        self._offered: list[Offer] = []
        self._asked = False
        self._waits = False
        self._before = ("", 0)
        self._steps: Steps = iter(())
        self.setObjectName("popup")
        self.setAccessibleName(_("What can be written next"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = down(self, (1, 3, 1, 1), 2)
        self.list = RowList()
        self.list.row_height = _ROW
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What can be written next"))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.list.chosen.connect(lambda _row: self._tell())
        column.addWidget(self.list)
        foot = self._foot = QFrame()
        foot.setObjectName("popup_foot")
        low = across(foot, (12, 4, 12, 4), 6)
        for key, said in (("Tab", _("write it")), ("Esc", _("close the list"))):
            low.addWidget(key_label(key))
            low.addWidget(label(said, "small"))
            low.addSpacing(px(8))
        low.addStretch(1)
        column.addWidget(foot)
        self._soon = once_after(self, 0, self._offer)
        self._later = once_after(self, 0, self._go_on)
        self._moving = once_after(self, 0, self._place_again)
        text.installEventFilter(self)
        text.cursorPositionChanged.connect(self._moved)
        self.hide()

    def ask(self) -> None:
        """Open at the caret, also where no word is begun."""
        if not self._text.isReadOnly():
            self._asked = True
            self._offer()
            self._settle()

    def leave(self) -> None:
        """Close; nothing is written."""
        self._asked = self._waits = False
        self._soon.stop()
        self._later.stop()
        if self.isVisible():
            self.hide()
            self._text.setAccessibleDescription("")

    def _offer(self) -> None:
        """Show what can be written at the caret as the text is now."""
        text, place = self._text.toPlainText(), self._text.textCursor().position()
        steps = self._find(text, place)
        if steps is None:
            self._waits = True
            return
        self._before = text, place
        begun = text[max(place - 1, 0) : place]
        if not self._asked and not (begun.isalnum() or begun in ('"', ":", "-")):
            self.leave()
            return
        self._steps = steps
        self._go_on()

    def _go_on(self) -> None:
        """Try what fits for as long as nobody notices; a key that is pressed meanwhile goes first."""
        over = perf_counter() + _TURN
        found = None
        while found is None:
            if perf_counter() > over:
                self._later.start()
                return
            found = next(self._steps, [])
        self._show(found)

    def _settle(self) -> None:
        """Try at once all that is left to try: a row is about to be taken, and must fit what is written."""
        if self._soon.isActive():
            self._soon.stop()
            self._offer()
        if self._later.isActive():
            self._later.stop()
            self._show(next((found for found in self._steps if found is not None), []))

    def _show(self, found: Sequence[Offer]) -> None:
        text, _place = self._before
        written = [one for one in found if text[one.start : one.end].casefold() == one.text.casefold()]
        self._offered = [one for one in found if one not in written]
        if not self._offered or (written and not self._asked):
            self.leave()
            return
        rows = [Row(str(number), one.text, right=self._told(one)) for number, one in enumerate(self._offered)]
        self.list.show_rows(rows)
        self.list.choose("0", quietly=True)
        self.list.scrollToTop()
        self._place()
        self._tell()

    def _place(self) -> None:
        """Stand under the word that is begun, over it where there is more room; never on what is written."""
        window = self._text.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._follow()
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._offered[0].start)
        around = self._text.cursorRect(cursor)
        top = self._text.viewport().mapTo(window, around.topLeft())
        gap, edge = px(4), px(8)
        below = window.height() - top.y() - around.height() - gap - edge
        above = top.y() - gap - edge
        around_rows = self._foot.sizeHint().height() + px(8)
        rows = min(len(self._offered), _MOST)
        under = below >= around_rows + rows * px(_ROW) or below >= above
        room = (below if under else above) - around_rows
        self.list.setFixedHeight(min(rows, max(room // px(_ROW), 1)) * px(_ROW) + px(2))
        self.setFixedWidth(min(px(_WIDTH), window.width() - px(16)))
        self.adjustSize()
        left = max(min(top.x() - px(12), window.width() - self.width() - edge), edge)
        self.move(left, top.y() + (around.height() + gap if under else -self.height() - gap))
        self.show()
        self.raise_()

    def _place_again(self) -> None:
        if self.isVisible():
            self._place()

    def _follow(self) -> None:
        """Hear when the sentence goes elsewhere in the window, as it does when a card opens under it."""
        around: QWidget | None = self._text
        while around is not None and not around.isWindow():
            around.installEventFilter(self)
            around = around.parentWidget()

    def _take(self, number: int) -> None:
        """Write what was offered in place of what is begun."""
        if not 0 <= number < len(self._offered):
            return
        one = self._offered[number]
        self.leave()
        cursor = self._text.textCursor()
        cursor.setPosition(one.start)
        cursor.setPosition(one.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(one.text)
        self._text.setTextCursor(cursor)

    def come(self) -> None:
        """What was not known is: answer what was asked meanwhile."""
        if self._waits:
            self._waits = False
            if self._text.hasFocus():
                self._offer()

    def _moved(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            here = self._text.toPlainText(), self._text.textCursor().position()
            if here != self._before:
                self.leave()

    def _tell(self) -> None:
        """Let a screen reader say the current row: the keyboard stays in the text."""
        row = next((row for row in self.list.known.rows if row.id == self.list.current()), None)
        self._text.setAccessibleDescription(row.spoken if row is not None else "")
        event = QAccessibleEvent(self._text, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that the open list takes; after any other the list follows what was written."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._moving.start()
        if watched is not self._text:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.leave()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.isVisible() and self._is_ours(event):
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        elif event.type() == QEvent.Type.InputMethod:
            self._soon.start()
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return plain and (event.key() in (*_STEPS, *_TAKES, Qt.Key.Key_Escape))

    def _press(self, event: QKeyEvent) -> bool:
        if self.isVisible() and self._is_ours(event):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
            elif event.key() in _TAKES:
                self._settle()
                self._take(int(self.list.current() or 0))
            else:
                number = int(self.list.current() or 0) + _STEPS[Qt.Key(event.key())]
                self.list.choose(str(max(0, min(number, len(self._offered) - 1))))
            return True
        typed = event.text().isprintable() and bool(event.text())
        erased = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.isVisible()
        if (typed or erased) and not self._text.isReadOnly():
            self._later.stop()
            self._soon.start()
        return False


def kind_words(one: Completion) -> str:
    """What is offered, and the class of what it names: the class is a word of the language itself."""
    from core.requirements.completion import CompletionKind

    kinds = {
        CompletionKind.KEYWORD: _("keyword"),
        CompletionKind.NAME: _("name"),
        CompletionKind.STATE: _("state"),
        CompletionKind.VERB: _("verb"),
        CompletionKind.UNIT: _("unit"),
        CompletionKind.CLASS: _("class"),
    }
    said = kinds[one.kind]
    told = one.ontology_class in ("", one.kind.value) or one.kind is CompletionKind.CLASS
    return said if told else f"{said} · {one.ontology_class}"
