"""Behaviour as timed state machines, close to UPPAAL so that a person can follow one into the other.

Guards, invariants and updates are UPPAAL expressions over the machine's own clocks, timers and
variables and those of other machines (`Machine.variable`); a number may carry a unit of time:
`x >= 500 ms`. A timer in an update starts with `start(t)` and stops with `stop(t)`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.duration import Duration
from core.model.element import Element, Id, To


class Action(StrEnum):
    """What an edge does with its event."""

    NONE = "none"
    SEND = "send"
    RECEIVE = "receive"


class Waiting(StrEnum):
    """Whether time may pass in a location."""

    NORMAL = "normal"
    URGENT = "urgent"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMachine(Element):
    """What a component, actor or external system does over time."""

    kind: ClassVar[str] = "state machine"
    owners: ClassVar[tuple[str, ...]] = ("component", "actor", "external system", "data store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Element):
    """A state of a machine."""

    kind: ClassVar[str] = "location"
    owners: ClassVar[tuple[str, ...]] = ("state machine",)

    initial: bool = False
    waiting: Waiting = Waiting.NORMAL
    invariant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Element):
    """A step from one location to another.

    With `timer` the step is taken when that timer runs out. With `event` it sends or receives it.
    """

    kind: ClassVar[str] = "edge"
    owners: ClassVar[tuple[str, ...]] = ("state machine",)

    source: Annotated[Id, To(("location",))]
    target: Annotated[Id, To(("location",))]
    guard: str = ""
    event: Annotated[Id | None, To(("event",))] = None
    action: Action = Action.NONE
    timer: Annotated[Id | None, To(("timer",))] = None
    update: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockVariable(Element):
    """A clock of a machine."""

    kind: ClassVar[str] = "clock"
    owners: ClassVar[tuple[str, ...]] = ("state machine",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(Element):
    """A clock that runs out `duration` after it was started."""

    kind: ClassVar[str] = "timer"
    owners: ClassVar[tuple[str, ...]] = ("state machine",)

    duration: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Element):
    """A bounded integer of a machine; other machines may read it."""

    kind: ClassVar[str] = "variable"
    owners: ClassVar[tuple[str, ...]] = ("state machine",)

    low: int = 0
    high: int = 1
    initial: int = 0

    @property
    def is_switch(self) -> bool:
        """Whether it is only on or off."""
        return (self.low, self.high) == (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Element):
    """Something that happens at a port; a connector carries it to the event of the same name at its target.

    An event sent at a port without a connector is heard by nobody; one received there comes from
    the environment at any time.
    """

    kind: ClassVar[str] = "event"
    owners: ClassVar[tuple[str, ...]] = ("port",)
