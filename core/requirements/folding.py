"""The clauses of a sentence, each of which can be folded to its keyword and first words."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core.requirements.ears.masking import masked
from core.requirements.slots import Parsed, Span


@dataclass(frozen=True, slots=True)
class Clause:
    """The characters from `start` to before `end`, from 0; folded, those from `head` on are not seen."""

    start: int
    head: int
    end: int
    text: str

    def holds(self, place: int) -> bool:
        """Whether the place lies in the clause."""
        return self.start <= place < self.end


def clauses(parsed: Parsed) -> tuple[Clause, ...]:
    """The clauses that are long enough to be folded, in their order; none lies in another."""
    spans = sorted(_spans(parsed))
    even = masked(parsed.text)
    found = []
    for number, (start, body, last) in enumerate(spans):
        until = min(last, spans[number + 1][0]) if number + 1 < len(spans) else last
        said = parsed.text[start:until].rstrip(" ,;\t\n\r")
        end = start + len(said)
        match = _HEAD.match(even, min(body, end), end)
        head = match.end() if match is not None else end
        if end - head >= _LEAST:
            found.append(Clause(start, head, end, said))
    return tuple(found)


def shown(text: str, folded: Collection[Clause]) -> tuple[tuple[int, int], ...]:
    """The runs of characters that are seen; between two of them, and after the last, stands an ellipsis."""
    runs, place = [], 0
    for clause in sorted(folded, key=lambda one: one.start):
        runs.append((place, clause.head))
        place = clause.end
    return (*runs, (place, len(text)))


_LEAST = 12
"""Characters that must go for a fold to be worth it."""
_HEAD = re.compile(r"\s*\S+(?:\s+\S+){0,2}(?=\s)")
"""The first three words."""
_BEGIN = re.compile(
    r"where|while|whilst|during|when|whenever|upon|once|as\s+soon\s+as|if|after|before|until|unless|shall",
    re.IGNORECASE,
)


def _spans(parsed: Parsed) -> Iterator[tuple[int, int, int]]:
    """Where each clause begins with its keyword, where what it says begins, and where it ends."""
    slots = parsed.slots
    conditions = (*slots.features, *slots.states, slots.trigger, slots.unwanted)
    for span in conditions:
        begin = _keyword(parsed, span) if span is not None else None
        if span is not None and begin is not None:
            yield begin.column - 1, begin.end - 1, span.end - 1
    ends = [one.end for one in slots.responses]
    ends += [one.deadline.end for one in slots.responses if one.deadline is not None]
    if slots.responses:
        first = min(slots.responses, key=lambda one: one.column)
        begin = _keyword(parsed, first)
        if begin is not None:
            yield begin.column - 1, begin.end - 1, max(ends) - 1


def _keyword(parsed: Parsed, span: Span) -> Span | None:
    """The keyword that begins what stands in the span."""
    ahead = [one for one in parsed.keywords if one.column < span.column and _BEGIN.match(one.text.strip())]
    return max(ahead, key=lambda one: one.column, default=None)
