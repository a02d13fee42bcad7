"""Which clauses of sentences are folded, in the table and in the editor; no sentence is changed by it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.panels.sentence import ColouredSpan, coloured
from core.assistants.sentences import parsed

if TYPE_CHECKING:
    from core.requirements.folding import Clause

ELLIPSIS = "…"


class Folds(QObject):
    """The folded clauses, known by their words: what is written elsewhere in a sentence unfolds none.

    Signal: `changed` when others are folded.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: set[str] = set()

    def folded(self, text: str) -> tuple[Clause, ...]:
        """The clauses of the sentence that are folded."""
        return tuple(one for one in foldable(text) if one.text in self._words) if self._words else ()

    def turn(self, clause: Clause) -> None:
        """Fold a clause, or unfold it."""
        self._words ^= {clause.text}
        self.changed.emit()

    def turn_all(self, text: str) -> bool:
        """Fold every clause of the sentence, or unfold them where all are folded; False where it has none."""
        known = {one.text for one in foldable(text)}
        if known <= self._words:
            self._words -= known
        else:
            self._words |= known
        if known:
            self.changed.emit()
        return bool(known)

    def step(self, text: str, fold: bool) -> None:
        """Fold one more clause of the sentence, the first that is not, or unfold the last that is."""
        ordered = foldable(text) if fold else foldable(text)[::-1]
        clause = next((one for one in ordered if (one.text in self._words) != fold), None)
        if clause is not None:
            self.turn(clause)


def foldable(text: str) -> tuple[Clause, ...]:
    """The clauses of the sentence that can be folded."""
    return _foldable(text) if text else ()


@lru_cache(maxsize=4096)
def _foldable(text: str) -> tuple[Clause, ...]:
    from core.requirements.folding import clauses

    return clauses(parsed(text))


def shortened(text: str, folded: tuple[Clause, ...]) -> tuple[str, tuple[ColouredSpan, ...]]:
    """The sentence as it is seen with these clauses folded, and the colours of what is left."""
    if not folded:
        return text, coloured(text)
    from core.requirements.folding import shown

    words, spans = "", []
    for begin, end in shown(text, folded):
        words += ELLIPSIS if words else ""
        for start, length, role in coloured(text):
            first, last = max(start, begin), min(start + length, end)
            if first < last:
                spans.append((len(words) + first - begin, last - first, role))
        words += text[begin:end]
    return words, tuple(spans)
