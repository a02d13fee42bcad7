"""What is wrong with an expression over the behaviour, as far as it was typed."""

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


def wanted_clock(snapshot: Snapshot, expression: str, use: str, machine: Id | None) -> str:
    """The name of the clock that the first fault of an expression asks for; empty where it asks for none.

    It does where the machine has nothing of that name, and a clock would leave less wrong than a variable.
    """
    wrong = faults(snapshot, expression, use, machine)
    if not wrong or machine is None or snapshot.find(StateMachine, machine) is None:
        return ""
    start = (wrong[0].column or 1) - 1
    name = expression[start : start + (wrong[0].length or 0)].strip()
    if not name.isidentifier() or any(one.name == name for one in snapshot.owned(machine)):
        return ""

    def left_with(kind: type[ClockVariable] | type[Variable]) -> int:
        editor = Editor(snapshot, uuid7_source())
        editor.new(kind, owner=machine, name=name)
        return len(faults(editor.snapshot, expression, use, machine))

    return name if left_with(ClockVariable) < min(len(wrong), left_with(Variable)) else ""
