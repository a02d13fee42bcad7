"""What the checks of requirements say of the model: judged by the facts and derived facts of threat rules.

A fact that nobody stated leaves a condition unknown; what is not drawn is not there.
"""

from collections.abc import Iterable, Iterator
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
    """Examines conditions over one snapshot; what is derived is derived once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._places: dict[tuple[Id, str], Judgement] = {}

    def examine(self, check: Each | Named) -> Examined:
        """Whether the condition holds of the model."""
        lacking = self._missing_zone(check)
        if lacking:
            return Examined(Truth.UNKNOWN, missing=lacking)
        if isinstance(check, Each):
            return self._each(check, self._elements(check.sort))
        found = [one for one in self._elements(check.sort) if self._is_called(one, check)]
        if not found:
            return Examined(Truth.UNKNOWN, missing=check.name)
        judged = [(one, self._judge(check.holds, one)) for one in found]
        whole = every(one for _element, one in judged)
        telling = (Telling(one.id, found.facts) for one, found in judged if found.truth is whole.truth)
        return Examined(
            whole.truth, len(found), tuple(telling), whole.gaps if whole.truth is Truth.UNKNOWN else ()
        )

    def _each(self, check: Each, elements: Iterable[Element]) -> Examined:
        concerned, judged = 0, []
        for one in elements:
            meant = every(()) if check.where is None else self._judge(check.where, one)
            if meant.truth is Truth.NO:
                continue
            concerned += meant.truth is Truth.YES
            judged.append((one, _of_one(check.quantifier, meant, self._judge(check.holds, one))))
        whole = some(found for _element, found in judged)
        telling = (Telling(one.id, found.facts) for one, found in judged if found.truth is Truth.YES)
        truth = whole.truth if check.quantifier is Quantifier.SOME else ~whole.truth
        return Examined(truth, concerned, tuple(telling), whole.gaps)

    @cached_property
    def _derivation(self) -> Derivation:
        return Derivation(Surroundings(self.snapshot))

    @cached_property
    def _zones(self) -> frozenset[str]:
        return frozenset(zone.name for zone in self.snapshot.of(Zone))

    def _elements(self, sort: str) -> tuple[Element, ...]:
        return self.snapshot.of(KINDS[SORTS[sort]])

    def _is_called(self, element: Element, check: Named) -> bool:
        owner = self.snapshot.get(element.owner)
        return element.name == check.name and (
            not check.owner or (owner is not None and owner.name == check.owner)
        )

    def _missing_zone(self, check: Check) -> str:
        """The name of a zone that the check speaks of and the model has not; empty where all are there."""
        zones = (part.zone for part in _parts(check) if isinstance(part, InZone | CrossesZone))
        return next((zone for zone in zones if zone not in self._zones), "")

    def _judge(self, check: Check, it: Element) -> Judgement:
        """Whether a condition holds of one element."""
        match check:
            case AllOf(parts):
                return every(self._judge(part, it) for part in parts)
            case AnyOf(parts):
                return some(self._judge(part, it) for part in parts)
            case Denial(part):
                return ~self._judge(part, it)
            case FactTest():
                return self._fact(check, it)
            case InZone():
                return self._inside(self._at(check.path, it), check.zone)
            case CrossesZone():
                return self._crosses(it, check.zone)
            case Each():
                return self._around(check, it)
        raise AssertionError(check)

    def _fact(self, test: FactTest, it: Element) -> Judgement:
        path = rules.Path(_IT, test.path[:-1], test.path[-1])
        holder = follow(path, {_IT: it}, self._derivation)
        value = getattr(holder, path.last, None)
        (bound, *_others) = test.values
        if isinstance(bound, Quantity):
            if bound.unit and holder is not None:
                return _compared(holder, path.last, value, test)
            return judge(_counted(path, test), {_IT: it}, self._derivation)
        names = tuple(str(one) for one in test.values)
        comparison = rules.Comparison.NAMES if test.comparison is Comparison.NAMES else rules.Comparison.IN
        return judge(rules.FactTest(path, comparison, names), {_IT: it}, self._derivation)

    def _at(self, path: tuple[str, ...], it: Element) -> Element | None:
        return follow(rules.Path(_IT, path, "kind"), {_IT: it}, self._derivation)

    def _around(self, check: Each, it: Element) -> Judgement:
        """The same of the elements around one, as rules do it."""
        holder = self._at(check.among[:-1], it)
        members = () if holder is None else self._derivation.around.members(holder, check.among[-1])
        kind = SORTS[check.sort]
        found = []
        for one in members:
            if one.kind == kind:
                meant = every(()) if check.where is None else self._judge(check.where, one)
                found.append(_of_one(check.quantifier, meant, self._judge(check.holds, one)))
        whole = some(found)
        return whole if check.quantifier is Quantifier.SOME else ~whole

    def _inside(self, element: Element | None, name: str) -> Judgement:
        if isinstance(element, Connector):
            around = self._derivation.around
            return every(self._inside(around.end(end), name) for end in (element.source, element.target))
        if element is None:
            return NO
        found = self._places.get((element.id, name))
        if found is None:
            found = self._places[element.id, name] = self._place(element, name)
        return found

    def _place(self, element: Element, name: str) -> Judgement:
        """Whether an element that is no flow is in a zone of that name, by itself or by what holds it."""
        placed = element
        if isinstance(element, Firmware | HardwareInterface):
            placed = self.snapshot.get(element.owner) or element
        zone = zone_of(self.snapshot, placed)
        if zone is None:
            return Judgement(Truth.UNKNOWN, gaps=(Gap(placed.id, "zone"),))
        names = [zone.name, *(outer.name for outer in self.snapshot.owners(zone))]
        return Judgement(Truth.of(name in names), (Fact(placed.id, "zone", zone.name),))

    def _crosses(self, flow: Element, name: str) -> Judgement:
        if not isinstance(flow, Connector):
            return NO
        around = self._derivation.around
        source, target = (self._inside(around.end(end), name) for end in (flow.source, flow.target))
        return some((every((source, ~target)), every((~source, target))))


def _of_one(quantifier: Quantifier, meant: Judgement, holds: Judgement) -> Judgement:
    """Whether one element decides: against "every" where it fails, else where it meets the condition."""
    return every((meant, ~holds if quantifier is Quantifier.EVERY else holds))


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
