"""By which side of a shape a line leaves: the one that faces its partner, unless something stands there."""

from core.diagram.display import Rect
from core.diagram.geometry import inside
from core.diagram.surroundings import BEFORE, EDGE, Surroundings
from core.model import Side

UPRIGHT = (Side.LEFT, Side.RIGHT)
FACING = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}


def side_towards(rect: Rect, is_bar: bool, other: Rect, other_is_bar: bool, near: Surroundings) -> Side:
    """The side of a shape, or of a bar, that a line to another leaves by, as far as it hangs on these two."""
    bar = rect if is_bar else other if other_is_bar else None
    dx, dy = other.centre.x - rect.centre.x, other.centre.y - rect.centre.y
    if bar is not None:
        # What lies beyond an end of a bar, level with it, meets that end: it is the nearest place.
        level = (bar.width >= bar.height) != _beyond_end(bar, other if is_bar else rect)
        return _upright(dy) if level else _level(dx)
    gaps = (
        max(other.y - rect.bottom, rect.y - other.bottom),
        max(other.x - rect.right, rect.x - other.right),
    )
    level = gaps[0] >= gaps[1] if max(gaps) > 0 else abs(dy) > abs(dx)
    if rect == other:
        return _upright(dy) if level else _level(dx)
    if rect.touches(other) and not inside(rect, other) and not inside(other, rect):
        return _outward(rect, other, near)
    sides = [(_upright(dy), gaps[0]), (_level(dx), gaps[1])]
    (main, _gap), (second, gap) = sides if level else sides[::-1]
    if _open(rect, main, other, near):
        return main
    if gap >= BEFORE and _open(rect, second, other, near):
        return second
    own = (main, second, FACING[second], FACING[main])
    return next((side for side in own if not near.bars(rect, side, other)), main)


def _outward(rect: Rect, other: Rect, near: Surroundings) -> Side:
    """The side of a shape that lies partly over another from which a line leads around their common corner.

    The upper one is left upwards, the lower one by the side on which it juts out.
    """
    juts = _level(rect.centre.x - other.centre.x)
    sides = (Side.TOP, juts, Side.BOTTOM, FACING[juts])
    if (rect.centre.y, rect.centre.x) > (other.centre.y, other.centre.x):
        sides = (juts, Side.BOTTOM, Side.TOP, FACING[juts])
    free = (side for side in sides if not near.bars(rect, side))
    return next(free, sides[0])


def _upright(dy: float) -> Side:
    return Side.BOTTOM if dy > 0 else Side.TOP


def _level(dx: float) -> Side:
    return Side.RIGHT if dx >= 0 else Side.LEFT


def _open(rect: Rect, side: Side, other: Rect, near: Surroundings) -> bool:
    """Whether nothing stands before a side and the side of the other shape that faces it."""
    return not near.bars(rect, side, other) and not near.bars(other, FACING[side], rect)


def _beyond_end(bar: Rect, node: Rect) -> bool:
    """Whether a shape lies before or behind a bar, so that a straight line leads to its end."""
    middle = bar.centre
    if bar.width >= bar.height:
        level = node.y + EDGE <= middle.y <= node.bottom - EDGE
        return level and (node.x >= bar.right or node.right <= bar.x)
    level = node.x + EDGE <= middle.x <= node.right - EDGE
    return level and (node.y >= bar.bottom or node.bottom <= bar.y)
