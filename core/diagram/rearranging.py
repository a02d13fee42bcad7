"""Arranging a part of a diagram where it stands; the rest stays, and gives way only where it must."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.diagram.arranging import locked_in, places_of, unbent
from core.diagram.boxes import NODE_GAP, Box, Graph
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.graph import graph_of
from core.diagram.layout import arrange
from core.diagram.places import Places
from core.model import Diagram, DiagramType, Edit, Id, Placement, Snapshot

Shifts = dict[Id, tuple[float, float]]
"""How far shapes go, each with all that lies in it."""


def arrange_part(
    snapshot: Snapshot,
    diagram_id: Id,
    chosen: Iterable[Id],
    engine: str = "tiers",
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[Id, Placement]:
    """Placements, by their ids, that replace those of the diagram where these shapes are arranged anew.

    The shapes of one holder are arranged among themselves, with all that lies in them, and begin at the
    top left corner where they began before. Where they need more room than they had, what lies to the
    right of them or below moves on by what is missing, in their holder and around it. Locked shapes do
    not move, nor does what holds one change inside.
    """
    diagram = snapshot.find(Diagram, diagram_id)
    if diagram is None:
        return {}
    places = places_of(snapshot, diagram)
    downwards = diagram.diagram is not DiagramType.BEHAVIOUR
    changed: dict[Id, Placement] = {}
    for group in _groups(places, chosen):
        before = places_of(snapshot.after(_edits(snapshot, changed)), diagram)
        graph = _graph_of(snapshot, before, group, downwards)
        found = arrange(graph, engine, cancelled)
        changed |= _settled(before, group, found)
        changed |= _gives_way(snapshot, diagram, before, group, changed)
    moved = {
        placement.element
        for placement in changed.values()
        if (placement.x, placement.y) != _corner(places.placements[placement.element])
    }
    return changed | unbent(snapshot, places, moved)


def _groups(places: Places, chosen: Iterable[Id]) -> list[list[Id]]:
    """The shapes that move by themselves, together with those in the same holder; the innermost first."""
    wanted = {one for one in chosen if one in places} - locked_in(places)
    groups: dict[Id | None, list[Id]] = {}
    for element_id in sorted(wanted):
        if wanted.isdisjoint(places.above(element_id)):
            groups.setdefault(places[element_id].parent, []).append(element_id)
    several = [group for group in groups.values() if len(group) > 1]
    return sorted(several, key=lambda group: -len(places.above(group[0])))


def _inside(places: Places, element_id: Id) -> list[Id]:
    """All that lies in a shape, down to the last."""
    found: list[Id] = []
    waiting = [element_id]
    while waiting:
        inner = places.children(waiting.pop())
        found += inner
        waiting += inner
    return found


def _graph_of(snapshot: Snapshot, places: Places, group: list[Id], downwards: bool) -> Graph:
    """The shapes of a group, what lies in them, and the lines among these."""
    locked = locked_in(places)
    stiff = {one for one in group if not locked.isdisjoint(_inside(places, one))}
    inner = {part for one in group if one not in stiff for part in _inside(places, one)}
    held = {part: one for one in stiff for part in _inside(places, one)}
    known = {*group, *inner}
    whole = graph_of(snapshot, places, frozenset(), downwards)
    boxes = [
        Box(box.id, places[box.id].rect.width, places[box.id].rect.height)
        if box.id in stiff
        else replace(box, parent=box.parent if box.parent in known else None)
        for box in whole.boxes
        if box.id in known
    ]
    joins = [(held.get(source, source), held.get(target, target)) for source, target in whole.joins]
    return replace(
        whole,
        boxes=tuple(boxes),
        joins=tuple(join for join in joins if known.issuperset(join) and join[0] != join[1]),
        header={one: room for one, room in whole.header.items() if one in known and one not in stiff},
    )


def _settled(places: Places, group: list[Id], found: dict[Id, Rect]) -> dict[Id, Placement]:
    """The placements once the group begins at the corner where it began."""
    start = around(places[one].rect for one in group)
    now = around(found[one] for one in group)
    changed: dict[Id, Placement] = {}
    for element_id, area in found.items():
        before, rect = places.placements[element_id], places[element_id].rect
        dx, dy = area.x + start.x - now.x - rect.x, area.y + start.y - now.y - rect.y
        inside = _inside(places, element_id)
        if any(part in found for part in inside):
            after = replace(before, x=rect.x + dx, y=rect.y + dy, width=area.width, height=area.height)
        else:
            # It may be drawn larger than it was placed, and must then keep its distance to what it holds.
            after = replace(before, x=before.x + dx, y=before.y + dy)
        changed[before.id] = after
        for part in inside:
            if part not in found:
                known = places.placements[part]
                changed[known.id] = replace(known, x=known.x + dx, y=known.y + dy)
    return {key: one for key, one in changed.items() if one != places.placements[one.element]}


def _gives_way(
    snapshot: Snapshot, diagram: Diagram, before: Places, group: list[Id], changed: dict[Id, Placement]
) -> dict[Id, Placement]:
    """What else moves, level by level outwards, so that nothing is covered by what needs more room now."""
    found: dict[Id, Placement] = {}
    moving, old = list(group), around(before[one].rect for one in group)
    while True:
        after = places_of(snapshot.after(_edits(snapshot, changed | found)), diagram)
        new = around(after[one].rect for one in moving)
        holder = before[moving[0]].parent
        level = [one for one in after if after[one].parent == holder and one not in moving]
        for one, (dx, dy) in _aside(after, level, old, new).items():
            for part in (one, *_inside(after, one)):
                placement = after.placements[part]
                found[placement.id] = replace(placement, x=placement.x + dx, y=placement.y + dy)
        if holder is None:
            return found
        moving, old = [holder], before[holder].rect


def _aside(places: Places, level: list[Id], old: Rect, new: Rect) -> Shifts:
    """How far each shape of a level goes so that the place that grew from old to new is free again."""
    locked = locked_in(places)
    free = [one for one in level if one not in locked and locked.isdisjoint(_inside(places, one))]
    near = new.grown(NODE_GAP / 2)
    covered = [rect for one in free if (rect := places[one].rect).touches(near) and not rect.touches(old)]
    beside = [new.right + NODE_GAP - rect.x for rect in covered if rect.x >= old.right]
    under = [
        new.bottom + NODE_GAP - rect.y for rect in covered if rect.x < old.right and rect.y >= old.bottom
    ]
    shifts: Shifts = {}
    for one in free:
        rect = places[one].rect
        dx = max(beside, default=0.0) if rect.x >= old.right else 0.0
        dy = max(under, default=0.0) if rect.x < old.right and rect.y >= old.bottom else 0.0
        if dx or dy:
            shifts[one] = (dx, dy)
    return shifts


def _edits(snapshot: Snapshot, changed: dict[Id, Placement]) -> tuple[Edit, ...]:
    return tuple(Edit(snapshot[one], placement) for one, placement in sorted(changed.items()))


def _corner(placement: Placement) -> tuple[float, float]:
    return placement.x, placement.y
