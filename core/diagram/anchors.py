"""Where lines meet shapes: ports where a person put them, all other ends where their lines run best.

An end without a place of its own takes the side that faces its partner and the spot from which the
line runs straight; ends on one side keep their distance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.diagram.display import Rect
from core.diagram.geometry import around, on_side
from core.model import Id, Point, Side

PORT_GAP = 16.0
"""The distance that ends on one side keep where one of them is a port."""

BARE_GAP = 10.0
"""The distance of ends that are no ports."""

TAP_GAP = 8.0
_EDGE = 12.0

Key = tuple[Id, int]
"""A port or interface with -1, or a line with 0 for its source and 1 for its target."""


@dataclass(frozen=True, slots=True)
class End:
    """One place where lines meet a shape, before it has a spot.

    `side` and `offset` are stated for ports with a placement. `partners` are the keys at the other
    ends of its lines. `toward` is the side to take where none is stated, if it is known.
    """

    key: Key
    host: Id
    side: Side | None = None
    offset: float = 0.0
    partners: tuple[Key, ...] = ()
    toward: Side | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where lines meet a shape."""

    host: Id
    side: Side
    point: Point
    fixed: bool

    @property
    def along(self) -> float:
        """The place along its side."""
        return self.point.y if self.side in _UPRIGHT else self.point.x


@dataclass(frozen=True, slots=True)
class Host:
    """A shape as its ends see it: a bus is met across its bar or at an end, a round shape off its corners."""

    rect: Rect
    bar: bool = False
    margin: float = 12.0


_UPRIGHT = (Side.LEFT, Side.RIGHT)
_FACING = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}


Titles = Callable[[Rect], Iterable[Rect]]
"""Tells the titles of zones that share a point with an area; a straight line dodges them."""


def first_spots(
    host_id: Id, ends: Sequence[End], hosts: Mapping[Id, Host], all_ends: Mapping[Key, End], titles: Titles
) -> dict[Key, Anchor]:
    """The anchors of one shape as far as they follow from where the partners lie."""
    host = hosts[host_id]
    sides: dict[Side, list[tuple[float, float, Key]]] = {}
    fixed: dict[Side, list[tuple[float, Key]]] = {}
    for end in ends:
        if end.side is not None:
            along = _along(on_side(host.rect, end.side, end.offset), end.side)
            fixed.setdefault(end.side, []).append((along, end.key))
            continue
        others = [(hosts[all_ends[key].host], all_ends[key]) for key in end.partners if key in all_ends]
        side, wish, tie = _wish(host, others, titles, end.toward)
        sides.setdefault(side, []).append((wish, tie, end.key))
    return _spread_all(host_id, host, sides, fixed)


def second_spots(
    host_id: Id,
    ends: Sequence[End],
    hosts: Mapping[Id, Host],
    all_ends: Mapping[Key, End],
    first: Mapping[Id, Mapping[Key, Anchor]],
    crowds: dict[tuple[Id, Side], int],
) -> dict[Key, Anchor]:
    """The anchors once the ends of the emptier side have moved opposite to their partners: straight lines.

    `crowds` keeps how many ends there are on a side, from one call to the next with the same `first`.
    """
    host = hosts[host_id]
    moved: dict[Side, list[tuple[float, float, Key]]] = {}
    fixed: dict[Side, list[tuple[float, Key]]] = {}
    for end in ends:
        own = first[host_id][end.key]
        if own.fixed:
            fixed.setdefault(own.side, []).append((own.along, end.key))
            continue
        wish = own.along
        partner_end = all_ends.get(end.partners[0]) if len(end.partners) == 1 else None
        if partner_end is not None:
            partner = first[partner_end.host][partner_end.key]
            facing = partner.side is _FACING[own.side] and not partner.fixed
            if facing and _yields(own, partner, first, crowds):
                wish = partner.along
        moved.setdefault(own.side, []).append((wish, own.along, end.key))
    return _spread_all(host_id, host, moved, fixed)


