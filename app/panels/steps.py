"""The steps of a counterexample in the words of the model, from whatever a checker wrote. No Qt but rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.panels.rows import Row
from core.model import Edge, Id, Location, Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when, what happened, and where each machine is after it."""

    time: str
    words: str
    element: Id
    places: tuple[Id, ...]
    """The locations that are current after the step, where they are known."""
    taken: tuple[Id, ...]
    """The edges that were taken."""
    detail: str = ""

    def row(self, number: int) -> Row:
        """The step as one row of a list."""
        return Row(
            str(number), self.words, lead=f"{number:>2}", columns=(self.detail, self.time), tip=self.detail
        )


def steps_of(snapshot: Snapshot, trace: Any) -> tuple[Step, ...]:
    """The steps of a trace; none where there is no trace."""
    plain: Iterable[Any] = trace.get("steps", ()) if isinstance(trace, Mapping) else trace or ()
    return tuple(_step(snapshot, one) for one in plain if isinstance(one, Mapping))


def _step(snapshot: Snapshot, plain: Mapping[str, Any]) -> Step:
    ids = [value for value in _texts(plain) if value in snapshot]
    taken = tuple(one for one in ids if isinstance(snapshot[one], Edge))
    places = tuple(one for one in ids if isinstance(snapshot[one], Location))
    words = plain.get("words") or plain.get("text") or plain.get("action") or ""
    element = next(iter((*taken, *places, *ids)), "")
    return Step(str(plain.get("time", "")), str(words), element, places, taken, str(plain.get("detail", "")))


def _texts(value: Any) -> Iterable[str]:
    """Every text inside plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
