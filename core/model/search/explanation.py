"""Which letters of what was found fit what was typed, and in which of its texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.search.letters import (
    Span,
    compact,
    folded,
    in_order,
    initials,
    joined,
    typed_words,
    word_starts,
)


@dataclass(frozen=True, slots=True)
class Explained:
    """The letters of the title that fit; and where a word fits in another text only, that text.

    `where` names the place of that text.
    """

    title: tuple[Span, ...] = ()
    where: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()


def explained(typed: str, title: str, texts: Sequence[tuple[str, str]]) -> Explained:
    """How a thing with that title and those texts fits; nothing where it does not."""
    words = typed_words(typed)
    looks = [_Look(text) for text in (title, *(text for _where, text in texts))]
    places: list[tuple[int, Span]] = []
    for word in words:
        place = _best(word, looks)
        if place is None:
            return Explained(_letters(compact(typed), title))
        places.append(place)
    if not words:
        return Explained(_letters(compact(typed), title))
    other = [number for number, _span in places if number]
    in_title = joined(span for number, span in places if not number)
    if not other:
        return Explained(in_title)
    number = other[0]
    where, text = texts[number - 1]
    return Explained(in_title, where, text, joined(span for place, span in places if place == number))


class _Look:
    """A text, made ready to be looked at for several words."""

    def __init__(self, text: str) -> None:
        self.plain = folded(text)
        self.starts = word_starts(text)


def _best(word: str, looks: Sequence[_Look]) -> tuple[int, Span] | None:
    """In which text the word stands, and where: at the beginning of a word if it does so anywhere."""
    for number, look in enumerate(looks):
        for start in look.starts:
            if look.plain.startswith(word, start):
                return number, (start, len(word))
    for number, look in enumerate(looks):
        place = look.plain.find(word)
        if place >= 0:
            return number, (place, len(word))
    return None


def _letters(letters: str, title: str) -> tuple[Span, ...]:
    """The letters as initials of the title, else in their order."""
    if not letters:
        return ()
    if len(letters) > 1 and initials(title).startswith(letters):
        return joined((place, 1) for place in word_starts(title)[: len(letters)])
    return in_order(letters, title) or ()
