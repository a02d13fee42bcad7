"""Leaves out of a network whatever a query cannot depend on (cone of influence).

A process depends on those that write variables it reads, set clocks it compares, or whose locations
it looks at; on those that send what it receives; and, where it sends on a channel that is no
broadcast, on those that can receive it. Whatever the processes left out do, the others can do just
the same; so what cannot be reached among them cannot be reached at all. That a run among them is
also a run of the whole network takes more; see `core.checker.freedom`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from core.checker.code import YES, Code, has_deadlock, parts
from core.checker.network import Network, Place, Process


@dataclass(frozen=True, slots=True)
class Cone:
    """A network in which the processes left out stand still, and which these are."""

    network: Network
    left_out: tuple[int, ...]


def cone_of(network: Network, predicates: Iterable[Code]) -> Cone:
    """The part of the network that decides the predicates; all of it where they ask for deadlock."""
    predicates = tuple(predicates)
    if any(has_deadlock(predicate) for predicate in predicates):
        return Cone(network, ())
    influence = Influence(network)
    needed = influence.closure(influence.behind(predicates))
    left_out = tuple(number for number in range(len(network.processes)) if number not in needed)
    processes = tuple(
        process if number in needed else _still(process) for number, process in enumerate(network.processes)
    )
    return Cone(replace(network, processes=processes), left_out)


class Influence:
    """Which processes of a network each of them depends on directly."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._slots = len(network.variables)
        self._uses = [_Use(network, process) for process in network.processes]

    def closure(self, wanted: Iterable[int]) -> frozenset[int]:
        """The processes wanted and all that they depend on, however far."""
        reached: set[int] = set()
        waiting = list(wanted)
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting.extend(self._causes(number))
        return frozenset(reached)

    def behind(self, codes: Iterable[Code]) -> Iterator[int]:
        """The processes that can change the value of the codes."""
        slots, clocks = set[int](), set[int]()
        for code in codes:
            slots |= read_slots(self._network, code)
            clocks |= compared_clocks(code)
        yield from self._writers(slots, clocks)

    def _causes(self, number: int) -> Iterator[int]:
        use = self._uses[number]
        yield from self._writers(use.reads, use.compares)
        for other, theirs in enumerate(self._uses):
            heard = use.receives & theirs.sends
            taken = {channel for channel in use.sends if not self._network.channels[channel].broadcast}
            if heard or taken & theirs.receives:
                yield other

    def _writers(self, slots: set[int], clocks: set[int]) -> Iterator[int]:
        yield from (slot - self._slots for slot in slots if slot >= self._slots)
        for number, use in enumerate(self._uses):
            if slots & use.writes or clocks & use.sets:
                yield number


class _Use:
    """What a process reads, writes, sends and receives."""

    def __init__(self, network: Network, process: Process) -> None:
        self._network = network
        self._codes = own_codes(process)
        self.sends: set[int] = set()
        self.receives: set[int] = set()
        for edge in process.edges:
            if edge.direction:
                used = self.sends if edge.direction == "!" else self.receives
                used |= _channels(network, edge.channel)

    @cached_property
    def reads(self) -> set[int]:
        return {slot for code in self._codes for slot in read_slots(self._network, code)}

    @cached_property
    def writes(self) -> set[int]:
        return {slot for code in self._codes for slot in _written_slots(self._network, code)}

    @cached_property
    def compares(self) -> set[int]:
        return {clock for code in self._codes for clock in compared_clocks(code)}

    @cached_property
    def sets(self) -> set[int]:
        return {
            part[1] for code in self._codes for part in _inside(self._network, code) if part[0] == "reset"
        }


def own_codes(process: Process) -> list[Code]:
    """Everything that the process evaluates: invariants, guards, channels, updates."""
    codes = [place.invariant for place in process.places]
    for edge in process.edges:
        codes += [edge.guard, *edge.updates]
        if edge.direction:
            codes.append(edge.channel)
    return codes


def set_clocks(network: Network, code: Code) -> Iterator[tuple[int, Code]]:
    """The clocks that the code sets, each with its new value."""
    for part in _inside(network, code):
        if part[0] == "reset":
            yield part[1], part[2]


def read_slots(network: Network, code: Code) -> set[int]:
    """The slots of the state on which the value of the code can depend."""
    return {slot for part in _inside(network, code) for slot in _slots(network, part)}


def compared_clocks(code: Code) -> set[int]:
    """The clocks that the predicate compares."""
    return {clock for part in parts(code) if part[0] == "clock" for clock in part[1:3] if clock}


def _written_slots(network: Network, code: Code) -> Iterator[int]:
    for part in _inside(network, code):
        if part[0] in ("set", "step"):
            yield from _slots(network, part[1])


def _slots(network: Network, place: Code) -> Iterable[int]:
    """The slots that a place can mean; of an array all from its first on, for its index is not known."""
    if place[0] == "v":
        return (place[1],)
    if place[0] == "at":
        return range(place[1], len(network.variables))
    return ()


def _inside(network: Network, code: Code) -> Iterator[Code]:
    """The code, all code inside it, and the bodies of the functions that it calls."""
    called: set[int] = set()
    waiting = [code]
    while waiting:
        for part in parts(waiting.pop()):
            yield part
            if part[0] == "call" and part[1] not in called:
                called.add(part[1])
                waiting.append(network.routines[part[1]].body)


def _channels(network: Network, channel: Code) -> set[int]:
    return {channel[1]} if channel[0] == "n" else set(range(len(network.channels)))


def _still(process: Process) -> Process:
    """The process, never leaving its first location, and letting time pass there."""
    places = tuple(Place(place.name, False, False, YES) for place in process.places)
    return replace(process, places=places, edges=())
