"""What a verification answers: a verdict, and a run that shows it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Outcome(StrEnum):
    """Whether the property holds."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class State:
    """A state of the network: locations by process, values by name of variable and of clock.

    Names of what belongs to a process begin with the process: `Gate.len`, `Train(0).x`.
    """

    locations: tuple[tuple[str, str], ...]
    variables: tuple[tuple[str, int], ...]
    clocks: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Firing:
    """A transition that was taken: `index` counts the transitions of its template from 0.

    `transition` is its id in the document, empty where it has none; `selected` are the values of its
    select label.
    """

    process: str
    template: str
    index: int
    transition: str
    source: str
    target: str
    synchronisation: str = ""
    selected: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Some time passes, then transitions are taken together, the sender's first.

    The last step of a run may have no transitions: only time passes. `time` is what has passed since
    the start when the transitions are taken; `state` is the state after them.
    """

    delay: Fraction
    time: Fraction
    firings: tuple[Firing, ...]
    state: State


class Ending(StrEnum):
    """How a run goes on after its last step."""

    REACHED = "reached"
    """The state asked for was reached."""
    DEADLOCK = "deadlock"
    """Nothing more can happen."""
    IDLE = "idle"
    """Time can pass for ever."""
    LOOP = "loop"
    """The steps from `loop` on can be repeated for ever."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A run from the initial state, with exact times, the earliest that its conditions allow."""

    initial: State
    steps: tuple[Step, ...]
    ending: Ending = Ending.REACHED
    loop: int | None = None
    """The number of steps before the loop begins."""


@dataclass(frozen=True, slots=True)
class End:
    """An end of the values of an expression: a number, None where there is none, and whether it is taken.

    What is not taken is come as close to as one likes.
    """

    value: int | None
    attained: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """Between which ends an expression lies in all states that are asked about; None where not asked for."""

    least: End | None = None
    most: End | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one query.

    `extents` are what sup, inf and bounds ask for, one for each expression; `value` is the number where
    it is only one. `reason` says why an answer is unknown. `states` were stored, `transitions` computed.
    `trace` shows why an A[] is violated or an E<> is satisfied.
    """

    outcome: Outcome
    extents: tuple[Extent, ...] = ()
    reason: str = ""
    states: int = 0
    transitions: int = 0
    seconds: float = 0.0
    trace: Trace | None = None

    @property
    def value(self) -> int | None:
        """The number that sup or inf of one expression asks for; None where there is none."""
        ends = [end for extent in self.extents for end in (extent.least, extent.most) if end is not None]
        return ends[0].value if len(ends) == 1 else None


def verdict_to_plain(verdict: Verdict, formula: str | None, requirement: str | None = None) -> dict[str, Any]:
    """The record that `bartizan verify --json` prints for one query."""
    return {
        "formula": formula,
        "requirement": requirement,
        "verdict": verdict.outcome.value,
        "value": verdict.value,
        "extents": [extent_to_plain(extent) for extent in verdict.extents],
        "reason": verdict.reason or None,
        "engine": "embedded",
        "states": verdict.states,
        "transitions": verdict.transitions,
        "seconds": round(verdict.seconds, 6),
        "trace": trace_to_plain(verdict.trace) if verdict.trace is not None else None,
    }


def extent_to_plain(extent: Extent) -> dict[str, Any]:
    """The ends as plain data, those only that were asked for; a value of null is one without end."""
    ends = {"least": extent.least, "most": extent.most}
    return {
        name: {"value": end.value, "attained": end.attained} for name, end in ends.items() if end is not None
    }


def extent_text(extent: dict[str, Any]) -> str:
    """The ends of a measured expression as plain data, as a person reads them: “≥ 2, < 5”."""
    signs = {"least": ("≥", ">"), "most": ("≤", "<")}
    return ", ".join(
        f"{signs[name][not end['attained']]} {'∞' if end['value'] is None else end['value']}"
        for name, end in extent.items()
    )


def trace_to_plain(trace: Trace) -> dict[str, Any]:
    """The run as plain data; times are texts such as "7/2", exact."""
    return {
        "initial": _state(trace.initial),
        "steps": [
            {
                "delay": str(step.delay),
                "time": str(step.time),
                "transitions": [_firing(firing) for firing in step.firings],
                "state": _state(step.state),
            }
            for step in trace.steps
        ],
        "ending": trace.ending.value,
        "loop": trace.loop,
    }


def _state(state: State) -> dict[str, Any]:
    return {
        "locations": dict(state.locations),
        "variables": dict(state.variables),
        "clocks": {name: str(value) for name, value in state.clocks},
    }


def _firing(firing: Firing) -> dict[str, Any]:
    return {
        "process": firing.process,
        "template": firing.template,
        "index": firing.index,
        "id": firing.transition,
        "source": firing.source,
        "target": firing.target,
        "synchronisation": firing.synchronisation,
        "selected": dict(firing.selected),
    }
