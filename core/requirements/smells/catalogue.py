"""The words of the metrics, with the limit of each metric and a better wording for each word."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from core.ground.resources import resource_folder


@dataclass(frozen=True, slots=True)
class Metric:
    """One list of words, by what is written instead. A count above the limit is too many.

    `misspelt` and `twice` are what NALABS has otherwise: words in its spelling, and words listed again.
    """

    key: str
    limit: int
    words: Mapping[str, str]
    misspelt: Mapping[str, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()

    def as_in_nalabs(self) -> tuple[str, ...]:
        """The entries of the list of NALABS."""
        return (*(self.misspelt.get(word, word) for word in self.words), *self.twice)


@cache
def metrics() -> tuple[Metric, ...]:
    """The ten metrics that count words."""
    text = (resource_folder("words") / "smells.toml").read_text(encoding="utf-8")
    return tuple(
        Metric(key, entry["limit"], entry["words"], entry.get("misspelt", {}), tuple(entry.get("twice", ())))
        for key, entry in tomllib.loads(text)["metrics"].items()
    )
