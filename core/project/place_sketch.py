"""The places that the versions give a shape on a drawing, and what stands around them: to be drawn small."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.model import Component, Id, Node, Placement, Zone, name_of
from core.project.conflict import CHOICES, Choice, Conflict, Versions
from core.project.place_words import Area, area_of, around, place_words

_AROUND = 140.0
"""So far around the places what else is drawn is shown, in px of the drawing."""

_FAR = 240.0
"""So far around the places the picture reaches at most, to show whole what stands there."""

_MARGIN = 16.0
"""What the picture keeps free around all that is shown whole."""

_MOST = 14
"""So many shapes around are shown, the nearest; what holds others is always."""

_PLACED = {"x", "y", "width", "height"}
"""The facts that say where a shape stands."""

_HOLDERS = (Zone, Component, Node)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What else stands there in some versions: its name and area; if it is a zone or `holds` a place."""

    id: Id
    name: str
    area: Area
    holds: bool
    versions: frozenset[Choice]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A shape's `places` by version and in words, what stands around, and the area to be seen."""

    name: str
    places: dict[Choice, Area]
    words: dict[Choice, str]
    around: tuple[Neighbour, ...]
    area: Area


def sketch(versions: Versions, conflict: Conflict) -> Sketch | None:
    """The places that a conflict is about; None where it is about none, or all versions have the same."""
    place = next(
        (
            one
            for element_id in (conflict.element, *conflict.others)
            if isinstance(one := versions.find(element_id), Placement)
        ),
        None,
    )
    if place is None or (place.id == conflict.element and not _PLACED & set(conflict.fields)):
        return None
    drawn = {choice: one for choice in CHOICES if (one := _place(versions, choice, place.id)) is not None}
    places = {choice: area_of(one) for choice, one in drawn.items()}
    if len(set(places.values())) < 2:
        return None
    shown = _grown(_union(places.values()), _AROUND)
    found: dict[tuple[Id, str, Area], Neighbour] = {}
    for choice, one in drawn.items():
        snapshot = versions.of(choice)
        for element, area in around(snapshot, one):
            if not _touches(area, shown):
                continue
            key = element.id, name_of(snapshot, element.id), area
            known = found.get(key)
            if known is not None:
                found[key] = replace(known, versions=known.versions | {choice})
                continue
            spans = any(_spans(area, other) for other in places.values())
            holds = isinstance(element, Zone) or (isinstance(element, _HOLDERS) and spans)
            found[key] = Neighbour(*key, holds, frozenset({choice}))
    ordered = sorted(
        found.values(),
        key=lambda each: (not each.holds, _away(each.area, shown), each.id, each.name, each.area),
    )
    holders = [each for each in ordered if each.holds]
    near = list(dict.fromkeys(each.id for each in ordered if not each.holds))[:_MOST]
    beside = [each for each in ordered if not each.holds and each.id in near]
    home = versions.home(place.element)
    words = {choice: place_words(versions.of(choice), one) for choice, one in drawn.items()}
    return Sketch(
        name_of(home, place.element),
        places,
        words,
        (*holders, *beside),
        _fitted(places.values(), [*holders, *beside]),
    )


def _fitted(places: Iterable[Area], neighbours: Iterable[Neighbour]) -> Area:
    """The area with all places, and with what stands around them as far as that is not far away."""
    union = _union(places)
    far = _grown(union, _FAR)
    reach = [
        (max(one[0], far[0]), max(one[1], far[1]), min(one[2], far[2]), min(one[3], far[3]))
        for one in (each.area for each in neighbours)
    ]
    return _grown(_union([union, *reach]), _MARGIN)


def _place(versions: Versions, choice: Choice, place_id: Id) -> Placement | None:
    found = versions.of(choice).find(Placement, place_id)
    return found if found is not None and found.width and found.height else None


def _union(areas: Iterable[Area]) -> Area:
    left, top, right, bottom = zip(*areas, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _grown(area: Area, by: float) -> Area:
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def _touches(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _spans(outer: Area, inner: Area) -> bool:
    """Whether the middle of one area lies in another, larger one."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3] and _size(outer) > _size(inner)


def _size(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])


def _away(area: Area, shown: Area) -> float:
    """How far the middle of an area is from the middle of what is shown, along both ways together."""
    ways = ((area[0] + area[2] - shown[0] - shown[2]) / 2, (area[1] + area[3] - shown[1] - shown[3]) / 2)
    return abs(ways[0]) + abs(ways[1])
