"""What gives way to shapes that moved or grew: others of the same holder, each as far as it must."""

from collections.abc import Iterable, Mapping, Sequence

from core.diagram.boxes import NODE_GAP
from core.diagram.display import Rect
from core.model import Id

Shifts = dict[Id, tuple[float, float]]
"""How far shapes go, each with all that lies in it."""


def shifts_for(
    moved: Mapping[Id, tuple[Rect, Rect]], others: Mapping[Id, Rect], locked: frozenset[Id]
) -> Shifts:
    """How far others go so that nothing covers what it did not cover before.

    `moved` are the rectangles of what moved or grew, before and after. What lay to the right of what comes
    nearer goes on to the right, what lay below goes down, and so on through all in the way. What meets a
    shape that is locked goes past it.
    """
    before = {one: rects[0] for one, rects in moved.items()} | dict(others)
    now = {one: rects[1] for one, rects in moved.items()} | dict(others)
    heavy = frozenset(moved) | (locked & others.keys())
    waiting = list(moved)
    steps = 0
    while waiting and steps < 40 * len(now):
        here = waiting.pop(0)
        for other in sorted(now):
            if other == here or not _newly(here, other, before, now):
                continue
            steps += 1
            goes = _yielding(here, other, before, heavy)
            stays = other if goes == here else here
            now[goes] = _beyond(now[goes], now[stays], before[goes], before[stays])
            waiting.append(goes)
    for one in sorted(others):
        # Nothing is pushed for ever: what found no place by then goes to the nearest that is free.
        if one not in heavy and any(other != one and _newly(one, other, before, now) for other in now):
            now[one] = nearest_free([now[one]], [now[other] for other in now if other != one])[0]
    return {
        one: (now[one].x - rect.x, now[one].y - rect.y) for one, rect in others.items() if now[one] != rect
    }


def nearest_free(group: Sequence[Rect], stands: Iterable[Rect]) -> list[Rect]:
    """The rectangles, moved together to the right or down no further than they must to touch nothing."""
    blocks = [rect.grown(NODE_GAP / 2) for rect in stands]
    edges_x = {0.0} | {block.right - rect.x for block in blocks for rect in group}
    edges_y = {0.0} | {block.bottom - rect.y for block in blocks for rect in group}
    steps = sorted(
        ((dx, dy) for dx in edges_x if dx >= 0 for dy in edges_y if dy >= 0),
        key=lambda step: (step[0] + step[1], step),
    )
    for dx, dy in steps:
        found = [_moved(rect, dx, dy) for rect in group]
        if not any(rect.touches(block) for rect in found for block in blocks):
            return found
    return list(group)


def _newly(one: Id, other: Id, before: Mapping[Id, Rect], now: Mapping[Id, Rect]) -> bool:
    """Whether two cover each other now that did not before."""
    return now[one].touches(now[other]) and not before[one].touches(before[other])


def _yielding(here: Id, other: Id, before: Mapping[Id, Rect], heavy: frozenset[Id]) -> Id:
    """Which of two goes on: never a heavy one if the other is none, else the one further down or right."""
    if here in heavy or other in heavy:
        return other if here in heavy else here
    one, two = before[here], before[other]
    if two.y >= one.bottom or two.x >= one.right:
        return other
    return here


def _beyond(goes: Rect, stays: Rect, goes_before: Rect, stays_before: Rect) -> Rect:
    """A rectangle past another: below where it lay below it, or has less to go there, else to the right."""
    down, right = stays.bottom + NODE_GAP - goes.y, stays.right + NODE_GAP - goes.x
    below, beside = goes_before.y >= stays_before.bottom, goes_before.x >= stays_before.right
    if below == beside:
        below = down <= right
    return _moved(goes, 0.0, down) if below else _moved(goes, right, 0.0)


def _moved(rect: Rect, dx: float, dy: float) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)
