"""What the checks of requirements say of the model: judged by the facts and derived facts of threat rules.

A fact that nobody stated leaves a condition unknown; what is not drawn is not there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.knowledge import expression as rules
from core.model import (
    KINDS,
    Connector,
    Duration,
    Element,
    Firmware,
    HardwareInterface,
    Id,
    Snapshot,
    Truth,
    Zone,
)
from core.model.zoning import zone_of
from core.requirements.checks.quantities import compares
from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Check,
    Comparison,
    CrossesZone,
    Denial,
    Each,
    FactTest,
    InZone,
    Named,
    Quantifier,
    Quantity,
)
from core.requirements.checks.words import SORTS
from core.threats.derived import Derivation
from core.threats.evaluation import follow, judge
from core.threats.judgement import NO, Fact, Gap, Judgement, every, some
from core.threats.surroundings import Surroundings

_IT = "it"
_ALWAYS = Judgement(Truth.YES)
Holds = Callable[[Element], Judgement]
"""Judges whether something holds of an element."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An element that decides a condition, and the facts by which it does."""

    element: Id
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """Whether a condition holds of the model, and why.

    `concerned` is how many elements were in question. `telling` are those that made it so: against "every"
    those that fail, for "some" and against "no" those that meet it. `gaps` keep it unknown. `missing` is
    the name of an element or zone that the model has not.
    """

    truth: Truth
    concerned: int = 0
    telling: tuple[Telling, ...] = ()
    gaps: tuple[Gap, ...] = ()
    missing: str = ""


