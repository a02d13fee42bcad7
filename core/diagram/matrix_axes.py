"""A side of a matrix: its elements in the groups that hold them, as a forest in the order of names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import _
from core.model import Element, Id, Requirement, Snapshot, Zone, name_of


class Grouping(StrEnum):
    """What the elements of a side are grouped by."""

    ZONE = "zone"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Line:
    """An element of a side, or a group that is none: a zone around its elements, a section."""

    name: str
    kind: str
    is_element: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The lines of a side by their keys, and which stand in which; the outermost stand in ""."""

    lines: Mapping[str, Line]
    children: Mapping[str, tuple[str, ...]]

    def inside(self, key: str) -> tuple[Id, ...]:
        """The elements of a line: itself, if it is one, and all that stand in it."""
        own = (key,) if self.lines[key].is_element else ()
        return (*own, *(one for child in self.children.get(key, ()) for one in self.inside(child)))

    def found(self, wanted: str) -> set[str]:
        """The lines with the words, in small letters, in their names, and what is around and in them."""
        found: set[str] = set()

        def look(key: str, around: tuple[str, ...], taken: bool) -> None:
            fits = taken or wanted in self.lines[key].name.casefold()
            if fits:
                found.update((*around, key))
            for child in self.children.get(key, ()):
                look(child, (*around, key), fits)

        for key in self.children.get("", ()):
            look(key, (), False)
        return found


def axis_of(snapshot: Snapshot, elements: Iterable[Element], grouping: Grouping) -> Axis:
    """The elements as a side of a matrix.

    An element stands in its owner where that is one of them too. By zone it does so unless
    it states another zone than its owner; else it stands in its zone, and that in the zone around it.
    Requirements stand in their sections.
    """
    shown = {element.id: element for element in elements}
    lines: dict[str, Line] = {}
    children: dict[str, list[str]] = {}

    def place(key: str, line: Line, around: str) -> None:
        if key not in lines:
            lines[key] = line
            children.setdefault(around, []).append(key)

    def open_zone(zone_id: Id | None, seen: frozenset[Id]) -> str:
        zone = snapshot.find(Zone, zone_id)
        if zone is None or zone.id in seen:
            place(_NO_ZONE, Line(_("No zone"), "", False), "")
            return _NO_ZONE
        # A circle of zones, which no sound model has, ends where it began.
        around = open_zone(zone.owner, seen | {zone.id}) if zone.owner else ""
        place(zone.id, Line(name_of(snapshot, zone.id), zone.kind, False), around)
        return zone.id

    for element in shown.values():
        owner = shown.get(element.owner or "")
        line = Line(_called(snapshot, element), element.kind, True)
        if owner is not None and (grouping is Grouping.OWNER or _zone(element) in (None, _zone(owner))):
            place(element.id, line, owner.id)
        elif isinstance(element, Requirement) and element.section:
            place(_SECTION + element.section, Line(element.section, "", False), "")
            place(element.id, line, _SECTION + element.section)
        elif grouping is Grouping.ZONE and hasattr(element, "zone"):
            place(element.id, line, open_zone(_zone(element), frozenset()))
        else:
            place(element.id, line, "")
    return Axis(
        lines,
        {
            around: tuple(sorted(keys, key=lambda key: _order(key, lines)))
            for around, keys in children.items()
        },
    )


_NO_ZONE = "zone:"
_SECTION = "section:"
_NUMBER = re.compile(r"(\d+)")


def _zone(element: Element) -> Id | None:
    zone: Id | None = getattr(element, "zone", None)
    return zone


def _called(snapshot: Snapshot, element: Element) -> str:
    return element.key if isinstance(element, Requirement) else name_of(snapshot, element.id)


def _order(key: str, lines: Mapping[str, Line]) -> tuple[bool, list[tuple[int, str]], str]:
    """By name, numbers in it as numbers; what is in no zone comes last."""
    parts = _NUMBER.split(lines[key].name.casefold())
    return key == _NO_ZONE, [(int(part), "") if part.isdecimal() else (0, part) for part in parts], key
