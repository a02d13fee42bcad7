"""Families: what one box alone leads to. They stay together, and a wide tier of them is folded under it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from core.diagram.boxes import Box, Margins
from core.diagram.display import Rect
from core.model import Id

_COLUMN = 4
"""So many children stand on one side of a box."""

_BETWEEN, _WORD_ROOM = 24.0, 40.0
"""The room between children one under the other, and along a line beside its words, in px."""

Pair = tuple[Id, Id]

MOST_FOLDS = 6
"""Into so many rows at most the children of one box are folded."""


def lone(boxes: Sequence[Box], pairs: Iterable[Pair]) -> dict[Id, Id]:
    """The boxes that are joined to one other alone, no bus, with that one; of two such the second only."""
    bars = {box.id for box in boxes if box.bar}
    beside: dict[Id, dict[Id, None]] = {}
    for one, other in pairs:
        if one != other:
            beside.setdefault(one, {})[other] = None
            beside.setdefault(other, {})[one] = None
    found: dict[Id, Id] = {}
    for box in boxes:
        near = list(beside.get(box.id, ()))
        if len(near) == 1 and near[0] not in bars and box.id not in bars and near[0] not in found:
            found[box.id] = near[0]
    return found


def hung(boxes: Sequence[Box], pairs: Sequence[Pair]) -> list[Pair] | None:
    """The pairs with those turned round that lead from a lone box to one which others lead to as well.

    A sensor then stands below its controller, beside the pump, and not above it beside the operator panel.
    None where there is no such pair.
    """
    hosts = lone(boxes, pairs)
    entered: dict[Id, set[Id]] = {}
    for one, other in pairs:
        entered.setdefault(other, set()).add(one)
    turned = {
        (one, other)
        for one, other in pairs
        if hosts.get(one) == other and any(hosts.get(source) != other for source in entered[other])
    }
    return [pair[::-1] if pair in turned else pair for pair in pairs] if turned else None


def folded(
    boxes: Sequence[Box], pairs: Sequence[Pair], rank: Mapping[Id, int], folds: int
) -> dict[Id, int] | None:
    """The ranks once the lone boxes below one stand in so many rows; None where none of them do.

    Rows of one tier follow one another, and each family fills as many of them as it can.
    """
    families: dict[tuple[Id, int], list[Id]] = {}
    for one, host in lone(boxes, pairs).items():
        if rank.get(one, -1) > rank.get(host, -1) >= 0:
            families.setdefault((host, rank[one]), []).append(one)
    part: dict[Id, int] = {}
    for family in families.values():
        rows = min(folds, len(family))
        for place, one in enumerate(family):
            part[one] = place * rows // len(family)
    if not any(part.values()):
        return None
    spots = {one: (tier, part.get(one, 0)) for one, tier in rank.items()}
    number = {spot: place for place, spot in enumerate(sorted(set(spots.values())))}
    return {one: number[spot] for one, spot in spots.items()}


def beside(
    boxes: Sequence[Box],
    pairs: Sequence[Pair],
    words: Mapping[Pair, tuple[float, float]],
    apart: float,
    plain: Callable[[Box], bool],
) -> tuple[list[Box], dict[Id, dict[Id, Rect]]] | None:
    """The boxes without the lone ones that stand beside their host, and where these stand from its corner.

    A few stand to the right, `apart` from it or as far as words need, more to both sides. The host keeps the
    room for them. None where no family is small and of `plain` boxes alone.
    """
    known = {box.id: box for box in boxes}
    families: dict[Id, list[Box]] = {}
    for one, host in lone(boxes, pairs).items():
        families.setdefault(host, []).append(known[one])
    found: dict[Id, dict[Id, Rect]] = {}
    margins: dict[Id, Margins] = {}
    for host, family in families.items():
        if not 1 < len(family) <= 2 * _COLUMN or not all(map(plain, (known[host], *family))):
            continue
        said = [
            words[pair][0] for one in family for pair in ((one.id, host), (host, one.id)) if pair in words
        ]
        gap = max(apart, max(said, default=0.0) + _WORD_ROOM)
        half = len(family) // 2 if len(family) > _COLUMN else 0
        left, right = _column(family[:half]), _column(family[half:])
        high, wide = known[host].height, known[host].width
        found[host] = {
            box.id: Rect(x, area.y + high / 2, area.width, area.height)
            for column, ahead in ((left, True), (right, False))
            for box, area in column
            for x in (-gap - area.width if ahead else wide + gap,)
        }
        over = max(0.0, *(-area.y for area in found[host].values()))
        ahead = max((-area.x for area in found[host].values()), default=0.0)
        behind = max(area.right for area in found[host].values()) - wide
        margins[host] = max(ahead, 0.0), over, max(behind, 0.0), over
    if not found:
        return None
    gone = {one for family in found.values() for one in family}
    left_over = [replace(box, around=margins.get(box.id, box.around)) for box in boxes if box.id not in gone]
    return left_over, found


def _column(family: Sequence[Box]) -> list[tuple[Box, Rect]]:
    """Boxes one under the other, from the left, above and below a middle."""
    y = -(sum(box.height for box in family) + _BETWEEN * (len(family) - 1)) / 2
    found = []
    for box in family:
        found.append((box, Rect(0.0, y, box.width, box.height)))
        y += box.height + _BETWEEN
    return found


def in_families(boxes: Sequence[Box], pairs: Iterable[Pair], rank: Mapping[Id, int]) -> list[Box]:
    """The boxes tier by tier, each beside those of its tier that the same box of an earlier tier leads to."""
    above: dict[Id, list[Id]] = {}
    for one, other in pairs:
        if one in rank and other in rank and rank[one] != rank[other]:
            high, low = (one, other) if rank[one] < rank[other] else (other, one)
            above.setdefault(low, []).append(high)
    tiers: dict[int, list[Box]] = {}
    for box in boxes:
        if box.id in rank:
            tiers.setdefault(rank[box.id], []).append(box)
    spot: dict[Id, float] = {}
    found: list[Box] = []
    for _tier, members in sorted(tiers.items()):
        wish = {
            box.id: min((spot[one] for one in above.get(box.id, ()) if one in spot), default=-1.0)
            for box in members
        }
        row = sorted(members, key=lambda box: wish[box.id])
        spot |= {box.id: (place + 0.5) / len(row) for place, box in enumerate(row)}
        found += row
    return found + [box for box in boxes if box.id not in rank]
