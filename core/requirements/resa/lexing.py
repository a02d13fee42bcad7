"""The tokens of a ReSA sentence for resa.lark: keywords, and runs of everything between them."""

from dataclasses import dataclass, field
from typing import ClassVar

from core.requirements.ears.verbs import VERBS
from core.requirements.ontology import class_named
from core.requirements.resa.items import TIME_UNITS, Item, items_of
from core.requirements.resa.tree import Atom, Comparison, Measure, Noun, Phrase, Place, Word

_SIGNS = {"=": "==", "≤": "<=", "≥": ">=", "≠": "!="}
_ATOMS = frozenset({"TYPED", "QUOTED", "SIGN", "MEASURE", "ARTICLE", "WORD", "NOT"})
_TIMED = frozenset({"WITHIN", "FOR", "EVERY", "DELAYED", "BETWEEN"})
_CLAUSES = frozenset({"WHERE", "WHILE", "UNLESS", "WHEN", "IF"})
_BOUNDS = frozenset({"UNTIL", "BEFORE", "AFTER"})
_ACTION, _CONDITION, _CLAUSE = "action", "condition", "clause"


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal of resa.lark as lark asks for it; `atoms` is filled for ATOMS and MEASURE."""

    line: ClassVar[None] = None
    column: ClassVar[None] = None
    end_line: ClassVar[None] = None
    end_column: ClassVar[None] = None

    type: str
    start_pos: int
    end_pos: int
    text: str = ""
    atoms: Phrase = field(default=())


def tokens(even: str) -> list[Token]:
    """The tokens of the text, whose quotation marks are evened out; blanks and commas lie between them."""
    items = items_of(even)
    modal = next((index for index, item in enumerate(items) if item.kind == "SHALL"), None)
    if modal is None:
        modal = next((index for index, item in enumerate(items) if item.kind == "MODAL"), len(items))
    cutter = _Cutter(items, modal)
    cutter.front()
    cutter.back()
    return cutter.found


class _Cutter:
    """Walks over the items and gathers tokens."""

    def __init__(self, items: list[Item], modal: int) -> None:
        self.items = items
        self.modal = modal
        self.at = 0
        self.run: list[Atom] = []
        self.found: list[Token] = []

    def kind(self, ahead: int = 0) -> str:
        """The kind of an item ahead; empty behind the last one."""
        index = self.at + ahead
        return self.items[index].kind if index < len(self.items) else ""

    def front(self) -> None:
        """The tokens in front of "shall"."""
        if self.kind() == "LABEL":
            self._keyword("LABEL")
        while self.at < self.modal:
            kind = self.kind()
            if kind in _TIMED:
                self._timed(kind)
            elif kind in {"AND", "OR"} and self.kind(1) in {*_CLAUSES, "AFTER"}:
                self._again()
            elif kind in _ATOMS:
                self._atom()
            else:
                self._keyword(kind)
        self._set_off_subject()
        self._flush()

    def back(self) -> None:
        """The tokens from "shall" to the end."""
        if self.at < len(self.items):
            self._shall()
        inside = _ACTION
        while self.at < len(self.items):
            kind = self.kind()
            if kind in {"AND", "OR"} and self._joins(inside):
                inside = _ACTION
            elif kind == "COMMA" and self._is_idle_comma():
                self.at += 1
            elif kind in _CLAUSES:
                inside = _CLAUSE
                self._keyword(kind)
            elif kind in _BOUNDS:
                inside = _CONDITION
                self._keyword(kind)
            elif kind in _TIMED:
                self._timed(kind)
            elif kind in _ATOMS or (kind in {"AND", "OR"} and inside is _ACTION):
                self._atom()
            elif kind == "ELSE":
                inside = _ACTION
                self._keyword(kind)
                self._subject()
            else:
                self._keyword(kind)
        self._flush()

    def _shall(self) -> None:
        """The "shall", and the "not" and "be able to" behind it."""
        self._keyword("SHALL")
        for kind in ("NOT", "ABLE"):
            if self.kind() == kind:
                self._keyword(kind)

    def _subject(self) -> None:
        """The name of another system, up to its "shall"."""
        while self.kind() not in {"SHALL", "MODAL", ""}:
            if self.kind() in _ATOMS:
                self._atom()
            else:
                self._keyword(self.kind())
        if self.kind():
            self._shall()

    def _joins(self, inside: str) -> bool:
        """Take an "and" behind which another action or another main part begins."""
        if self.kind(1) in {"SHALL", "MODAL"}:
            self._keyword("ALSO", 2)
        elif self._another_subject():
            self._keyword("JOIN")
            self._subject()
            return True
        elif self.kind() == "AND" and inside is not _CLAUSE and self._acts():
            self._keyword("ALSO")
        else:
            return False
        for kind in ("NOT", "ABLE"):
            if self.kind() == kind:
                self._keyword(kind)
        return True

    def _another_subject(self) -> bool:
        """Whether a "shall" follows before anything but the name of its subject."""
        for item in self.items[self.at + 1 :]:
            if item.kind in {"SHALL", "MODAL"}:
                return True
            if item.kind not in {"TYPED", "QUOTED", "ARTICLE", "WORD"}:
                return False
        return False

    def _acts(self) -> bool:
        """Whether a verb follows: a plain word behind typed nouns, or one that is known as a verb."""
        if self.kind(1) == "NOT":
            return True
        if self.kind(1) != "WORD":
            return False
        typed = any(isinstance(atom, Noun) for atom in self.run) or self.found[-1].type != "ATOMS"
        return typed or self.items[self.at + 1].text.lower() in VERBS

    def _is_idle_comma(self) -> bool:
        """Whether the comma stands only in front of what begins a piece by itself."""
        following = self.kind(1)
        return following in {"AND", "ELSE", *_CLAUSES, *_BOUNDS, *_TIMED}

    def _again(self) -> None:
        """An "and" in front of a keyword: the same clause goes on, or another one begins."""
        opener = next(
            (token.type for token in reversed(self.found) if token.type in {*_CLAUSES, "AFTER"}), ""
        )
        if self.kind(1) == opener:
            self._flush()
            item, keyword = self.items[self.at], self.items[self.at + 1]
            self.found.append(Token(item.kind, item.start, keyword.end))
            self.at += 2
        else:
            self._keyword("COMMA" if self.kind() == "AND" else "OTHER")

    def _timed(self, kind: str) -> None:
        """A keyword of time with its number; words, where the number is none of time."""
        upper = self.at + (3 if kind == "BETWEEN" else 1)
        measure = self.items[upper] if upper < len(self.items) else None
        unit = ((measure and measure.kind == "MEASURE" and measure.match["unit"]) or "").lower()
        if measure is None or measure.kind != "MEASURE" or (unit and unit not in TIME_UNITS):
            self._atom()
            return
        self._keyword(kind)
        self._measure()
        if kind == "BETWEEN":
            self._keyword("TO")
            self._measure()

    def _measure(self) -> None:
        item = self.items[self.at]
        self.found.append(Token("MEASURE", item.start, item.end, atoms=(_atom_of(item),)))
        self.at += 1

    def _set_off_subject(self) -> None:
        """Part the name of the system from the clause in front of it, where a comma is missing."""
        clauses = [token for token in self.found if token.type in {*_CLAUSES, "AFTER"}]
        if not clauses or not self.run or not isinstance(self.run[-1], Noun):
            return
        cut = len(self.run) - 1
        before = self.run[cut - 1]
        if cut and isinstance(before, Word) and before.text in {"the", "a", "an"}:
            cut -= 1
        if self.found[-1].type in {"COMMA", "THEN"} or cut == 0:
            return
        subject, self.run = self.run[cut:], self.run[:cut]
        place = self.run[-1].place.end
        self._flush()
        self.found.append(Token("COMMA", place, place))
        self.run = subject

    def _keyword(self, kind: str, count: int = 1) -> None:
        self._flush()
        first, last = self.items[self.at], self.items[self.at + count - 1]
        kind = "SHALL" if kind == "MODAL" else kind
        self.found.append(Token(kind, first.start, last.end, first.text if count == 1 else ""))
        self.at += count

    def _atom(self) -> None:
        self.run.append(_atom_of(self.items[self.at], opens=not self.found and not self.run))
        self.at += 1

    def _flush(self) -> None:
        if self.run:
            first, last = self.run[0].place, self.run[-1].place
            self.found.append(Token("ATOMS", first.start, last.end, atoms=tuple(self.run)))
            self.run = []


def _atom_of(item: Item, opens: bool = False) -> Atom:
    """The atom that the item is; the capital of a word that opens the sentence is no part of the word."""
    place = Place(item.start, item.end)
    match item.kind:
        case "TYPED":
            name, _colon, written = item.text.rpartition(":")
            bare = " ".join(name.strip('"').split())
            return Noun(bare, class_named(written) or written, place, name.startswith('"'))
        case "QUOTED":
            return Noun(" ".join(item.text.strip('"').split()), "", place)
        case "SIGN":
            return Comparison(_SIGNS.get(item.text, item.text), place)
        case "MEASURE":
            return Measure(item.match["number"], item.match["unit"] or "", place)
        case "WORD":
            word = item.text
            return Word(word.lower() if opens and word[1:].islower() else word, place)
    return Word(" ".join(item.text.lower().split()), place)
