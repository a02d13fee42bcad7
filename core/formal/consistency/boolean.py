"""What must hold at all times, taken together: contradictions, and calls that can never come.

Every requirement has a literal that stands for what it demands at all times. With a call assumed, z3 names
the literals at fault; leaving one after the other out makes their set minimal. Sets that contradict with
nothing assumed are told first, and blamed for nothing else: they would rule out whatever is asked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

import z3

from core.formal.condition import atoms, denied, together
from core.formal.consistency.abstraction import Demanded
from core.formal.consistency.theory import Theory
from core.formal.property import UNCALLED, Any, Condition, Pattern, Property, Scope
from core.model import Id


class Sort(Enum):
    """Of which condition a contradiction tells."""

    CALL = "call"
    """What calls for something."""
    RESPONSE = "response"
    """What is owed at some time."""
    ALWAYS = "always"
    """What the requirement demands whatever happens."""
    ANSWERED = "answered"
    """A call to which several answer without a time, each with what excludes the other."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Requirements that leave no room for a condition: what calls for something, or the response itself.

    `about` is the requirement whose condition it is. The set is empty where the model alone forbids it.
    """

    about: Id
    condition: Condition
    requirements: tuple[Id, ...]
    sort: Sort


class Invariants:
    """What all requirements demand at all times, ready to be asked with something assumed.

    `contradicting` are minimal sets that cannot hold together in any case; nothing else is asked of those.
    """

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
        self.contradicting: list[tuple[Id, ...]] = []
        while (found := self._minimal()) is not None and found:
            self.contradicting.append(found)
            for name in found:
                del self._literals[name]

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
    properties = {one.requirement.id: one.properties for one in demanded}
    for names in invariants.contradicting:
        demand = together(*map(invariant, properties[names[0]]))
        assert demand is not None
        yield Contradiction(names[0], demand, names, Sort.ALWAYS)
    for one in demanded:
        step()
        for about, sort in _asked(one.properties):
            found = invariants.against(about)
            if found is not None and (one.requirement.id, found) not in told:
                told.add((one.requirement.id, found))
                yield Contradiction(one.requirement.id, about, found, sort)
    yield from _answered(theory, invariants, demanded)


def _answered(
    theory: Theory, invariants: Invariants, demanded: Sequence[Demanded]
) -> Iterator[Contradiction]:
    """Answers of two requirements to one and the same call that exclude each other, neither with a time.

    Taken by the letter one could come after the other; but nothing says which, nor when. Two answers in one
    sentence have an order.
    """
    answers: dict[z3.BoolRef, list[tuple[Id, Property]]] = defaultdict(list)
    for demand in demanded:
        for prop in demand.properties:
            if prop.pattern is Pattern.RESPONSE and not _has_time(prop, demand.properties):
                assert prop.trigger is not None
                answers[theory.holds(prop.trigger, 0)].append((demand.requirement.id, prop))
    for several in answers.values():
        for (first, one), (second, other) in combinations(several, 2):
            if first == second or _about(theory, one.subject).isdisjoint(_about(theory, other.subject)):
                continue
            # In two states that are not one, the calls need not come together.
            states = list(dict.fromkeys(each.state for each in (one, other) if each.state is not None))
            call = together(*states, one.trigger)
            found = invariants.against(one.subject, other.subject)
            if call is None or found is None or len(states) > 1:
                continue
            if all(invariants.against(each) is None for each in (call, one.subject, other.subject)):
                names = tuple(dict.fromkeys((first, second, *found)))
                yield Contradiction(first, call, names, Sort.ANSWERED)


def _has_time(one: Property, properties: Iterable[Property]) -> bool:
    """Whether the sentence of the property says anything of when its subject comes or ends."""
    return any(
        other.subject == one.subject and (other.at_least is not None or other.at_most is not None)
        for other in properties
    )


def _about(theory: Theory, condition: Condition) -> frozenset[str]:
    return frozenset(group for atom in atoms(condition) for group in theory.groups(atom.proposition))


def invariant(one: Property) -> Condition | None:
    """What the property demands at all times, at a moment; None where it demands nothing at once."""
    if one.scope is not Scope.GLOBALLY or one.pattern not in {Pattern.ABSENCE, Pattern.UNIVERSALITY}:
        return None
    demand = denied(one.subject) if one.pattern is Pattern.ABSENCE else one.subject
    return demand if one.state is None else either(denied(one.state), demand)


def either(*conditions: Condition) -> Condition:
    """At least one of the conditions."""
    return Any(conditions)


def _asked(properties: Iterable[Property]) -> Iterator[tuple[Condition, Sort]]:
    """Each condition that must be possible, and of which sort it is."""
    for one in properties:
        call = together(one.state, one.trigger if one.pattern not in UNCALLED else None)
        if call is not None:
            yield call, Sort.CALL
        owed = one.pattern is Pattern.MINIMUM_DURATION and one.trigger is not None
        if owed or one.pattern in _OWED:
            yield one.subject, Sort.RESPONSE
        if one.pattern is Pattern.RESPONSE_CHAIN and one.second is not None:
            yield one.second, Sort.RESPONSE


_OWED = frozenset(
    (
        *(Pattern.RESPONSE, Pattern.EXISTENCE, Pattern.RECURRENCE),
        *(Pattern.RESPONSE_CHAIN, Pattern.STIMULUS_CHAIN),
    )
)
"""The patterns whose subject has to come."""
