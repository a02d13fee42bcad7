"""The discrete half of the behaviour: what can happen in a discrete state, whatever the clocks say.

Clocks never flow into variables, so all this is found once for each discrete state, and exploring
zones is left with arithmetic on clocks alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter

from core.checker.activity import Activity
from core.checker.code import Code, Invalid
from core.checker.faults import model_fault
from core.checker.network import Edge, Network
from core.checker.running import FALSE, TRUE, Conjunct, Decide, Evaluate, Program
from core.checker.zone import Constraint, Zone, opposite
from core.ground.words import _

Parts = tuple[tuple[int, int], ...]
"""Processes and numbers of their edges, the sender first."""


@dataclass(slots=True, eq=False)
class Situation:
    """A discrete state and what follows from it. Clocks in constraints are places in its zones."""

    state: tuple[int, ...]
    clocks: tuple[int, ...]
    size: int
    """Rows of its zones: the clocks that matter, and one."""
    lower: tuple[int, ...]
    upper: tuple[int, ...]
    delays: bool
    """Whether time may pass."""
    floors: tuple[Constraint, ...]
    """Bounds of the invariant from below."""
    ceilings: tuple[tuple[int, int], ...]
    """Bounds of the invariant from above: clock and bound."""
    enabled: tuple["Candidate", ...]
    moves: "tuple[Move, ...] | None" = None
    zones: list[tuple[Zone, int]] = field(default_factory=list)
    """The zones kept, each with the number of its node."""

    def local(self, constraints: Conjunct) -> tuple[Constraint, ...]:
        """The constraints over the places of clocks in the zones here."""
        place = {clock: number for number, clock in enumerate(self.clocks, 1)}
        return tuple((place[i] if i else 0, place[j] if j else 0, bound) for i, j, bound in constraints)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Edges that can be taken together as far as variables and locations decide, and when."""

    parts: Parts
    guard: Conjunct


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A step from one situation to another; `target` is None where an invariant over integers forbids it."""

    parts: Parts
    guard: tuple[Constraint, ...]
    target: Situation | None
    fault: str
    """Why the update has no value; empty where it has one."""
    resets: tuple[tuple[int, int], ...]
    """Clocks by their numbers in the network, and the values they are set to."""
    carry: Callable[[Sequence[int]], Zone]
    """From a zone here to the zone there, with the clocks that are set at zero."""
    shifts: tuple[tuple[int, int], ...]
    """Places of clocks there that are set to another value than zero, and the value."""


class Moves:
    """Finds situations and moves, each once."""

    def __init__(self, network: Network, program: Program, activity: Activity) -> None:
        self._network = network
        self._activity = activity
        self._slots = len(network.variables)
        self._width = self._slots + len(network.processes)
        self._situations: dict[tuple[int, ...], Situation | None] = {}
        self._processes = [_Automaton(network, number, program) for number in range(len(network.processes))]

    def start(self) -> Situation | None:
        """The initial situation, None where an invariant forbids it."""
        return self.situation(self._network.start())

    def situation(self, state: tuple[int, ...]) -> Situation | None:
        """What follows from a discrete state, None where an invariant over integers does not hold."""
        if state in self._situations:
            return self._situations[state]
        found = self._situations[state] = self._situation(state)
        return found

    def count(self) -> int:
        """How many discrete states have been met."""
        return len(self._situations)

    def moves(self, situation: Situation) -> tuple[Move, ...]:
        """What can happen in the situation."""
        if situation.moves is None:
            situation.moves = tuple(self._move(situation, candidate) for candidate in situation.enabled)
        return situation.moves

    def _situation(self, state: tuple[int, ...]) -> Situation | None:
        locations = state[self._slots :]
        urgent = committed = False
        floors: list[Constraint] = []
        ceilings: list[Constraint] = []
        for automaton, location in zip(self._processes, locations, strict=True):
            place = automaton.places[location]
            urgent = urgent or place.urgent or place.committed
            committed = committed or place.committed
            invariant = automaton.invariants[location]
            if invariant is not None:
                cases = self._judged(invariant, state, automaton, location)
                if not cases:
                    return None
                for constraint in cases[0]:
                    (ceilings if constraint[0] else floors).append(constraint)
        candidates = list(self._candidates(state, locations, committed))
        bounds = self._activity.at(state)
        situation = Situation(
            state,
            bounds.clocks,
            len(bounds.clocks) + 1,
            bounds.lower,
            bounds.upper,
            not urgent and not any(self._is_urgent(candidate, state) for candidate in candidates),
            (),
            (),
            tuple(candidates),
        )
        situation.floors = situation.local(tuple(floors))
        situation.ceilings = tuple((i, bound) for i, _zero, bound in situation.local(tuple(ceilings)))
        return situation

    def _judged(
        self, decide: Decide, state: tuple[int, ...], automaton: "_Automaton", location: int
    ) -> list[Conjunct]:
        try:
            return decide(state)
        except Invalid as error:
            raise model_fault(str(error), f"{automaton.name}.{automaton.places[location].name}") from error

    def _is_urgent(self, candidate: Candidate, state: tuple[int, ...]) -> bool:
        process, number = candidate.parts[0]
        automaton = self._processes[process]
        channel = automaton.channels[number]
        return channel is not None and self._network.channels[channel(state, None)].urgent

    def _candidates(
        self, state: tuple[int, ...], locations: tuple[int, ...], committed: bool
    ) -> Iterator[Candidate]:
        pinned = {
            number
            for number, location in enumerate(locations)
            if not committed or self._processes[number].places[location].committed
        }
        senders: list[_Enabled] = []
        receivers: dict[int, list[_Enabled]] = {}
        for enabled in self._enabled(state, locations, pinned):
            direction = self._processes[enabled.process].edges[enabled.edge].direction
            if direction == "!":
                senders.append(enabled)
            elif direction == "?":
                receivers.setdefault(enabled.channel, []).append(enabled)
            else:
                for guard in enabled.cases:
                    yield Candidate(((enabled.process, enabled.edge),), guard)
        for sender in senders:
            listening = [
                other for other in receivers.get(sender.channel, ()) if other.process != sender.process
            ]
            broadcast = self._network.channels[sender.channel].broadcast
            for candidate in (_broadcast if broadcast else _pairs)(sender, listening):
                if any(process in pinned for process, _edge in candidate.parts):
                    yield candidate

    def _enabled(
        self, state: tuple[int, ...], locations: tuple[int, ...], pinned: set[int]
    ) -> Iterator["_Enabled"]:
        """The edges that variables and locations allow, as far as a pinned process can take part."""
        channels: set[int] = set()
        for number in sorted(pinned):
            automaton = self._processes[number]
            for edge in automaton.leaving[locations[number]]:
                cases, channel = automaton.look(edge, state)
                if cases:
                    channels.add(channel)
                    yield _Enabled(number, edge, channel, cases)
        if len(pinned) == len(locations):
            return
        channels.discard(-1)
        for number, location in enumerate(locations):
            if number in pinned:
                continue
            automaton = self._processes[number]
            for edge in automaton.leaving[location]:
                if automaton.fixed[edge] is None or automaton.fixed[edge] in channels:
                    cases, channel = automaton.look(edge, state)
                    if cases and channel in channels:
                        yield _Enabled(number, edge, channel, cases)

    def _move(self, situation: Situation, candidate: Candidate) -> Move:
        values: list[int | None] = [*situation.state, *([None] * len(self._network.clocks))]
        guard = situation.local(candidate.guard)
        target: Situation | None = None
        fault = ""
        try:
            for process, edge in candidate.parts:
                self._processes[process].take(edge, values)
        except Invalid as error:
            fault = _("{reason}, on the edge {edge}").format(reason=error, edge=self.words(candidate.parts))
        resets: tuple[tuple[int, int], ...] = ()
        if not fault:
            for process, edge in candidate.parts:
                values[self._slots + process] = self._processes[process].edges[edge].target
            state = tuple(value for value in values[: self._width] if value is not None)
            target = self.situation(state)
            resets = tuple(
                (clock, value) for clock, value in enumerate(values[self._width :], 1) if value is not None
            )
        carry, shifts = _carried(situation, target, dict(resets)) if target is not None else (tuple, ())
        return Move(candidate.parts, guard, target, fault, resets, carry, shifts)

    def words(self, parts: Parts) -> str:
        """The edges in words."""
        return ", ".join(self._processes[process].words(edge) for process, edge in parts)


class _Automaton:
    """A process made ready to run."""

    def __init__(self, network: Network, number: int, program: Program) -> None:
        process = network.processes[number]
        self.name = process.name
        self.places = process.places
        self.edges: tuple[Edge, ...] = process.edges
        self.leaving: list[list[int]] = [[] for _place in process.places]
        for index, edge in enumerate(process.edges):
            self.leaving[edge.source].append(index)
        self.invariants = [_decision(program, place.invariant) for place in process.places]
        self._guards = [_decision(program, edge.guard) for edge in process.edges]
        self.channels: list[Evaluate | None] = [
            program.expression(edge.channel) if edge.direction else None for edge in process.edges
        ]
        self.fixed: list[int | None] = [
            edge.channel[1] if edge.channel[0] == "n" else None for edge in process.edges
        ]
        """The channel of each edge where it is always the same, -1 for none."""
        self._updates = [
            tuple(program.expression(update) for update in edge.updates) for edge in process.edges
        ]

    def look(self, edge: int, state: tuple[int, ...]) -> tuple[list[Conjunct], int]:
        """The cases in which the edge is enabled, and its channel, -1 for none."""
        try:
            guard = self._guards[edge]
            cases = TRUE if guard is None else guard(state)
            channel = self.channels[edge]
            if channel is None or not cases:
                return cases, -1
            return cases, channel(state, None)
        except Invalid as error:
            raise model_fault(str(error), self.words(edge)) from error

    def take(self, edge: int, values: list[int | None]) -> None:
        """Carry out the update."""
        for update in self._updates[edge]:
            update(values, None)

    def words(self, edge: int) -> str:
        """The edge in words."""
        facts = self.edges[edge]
        return f"{self.name}: {self.places[facts.source].name} → {self.places[facts.target].name}"


def _decision(program: Program, predicate: Code) -> Decide | None:
    return None if predicate == ("and", ()) else program.predicate(predicate)


@dataclass(frozen=True, slots=True)
class _Enabled:
    """An edge of a process that is enabled in some cases of the clocks, and its channel, -1 for none."""

    process: int
    edge: int
    channel: int
    cases: list[Conjunct]


def _pairs(sender: _Enabled, listening: list[_Enabled]) -> Iterator[Candidate]:
    for other in listening:
        for guard, further in product(sender.cases, other.cases):
            yield Candidate(((sender.process, sender.edge), (other.process, other.edge)), guard + further)


def _broadcast(sender: _Enabled, listening: list[_Enabled]) -> Iterator[Candidate]:
    """All ways in which those who can hear do: each process takes one of its enabled edges."""
    choices: list[list[tuple[Parts, Conjunct]]] = [
        [(((sender.process, sender.edge),), guard) for guard in sender.cases]
    ]
    for number in sorted({other.process for other in listening}):
        own = [(other.edge, guard) for other in listening if other.process == number for guard in other.cases]
        choice: list[tuple[Parts, Conjunct]] = [(((number, edge),), guard) for edge, guard in own]
        choice.extend(((), guard) for guard in _none_of([guard for _edge, guard in own]))
        choices.append(choice)
    for chosen in product(*choices):
        yield Candidate(
            tuple(part for parts, _guard in chosen for part in parts),
            tuple(constraint for _parts, guard in chosen for constraint in guard),
        )


def _none_of(guards: list[Conjunct]) -> list[Conjunct]:
    """The cases in which none of the guards holds."""
    cases: list[Conjunct] = TRUE
    for guard in guards:
        if not guard:
            return FALSE
        fails = [((j, i, opposite(bound)),) for i, j, bound in guard]
        cases = [one + other for one, other in product(cases, fails)]
    return cases


def _carried(
    source: Situation, target: Situation, resets: dict[int, int]
) -> tuple[Callable[[Sequence[int]], Zone], tuple[tuple[int, int], ...]]:
    """How the entries of a zone move when clocks are set and others stop to matter."""
    place = {clock: number for number, clock in enumerate(source.clocks, 1)}
    # A clock that begins to matter is set by the move; where a query alone asks for it, it was kept.
    rows = [0, *(0 if clock in resets else place[clock] for clock in target.clocks)]
    entries = [row * source.size + column for row in rows for column in rows]
    shifts = tuple(
        (number, resets[clock]) for number, clock in enumerate(target.clocks, 1) if resets.get(clock, 0)
    )
    if len(entries) == 1:
        return _origin, shifts
    return itemgetter(*entries), shifts


def _origin(_zone: Sequence[int]) -> Zone:
    return (1,)
