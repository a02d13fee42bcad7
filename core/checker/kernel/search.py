"""Searches by the kernel in C, and what they found as the twin in Python tells it.

A search runs in a thread of its own, beside which the limits are looked at; C does not hold up other threads.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from threading import Thread
from typing import Any

from core.checker.activity import Activity
from core.checker.exploration import Found, Goal
from core.checker.kernel.library import BITS, Library, library
from core.checker.kernel.packing import Asked, Unpackable, packed
from core.checker.limits import Watch
from core.checker.liveness import Lasting, uncertain
from core.checker.measure import Measured
from core.checker.moves import Move, Moves, Situation
from core.checker.network import Network
from core.checker.stepping import first_zone, successor
from core.checker.verdict import Ending
from core.checker.zone import INFINITY

_PAUSE = 0.02
"""Seconds between two looks at the limits."""


class _Status(IntEnum):
    REACHED = 0
    ENDED = 1
    BROKE_OFF = 2
    TOO_LARGE = 3
    NO_MEMORY = 4
    NO_START = 5
    NOT_SURE = 6
    STOPPED = 7


_ENDINGS = {1: Ending.LOOP, 2: Ending.DEADLOCK, 3: Ending.IDLE}


def explored(
    network: Network,
    activity: Activity,
    asked: Asked,
    moves: Moves,
    goal: Goal,
    found: Found,
    watch: Watch,
    shortest: bool = False,
) -> bool:
    """Look for a state with the goal, or measure all; whether the kernel could, with all in `found`.

    `shortest` asks for a shortest path to it.

    It cannot where it was not built, or where a number is larger than it counts. A fault of the model or of
    the goal is raised as the twin raises it.
    """
    for kernel, search, status in _searches(network, activity, asked, found, watch, shortest):
        if status is _Status.REACHED:
            found.path = _moves(kernel, search, kernel.functions.kernel_path, moves, moves.start())
        elif status is _Status.BROKE_OFF:
            _break_off(
                _moves(kernel, search, kernel.functions.kernel_path, moves, moves.start()), moves, goal
            )
            return False
        found.overtaken = kernel.functions.kernel_overtaken(search)
        found.measured = _measured(kernel, search, len(asked.measures))
        return True
    return False


def _measured(kernel: Library, search: Any, count: int) -> list[Measured]:
    """What the kernel met of each measure."""
    bounds = kernel.ffi.new("int64_t[]", 2 * count + 1)
    if not kernel.functions.kernel_measured(search, bounds):
        return [Measured() for _measure in range(count)]
    return [Measured(bounds[2 * one], min(bounds[2 * one + 1], INFINITY)) for one in range(count)]


def lasted(
    network: Network, activity: Activity, asked: Asked, moves: Moves, found: Found, watch: Watch
) -> bool:
    """Look for a run along which a condition lasts; whether the kernel could decide that."""
    for kernel, search, status in _searches(network, activity, asked, found, watch):
        if status is _Status.BROKE_OFF:
            return False
        if status is _Status.NOT_SURE:
            raise uncertain()
        if status is _Status.REACHED:
            functions = kernel.functions
            found.path = _moves(kernel, search, functions.kernel_path, moves, moves.start())
            start = found.path[-1].target if found.path else moves.start()
            taken = _moves(kernel, search, functions.kernel_way, moves, start)
            ending = _ENDINGS[functions.kernel_ending(search)]
            loop = functions.kernel_loop(search) if ending is Ending.LOOP else None
            found.lasting = Lasting(tuple(taken), ending, loop)
            found.beginning = functions.kernel_beginning(search)
        return True
    return False


def _searches(
    network: Network, activity: Activity, asked: Asked, found: Found, watch: Watch, shortest: bool = False
) -> Iterator[tuple[Library, Any, _Status]]:
    """The search that came to an end within the numbers it counts, if there is one."""
    for bits in BITS:
        kernel = library(bits)
        if kernel is None:
            continue
        try:
            words = packed(network, activity, asked, kernel.operations)
        except Unpackable:
            return
        with _opened(kernel, words) as search:
            if shortest:
                kernel.functions.kernel_shortest(search)
            status = _searched(kernel, search, found, watch)
            if status is not _Status.TOO_LARGE:
                yield kernel, search, status
                return


@contextmanager
def _opened(kernel: Library, words: Any) -> Iterator[Any]:
    buffer = kernel.ffi.from_buffer("int64_t[]", words)
    search = kernel.functions.kernel_open(buffer)
    if search == kernel.ffi.NULL:
        raise MemoryError
    try:
        yield search
    finally:
        kernel.functions.kernel_close(search)


def _searched(kernel: Library, search: Any, found: Found, watch: Watch) -> _Status:
    """How the search ends; Exhausted or Cancelled where it must end before."""
    functions = kernel.functions
    ended: list[int] = []
    thread = Thread(target=lambda: ended.append(functions.kernel_search(search)), daemon=True)
    thread.start()
    try:
        thread.join(_PAUSE)
        while thread.is_alive():
            watch.look_now(functions.kernel_stored(search))
            thread.join(_PAUSE)
    finally:
        functions.kernel_halt(search)
        thread.join()
        found.stored = functions.kernel_stored(search)
        found.transitions = functions.kernel_transitions(search)
    watch.look_now(found.stored)
    status = _Status(ended[0])
    if status is _Status.NO_MEMORY:
        raise MemoryError
    return status


def _moves(
    kernel: Library,
    search: Any,
    numbers_of: Callable[..., int],
    moves: Moves,
    start: Situation | None,
) -> list[Move]:
    """The moves of which the kernel tells the numbers, from a situation on."""
    count = numbers_of(search, kernel.ffi.NULL, 0)
    numbers = kernel.ffi.new("int32_t[]", max(count, 1))
    numbers_of(search, numbers, count)
    situation = start
    found: list[Move] = []
    for number in list(numbers)[:count]:
        assert situation is not None
        found.append(moves.moves(situation)[number])
        situation = found[-1].target
    return found


def _break_off(path: list[Move], moves: Moves, goal: Goal) -> None:
    """Do once more in Python what had no value in C, so that it is told in words."""
    situation = moves.start()
    zone = first_zone(situation) if situation is not None else None
    for move in path:
        assert situation is not None
        assert zone is not None
        zone, situation = successor(zone, situation, move), move.target
    if situation is None or zone is None:
        return
    goal(situation, zone)
    for move in moves.moves(situation):
        after = successor(zone, situation, move)
        if after is not None and move.target is not None:
            goal(move.target, after)
