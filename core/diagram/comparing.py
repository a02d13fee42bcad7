"""Two models on one drawing: what is in either of them, and what became of it from the one to the other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.diagram.apart import moved_apart, set_apart
from core.diagram.display import Item, Mark, Shape, Stroke, Text
from core.diagram.geometry import around, bounds_of, box, polyline
from core.diagram.ghosts import ghost_marks, ghosts_between
from core.diagram.lines import tag_place
from core.diagram.lod import LEAST, SHAPES
from core.diagram.marks import SIGNS, tag_area, tag_marks
from core.diagram.metrics import width
from core.diagram.overlay import DiffMark, Overlay, Overlays
from core.diagram.places import BORDER, LINES
from core.model import Diagram, Element, Id, Placement, Point, Snapshot

SIGNED = 0.25
"""From this scale on the signs of what differs have room on shapes of the usual height."""

_LIT = (("text", 9.0), ("tint", 7.0))
"""Role and width of what lies under a line that was added, removed or changed."""

_SIGN = 11.0
"""The size of a sign from too far away for tags, in px on the screen."""

_FRAME = 8.0
"""The width of the border that tells from there what became of what holds others, in px."""

_LOW = 0.66
"""How far below the top of what holds others its sign stands, in parts of its height: below its title."""

_MIDDLE = 0.36
"""How far below the middle of a sign its baseline is, in parts of its size."""

_CONTAINER, _SHAPE, _BORDER = 1, 3, 4
"""The layers of containers, of shapes and of what sits on their borders."""

_STRUCK = 0.34
"""How far above its baseline a word is struck, in parts of its size."""


def together(before: Snapshot, after: Snapshot) -> Snapshot:
    """The model after, and in it what was removed, drawn where it was last, or beside what lies there now."""
    seen = {(one.owner, one.element) for one in after.of(Placement) if not one.hidden}
    found: dict[Id, Element] = dict(after.elements)
    for element in before:
        if isinstance(element, Placement):
            # What was taken off a drawing is shown on it; what was drawn anew is shown at its new place.
            if (element.owner, element.element) not in seen and not element.hidden:
                found[element.id] = element
        elif element.id not in found:
            found[element.id] = element
    both = Snapshot(found.values())
    for diagram in both.of(Diagram):
        apart = set_apart(before, after, diagram.id)
        found.update((one.id, one) for one in moved_apart(both, diagram.id, apart))
    return Snapshot(found.values())


def overlays_between(before: Snapshot, after: Snapshot, diagram: Id) -> Overlays:
    """What became of each element that one of the models draws on a diagram."""
    differences, moved = _became(before, after, diagram)
    ghosts = ghosts_between(before, after, diagram) | set_apart(before, after, diagram)
    return Overlays(differences=differences, moved=frozenset(moved), ghosts=ghosts)


def _became(before: Snapshot, after: Snapshot, diagram: Id) -> tuple[dict[Id, DiffMark], set[Id]]:
    """What became of elements on a diagram, and which of them only stand elsewhere."""
    differences: dict[Id, DiffMark] = {}
    moved: set[Id] = set()
    places = [_places(snapshot, diagram) for snapshot in (before, after)]
    for element_id in drawn_on(before, diagram) | drawn_on(after, diagram):
        old, new = before.get(element_id), after.get(element_id)
        if old != new:
            differences[element_id] = "added" if old is None else "removed" if new is None else "changed"
        elif places[0].get(element_id) != places[1].get(element_id):
            moved.add(element_id)
    return differences, moved


def drawn_on(snapshot: Snapshot, diagram: Id) -> set[Id]:
    """The elements on a diagram: those placed there, what is on their borders, and the lines between."""
    placed = set(_places(snapshot, diagram))
    for host in tuple(placed):
        placed.update(one.id for kind in BORDER for one in snapshot.owned(host, kind))
    lines = {
        line.id
        for end in placed
        for line in snapshot.uses(end)
        if isinstance(line, LINES) and {line.source, line.target} <= placed
    }
    return placed | lines


def diagrams_between(before: Snapshot, after: Snapshot) -> list[tuple[Diagram, int]]:
    """Every diagram of either model, with how many elements on it are not the same in both."""
    found = []
    diagrams = {one.id: one for one in (*before.of(Diagram), *after.of(Diagram))}
    for diagram in (diagrams[key] for key in sorted(diagrams)):
        if before is after:
            found.append((diagram, 0))
            continue
        found.append((diagram, sum(map(len, _became(before, after, diagram.id)))))
    return found


def with_comparison(item: Item, overlay: Overlay) -> Item:
    """The item with what a comparison shows on it beside its tag: struck words, a lit line, what moved."""
    marks = item.marks
    if overlay.ghost is not None and not item.is_line:
        marks = (*ghost_marks(overlay.ghost, bounds_of(item.outline)), *marks)
    if overlay.difference is not None and item.is_line:
        way = polyline(item.outline)
        edge, ground = (Stroke(f"diff.{overlay.difference}.{role}", wide) for role, wide in _LIT)
        marks = (Shape(way, stroke=edge), Shape(way, stroke=ground), *marks)
    if overlay.difference == "removed":
        marks = (*marks, *_strikes(marks))
    if overlay.moved:
        marks = (*marks, *_moved_tag(item))
    if item.is_line or item.layer == _BORDER:
        return item if marks is item.marks else replace(item, marks=marks)
    marks = (*marks, *_from_far(item, overlay))
    old = [overlay.ghost.rect.grown(2)] if overlay.ghost is not None else []
    tags = [tag_area(bounds_of(item.outline), below=below) for below in (False, True)]
    area = around([item.bounds, *tags, *old])
    return replace(item, marks=marks, bounds=area)


def _places(snapshot: Snapshot, diagram: Id) -> dict[Id, tuple[Placement, ...]]:
    """Where and how each element is drawn on a diagram, as far as it is seen there."""
    found: dict[Id, tuple[Placement, ...]] = {}
    for one in snapshot.owned(diagram, Placement):
        if not one.hidden:
            found[one.element] = (*found.get(one.element, ()), one)
    return found


def _strikes(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Text) and mark.bold and not mark.screen_size and len(mark.text) > 1:
            wide = min(width(mark.text, mark.size, mark.bold, mark.mono), mark.room)
            left = mark.x - {"left": 0.0, "centre": wide / 2, "right": wide}[mark.anchor]
            y = mark.baseline - mark.size * _STRUCK
            line = polyline([Point(left - 1, y), Point(left + wide + 1, y)])
            stroke = Stroke("diff.removed.text", 1.5)
            yield Shape(line, stroke=stroke, smallest=mark.smallest, largest=mark.largest)


def _from_far(item: Item, overlay: Overlay) -> list[Mark]:
    """A shape filled in its colour, a border around what holds others, with the sign: below SHAPES."""
    area = bounds_of(item.outline)
    sign, role = "↔", "text.secondary"
    if overlay.difference is not None:
        sign, role = SIGNS[overlay.difference], f"diff.{overlay.difference}.text"
    if shape := item.layer == _SHAPE:
        ground = Shape(box(area), role, largest=SHAPES)
    else:
        ground = Shape(box(area.grown(_FRAME / 2)), stroke=Stroke(role, _FRAME), largest=SHAPES)
    text = Text(
        area.centre.x if shape else area.right - _FRAME,
        (area.centre.y if shape else area.y + _LOW * area.height) + _SIGN * _MIDDLE,
        sign,
        "surface.canvas" if shape else role,
        _SIGN,
        bold=True,
        anchor="centre" if shape else "right",
        smallest=LEAST / area.height,
        largest=SHAPES,
        screen_size=True,
    )
    return [ground, text] if text.smallest < SHAPES else [ground]


def _moved_tag(item: Item) -> list[Mark]:
    place = tag_place(item.outline) if item.is_line else bounds_of(item.outline)
    held = not item.is_line and item.layer in (_CONTAINER, _SHAPE)
    return tag_marks(place, "↔", "surface.raised", "text.secondary", held=held)
