"""The runs that verifyta writes, read by pyuppaal: the one place that touches it.

pyuppaal rewrites models that it opens, loses parts of them, runs shells and can call a web service
(CONTRIBUTING.md); only its reader of traces is used here, on files of a temporary folder. Its tracer is run
by ourselves, so that limits hold for it too.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.ground.words import _
from core.jobs.programs import run_program

SECONDS = 60.0


class Untold(Exception):
    """A trace could not be read; says why."""


@dataclass(frozen=True, slots=True)
class SymbolicStep:
    """Edges that are taken together, as (process, from, to), and what synchronises them."""

    edges: tuple[tuple[str, str, str], ...]
    synchronisation: str


@dataclass(frozen=True, slots=True)
class SymbolicState:
    """Locations by process, variables by name, and clock constraints as texts such as “P.x - t(0) ≤ 5”."""

    locations: tuple[tuple[str, str], ...]
    variables: tuple[tuple[str, str], ...]
    constraints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SymbolicTrace:
    """A run of zones: one state more than steps."""

    states: tuple[SymbolicState, ...]
    steps: tuple[SymbolicStep, ...]


def read_trace(compiled: Path, trace: Path) -> SymbolicTrace:
    """The run in a `.xtr` file of the model whose compiled form is given; Untold where it cannot be read."""
    original = tracer_path()
    if original is None:
        raise Untold(_("the tracer of pyuppaal is not installed here"))
    # The package is installed without leave to run it, and where it is installed nothing is altered.
    tracer = trace.parent / original.name
    shutil.copyfile(original, tracer)
    tracer.chmod(0o700)
    arguments = [str(tracer), "--trace=string", "-t", str(trace), "-i", str(compiled)]
    outcome = run_program(arguments, trace.parent, seconds=SECONDS, megabytes=2048)
    if not outcome.was_successful or outcome.errors.strip():
        raise Untold((outcome.errors or outcome.state).strip())
    return parse_trace(outcome.output)


def parse_trace(text: str) -> SymbolicTrace:
    """The run in the text of the tracer; Untold where pyuppaal cannot make sense of it."""
    from pyuppaal.tracer import SimTrace

    try:
        found = SimTrace(text)
        states = tuple(
            SymbolicState(
                tuple(_located(location) for location in locations),
                tuple(zip(values.variables_name, map(str, values.variables_value), strict=True)),
                tuple(str(constraint) for constraint in zone.clockzones),
            )
            for locations, values, zone in zip(
                found.states, found.global_variables, found.clock_constraints, strict=True
            )
        )
        steps = tuple(
            SymbolicStep(
                tuple(
                    (*_located(edge.start_location), _located(edge.end_location)[1]) for edge in step.edges
                ),
                step.sync or "",
            )
            for step in found.transitions
        )
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise Untold(_("the trace is not in the form that is known")) from error
    if not states:
        raise Untold(_("the trace is empty"))
    return SymbolicTrace(states, steps)


def trace_to_plain(trace: SymbolicTrace) -> dict[str, Any]:
    """The run as plain data: `states`, and between each two of them what was taken, in `steps`."""
    return {
        "states": [
            {
                "locations": dict(state.locations),
                "variables": dict(state.variables),
                "constraints": list(state.constraints),
            }
            for state in trace.states
        ],
        "steps": [
            {"edges": [list(edge) for edge in step.edges], "synchronisation": step.synchronisation}
            for step in trace.steps
        ],
    }


def tracer_path() -> Path | None:
    """The tracer that pyuppaal brings along, where it can be run."""
    import pyuppaal.utap

    path = Path(pyuppaal.utap.TRACEER_FILE)
    return path if path.is_file() else None


def _located(text: str) -> tuple[str, str]:
    process, _dot, location = text.strip().rpartition(".")
    return process, location
