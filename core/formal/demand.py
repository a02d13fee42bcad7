"""The pattern of one response: from what a sentence says to the properties that say it exactly."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.formal.condition import definite, denied, instant, lasting, together
from core.formal.property import All, Condition, Pattern, Property, Scope
from core.ground.words import _
from core.model import Duration, Id, Snapshot
from core.model.duration import NANOSECONDS
from core.requirements import BoundKind, Deadline


class Uncovered(Exception):
    """The form of the sentence says nothing that a property can say; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A response with everything that surrounds it, each phrase as a condition.

    `forbidden` stands for "shall not". `bounding` is the condition of until, before or after.
    """

    requirement: Id
    response: Condition
    forbidden: bool
    trigger: Condition | None
    state: Condition | None
    deadline: Deadline | None
    bounding: Condition | None = None


def properties(snapshot: Snapshot, demand: Demand) -> tuple[Property, ...]:
    """What the demand means; Uncovered with the reason where no property means it."""
    if demand.state is not None and not lasting(snapshot, demand.state):
        raise Uncovered(_("A While or Where clause is bound to an event, which cannot last"))
    response = demand.response
    apart = isinstance(response, All) and not demand.forbidden
    responses = response.parts if isinstance(response, All) and apart else (response,)
    for condition in (*responses, demand.trigger, demand.bounding):
        if condition is not None and not definite(snapshot, condition):
            raise Uncovered(_("A phrase joins events that do not happen at one instant, or denies an event"))
    return _Meaning(snapshot, demand).properties()


def duration(deadline: Deadline) -> Duration:
    """The time of a bound that is a number, exactly."""
    assert isinstance(deadline.value, Decimal)
    return _exact(deadline.value, deadline.unit)


def _exact(value: Decimal, unit: str) -> Duration:
    nanoseconds = Fraction(value) * NANOSECONDS[unit]
    if nanoseconds.denominator != 1:
        raise Uncovered(_("{time} is finer than a nanosecond").format(time=f"{value} {unit}"))
    return Duration(int(nanoseconds))


class _Meaning:
    """One demand, case by case."""

    def __init__(self, snapshot: Snapshot, demand: Demand) -> None:
        self.snapshot = snapshot
        self.demand = demand
        self.response = demand.response
        self.trigger = demand.trigger
        self.state = demand.state
        self.happens = instant(snapshot, demand.response)
        """Whether the response is an event, which cannot last."""
        self.opens = demand.trigger if demand.trigger and instant(snapshot, demand.trigger) else None
        """The trigger if it is an instant, from which on something lasting is demanded."""

    def properties(self) -> tuple[Property, ...]:
        kind = self.demand.deadline.kind if self.demand.deadline else None
        if self.demand.bounding is not None:
            return self._bounded_by(self.demand.bounding)
        if kind is None:
            return self._unbounded()
        cases = {
            BoundKind.WITHIN: self._within,
            BoundKind.FOR: self._lasting_for,
            BoundKind.EVERY: self._every,
            BoundKind.AT_LEAST: self._delayed,
            BoundKind.AFTER: self._delayed,
        }
        return cases[kind]()

    @property
    def _while_held(self) -> Condition | None:
        """The state in which something lasting is demanded: a trigger that lasts is part of it."""
        if self.trigger is not None and not lasting(self.snapshot, self.trigger):
            raise Uncovered(_("The trigger is an event or a state, and what is demanded lasts: say which"))
        return together(self.state, self.trigger)

    @property
    def _time(self) -> Duration:
        assert self.demand.deadline is not None
        return duration(self.demand.deadline)

    @property
    def _strict(self) -> bool:
        return self.demand.deadline is not None and self.demand.deadline.strict

    def _property(self, pattern: Pattern, subject: Condition, **parts: object) -> Property:
        return Property(self.demand.requirement, pattern, subject, **parts)  # type: ignore[arg-type]

    def _each(self, pattern: Pattern, **parts: object) -> tuple[Property, ...]:
        """One property for each thing demanded: "do A and B" does not say at the same instant."""
        response = self.response
        subjects = response.parts if isinstance(response, All) else (response,)
        return tuple(self._property(pattern, subject, **parts) for subject in subjects)

    def _unbounded(self) -> tuple[Property, ...]:
        if self.demand.forbidden:
            scope = Scope.AFTER if self.opens else Scope.GLOBALLY
            state = self.state if self.opens else self._while_held
            return (
                self._property(Pattern.ABSENCE, self.response, state=state, scope=scope, opens=self.opens),
            )
        if self.trigger is not None:
            return self._each(Pattern.RESPONSE, trigger=self.trigger, state=self.state)
        if self.happens:
            raise Uncovered(
                _("The response is an event, which cannot last: say when it shall happen, or every how long")
            )
        return (self._property(Pattern.UNIVERSALITY, self.response, state=self.state),)

    def _within(self) -> tuple[Property, ...]:
        deadline = self.demand.deadline
        assert deadline is not None
        if self.demand.forbidden:
            # What is forbidden within 5 s is allowed after more than that, what is in less at 5 s.
            return self._kept_away(strict=not deadline.strict)
        trigger, state = self._call()
        earliest = _exact(deadline.earliest.value, deadline.earliest.unit) if deadline.earliest else None
        if trigger is not None:
            return self._each(
                Pattern.RESPONSE,
                trigger=trigger,
                state=state,
                at_least=earliest,
                at_most=self._time,
                strict=deadline.strict,
            )
        if earliest is not None:
            raise Uncovered(_("It does not say from when the earliest time counts"))
        return self._each(Pattern.EXISTENCE, at_most=self._time, strict=deadline.strict)

    def _kept_away(self, strict: bool = False) -> tuple[Property, ...]:
        """The response does not come, or does not hold, for a time from the trigger on."""
        trigger, state = self._call()
        if trigger is None:
            raise Uncovered(_("It does not say from when the time counts in which the response is forbidden"))
        if self.happens:
            return self._each(
                Pattern.RESPONSE, trigger=trigger, state=state, at_least=self._time, strict=strict
            )
        return (
            self._property(
                Pattern.MINIMUM_DURATION,
                denied(self.response),
                trigger=trigger,
                state=state,
                at_least=self._time,
                strict=strict,
            ),
        )

    def _lasting_for(self) -> tuple[Property, ...]:
        limit = self.demand.deadline.limit if self.demand.deadline else ""
        if self.happens and not (self.demand.forbidden and limit != "more than"):
            raise Uncovered(_("The response is an event, which is an instant and has no duration"))
        if self.demand.forbidden and limit == "at most":
            raise Uncovered(
                _("“shall not” together with “for {limit}” says nothing definite").format(limit=limit)
            )
        if self.demand.forbidden:
            return self._at_most() if limit == "more than" else self._kept_away()
        if limit == "at most":
            called = (
                self._each(Pattern.RESPONSE, trigger=self.trigger, state=self.state) if self.trigger else ()
            )
            return (*called, *self._at_most())
        return (
            self._property(
                Pattern.MINIMUM_DURATION,
                self.response,
                trigger=self.trigger,
                state=self.state,
                at_least=self._time,
                strict=self._strict,
            ),
        )

    def _at_most(self) -> tuple[Property, ...]:
        """The response never holds for longer: what calls for it does not end the demand when it ends."""
        if self.trigger is not None and self.demand.forbidden:
            raise Uncovered(_("A longest duration that counts only from a trigger on is not covered"))
        # More than the time is what is forbidden, so that the time itself is allowed.
        strict = self._strict and not self.demand.forbidden
        return (
            self._property(
                Pattern.MAXIMUM_DURATION, self.response, state=self.state, at_most=self._time, strict=strict
            ),
        )

    def _every(self) -> tuple[Property, ...]:
        if self.demand.forbidden:
            raise Uncovered(_("“shall not” together with “every” says nothing definite"))
        scope = Scope.AFTER if self.opens else Scope.GLOBALLY
        state = self.state if self.opens else self._while_held
        return self._each(Pattern.RECURRENCE, state=state, scope=scope, opens=self.opens, at_most=self._time)

    def _delayed(self) -> tuple[Property, ...]:
        """The response comes, but not before the time has passed."""
        if self.demand.forbidden:
            raise Uncovered(_("“shall not” together with an earliest time says nothing definite"))
        trigger, state = self._call()
        if trigger is None:
            raise Uncovered(_("It does not say from when the earliest time counts"))
        return (
            *self._each(
                Pattern.RESPONSE, trigger=trigger, state=state, at_least=self._time, strict=self._strict
            ),
            *self._each(Pattern.RESPONSE, trigger=trigger, state=state),
        )

    def _call(self) -> tuple[Condition | None, Condition | None]:
        """What calls for the response and in which state: without a trigger, the state as it begins."""
        if self.trigger is not None:
            return self.trigger, self.state
        return self.state, None

    def _bounded_by(self, bounding: Condition) -> tuple[Property, ...]:
        deadline = self.demand.deadline
        assert deadline is not None
        if deadline.kind is BoundKind.AFTER:
            return self._after(bounding)
        if deadline.kind is BoundKind.BEFORE and not self.demand.forbidden:
            return self._before(bounding)
        if self.happens and not self.demand.forbidden:
            raise Uncovered(_("The response is an event, which cannot last until something"))
        if self.trigger is not None:
            pattern = Pattern.ABSENCE if self.demand.forbidden else Pattern.UNIVERSALITY
            scope = Scope.AFTER_UNTIL
            return (
                self._property(
                    pattern, self.response, state=self.state, scope=scope, opens=self.trigger, closes=bounding
                ),
            )
        unwanted = self.response if self.demand.forbidden else denied(self.response)
        return (self._property(Pattern.PRECEDENCE, unwanted, trigger=bounding, state=self.state),)

    def _before(self, bounding: Condition) -> tuple[Property, ...]:
        if self.trigger is not None:
            return self._each(
                Pattern.EXISTENCE, state=self.state, scope=Scope.BETWEEN, opens=self.trigger, closes=bounding
            )
        first = self.response.parts if isinstance(self.response, All) else (self.response,)
        return tuple(
            self._property(Pattern.PRECEDENCE, bounding, trigger=response, state=self.state)
            for response in first
        )

    def _after(self, bounding: Condition) -> tuple[Property, ...]:
        if self.trigger is not None:
            raise Uncovered(_("A trigger together with “after” is not covered: say one of them as While"))
        if self.demand.forbidden:
            return (
                self._property(
                    Pattern.ABSENCE, self.response, state=self.state, scope=Scope.AFTER, opens=bounding
                ),
            )
        return self._each(Pattern.RESPONSE, trigger=bounding, state=self.state)
