"""The numbers of NALABS, to the digit: what the program counts, with all that it counts oddly.

After the source of NALABS (eduardenoiu/NALABS, commit feaa2a4). Every entry of every list is looked for in
the sentence, and each hit counts in every metric whose list has the words that were hit. So a word that
stands in three lists counts three times in each; an entry is a pattern as it stands.
"""

import re
from collections import Counter
from functools import cache
from math import nan

from core.requirements.smells.catalogue import metrics


def counts(text: str) -> dict[str, int]:
    """How often each metric counts in the sentence, by its key."""
    found = dict.fromkeys((metric.key for metric in metrics()), 0)
    lower = text.lower()
    for entry, (pattern, times, keys) in _entries().items():
        # A hit counts only where it is the entry itself, so most entries need no search.
        if entry in lower:
            hits = sum(match[0].lower() == entry for match in pattern.finditer(text))
            for key in keys:
                found[key] += hits * times
    return found


def words(text: str) -> int:
    """The number of words: what blanks and line feeds part."""
    return len(_words(text))


def readability(text: str) -> float:
    """ARI: words a sentence plus nine times letters a word; not a number where there is no sentence.

    A full stop ends a sentence wherever it stands, and a sentence of one character is none. The blank in
    front of the second sentence counts as one word more, and punctuation counts as letters.
    """
    stripped = text.strip()
    sentences = [part for part in stripped.split(".") if len(part) > 1]
    parted = _words(text)
    if not sentences or not parted:
        return nan
    in_sentences = sum(len(sentence.split(" ")) for sentence in sentences)
    return in_sentences / len(sentences) + 9 * sum(map(len, parted)) / len(parted)


def _words(text: str) -> list[str]:
    return [word for word in re.split("[ \n]", text.strip()) if word]


@cache
def _entries() -> dict[str, tuple[re.Pattern[str], int, tuple[str, ...]]]:
    """By entry: its pattern, how often all lists together have it, and the metrics that have it."""
    lists = {metric.key: metric.as_in_nalabs() for metric in metrics()}
    times = Counter(entry for entries in lists.values() for entry in entries)
    return {
        entry: (
            re.compile(rf"\b{entry}\b", re.IGNORECASE),
            count,
            tuple(key for key, entries in lists.items() if entry in entries),
        )
        for entry, count in times.items()
    }
