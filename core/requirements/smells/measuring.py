"""Metrics and smells of one sentence, in the numbers of NALABS or as they are meant."""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import Any

from core.requirements.slots import Span
from core.requirements.smells import nalabs, words
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.faults import faults
from core.requirements.smells.reasons import reason

READABILITY_LIMIT = 71
"""The ARI above which NALABS fails a sentence."""


class Mode(StrEnum):
    """How metrics are counted."""

    NALABS = "nalabs"
    """To the digit as the program does, oddities included."""
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Smell(Span):
    """A weak place of a sentence: what kind of weakness, why it matters, and a better wording.

    `kind` is the key of a metric, or of a fault beyond words. The better wording is in English as the
    sentence is; "<...>" stands for what only the author knows, and an empty one for leaving it out.
    """

    kind: str = ""
    better: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "kind": self.kind,
            "column": self.column,
            "length": self.length,
            "words": self.text,
            "reason": reason(self.kind),
            "better": self.better,
        }


@dataclass(frozen=True, slots=True)
class Smelt:
    """The metrics of a sentence and its smells in the order of the text.

    `counts` is by the key of the metric. `readability` is None where there is no word to count.
    """

    counts: dict[str, int]
    readability: float | None
    words: int
    smells: tuple[Smell, ...]

    def failed(self, limits: dict[str, float] | None = None) -> tuple[str, ...]:
        """The metrics above their limits; `limits` are those of a project, where it has its own."""
        allowed = {metric.key: float(metric.limit) for metric in metrics()}
        allowed |= {"ari": float(READABILITY_LIMIT), **(limits or {})}
        measured = self.metrics().items()
        return tuple(key for key, value in measured if key in allowed and (value or 0) > allowed[key])

    def metrics(self) -> dict[str, float | None]:
        """All numbers by the documented keys; "ari" has three decimals."""
        ari = None if self.readability is None else round(self.readability, 3)
        return {**self.counts, "ari": ari, "words": self.words}


def _is_the_demand(hit: words.Hit, hits: list[words.Hit], text: str) -> bool:
    """Whether the hit is the "shall" of a sentence that has no other imperative."""
    alone = sum(other.metric == hit.metric for other in hits) == 1
    return alone and hit.metric == "imperatives" and text[hit.start : hit.end].lower() == "shall"


def measure(text: str, mode: Mode = Mode.CORRECTED) -> Smelt:
    """Metrics and smells of the sentence.

    In both modes the smells are the same but for one: as the metrics are meant, the one "shall" that a
    requirement has is counted among its imperatives and is no smell, since every requirement has it.
    """
    hits = list(words.hits(text))
    shown = hits if mode is Mode.NALABS else [hit for hit in hits if not _is_the_demand(hit, hits, text)]
    places = [*((hit.metric, hit.start, hit.end, hit.better) for hit in shown), *faults(text)]
    smells = tuple(
        Smell(text[start:end], start + 1, end - start, kind=kind, better=better)
        for kind, start, end, better in sorted(places, key=lambda place: (place[1], -place[2], place[0]))
    )
    if mode is Mode.NALABS:
        ari = nalabs.readability(text)
        return Smelt(nalabs.counts(text), None if isnan(ari) else ari, nalabs.words(text), smells)
    counts = {metric.key: 0 for metric in metrics()}
    for hit in hits:
        counts[hit.metric] += 1
    return Smelt(counts, words.readability(text), len(words.words_in(text)), smells)
