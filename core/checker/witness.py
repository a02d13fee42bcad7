"""Runs in the words of the document: which transitions when, and the states between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.checker.moves import Move, Situation
from core.checker.network import Network
from core.checker.stepping import FREELY, Stay, first_zone, settle, successor
from core.checker.timing import Timetable
from core.checker.verdict import Ending, Firing, State, Step, Trace
from core.checker.zone import INFINITY, Constraint, Zone, tighten_all


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a run: time passes while `stay` holds until `until` holds, then comes the move, if any."""

    move: Move | None = None
    stay: Stay = FREELY
    until: tuple[Constraint, ...] = ()


def arrive(start: Situation, legs: Sequence[Leg], stay: Stay = FREELY) -> tuple[Situation, Zone] | None:
    """Where the legs lead, with the exact zone there, within which `stay` holds; None where nowhere."""
    situation = start
    zone = first_zone(situation, legs[0].stay if legs else stay, widen=False)
    following = [*(leg.stay for leg in legs[1:]), stay][: len(legs)]
    for leg, after in zip(legs, following, strict=True):
        if zone is None:
            return None
        cut = list(zone)
        if not tighten_all(cut, situation.size, leg.until):
            return None
        if leg.move is None:
            zone = settle(cut, situation, after, widen=False)
        else:
            zone = successor(tuple(cut), situation, leg.move, after, widen=False)
            assert leg.move.target is not None
            situation = leg.move.target
    return (situation, zone) if zone is not None else None


def bounds_of(zone: Zone, n: int) -> tuple[Constraint, ...]:
    """The zone as constraints."""
    return tuple(
        (i, j, zone[i * n + j]) for i in range(n) for j in range(n) if i != j and zone[i * n + j] < INFINITY
    )


Complete = Callable[[Sequence[Move | None], Sequence[Fraction]], list[Move | None]]
"""Adds to moves what bystanders do, given the times."""


def run(
    network: Network,
    start: Situation,
    legs: Sequence[Leg],
    complete: Complete,
    ending: Ending = Ending.REACHED,
    loop: int | None = None,
) -> Trace | None:
    """The earliest run along the legs; None where there is none. `loop` counts legs."""
    table = Timetable()
    situation = start
    table.enter(situation)
    for leg in legs:
        table.at(situation, leg.stay.constraints())
        table.pass_time(situation)
        table.at(situation, leg.stay.constraints())
        table.at(situation, leg.until)
        if leg.move is not None:
            table.take(situation, leg.move)
            assert leg.move.target is not None
            situation = leg.move.target
            table.enter(situation)
    times = table.solve()
    if times is None:
        return None
    told = list(_steps(network, start, complete([leg.move for leg in legs], times), times))
    steps = tuple(step for _leg, step in told)
    begins = sum(1 for leg, _step in told if leg < loop) if loop is not None else None
    return Trace(_state(network, start, [Fraction(0)] * len(network.clocks)), steps, ending, begins)


def _steps(
    network: Network, start: Situation, moves: Sequence[Move | None], times: list[Fraction]
) -> Iterator[tuple[int, Step]]:
    """The steps, each with the number of the leg that it ends; legs without time and move are no step."""
    clocks = [Fraction(0)] * len(network.clocks)
    situation = start
    before = Fraction(0)
    for number, (move, time) in enumerate(zip(moves, times[1:], strict=True)):
        clocks = [clock + time - times[number] for clock in clocks]
        firings: tuple[Firing, ...] = ()
        if move is not None:
            firings = tuple(_firing(network, process, edge) for process, edge in move.parts)
            for clock, value in move.resets:
                clocks[clock - 1] = Fraction(value)
            assert move.target is not None
            situation = move.target
        elif number + 1 < len(moves) or time == before:
            # A wait in the middle of a run is one with the wait that follows it.
            continue
        yield number, Step(time - before, time, firings, _state(network, situation, clocks))
        before = time


def _firing(network: Network, number: int, edge: int) -> Firing:
    process = network.processes[number]
    facts = process.edges[edge]
    return Firing(
        process.name,
        process.template,
        facts.index,
        facts.identity,
        process.places[facts.source].name,
        process.places[facts.target].name,
        facts.label,
        facts.selected,
    )


def _state(network: Network, situation: Situation, clocks: list[Fraction]) -> State:
    slots = len(network.variables)
    return State(
        tuple(
            (process.name, process.places[location].name)
            for process, location in zip(network.processes, situation.state[slots:], strict=True)
        ),
        tuple(zip(network.variables, situation.state[:slots], strict=True)),
        tuple(zip(network.clocks, clocks, strict=True)),
    )
