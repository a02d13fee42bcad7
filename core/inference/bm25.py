"""BM25: how well the words of a query tell documents apart. Needs no model and no training.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section
3, with the inverse document frequency of Lucene, which is never negative. Sixty lines of our own: the
libraries at hand bring a second array library or a stemmer in C for an index of a few hundred texts.
"""

import math
from collections import Counter
from collections.abc import Sequence

from core.inference.stemming import counted, stems

K1 = 1.2
B = 0.75


class Bm25:
    """An index over documents, which are known by their place in the sequence."""

    def __init__(self, documents: Sequence[str]) -> None:
        bags = [Counter(stems(document)) for document in documents]
        lengths = [bag.total() for bag in bags]
        average = sum(lengths) / len(lengths) if any(lengths) else 1.0
        self._count = len(bags)
        self._postings: dict[str, dict[int, float]] = {}
        for place, (bag, length) in enumerate(zip(bags, lengths, strict=True)):
            damping = K1 * (1 - B + B * length / average)
            for word, count in bag.items():
                weight = count * (K1 + 1) / (count + damping)
                self._postings.setdefault(word, {})[place] = weight

    def scores(self, query: str) -> list[float]:
        """The score of each document; 0 where it shares no word with the query."""
        found = [0.0] * self._count
        for word, times in counted(query).items():
            postings = self._postings.get(word, {})
            rarity = self._rarity(len(postings))
            for place, weight in postings.items():
                found[place] += times * rarity * weight
        return found

    def shares(self, query: str, place: int) -> dict[str, float]:
        """What each stem of the query adds to the score of one document, the greatest share first."""
        found = {
            word: times * self._rarity(len(postings)) * postings[place]
            for word, times in counted(query).items()
            if place in (postings := self._postings.get(word, {}))
        }
        return dict(sorted(found.items(), key=lambda share: (-share[1], share[0])))

    def _rarity(self, documents: int) -> float:
        return math.log(1 + (self._count - documents + 0.5) / (documents + 0.5))
