"""The editor under the requirements: one sentence, what is wrong with it, what it is understood as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.panels.fault_card import FaultCard
from app.panels.fixes import open_fixes
from app.panels.folds import Folds
from app.panels.half_typed import gently
from app.panels.labels import across, chip, down, key_label, label
from app.panels.scrolled import Fitting
from app.panels.sentence_edit import MOST_TAKEN, SentenceEdit
from app.session.pauses import once_after
from app.theme import px
from core.assistants.sentences import boilerplates_in_use, limits_in_use, parsed, times_in_use
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.longest import LONGEST_SENTENCE
from core.ground.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.requirements.nouns import Names
    from core.requirements.remarks import Fix, Meant, Remark

_PAUSE = 60
"""Milliseconds without a keystroke after which the sentence is looked at."""
_REST = 200
"""Milliseconds until all that is made of the sentence is shown: that takes longer than a key may wait."""

_LEAST = 64
"""The least height of what is wrong, in px at scale 1; where there is no more, it scrolls."""


class RequirementEditor(QFrame):
    """The line in which a requirement is written or changed.

    `meant` tells what a noun means in the project, of which `names` gives the names. Signals: `committed`
    with key and sentence when a person is done; `divided` with the key and the sentences of several
    requirements that are to be made of it at once; `explained` with the key, the sentence, and what of it is
    to go to the rationale; `changed` while typing; `termed` with a word that the
    glossary should have and the element that it means, if that is known.
    """

    committed = Signal(str, str)
    divided = Signal(str, object)
    explained = Signal(str, str, str)
    changed = Signal(str)
    termed = Signal(str, str)

    def __init__(
        self,
        meant: Meant | None = None,
        names: Callable[[], Names | None] | None = None,
        folds: Folds | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._meant = meant
        self._names = names
        self._remarks: tuple[Remark, ...] = ()
        self._shown: Remark | None = None
        self._offered: tuple[Fix, ...] = ()
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
        self.sentence = SentenceEdit(folds or Folds(self))
        column.addWidget(self.sentence)
        self.card = FaultCard()
        self._told = Fitting(self.card, _LEAST)
        column.addWidget(self._told)
        self._pause = once_after(self, _PAUSE, self._look_while_writing)
        self._rest = once_after(self, _REST, lambda: self.changed.emit(self.sentence.toPlainText()))
        self.sentence.textChanged.connect(self._pause.start)
        self.sentence.cursorPositionChanged.connect(self._pause.start)
        self.sentence.finished.connect(self.finish)
        self.sentence.faded.connect(self._fade)
        self.sentence.left.connect(self.take_back)
        self.key.returnPressed.connect(self.finish)
        self.key.editingFinished.connect(self._fade)
        self.card.taken.connect(self._take)
        self.card.accepted.connect(self._accept)

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
        if len(text) > MOST_TAKEN:
            # A line of so many letters cannot be laid out between two keys: its beginning is shown.
            text, writable, draft = text[: LONGEST_SENTENCE + 1], False, None
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
        """Understand the sentence as it stands, say what is wrong, and tell that it is another."""
        self._look_while_writing()
        self._rest.stop()
        self.changed.emit(self.sentence.toPlainText())

    def _look_while_writing(self) -> None:
        """Say what is wrong at once; what is made of the whole sentence waits until the keys rest."""
        self._pause.stop()
        self._rest.start()
        text = self.sentence.toPlainText()
        known = parsed(text) if text.strip() else None
        self._remarks = self._remarked(text)
        if self.sentence.hasFocus():
            self._remarks = gently(self._remarks, text, self.sentence.textCursor().position())
        self.sentence.show_faults(tuple(one.diagnostic for one in self._remarks))
        self._pattern.setText(
            _(known.pattern.value) if known is not None and known.pattern else _("no pattern yet")
        )
        self._state.setVisible(self.dirty)
        self._show_remark()

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

    def fixes(self) -> tuple[Fix, ...]:
        """What would mend the places at the caret; where nothing would, the one that the card tells of."""
        if not self._writable:
            return ()
        caret = self.sentence.textCursor().position() + 1
        here = [one for one in self._remarks if _covers(one.diagnostic, caret)]
        found = [fix for one in here for fix in one.fixes]
        if not found and self._shown is not None:
            found = list(self._shown.fixes)
        return tuple(dict.fromkeys(found))

    def name_at_caret(self, known: Names | None) -> str:
        """What is selected in the sentence, else the noun at the caret; empty while one writes elsewhere."""
        from core.requirements.pointing import Sort, noun_at, pointed

        cursor = self.sentence.textCursor()
        if not self.sentence.hasFocus():
            return ""
        if cursor.hasSelection():
            return " ".join(cursor.selectedText().split())
        text = self.sentence.toPlainText()
        here = pointed(parsed(text), cursor.position(), known)
        if here and here[0].sort in (Sort.KEYWORD, Sort.MEASURE):
            return ""
        noun = noun_at(text, cursor.position(), known)
        return noun.name if noun is not None else ""

    def offer_fixes(self) -> bool:
        """Open a menu of what would mend the place of the caret; False where nothing is known to."""
        self.look()
        found = self.fixes()
        if found:
            open_fixes(self.sentence, found, self.mend)
        return bool(found)

    def mend(self, fix: Fix) -> None:
        """Mend a place: of a requirement that nobody is writing on, that is a change of the model."""
        if fix.term:
            self.termed.emit(fix.term, fix.refers_to)
            return
        if fix.further:
            self.divide((fix.text, *fix.further))
            return
        if fix.rationale:
            self._explain(fix.text, fix.rationale)
            return
        written = self.dirty or not self._text_before
        self._replace(fix.start, fix.end, fix.text)
        if not written:
            self.finish()

    def rewrite(self, text: str) -> None:
        """Write this in place of the sentence; it becomes a change when the sentence is finished."""
        self._replace(0, len(self.sentence.toPlainText()), text)

    def divide(self, sentences: tuple[str, ...]) -> None:
        """Have requirements made of the sentence at once, as many as there are sentences."""
        key = self.key.text().strip() or self._key_before
        if self._writable and key:
            self._key_before, self._text_before = self.key.text(), self.text
            self.divided.emit(key, sentences)

    def _explain(self, text: str, rationale: str) -> None:
        """Have the sentence written at once, and what stood beside it kept as its rationale."""
        key = self.key.text().strip() or self._key_before
        if self._writable and key:
            self._key_before, self._text_before = self.key.text(), self.text
            self.explained.emit(key, text, rationale)

    def _take(self, text: str) -> None:
        """Write what the card shows: at once where that is several requirements."""
        fixes = self._shown.fixes if self._shown is not None else ()
        divided = next((fix for fix in fixes if fix.further), None)
        if divided is not None:
            self.mend(divided)
        else:
            self.rewrite(text)

    def _replace(self, start: int, end: int, text: str) -> None:
        """Write in place of what stands there; it is taken back in one step."""
        cursor = self.sentence.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.sentence.setTextCursor(cursor)
        self.sentence.setFocus()
        self.look()

    def _accept(self, number: int) -> None:
        if number < len(self._offered):
            self.mend(self._offered[number])

    def _remarked(self, text: str) -> tuple[Remark, ...]:
        from core.requirements.remarks import remarks

        known = self._names() if self._names is not None else None
        things = known.things if known is not None else None
        return remarks(text, self._meant, boilerplates_in_use(), limits_in_use(), things, times_in_use())

    def _show_remark(self) -> None:
        """Let the card tell of the gravest remark; among equals of the one at the caret or nearest to it.

        An error goes before all others; what is weak is told where the caret stands in it.
        """
        caret = self.sentence.textCursor().position() + 1
        order = (Severity.ERROR, Severity.WARNING, Severity.INFO)

        def rank(one: Remark) -> tuple[bool, bool, int, int]:
            told = one.diagnostic
            apart = abs((told.column or 1) - caret)
            outside = not _covers(told, caret)
            return told.severity is not Severity.ERROR, outside, order.index(told.severity), apart

        self._shown = min(self._remarks, key=rank, default=None)
        told = self._shown.diagnostic if self._shown is not None else None
        fixes = self._shown.fixes if self._shown is not None and self._writable else ()
        weak = told is not None and told.severity is Severity.INFO
        divided = next((fix for fix in fixes if fix.further), None)
        several = (divided.text, *divided.further) if divided is not None else ()
        # What the card shows as it would be written has its button there; the others are offered beside it.
        beside = weak or len(fixes) > 1 or any(fix.rationale for fix in fixes)
        self._offered = tuple(fix for fix in fixes if fix is not divided) if beside else ()
        offered = [fix.title for fix in self._offered]
        self._told.setVisible(told is not None)
        writes = bool(several) or (bool(fixes) and not offered)
        self.card.show_fault(told, self.key.text(), writes, offered, several)


def _covers(diagnostic: Diagnostic, column: int) -> bool:
    """Whether the caret in front of that column stands in the place, or at its end."""
    start = diagnostic.column or 1
    return start <= column <= start + (diagnostic.length or 1)
