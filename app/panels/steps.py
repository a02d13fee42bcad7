"""The steps of a counterexample in the words of the model, as the proof assistant tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.panels.rows import Row
from core.ground.words import decimal
from core.model import Edge, Id, Location, Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when, what happened, and the elements that it is about."""

    time: str
    text: str
    elements: tuple[Id, ...]

    def row(self, number: int, subject: str) -> Row:
        """The step as one row of a list."""
        first, _stop, rest = self.text.partition(". ")
        return Row(
            str(number),
            first if rest else first.rstrip("."),
            detail=rest or " ",
            lead=f"{number:>2}",
            columns=(subject, self.time),
            tip=self.text,
        )

    def of(self, snapshot: Snapshot, kind: type[Edge] | type[Location]) -> tuple[Id, ...]:
        """The edges or the locations among its elements."""
        return tuple(one for one in self.elements if isinstance(snapshot.get(one), kind))


def steps_of(explanation: Any) -> tuple[Step, ...]:
    """The steps of a verdict's explanation; none where there is none."""
    if not isinstance(explanation, Mapping):
        return ()
    return tuple(
        Step(decimal(str(step.get("time") or "")), str(step.get("text", "")), tuple(step.get("elements", ())))
        for step in explanation.get("steps", ())
    )
