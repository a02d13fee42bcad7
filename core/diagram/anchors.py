"""Where lines meet shapes: ports where a person put them, all other ends where their lines run best.

An end without a place of its own takes the side that faces its partner and the spot from which the
line runs straight; ends on one side keep their distance. Where something stands before a side, the line
leaves by another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.diagram.display import Rect
from core.diagram.geometry import around, on_side
from core.diagram.interposing import interposed
from core.diagram.loops import loops_on
from core.diagram.sides import FACING, UPRIGHT, side_towards
from core.diagram.surroundings import EDGE, Areas, Surroundings
from core.model import Id, Point, Side

PORT_GAP = 16.0
"""The distance that ends on one side keep where one of them is a port."""

BARE_GAP = 10.0
"""The distance of ends that are no ports."""

TAP_GAP = 8.0

_NEARER = 0.001
"""Decides between ends that have the same spot and the same shape to lead to, in px."""

_INWARDS = 24.0
"""How far from its corner an end moves at most that stands alone and whose line bends, in px."""

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
    rise: float = 0.0
    """How far out the line leads that comes back to the same shape, in px."""

    @property
    def along(self) -> float:
        """The place along its side."""
        return self.point.y if self.side in UPRIGHT else self.point.x


@dataclass(frozen=True, slots=True)
class Host:
    """A shape as its ends see it: a bus is met across its bar or at an end, a round shape off its corners.

    `margin` is what ends keep from corners, `least` what they keep where a straight line needs it.
    """

    rect: Rect
    bar: bool = False
    margin: float = 12.0
    least: float = 6.0


def first_spots(
    host_id: Id,
    ends: Sequence[End],
    hosts: Mapping[Id, Host],
    all_ends: Mapping[Key, End],
    near: Surroundings,
) -> dict[Key, Anchor]:
    """The anchors of one shape as far as they follow from where the partners lie and what stands there."""
    host = hosts[host_id]
    sides: dict[Side, list[tuple[float, float, Key]]] = {}
    fixed: dict[Side, list[tuple[float, Key]]] = {}
    loops: list[Key] = []
    for end in ends:
        if end.side is not None:
            along = _along(on_side(host.rect, end.side, end.offset), end.side)
            fixed.setdefault(end.side, []).append((along, end.key))
            continue
        if _comes_back(end, all_ends):
            loops.append(end.key)
            continue
        others = [(hosts[all_ends[key].host], all_ends[key]) for key in end.partners if key in all_ends]
        side, wish, tie = _wish(host, others, near, end.toward)
        if end.key[1] == 1:
            # A line turns shortly before it arrives: flows there and back keep one order on both shapes.
            aside = tie - _along(host.rect.centre, side)
            tie += _NEARER * ((aside > 0) - (aside < 0))
        sides.setdefault(side, []).append((wish, tie, end.key))
    around_loops = _looped(host_id, host, loops, sides, fixed, near) if loops else {}
    for key, anchor in around_loops.items():
        fixed.setdefault(anchor.side, []).append((anchor.along, key))
    return _spread_all(host_id, host, sides, fixed, _led_to(ends, all_ends)) | around_loops


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
            facing = partner.side is FACING[own.side] and not partner.fixed
            if facing and _yields(own, partner, first, crowds):
                wish = partner.along
        moved.setdefault(own.side, []).append((wish, own.along, end.key))
    found = _spread_all(host_id, host, moved, fixed, _led_to(ends, all_ends))
    return found | {key: first[host_id][key] for ends_there in fixed.values() for _along, key in ends_there}


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
    host: Host, others: Sequence[tuple[Host, End]], near: Surroundings, toward: Side | None
) -> tuple[Side, float, float]:
    """The side to take, the best spot along it, and what decides between equal wishes."""
    if not others:
        return Side.RIGHT, host.rect.centre.y, 0.0
    nearest = others[0][0]
    side = toward or side_towards(host.rect, host.bar, nearest.rect, nearest.bar, near)
    spots = [_spot(host, side, other, end, near.titles) for other, end in others]
    ties = [_along(other.rect.centre, side) for other, _end in others]
    return side, sum(spots) / len(spots), sum(ties) / len(ties)


def _spot(host: Host, side: Side, other: Host, end: End, titles: Areas) -> float:
    """The spot along the side from which a line to the other shape runs straightest."""
    if end.side is not None and (end.side in UPRIGHT) == (side in UPRIGHT):
        return _along(on_side(other.rect, end.side, end.offset), side)
    low, high = _range(host.rect, side)
    other_low, other_high = _range(other.rect, side)
    first, last = max(low, other_low), min(high, other_high)
    if first < last:
        middle = (first + last) / 2
        if host.bar != other.bar:
            # A tap leads from the middle of a device, as far as the bar reaches there.
            node = (other if host.bar else host).rect
            middle = max(min(_along(node.centre, side), last - TAP_GAP), first + TAP_GAP)
        return _dodged(middle, first + EDGE, last - EDGE, host.rect, other.rect, side, titles)
    return (other_low + other_high) / 2


def _dodged(
    middle: float, low: float, high: float, rect: Rect, other: Rect, side: Side, titles: Areas
) -> float:
    """The spot nearest to the middle from which a straight line meets no title."""
    upright = side not in UPRIGHT
    whole = around((rect, other))
    hits = [
        (area.x, area.right) if upright else (area.y, area.bottom)
        for area in titles(whole)
        if (area.bottom > min(rect.bottom, other.bottom) and area.y < max(rect.y, other.y)) or not upright
    ]
    wishes = [middle, *(edge for start, end in hits for edge in (start - EDGE, end + EDGE))]
    free = [
        wish
        for wish in wishes
        if (wish == middle or low <= wish <= high)
        and not any(start - 4 < wish < end + 4 for start, end in hits)
    ]
    return min(free, key=lambda wish: (abs(wish - middle), wish), default=middle)


def _comes_back(end: End, all_ends: Mapping[Key, End]) -> bool:
    """Whether a line comes back to the same shape, not by way of a port."""
    line, number = end.key
    partner = all_ends.get((line, 1 - number)) if number >= 0 else None
    return partner is not None and partner.key in end.partners and partner.host == end.host


def _looped(
    host_id: Id,
    host: Host,
    loops: Sequence[Key],
    lines: Mapping[Side, Sequence[tuple[float, float, Key]]],
    ports: Mapping[Side, Sequence[tuple[float, Key]]],
    near: Surroundings,
) -> dict[Key, Anchor]:
    """The ends of lines that come back to the same shape, which stay where there is room for them."""
    ids = [line for line, number in loops if number == 0]
    found: dict[Key, Anchor] = {}
    places = loops_on(
        host.rect,
        host.margin,
        len(ids),
        {side: [along for along, _key in ends] for side, ends in ports.items()},
        {side: [wish for wish, _tie, _key in ends] for side, ends in lines.items()},
        lambda side: near.bars(host.rect, side, host.rect),
    )
    for line, loop in zip(ids, places, strict=True):
        for number, place in enumerate((loop.start, loop.end)):
            found[line, number] = Anchor(
                host_id, loop.side, _point(host, loop.side, place), fixed=True, rise=loop.rise
            )
    return found


def _spread_all(
    host_id: Id,
    host: Host,
    wishes: Mapping[Side, Sequence[tuple[float, float, Key]]],
    fixed: Mapping[Side, Sequence[tuple[float, Key]]],
    led_to: Mapping[Key, set[Id]],
) -> dict[Key, Anchor]:
    found: dict[Key, Anchor] = {}
    for side in dict.fromkeys((*wishes, *fixed)):
        ends, ports = sorted(wishes.get(side, ())), fixed.get(side, ())
        partners = set[Id]().union(*(led_to[key] for _wish, _tie, key in ends))
        alone = len(partners) == 1 and not ports
        found.update(_spread(host_id, host, side, ends, ports, parallel=alone))
    return found


def _led_to(ends: Sequence[End], all_ends: Mapping[Key, End]) -> dict[Key, set[Id]]:
    """The shapes to which the lines at each end lead."""
    return {end.key: {all_ends[key].host for key in end.partners if key in all_ends} for end in ends}


def _spread(
    host_id: Id,
    host: Host,
    side: Side,
    wishes: Sequence[tuple[float, float, Key]],
    fixed: Sequence[tuple[float, Key]],
    *,
    parallel: bool,
) -> dict[Key, Anchor]:
    low, high = _range(host.rect, side)
    margin = min(host.margin, (high - low) / 2)
    low, high = low + margin, high - margin
    steps = len(wishes) - 1
    if parallel and BARE_GAP * steps > high - low and not host.bar:
        # Lines side by side come nearer to the corners before they come too near to one another for words.
        nearer = min((BARE_GAP * steps - (high - low)) / 2, max(margin - host.least, 0.0))
        low, high = low - nearer, high + nearer
    if len(wishes) == 1 and not fixed:
        # Most ends have a side to themselves.
        wish, _tie, key = wishes[0]
        place = float(round(_alone(wish, low, high, margin - min(host.least, margin))))
        return {key: Anchor(host_id, side, _point(host, side, place), fixed=False)}
    feet = [spot for spot, key in sorted(fixed) if key[1] >= 0]
    wishes = [(_beside_loops(wish, feet), tie, key) for wish, tie, key in wishes] if feet else wishes
    everything = sorted(
        [(min(max(wish, low), high), wish, tie, key, False) for wish, tie, key in wishes]
        + [(along, along, along, key, True) for along, key in fixed]
    )
    ported = any(key[1] < 0 for _spot, _wish, _tie, key, _stays in everything)
    gap = TAP_GAP if host.bar else PORT_GAP if ported else BARE_GAP
    between = None
    if wishes and any(key[1] < 0 for _along, key in fixed) and not host.bar:
        stays = [at for at, _key in fixed]
        between = interposed([wish for wish, _tie, _key in wishes], stays, low, high, gap)
    if between is not None:
        free = zip(wishes, between, strict=True)
        found = {
            key: Anchor(host_id, side, _point(host, side, float(round(spot))), fixed=False)
            for (_wish, _tie, key), spot in free
        }
        return found | {key: Anchor(host_id, side, _point(host, side, at), fixed=True) for at, key in fixed}
    if len(everything) > 1:
        gap = min(gap, (high - low) / (len(everything) - 1))
    spots = apart(
        [entry[0] for entry in everything],
        [1e6 if entry[4] else 1.0 for entry in everything],
        [place * gap for place in range(len(everything))],
    )
    spots = _within(spots, low, high, gap)
    found = {}
    for (along, _wish, _tie, key, placed), spot in zip(everything, spots, strict=True):
        place = along if placed else float(round(spot))
        found[key] = Anchor(host_id, side, _point(host, side, place), placed)
    return found


def _beside_loops(wish: float, feet: Sequence[float]) -> float:
    """The spot wished for, or the nearest that is under none of the loops that stand there side by side."""
    for start, end in zip(feet[::2], feet[1::2], strict=True):
        if start <= wish <= end:
            return start - 1 if wish - start < end - wish else end + 1
    return wish


def _alone(wish: float, low: float, high: float, spare: float) -> float:
    """The spot of the only end on a side: as wished, else nearer to the middle, as the line bends anyway."""
    if low - spare <= wish <= high + spare:
        return wish
    middle = (low + high) / 2
    return min(middle, low + _INWARDS) if wish < low else max(middle, high - _INWARDS)


def _within(spots: list[float], low: float, high: float, gap: float) -> list[float]:
    count = len(spots)
    kept = [max(spot, low + place * gap) for place, spot in enumerate(spots)]
    return [min(spot, high - (count - 1 - place) * gap) for place, spot in enumerate(kept)]


def _point(host: Host, side: Side, along: float) -> Point:
    rect = host.rect
    if host.bar and (side in UPRIGHT) != (rect.width >= rect.height):
        return Point(rect.centre.x, along) if side in UPRIGHT else Point(along, rect.centre.y)
    if side in UPRIGHT:
        return Point(rect.x if side is Side.LEFT else rect.right, along)
    return Point(along, rect.y if side is Side.TOP else rect.bottom)


def _range(rect: Rect, side: Side) -> tuple[float, float]:
    return (rect.y, rect.bottom) if side in UPRIGHT else (rect.x, rect.right)


def _along(point: Point, side: Side) -> float:
    return point.y if side in UPRIGHT else point.x
