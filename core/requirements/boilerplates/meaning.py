"""A sentence in a project's own shape, understood as the sentence of EARS or ReSA that the shape means.

What is understood stands where it stands in the sentence itself: each letter that a slot brought in keeps its
place, and what the meaning adds in words of its own stands for the fixed words of the shape.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from core.model import Boilerplate
from core.requirements.boilerplates.shape import (
    Fitted,
    Shape,
    Slot,
    Unshaped,
    Words,
    distinct,
    fitted,
    shaped,
)
from core.requirements.ears.labels import label_end
from core.requirements.ears.masking import evened, masked
from core.requirements.slots import Deadline, Parsed, Response, RoleSpan, Slots, Span

Parse = Callable[[str], Parsed]

_S = TypeVar("_S", Span, Response, RoleSpan)

_ENDS = (".", "!")
_ARTICLE = re.compile(r"(?:The|An?|Each|Every|All|Any)(?= )")


@dataclass(frozen=True, slots=True)
class Meant:
    """The sentence that is meant, and where each of its letters comes from; -1 for words of the meaning."""

    text: str
    origin: tuple[int, ...]


def understood(text: str, own: Iterable[Boilerplate], parse: Parse) -> Parsed | None:
    """What the sentence says in the first of the boilerplates in whose shape it is; None where it is in none.

    `parse` understands the sentence that is meant. What is wrong with that is told at its place in this
    sentence.
    """
    for boilerplate in own:
        found = in_shape(text, boilerplate)
        if found is not None:
            meant, places = found
            return _placed(text, boilerplate, meant, places, parse(meant.text))
    return None


def in_shape(text: str, boilerplate: Boilerplate) -> tuple[Meant, Fitted] | None:
    """The sentence that is meant and where slots and fixed words stand; None where the shape is another.

    A boilerplate that is none, as after an edit by hand, has no sentences.
    """
    try:
        shape, means = distinct(boilerplate.shape), shaped(boilerplate.means)
    except Unshaped:
        return None
    even = evened(text)
    start = label_end(masked(text[:200]))
    places = fitted(shape, " " * start + even[start:])
    return None if places is None else (_meant(means, places, text), places)


def _meant(means: Shape, places: Fitted, text: str) -> Meant:
    """The meaning with the slots filled; parts in brackets whose slots are missing are left out."""
    pieces = next(
        variant
        for variant in means.variants
        if all(piece.name in places.slots for piece in variant if isinstance(piece, Slot))
        or variant is means.variants[-1]
    )
    said: list[str] = []
    origin: list[int] = []
    for piece in pieces:
        begin, end = (0, 0) if isinstance(piece, Words) else places.slots.get(piece.name, (0, 0))
        words = piece.text if isinstance(piece, Words) else _inside(text, begin, end)
        if said and not words.startswith((",", ";", ".")):
            said.append(" ")
            origin.append(-1)
        said.append(words)
        origin += [-1] * len(words) if isinstance(piece, Words) else range(begin, end)
    whole = "".join(said)
    if not whole.endswith(_ENDS):
        whole += "."
        origin.append(-1)
    return Meant(f"{whole[:1].upper()}{whole[1:]}", tuple(origin))


def _inside(text: str, begin: int, end: int) -> str:
    """The words of a slot; what opens the sentence loses the capital of its article."""
    words = text[begin:end]
    article = _ARTICLE.match(words)
    return f"{article[0].lower()}{words[article.end() :]}" if article else words


def _placed(text: str, boilerplate: Boilerplate, meant: Meant, places: Fitted, parsed: Parsed) -> Parsed:
    """What is understood of the meaning, at its places in the sentence."""
    words = [Span(text[begin:end], begin + 1, end - begin) for begin, end in places.words]
    most = max(words, key=lambda one: one.length)

    def place(column: int, length: int) -> tuple[int, int]:
        """Column and length in the sentence of what has these in the meaning."""
        found = [one for one in meant.origin[column - 1 : column - 1 + length] if one >= 0]
        return (min(found) + 1, max(found) - min(found) + 1) if found else (most.column, most.length)

    def moved(span: _S) -> _S:
        column, length = place(span.column, span.length)
        return replace(span, column=column, length=length)

    def bound(deadline: Deadline | None) -> Deadline | None:
        if deadline is None:
            return None
        column, length = place(deadline.column, deadline.length)
        return replace(deadline, column=column, length=length)

    slots = parsed.slots
    keywords = [
        moved(one)
        for one in parsed.keywords
        if any(at >= 0 for at in meant.origin[one.column - 1 : one.end - 1])
    ]
    end = len(text.rstrip())
    closing = [Span(text[end - 1], end, 1)] if end and text[end - 1] in _ENDS else []
    told = sorted((*words, *keywords, *closing), key=lambda one: one.column)
    return Parsed(
        text,
        parsed.pattern,
        Slots(
            slots.system and moved(slots.system),
            tuple(map(moved, slots.features)),
            tuple(map(moved, slots.states)),
            slots.trigger and moved(slots.trigger),
            slots.unwanted and moved(slots.unwanted),
            tuple(replace(moved(one), deadline=bound(one.deadline)) for one in slots.responses),
        ),
        tuple(
            replace(one, column=at, length=long)
            for one in parsed.diagnostics
            for at, long in (place(one.column or 1, one.length or 1),)
        ),
        tuple(told),
        parsed.language,
        tuple(map(moved, parsed.roles)),
        boilerplate.name,
    )