def apart(wishes: Sequence[float], weights: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Spots in the same order, as far apart as the offsets are and as near to the wishes as can be.

    Least squares under an order, by pooling adjacent violators (Barlow et al., 1972).
    """
    blocks: list[tuple[float, float, int]] = []
    for wish, weight, offset in zip(wishes, weights, offsets, strict=True):
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, other, count = blocks.pop()
            whole = other + block[1]
            block = ((mean * other + block[0] * block[1]) / whole, whole, count + block[2])
        blocks.append(block)
    flat = [mean for mean, _weight, count in blocks for _ in range(count)]
    return [spot + offset for spot, offset in zip(flat, offsets, strict=True)]


def _yields(
    own: Anchor,
    partner: Anchor,
    first: Mapping[Id, Mapping[Key, Anchor]],
    crowds: dict[tuple[Id, Side], int],
) -> bool:
    """Whether this end moves rather than its partner: the one that stands among fewer does."""
    mine, theirs = _crowd(own, first, crowds), _crowd(partner, first, crowds)
    return mine < theirs or (mine == theirs and own.host > partner.host)


def _crowd(
    anchor: Anchor, first: Mapping[Id, Mapping[Key, Anchor]], crowds: dict[tuple[Id, Side], int]
) -> int:
    place = (anchor.host, anchor.side)
    if place not in crowds:
        crowds[place] = sum(1 for other in first[anchor.host].values() if other.side is anchor.side)
    return crowds[place]


def _wish(
    host: Host, others: Sequence[tuple[Host, End]], titles: Titles, toward: Side | None
) -> tuple[Side, float, float]:
    """The side to take, the best spot along it, and what decides between equal wishes."""
    if not others:
        return Side.RIGHT, host.rect.centre.y, 0.0
    nearest = others[0][0]
    side = toward or _side(host, nearest.rect, nearest.bar)
    spots = [_spot(host.rect, side, other.rect, end, titles) for other, end in others]
    ties = [_along(other.rect.centre, side) for other, _end in others]
    return side, sum(spots) / len(spots), sum(ties) / len(ties)


def _side(host: Host, other: Rect, other_is_bar: bool) -> Side:
    rect = host.rect
    bar = rect if host.bar else other if other_is_bar else None
    dx, dy = other.centre.x - rect.centre.x, other.centre.y - rect.centre.y
    if bar is not None:
        # What lies beyond an end of a bar, level with it, meets that end: it is the nearest place.
        level = (bar.width >= bar.height) != _beyond_end(bar, other if host.bar else rect)
    else:
        gap_x = max(other.x - rect.right, rect.x - other.right)
        gap_y = max(other.y - rect.bottom, rect.y - other.bottom)
        level = gap_y >= gap_x if max(gap_x, gap_y) > 0 else abs(dy) > abs(dx)
    if level:
        return Side.BOTTOM if dy > 0 else Side.TOP
    return Side.RIGHT if dx >= 0 else Side.LEFT


def _beyond_end(bar: Rect, node: Rect) -> bool:
    """Whether a shape lies before or behind a bar, so that a straight line leads to its end."""
    middle = bar.centre
    if bar.width >= bar.height:
        level = node.y + _EDGE <= middle.y <= node.bottom - _EDGE
        return level and (node.x >= bar.right or node.right <= bar.x)
    level = node.x + _EDGE <= middle.x <= node.right - _EDGE
    return level and (node.y >= bar.bottom or node.bottom <= bar.y)


def _spot(rect: Rect, side: Side, other: Rect, end: End, titles: Titles) -> float:
    """The spot along the side from which a line to the other shape runs straightest."""
    if end.side is not None and (end.side in _UPRIGHT) == (side in _UPRIGHT):
        return _along(on_side(other, end.side, end.offset), side)
    low, high = _range(rect, side)
    other_low, other_high = _range(other, side)
    first, last = max(low, other_low), min(high, other_high)
    if first < last:
        return _dodged((first + last) / 2, first + _EDGE, last - _EDGE, rect, other, side, titles)
    return (other_low + other_high) / 2


def _dodged(
    middle: float, low: float, high: float, rect: Rect, other: Rect, side: Side, titles: Titles
) -> float:
    """The spot nearest to the middle from which a straight line meets no title."""
    upright = side not in _UPRIGHT
    whole = around((rect, other))
    hits = [
        (area.x, area.right) if upright else (area.y, area.bottom)
        for area in titles(whole)
        if (area.bottom > min(rect.bottom, other.bottom) and area.y < max(rect.y, other.y)) or not upright
    ]
    wishes = [middle, *(edge for start, end in hits for edge in (start - _EDGE, end + _EDGE))]
    free = [
        wish
        for wish in wishes
        if (wish == middle or low <= wish <= high)
        and not any(start - 4 < wish < end + 4 for start, end in hits)
    ]
    return min(free, key=lambda wish: (abs(wish - middle), wish), default=middle)


def _spread_all(
    host_id: Id,
    host: Host,
    wishes: Mapping[Side, Sequence[tuple[float, float, Key]]],
    fixed: Mapping[Side, Sequence[tuple[float, Key]]],
) -> dict[Key, Anchor]:
    found: dict[Key, Anchor] = {}
    for side in dict.fromkeys((*wishes, *fixed)):
        found.update(_spread(host_id, host, side, sorted(wishes.get(side, ())), fixed.get(side, ())))
    return found


def _spread(
    host_id: Id,
    host: Host,
    side: Side,
    wishes: Sequence[tuple[float, float, Key]],
    fixed: Sequence[tuple[float, Key]],
) -> dict[Key, Anchor]:
    low, high = _range(host.rect, side)
    margin = min(host.margin, (high - low) / 2)
    low, high = low + margin, high - margin
    everything = sorted(
        [(min(max(wish, low), high), wish, tie, key, False) for wish, tie, key in wishes]
        + [(along, along, along, key, True) for along, key in fixed]
    )
    ported = any(key[1] < 0 for _spot, _wish, _tie, key, _stays in everything)
    gap = TAP_GAP if host.bar else PORT_GAP if ported else BARE_GAP
    if len(everything) > 1:
        gap = min(gap, (high - low) / (len(everything) - 1))
    spots = apart(
        [entry[0] for entry in everything],
        [1e6 if entry[4] else 1.0 for entry in everything],
        [place * gap for place in range(len(everything))],
    )
    spots = _within(spots, low, high, gap)
    found: dict[Key, Anchor] = {}
    for (along, _wish, _tie, key, stays), spot in zip(everything, spots, strict=True):
        place = along if stays else float(round(spot))
        found[key] = Anchor(host_id, side, _point(host, side, place), stays)
    return found


def _within(spots: list[float], low: float, high: float, gap: float) -> list[float]:
    count = len(spots)
    kept = [max(spot, low + place * gap) for place, spot in enumerate(spots)]
    return [min(spot, high - (count - 1 - place) * gap) for place, spot in enumerate(kept)]


def _point(host: Host, side: Side, along: float) -> Point:
    rect = host.rect
    if host.bar and (side in _UPRIGHT) != (rect.width >= rect.height):
        return Point(rect.centre.x, along) if side in _UPRIGHT else Point(along, rect.centre.y)
    if side in _UPRIGHT:
        return Point(rect.x if side is Side.LEFT else rect.right, along)
    return Point(along, rect.y if side is Side.TOP else rect.bottom)


def _range(rect: Rect, side: Side) -> tuple[float, float]:
    return (rect.y, rect.bottom) if side in _UPRIGHT else (rect.x, rect.right)


def _along(point: Point, side: Side) -> float:
    return point.y if side in _UPRIGHT else point.x
