"""Conditions over propositions: their atoms, their opposite, and whether they last or are instants."""

from collections.abc import Iterator, Mapping

from core.formal.property import All, Any, Atom, Condition
from core.model import Binding, Id, Proposition, Snapshot


def atoms(condition: Condition) -> Iterator[Atom]:
    """All atoms, from left to right."""
    if isinstance(condition, Atom):
        yield condition
    else:
        for part in condition.parts:
            yield from atoms(part)


def condition_text(condition: Condition, names: Mapping[Id, str]) -> str:
    """The condition as formulas have it, over the names given to propositions."""
    if isinstance(condition, Atom):
        name = names.get(condition.proposition, condition.proposition)
        return f"¬{name}" if condition.negated else name
    joint = " ∧ " if isinstance(condition, All) else " ∨ "
    return joint.join(
        condition_text(part, names) if isinstance(part, Atom) else f"({condition_text(part, names)})"
        for part in condition.parts
    )


def denied(condition: Condition) -> Condition:
    """The condition that holds where this one does not, with the denial moved to the atoms."""
    if isinstance(condition, Atom):
        return Atom(condition.proposition, not condition.negated)
    parts = tuple(denied(part) for part in condition.parts)
    return Any(parts) if isinstance(condition, All) else All(parts)


def together(*conditions: Condition | None) -> Condition | None:
    """All of the conditions that are there; None where there is none."""
    given = tuple(condition for condition in conditions if condition is not None)
    if not given:
        return None
    return given[0] if len(given) == 1 else All(given)


def lasting(snapshot: Snapshot, condition: Condition) -> bool:
    """Whether the condition is about states alone, so that it can hold for a time."""
    return not any(_is_event(snapshot, atom) for atom in atoms(condition))


def instant(snapshot: Snapshot, condition: Condition) -> bool:
    """Whether the condition holds only at instants: it cannot hold without an event."""
    if isinstance(condition, Atom):
        proposition = snapshot.find(Proposition, condition.proposition)
        return (
            proposition is not None
            and proposition.binding is Binding.EVENT
            and proposition.negated == condition.negated
        )
    if isinstance(condition, All):
        return any(instant(snapshot, part) for part in condition.parts)
    return all(instant(snapshot, part) for part in condition.parts)


def definite(snapshot: Snapshot, condition: Condition) -> bool:
    """Whether it is clear when the condition holds: all the time that states last, or at instants.

    Alternatives may differ in this. The absence of an event is no instant, and two events do not
    happen at one.
    """
    if isinstance(condition, Any):
        return all(definite(snapshot, part) for part in condition.parts)
    if lasting(snapshot, condition):
        return True
    if isinstance(condition, Atom):
        return instant(snapshot, condition)
    instants = [part for part in condition.parts if not lasting(snapshot, part)]
    return len(instants) == 1 and instant(snapshot, instants[0]) and definite(snapshot, instants[0])


def _is_event(snapshot: Snapshot, atom: Atom) -> bool:
    proposition = snapshot.find(Proposition, atom.proposition)
    return proposition is not None and proposition.binding is Binding.EVENT
