"""What is wrong with an expression over the behaviour, as far as it was typed."""

from core.ground.diagnostic import Diagnostic, Refused
from core.model import Id, Snapshot


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
