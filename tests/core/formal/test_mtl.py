"""Formulas of metric temporal logic mean what their properties say, on all short timed runs of random values.

The formula is evaluated by the definition of its operators; the property by the words of its patterns. A run
is a row of instants with a time each; it ends, and what is still owed then was not given.
"""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.formal.consistency.theory import holds_in
from core.formal.mtl import Always, And, Bound, Eventually, Formula, Holds, Not, Or, Until, mtl, mtl_text
from core.formal.property import CHAINS, UNCALLED, All, Atom, Condition, Pattern, Property, Scope
from core.model import Duration, Id

P, T, S, B, C = (Id(name) for name in "ptsbc")
SUBJECT, TRIGGER, STATE, OPENS, CLOSES = (Atom(one) for one in (P, T, S, B, C))


@dataclass(frozen=True)
class Run:
    times: tuple[int, ...]
    values: tuple[dict[Id, bool], ...]

    def holds(self, condition: Condition | None, at: int) -> bool:
        return condition is None or holds_in(condition, self.values[at])

    def raised(self, condition: Condition, at: int) -> bool:
        return self.holds(condition, at) and (at == 0 or not self.holds(condition, at - 1))

    def from_(self, at: int) -> range:
        return range(at, len(self.times))


def true(formula: Formula, run: Run, at: int) -> bool:
    match formula:
        case Holds(condition=condition, raised=raised):
            return run.raised(condition, at) if raised else run.holds(condition, at)
        case Not(part=part):
            return not true(part, run, at)
        case And(parts=parts):
            return all(true(part, run, at) for part in parts)
        case Or(parts=parts):
            return any(true(part, run, at) for part in parts)
        case Always(part=part, bound=bound):
            return all(true(part, run, one) for one in run.from_(at) if in_time(run, at, one, bound))
        case Eventually(part=part, bound=bound):
            return any(true(part, run, one) for one in run.from_(at) if in_time(run, at, one, bound))
        case Until(first=first, second=second):
            return any(
                true(second, run, one) and all(true(first, run, before) for before in range(at, one))
                for one in run.from_(at)
            )


def in_time(run: Run, at: int, one: int, bound: Bound | None) -> bool:
    passed = run.times[one] - run.times[at]
    if bound is None:
        return True
    return passed < bound.time.nanoseconds if bound.strict else passed <= bound.time.nanoseconds


def kept(p: Property, run: Run) -> bool:
    """Whether the run keeps a property that counts at all times, by the words of its pattern."""
    state = [run.holds(p.state, at) for at in run.from_(0)]
    subject = [run.holds(p.subject, at) for at in run.from_(0)]
    match p.pattern:
        case Pattern.ABSENCE:
            return not any(one and here for one, here in zip(subject, state, strict=True))
        case Pattern.UNIVERSALITY:
            return all(one or not here for one, here in zip(subject, state, strict=True))
        case Pattern.EXISTENCE:
            return any(subject[at] and state[at] and soon(p, run, 0, at) for at in run.from_(0))
        case Pattern.RESPONSE:
            return all(answered(p, run, at) for at in run.from_(0) if called(p, run, at))
        case Pattern.PRECEDENCE:
            first = met(p.trigger, run)
            return not any(subject[at] and state[at] and (not first or at < first[0]) for at in run.from_(0))
        case Pattern.MINIMUM_DURATION:
            begun = [
                at
                for at in run.from_(0)
                if (called(p, run, at) if p.trigger is not None else run.raised(p.subject, at) and state[at])
            ]
            return all(subject[one] for at in begun for one in run.from_(at) if not lasted(p, run, at, one))
        case Pattern.MAXIMUM_DURATION | Pattern.RECURRENCE:
            runs = [
                here and (one if p.pattern is Pattern.MAXIMUM_DURATION else not one)
                for one, here in zip(subject, state, strict=True)
            ]
            return all(
                ends(p, run, runs, at) for at in run.from_(0) if runs[at] and not (at and runs[at - 1])
            )
    return chained(p, run)


