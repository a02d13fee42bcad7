"""When a response is owed: its window behind the trigger, how long it lasts, how often it comes."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.words import _, quoted
from core.requirements.phrases import spoken
from core.requirements.slots import BoundKind, Deadline, Parsed, Response, Slots


@dataclass(frozen=True, slots=True)
class Timing:
    """The time of one response. Times are as they are written; an empty one bounds nothing.

    `earliest` and `latest` count from the trigger, or from the beginning where there is none; `least` and
    `most` are how long the response lasts, `period` how much time passes at most between two. A `strict`
    bound does not allow the time itself.
    """

    response: str
    trigger: str = ""
    earliest: str = ""
    latest: str = ""
    least: str = ""
    most: str = ""
    period: str = ""
    strict: bool = False
    denied: bool = False


def timings(parsed: Parsed) -> tuple[Timing, ...]:
    """The responses that a time bounds, in the order of the sentence."""
    return tuple(_timings(parsed.slots))


def told(timing: Timing) -> str:
    """The timing in one sentence."""
    return f"{' '.join((_lead(timing), *_bounds(timing)))}."


def _timings(slots: Slots) -> Iterator[Timing]:
    trigger = slots.trigger or slots.unwanted
    for response in slots.responses:
        bound = response.deadline
        if bound is not None and not isinstance(bound.value, str):
            yield _timing(response, bound, spoken(trigger.text) if trigger else "")


def _timing(response: Response, bound: Deadline, trigger: str) -> Timing:
    said = f"{bound.value} {bound.unit}"
    earliest = latest = least = most = period = ""
    if bound.kind is BoundKind.EVERY:
        period = said
    elif bound.kind is BoundKind.FOR and bound.limit == "at most":
        most = said
    elif bound.kind is BoundKind.FOR:
        least = said
    elif bound.kind in (BoundKind.AT_LEAST, BoundKind.AFTER):
        earliest = said
    else:
        earliest, latest = str(bound.earliest or ""), said
    strict = bound.strict or bound.limit == "more than"
    return Timing(
        spoken(response.text), trigger, earliest, latest, least, most, period, strict, denied=response.negated
    )


def _lead(timing: Timing) -> str:
    words = {"response": quoted(timing.response), "trigger": quoted(timing.trigger)}
    if timing.trigger and timing.denied:
        return _("After {trigger}, not {response}").format(**words)
    if timing.trigger:
        return _("After {trigger}, {response}").format(**words)
    return _("Not {response}").format(**words) if timing.denied else words["response"]


def _bounds(timing: Timing) -> Iterator[str]:
    if timing.earliest and timing.latest:
        yield _("no earlier than {earliest} and no later than {latest}").format(
            earliest=timing.earliest, latest=timing.latest
        )
    elif timing.latest:
        form = _("in less than {latest}") if timing.strict else _("within {latest}")
        yield form.format(latest=timing.latest)
    elif timing.earliest:
        yield _("no earlier than {earliest}").format(earliest=timing.earliest)
    if timing.least:
        yield (_("for more than {least}") if timing.strict else _("for {least} or longer")).format(
            least=timing.least
        )
    if timing.most:
        yield _("for at most {most}").format(most=timing.most)
    if timing.period:
        yield _("again and again, at most {period} apart").format(period=timing.period)
