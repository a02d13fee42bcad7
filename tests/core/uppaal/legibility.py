"""What hides what in a drawn template, measured from the coordinates in the document alone."""

from collections import Counter
from itertools import combinations, pairwise

RADIUS = 20
LETTER, LINE = 7, 16


def label_boxes(template):
    """Every written text as (left, top, right, bottom), with the place it belongs to."""
    for location in template.locations:
        texts = [(location.name, location.name_place)] if location.name else []
        texts += [(label.text, label.place) for label in location.labels]
        yield from ((_box(text, place), location.id) for text, place in texts if text)
    for index, transition in enumerate(template.transitions):
        yield from ((_box(label.text, label.place), index) for label in transition.labels if label.text)


def _box(text, place):
    lines = text.split("\n")
    return place.x, place.y, place.x + LETTER * max(map(len, lines)), place.y + LINE * len(lines)


def ways(template):
    """Every edge as its bends from end to end, cut at the rims of its locations."""
    places = {location.id: location.place for location in template.locations}
    for transition in template.transitions:
        ends = places[transition.source], places[transition.target]
        points = [(one.x, one.y) for one in (ends[0], *transition.nails, ends[1])]
        yield transition, [_from_rim(points[0], points[1]), *points[1:-1], _from_rim(points[-1], points[-2])]


def _from_rim(centre, other):
    across, down = other[0] - centre[0], other[1] - centre[1]
    length = max((across**2 + down**2) ** 0.5, 1e-9)
    return centre[0] + across / length * RADIUS, centre[1] + down / length * RADIUS


def hidden(template):
    """How often in the template: a text on a text, on a location, on an edge; an edge through a location."""
    found = Counter()
    boxes = list(label_boxes(template))
    for (one, _owner), (other, _owner2) in combinations(boxes, 2):
        found["text on text"] += _meet(one, other)
    rings = [(one.id, (one.place.x, one.place.y)) for one in template.locations]
    for box, _owner in boxes:
        found["text on location"] += sum(_near(centre, box) < RADIUS for _id, centre in rings)
    for (_one, first), (_two, second) in combinations(rings, 2):
        found["location on location"] += _length(first, second) < 2 * RADIUS
    for transition, way in ways(template):
        for box, _owner in boxes:
            found["edge through text"] += any(_cuts(one, other, box) for one, other in pairwise(way))
        for id_, centre in rings:
            if id_ not in (transition.source, transition.target):
                found["edge through location"] += any(
                    _apart(centre, one, other) < RADIUS for one, other in pairwise(way)
                )
    return found


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _length(one, other):
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def _near(point, box):
    across = max(box[0] - point[0], 0, point[0] - box[2])
    down = max(box[1] - point[1], 0, point[1] - box[3])
    return (across**2 + down**2) ** 0.5


def _apart(point, one, other):
    across, down = other[0] - one[0], other[1] - one[1]
    square = across**2 + down**2
    along = 0 if not square else ((point[0] - one[0]) * across + (point[1] - one[1]) * down) / square
    along = min(1, max(0, along))
    return _length(point, (one[0] + along * across, one[1] + along * down))


def _cuts(one, other, box):
    """Whether the line from one point to the other passes through the box (Liang and Barsky, 1984)."""
    start, end = 0.0, 1.0
    for place, length, low, high in (
        (one[0], other[0] - one[0], box[0], box[2]),
        (one[1], other[1] - one[1], box[1], box[3]),
    ):
        if not length:
            if not low < place < high:
                return False
            continue
        first, last = sorted(((low - place) / length, (high - place) / length))
        start, end = max(start, first), min(end, last)
    return end - start > 1e-9
