"""Lines that lead from a shape back to itself: by which side, where along it, and how far out.

Each has a place of its own, so that loops are told apart and the words of each stand beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD
from core.model import Point, Side

RISE = 26.0
"""How far out of its shape a loop leads, in px: room for the head and two bends."""

_HALF, _LEAST = 12.0, 8.0
"""Half of what lies between the ends of a loop, in px, and where there is less room."""

_GAP = 8.0
"""What loops on one side keep from each other, in px."""

_HIGHER = 20.0
"""How much further out a loop leads than one on the same side that is lower, in px."""

_OTHER = 16.0
"""What another line takes of a side, in px."""

_BARRED = 4.0
"""How much worse than one that is full is a side before which something stands."""

_FULL = 100.0
"""How much worse is one on which there is no room."""

_STEP = 4.0

_ORDER = (Side.TOP, Side.BOTTOM, Side.RIGHT, Side.LEFT)


@dataclass(frozen=True, slots=True)
class Loop:
    """One loop: its side, the places of its ends along that, and how far out it leads, in px."""

    side: Side
    start: float
    end: float
    rise: float


def loops_on(
    rect: Rect,
    margin: float,
    count: int,
    ports: Mapping[Side, Sequence[float]],
    lines: Mapping[Side, Sequence[float]],
    barred: Callable[[Side], bool],
) -> list[Loop]:
    """The loops of a shape, on the emptiest sides, the upper one first.

    `ports` are the places along each side that stay taken, `lines` those of ends that give way.
    """
    others = {side: (*ports.get(side, ()), *lines.get(side, ())) for side in _ORDER}
    shut = {side: _BARRED if count and barred(side) else 0.0 for side in _ORDER}
    held = dict.fromkeys(_ORDER, 0)
    sides: list[Side] = []
    for _loop in range(count):

        def load(side: Side) -> float:
            low, high = _span(rect, side, margin)
            room = max(high - low, 2 * _LEAST)
            taken = _OTHER * len(others[side]) + (2 * _LEAST + _GAP) * held[side]
            return taken / room + shut[side] + _FULL * (taken + 2 * _LEAST > room)

        side = min(_ORDER, key=load)
        held[side] += 1
        sides.append(side)
    places = {side: _places(_span(rect, side, margin), held[side], ports, lines, side) for side in _ORDER}
    return [places[side].pop(0) for side in sides]


def looped(start: Point, end: Point, side: Side, rise: float) -> tuple[Point, ...]:
    """The way of a loop over a border from `start` to `end`."""
    dx, dy = OUTWARD[side]
    return (
        start,
        Point(start.x + dx * rise, start.y + dy * rise),
        Point(end.x + dx * rise, end.y + dy * rise),
        end,
    )


def _span(rect: Rect, side: Side, margin: float) -> tuple[float, float]:
    """What of a side lies between its corners."""
    upright = side in (Side.LEFT, Side.RIGHT)
    low, high = (rect.y, rect.bottom) if upright else (rect.x, rect.right)
    margin = min(margin, (high - low) / 2)
    return low + margin, high - margin


def _places(
    span: tuple[float, float],
    count: int,
    ports: Mapping[Side, Sequence[float]],
    lines: Mapping[Side, Sequence[float]],
    side: Side,
) -> list[Loop]:
    """So many loops side by side, those in the middle furthest out; off ports, if that can be."""
    low, high = span
    part = (high - low) / max(count, 1)
    stands, beside = ports.get(side, ()), lines.get(side, ())
    half = min(_HALF, (high - low) / 2 if count == 1 else max((part - _GAP) / 2, _LEAST))
    steps = range(int(max(high - low - 2 * half, 0.0) // _STEP) + 1)
    found: list[Loop] = []
    for place in range(count):
        wish = low + (place + 0.5) * part
        middles = [wish, *(low + half + step * _STEP for step in steps)]
        first = found[-1].end + _GAP if found else low
        last = high - (count - 1 - place) * (2 * half + _GAP)
        worse = [
            1000.0 * sum(abs(port - middle) < half + _OTHER / 2 for port in stands)
            + 1000.0 * (middle - half < first or middle + half > last)
            + 20.0 * sum(abs(line - middle) < half for line in beside)
            + abs(middle - wish)
            for middle in middles
        ]
        middle = float(round(middles[worse.index(min(worse))]))
        # A tent: words of the lower ones stand outside, those of the higher ones above them.
        level = min(2 * place, 2 * (count - 1 - place) + 1)
        found.append(Loop(side, middle - half, middle + half, RISE + _HIGHER * level))
    return found
