"""The identifiers of a generated document and its unit of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import gcd

from core.model import Connector, Duration, Event, Id, Snapshot, StateMachine, Timer, Variable
from core.uppaal.generation.behaviour import Behaviour
from core.uppaal.generation.expression import Meaning, assigned, either, named
from core.uppaal.generation.expression import Start as StartMark
from core.uppaal.generation.flow import Channel, Flow, Means
from core.uppaal.generation.naming import Names, identifier
from core.uppaal.generation.observers.automaton import WORDS
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression

GREATEST_BOUND = 2**30 - 1
"""The greatest number that UPPAAL compares a clock with."""


@dataclass(slots=True)
class Spelling:
    """What each element is called in the document; `unit` is the length of one time unit."""

    names: Names
    unit: Duration
    templates: dict[Id, str] = field(default_factory=dict)
    within: dict[str, Names] = field(default_factory=dict)
    """The names inside each template."""
    locations: dict[Id, str] = field(default_factory=dict)
    processes: dict[Id, str] = field(default_factory=dict)
    """The process that each location is part of."""
    clocks: dict[Id, str] = field(default_factory=dict)
    running: dict[Id, str] = field(default_factory=dict)
    """The flag of each timer that says whether it is running."""
    stopped: dict[Id, str] = field(default_factory=dict)
    """Where a machine stands that was stopped in a location by an attack."""
    variables: dict[Id, str] = field(default_factory=dict)
    channels: dict[Channel, str] = field(default_factory=dict)

    def units(self, time: Duration) -> int:
        """The time in units of the document; never more than UPPAAL compares."""
        return min(time.nanoseconds // self.unit.nanoseconds, GREATEST_BOUND)

    def template(self, text: str, otherwise: str, *further: str) -> str:
        """A new template of about that name."""
        name = self.names.give(text, otherwise, further)
        self.within[name] = self.names.inside()
        return name

    def spell(self, meaning: Meaning | Duration) -> Expression:
        """An element or time as a machine writes it; a location as a query does."""
        if isinstance(meaning, Duration):
            return tree.Number(self.units(meaning))
        if isinstance(meaning, Variable):
            return tree.Name(self.variables[meaning.id])
        if meaning.id in self.clocks:
            return tree.Name(self.clocks[meaning.id])
        return self.located(meaning.id)

    def located(self, location: Id) -> Expression:
        """The location as a query writes it."""
        process = self.processes[location]
        names = [known[location] for known in (self.locations, self.stopped) if location in known]
        return either(*(named(f"{process}.{name}") for name in names))

    def begin(self, mark: StartMark) -> tuple[Expression, ...]:
        """The assignments that start or stop a timer."""
        if mark.stops:
            return (assigned(self.running[mark.timer], False),)
        return (assigned(self.clocks[mark.timer], 0), assigned(self.running[mark.timer], True))


def unit_of(times: Iterable[Duration]) -> Duration:
    """The largest unit in which all times are whole numbers; a millisecond where there are none."""
    return Duration(gcd(*(time.nanoseconds for time in times)) or 1_000_000)


def spelling_of(
    snapshot: Snapshot, behaviours: tuple[Behaviour, ...], flow: Flow, unit: Duration
) -> Spelling:
    """Names for everything that comes from the model. Templates come first and so keep their names."""
    spelling = Spelling(Names(WORDS), unit)
    for behaviour in behaviours:
        spelling.templates[behaviour.machine.id] = spelling.template(
            *_machine_names(snapshot, behaviour.machine)
        )
    for behaviour in behaviours:
        template = spelling.templates[behaviour.machine.id]
        for variable in behaviour.variables:
            spelling.variables[variable.id] = spelling.names.give(
                variable.name, "number", (f"{template} {variable.name}",)
            )
    _name_channels(snapshot, flow, spelling)
    for behaviour in behaviours:
        template = spelling.templates[behaviour.machine.id]
        _name_inside(behaviour, template, spelling)
    return spelling


def _machine_names(snapshot: Snapshot, machine: StateMachine) -> tuple[str, str, str]:
    """The owner's name with the machine's own, which often repeats it."""
    owner = snapshot.get(machine.owner)
    if owner is None or identifier(owner.name, "") in identifier(machine.name, ""):
        return machine.name, "Machine", f"{machine.name} machine"
    if identifier(machine.name, "") in identifier(owner.name, ""):
        return owner.name, "Machine", f"{owner.name} machine"
    return f"{owner.name} {machine.name}", "Machine", f"{owner.name} {machine.name} machine"


def _name_channels(snapshot: Snapshot, flow: Flow, spelling: Spelling) -> None:
    arrivals = [arrival for carrier in flow.carriers for _, arrival in carrier.messages]
    for channel in (*flow.sent.values(), *arrivals, *flow.environment, *flow.forged):
        event = snapshot.find(Event, channel.event)
        assert event is not None
        port = snapshot.get(event.owner)
        owner = snapshot.get(port.owner) if port else None
        name = event.name
        around = owner.name if owner else ""
        if channel.connector is not None:
            connector = snapshot.find(Connector, channel.connector)
            name = f"{name} {'arrives' if channel.means is Means.CONNECTOR else 'forged'}"
            around = connector.name if connector else ""
        spelling.channels[channel] = spelling.names.give(name, "event", (f"{around} {name}",))


def _name_inside(behaviour: Behaviour, template: str, spelling: Spelling) -> None:
    names = spelling.within[template]
    for clock in behaviour.clocks:
        spelling.clocks[clock.id] = names.give(clock.name, "x")
    for timer in behaviour.timers:
        spelling.clocks[timer.id] = names.give(timer.name, "timer")
        spelling.running[timer.id] = names.give(f"{timer.name} runs", "timer_runs")
    for location in behaviour.locations:
        spelling.locations[location.id] = names.give(location.name, "Location")
        spelling.processes[location.id] = template


def times_of(behaviours: Iterable[Behaviour], flow: Flow) -> list[Duration]:
    """Every time that machines and connectors depend on."""
    times: list[Duration] = []
    for behaviour in behaviours:
        times.extend(time for phrase in behaviour.phrases for time in phrase.times)
        times.extend(timer.duration for timer in behaviour.timers if _waited_for(behaviour, timer))
    for carrier in flow.carriers:
        times.extend(time for time in (carrier.earliest, carrier.latest) if time is not None)
    return times


def _waited_for(behaviour: Behaviour, timer: Timer) -> bool:
    return any(step.timer == timer or step.starts(timer.id) for step in behaviour.steps)
