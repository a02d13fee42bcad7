"""Letters and words as a search compares them: without case and accents, sign for sign."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

Span = tuple[int, int]
"""Start and length of letters in a text."""

_WORD = re.compile(r"[^\W_]+")
APART = 5
"""Of letters in their order, so many others may stand between two."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def folded(text: str) -> str:
    """The text in small letters without accents; each sign stays one sign, so that places stay the same."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, each once; of “flowPermit” also what begins at the hump."""
    plain = folded(text)
    if _HUMP.search(text) is None:
        return tuple(dict.fromkeys(_WORD.findall(plain)))
    found: dict[str, None] = {}
    for word in _WORD.finditer(plain):
        found[word[0]] = None
        for place in _humps(text, word.start(), word.end()):
            found[plain[place : word.end()]] = None
    return tuple(found)


def typed_words(query: str) -> tuple[str, ...]:
    """The words of what was typed, folded, each once."""
    return tuple(dict.fromkeys(_WORD.findall(folded(query))))


def word_starts(text: str) -> tuple[int, ...]:
    """Where the words of a text begin, humps included."""
    plain = folded(text)
    return tuple(
        place
        for word in _WORD.finditer(plain)
        for place in (word.start(), *_humps(text, word.start(), word.end()))
    )


def initials(text: str) -> str:
    """The first letters of all words, folded."""
    if _HUMP.search(text) is None:
        return "".join([word[0] for word in _WORD.findall(folded(text))])
    plain = folded(text)
    return "".join(plain[place] for place in word_starts(text))


def compact(query: str) -> str:
    """What was typed, folded and without blanks, for initials and letters in their order."""
    return "".join(folded(query).split())


def in_order(letters: str, text: str) -> tuple[Span, ...] | None:
    """Where the letters stand in the text in their order, the first at the start of a word; else None.

    Of several word starts the last one counts from which the others follow.
    """
    plain = folded(text)
    for begin in reversed((*word_starts(text), *_signs(plain))):
        places = _following(letters, plain, begin)
        if places is not None:
            return joined((place, 1) for place in places)
    return None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in their order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, length in sorted(spans):
        if found and start <= sum(found[-1]):
            found[-1] = (found[-1][0], max(sum(found[-1]), start + length) - found[-1][0])
        else:
            found.append((start, length))
    return tuple(found)


def _following(letters: str, plain: str, begin: int) -> list[int] | None:
    places: list[int] = []
    at = begin
    for letter in letters:
        place = plain.find(letter, at)
        if place < 0 or place - at > (APART if places else 0):
            return None
        places.append(place)
        at = place + 1
    return places


def _signs(plain: str) -> Iterator[int]:
    """Where signs stand that belong to no word, such as an arrow."""
    return (place for place, sign in enumerate(plain) if not (sign.isalnum() or sign.isspace()))


def _humps(text: str, start: int, end: int) -> Iterator[int]:
    return (hump.start() for hump in _HUMP.finditer(text, start, end) if hump.start() > start)


@cache
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter).casefold()[:1] or letter
