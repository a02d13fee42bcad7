"""Requirements that say nearly the same: but for numbers, or but for a few words.

Words that few requirements have tell most, so a pair is only looked at where it shares one of its rarest.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from core.requirements.phrases import normalise
from core.requirements.wording import stems

NEARLY = 0.8
"""The part of the weight of all words of two requirements that they share, from which on they are alike."""

_NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?")
_NOT = re.compile(r"\b(?:not|never|no|unless)\b", re.IGNORECASE)
_RAREST = 3
_FEWEST = 4
"""Words that a requirement has at least to be compared: shorter ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two texts by their places in what was given. `numbers` are those in which alone they differ."""

    first: int
    second: int
    numbers: tuple[tuple[str, str], ...] = ()


def alike(texts: Sequence[str]) -> Iterator[Alike]:
    """For each text the one before it that it is likest to, if it is nearly the same.

    Of many that differ in numbers alone each is set against the first. Texts that are the same to the word
    are none. A denial makes a pair another matter than a near double, which consistency tells.
    """
    said = [normalise(text) for text in texts]
    bare = [_NUMBER.sub("#", text) for text in said]
    words = [stems(text.replace("#", " ")) for text in bare]
    denials = [len(_NOT.findall(text)) for text in said]
    frequency = Counter(word for found in words for word in found)
    weight = {word: log(1 + len(texts) / count) for word, count in frequency.items()}
    firsts: dict[str, int] = {}
    having: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(words):
        if len(found) < _FEWEST:
            continue
        first = firsts.setdefault(bare[number], number)
        if first != number:
            numbers = zip(_NUMBER.findall(said[first]), _NUMBER.findall(said[number]), strict=True)
            differing = tuple((one, other) for one, other in numbers if one != other)
            if differing:
                yield Alike(first, number, differing)
            continue
        rare = sorted(found, key=lambda word: (frequency[word], word))[:_RAREST]
        near = {other for word in rare for other in having[word] if denials[other] == denials[number]}
        likest = max(near, key=lambda other: (_likeness(words, weight, other, number), -other), default=None)
        if likest is not None and _likeness(words, weight, likest, number) >= NEARLY:
            yield Alike(likest, number)
        for word in found:
            having[word].append(number)


def _likeness(words: list[frozenset[str]], weight: dict[str, float], first: int, second: int) -> float:
    """The part of the weight of all words of two texts that they share."""
    together = sum(weight[word] for word in words[first] & words[second])
    return together / sum(weight[word] for word in words[first] | words[second])
