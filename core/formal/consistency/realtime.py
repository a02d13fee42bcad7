"""Requirements that a history can lead into a corner: kept so far, and by nothing that can come next.

Real-time consistency after Post, Hoenicke and Podelski (FASE 2011), in dense time: a history of few segments
is looked for by z3, at the end of which each possible next step breaks one of the properties.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from math import ceil, floor, gcd

import z3

from core.formal.condition import atoms
from core.formal.consistency.safety import History, Next, apart, fatal, is_compared, next_of, safe
from core.formal.consistency.theory import Theory, evaluated
from core.formal.property import All, Any, Atom, Condition, Property
from core.model import Duration, Id

LONGEST = 4
"""Segments of the histories that are looked at: two timers that meet need no more."""
MOST_ATOMS = 10
"""Atoms of a set beyond which the next steps are too many to be tried one by one."""
_LITTLE = 4096
"""A bound that is not allowed itself is moved by one over this of the unit of all times.

Where it is, a corner must be one for a far smaller step too, behind the same history: otherwise it comes from
the step alone, as where a history that is as short as the step makes two times meet.
"""


_PARTS = (1, 2, 10, 100, 1000)
"""Into how many parts the unit of the bounds is divided to look for a round time, the roundest first."""


@dataclass(frozen=True, slots=True)
class Segment:
    """From `begin` on, a time in nanoseconds, these atoms have these values, until the next segment."""

    begin: Fraction
    values: dict[Id, bool]


@dataclass(frozen=True, slots=True)
class Corner:
    """A history that keeps all properties until `end` and cannot be continued from there.

    `world` is what the surroundings must do then, where they alone can bring it about; nothing less will do.
    """

    segments: tuple[Segment, ...]
    end: Fraction
    world: Mapping[Id, bool] = field(default_factory=dict)


def corner(
    theory: Theory,
    properties: Sequence[Property],
    hostile: bool = False,
    demanded: frozenset[str] = frozenset(),
) -> Corner | None:
    """The shortest history that the properties cannot survive together; None where there is none so short.

    Whatever comes next breaks one of them. With a `hostile` world it is enough that some call can come for
    which no answer is left: what only calls, and is demanded by none of them, is then decided against them.
    Nor is what is `demanded` elsewhere up to the world: groups of atoms, as the theory has them.

    Properties that do not count at all times are left out, and a response that must come neither too soon
    nor too late is not called anew before it came. None as well where there are too many atoms.
    """
    compared = [one for one in properties if is_compared(one)]
    about = list(dict.fromkeys(atom for one in compared for atom in _atoms(one)))
    if not compared or len(about) > MOST_ATOMS:
        return None
    names = {atom: Id(str(number)) for number, atom in enumerate(about)}
    chosen = tuple(_chosen(theory, compared, about, demanded)) if hostile else ()
    unit = _unit(compared)
    abstract = tuple(_renamed(one, names, unit) for one in compared)
    nexts = tuple(tuple(values[atom] for atom in about) for values in theory.valuations(about))
    found = _shortest(abstract, nexts, tuple(names[atom] for atom in chosen))
    if found is None:
        return None
    # Of what the surroundings decide only that is told without which there is a way out.
    for one in chosen:
        fewer = tuple(other for other in chosen if other != one)
        smaller = _shortest(abstract, nexts, tuple(names[atom] for atom in fewer))
        if smaller is not None:
            chosen, found = fewer, smaller
    segments = tuple(
        Segment(one.begin * unit, {atom: one.values[names[atom]] for atom in about}) for one in found.segments
    )
    return Corner(segments, found.end * unit, {atom: found.world[names[atom]] for atom in chosen})


@lru_cache(maxsize=4096)
def _shortest(
    properties: tuple[Property, ...], nexts: tuple[tuple[bool, ...], ...], chosen: tuple[Id, ...]
) -> Corner | None:
    """The corner of properties over numbered atoms, whose values together are one of `nexts`.

    Many sets of requirements are one and the same but for their words.
    """
    about = [Id(str(number)) for number in range(len(nexts[0]) if nexts else 0)]
    for length in range(LONGEST + 1):
        found = _search(properties, about, nexts, chosen, length)
        if found:
            return found
    return None


def _search(
    properties: tuple[Property, ...],
    about: list[Id],
    nexts: tuple[tuple[bool, ...], ...],
    chosen: tuple[Id, ...],
    length: int,
) -> Corner | None:
    begins = tuple(z3.Real(f"begin {moment}") for moment in range(length))
    end = z3.Real("end")
    atom_at = cache(lambda atom, moment: z3.Bool(f"{atom}@{moment}"))

    def truth(atom: Atom, moment: int) -> z3.BoolRef:
        found = atom_at(atom.proposition, moment)
        return z3.Not(found) if atom.negated else found

    @cache
    def holds(condition: Condition, moment: int) -> z3.BoolRef:
        return evaluated(condition, lambda atom: truth(atom, moment), z3.And, z3.Or)

    steps = (_LITTLE, _LITTLE**2) if any(one.strict for one in properties) else (_LITTLE,)
    solver = z3.Solver()
    ways: list[dict[tuple[bool, ...], z3.BoolRef]] = []
    if len(nexts) < 2 ** len(about):
        for moment in range(length):
            rows = (zip(about, values, strict=True) for values in nexts)
            solver.add(
                z3.Or(*(z3.And(*(atom_at(atom, moment) == value for atom, value in row)) for row in rows))
            )
    for step, now in zip(steps, (end, z3.Real("end of the smaller step")), strict=False):
        times = [*begins, now]
        solver.add(times[0] == 0)
        solver.add(*(later > earlier for earlier, later in pairwise(times)))
        history = History(holds, begins, now, z3.RealVal(1) / step)
        solver.add(*(safe(history, one) for one in properties))
        solver.add(*(apart(history, one) for one in properties))
        ways.append(_stuck(history, properties, about, nexts, chosen))
        solver.add(z3.Or(*ways[-1].values()))
    if solver.check() != z3.sat:
        return None
    _even(solver, (*begins[1:], end))
    model = solver.model()
    segments = tuple(
        Segment(
            _fraction(model.eval(begins[moment], True)),
            {atom: z3.is_true(model.eval(atom_at(atom, moment), True)) for atom in about},
        )
        for moment in range(length)
    )
    world = next(choice for choice, way in ways[0].items() if z3.is_true(model.eval(way, True)))
    return Corner(segments, _fraction(model.eval(end, True)), dict(zip(chosen, world, strict=True)))


def _even(solver: z3.Solver, times: Sequence[z3.ArithRef]) -> None:
    """Let the times be round ones where the history allows it: 1.5 s is read sooner than a long fraction."""
    for time in times:
        value = _fraction(solver.model().eval(time, True))
        for part in _PARTS:
            for near in dict.fromkeys((floor(value * part), ceil(value * part))):
                if solver.check(time == z3.RealVal(near) / part) == z3.sat:
                    solver.add(time == z3.RealVal(near) / part)
                    solver.check()
                    break
            else:
                continue
            break
        else:
            solver.add(time == z3.Q(value.numerator, value.denominator))
            solver.check()


def _stuck(
    history: History,
    properties: tuple[Property, ...],
    about: list[Id],
    nexts: tuple[tuple[bool, ...], ...],
    chosen: tuple[Id, ...],
) -> dict[tuple[bool, ...], z3.BoolRef]:
    """For each choice of others whether every next step is then fatal to a property."""
    rows_by_choice: dict[tuple[bool, ...], set[tuple[Next, ...]]] = defaultdict(set)
    for row in nexts:
        values = dict(zip(about, row, strict=True))
        told = tuple(values[atom] for atom in chosen)
        rows_by_choice[told].add(tuple(next_of(one, values) for one in properties))
    ends = cache(lambda number, following: fatal(history, properties[number], following))
    return {
        told: z3.And(*(z3.Or(*(ends(number, one) for number, one in enumerate(row))) for row in rows))
        for told, rows in rows_by_choice.items()
    }


def _renamed(one: Property, names: Mapping[Id, Id], unit: int) -> Property:
    """The property over other atoms, with times in units of so many nanoseconds, and of no requirement."""

    def of(condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        if isinstance(condition, Atom):
            return Atom(names[condition.proposition], condition.negated)
        parts = tuple(part for part in map(of, condition.parts) if part is not None)
        return All(parts) if isinstance(condition, All) else Any(parts)

    def times(bound: Duration | None) -> Duration | None:
        return None if bound is None else Duration(bound.nanoseconds // unit)

    subject = of(one.subject)
    assert subject is not None
    return replace(
        one,
        requirement=Id(""),
        subject=subject,
        trigger=of(one.trigger),
        state=of(one.state),
        at_least=times(one.at_least),
        at_most=times(one.at_most),
    )


def _chosen(
    theory: Theory, properties: Sequence[Property], about: Sequence[Id], elsewhere: frozenset[str]
) -> list[Id]:
    """The atoms that others decide: they call for something, and are about nothing that is demanded."""
    demanded = elsewhere | groups_demanded(theory, properties)
    return [atom for atom in about if demanded.isdisjoint(theory.groups(atom))]


def groups_demanded(theory: Theory, properties: Iterable[Property]) -> frozenset[str]:
    """What the properties demand something of, in groups of atoms."""
    demanded = (atom.proposition for one in properties for atom in atoms(one.subject))
    return frozenset(group for atom in demanded for group in theory.groups(atom))


def _atoms(one: Property) -> Iterator[Id]:
    for condition in (one.subject, one.trigger, one.state):
        if condition is not None:
            yield from (atom.proposition for atom in atoms(condition))


def _unit(properties: Sequence[Property]) -> int:
    """The longest time in nanoseconds of which all bounds are multiples."""
    bounds = [bound for one in properties for bound in (one.at_least, one.at_most) if bound is not None]
    return gcd(*(bound.nanoseconds for bound in bounds)) or 1


def _fraction(value: z3.ExprRef) -> Fraction:
    number = value.as_fraction()
    return Fraction(number.numerator, number.denominator)
