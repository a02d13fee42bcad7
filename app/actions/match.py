"""Finding things by a few letters: every word typed must occur, best at the beginning of a word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

Span = tuple[int, int]
"""Start and length of letters that matched."""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Something found: how well it fits, and which letters of its title and detail did."""

    thing: T
    score: int
    title: tuple[Span, ...]
    detail: tuple[Span, ...]


def match(query: str, thing: T, title: str, detail: str = "") -> Match[T] | None:
    """How `thing` fits what was typed; None where a word of it occurs neither in title nor in detail."""
    score = 0
    spans: tuple[list[Span], list[Span]] = ([], [])
    for word in query.casefold().split():
        place = _find(word, title)
        if place is not None:
            score += _worth(place, title)
            spans[0].append((place, len(word)))
            continue
        place = _find(word, detail)
        if place is None:
            return None
        score += _worth(place, detail) // 4
        spans[1].append((place, len(word)))
    score -= len(title) // 16
    return Match(thing, score, tuple(spans[0]), tuple(spans[1]))


def best(matches: Iterable[Match[T] | None], most: int) -> list[Match[T]]:
    """The `most` that fit best, equal ones in the order in which they came."""
    found = [one for one in matches if one is not None]
    return sorted(found, key=lambda one: -one.score)[:most]


def _find(word: str, text: str) -> int | None:
    """Where the word occurs, at the beginning of a word of the text if it does so anywhere."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower()
    begun = re.search(rf"(?:^|(?<=[\W_])){re.escape(word)}", folded)
    if begun:
        return begun.start()
    place = folded.find(word)
    return None if place < 0 else place


def _worth(place: int, text: str) -> int:
    if place == 0:
        return 40
    return 24 if not text[place - 1].isalnum() else 8
