"""Where names and labels are written, so that none covers a location or another label."""

from dataclasses import dataclass, field, replace

from core.uppaal.document import Label, Location, Place, Template, Transition

LETTER, LINE = 7, 16
"""Width of a letter and height of a line, in px, at UPPAAL's default font."""


@dataclass(frozen=True, slots=True)
class Block:
    """The size of the labels of an edge, one below the other."""

    width: int
    height: int


def block(transition: Transition) -> Block:
    """How much room the labels of the edge take."""
    texts = [label.text for label in transition.labels]
    return Block(max(map(_width, texts), default=0), sum(map(_height, texts)))


def labelled(template: Template, radius: int) -> Template:
    """The template, whose locations and edges have places, with places for all that is written."""
    paper = _Paper()
    for location in template.locations:
        assert location.place is not None
        paper.take(location.place.x - radius, location.place.y - radius, 2 * radius, 2 * radius)
    places = {location.id: location.place for location in template.locations if location.place is not None}
    locations = tuple(_written(location, paper, radius) for location in template.locations)
    transitions = tuple(_beside(transition, places, paper) for transition in template.transitions)
    return replace(template, locations=locations, transitions=transitions)


@dataclass(frozen=True, slots=True)
class _Box:
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class _Paper:
    """What is taken so far."""

    boxes: list[_Box] = field(default_factory=list)

    def take(self, left: int, top: int, width: int, height: int, rising: bool = False) -> Place:
        """Room of that size, moved down (or up) from the place asked for until it is free."""
        if not width or not height:
            return Place(left, top)
        while True:
            box = _Box(left, top, left + width, top + height)
            hit = next((other for other in self.boxes if box.meets(other)), None)
            if hit is None:
                self.boxes.append(box)
                return Place(left, top)
            top = hit.top - height if rising else hit.bottom


def _written(location: Location, paper: _Paper, radius: int) -> Location:
    """Its name above, its labels below."""
    assert location.place is not None
    left = location.place.x - radius
    name_place = paper.take(left, location.place.y - radius - LINE, _width(location.name), LINE, rising=True)
    labels = tuple(
        replace(
            label,
            place=paper.take(left, location.place.y + radius, _width(label.text), _height(label.text)),
        )
        for label in location.labels
    )
    return replace(location, labels=labels, name_place=name_place)


def _beside(transition: Transition, places: dict[str, Place], paper: _Paper) -> Transition:
    """Its labels as one block at the middle of the edge: above it, or right of it where it is steep."""
    points = [places[transition.source], *transition.nails, places[transition.target]]
    first, second = points[(len(points) - 1) // 2], points[len(points) // 2]
    middle_x, middle_y = (first.x + second.x) // 2, (first.y + second.y) // 2
    room = block(transition)
    steep = abs(places[transition.target].y - places[transition.source].y) > 2 * abs(
        places[transition.target].x - places[transition.source].x
    )
    left = middle_x + LETTER if steep else middle_x - room.width // 2
    top = middle_y - room.height // 2 if steep else middle_y - room.height - 2
    place = paper.take(left, top, room.width, room.height, rising=len(transition.nails) != 1)
    labels: list[Label] = []
    below = place.y
    for label in transition.labels:
        labels.append(replace(label, place=Place(place.x, below)))
        below += _height(label.text)
    return replace(transition, labels=tuple(labels))


def _width(text: str) -> int:
    return LETTER * max(map(len, text.split("\n")))


def _height(text: str) -> int:
    return LINE * (text.count("\n") + 1)
