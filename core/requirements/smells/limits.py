"""What of a sentence is not good enough in a project, by its own limits and in its own shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.model import Boilerplate, MetricLimit, Snapshot
from core.requirements.sentence import parse
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.measuring import READABILITY_LIMIT, Mode, Smelt, measure

NO_DEMAND = "no-demand"
"""The fault of a sentence without “shall”, which a boilerplate of a project may do without."""


def limits(snapshot: Snapshot) -> dict[str, float]:
    """The limit of each metric, by its key: the project's own, else that of NALABS."""
    shipped = {metric.key: float(metric.limit) for metric in metrics()} | {"ari": float(READABILITY_LIMIT)}
    own = {one.metric: one.limit for one in snapshot.of(MetricLimit) if one.metric in shipped}
    return shipped | own


def smelt_in(text: str, own: Sequence[Boilerplate], mode: Mode = Mode.CORRECTED) -> Smelt:
    """Metrics and smells of a sentence; in a shape of the project's own it needs no “shall” to demand."""
    found = measure(text, mode)
    if any(smell.kind == NO_DEMAND for smell in found.smells) and own and parse(text, own).boilerplate:
        kept = tuple(smell for smell in found.smells if smell.kind != NO_DEMAND)
        return replace(found, smells=kept)
    return found


def failings(smelt: Smelt, allowed: Mapping[str, float]) -> tuple[str, ...]:
    """Metrics above their limits, then faults, each once, by their keys."""
    counted = {metric.key for metric in metrics()}
    faults = dict.fromkeys(smell.kind for smell in smelt.smells if smell.kind not in counted)
    return (*smelt.failed(dict(allowed)), *faults)
