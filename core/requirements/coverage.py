"""What requirements cover: which are linked and formalised, which elements none of them speaks of.

A mode is a location in which time may pass; an input is an event that a machine receives, or a variable of
another machine that it reads. Machines of actors and external systems are the surroundings of the system:
nobody owes a requirement on what they do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.ground.diagnostic import Severity
from core.ground.words import _
from core.model import (
    Action,
    Actor,
    Boilerplate,
    Component,
    Edge,
    Element,
    Event,
    Evidence,
    ExternalSystem,
    Id,
    Language,
    Location,
    Requirement,
    RequirementCheck,
    Snapshot,
    StateMachine,
    TraceLink,
    Truth,
    Variable,
    Waiting,
    Zone,
    name_of,
)
from core.requirements.findings import Finding, FindingKind
from core.requirements.mentions import (
    PATH,
    Readable,
    perhaps_spoken_of,
    read_in,
    readable_in,
    same_events,
    spoken_of,
    understood,
)
from core.requirements.propositions import Confirmed, confirmed, unbound
from core.requirements.wording import words_of


@dataclass(frozen=True, slots=True)
class Share:
    """Things of one sort: those of which something holds, those of which it does not, and undecided ones.

    Whether a mode or input is spoken of is undecided where it is on offer for a phrase that is not bound
    yet, or a text has its one word in another form.
    """

    met: tuple[Id, ...]
    unmet: tuple[Id, ...]
    undecided: tuple[Id, ...] = ()

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.met) + len(self.unmet) + len(self.undecided)


@dataclass(frozen=True, slots=True)
class Silence:
    """The modes and inputs of one machine that no requirement speaks of."""

    machine: Id
    modes: tuple[Id, ...]
    inputs: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of requirements, and of what they could speak of; `silent` are machines with a gap.

    `linked` are requirements with a parent, a child, a check, evidence or a trace link; `formalised` those
    that are understood and of which every phrase is bound.
    """

    linked: Share
    formalised: Share
    components: Share
    zones: Share
    modes: Share
    inputs: Share
    silent: tuple[Silence, ...]


def coverage(snapshot: Snapshot) -> Coverage:
    """What the requirements of the model cover."""
    requirements, known = snapshot.of(Requirement), confirmed(snapshot)
    boilerplates = snapshot.of(Boilerplate)
    by_requirement = spoken_of(snapshot)
    spoken = frozenset[Id]().union(*by_requirement.values())
    readable = readable_in(snapshot)
    perhaps = perhaps_spoken_of(snapshot, known, readable, by_requirement)
    silent: list[Silence] = []
    modes: dict[Id, Truth] = {}
    inputs: dict[Id, Truth] = {}
    for machine in snapshot.of(StateMachine):
        if isinstance(snapshot.get(machine.owner), Actor | ExternalSystem):
            continue
        own = {mode.id: _mode(snapshot, mode, spoken, perhaps) for mode in modes_of(snapshot, machine)}
        heard = {
            one.id: _is_spoken(snapshot, one, spoken, perhaps)
            for one in inputs_of(snapshot, machine, readable)
        }
        modes |= own
        inputs |= heard
        if Truth.NO in (*own.values(), *heard.values()):
            silent.append(Silence(machine.id, _those(own, Truth.NO), _those(heard, Truth.NO)))
    return Coverage(
        _share((one.id, Truth.of(_is_linked(snapshot, one))) for one in requirements),
        _share((one.id, Truth.of(_is_formalised(one, known, boilerplates))) for one in requirements),
        _share((one.id, Truth.of(one.id in spoken)) for one in snapshot.of(Component)),
        _share((one.id, Truth.of(one.id in spoken)) for one in snapshot.of(Zone)),
        _share(modes.items()),
        _share(inputs.items()),
        tuple(silent),
    )


def modes_of(snapshot: Snapshot, machine: StateMachine) -> tuple[Location, ...]:
    """The locations of a machine in which time may pass."""
    return tuple(one for one in snapshot.owned(machine.id, Location) if one.waiting is Waiting.NORMAL)


def inputs_of(
    snapshot: Snapshot, machine: StateMachine, readable: Readable | None = None
) -> tuple[Element, ...]:
    """The events that a machine receives, and the variables of other machines that it reads.

    `readable` is what `readable_in` gave, for whoever asks about many machines.
    """
    known = readable_in(snapshot) if readable is None else readable
    edges = snapshot.owned(machine.id, Edge)
    events = {
        edge.event: event
        for edge in edges
        if edge.action is Action.RECEIVE and (event := snapshot.find(Event, edge.event)) is not None
    }
    texts = [text for edge in edges for text in (edge.guard, edge.update)]
    texts += [one.invariant for one in snapshot.owned(machine.id, Location)]
    read = {variable.id: variable for text in texts for variable in _elsewhere(machine, text, known)}
    return tuple(sorted((*events.values(), *read.values()), key=lambda one: one.id))


