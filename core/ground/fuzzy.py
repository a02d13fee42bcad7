"""Finding names by a few of their letters: whole words, beginnings, or letters in their order."""

import re
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]
"""Start and length of letters that were found."""

_STRETCH = 4
"""Letters in their order may be spread over so many times their number."""

_WHOLE, _FIRST, _BEGUN, _INSIDE, _LETTERS = 64, 40, 24, 8, 4


@dataclass(frozen=True, slots=True)
class Found:
    """How well a name fits, the more the better, and which letters of it did."""

    worth: int
    spans: tuple[Span, ...]


def fuzzy(typed: str, name: str) -> Found | None:
    """How a name fits what was typed; None where a word typed is not in it, not even letter by letter.

    A word counts most where the name begins with it, then where a word of the name does, then anywhere;
    "lvlc" finds "Level controller" by letters in their order that begin at a word.
    """
    text = name.casefold()
    words = _words(typed)
    # Most names are told apart by this alone.
    for word, scattered in words:
        if word not in text and scattered.search(text) is None:
            return None
    if len(text) != len(name):
        text = name.lower()
    worth, spans = 0, []
    for word, _scattered in words:
        found = _place(word, text) or _letters(word, text)
        if found is None:
            return None
        worth += found[0]
        spans += found[1]
    if words and text == " ".join(word for word, _scattered in words):
        worth += _WHOLE
    return Found(worth - len(name) // 16, tuple(spans))


def _place(word: str, text: str) -> tuple[int, list[Span]] | None:
    """A word as it stands in the text, at the beginning of a word there if it does so anywhere."""
    best: tuple[int, int] | None = None
    start = text.find(word)
    while start >= 0:
        worth = _FIRST if start == 0 else _INSIDE if text[start - 1].isalnum() else _BEGUN
        if best is None or worth > best[0]:
            best = (worth, start)
        start = text.find(word, start + 1)
    return None if best is None else (best[0], [(best[1], len(word))])


def _letters(word: str, text: str) -> tuple[int, list[Span]] | None:
    """The letters of a word in their order, from the beginning of a word of the text on."""
    for start, letter in enumerate(text):
        if letter != word[0] or (start and text[start - 1].isalnum()):
            continue
        spans: list[Span] = []
        here = start
        for wanted in word:
            here = text.find(wanted, here, start + _STRETCH * len(word))
            if here < 0:
                break
            spans.append((here, 1))
            here += 1
        else:
            return _LETTERS, spans
    return None


@lru_cache(maxsize=64)
def _words(typed: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words typed, each with what a text looks like that has its letters in their order."""
    return tuple(
        (word, re.compile(r"(?:^|[\W_])" + ".*".join(map(re.escape, word)), re.DOTALL))
        for word in typed.casefold().split()
    )
