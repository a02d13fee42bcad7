"""What the assembly of a sentence gathers: spans, keywords and notes, with their places in the text."""

from dataclasses import dataclass, field

from core.requirements.ears.grammar import Token, Tree
from core.requirements.slots import EarsPattern, Slots, Span

_DEMANDS = frozenset({"shall", "must", "should", "will"})
"""Words that begin a demand."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about the characters from `start` to before `end`, counted from 0.

    `code` is an entry of `core.requirements.ears.explanations`; `about` fills its words.
    """

    code: str
    start: int
    end: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says, and what is to be said about it."""

    slots: Slots
    pattern: EarsPattern
    keywords: tuple[Span, ...]
    notes: tuple[Note, ...]
    article: str
    """The article in front of the system's name as it is written, or nothing."""
    rest: str = ""
    """Another requirement, with the conjunction in front of it."""
    apart: bool = False
    """Whether a full stop stands in front of it."""


@dataclass(slots=True)
class Gathered:
    """Grows while a tree is walked."""

    text: str
    keywords: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """The piece of the text between the two places."""
        return Span(self.text[start:end], start + 1, end - start)

    def phrase(self, token: Token) -> Span:
        """The piece of the text that the token covers."""
        return self.span(start(token), end(token))

    def keyword(self, *tokens: Token) -> None:
        """The tokens are keywords or punctuation."""
        self.keywords += (self.phrase(token) for token in tokens if end(token) > start(token))

    def joint(self, token: Token) -> None:
        """The comma behind a clause, or the "and" that joins another clause to it; an "or" joins none."""
        self.keyword(token)
        if words(token).endswith("or"):
            self.note_on("ears-clause-choice", token)

    def note(self, code: str, begin: int, until: int, about: str = "") -> None:
        """Say something about a place; an empty place widens to the nearest character."""
        if until <= begin:
            begin, until = max(begin - 1, 0), max(begin, 1)
        self.notes.append(Note(code, begin, until, about))

    @property
    def shalls(self) -> tuple[int, ...]:
        """The columns of the words that begin a demand."""
        return tuple(one.column for one in self.keywords if one.text.split(None, 1)[0].lower() in _DEMANDS)

    def note_on(self, code: str, token: Token, about: str = "") -> None:
        """Say something about a token."""
        self.note(code, start(token), end(token), about)

    def punctuate(self, slots: Slots) -> None:
        """Count commas that stand between the pieces and belong to none of them among the keywords."""
        covered = bytearray(len(self.text))
        for span in (*slots.spans(), *self.keywords):
            covered[span.column - 1 : span.end - 1] = b"\1" * span.length
        for note in self.notes:
            covered[note.start : note.end] = b"\1" * (note.end - note.start)
        place = self.text.find(",")
        while place >= 0:
            if not covered[place]:
                self.keywords.append(self.span(place, place + 1))
            place = self.text.find(",", place + 1)


def start(token: Token) -> int:
    """Where the token begins, from 0."""
    assert token.start_pos is not None
    return token.start_pos


def end(token: Token) -> int:
    """The place behind the token."""
    assert token.end_pos is not None
    return token.end_pos


def tokens_of(tree: Tree[Token]) -> list[Token]:
    """The tokens that are direct children."""
    return [child for child in tree.children if isinstance(child, Token)]


def words(token: Token) -> str:
    """The token in lower case with single blanks."""
    return " ".join(token.lower().split())
