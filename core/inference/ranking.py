"""Orders documents by how well they fit a query: BM25 always, and a local model where there is one.

The two are combined by adding their scores, each standardised over all that is compared (z-sum),
which beat reciprocal rank fusion in our measurements. All documents are ranked, so that the model moves
candidates but neither brings nor removes one.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from core.inference.bm25 import Bm25
from core.inference.stemming import words_by_stem

if TYPE_CHECKING:
    from core.inference.embedding import Encoder

Progress = Callable[[int, int, str], None]

BM25_ALONE = "BM25"

_PLACES = 6
"""Decimals of a score; what differs less is a tie, and keeps the order of the documents."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be ranked, and the id it is known by."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document in its place: `score` orders the list, its parts say where it came from.

    `cosine` is None where no model took part. Scores compare what was ranked together, no more.
    """

    id: str
    score: float
    bm25: float
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """What ranks: BM25, with a model where `encoder` is given."""

    encoder: "Encoder | None" = None

    @property
    def method(self) -> str:
        """The engine by name, with the digest of its model, for provenance."""
        return f"{BM25_ALONE} + {self.encoder.method}" if self.encoder else BM25_ALONE


def local_engine() -> Engine:
    """The best engine on this machine: with the verified embedding model, or BM25 alone."""
    from core.inference.places import vector_cache
    from core.inference.registry import embedding_model

    content = embedding_model()
    if content is None:
        return Engine()
    from core.inference.embedding import Encoder
    from core.inference.vectors import VectorCache

    return Engine(Encoder(content, VectorCache(vector_cache())))


class Ranker:
    """Documents made ready for many queries."""

    def __init__(
        self,
        documents: Sequence[Document],
        engine: Engine,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.method = engine.method
        self._documents = documents
        self._encoder = engine.encoder
        texts = [document.text for document in documents]
        self._places = {document.id: place for place, document in enumerate(documents)}
        self._index = Bm25(texts)
        self._vectors = engine.encoder.encode(texts, progress, cancelled) if engine.encoder else None

    def rank(self, query: str) -> tuple[Ranked, ...]:
        """All documents, the best first; equal scores keep the order of the documents."""
        (found,) = self.rank_together([query])
        return tuple(sorted(found, key=lambda ranked: -ranked.score))

    def rank_together(self, queries: Sequence[str]) -> list[list[Ranked]]:
        """For each query all documents in their own order, with scores that compare across the queries."""
        words = [self._index.scores(query) for query in queries]
        if self._encoder is None or self._vectors is None:
            return [self._ranked(row, row, None) for row in words]
        nearness = self._encoder.encode(queries) @ self._vectors.T
        cosines = [[round(float(cosine), _PLACES) for cosine in row] for row in nearness]
        pooled = zip(standardised(list(chain(*words))), standardised(list(chain(*cosines))), strict=True)
        sums = iter([word + meaning for word, meaning in pooled])
        return [
            self._ranked(list(islice(sums, len(row))), row, near)
            for row, near in zip(words, cosines, strict=True)
        ]

    def _ranked(
        self, scores: Sequence[float], words: Sequence[float], cosines: Sequence[float] | None
    ) -> list[Ranked]:
        near = cosines or repeat(None)
        return [
            Ranked(document.id, round(score, _PLACES), round(word, _PLACES), cosine)
            for document, score, word, cosine in zip(self._documents, scores, words, near, strict=False)
        ]

    def words(self, query: str, document_id: str) -> tuple[str, ...]:
        """The words of the query that a document has, as written in the query, the telling ones first."""
        written = words_by_stem(query)
        return tuple(written[stem] for stem in self._index.shares(query, self._places[document_id]))


def rank(query: str, documents: Sequence[Document], engine: Engine) -> tuple[Ranked, ...]:
    """All documents, the best fit for the query first."""
    return Ranker(documents, engine).rank(query)


def standardised(values: Sequence[float]) -> list[float]:
    """The values less their mean, in standard deviations; all 0 where they do not differ."""
    if not values:
        return []
    # Seen from one of them, close values keep the digits in which they differ.
    apart = [value - values[0] for value in values]
    mean = math.fsum(apart) / len(apart)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in apart) / len(apart))
    return [(value - mean) / deviation if deviation > 1e-12 else 0.0 for value in apart]
