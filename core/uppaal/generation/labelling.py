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
    looped = {one.source for one in template.transitions if one.source == one.target}
    locations = tuple(
        _written(location, paper, radius, location.id in looped) for location in template.locations
    )
    order = sorted(
        range(len(template.transitions)),
        key=lambda index: template.transitions[index].source != template.transitions[index].target,
    )
    # Loops first: their labels have one good place, those of other edges have room along the edge.
    written = {index: _beside(template.transitions[index], places, paper) for index in order}
    transitions = tuple(written[index] for index in sorted(written))
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


def _written(location: Location, paper: _Paper, radius: int, looped: bool) -> Location:
    """Its name above, left of the loops if there are any; its labels below."""
    assert location.place is not None
    left, width = location.place.x - radius, _width(location.name)
    name_left = left - width if looped else left
    name_place = paper.take(name_left, location.place.y - radius - LINE, width, LINE, rising=True)
    labels = tuple(
        replace(
            label,
            place=paper.take(left, location.place.y + radius, _width(label.text), _height(label.text)),
        )
        for label in location.labels
    )
    return replace(location, labels=labels, name_place=name_place)


def _beside(transition: Transition, places: dict[str, Place], paper: _Paper) -> Transition:
    """Its labels as one block at the middle of the edge, on the side where the edge does not cross them."""
    room = block(transition)
    left, top, rising = _wished(transition, places, room)
    place = paper.take(left, top, room.width, room.height, rising)
    labels: list[Label] = []
    below = place.y
    for label in transition.labels:
        labels.append(replace(label, place=Place(place.x, below)))
        below += _height(label.text)
    return replace(transition, labels=tuple(labels))


def _wished(transition: Transition, places: dict[str, Place], room: Block) -> tuple[int, int, bool]:
    """Where the labels would best begin, and whether they may rise from there rather than sink."""
    source, target = places[transition.source], places[transition.target]
    points = [source, *transition.nails, target]
    one, other = sorted(
        (points[(len(points) - 1) // 2], points[len(points) // 2]), key=lambda place: (place.x, place.y)
    )
    middle_x, middle_y = (one.x + other.x) // 2, (one.y + other.y) // 2
    if len(transition.nails) == 1 and 2 * middle_y > source.y + target.y:
        return middle_x - room.width // 2, middle_y + 4, False
    if abs(other.y - one.y) > 2 * (other.x - one.x):
        return middle_x + LETTER, middle_y - room.height // 2, False
    left = middle_x - room.width // 2
    if other.y - one.y > LINE:
        left = middle_x + LETTER
    elif one.y - other.y > LINE:
        left = middle_x - room.width - LETTER
    return left, middle_y - room.height - 2, True


def _width(text: str) -> int:
    return LETTER * max(map(len, text.split("\n")))


def _height(text: str) -> int:
    return LINE * (text.count("\n") + 1)
