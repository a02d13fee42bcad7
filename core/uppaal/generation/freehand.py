"""A template drawn as the model's own diagram has it: how its edges run, and room for what is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from math import hypot

from core.uppaal.document import Location, Place, Template, Transition
from core.uppaal.generation.hiding import Area, Point, distance
from core.uppaal.generation.labelling import LINE, Block, block, block_of, stacked
from core.uppaal.generation.layering import RADIUS

_SCALES = (1.0, 1.25, 1.5, 1.8, 2.2)
_BOWS = (0, 50, -50, 90, -90, 130, -130, 180, -180)
"""How far the middle of an edge may lie beside the straight line."""
_LOOPS = (48, 84, 120, 156, 192)
_APART = 36
"""The least distance between the middles of edges between the same two locations."""
_CLEAR, _CLEARLY = 8, 14
_SIDES = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
_BESIDE = (0, 10, 20, 32)


def drawn_alike(template: Template, drawn: Mapping[str, Place]) -> Template | None:
    """The template with its locations as drawn, or with more room between them in the same proportions.

    None where even with the most room something would hide something.
    """
    wanted = {location.id for location in template.locations}
    for scale in _SCALES:
        places = {
            location: Place(round(place.x * scale), round(place.y * scale))
            for location, place in drawn.items()
            if location in wanted
        }
        found = _Sheet(template, places).filled()
        if found is not None:
            return found
    return None


@dataclass(slots=True)
class _Sheet:
    template: Template
    places: dict[str, Place]
    ways: list[list[Point]] = field(default_factory=list)
    written: list[Area] = field(default_factory=list)

    def filled(self) -> Template | None:
        """The template with everything in its place; None where there is no room for something."""
        if any(
            hypot(one.x - other.x, one.y - other.y) < 3 * RADIUS
            for one, other in combinations(self.places.values(), 2)
        ):
            return None
        order = sorted(
            range(len(self.template.transitions)),
            key=lambda index: (
                self.template.transitions[index].source == self.template.transitions[index].target
            ),
        )
        nails: dict[int, tuple[Place, ...]] = {}
        for index in order:
            edge = self.template.transitions[index]
            bends = self._loop(edge) if edge.source == edge.target else self._bow(edge)
            if bends is None:
                return None
            nails[index] = bends
        locations = [self._named(location) for location in self.template.locations]
        edges = {index: self._labelled(self.template.transitions[index], nails[index]) for index in order}
        known = [edges[index] for index in sorted(edges)]
        if None in locations or None in known:
            return None
        return replace(
            self.template,
            locations=tuple(one for one in locations if one is not None),
            transitions=tuple(one for one in known if one is not None),
        )

    def _bow(self, edge: Transition) -> tuple[Place, ...] | None:
        source, target = (_point(self.places[end]) for end in (edge.source, edge.target))
        first, last = sorted((source, target))
        across, down = last[0] - first[0], last[1] - first[1]
        length = hypot(across, down)
        for away in _BOWS:
            middle = (
                (first[0] + last[0]) / 2 - down / length * away,
                (first[1] + last[1]) / 2 + across / length * away,
            )
            bends = (Place(round(middle[0]), round(middle[1])),) if away else ()
            way = [source, *map(_point, bends), target]
            others = (other for other in self.ways if {other[0], other[-1]} == {source, target})
            if self._is_clear(way, (edge.source, edge.target)) and all(
                hypot(middle[0] - _halfway(other)[0], middle[1] - _halfway(other)[1]) >= _APART
                for other in others
            ):
                self.ways.append(way)
                return bends
        return None

    def _loop(self, edge: Transition) -> tuple[Place, ...] | None:
        centre = _point(self.places[edge.source])
        for height in _LOOPS:
            for across, down in _SIDES[:4]:
                bends = tuple(
                    Place(
                        round(centre[0] + across * height + down * half),
                        round(centre[1] + down * height + across * half),
                    )
                    for half in (-24, 24)
                )
                way = [centre, *map(_point, bends), centre]
                inside = Area(
                    min(bends[0].x, bends[1].x, centre[0]),
                    min(bends[0].y, bends[1].y, centre[1]),
                    max(bends[0].x, bends[1].x, centre[0]),
                    max(bends[0].y, bends[1].y, centre[1]),
                )
                crossed = any(inside.is_cut(*line) for other in self.ways for line in pairwise(other))
                if not crossed and self._is_clear(way, (edge.source,)):
                    self.ways.append(way)
                    return bends
        return None

    def _is_clear(self, way: list[Point], ends: tuple[str, ...]) -> bool:
        """Whether the way passes no other location."""
        return all(
            distance(_point(place), one, other) >= RADIUS + _CLEAR
            for location, place in self.places.items()
            if location not in ends
            for one, other in pairwise(way)
        )

    def _named(self, location: Location) -> Location | None:
        """Its name with its labels below it, on one of its sides."""
        x, y = _point(self.places[location.id])
        texts = [location.name, *(label.text for label in location.labels)]
        room = block_of(texts)
        for across, down in _SIDES:
            middle = (
                x + across * (RADIUS + room.width / 2 + 4),
                y + down * (RADIUS + room.height / 2 + 2),
            )
            place = self._take(_area(middle, room))
            if place is not None:
                return replace(
                    location,
                    place=self.places[location.id],
                    name_place=place,
                    labels=stacked(location.labels, Place(place.x, place.y + LINE)),
                )
        return None

    def _labelled(self, edge: Transition, nails: tuple[Place, ...]) -> Transition | None:
        room = block(edge)
        if not room.height:
            return replace(edge, nails=nails)
        ends = (self.places[edge.source], *nails, self.places[edge.target])
        own = [_point(one) for one in ends]
        for clear in (_CLEARLY, 0):
            for middle in _beside(own, room):
                place = self._take(_area(middle, room), own, clear)
                if place is not None:
                    return replace(edge, nails=nails, labels=stacked(edge.labels, place))
        return None

    def _take(self, area: Area, own: list[Point] | None = None, clear: int = 0) -> Place | None:
        """Where the area begins, which is then taken; None where something is there.

        Ways of others than its `own` stay `clear` of it, so that it is plain what it is written at.
        """
        if any(area.meets(other) for other in self.written):
            return None
        if any(area.is_near(_point(place), RADIUS + 1) for place in self.places.values()):
            return None
        for way in self.ways:
            roomy = area.grown(1 if way == own else 1 + clear)
            if any(roomy.is_cut(*line) for line in pairwise(way)):
                return None
        self.written.append(area)
        return Place(round(area.left), round(area.top))


def _beside(way: list[Point], room: Block) -> Iterator[Point]:
    """Where the middle of texts may lie beside the way: nearest first, and from its middle outwards."""
    lines = [(one, other) for one, other in pairwise(way) if one != other]
    lines.sort(key=lambda line: -hypot(line[1][0] - line[0][0], line[1][1] - line[0][1]))
    if len(way) == 4:
        lines = [(way[1], way[2]), *(line for line in lines if line != (way[1], way[2]))]
    for further in _BESIDE:
        for one, other in lines:
            across, down = other[0] - one[0], other[1] - one[1]
            length = hypot(across, down)
            normal = (down / length, -across / length)
            reach = abs(normal[0]) * room.width / 2 + abs(normal[1]) * room.height / 2 + 4 + further
            for along in _ALONG:
                for side in _upwards(normal):
                    yield (
                        one[0] + along * across + side * normal[0] * reach,
                        one[1] + along * down + side * normal[1] * reach,
                    )


def _upwards(normal: Point) -> Iterable[int]:
    """The side above the line first, or the right one."""
    first = 1 if normal[1] < 0 or (normal[1] == 0 and normal[0] > 0) else -1
    return first, -first


def _halfway(way: list[Point]) -> Point:
    if len(way) % 2:
        return way[len(way) // 2]
    one, other = way[len(way) // 2 - 1], way[len(way) // 2]
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _area(middle: Point, room: Block) -> Area:
    left, top = round(middle[0] - room.width / 2), round(middle[1] - room.height / 2)
    return Area(left, top, left + room.width, top + room.height)


def _point(place: Place) -> Point:
    return float(place.x), float(place.y)
