"""Words that phrases and the names in a model share."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?", re.IGNORECASE)
_SAID = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IDLE_WORDS = (
    "a an and any are as at be been being by do does for from has have if in into is it its not of on or "
    "shall that the then there this to was were when where while will with within state mode"
)
_IDLE = frozenset(_IDLE_WORDS.split())
_ENDINGS = ("ings", "ing", "ied", "ies", "ers", "ed", "er", "es", "s", "e")
_NOT_IDENTIFIER = re.compile(r"\W+", re.ASCII)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The telling words of a text, each cut down so that "doses", "dosed" and "dosing" are one.

    Names written as HighLevel or high_level fall into their words.
    """
    return frozenset(
        stem(word.lower())
        for word in _WORD.findall(_HUMP.sub(" ", text.replace("_", " ")))
        if word.lower() not in _IDLE
    )


def words_of(text: str) -> tuple[str, ...]:
    """All words of a text in their order, in lower case; HighLevel and high_level are two each."""
    return tuple(word.casefold() for word in _SAID.findall(_HUMP.sub(" ", text.replace("_", " "))))


def all_stems(texts: Iterable[str]) -> frozenset[str]:
    """The telling words of several texts."""
    return frozenset().union(*(stems(text) for text in texts))


def identifier(name: str) -> str:
    """The name as expressions write it: whatever cannot stand in an identifier becomes an underscore."""
    bare = _NOT_IDENTIFIER.sub("_", name).strip("_")
    return f"_{bare}" if bare[:1].isdigit() else bare


def stem(word: str) -> str:
    """A word in lower case, cut down so that its forms are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            short = word[: -len(ending)]
            doubled = len(short) > 3 and short[-1] == short[-2] and short[-1] not in "ls"
            return short[:-1] if doubled else short
    return word
