"""Weaknesses and tests of our catalogues, in the order in which they fit an element or a sentence.

Which entries are candidates is decided by the catalogue alone: every weakness, and every test meant for
the kind of element. What ranks them only orders them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.inference.phrases import Phrase, described, query
from core.inference.ranking import Document, Engine, Progress, Ranked, Ranker
from core.knowledge import SuggestedTest, Weakness, load_catalogue, weaknesses
from core.model import Element, Ground, Snapshot, Truth

Topic = Literal["weaknesses", "tests"]

TOPICS: tuple[Topic, ...] = ("weaknesses", "tests")

SUBJECTS = (
    *("system", "component", "data store", "connector", "external system", "actor", "conduit"),
    *("node", "bus", "interface", "firmware", "link", "requirement"),
)
"""Kinds of element that suggestions are made for when a whole project is asked about."""

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A catalogue entry in its place, and what speaks for it.

    `score` orders the list it stands in and means nothing beyond it; `method` names what ranked.
    """

    id: str
    title: str
    score: float
    method: str
    evidence: tuple[Ground, ...]

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "id": self.id,
            "title": self.title,
            "score": self.score,
            "method": self.method,
            "evidence": [
                {"source": g.source, "reference": g.reference, "version": g.version, "text": g.text}
                for g in self.evidence
            ],
        }


class Suggester:
    """One topic made ready for many questions."""

    def __init__(
        self,
        topic: Topic,
        engine: Engine,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self.topic = topic
        self._catalogue = load_catalogue(topic)
        self._entries = {
            entry.id: entry
            for entry in self._catalogue.entries
            if isinstance(entry, Weakness | SuggestedTest)
        }
        documents = [Document(entry.id, _text(entry)) for entry in self._entries.values()]
        self._ranker = Ranker(documents, engine, progress, cancelled)
        self._model = engine.encoder.manifest if engine.encoder else None

    @property
    def method(self) -> str:
        """What ranks, by name."""
        return self._ranker.method

    def for_text(self, text: str, top: int | None = None) -> tuple[Suggestion, ...]:
        """What fits a sentence, the best first; all candidates unless `top` says how many."""
        return tuple(self._suggestion(text, ranked, ()) for ranked in self._ranker.rank(text)[:top])

    def for_element(
        self, snapshot: Snapshot, element: Element, top: int | None = None
    ) -> tuple[Suggestion, ...]:
        """What fits an element of the model as far as its facts are stated."""
        phrases = described(snapshot, element, strengths=self.topic == "tests")
        question = query(phrases)
        fitting = [
            ranked
            for ranked in self._ranker.rank(question)
            if element.kind in getattr(self._entries[ranked.id], "kinds", (element.kind,))
        ]
        return tuple(
            self._suggestion(question, ranked, self._facts(phrases, element, ranked.id, question))
            for ranked in fitting[:top]
        )

    def for_project(self, snapshot: Snapshot, top: int | None = None) -> tuple[Suggestion, ...]:
        """What fits any element of the model: each entry once, where it fits best."""
        best: dict[str, Suggestion] = {}
        for element in snapshot:
            if element.kind not in SUBJECTS:
                continue
            for suggestion in self.for_element(snapshot, element):
                held = best.get(suggestion.id)
                if held is None or suggestion.score > held.score:
                    best[suggestion.id] = suggestion
        order = {entry: place for place, entry in enumerate(self._entries)}
        return tuple(sorted(best.values(), key=lambda found: (-found.score, order[found.id])))[:top]

    def _suggestion(self, question: str, ranked: Ranked, facts: Sequence[Ground]) -> Suggestion:
        entry = self._entries[ranked.id]
        evidence = [
            Ground(
                "catalogue", f"{self._catalogue.name}#{entry.id}", self._catalogue.version, _summary(entry)
            )
        ]
        words = self._ranker.words(question, ranked.id)[:_MOST_WORDS]
        if words:
            evidence.append(Ground("words", "BM25", f"{ranked.bm25:.2f}", ", ".join(words)))
        evidence += facts
        if self._model is not None and ranked.cosine is not None:
            evidence.append(
                Ground("model", self._model.name, self._model.model, f"cosine {ranked.cosine:.2f}")
            )
        return Suggestion(ranked.id, entry.title, ranked.score, self.method, tuple(evidence))

    def _facts(
        self, phrases: Sequence[Phrase], element: Element, entry_id: str, question: str
    ) -> list[Ground]:
        """The facts whose words the entry shares, and for a test the facts it is about."""
        matching = set(self._ranker.words(question, entry_id))
        found = {
            (phrase.element, phrase.fact): Ground("fact", phrase.element, text=phrase.fact)
            for phrase in phrases
            if ": " in phrase.fact and matching.intersection(self._ranker.words(phrase.words, entry_id))
        }
        for fact in getattr(self._entries[entry_id], "facts", ()):
            value = getattr(element, fact, None)
            if isinstance(value, Truth):
                text = f"{fact.replace('_', ' ')}: {value}"
                found[element.id, text] = Ground("fact", element.id, text=text)
        return list(found.values())


def suggest(
    text: str, topic: Topic, top: int | None = None, engine: Engine | None = None
) -> tuple[Suggestion, ...]:
    """What fits a sentence, by BM25 alone unless an engine is given (see `local_engine`)."""
    return Suggester(topic, engine or Engine()).for_text(text, top)


def _text(entry: Weakness | SuggestedTest) -> str:
    if isinstance(entry, Weakness):
        return " ".join((entry.title, entry.description, *entry.keywords, *entry.examples))
    # A test speaks of what to do; the weaknesses it looks for say when one would want that.
    sought = (_text(weakness) for weakness in weaknesses() if weakness.id in entry.references)
    return " ".join((entry.title, entry.action, entry.observe, *sought))


def _summary(entry: Weakness | SuggestedTest) -> str:
    return entry.description if isinstance(entry, Weakness) else entry.action
