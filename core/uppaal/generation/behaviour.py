"""The state machines of a model with their expressions read; what cannot be taken over is a finding."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.ground.diagnostic import Refused
from core.ground.words import _, plural
from core.model import (
    Action,
    ClockVariable,
    Edge,
    Element,
    Event,
    Id,
    Location,
    Snapshot,
    StateMachine,
    Timer,
    Variable,
    Waiting,
)
from core.uppaal.generation.expression import Phrase, Start
from core.uppaal.generation.finding import Finding, called, fault, warning
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.generation.sorts import Use, is_unknown, phrase_of

LEAST, GREATEST = -(2**31), 2**31 - 1
"""The whole numbers that UPPAAL can hold."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edge with its expressions read. `event` is what it sends or receives, if anything."""

    edge: Edge
    guard: Phrase
    update: Phrase
    event: Id | None = None
    timer: Timer | None = None

    @property
    def sends(self) -> bool:
        """Whether it sends its event."""
        return self.event is not None and self.edge.action is Action.SEND

    @property
    def receives(self) -> bool:
        """Whether it waits for its event."""
        return self.event is not None and self.edge.action is Action.RECEIVE

    def starts(self, timer: Id) -> bool | None:
        """Whether it leaves the timer running; None where it does not touch the timer."""
        marks = [
            mark for one in self.update.trees if isinstance(mark := self.update.meanings.get(one.span), Start)
        ]
        last = next((mark for mark in reversed(marks) if mark.timer == timer), None)
        if last is not None:
            return not last.stops
        return False if self.timer is not None and self.timer.id == timer else None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A state machine, whole and consistent: every step joins two of its locations."""

    machine: StateMachine
    locations: tuple[Location, ...]
    initial: Id
    invariants: dict[Id, Phrase]
    steps: tuple[Step, ...]
    clocks: tuple[ClockVariable, ...]
    timers: tuple[Timer, ...]
    variables: tuple[Variable, ...]

    @property
    def phrases(self) -> Iterator[Phrase]:
        """All its expressions."""
        yield from self.invariants.values()
        for step in self.steps:
            yield step.guard
            yield step.update

    def running(self, timer: Id) -> frozenset[Id]:
        """The locations in which the timer may be running."""
        found: set[Id] = set()
        waiting = [step.edge.target for step in self.steps if step.starts(timer)]
        while waiting:
            location = waiting.pop()
            if location not in found:
                found.add(location)
                waiting.extend(
                    step.edge.target
                    for step in self.steps
                    if step.edge.source == location and step.starts(timer) is not False
                )
        return frozenset(found)


def behaviours_of(
    snapshot: Snapshot, vocabulary: Vocabulary
) -> tuple[tuple[Behaviour, ...], tuple[Finding, ...]]:
    """All state machines, in the order of their ids, and what is wrong with them."""
    findings: list[Finding] = []
    behaviours = tuple(
        _behaviour(snapshot, machine, vocabulary, findings) for machine in snapshot.of(StateMachine)
    )
    return behaviours, tuple(findings)


def _behaviour(
    snapshot: Snapshot, machine: StateMachine, vocabulary: Vocabulary, told: list[Finding]
) -> Behaviour:
    findings: list[Finding] = []
    locations = snapshot.owned(machine.id, Location)
    if not locations:
        findings.append(
            fault(
                machine,
                "generation-no-location",
                _("{machine} has no location").format(machine=called(machine)),
                _("Draw at least one, and mark the one it begins in."),
            )
        )
        locations = (Location(id=machine.id, owner=machine.id, initial=True),)
    invariants: dict[Id, Phrase] = {}
    for location in locations:
        words = _("invariant of {location}").format(location=called(location))
        phrase = _read(location, location.invariant, Use.INVARIANT, words, machine, vocabulary, findings)
        if phrase:
            invariants[location.id] = phrase
    timers = snapshot.owned(machine.id, Timer)
    behaviour = Behaviour(
        machine=machine,
        locations=locations,
        initial=_initial(machine, locations, findings),
        invariants=invariants,
        steps=tuple(_steps(snapshot, machine, locations, vocabulary, findings)),
        clocks=snapshot.owned(machine.id, ClockVariable),
        timers=timers,
        variables=tuple(_ranged(variable, findings) for variable in snapshot.owned(machine.id, Variable)),
    )
    for timer in timers:
        waits = [step for step in behaviour.steps if step.timer == timer]
        if waits and not behaviour.running(timer.id):
            findings.append(
                warning(
                    waits[0].edge,
                    "generation-timer-never-started",
                    _("{timer} never runs out, because no edge starts it").format(timer=called(timer)),
                    _("Write start({timer}) in the update of an edge.").format(timer=timer.name),
                )
            )
    told.extend(_once(findings))
    return behaviour


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """One finding of each cause: the first, which tells in how many more expressions it is found."""
    places: dict[str, set[tuple[Id | None, str]]] = {}
    for one in findings:
        places.setdefault(one.cause, set()).add((one.element, one.fact))
    told = {""}
    for one in findings:
        more = len(places[one.cause]) - 1
        if not one.cause:
            yield one
        elif one.cause not in told:
            told.add(one.cause)
            yield one if not more else _with_more(one, more)


def _with_more(one: Finding, more: int) -> Finding:
    also = plural("so in {count} more expression", "so in {count} more expressions", more)
    return replace(one, diagnostic=replace(one.diagnostic, message=f"{one.diagnostic.message} ({also})"))


def _initial(machine: StateMachine, locations: tuple[Location, ...], findings: list[Finding]) -> Id:
    marked = [location for location in locations if location.initial]
    if len(marked) != 1:
        words = (
            _("{machine} has several initial locations: {names}")
            if marked
            else _("{machine} has no initial location")
        )
        names = ", ".join(location.name for location in marked)
        findings.append(
            fault(
                machine,
                "generation-initial",
                words.format(machine=called(machine), names=names),
                _("Mark the one location it begins in."),
            )
        )
    return (marked or locations)[0].id


def _steps(
    snapshot: Snapshot,
    machine: StateMachine,
    locations: tuple[Location, ...],
    vocabulary: Vocabulary,
    findings: list[Finding],
) -> Iterator[Step]:
    names = {location.id: location.name for location in locations}
    for edge in snapshot.owned(machine.id, Edge):
        wrong = list(_wrong(snapshot, machine, edge, names))
        words = _("edge from “{source}” to “{target}”").format(
            source=names.get(edge.source, "?"), target=names.get(edge.target, "?")
        )
        guard_words = _("guard of the {edge}").format(edge=words)
        update_words = _("update of the {edge}").format(edge=words)
        guard = _read(edge, edge.guard, Use.GUARD, guard_words, machine, vocabulary, wrong)
        update = _read(edge, edge.update, Use.UPDATE, update_words, machine, vocabulary, wrong)
        if edge.timer is not None and guard.clocks:
            wrong.append(
                fault(
                    edge,
                    "generation-timer-guard",
                    _("The {edge} waits for a timer, so its guard cannot bound clocks").format(edge=words),
                    _("Bound variables only, or use a clock in the place of the timer."),
                )
            )
        findings.extend(wrong)
        if any(finding.fault for finding in wrong):
            continue
        event = edge.event if edge.action is not Action.NONE else None
        yield Step(edge, guard, update, event, snapshot.find(Timer, edge.timer))


def _wrong(snapshot: Snapshot, machine: StateMachine, edge: Edge, names: dict[Id, str]) -> Iterator[Finding]:
    if edge.source not in names or edge.target not in names:
        yield fault(
            edge,
            "generation-edge-ends",
            _("An edge of {machine} does not join two of its locations").format(machine=called(machine)),
            _("Draw it between locations of one machine."),
        )
    event = snapshot.find(Event, edge.event)
    if edge.action is not Action.NONE and event is None:
        yield fault(
            edge,
            "generation-edge-event",
            _("An edge of {machine} is to {action} an event, but names none").format(
                machine=called(machine), action=_(edge.action.value)
            ),
            _("Choose an event at a port, or let the edge neither send nor receive."),
        )
    if edge.action is Action.NONE and event is not None:
        yield warning(
            edge,
            "generation-edge-action",
            _("An edge of {machine} names {event}, but neither sends nor receives it").format(
                machine=called(machine), event=called(event)
            ),
            _("Choose send or receive."),
        )
    timer = snapshot.find(Timer, edge.timer)
    if edge.timer is not None and (timer is None or timer.owner != machine.id):
        yield fault(
            edge,
            "generation-edge-timer",
            _("An edge of {machine} waits for a timer of another machine").format(machine=called(machine)),
            _("Use a timer of this machine."),
        )
    if edge.timer is not None and edge.action is Action.RECEIVE:
        yield fault(
            edge,
            "generation-edge-waits-twice",
            _("An edge of {machine} waits for a timer and for an event at once").format(
                machine=called(machine)
            ),
            _("Draw one edge for the timer and one for the event."),
        )


def _read(
    element: Element,
    text: str,
    use: Use,
    words: str,
    machine: StateMachine,
    vocabulary: Vocabulary,
    findings: list[Finding],
) -> Phrase:
    try:
        return phrase_of(text, use, vocabulary, machine.id)
    except Refused as refused:
        said = _("{where}, “{text}”: {message}")
        for one in refused.diagnostics:
            message = said.format(where=words, text=_short(text), message=one.message)
            cause = one.message if is_unknown(one) else ""
            findings.append(Finding(element.id, replace(one, message=message), use.value, cause))
        return Phrase()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


def _ranged(variable: Variable, findings: list[Finding]) -> Variable:
    """The variable; where its range is none that UPPAAL can hold, one that lets the document load."""
    low, high = (min(max(bound, LEAST), GREATEST) for bound in (variable.low, variable.high))
    high = max(low, high)
    initial = min(max(variable.initial, low), high)
    sound = replace(variable, low=low, high=high, initial=initial)
    if sound != variable:
        findings.append(
            fault(
                variable,
                "generation-variable-range",
                _("{variable} cannot begin at {initial} and range from {low} to {high}").format(
                    variable=called(variable), initial=variable.initial, low=variable.low, high=variable.high
                ),
                _("Give it a first value within its range; numbers have at most 32 bits."),
            )
        )
    return sound


def committed(behaviours: Iterable[Behaviour]) -> frozenset[Id]:
    """The committed locations of the model itself."""
    return frozenset(
        location.id
        for behaviour in behaviours
        for location in behaviour.locations
        if location.waiting is Waiting.COMMITTED
    )
