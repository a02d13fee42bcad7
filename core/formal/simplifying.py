"""A condition in the fewest words: what stands twice, and what follows anyhow, is left out.

For conditions that people read; what is proved keeps the form that the sentence gave it. Boolean algebra
alone, by sympy: what a proposition says of numbers is not looked at.
"""

from collections import Counter
from typing import Any as AnyType

from core.formal.condition import atoms
from core.formal.property import All, Any, Atom, Condition

MOST = 8
"""A condition over more propositions than this stays as it is: its table of truth would be too long."""


def simplified(condition: Condition) -> Condition:
    """The shortest condition that is true and false with it, its parts in the order in which they stood.

    The very same object where there is nothing to leave out. One that can never hold, or always does, stays
    as it is: a person must see what it says.
    """
    counted = Counter(atom.proposition for atom in atoms(condition))
    if len(counted) == condition_size(condition) or len(counted) > MOST:
        return condition  # where no proposition stands twice, nothing follows from the rest
    from sympy.logic.boolalg import simplify_logic

    names = {proposition: f"p{number}" for number, proposition in enumerate(counted)}
    shorter = _condition(simplify_logic(_formula(condition, names)), list(counted))
    if shorter is None or condition_size(shorter) >= condition_size(condition):
        return condition
    return shorter


def condition_size(condition: Condition) -> int:
    """How many phrases a person reads in it."""
    return sum(1 for _atom in atoms(condition))


def _formula(condition: Condition, names: dict[str, str]) -> AnyType:
    """The condition as sympy has it."""
    from sympy import And, Not, Or, Symbol

    if isinstance(condition, Atom):
        symbol = Symbol(names[condition.proposition])
        return Not(symbol) if condition.negated else symbol
    joint = And if isinstance(condition, All) else Or
    return joint(*(_formula(part, names) for part in condition.parts))


def _condition(formula: AnyType, propositions: list[str]) -> Condition | None:
    """A condition from what sympy made of it; None where that is true or false whatever holds."""
    from sympy import And, Not, Symbol
    from sympy.logic.boolalg import BooleanAtom

    if isinstance(formula, BooleanAtom):
        return None

    def place(part: AnyType) -> tuple[int, ...]:
        return tuple(sorted(int(symbol.name[1:]) for symbol in part.free_symbols))

    def made(part: AnyType) -> Condition:
        if isinstance(part, Symbol):
            return Atom(propositions[int(part.name[1:])])
        if isinstance(part, Not):
            return Atom(propositions[int(part.args[0].name[1:])], True)
        parts = tuple(made(one) for one in sorted(part.args, key=place))
        return All(parts) if isinstance(part, And) else Any(parts)

    return made(formula)
