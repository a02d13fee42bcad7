"""Words of the metrics as they are meant: whole words, once in a metric, and the longest phrase first."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.requirements.ears.masking import evened
from core.requirements.ontology import CLASSES
from core.requirements.smells.catalogue import metrics

_TYPED = re.compile(rf'(?:"[^"]*"|[^\W_][\w.-]*):(?:{"|".join(CLASSES)})(?![\w-])')
_CLASS = re.compile(rf'(?<=[\w"”]):(?:{"|".join(CLASSES)})(?![\w-])')
_STOP = re.compile(r"[.!?]+(?=\s|$)")
_SHORT = re.compile(r"(?<!\w)(?:e\.g|i\.e|etc|cf|fig|no)$", re.IGNORECASE)
"""What a full stop cuts short and ends no sentence behind."""
_WORD = re.compile(r"\S*[^\W_]\S*")
_BEGIN = re.compile(r"\w+|:")
_LETTER = re.compile(r"[^\W_]")


class Hit(NamedTuple):
    """A word of a metric in the sentence; places count from 0. `better` may be empty: leave it out."""

    metric: str
    start: int
    end: int
    better: str


def hits(text: str) -> Iterator[Hit]:
    """Every word of every metric in the sentence; the name and class of a typed noun are none."""
    even = evened(text)
    if ":" in even:
        even = _TYPED.sub(lambda typed: "_" * len(typed[0]), even)
    lower = lowered(even)
    reached: dict[str, int] = {}
    starts = _starts()
    for word in _BEGIN.finditer(lower):
        for key, pattern, better in starts.get(word[0], ()):
            match = pattern.match(lower, word.start())
            if match and reached.get(key, 0) <= match.start():
                reached[key] = match.end()
                phrase = " ".join(match[0].split())
                yield Hit(key, match.start(), match.end(), better.get(phrase, better["*"]))


def lowered(text: str) -> str:
    """The text in lower case, character for character; one that would become two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def words_in(text: str) -> list[str]:
    """The words of the text: what blanks part and holds a letter or a digit."""
    return _WORD.findall(text)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of the text begins and ends.

    A full stop, an exclamation or question mark ends one with a blank behind it, not in a number or an
    abbreviation.
    """
    begin = 0
    for match in _STOP.finditer(text):
        end = match.start()
        if _LETTER.search(text, begin, end) and not _SHORT.search(text[max(end - 4, 0) : end]):
            yield begin, end
            begin = match.end()
    if _LETTER.search(text, begin):
        yield begin, len(text)


def readability(text: str) -> float | None:
    """ARI as it is meant: words a sentence plus nine times letters a word; None where there is no word.

    Letters are letters and digits. The class of a typed noun is no word: nobody reads it with the sentence.
    """
    text = _CLASS.sub("", text) if ":" in text else text
    found = words_in(text)
    if not found:
        return None
    letters = sum(map(str.isalnum, text))
    return len(found) / max(sum(1 for _sentence in sentences(text)), 1) + 9 * letters / len(found)


@cache
def _starts() -> dict[str, list[tuple[str, re.Pattern[str], dict[str, str]]]]:
    """By the word that entries begin with: metric, pattern of the entries, longest first, and wordings."""
    found: dict[str, list[tuple[str, re.Pattern[str], dict[str, str]]]] = defaultdict(list)
    for metric in metrics():
        by_start: dict[str, list[str]] = defaultdict(list)
        for entry in sorted(metric.words, key=len, reverse=True):
            by_start[_BEGIN.findall(entry)[0]].append(entry)
        for start, entries in by_start.items():
            better = {entry: metric.words[entry] for entry in entries}
            better["*"] = next((metric.words[entry] for entry in entries if "[" in entry), "")
            found[start].append((metric.key, re.compile("|".join(map(_pattern, entries))), better))
    return found


def _pattern(entry: str) -> str:
    """The entry as a whole word or phrase; "[adjective]" stands for one to four words."""
    if entry == ":":
        return r":(?!(?<=[0-9]:)[0-9])"
    words = (r"(?:\w+\s+){0,3}?\w+" if word.startswith("[") else re.escape(word) for word in entry.split())
    return r"\s+".join(words) + (r"(?!\w)" if entry[-1].isalnum() else "")
