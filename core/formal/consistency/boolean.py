"""What must hold at all times, taken together: contradictions, and calls that can never come.

Every requirement has a literal that stands for what it demands at all times. With a call assumed, z3 names
the literals at fault; leaving one after the other out makes their set minimal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import z3

from core.formal.condition import atoms, denied, together
from core.formal.consistency.abstraction import Demanded
from core.formal.consistency.theory import Theory
from core.formal.property import Any, Condition, Pattern, Property, Scope
from core.model import Id


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Requirements that leave no room for a condition: what calls for something, or the response itself.

    `about` is the requirement whose condition it is. The set is empty where the model alone forbids it.
    """

    about: Id
    condition: Condition
    requirements: tuple[Id, ...]
    response: bool


class Invariants:
    """What all requirements demand at all times, ready to be asked with something assumed."""

    def __init__(self, theory: Theory, demanded: Sequence[Demanded]) -> None:
        self._theory = theory
        self._literals: dict[Id, z3.BoolRef] = {}
        self._solver = z3.Solver()
        about: set[Id] = set()
        for one in demanded:
            for condition in map(invariant, one.properties):
                if condition is not None:
                    about |= {atom.proposition for atom in atoms(condition)}
                    literal = self._literals.setdefault(
                        one.requirement.id, z3.Bool(f"keeps {one.requirement.id}")
                    )
                    self._solver.add(z3.Implies(literal, theory.holds(condition, 0)))
        self._solver.add(*theory.laws(about, 0))
        self._known = frozenset(about)

    def against(self, *conditions: Condition) -> tuple[Id, ...] | None:
        """A minimal set of requirements with which the conditions cannot hold; None where they can."""
        about = {atom.proposition for condition in conditions for atom in atoms(condition)}
        self._solver.push()
        try:
            self._solver.add(*self._theory.laws(about - self._known, 0))
            self._solver.add(*(self._theory.holds(condition, 0) for condition in conditions))
            return self._minimal()
        finally:
            self._solver.pop()

    def _minimal(self) -> tuple[Id, ...] | None:
        by_name = {literal.decl().name(): one for one, literal in self._literals.items()}
        if self._solver.check(*self._literals.values()) != z3.unsat:
            return None
        core = [by_name[literal.decl().name()] for literal in self._solver.unsat_core()]
        for one in tuple(core):
            rest = [self._literals[other] for other in core if other != one]
            if self._solver.check(*rest) == z3.unsat:
                core.remove(one)
        return tuple(sorted(core))


def contradictions(
    theory: Theory, demanded: Sequence[Demanded], step: Callable[[], None] = lambda: None
) -> Iterator[Contradiction]:
    """What can never hold: each call, and each response that is owed. `step` is called once a requirement."""
    invariants = Invariants(theory, demanded)
    told: set[tuple[Id, tuple[Id, ...]]] = set()
    for one in demanded:
        step()
        for about, response in _asked(one.properties):
            found = invariants.against(about)
            if found is not None and (one.requirement.id, found) not in told:
                told.add((one.requirement.id, found))
                yield Contradiction(one.requirement.id, about, found, response)


def invariant(one: Property) -> Condition | None:
    """What the property demands at all times, at a moment; None where it demands nothing at once."""
    if one.scope is not Scope.GLOBALLY or one.pattern not in {Pattern.ABSENCE, Pattern.UNIVERSALITY}:
        return None
    demand = denied(one.subject) if one.pattern is Pattern.ABSENCE else one.subject
    return demand if one.state is None else either(denied(one.state), demand)


def either(*conditions: Condition) -> Condition:
    """At least one of the conditions."""
    return Any(conditions)


def _asked(properties: Iterable[Property]) -> Iterator[tuple[Condition, bool]]:
    """Each condition that must be possible, and whether it is a response."""
    for one in properties:
        call = together(one.state, one.trigger if one.pattern is not Pattern.PRECEDENCE else None)
        if call is not None:
            yield call, False
        if one.pattern in {Pattern.RESPONSE, Pattern.EXISTENCE, Pattern.RECURRENCE}:
            yield one.subject, True
