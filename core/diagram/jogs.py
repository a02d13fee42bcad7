"""Ends that face each other a little aside are brought in line, so that lines run straight between them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.diagram.anchors import Anchor, End, Host, Key
from core.diagram.sides import FACING, UPRIGHT
from core.model import Id, Point

JOG = 14.0
"""Ends that lie no further aside than this are brought in line, in px."""

_PORTS, _BARE = 10.0, 6.0
"""What ends keep from each other at least where one of them is a port, and where none is, in px."""


def in_line(
    ends: Sequence[End], host: Host, all_ends: Mapping[Key, End], spots: Mapping[Id, Mapping[Key, Anchor]]
) -> dict[Key, Anchor]:
    """The anchors of one shape, those moved whose line would have a jog and that have room.

    Of the two ends of a line the one moves that stands among fewer. `spots` are those of this shape and of
    its partners before.
    """
    found = {end.key: spots[end.host][end.key] for end in ends}
    for end in ends:
        own = found[end.key]
        partner = _partner(end, all_ends, spots)
        if partner is None or own.fixed or partner.side is not FACING[own.side]:
            continue
        if not 0 < abs(partner.along - own.along) <= JOG or not _moves(own, partner, spots):
            continue
        others = [(key, one.along) for key, one in found.items() if one.side is own.side and key != end.key]
        if _has_room(end.key, own.along, partner.along, others, host, own):
            found[end.key] = _moved(own, partner.along)
    return found


def _partner(
    end: End, all_ends: Mapping[Key, End], spots: Mapping[Id, Mapping[Key, Anchor]]
) -> Anchor | None:
    """Where the line of an end with one line alone leads to, if that too has no other line."""
    partner = all_ends.get(end.partners[0]) if len(end.partners) == 1 else None
    return None if partner is None else spots[partner.host].get(partner.key)


def _moves(own: Anchor, partner: Anchor, spots: Mapping[Id, Mapping[Key, Anchor]]) -> bool:
    """Whether this end moves rather than its partner."""
    if partner.fixed:
        return True
    mine, theirs = (
        sum(other.side is anchor.side for other in spots[anchor.host].values()) for anchor in (own, partner)
    )
    return mine < theirs or (mine == theirs and own.host > partner.host)


def _has_room(
    key: Key, at: float, to: float, others: Sequence[tuple[Key, float]], host: Host, own: Anchor
) -> bool:
    """Whether an end keeps off corners and others on its way along a side."""
    rect = host.rect
    low, high = (rect.y, rect.bottom) if own.side in UPRIGHT else (rect.x, rect.right)
    if not low + host.least <= to <= high - host.least:
        return False
    for other, along in others:
        gap = _PORTS if key[1] < 0 or other[1] < 0 else _BARE
        if abs(along - to) < min(gap, abs(along - at)) or (along - at) * (along - to) < 0:
            return False
    return True


def _moved(anchor: Anchor, along: float) -> Anchor:
    point = anchor.point
    moved = Point(point.x, along) if anchor.side in UPRIGHT else Point(along, point.y)
    return replace(anchor, point=moved)
