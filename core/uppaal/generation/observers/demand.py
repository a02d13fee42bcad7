"""What the query demands of an observer, and which properties have none."""

from dataclasses import dataclass

from core.formal.condition import denied
from core.formal.property import Condition, Pattern, Property
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Duration
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import named
from core.uppaal.generation.observers.automaton import CLOCK
from core.uppaal.language.expression import Binary, Number


class Demand:
    """What the query demands of an observer."""


@dataclass(frozen=True, slots=True)
class Never(Demand):
    """Some locations are never reached."""

    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within(Demand):
    """The clock is at most the bound while in the location; without a bound the location is left."""

    location: str
    following: str


@dataclass(frozen=True, slots=True)
class NotBefore(Demand):
    """The clock is at least the bound on entering the location, and `wrong` is never reached."""

    location: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EachWithin(Demand):
    """Each stage, its locations with the clock that times it, ends within the bound; without one it ends."""

    stages: tuple[tuple[tuple[str, ...], str], ...]


def at_most(watch: Watch, p: Property, clock: str = CLOCK) -> Binary:
    """The clock shows that it is not too late; refused where the property has no latest time."""
    if p.at_most is None:
        raise uncovered(_("It does not say within which time"))
    return _shows(watch, clock, "<" if p.strict else "<=", p.at_most)


def at_least(watch: Watch, p: Property, clock: str = CLOCK) -> Binary:
    """The clock shows that it is not too early; refused where the property has no earliest time."""
    if p.at_least is None:
        raise uncovered(_("It does not say for how long"))
    return _shows(watch, clock, ">" if p.strict else ">=", p.at_least)


def _shows(watch: Watch, clock: str, operator: str, bound: Duration) -> Binary:
    return Binary(operator, named(clock), Number(watch.spelling.units(bound)))


def unwanted_by(p: Property) -> Condition:
    """What an absence or universality forbids."""
    return p.subject if p.pattern is Pattern.ABSENCE else denied(p.subject)


def called_by(p: Property) -> Condition:
    """The trigger; refused where there is none."""
    if p.trigger is None:
        raise uncovered(_("It does not say when the response is called for"))
    return p.trigger


def not_called(p: Property) -> None:
    """Refuse a trigger."""
    if p.trigger is not None:
        raise uncovered(
            _("A trigger together with “{pattern}” is not covered").format(pattern=_(p.pattern.value))
        )


def second_of(p: Property) -> Condition:
    """The other link of a chain; refused where there is none."""
    if p.second is None:
        raise uncovered(_("It does not say what the other link of the chain is"))
    return p.second


def lasting_only(watch: Watch, condition: Condition) -> Condition:
    """The condition; refused if it is an instant."""
    if not watch.lasting(condition):
        raise uncovered(_("An event is an instant and has no duration"))
    return condition


def uncovered(reason: str) -> Refused:
    """The form of requirement has no query, for that reason."""
    return Refused(Diagnostic("pattern-uncovered", reason))


def given(condition: Condition | None) -> Condition:
    """What opens or closes the scope; refused where it is not given."""
    if condition is None:
        raise uncovered(_("It does not say where its scope begins or ends"))
    return condition