class Examination:
    """Examines conditions over one snapshot; what is derived, judged or narrowed down once is known after."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._places: dict[str, dict[Id, Judgement]] = defaultdict(dict)
        self._around_zone: dict[Id, frozenset[str]] = {}
        self._ends: dict[Id, tuple[Element | None, Element | None]] = {}
        self._tests: dict[FactTest, Holds] = {}
        self._examined: dict[Check, Examined] = {}
        self._sorts: dict[str, tuple[Element, ...]] = {}
        self._judged: dict[Check, dict[Id, Judgement]] = {}
        self._narrowed: dict[tuple[str, Check], tuple[list[tuple[Element, Judgement]], int]] = {}

    def examine(self, check: Each | Named) -> Examined:
        """Whether the condition holds of the model."""
        found = self._examined.get(check)
        if found is None:
            found = self._examined[check] = self._examine(check)
        return found

    def _examine(self, check: Each | Named) -> Examined:
        lacking = self._missing_zone(check)
        if lacking:
            return Examined(Truth.UNKNOWN, missing=lacking)
        if isinstance(check, Each):
            return self._each(check)
        found = [one for one in self._elements(check.sort) if self._is_called(one, check)]
        if not found:
            return Examined(Truth.UNKNOWN, missing=check.name)
        holds = self._holds(check.holds)
        judged = [(one, holds(one)) for one in found]
        whole = every(one for _element, one in judged)
        telling = (Telling(one.id, found.facts) for one, found in judged if found.truth is whole.truth)
        return Examined(
            whole.truth, len(found), tuple(telling), whole.gaps if whole.truth is Truth.UNKNOWN else ()
        )

    def _each(self, check: Each) -> Examined:
        meant, concerned = self._meant(check)
        judge_one, judged = self._holds(check.holds), self._judged.setdefault(check.holds, {})
        decides_nothing = Truth.YES if check.quantifier is Quantifier.EVERY else Truth.NO
        telling: list[Telling] = []
        gaps: list[Gap] = []
        for one, is_meant in meant:
            holds = judged.get(one.id)
            if holds is None:
                holds = judged[one.id] = judge_one(one)
            if holds.truth is decides_nothing:
                continue
            found = _of_one(check.quantifier, is_meant, holds)
            if found.truth is Truth.YES:
                telling.append(Telling(one.id, found.facts))
            elif found.truth is Truth.UNKNOWN:
                gaps += found.gaps
        truth = Truth.YES if telling else Truth.UNKNOWN if gaps else Truth.NO
        truth = truth if check.quantifier is Quantifier.SOME else ~truth
        return Examined(truth, concerned, tuple(telling), () if telling else tuple(gaps))

    def _meant(self, check: Each) -> tuple[list[tuple[Element, Judgement]], int]:
        """The elements that may be meant, and how many are: once for all checks that mean the same."""
        elements = self._elements(check.sort)
        if check.where is None:
            return [(one, _ALWAYS) for one in elements], len(elements)
        key = check.sort, check.where
        found = self._narrowed.get(key)
        if found is None:
            where = self._holds(check.where)
            judged = [(one, where(one)) for one in elements]
            meant = [(one, is_meant) for one, is_meant in judged if is_meant.truth is not Truth.NO]
            count = sum(is_meant.truth is Truth.YES for _one, is_meant in meant)
            found = self._narrowed[key] = meant, count
        return found

    @cached_property
    def _derivation(self) -> Derivation:
        return Derivation(Surroundings(self.snapshot))

    @cached_property
    def _zones(self) -> frozenset[str]:
        return frozenset(zone.name for zone in self.snapshot.of(Zone))

    def _elements(self, sort: str) -> tuple[Element, ...]:
        found = self._sorts.get(sort)
        if found is None:
            found = self._sorts[sort] = self.snapshot.of(KINDS[SORTS[sort]])
        return found

    def _is_called(self, element: Element, check: Named) -> bool:
        owner = self.snapshot.get(element.owner)
        return element.name == check.name and (
            not check.owner or (owner is not None and owner.name == check.owner)
        )

    def _missing_zone(self, check: Check) -> str:
        """The name of a zone that the check speaks of and the model has not; empty where all are there."""
        zones = (part.zone for part in _parts(check) if isinstance(part, InZone | CrossesZone))
        return next((zone for zone in zones if zone not in self._zones), "")

    def _holds(self, check: Check) -> Holds:
        """What judges whether a condition holds of one element; what can be is prepared once for all."""
        match check:
            case AllOf(parts):
                inner = [self._holds(part) for part in parts]
                return lambda it: every([one(it) for one in inner])
            case AnyOf(parts):
                inner = [self._holds(part) for part in parts]
                return lambda it: some([one(it) for one in inner])
            case Denial(part):
                denied = self._holds(part)
                return lambda it: ~denied(it)
            case FactTest():
                return self._test(check)
            case InZone():
                return self._in_zone(check)
            case CrossesZone():
                return lambda it: self._crosses(it, check.zone)
            case Each():
                return self._around(check)
        raise AssertionError(check)

    def _in_zone(self, check: InZone) -> Holds:
        path, zone = rules.Path(_IT, check.path, "kind"), check.zone
        if not check.path:
            return lambda it: self._inside(it, zone)
        end = ("source", "target").index(check.path[0]) if check.path in (("source",), ("target",)) else None

        def placed(it: Element) -> Judgement:
            if end is not None and isinstance(it, Connector):
                return self._inside(self._ends_of(it)[end], zone)
            return self._inside(follow(path, {_IT: it}, self._derivation), zone)

        return placed

    def _test(self, test: FactTest) -> Holds:
        """A fact compared with words is asked of many elements by many checks, and is judged once of each."""
        if any(isinstance(one, Quantity) for one in test.values):
            return self._fact(test)
        found = self._tests.get(test)
        if found is None:
            judged: dict[Id, Judgement] = {}
            fact = self._fact(test)

            def found(it: Element) -> Judgement:
                known = judged.get(it.id)
                if known is None:
                    known = judged[it.id] = fact(it)
                return known

            self._tests[test] = found
        return found

    def _fact(self, test: FactTest) -> Holds:
        path = rules.Path(_IT, test.path[:-1], test.path[-1])
        (bound, *_others) = test.values
        if isinstance(bound, Quantity):
            counted = None if bound.unit else _counted(path, test)

            def compared(it: Element) -> Judgement:
                holder = follow(path, {_IT: it}, self._derivation) if path.relations else it
                if bound.unit and holder is not None:
                    return _compared(holder, path.last, getattr(holder, path.last, None), test)
                return judge(counted or _counted(path, test), {_IT: it}, self._derivation)

            return compared
        names = tuple(str(one) for one in test.values)
        comparison = rules.Comparison.NAMES if test.comparison is Comparison.NAMES else rules.Comparison.IN
        asked = rules.FactTest(path, comparison, names)
        return lambda it: judge(asked, {_IT: it}, self._derivation)

    def _around(self, check: Each) -> Holds:
        """The same of the elements around one, as rules do it."""
        path = rules.Path(_IT, check.among[:-1], "kind")
        kind = SORTS[check.sort]
        where = None if check.where is None else self._holds(check.where)
        holds = self._holds(check.holds)

        def around(it: Element) -> Judgement:
            holder = follow(path, {_IT: it}, self._derivation)
            members = () if holder is None else self._derivation.around.members(holder, check.among[-1])
            found = []
            for one in members:
                if one.kind == kind:
                    meant = _ALWAYS if where is None else where(one)
                    found.append(_of_one(check.quantifier, meant, holds(one)))
            whole = some(found)
            return whole if check.quantifier is Quantifier.SOME else ~whole

        return around

    def _inside(self, element: Element | None, name: str) -> Judgement:
        if element is None:
            return NO
        places = self._places[name]
        found = places.get(element.id)
        if found is None:
            if isinstance(element, Connector):
                return every(self._inside(end, name) for end in self._ends_of(element))
            found = places[element.id] = self._place(element, name)
        return found

    def _ends_of(self, flow: Connector) -> tuple[Element | None, Element | None]:
        found = self._ends.get(flow.id)
        if found is None:
            around = self._derivation.around
            found = self._ends[flow.id] = (around.end(flow.source), around.end(flow.target))
        return found

    def _place(self, element: Element, name: str) -> Judgement:
        """Whether an element that is no flow is in a zone of that name, by itself or by what holds it."""
        placed = element
        if isinstance(element, Firmware | HardwareInterface):
            placed = self.snapshot.get(element.owner) or element
        zone = zone_of(self.snapshot, placed)
        if zone is None:
            return Judgement(Truth.UNKNOWN, gaps=(Gap(placed.id, "zone"),))
        around = self._around_zone.get(zone.id)
        if around is None:
            names = (zone.name, *(outer.name for outer in self.snapshot.owners(zone)))
            around = self._around_zone[zone.id] = frozenset(names)
        return Judgement(Truth.of(name in around), (Fact(placed.id, "zone", zone.name),))

    def _crosses(self, flow: Element, name: str) -> Judgement:
        if not isinstance(flow, Connector):
            return NO
        start, end = self._ends_of(flow)
        source, target = self._inside(start, name), self._inside(end, name)
        if Truth.UNKNOWN in (source.truth, target.truth):
            return some((every((source, ~target)), every((~source, target))))
        # The same where both are known, which they nearly always are.
        if source.truth is target.truth is Truth.YES:
            return Judgement(Truth.NO, (*target.facts, *source.facts))
        return Judgement(Truth.of(source.truth is not target.truth), (*source.facts, *target.facts))


def _of_one(quantifier: Quantifier, meant: Judgement, holds: Judgement) -> Judgement:
    """Whether one element decides: against "every" where it fails, else where it meets the condition."""
    found = ~holds if quantifier is Quantifier.EVERY else holds
    if meant.truth is Truth.YES and (found.truth is Truth.NO or not meant.facts):
        return found
    return every((meant, found))


def _parts(check: Check) -> Iterator[Check]:
    """The check and all that is in it."""
    yield check
    match check:
        case AllOf(parts) | AnyOf(parts):
            inner: tuple[Check, ...] = parts
        case Denial(part):
            inner = (part,)
        case Each():
            inner = (check.holds,) if check.where is None else (check.where, check.holds)
        case Named():
            inner = (check.holds,)
        case _:
            inner = ()
    for part in inner:
        yield from _parts(part)


def _compared(holder: Element, field: str, value: object, test: FactTest) -> Judgement:
    """A span of time of the model, compared with bounds."""
    if not isinstance(value, Duration):
        return Judgement(Truth.UNKNOWN, gaps=(Gap(holder.id, field),)) if value is None else NO
    mine = Quantity(Decimal(value.nanoseconds), "ns")
    fits = any(isinstance(one, Quantity) and compares(mine, test.comparison, one) for one in test.values)
    return Judgement(Truth.of(fits), (Fact(holder.id, field, str(value)),))


def _counted(path: rules.Path, test: FactTest) -> rules.FactTest:
    """A whole number compared as rules do: at least, below, or one of."""
    numbers = [int(one.number) for one in test.values if isinstance(one, Quantity)]
    match test.comparison:
        case Comparison.AT_LEAST | Comparison.ABOVE:
            number = numbers[0] + (test.comparison is Comparison.ABOVE)
            return rules.FactTest(path, rules.Comparison.AT_LEAST, number=number)
        case Comparison.BELOW | Comparison.AT_MOST:
            number = numbers[0] + (test.comparison is Comparison.AT_MOST)
            return rules.FactTest(path, rules.Comparison.BELOW, number=number)
    return rules.FactTest(path, rules.Comparison.IN, tuple(map(str, numbers)))
