"""Whether a network can begin: the invariants of the initial locations hold at time 0."""

from dataclasses import replace

from core.checker.activity import Activity
from core.checker.moves import Moves
from core.checker.network import Network, Process
from core.checker.running import Program
from core.checker.stepping import first_zone

_ALWAYS = ("and", ())


def begins(moves: Moves) -> bool:
    """Whether there is an initial state; a network without one has no run, so that any A[] would hold."""
    start = moves.start()
    return start is not None and first_zone(start) is not None


def forbidding(network: Network, program: Program) -> str:
    """The initial location whose invariant forbids the initial state; all of them where none does alone."""
    names = [f"{process.name}.{process.places[process.initial].name}" for process in network.processes]
    for number, name in enumerate(names):
        alone = replace(
            network,
            processes=tuple(
                process if number == other else _unbound(process)
                for other, process in enumerate(network.processes)
            ),
        )
        if not begins(Moves(alone, program, Activity(alone))):
            return name
    return ", ".join(names)


def _unbound(process: Process) -> Process:
    return replace(process, places=tuple(replace(place, invariant=_ALWAYS) for place in process.places))
