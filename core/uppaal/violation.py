"""What a run of the generated document shows of a requirement: its violation in one sentence."""

from collections.abc import Callable
from fractions import Fraction

from core.formal.property import All, Atom, Condition, Pattern, Property, Scope
from core.ground.words import _, deferred, quoted
from core.model import Duration, Proposition, Snapshot
from core.uppaal.run import Run

Time = Callable[[Fraction], str]
"""Writes a span of time, counted in units of the document, with its unit."""


_COMES = deferred("{subject} at {end}.")
_FAILS = deferred("{subject} does not hold at {end}.")

_WORDS = {
    (Pattern.RESPONSE, "Waiting"): deferred(
        "{trigger} at {since}, and {passed} later {subject} has not come; {most} are allowed."
    ),
    (Pattern.MINIMUM_DURATION, "Broken"): deferred(
        "{trigger} at {end}, when {subject} does not hold; it must, for {least}."
    ),
    (Pattern.MINIMUM_DURATION, "Done"): deferred(
        "{subject} ends at {end}, {held} after it had to begin; it must last {least}."
    ),
    (Pattern.MAXIMUM_DURATION, "On"): deferred(
        "{subject} from {since} on, and still {passed} later; {most} are allowed."
    ),
    (Pattern.RECURRENCE, "Gap"): deferred(
        "{subject} does not come from {since} on for {passed}; {most} are allowed."
    ),
    (Pattern.PRECEDENCE, "Early"): deferred("{subject} at {end}, and {trigger} had not come before."),
    (Pattern.BOUNDED_EXISTENCE, "Often"): deferred("{subject} at {end}: once more than the allowed {times}."),
    (Pattern.MINIMUM_SEPARATION, "Early"): deferred(
        "{subject} again at {end}, {apart} after the last time; {least} must pass."
    ),
    (Pattern.PRECEDENCE_CHAIN, "Early"): deferred(
        "{subject} at {end}, and {trigger} and then {second} had not come before."
    ),
    (Pattern.EFFECT_CHAIN, "Early"): deferred(
        "{second} at {end} after {subject}, and {trigger} had not come before."
    ),
    (Pattern.ABSENCE, "Broken"): _COMES,
    (Pattern.ABSENCE, ""): _COMES,
    (Pattern.UNIVERSALITY, "Broken"): _FAILS,
    (Pattern.UNIVERSALITY, ""): _FAILS,
}
"""By the pattern and the place where the observer ends; none where a query needs no observer."""

_UNBOUNDED = deferred("{trigger} at {since}, and after that {subject} need never come.")
"""Of a response for which no time is set."""


def moves(run: Run, observer: str) -> list[Fraction]:
    """When the observer moved: at the last of these it began to wait for whatever it waits for."""
    return [step.time for step in run.steps for firing in step.firings if firing.process == observer]


def violation(snapshot: Snapshot, p: Property, run: Run, observer: str, time: Time) -> str:
    """How the run violates the property, as a clause; empty where the steps themselves say it best."""
    ending = run.steps[-1] if run.steps else None
    state, end = (run.initial, Fraction(0)) if ending is None else (ending.state, ending.time)
    place = dict(state.locations).get(observer, "")
    words = _WORDS.get((p.pattern, place))
    if (p.pattern, place) == (Pattern.RESPONSE, "Waiting") and p.at_most is None:
        words = _UNBOUNDED
    # In these scopes the observer moves when the scope closes, which is not when it happened.
    if words is None or p.scope in (Scope.BEFORE, Scope.BETWEEN):
        return ""
    last, before, since = [Fraction(0), Fraction(0), Fraction(0), *moves(run, observer)][-3:]
    return words().format(
        subject=_phrase(snapshot, p.subject),
        trigger="" if p.trigger is None else _phrase(snapshot, p.trigger),
        since=time(since),
        end=time(end),
        passed=time(end - since),
        held=time(since - before),
        apart=time(before - last),
        second="" if p.second is None else _phrase(snapshot, p.second),
        times=p.times,
        least=_bound(p, p.at_least),
        most=_bound(p, p.at_most),
    )


def _bound(p: Property, bound: Duration | None) -> str:
    if bound is None:
        return ""
    if not p.strict:
        return bound.told()
    words = _("more than {time}") if bound is p.at_least else _("less than {time}")
    return words.format(time=bound.told())


def _phrase(snapshot: Snapshot, condition: Condition) -> str:
    if isinstance(condition, Atom):
        proposition = snapshot.find(Proposition, condition.proposition)
        name = quoted(proposition.name) if proposition is not None else "?"
        return _("not {phrase}").format(phrase=name) if condition.negated else name
    word = _("{first} and {second}") if isinstance(condition, All) else _("{first} or {second}")
    phrases = [_phrase(snapshot, part) for part in condition.parts]
    whole = phrases[0] if phrases else ""
    for phrase in phrases[1:]:
        whole = word.format(first=whole, second=phrase)
    return whole
