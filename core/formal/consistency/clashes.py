"""Sets of requirements that cannot all be kept in time: which are worth a search, and the smallest of each.

Two properties are compared where what they want cannot hold together, and where one of them keeps something
up or away for a time: of two deadlines alone one can be met after the other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.formal.condition import atoms, denied
from core.formal.consistency.abstraction import Demanded
from core.formal.consistency.boolean import Invariants, invariant
from core.formal.consistency.realtime import Corner, corner, groups_demanded
from core.formal.consistency.safety import is_compared
from core.formal.consistency.theory import Theory
from core.formal.property import Condition, Pattern, Property
from core.model import Id


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal set of requirements, by id in the order of the project, and a history none can continue."""

    requirements: tuple[Id, ...]
    corner: Corner


Chosen = dict[Id, tuple[Property, ...]]
"""The properties of requirements that a search begins with, where not all of them count."""


def clashes(
    theory: Theory,
    demanded: Sequence[Demanded],
    step: Callable[[], None] = lambda: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Clash]:
    """The clashes of the requirements in a world that helps, then those that only a hostile one brings about.

    In a hostile one also demands clash that hold at all times, each while something else lasts. A set that
    holds one that was told is not told. `step` is called twice for each requirement.
    """
    search = _Search(theory, demanded, cancelled)
    left: list[tuple[frozenset[Id], Chosen]] = []
    ends: list[int] = []
    for one, candidates in _candidates(theory, demanded):
        step()
        for names, chosen, untimed in search.involved(one, candidates):
            found = None if untimed else search.clash(names, chosen)
            if found is not None:
                yield found
            else:
                left.append((names, chosen))
        ends.append(len(left))
    for begin, end in pairwise((0, *ends)):
        step()
        for names, chosen in left[begin:end]:
            found = search.clash(names, chosen, hostile=True)
            if found is not None:
                yield found


class _Search:
    """Looks for the smallest sets that clash, and for none that holds one found before."""

    def __init__(self, theory: Theory, demanded: Sequence[Demanded], cancelled: Callable[[], bool]) -> None:
        self._theory = theory
        self._cancelled = cancelled
        self._invariants = Invariants(theory, demanded)
        self._properties = {one.requirement.id: one.properties for one in demanded}
        self._ours = groups_demanded(theory, (prop for one in demanded for prop in one.properties))
        self._told: list[frozenset[Id]] = []

    def involved(
        self, one: Id, candidates: Sequence[tuple[Property, Id, Property]]
    ) -> Iterator[tuple[frozenset[Id], Chosen, bool]]:
        """What keeps each pair apart with the pair, where to begin, and whether it holds at all times."""
        for first, other, second in candidates:
            if self._cancelled():
                return
            found = self._invariants.against(wanted(first), wanted(second))
            if found is not None:
                chosen: Chosen = {one: (first,), other: (second,)} if one != other else {one: (second, first)}
                untimed = invariant(first) is not None and invariant(second) is not None
                yield frozenset({one, other, *found}), chosen, untimed

    def clash(self, names: frozenset[Id], chosen: Chosen, hostile: bool = False) -> Clash | None:
        """The smallest set within the names that clashes; None where none does, or one was found before."""
        if any(less <= names for less in self._told):
            return None

        def search(some: Sequence[Property]) -> Corner | None:
            return None if self._cancelled() else corner(self._theory, some, hostile, self._ours)

        found = _smallest(names, chosen, self._properties, search)
        if found is None:
            return None
        self._told.append(frozenset(found[0]))
        order = [*self._properties]
        return Clash(tuple(sorted(found[0], key=order.index)), found[1])


def wanted(one: Property) -> Condition:
    """What the property wants to hold at some time."""
    unwanted = one.pattern in {Pattern.ABSENCE, Pattern.MAXIMUM_DURATION, Pattern.PRECEDENCE}
    earliest = one.pattern is Pattern.RESPONSE and one.at_most is None and one.at_least is not None
    return denied(one.subject) if unwanted or earliest else one.subject


def blocks(one: Property) -> bool:
    """Whether the property keeps something up or away, where others only want it to come.

    A response with a latest time wants its subject as others do: that it must not come too soon keeps nothing
    away that excludes it.
    """
    if one.pattern is Pattern.RESPONSE:
        return one.at_least is not None and one.at_most is None
    return one.pattern in {
        *(Pattern.ABSENCE, Pattern.UNIVERSALITY, Pattern.MINIMUM_DURATION, Pattern.PRECEDENCE),
    }


def _candidates(
    theory: Theory, demanded: Sequence[Demanded]
) -> Iterator[tuple[Id, list[tuple[Property, Id, Property]]]]:
    """For each requirement its pairs with what comes before it and is about the same."""
    linked = _linked(theory, demanded)
    about: dict[str, list[tuple[Id, Property]]] = defaultdict(list)
    for one in demanded:
        pairs: dict[tuple[Property, Id, Property], None] = {}
        for prop in filter(is_compared, one.properties):
            groups = {group for atom in atoms(wanted(prop)) for group in theory.groups(atom.proposition)}
            near = {further for group in groups for further in linked.get(group, {group})}
            for group in sorted(near):
                for other, second in about[group]:
                    if blocks(prop) or blocks(second):
                        pairs[prop, other, second] = None
            for group in sorted(groups):
                about[group].append((one.requirement.id, prop))
        yield one.requirement.id, list(pairs)


def _linked(theory: Theory, demanded: Sequence[Demanded]) -> dict[str, set[str]]:
    """What each thing is tied to by something that must hold at all times."""
    found: dict[str, set[str]] = {}
    for one in demanded:
        for condition in map(invariant, one.properties):
            if condition is None:
                continue
            groups = {group for atom in atoms(condition) for group in theory.groups(atom.proposition)}
            for group in groups:
                found.setdefault(group, {group}).update(groups)
    return found


def _smallest(
    names: frozenset[Id],
    chosen: Chosen,
    properties: dict[Id, tuple[Property, ...]],
    search: Callable[[Sequence[Property]], Corner | None],
) -> tuple[tuple[Id, ...], Corner] | None:
    """The smallest set within the names for which there is a corner, and the corner."""

    def of(kept: tuple[Id, ...]) -> Corner | None:
        return search([prop for one in kept for prop in chosen.get(one, properties[one])])

    kept = tuple(sorted(names))
    found = of(kept)
    if found is None:
        return None
    for one in tuple(kept):
        rest = tuple(other for other in kept if other != one)
        smaller = of(rest) if rest else None
        if smaller is not None:
            kept, found = rest, smaller
    return kept, found
