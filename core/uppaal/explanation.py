"""A run of the generated document told in the words of the model.

What observers do is left out: it happens at the same instant as the step that they are told of. Of
a deadline that was missed, the explanation lists the delays that added up since it began to run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.ground.words import _, decimal
from core.model import (
    Connector,
    Duration,
    Edge,
    Event,
    Id,
    Location,
    Port,
    Requirement,
    Snapshot,
    StateMachine,
    Timer,
)
from core.uppaal.attack_explanation import HINDERED, AttackTeller
from core.uppaal.generation.attack_messages import LATE
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.run import Run, State, Step
from core.uppaal.trace_map import Entry, Origin, Part, TraceMap
from core.uppaal.violation import moves, violation


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """What happened at one instant: the time as text, one sentence or more, and the elements to show.

    With `waits` it is a span of time in which nothing happens, told by what is awaited; it ends at `time`.
    """

    time: str
    text: str
    elements: tuple[Id, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Delay:
    """A span of time that passed while a deadline was running, and what ended it."""

    length: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The run in one sentence and step by step; `delays` add up to the time of a missed deadline.

    `how` says of a violation what happened when and what was demanded; "" where that is not known.
    """

    summary: str
    steps: tuple[ExplainedStep, ...]
    how: str
    delays: tuple[Delay, ...] = ()


def explain(
    snapshot: Snapshot, trace_map: TraceMap, trace: Run, query: GeneratedQuery | None = None
) -> Explanation:
    """The run in the words of the model; with the query that it answers, also what it shows."""
    teller = _Teller(snapshot, trace_map)
    began = moves(trace, query.observer)[-1:] if query is not None else []
    delays = tuple(_delays(teller, trace, began[0])) if began else ()
    steps = tuple(_steps(teller, trace, began[0] if began else None))
    how = ""
    if query is not None and query.property is not None:
        how = violation(snapshot, query.property, trace, query.observer, teller.told_time)
    return Explanation(_summary(snapshot, teller, query, trace, how), steps, how, delays)


def _steps(teller: "_Teller", trace: Run, began: Fraction | None) -> Iterator[ExplainedStep]:
    """What happened, and what was waited for while a deadline ran and at the end."""
    before, last = trace.initial, Fraction(0)
    for step in trace.steps:
        text, elements = teller.told(step, before)
        if text:
            if began is not None and step.time > max(last, began):
                yield _waiting(teller, before, max(last, began), step.time)
            yield ExplainedStep(teller.time(step.time), text, elements)
            last = step.time
        before = step.state
    end = trace.steps[-1].time if trace.steps else Fraction(0)
    since = last if began is None else max(last, began)
    if end > since:
        yield _waiting(teller, before, since, end)


def _waiting(teller: "_Teller", state: State, since: Fraction, end: Fraction) -> ExplainedStep:
    words, elements = teller.standing(state)
    passed = _("{time} pass.").format(time=teller.told_time(end - since))
    return ExplainedStep(teller.time(end), f"{passed} {words}".strip(), elements, waits=True)


def _delays(teller: "_Teller", trace: Run, began: Fraction) -> Iterator[Delay]:
    passed = Fraction(0)
    before = trace.initial
    for step in trace.steps:
        if step.time > began:
            passed += step.time - max(step.time - step.delay, began)
            text, _elements = teller.told(step, before)
            if text and passed:
                yield Delay(teller.time(passed), text)
                passed = Fraction(0)
        before = step.state
    if passed:
        last = trace.steps[-1].state if trace.steps else trace.initial
        yield Delay(teller.time(passed), teller.standing(last)[0])


def _summary(
    snapshot: Snapshot, teller: "_Teller", query: GeneratedQuery | None, trace: Run, how: str
) -> str:
    end = teller.told_time(trace.steps[-1].time if trace.steps else Fraction(0))
    requirement = snapshot.find(Requirement, query.element) if query is not None else None
    if query is None or requirement is None:
        return _("This state is reached after {time}.").format(time=end)
    key = requirement.key
    if query.purpose is not Purpose.REQUIREMENT:
        return _("{key}: it can happen, for the first time after {time}.").format(key=key, time=end)
    if how:
        return _("{key} is violated: {how}").format(key=key, how=how)
    return _("{key} is violated after {time}.").format(key=key, time=end)