def uncovered(snapshot: Snapshot) -> tuple[Finding, ...]:
    """What no requirement speaks of, one finding a machine; they tell, and blame nobody."""
    return tuple(_told(snapshot, one) for one in coverage(snapshot).silent)


def silence_words(snapshot: Snapshot, silence: Silence) -> str:
    """Which modes and inputs of a machine no requirement speaks of, as a sentence."""
    modes = ", ".join(name_of(snapshot, one) for one in silence.modes)
    inputs = ", ".join(_input_name(snapshot, one) for one in silence.inputs)
    parts = []
    if modes:
        words = _("the mode {names}") if len(silence.modes) == 1 else _("the modes {names}")
        parts.append(words.format(names=modes))
    if inputs:
        words = _("the input {names}") if len(silence.inputs) == 1 else _("the inputs {names}")
        parts.append(words.format(names=inputs))
    what = parts[0] if len(parts) == 1 else _("{first} and {second}").format(first=parts[0], second=parts[1])
    machine = name_of(snapshot, silence.machine)
    return _("No requirement speaks of {what} of {machine}").format(what=what, machine=machine)


def _told(snapshot: Snapshot, silence: Silence) -> Finding:
    return Finding(
        FindingKind.INCOMPLETE,
        "requirements-silent",
        (),
        (),
        silence_words(snapshot, silence),
        silence.machine,
        Severity.INFO,
        _("Say what shall hold there, bind a phrase to it, or trace a requirement to it."),
    )


def _input_name(snapshot: Snapshot, element_id: Id) -> str:
    """An event by its name, a variable behind its machine."""
    element = snapshot[element_id]
    if not isinstance(element, Variable):
        return name_of(snapshot, element_id)
    return f"{name_of(snapshot, element.owner)}.{element.name}"


def _elsewhere(machine: StateMachine, text: str, readable: Readable) -> Iterator[Variable]:
    """The variables of other machines that an expression in a machine names behind their machine's name."""
    for path in PATH.findall(text):
        if "." in path:
            for part in read_in(path, readable):
                if isinstance(part, Variable) and part.owner != machine.id:
                    yield part


def _is_spoken(snapshot: Snapshot, element: Element, spoken: frozenset[Id], perhaps: frozenset[Id]) -> Truth:
    same = same_events(snapshot, element) if isinstance(element, Event) else {element.id}
    if not spoken.isdisjoint(same):
        return Truth.YES
    return Truth.NO if perhaps.isdisjoint(same) else Truth.UNKNOWN


def _mode(snapshot: Snapshot, mode: Location, spoken: frozenset[Id], perhaps: frozenset[Id]) -> Truth:
    """Whether the mode is spoken of, or else an event that leads into it and is called alike."""
    found = _is_spoken(snapshot, mode, spoken, perhaps)
    for edge in snapshot.uses(mode.id, Edge):
        event = snapshot.find(Event, edge.event)
        if edge.target == mode.id and event is not None and words_of(event.name) == words_of(mode.name):
            found |= _is_spoken(snapshot, event, spoken, perhaps)
    return found


def _is_formalised(requirement: Requirement, known: Confirmed, own: tuple[Boilerplate, ...]) -> bool:
    """Whether it is understood and each of its phrases is bound, whole or by its parts."""
    if requirement.language is Language.PLAIN:
        return False
    read = understood(requirement.text, own)
    return read.parses and not any(unbound(requirement, phrase, known) for phrase in read.phrases)


def _is_linked(snapshot: Snapshot, requirement: Requirement) -> bool:
    """Whether anything but a phrase ties the requirement to something."""
    return bool(
        snapshot.find(Requirement, requirement.owner)
        or snapshot.owned(requirement.id, Requirement)
        or snapshot.uses(requirement.id, TraceLink)
        or snapshot.owned(requirement.id, RequirementCheck)
        or snapshot.uses(requirement.id, Evidence)
    )


def _those(found: Mapping[Id, Truth], truth: Truth) -> tuple[Id, ...]:
    return tuple(element_id for element_id, known in found.items() if known is truth)


def _share(pairs: Iterable[tuple[Id, Truth]]) -> Share:
    found = dict(pairs)
    return Share(*(_those(found, truth) for truth in (Truth.YES, Truth.NO, Truth.UNKNOWN)))
