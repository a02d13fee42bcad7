"""What of a sentence is not good enough in a project, by its own limits and in its own shapes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.model import Boilerplate, MetricLimit
from core.requirements.sentence import parse
from core.requirements.slots import Parsed
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.measuring import READABILITY_LIMIT, Mode, Smell, Smelt, measure

NO_DEMAND = "no-demand"
"""The fault of a sentence without “shall”, which a boilerplate of a project may do without."""


def limits(stated: Iterable[MetricLimit] = ()) -> dict[str, float]:
    """The limit of each metric, by its key: that which the project stated, else that of NALABS."""
    shipped = {metric.key: float(metric.limit) for metric in metrics()} | {"ari": float(READABILITY_LIMIT)}
    own = {one.metric: one.limit for one in stated if one.metric in shipped}
    return shipped | own


def smelt_in(text: str, own: Sequence[Boilerplate], mode: Mode = Mode.CORRECTED) -> Smelt:
    """Metrics and smells of a sentence, without the faults that a shape of the project's own brings along."""
    found = measure(text, mode)
    parsed = parse(text, own) if own and found.smells else None
    if parsed is None or not parsed.boilerplate:
        return found
    return replace(found, smells=tuple(smell for smell in found.smells if not is_of_shape(smell, parsed)))


def is_of_shape(smell: Smell, parsed: Parsed) -> bool:
    """Whether a fault is that of the project's own shape: it has no “shall”, or lies in fixed words of it.

    Whoever reviewed the shape took these words.
    """
    if not parsed.boilerplate or smell.kind in {metric.key for metric in metrics()}:
        return False
    return smell.kind == NO_DEMAND or any(
        word.column <= smell.column and smell.end <= word.end for word in parsed.keywords
    )


def failings(smelt: Smelt, allowed: Mapping[str, float]) -> tuple[str, ...]:
    """Metrics above their limits, then faults, each once, by their keys."""
    counted = {metric.key for metric in metrics()}
    faults = dict.fromkeys(smell.kind for smell in smelt.smells if smell.kind not in counted)
    return (*smelt.failed(dict(allowed)), *faults)