class _Teller:
    """Knows the words for what the transitions of a document do."""

    def __init__(self, snapshot: Snapshot, trace_map: TraceMap) -> None:
        self._snapshot = snapshot
        self._map = trace_map
        self._attacks = AttackTeller(snapshot, trace_map)

    def time(self, units: Fraction) -> str:
        """A span of time with its unit; a fraction of a nanosecond is rounded."""
        nanoseconds = units * self._map.nanoseconds
        if nanoseconds.denominator == 1:
            return Duration(int(nanoseconds)).spoken()
        return f"{float(nanoseconds) / 1e6:g} ms"

    def told_time(self, units: Fraction) -> str:
        """The same in a sentence, with the decimal sign of its reader."""
        return decimal(self.time(units))

    def told(self, step: Step, before: State) -> tuple[str, tuple[Id, ...]]:
        """The sentences for one step and its elements; empty for what only observers do."""
        known = [self._map.get(Part.TRANSITION, firing.transition) for firing in step.firings]
        shown = [
            entry
            for entry in known
            if entry is not None and entry.origin not in (Origin.STEPS, Origin.OBSERVER)
        ]
        if not shown:
            return "", ()
        if shown[0].origin is Origin.CONNECTOR and any(one.label in HINDERED for one in shown):
            shown = shown[1:]  # what it gives away does not arrive
        sender = shown[0]
        sentences = [self._sentence(entry, sender) for entry in shown]
        sentences.extend(self._changed(before, step.state))
        elements = [one for entry in shown for one in self._elements(entry)]
        return " ".join(one for one in sentences if one), tuple(dict.fromkeys(elements))

    def standing(self, state: State) -> tuple[str, tuple[Id, ...]]:
        """What is under way in one state, or where nothing is, what the machines are at; and what that is."""
        standing: list[tuple[str, Id]] = []
        carried: list[tuple[str, Id]] = []
        for process, name in state.locations:
            entry = self._map.location(process, name)
            if entry is None:
                continue
            if entry.origin is Origin.COPIED:
                location = self._snapshot.find(Location, entry.elements[0])
                words = _("{machine} is still in {location}.").format(
                    machine=self._machine(entry), location=location.name if location else name
                )
                standing.append((words, entry.elements[0]))
            elif entry.origin is Origin.ATTACK and (words := self._attacks.standing(entry)):
                carried.append((words, entry.elements[0]))
            elif entry.origin is Origin.CONNECTOR and self._event(entry):
                words = _("{connector} still carries {event}.").format(
                    connector=self._connector(entry), event=self._event(entry)
                )
                carried.append((words, entry.elements[0]))
        told = carried or standing
        return " ".join(words for words, _element in told), tuple(element for _words, element in told)

    def _elements(self, entry: Entry) -> Iterator[Id]:
        yield from entry.elements
        edge = self._snapshot.find(Edge, entry.elements[0] if entry.elements else None)
        if edge is not None:
            yield edge.source
            yield edge.target

    def _sentence(self, entry: Entry, sender: Entry) -> str:
        if entry.origin is Origin.CONNECTOR:
            return self._carried(entry, sender)
        if entry.origin is Origin.ATTACK:
            return self._attacks.told(entry)
        if entry.origin is Origin.ENVIRONMENT:
            return _("{event} comes from outside.").format(event=self._event(entry))
        edge = self._snapshot.find(Edge, entry.elements[0] if entry.elements else None)
        if edge is None:
            timer = self._snapshot.find(Timer, entry.elements[0] if entry.elements else None)
            return _("The timer {timer} of {machine} runs out, and nothing waits for it.").format(
                timer=timer.name if timer else "", machine=self._machine(entry)
            )
        moved = self._moved(entry, edge)
        event = self._event(entry)
        if event and entry is not sender:
            return _("{moved}, because {event} was received from {sender}.").format(
                moved=moved, event=event, sender=self._origin(sender)
            )
        timer = next(
            (found for one in entry.elements if (found := self._snapshot.find(Timer, one)) is not None), None
        )
        because = _(", because the timer {timer} ran out").format(timer=timer.name) if timer else ""
        sends = _(" and sends {event}").format(event=event) if event else ""
        return f"{moved}{sends}{because}."

    def _moved(self, entry: Entry, edge: Edge) -> str:
        source, target = (self._snapshot.find(Location, end) for end in (edge.source, edge.target))
        words = (
            _("{machine} stays in {source}")
            if source == target
            else _("{machine} goes from {source} to {target}")
        )
        return words.format(
            machine=self._machine(entry),
            source=source.name if source else "",
            target=target.name if target else "",
        )

    def _carried(self, entry: Entry, sender: Entry) -> str:
        connector, event = self._connector(entry), self._event(entry)
        if entry.label == "overrun":
            return _("{connector} loses {event}, because another message is under way.").format(
                connector=connector, event=event
            )
        if entry.label == "lost":
            return _("{connector} loses {event}.").format(connector=connector, event=event)
        if entry is sender:
            return _("{connector} delivers {event}.").format(connector=connector, event=event)
        return _("{connector} takes {event}.").format(connector=connector, event=event)

    def _origin(self, sender: Entry) -> str:
        """Who a message came from: for one that a connector brings, the element where it begins."""
        if sender.origin is Origin.ENVIRONMENT:
            return _("outside")
        if sender.origin is Origin.ATTACK and sender.label != LATE:
            return _("the attacker")
        connector = self._snapshot.find(Connector, sender.elements[0] if sender.elements else None)
        if connector is None:
            return self._machine(sender)
        end = self._snapshot.get(connector.source)
        owner = self._snapshot.get(end.owner) if isinstance(end, Port) else end
        return owner.name if owner is not None else connector.name

    def _machine(self, entry: Entry) -> str:
        """The owner of the machine, with the machine's own name where the owner has several."""
        template = self._map.get(Part.TEMPLATE, entry.template)
        machine = self._snapshot.find(StateMachine, template.elements[0] if template else None)
        if machine is None:
            return entry.template
        owner = self._snapshot.get(machine.owner)
        if owner is None or not owner.name:
            return machine.name or entry.template
        several = len(self._snapshot.owned(owner.id, StateMachine)) > 1
        return f"{owner.name} ({machine.name})" if several else owner.name

    def _connector(self, entry: Entry) -> str:
        connector = self._snapshot.get(entry.elements[0])
        return connector.name if connector is not None and connector.name else entry.template

    def _event(self, entry: Entry) -> str:
        events = (self._snapshot.find(Event, one) for one in entry.elements)
        return next((event.name for event in events if event is not None), "")

    def _changed(self, before: State, after: State) -> Iterator[str]:
        """Which variables of the model have other values now."""
        values = dict(before.variables)
        for name, value in after.variables:
            entry = self._map.get(Part.VARIABLE, name)
            if entry is None or entry.origin is not Origin.COPIED or values.get(name) == value:
                continue
            element = self._snapshot.get(entry.elements[0])
            if element is not None and not isinstance(element, Timer):
                yield _("{variable} becomes {value}.").format(variable=element.name, value=value)
