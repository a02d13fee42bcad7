"""Lines that run as one far out: those that join the same two shapes, and those between two zones."""

from collections.abc import Iterator
from typing import Any

from core.diagram.kept import Kept
from core.diagram.lines import ALONE, BEHIND, Group
from core.diagram.sheet import Sheet, zone_chain
from core.model import Id

Pair = tuple[str, Id, Id]
"""What such lines have in common: two shapes, or two zones."""


class Groups:
    """The groups of all lines; the first of each, by its id, stands for the others."""

    def __init__(self) -> None:
        self._pairs: Kept[Id, tuple[Pair, ...]] = Kept()
        self._members: Kept[Pair, tuple[Id, ...]] = Kept()
        self._first: Kept[Pair, tuple[Id, int]] = Kept()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that they keep."""
        return (self._pairs, self._members, self._first)

    def sort(self, sheet: Sheet, dirty: set[Id]) -> set[Id]:
        """Sort the dirty lines in; gives the lines that lead a group now or did before."""
        touched: dict[Pair, set[Id]] = {}
        for line_id in dirty:
            joined = sheet.joints.joined.get(line_id)
            before = self._pairs.get(line_id, ())
            after = () if joined is None else tuple(_pairs(sheet, *joined))
            if before == after:
                continue
            for pair in (*before, *after):
                touched.setdefault(pair, set(self._members.get(pair, ())))
            for pair in before:
                touched[pair].discard(line_id)
            for pair in after:
                touched[pair].add(line_id)
            self._pairs[line_id] = after
        leaders: set[Id] = set()
        for pair, members in touched.items():
            self._members[pair] = tuple(members)
            old = self._first.pop(pair, None)
            if members:
                self._first[pair] = (min(members), len(members))
            new = self._first.get(pair)
            if old != new:
                leaders.update(entry[0] for entry in (old, new) if entry is not None)
        return leaders

    def of(self, line_id: Id) -> tuple[Group, Group]:
        """The groups of a line: among the lines of its two shapes, and of its two zones."""
        found = {"shapes": ALONE, "zones": ALONE}
        for pair in self._pairs.get(line_id, ()):
            first, count = self._first[pair]
            inner = pair[0] == "zones" and pair[1] == pair[2]
            leads = first == line_id and not inner
            found[pair[0]] = Group(0, count) if leads else BEHIND
        return found["shapes"], found["zones"]


def _pairs(sheet: Sheet, source: Id, target: Id) -> Iterator[Pair]:
    low, high = sorted((source, target))
    yield ("shapes", low, high)
    zones = [_drawn_zone(sheet, host) for host in (source, target)]
    if zones[0] or zones[1]:
        low, high = sorted(zones)
        yield ("zones", low, high)


def _drawn_zone(sheet: Sheet, host: Id) -> Id:
    chain = zone_chain(sheet.snapshot, sheet.snapshot.get(host))
    return next((zone for zone in chain if zone in sheet.places), "")
