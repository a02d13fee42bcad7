"""Requirements that a history can lead into a corner: kept so far, and by nothing that can come next.

Real-time consistency after Post, Hoenicke and Podelski (FASE 2011), in dense time: a history of few segments
is looked for by z3, at the end of which each possible next step breaks one of the properties.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise

import z3

from core.formal.condition import atoms
from core.formal.consistency.safety import History, Next, fatal, is_compared, next_of, safe
from core.formal.consistency.theory import Theory
from core.formal.property import Atom, Property
from core.model import Duration, Id

LONGEST = 4
"""Segments of the histories that are looked at: two timers that meet need no more."""
MOST_ATOMS = 10
"""Atoms of a set beyond which the next steps are too many to be tried one by one."""
_LITTLE = 4096
"""A bound that is not allowed itself is moved by the smallest time over this."""


@dataclass(frozen=True, slots=True)
class Segment:
    """From `begin` on, a time in nanoseconds, these atoms have these values, until the next segment."""

    begin: Fraction
    values: dict[Id, bool]


@dataclass(frozen=True, slots=True)
class Corner:
    """A history that keeps all properties until `end` and cannot be continued from there."""

    segments: tuple[Segment, ...]
    end: Fraction


def corner(
    theory: Theory,
    properties: Sequence[Property],
    cancelled: Callable[[], bool] = lambda: False,
    hostile: bool = False,
) -> Corner | None:
    """The shortest history that the properties cannot survive together; None where there is none so short.

    Whatever comes next breaks one of them. With a `hostile` world it is enough that some call can come for
    which no answer is left: what only calls, and is demanded by none of them, is then decided against them.
    Properties that do not count at all times are left out. None as well where there are too many atoms.
    """
    compared = [one for one in properties if is_compared(one)]
    about = sorted({atom for one in compared for atom in _atoms(one)})
    if not compared or len(about) > MOST_ATOMS:
        return None
    nexts = theory.valuations(about)
    for length in range(LONGEST + 1):
        if cancelled():
            return None
        found = _search(theory, compared, about, nexts, length, hostile)
        if found:
            return found
    return None


def _search(
    theory: Theory,
    properties: list[Property],
    about: list[Id],
    nexts: list[dict[Id, bool]],
    length: int,
    hostile: bool,
) -> Corner | None:
    little = z3.RealVal(_smallest(properties)) / _LITTLE
    begins = tuple(z3.Real(f"begin {moment}") for moment in range(length))
    end = z3.Real("end")
    history = History(theory, begins, end, little)
    solver = z3.Solver()
    times = [*begins, end]
    solver.add(times[0] == 0)
    solver.add(*(later > earlier for earlier, later in pairwise(times)))
    for moment in range(length):
        solver.add(*theory.laws(about, moment))
    solver.add(*(safe(history, one) for one in properties))
    chosen = _chosen(theory, properties, about) if hostile else []
    rows: dict[tuple[bool, ...], set[tuple[Next, ...]]] = defaultdict(set)
    for values in nexts:
        rows[tuple(values[atom] for atom in chosen)].add(tuple(next_of(one, values) for one in properties))
    ends = cache(lambda number, following: fatal(history, properties[number], following))
    solver.add(
        z3.Or(
            *(
                z3.And(*(z3.Or(*(ends(number, one) for number, one in enumerate(told))) for told in row))
                for row in rows.values()
            )
        )
    )
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    segments = tuple(
        Segment(_fraction(model.eval(begins[moment], True)), _values(theory, model, about, moment))
        for moment in range(length)
    )
    return Corner(segments, _fraction(model.eval(end, True)))


def _chosen(theory: Theory, properties: list[Property], about: list[Id]) -> list[Id]:
    """The atoms that others decide: they call for something, and are about nothing that is demanded."""
    demanded = {
        group
        for one in properties
        for atom in atoms(one.subject)
        for group in theory.groups(atom.proposition)
    }
    return [atom for atom in about if demanded.isdisjoint(theory.groups(atom))]


def _values(theory: Theory, model: z3.ModelRef, about: list[Id], moment: int) -> dict[Id, bool]:
    return {atom: z3.is_true(model.eval(theory.truth(Atom(atom), moment), True)) for atom in about}


def _atoms(one: Property) -> Iterator[Id]:
    for condition in (one.subject, one.trigger, one.state):
        if condition is not None:
            yield from (atom.proposition for atom in atoms(condition))


def _smallest(properties: list[Property]) -> int:
    bounds: list[Duration] = [bound for one in properties for bound in (one.at_least, one.at_most) if bound]
    return min((bound.nanoseconds for bound in bounds if bound.nanoseconds), default=1)


def _fraction(value: z3.ExprRef) -> Fraction:
    number = value.as_fraction()
    return Fraction(number.numerator, number.denominator)
