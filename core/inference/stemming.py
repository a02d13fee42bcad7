"""Words of a text as BM25 counts them: lower case, without function words, cut to a common stem.

A light stripper in the manner of Harman, "How effective is suffixing?" (1991): plurals, -ing, -ed, -ion
and American spelling. It is as good for ranking as the full Snowball stemmer (tests/bench/retrieval.py).
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWEL = re.compile(r"[aeiouy]")

_FUNCTION_WORDS = """
    a about above after again against all also although always am among an and any are as at be because
    been before being below between both but by can cannot could did do does doing done down during each
    either else every few for from further had has have having he hence her here hers him his how however
    i if in instead into is it its itself just least less let may me might more most much must my neither
    no nor not of off often on once one only onto or other our out over own per rather same she should
    since so some still such than that the their them then there therefore these they this those though
    through thus to too under until up upon us very was we were what when where whether which while who
    whom whose why will with within without would yet you your
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())

LONGEST = 20_000
"""Characters of one text that are looked at."""

_SHORTEST = 4
"""Words of fewer letters stay as they are."""


def stems(text: str) -> list[str]:
    """The stems of a text in order, function words left out."""
    return [stem(word) for word in _words(text)]


@lru_cache(maxsize=256)
def counted(text: str) -> Mapping[str, int]:
    """How often each stem of a text occurs, in the order of the alphabet."""
    return MappingProxyType(dict(sorted(Counter(stems(text)).items())))


@lru_cache(maxsize=256)
def words_by_stem(text: str) -> Mapping[str, str]:
    """Each stem of a text and the first word it was cut from."""
    found: dict[str, str] = {}
    for word in _words(text):
        found.setdefault(stem(word), word)
    return MappingProxyType(found)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word in lower case; a word with a digit, or of few letters, stays as it is."""
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    root = _without_inflection(_singular(word)).removesuffix("e")
    if len(root) <= 5:
        return root
    if len(root) > 6 and root.endswith(("tion", "sion")):
        root = root[:-3]
    return root.replace("iz", "is").replace("yz", "ys")


def _words(text: str) -> list[str]:
    lowered = (word.lower() for word in _WORD.findall(text[:LONGEST]))
    return [word for word in lowered if word not in STOP_WORDS]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_inflection(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            doubled = root[-1] == root[-2] and root[-1] not in "lsz"
            return root[:-1] if doubled else root
    return word
