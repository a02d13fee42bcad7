"""Lines that run as one far out: those that join the same two shapes, and those between two zones."""

from collections.abc import Container, Iterable, Iterator
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

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that they keep."""
        return (self._pairs, self._members)

    def sort(self, sheet: Sheet, dirty: set[Id]) -> set[Id]:
        """Sort the dirty lines in; gives those that lead a group that differs now, or did before."""
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
            old, new = self._members.get(pair, ()), tuple(sorted(members))
            self._members[pair] = new
            if old != new:
                leaders.update(group[0] for group in (old, new) if group)
        return leaders

    def leading(self, line_ids: Iterable[Id]) -> set[Id]:
        """The lines that are drawn far out for these."""
        return {
            self._members[pair][0]
            for line_id in line_ids
            for pair in self._pairs.get(line_id, ())
            if pair[0] == "shapes"
        }

    def leads(self, line_id: Id, among: Container[Id]) -> bool:
        """Whether a line is drawn far out for any of these."""
        groups = (self._members[pair] for pair in self._pairs.get(line_id, ()) if pair[0] == "shapes")
        return any(group[0] == line_id and any(one in among for one in group) for group in groups)

    def of(self, line_id: Id) -> tuple[Group, Group]:
        """The groups of a line: among the lines of its two shapes, and of its two zones."""
        found = {"shapes": ALONE, "zones": ALONE}
        for pair in self._pairs.get(line_id, ()):
            members = self._members[pair]
            inner = pair[0] == "zones" and pair[1] == pair[2]
            if inner or members[0] != line_id:
                found[pair[0]] = BEHIND
            elif len(members) > 1:
                found[pair[0]] = Group(members=members)
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
