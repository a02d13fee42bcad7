"""Reachability by the kernel: the search in C, and the way to what it found as its twin tells it."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

from core.checker.activity import Activity
from core.checker.code import Code
from core.checker.exploration import Found, Goal
from core.checker.kernel.library import BITS, Library, library
from core.checker.kernel.packing import Unpackable, packed
from core.checker.limits import Watch
from core.checker.moves import Move, Moves
from core.checker.network import Network
from core.checker.stepping import first_zone, successor

_SLICE = 50_000
"""Moves between two looks at the limits: some milliseconds."""


class _Status(IntEnum):
    GOES_ON = 0
    REACHED = 1
    ENDED = 2
    BROKE_OFF = 3
    TOO_LARGE = 4
    NO_MEMORY = 5
    NO_START = 6


def explored(
    network: Network,
    activity: Activity,
    predicate: Code,
    moves: Moves,
    goal: Goal,
    found: Found,
    watch: Watch,
) -> bool:
    """Search by the kernel, with what it found in `found`; whether it could.

    It cannot where it was not built, or where a number is larger than it counts. A fault of the model or of
    the goal is raised as the twin raises it.
    """
    for bits in BITS:
        kernel = library(bits)
        if kernel is None:
            continue
        try:
            words = packed(network, activity, predicate, kernel.operations)
        except Unpackable:
            return False
        with _opened(kernel, words) as search:
            status = _searched(kernel, search, found, watch)
            if status in (_Status.ENDED, _Status.NO_START):
                return True
            if status is _Status.REACHED:
                found.path = _path(kernel, search, moves)
                return True
            if status is _Status.BROKE_OFF:
                _break_off(_path(kernel, search, moves), moves, goal)
                return False
    return False


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
    status = _Status.GOES_ON
    try:
        while status is _Status.GOES_ON:
            status = _Status(kernel.functions.kernel_search(search, _SLICE))
            watch.look(kernel.functions.kernel_stored(search), _SLICE)
    finally:
        found.stored = kernel.functions.kernel_stored(search)
        found.transitions = kernel.functions.kernel_transitions(search)
    if status is _Status.NO_MEMORY:
        raise MemoryError
    return status


def _path(kernel: Library, search: Any, moves: Moves) -> list[Move]:
    """The moves that lead to what was found."""
    node = kernel.functions.kernel_found(search)
    count = kernel.functions.kernel_path(search, node, kernel.ffi.NULL, 0)
    numbers = kernel.ffi.new("int32_t[]", max(count, 1))
    kernel.functions.kernel_path(search, node, numbers, count)
    situation = moves.start()
    path: list[Move] = []
    for number in list(numbers)[:count]:
        assert situation is not None
        path.append(moves.moves(situation)[number])
        situation = path[-1].target
    return path


def _break_off(path: list[Move], moves: Moves, goal: Goal) -> None:
    """Do once more in Python what had no value in C, so that it is told in words."""
    situation = moves.start()
    if situation is None:
        return
    zone = first_zone(situation)
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
