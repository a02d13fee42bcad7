"""The intermediate form of a document: a network of automata over plain integers and tuples.

A discrete state is one tuple of integers: the values of all variables, then the location of each
process. Clocks are numbered from 1; 0 stands for the constant zero. Expressions, statements and
predicates are nested tuples whose first entry names the operation (see `code`), so that a kernel in
another language can take them as they are.
"""

from dataclasses import dataclass

from core.checker.code import Code


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a process, for one choice of its select label."""

    source: int
    target: int
    guard: Code
    direction: str
    """`!`, `?`, or empty for an internal edge."""
    channel: Code
    """The number of the channel."""
    updates: tuple[Code, ...]
    resets: frozenset[int]
    """Clocks that the edge sets whatever the state is."""
    index: int
    """Of the transition in its template."""
    identity: str
    label: str
    """The synchronisation label as written."""
    selected: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A location of a process."""

    name: str
    urgent: bool
    committed: bool
    invariant: Code


@dataclass(frozen=True, slots=True)
class Process:
    """One automaton of the network."""

    name: str
    template: str
    places: tuple[Place, ...]
    initial: int
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Routine:
    """A function: `parameters` are the ranges of its first locals, `result` the range it returns."""

    name: str
    frame: int
    parameters: tuple[tuple[int, int], ...]
    body: Code
    result: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, one for each element of an array of channels."""

    name: str
    urgent: bool
    broadcast: bool


@dataclass(frozen=True, slots=True)
class Network:
    """All that the verifier knows of a document."""

    processes: tuple[Process, ...]
    channels: tuple[Channel, ...]
    clocks: tuple[str, ...]
    """Names; clock number n is the entry n - 1."""
    variables: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]
    initial: tuple[int, ...]
    """First values of the variables."""
    routines: tuple[Routine, ...]

    def start(self) -> tuple[int, ...]:
        """The discrete part of the initial state."""
        return (*self.initial, *(process.initial for process in self.processes))
