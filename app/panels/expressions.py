"""What is wrong with an expression over the behaviour, as far as it was typed."""

import re
from dataclasses import dataclass
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import uuid7_source
from core.model import ClockVariable, Editor, Id, Snapshot, StateMachine, Variable


def faults(
    snapshot: Snapshot, expression: str, use: str, machine: Id | None = None
) -> tuple[Diagnostic, ...]:
    """What is wrong with an expression, which is a guard, invariant, update or proposition.

    With a machine, plain names are those of the machine.
    """
    if not expression.strip():
        return ()
    from core.uppaal.generation.scope import Vocabulary
    from core.uppaal.generation.sorts import Use, phrase_of

    try:
        phrase_of(expression, Use(use), Vocabulary(snapshot), machine)
    except Refused as refused:
        return tuple(refused.diagnostics)
    return ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clock or a variable that an expression asks for; a variable with the values that it must hold."""

    kind: type[ClockVariable] | type[Variable]
    name: str
    low: int = 0
    high: int = 1

    @property
    def facts(self) -> dict[str, Any]:
        """What it is made with beside its owner."""
        bounds = {"low": self.low, "high": self.high} if self.kind is Variable else {}
        return {"name": self.name, **bounds}


def wanted(snapshot: Snapshot, expression: str, use: str, machine: Id | None) -> tuple[Wanted, ...]:
    """What the first fault of an expression asks the machine to have, the clock first where both would do.

    It asks for what would leave the least wrong; for nothing where the machine has something of that name.
    """
    wrong = faults(snapshot, expression, use, machine)
    if not wrong or machine is None or snapshot.find(StateMachine, machine) is None:
        return ()
    start = (wrong[0].column or 1) - 1
    name = expression[start : start + (wrong[0].length or 0)].strip()
    if not name.isidentifier() or any(one.name == name for one in snapshot.owned(machine)):
        return ()

    def left_with(one: Wanted) -> int:
        editor = Editor(snapshot, uuid7_source())
        editor.new(one.kind, owner=machine, **one.facts)
        return len(faults(editor.snapshot, expression, use, machine))

    made = (Wanted(ClockVariable, name), Wanted(Variable, name, *_bounds(expression, name)))
    left = [left_with(one) for one in made]
    return tuple(
        one for one, count in zip(made, left, strict=True) if count == min(left) and count < len(wrong)
    )


def _bounds(expression: str, name: str) -> tuple[int, int]:
    """The least and the greatest value that a variable must hold for what is said of it to come true."""
    values = [0, 1]
    for sign, number in re.findall(rf"\b{name}\s*(<=|>=|==|!=|:=|<|>|=)\s*(-?\d+)\b", expression):
        values.append(int(number) + {"<": -1, ">": 1}.get(sign, 0))
    return min(values), max(values)
