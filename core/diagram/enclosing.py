"""What encloses both ends of a line: between members of one zone it stays in the zone, if it can.

A line that leaves the zone of both its ends tells of a way over its border that nothing takes.
"""

from collections.abc import Iterable

from core.diagram.display import Rect
from core.diagram.ways import BESIDE, Ending, within
from core.model import Point

_THICK = 100_000.0
"""How thick walls are, in px: nobody goes round them."""


def enclosing(first: Point, last: Point, frames: Iterable[Rect]) -> list[Rect]:
    """Those of some zones and containers in which both ends of a line lie, the innermost first."""
    found = {one for one in frames if within(one, first) and within(one, last)}
    return sorted(found, key=lambda one: (one.width * one.height, one.x, one.y, one.width))


def walls(frame: Rect, start: Ending, end: Ending) -> list[Rect]:
    """What keeps a line in a frame and off its border; nothing where an end lies on the border itself."""
    room = frame.grown(-BESIDE)
    across, down = room.width + 2 * _THICK, room.height + 2 * _THICK
    found = (
        Rect(room.x - _THICK, room.y - _THICK, _THICK, down),
        Rect(room.right, room.y - _THICK, _THICK, down),
        Rect(room.x - _THICK, room.y - _THICK, across, _THICK),
        Rect(room.x - _THICK, room.bottom, across, _THICK),
    )
    return [one for one in found if not (within(one, start.point) or within(one, end.point))]