def chained(p: Property, run: Run) -> bool:
    """Whether the run keeps a chain, by the words of its pattern."""
    wanted = [at for at in met(p.subject, run) if run.holds(p.state, at)]
    match p.pattern:
        case Pattern.RESPONSE_CHAIN:
            links = [(i, j) for i in met(p.subject, run) for j in met(p.second, run) if i <= j]
            return all(any(i >= at for i, _j in links) for at in run.from_(0) if called(p, run, at))
        case Pattern.STIMULUS_CHAIN:
            begun = [at for at in run.from_(0) if called(p, run, at)]
            seconds = [one for one in run.from_(0) if run.raised(p.second, one)]
            ends_at = [min((one for one in seconds if one >= at), default=None) for at in begun]
            return all(
                any(one >= at and soon(p, run, at, one) for one in met(p.subject, run))
                for at in ends_at
                if at is not None
            )
        case Pattern.PRECEDENCE_CHAIN:
            chains = [j for i in met(p.trigger, run) for j in met(p.second, run) if i <= j]
            return all(any(j <= at for j in chains) for at in wanted)
        case Pattern.EFFECT_CHAIN:
            return all(
                any(one <= at for one in met(p.trigger, run))
                for at in wanted
                if any(one >= at for one in met(p.second, run))
            )
    raise AssertionError


def met(condition: Condition | None, run: Run) -> list[int]:
    return [at for at in run.from_(0) if run.holds(condition, at)]


def ends(p: Property, run: Run, runs: list[bool], at: int) -> bool:
    """Whether what runs from the instant on is over at one that comes soon enough."""
    over = [one for one in run.from_(at) if not runs[one]]
    return bool(over) and soon(p, run, at, over[0])


def called(p: Property, run: Run, at: int) -> bool:
    assert p.trigger is not None
    return run.raised(p.trigger, at) and run.holds(p.state, at)


def answered(p: Property, run: Run, at: int) -> bool:
    early = any(run.raised(p.subject, one) and not lasted(p, run, at, one) for one in run.from_(at))
    met = any(run.holds(p.subject, one) and soon(p, run, at, one) for one in run.from_(at))
    if p.at_least is not None and early:
        return False
    return met or (p.at_most is None and p.at_least is not None)


def soon(p: Property, run: Run, at: int, one: int) -> bool:
    passed = run.times[one] - run.times[at]
    if p.at_most is None:
        return True
    return passed < p.at_most.nanoseconds if p.strict else passed <= p.at_most.nanoseconds


def lasted(p: Property, run: Run, at: int, one: int) -> bool:
    """Whether the least time has passed between the two instants."""
    passed = run.times[one] - run.times[at]
    if p.at_least is None:
        return True
    alone = p.strict and p.at_most is None
    return passed > p.at_least.nanoseconds if alone else passed >= p.at_least.nanoseconds


_TIMES = some.none() | some.integers(1, 4).map(Duration)
RUNS = some.builds(
    lambda steps, values: Run(
        tuple(sum(steps[:count]) for count in range(1, len(values) + 1)),
        tuple(dict(zip((P, T, S, B, C), one, strict=True)) for one in values),
    ),
    some.lists(some.integers(1, 3), min_size=7, max_size=7),
    some.lists(some.tuples(*[some.booleans()] * 5), min_size=1, max_size=7),
)


def properties(pattern: Pattern) -> some.SearchStrategy[Property]:
    needs_trigger = pattern in {Pattern.RESPONSE, Pattern.PRECEDENCE, *CHAINS}
    least = some.none()
    bounded = {Pattern.EXISTENCE, Pattern.RESPONSE, Pattern.STIMULUS_CHAIN}
    most = _TIMES if pattern in bounded else some.none()
    if pattern in {Pattern.MAXIMUM_DURATION, Pattern.RECURRENCE}:
        most = some.integers(1, 6).map(Duration)
    if pattern is Pattern.MINIMUM_DURATION:
        least = some.integers(1, 4).map(Duration)
    elif pattern is Pattern.RESPONSE:
        least = _TIMES
    return some.builds(
        Property,
        some.just(Id("r")),
        some.just(pattern),
        some.sampled_from((SUBJECT, Atom(P, negated=True))),
        some.just(TRIGGER) if needs_trigger else some.none() | some.just(TRIGGER),
        some.none() | some.just(STATE),
        at_least=least,
        at_most=most,
        strict=some.booleans(),
        second=some.sampled_from((OPENS, CLOSES)) if pattern in CHAINS else some.none(),
    )


