"""Which sentences of a project are weak, by the limits that the project sets itself."""

from collections.abc import Mapping
from functools import lru_cache

from core.model import MetricLimit, Snapshot
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.measuring import READABILITY_LIMIT, Smelt, measure


def limits(snapshot: Snapshot) -> dict[str, float]:
    """The limit of each metric, by its key: the project's own, else that of NALABS."""
    shipped = {metric.key: float(metric.limit) for metric in metrics()} | {"ari": float(READABILITY_LIMIT)}
    own = {one.metric: one.limit for one in snapshot.of(MetricLimit) if one.metric in shipped}
    return shipped | own


def weaknesses(text: str, allowed: Mapping[str, float]) -> tuple[str, ...]:
    """What is weak in a sentence: metrics above their limits, then faults, each once, by their keys."""
    found = _measured(text)
    counted = {metric.key for metric in metrics()}
    faults = dict.fromkeys(smell.kind for smell in found.smells if smell.kind not in counted)
    return (*found.failed(dict(allowed)), *faults)


@lru_cache(maxsize=4096)
def _measured(text: str) -> Smelt:
    return measure(text)
