"""Weaknesses and tests of our catalogues, in the order in which they fit an element or a sentence.

Which entries are candidates is decided by the catalogue alone: every weakness, and every test meant for
such an element. What ranks them only orders them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from core.inference.phrases import Phrase, described, query
from core.inference.ranking import Document, Engine, Progress, Ranked, Ranker
from core.knowledge import SuggestedTest, Weakness, load_catalogue, weaknesses
from core.model import Component, Device, Element, Ground, Node, Role, Snapshot, Truth, integrity

Entry = Weakness | SuggestedTest

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
        self._entries = {entry.id: entry for entry in self._catalogue.entries if isinstance(entry, Entry)}
        documents = [Document(entry.id, _text(entry)) for entry in self._entries.values()]
        self._ranker = Ranker(documents, engine, progress, cancelled)
        self._model = engine.encoder.manifest if engine.encoder else None

    @property
    def method(self) -> str:
        """What ranks, by name."""
        return self._ranker.method

    def for_text(self, text: str, top: int | None = None) -> tuple[Suggestion, ...]:
        """What fits a sentence, the best first; all candidates unless `top` says how many."""
        return tuple(self._suggestion(text, ranked) for ranked in self._ranker.rank(text)[:top])

    def for_element(
        self, snapshot: Snapshot, element: Element, top: int | None = None
    ) -> tuple[Suggestion, ...]:
        """What fits an element of the model as far as its facts are stated."""
        subject = self._subject(snapshot, element)
        fitting = (found for found in self._ranker.rank(subject.question) if self._fits(found, element))
        return tuple(self._suggestion(subject.question, found, subject) for found in islice(fitting, top))

    def for_project(self, snapshot: Snapshot, top: int | None = None) -> tuple[Suggestion, ...]:
        """What fits any element of the model: each entry once, with the element that it fits best."""
        subjects = [self._subject(snapshot, element) for element in snapshot if element.kind in SUBJECTS]
        rows = self._ranker.rank_together([subject.question for subject in subjects])
        best: dict[str, tuple[Ranked, _Subject]] = {}
        for subject, row in zip(subjects, rows, strict=True):
            for found in row:
                held = best.get(found.id)
                if self._fits(found, subject.element) and (held is None or found.score > held[0].score):
                    best[found.id] = found, subject
        listed = (best[entry] for entry in self._entries if entry in best)
        ordered = sorted(listed, key=lambda pair: -pair[0].score)
        return tuple(self._suggestion(subject.question, found, subject) for found, subject in ordered[:top])

    def _subject(self, snapshot: Snapshot, element: Element) -> "_Subject":
        phrases = described(snapshot, element, strengths=self.topic == "tests")
        return _Subject(element, integrity.described(snapshot, element), phrases, query(phrases))

    def _fits(self, found: Ranked, element: Element) -> bool:
        entry = self._entries[found.id]
        return isinstance(entry, Weakness) or _is_meant_for(entry, element)

    def _suggestion(self, question: str, found: Ranked, subject: "_Subject | None" = None) -> Suggestion:
        entry = self._entries[found.id]
        reference = f"{self._catalogue.name}#{entry.id}"
        evidence = [Ground("catalogue", reference, self._catalogue.version, _summary(entry))]
        words = self._ranker.words(question, found.id)
        if words:
            evidence.append(Ground("words", "BM25", f"{found.bm25:.2f}", ", ".join(words[:_MOST_WORDS])))
        if subject is not None:
            evidence.append(Ground("element", subject.element.id, text=subject.name))
            evidence += self._facts(entry, subject, frozenset(words))
        if self._model is not None and found.cosine is not None:
            cosine = f"cosine {found.cosine:.2f}"
            evidence.append(Ground("model", self._model.name, self._model.model, cosine))
        return Suggestion(found.id, entry.title, found.score, self.method, tuple(evidence))

    def _facts(self, entry: Entry, subject: "_Subject", words: frozenset[str]) -> list[Ground]:
        """The facts whose words the entry shares, and for a test the facts it is about."""
        facts = [
            Ground("fact", phrase.element, text=phrase.fact)
            for phrase in subject.phrases
            if phrase.is_fact and words.intersection(self._ranker.words(phrase.words, entry.id))
        ]
        for fact in entry.facts if isinstance(entry, SuggestedTest) else ():
            value = getattr(subject.element, fact, None)
            if isinstance(value, Truth):
                facts.append(Ground("fact", subject.element.id, text=f"{fact.replace('_', ' ')}: {value}"))
        return list(dict.fromkeys(facts))


def suggest(
    text: str, topic: Topic, top: int | None = None, engine: Engine | None = None
) -> tuple[Suggestion, ...]:
    """What fits a sentence, by BM25 alone unless an engine is given (see `local_engine`)."""
    return Suggester(topic, engine or Engine()).for_text(text, top)


@dataclass(frozen=True, slots=True)
class _Subject:
    """An element as it is asked about: what messages call it, and its phrases as one question."""

    element: Element
    name: str
    phrases: tuple[Phrase, ...]
    question: str


def _is_meant_for(test: SuggestedTest, element: Element) -> bool:
    """Whether the test tries such an element; what nobody has said of it rules nothing out."""
    if element.kind not in test.kinds:
        return False
    if isinstance(element, Node) and test.devices and element.device not in (*test.devices, Device.GENERAL):
        return False
    if isinstance(element, Component) and test.roles and element.role not in (*test.roles, Role.GENERAL):
        return False
    return all(getattr(element, fact, None) is not Truth.NO for fact in test.needs)


def _text(entry: Entry) -> str:
    if isinstance(entry, Weakness):
        return " ".join((entry.title, entry.description, *entry.keywords, *entry.examples))
    # A test speaks of what to do; the weaknesses it looks for say when one would want that.
    sought = (_text(weakness) for weakness in weaknesses() if weakness.id in entry.references)
    return " ".join((entry.title, entry.action, entry.observe, *sought))


def _summary(entry: Entry) -> str:
    return entry.description if isinstance(entry, Weakness) else entry.action
