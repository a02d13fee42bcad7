"""Orders documents by how well they fit a query: BM25 always, and a local model where there is one.

The two are combined by adding their scores, each standardised over the documents of the query (z-sum),
which beat reciprocal rank fusion in our measurements. All documents are ranked, so that the model moves
candidates but neither brings nor removes one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

    `cosine` is None where no model took part. A score compares documents of one query, no more.
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
        words = self._index.scores(query)
        if self._encoder is None or self._vectors is None:
            found = [
                Ranked(document.id, round(word, _PLACES), round(word, _PLACES))
                for document, word in zip(self._documents, words, strict=True)
            ]
        else:
            nearness = self._vectors @ self._encoder.encode([query])[0]
            cosines = [round(float(cosine), _PLACES) for cosine in nearness]
            sums = map(sum, zip(standardised(words), standardised(cosines), strict=True))
            found = [
                Ranked(document.id, round(score, _PLACES), round(word, _PLACES), cosine)
                for document, score, word, cosine in zip(self._documents, sums, words, cosines, strict=True)
            ]
        return tuple(sorted(found, key=lambda ranked: -ranked.score))

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
    mean = sum(values) / len(values)
    deviation = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    return [(value - mean) / deviation if deviation > 1e-12 else 0.0 for value in values]
