"""The editor under the requirements: one sentence, what is wrong with it, what it is understood as."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.panels.fault_card import FaultCard
from app.panels.labels import across, chip, down, key_label, label
from app.panels.sentence import coloured
from app.session.sentences import parsed
from app.theme import colour, px, restyled
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

_PAUSE = 60
"""Milliseconds without a keystroke after which the sentence is looked at."""


class SentenceEdit(QPlainTextEdit):
    """The sentence itself, coloured by its slots and underlined where something is wrong.

    Signals: `finished` on Enter, `left` on Escape, `faded` when the keyboard goes elsewhere,
    `barred` when something is typed that may only be read.
    """

    finished = Signal()
    left = Signal()
    faded = Signal()
    barred = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sentence")
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The requirement as a sentence"))
        self.setPlaceholderText(_("When <trigger>, the <system> shall <response> within <time>."))
        self._colours = _Colours(self.document())
        restyled(self, self._draw)
        self._draw()

    def show_faults(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Underline what the diagnostics are about."""
        selections: list[QTextEdit.ExtraSelection] = []
        length = len(self.toPlainText())
        for diagnostic in diagnostics:
            start = max((diagnostic.column or 1) - 1, 0)
            selection = QTextEdit.ExtraSelection()
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            error = diagnostic.severity is Severity.ERROR
            selection.format.setUnderlineColor(colour("status.error.mark" if error else "status.warn.mark"))
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(start, length))
            end = min(start + max(diagnostic.length or 1, 1), length)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def _draw(self) -> None:
        self.setFixedHeight(px(66))
        self._colours.rehighlight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the end of the sentence, Escape takes it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.isReadOnly() and event.text().isprintable() and event.text():
            self.barred.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is not lost when one goes elsewhere."""
        super().focusOutEvent(event)
        self.faded.emit()


class _Colours(QSyntaxHighlighter):
    """Colours the sentence by its slots."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a sentence of several lines is understood as a whole."""
        whole = self.document().toPlainText()
        begin = self.currentBlock().position()
        for start, length, role in coloured(whole):
            first, last = max(start - begin, 0), min(start + length - begin, len(text))
            if first < last:
                shape = QTextCharFormat()
                shape.setForeground(QColor(colour(role)))
                if role == "syntax.keyword":
                    shape.setFontWeight(700)
                self.setFormat(first, last - first, shape)


class RequirementEditor(QFrame):
    """The line in which a requirement is written or changed.

    Signals: `committed` with key and sentence when a person is done; `changed` while typing.
    """

    committed = Signal(str, str)
    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_before = ""
        self._text_before = ""
        self._refused: tuple[str, str] | None = None
        self._writable = True
        column = down(self, (12, 8, 12, 8), 8)
        head = QWidget()
        row = across(head, gap=6)
        self.key = QLineEdit()
        self.key.setProperty("mono", True)
        self.key.setAccessibleName(_("Key"))
        self.key.setFixedWidth(px(92))
        self._pattern = chip("")
        self._state = chip(_("editing"))
        row.addWidget(self.key)
        row.addWidget(self._pattern)
        row.addWidget(self._state)
        row.addStretch(1)
        for key, words in (("Enter", _("done")), ("Esc", _("as it was"))):
            row.addWidget(key_label(key))
            row.addWidget(label(words, "small"))
        column.addWidget(head)
        self.sentence = SentenceEdit()
        column.addWidget(self.sentence)
        self.card = FaultCard()
        column.addWidget(self.card)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        self.sentence.textChanged.connect(self._pause.start)
        self.sentence.cursorPositionChanged.connect(self._pause.start)
        self.sentence.finished.connect(self.finish)
        self.sentence.faded.connect(self._fade)
        self.sentence.left.connect(self.take_back)
        self.key.returnPressed.connect(self.finish)
        self.key.editingFinished.connect(self._fade)
        self.card.taken.connect(self._take)

    @property
    def dirty(self) -> bool:
        """Whether what stands here differs from the model."""
        return (self.key.text(), self.text) != (self._key_before, self._text_before)

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return " ".join(self.sentence.toPlainText().split())

    @property
    def draft(self) -> tuple[str, str] | None:
        """The key and the words that differ from the model; None where nothing does."""
        return (self.key.text(), self.sentence.toPlainText()) if self.dirty else None

    def show_requirement(
        self, key: str, text: str, writable: bool, draft: tuple[str, str] | None = None
    ) -> None:
        """Show a requirement, in place of what stood here; a draft of it stands as it was left."""
        self._key_before, self._text_before, self._writable = key, text, writable
        shown_key, shown = draft or (key, text)
        if self.key.text() != shown_key:
            self.key.setText(shown_key)
        self.key.setReadOnly(not writable)
        self.sentence.setReadOnly(not writable)
        if self.sentence.toPlainText() != shown:
            self.sentence.setPlainText(shown)
        self.look()

    def refuse(self, key: str, text: str) -> None:
        """Say that what was committed was not taken; the model has this key and sentence."""
        self._refused = self.key.text(), self.sentence.toPlainText()
        self._key_before, self._text_before = key, text
        self.look()

    def look(self) -> None:
        """Understand the sentence as it stands, and say what is wrong."""
        self._pause.stop()
        text = self.sentence.toPlainText()
        known = parsed(text) if text.strip() else None
        diagnostics = known.diagnostics if known is not None else ()
        self.sentence.show_faults(diagnostics)
        self._pattern.setText(
            _(known.pattern.value) if known is not None and known.pattern else _("no pattern yet")
        )
        self._state.setVisible(self.dirty)
        self.card.show_fault(self._nearest(diagnostics), self.key.text(), self._writable)
        self.changed.emit(text)

    def finish(self) -> None:
        """Make a change of what was written."""
        if self._writable and self.dirty and self.text and self.key.text().strip():
            key, text = self.key.text().strip(), self.text
            self._key_before, self._text_before = key, text
            self.committed.emit(key, text)

    def leave(self) -> None:
        """Make a change of what was written, unless it was refused just so: that is said once."""
        if self.draft != self._refused:
            self.finish()

    def take_back(self) -> None:
        """Show the requirement as it is in the model."""
        self.key.setText(self._key_before)
        self.sentence.setPlainText(self._text_before)

    def _fade(self) -> None:
        if self._text_before:
            self.leave()

    def _take(self, text: str) -> None:
        self.sentence.setPlainText(text)
        self.sentence.setFocus()
        self.look()

    def _nearest(self, diagnostics: tuple[Diagnostic, ...]) -> Diagnostic | None:
        """The gravest diagnostic; among equals the one nearest to the caret."""
        caret = self.sentence.textCursor().position() + 1
        order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
        return min(
            diagnostics,
            key=lambda one: (order.index(one.severity), abs((one.column or 1) - caret)),
            default=None,
        )
