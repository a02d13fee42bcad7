"""Where the locations of a template stand and how its edges run, so that a person can read it.

Locations stand in columns by their distance from the initial one (layers, after Sugiyama, Tagawa
and Toda, 1981), or where the model's own drawing has them. Edges between the same two locations
fan out; an edge that would cross a column runs above or below everything; loops stand on top.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import hypot

from core.uppaal.document import Place, Template, Transition
from core.uppaal.generation.labelling import LINE, block, labelled

_RADIUS = 20
_COLUMN, _ROW = 200, 160
_FAN = 60
"""How far apart edges between the same two locations run."""
_LOOP_WIDTH, _LOOP_HEIGHT = 34, 44


def placed(template: Template, drawn: Mapping[str, Place] | None = None) -> Template:
    """The template with a place for everything in it.

    `drawn` gives the place of each location by its id, as the model's diagram has it; without it,
    or where it leaves a location out, the locations are layered.
    """
    ids = [location.id for location in template.locations]
    if drawn is not None and all(location in drawn for location in ids):
        places = {location: drawn[location] for location in ids}
        lanes: dict[int, int] = {}
    else:
        columns = _columns(template)
        places = _layered(template, columns)
        lanes = _lanes(template, columns, places)
    routed = _routed(template, places, lanes)
    located = tuple(replace(location, place=places[location.id]) for location in template.locations)
    return labelled(replace(template, locations=located, transitions=routed), _RADIUS)


def _columns(template: Template) -> dict[str, int]:
    """The column of each location: its distance from the initial one; what cannot be reached comes last."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for transition in template.transitions:
        following[transition.source].append(transition.target)
    columns: dict[str, int] = {}
    for start in (template.initial, *(location.id for location in template.locations)):
        if start in columns:
            continue
        columns[start] = max(columns.values(), default=-1) + 1
        waiting = [start]
        for source in waiting:
            for target in following[source]:
                if target not in columns:
                    columns[target] = columns[source] + 1
                    waiting.append(target)
    return columns


def _layered(template: Template, columns: dict[str, int]) -> dict[str, Place]:
    """Columns from left to right, wide enough for the labels between them; rows around the middle."""
    members: defaultdict[int, list[str]] = defaultdict(list)
    for location in template.locations:
        members[columns[location.id]].append(location.id)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for transition in template.transitions:
        if columns[transition.source] < columns[transition.target]:
            before[transition.target].append(transition.source)
    row_height = _row_height(template)
    places: dict[str, Place] = {}
    left = 0
    for column in sorted(members):
        rows = sorted(members[column], key=lambda one: _middle([places[other].y for other in before[one]]))
        for row, one in enumerate(rows):
            places[one] = Place(left, round((row - (len(rows) - 1) / 2) * row_height))
        between = [
            t for t in template.transitions if {columns[t.source], columns[t.target]} == {column, column + 1}
        ]
        left += max(_COLUMN, 4 * _RADIUS + 40 + max((block(t).width for t in between), default=0))
    return places


def _middle(heights: list[int]) -> float:
    return sum(heights) / len(heights) if heights else 0.0


def _row_height(template: Template) -> int:
    """Enough for the location with the most loops, the longest invariant and the widest fan of edges."""
    loops: defaultdict[str, int] = defaultdict(int)
    for transition in template.transitions:
        if transition.source == transition.target:
            loops[transition.source] += _LOOP_HEIGHT + block(transition).height
    tallest = max(loops.values(), default=0)
    invariants = max((len(location.labels) for location in template.locations), default=0) * LINE
    fans = _groups(template).values()
    fan = max((sum(_FAN // 2 + block(t).height for t in group) for group in fans), default=0)
    return max(_ROW, 4 * _RADIUS + 2 * LINE + tallest + invariants + fan // 2, 4 * _RADIUS + fan)


def _groups(template: Template) -> dict[tuple[str, str], list[Transition]]:
    """The edges between each two locations, whichever way they go."""
    groups: defaultdict[tuple[str, str], list[Transition]] = defaultdict(list)
    for transition in template.transitions:
        if transition.source != transition.target:
            groups[_pair(transition)].append(transition)
    return groups


def _pair(transition: Transition) -> tuple[str, str]:
    first, second = sorted((transition.source, transition.target))
    return first, second


def _lanes(template: Template, columns: dict[str, int], places: dict[str, Place]) -> dict[int, int]:
    """The height at which each long edge runs: forwards above all locations, backwards below."""
    margin = _row_height(template) // 2 + LINE
    above = min((place.y for place in places.values()), default=0) - margin
    below = max((place.y for place in places.values()), default=0) + margin
    lanes: dict[int, int] = {}
    for index, transition in enumerate(template.transitions):
        step = columns[transition.target] - columns[transition.source]
        if step > 1:
            lanes[index] = above
            above -= block(transition).height + 2 * LINE
        elif step < -1:
            lanes[index] = below + block(transition).height
            below += block(transition).height + 2 * LINE
    return lanes


def _routed(template: Template, places: dict[str, Place], lanes: dict[int, int]) -> tuple[Transition, ...]:
    loops: defaultdict[str, int] = defaultdict(int)
    fans: defaultdict[tuple[str, str], int] = defaultdict(int)
    routed: list[Transition] = []
    for index, transition in enumerate(template.transitions):
        source, target = places[transition.source], places[transition.target]
        if transition.source == transition.target:
            loops[transition.source] += _LOOP_HEIGHT
            nails = _loop(source, loops[transition.source] + _RADIUS)
            loops[transition.source] += block(transition).height
        elif index in lanes:
            nails = _lane(source, target, lanes[index])
        else:
            number = fans[_pair(transition)]
            fans[_pair(transition)] += 1
            first, second = sorted((source, target), key=lambda place: (place.x, place.y))
            nails = _bow(first, second, number, transition)
        routed.append(replace(transition, nails=nails))
    return tuple(routed)


def _loop(place: Place, height: int) -> tuple[Place, ...]:
    top = place.y - height
    return Place(place.x - _LOOP_WIDTH, top), Place(place.x + _LOOP_WIDTH, top)


def _lane(source: Place, target: Place, height: int) -> tuple[Place, ...]:
    lean = 2 * _RADIUS if target.x > source.x else -2 * _RADIUS
    return Place(source.x + lean, height), Place(target.x - lean, height)


def _bow(left: Place, right: Place, number: int, transition: Transition) -> tuple[Place, ...]:
    """No nail for the first edge between two locations, one beside the line for each further one."""
    if number == 0:
        return ()
    across, down = right.x - left.x, right.y - left.y
    length = hypot(across, down) or 1.0
    away = (number + 1) // 2 * (_FAN + block(transition).height) * (1 if number % 2 else -1)
    middle_x, middle_y = (left.x + right.x) / 2, (left.y + right.y) / 2
    return (Place(round(middle_x - down / length * away), round(middle_y + across / length * away)),)