@pytest.mark.parametrize(
    "pattern",
    [
        *(Pattern.ABSENCE, Pattern.UNIVERSALITY, Pattern.EXISTENCE, Pattern.RESPONSE, Pattern.PRECEDENCE),
        *(Pattern.MINIMUM_DURATION, Pattern.MAXIMUM_DURATION, Pattern.RECURRENCE, *sorted(CHAINS)),
    ],
)
@settings(max_examples=200)
@given(data=some.data())
def test_a_formula_is_true_of_the_runs_that_keep_its_property(
    pattern: Pattern, data: some.DataObject
) -> None:
    p, run = data.draw(properties(pattern)), data.draw(RUNS)
    formula = mtl(p)
    assert formula is not None
    assert true(formula, run, 0) is kept(p, run)


@settings(max_examples=200)
@given(some.sampled_from([Scope.BEFORE, Scope.BETWEEN, Scope.AFTER_UNTIL, Scope.AFTER]), RUNS)
def test_an_absence_in_a_scope_is_an_absence_in_each_of_its_stretches(scope: Scope, run: Run) -> None:
    p = Property(Id("r"), Pattern.ABSENCE, SUBJECT, scope=scope, opens=OPENS, closes=CLOSES)
    formula = mtl(p)
    assert formula is not None
    assert true(formula, run, 0) is not any(run.holds(SUBJECT, at) for at in inside(scope, run))


@pytest.mark.parametrize(
    "pattern", sorted({*UNCALLED, Pattern.EXISTENCE, Pattern.ABSENCE, Pattern.RECURRENCE})
)
@settings(max_examples=200)
@given(data=some.data())
def test_after_something_a_property_counts_from_the_first_time_on(
    pattern: Pattern, data: some.DataObject
) -> None:
    p, run = data.draw(properties(pattern)), data.draw(RUNS)
    most = Duration(4) if pattern is Pattern.RECURRENCE else p.at_most
    p = replace(p, scope=Scope.AFTER, opens=OPENS, second=CLOSES if p.second else None, at_most=most)
    formula = mtl(p)
    assert formula is not None
    opened = [at for at in run.from_(0) if run.raised(OPENS, at)]
    rest = Run(run.times[opened[0] :], run.values[opened[0] :]) if opened else None
    assert true(formula, run, 0) is (rest is None or kept(p, rest))


def inside(scope: Scope, run: Run) -> set[int]:
    """The instants in the scope, by Dwyer's definition."""
    ends = len(run.times)
    found: set[int] = set()
    closing = [at for at in run.from_(0) if run.holds(CLOSES, at)]
    if scope is Scope.BEFORE:
        return set(range(closing[0])) if closing else set()
    for at in run.from_(0):
        if not run.raised(OPENS, at):
            continue
        if scope is Scope.AFTER:
            return set(range(at, ends))
        later = [one for one in closing if one >= at]
        if later or scope is Scope.AFTER_UNTIL:
            found |= set(range(at, later[0] if later else ends))
    return found


def test_formulas_read_as_they_are_written_in_books() -> None:
    names = {P: "stopped", T: "pressed", S: "running", B: "opened", C: "closed"}
    deadline = Property(Id("r"), Pattern.RESPONSE, SUBJECT, TRIGGER, STATE, at_most=Duration(5_000_000))
    assert mtl_text(mtl(deadline), names) == "G ((rise(pressed) ∧ running) → (F≤5 ms stopped))"
    never = Property(Id("r"), Pattern.ABSENCE, All((SUBJECT, STATE)))
    assert mtl_text(mtl(never), names) == "G ¬(stopped ∧ running)"
    after = Property(Id("r"), Pattern.ABSENCE, SUBJECT, scope=Scope.AFTER, opens=OPENS)
    assert mtl_text(mtl(after), names) == "G (rise(opened) → (G ¬(stopped)))"
