"""Arranging a part of a diagram where it stands; the rest stays, and gives way only where it must."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.diagram.arranging import locked_in, places_of, unbent
from core.diagram.boxes import Box, Graph
from core.diagram.display import Rect
from core.diagram.facing import facing
from core.diagram.geometry import around
from core.diagram.giving_way import nearest_free, shifts_for
from core.diagram.graph import graph_of
from core.diagram.layout import arrange
from core.diagram.places import Places
from core.model import Bus, Diagram, DiagramType, Edit, Id, Placement, Snapshot


def arrange_part(
    snapshot: Snapshot,
    diagram_id: Id,
    chosen: Iterable[Id],
    engine: str = "tiers",
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[Id, Placement]:
    """Placements, by their ids, that replace those of the diagram where these shapes are arranged anew.

    The shapes of one holder are arranged among themselves, with all that lies in them, and begin at the
    top left corner where they began before, or next to it where other shapes stand there. What they come
    to cover then moves on, in their holder and around it, and what that covers. Locked shapes do not
    move, nor does what holds one change inside.
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
        changed |= _settled(snapshot, before, group, found)
        changed |= _gives_way(snapshot, diagram, before, group, changed)
    moved = {
        placement.element
        for placement in changed.values()
        if (placement.x, placement.y) != _corner(places.placements[placement.element])
    }
    changed |= unbent(snapshot, places, moved)
    now = snapshot.after(_edits(snapshot, changed))
    return changed | facing(now, places_of(now, diagram), moved, downwards)


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
        Box(box.id, places[box.id].rect.width, places[box.id].rect.height, around=box.around)
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


def _settled(
    snapshot: Snapshot, places: Places, group: list[Id], found: dict[Id, Rect]
) -> dict[Id, Placement]:
    """The placements once the group begins at the corner where it began, or next to it where it is free.

    Locked shapes there, and others that stand among those of the group, are not covered.
    """
    old = around(places[one].rect for one in group)
    now = around(found[one] for one in group)
    fixed = _fixed(places)
    level = [one for one in places if places[one].parent == places[group[0]].parent and one not in group]
    stands = [rect for one in level if (rect := places[one].rect).touches(old) or one in fixed]
    dx, dy = old.x - now.x, old.y - now.y
    wished = [replace(found[one], x=found[one].x + dx, y=found[one].y + dy) for one in group]
    if any(rect.touches(stand) for rect in wished for stand in stands):
        free = nearest_free(wished, stands)
        dx, dy = dx + free[0].x - wished[0].x, dy + free[0].y - wished[0].y
    changed: dict[Id, Placement] = {}
    for element_id, area in found.items():
        before, rect = places.placements[element_id], places[element_id].rect
        by = area.x + dx - rect.x, area.y + dy - rect.y
        inside = _inside(places, element_id)
        if any(part in found for part in inside):
            after = replace(before, x=rect.x + by[0], y=rect.y + by[1], width=area.width, height=area.height)
        else:
            # It may be drawn larger than it was placed, and must then keep its distance to what it holds.
            after = replace(before, x=before.x + by[0], y=before.y + by[1])
            if isinstance(snapshot[element_id], Bus) and area.width >= area.height:
                after = replace(after, width=area.width)
        changed[before.id] = after
        for part in inside:
            if part not in found:
                known = places.placements[part]
                changed[known.id] = replace(known, x=known.x + by[0], y=known.y + by[1])
    return {key: one for key, one in changed.items() if one != places.placements[one.element]}


def _gives_way(
    snapshot: Snapshot, diagram: Diagram, before: Places, group: list[Id], changed: dict[Id, Placement]
) -> dict[Id, Placement]:
    """What else moves, level by level outwards, so that nothing is covered by what moved or grew."""
    found: dict[Id, Placement] = {}
    moving = list(group)
    fixed = _fixed(before)
    while True:
        after = places_of(snapshot.after(_edits(snapshot, changed | found)), diagram)
        holder = before[moving[0]].parent
        level = {one: after[one].rect for one in after if after[one].parent == holder and one not in moving}
        moved = {one: (before[one].rect, after[one].rect) for one in moving}
        for one, (dx, dy) in shifts_for(moved, level, fixed).items():
            for part in (one, *_inside(after, one)):
                placement = after.placements[part]
                found[placement.id] = replace(placement, x=placement.x + dx, y=placement.y + dy)
        if holder is None:
            return found
        moving = [holder]


def _fixed(places: Places) -> frozenset[Id]:
    """The shapes that cannot move: locked ones, and what holds one."""
    locked = locked_in(places)
    return frozenset(one for one in places if one in locked or not locked.isdisjoint(_inside(places, one)))


def _edits(snapshot: Snapshot, changed: dict[Id, Placement]) -> tuple[Edit, ...]:
    return tuple(Edit(snapshot[one], placement) for one, placement in sorted(changed.items()))


def _corner(placement: Placement) -> tuple[float, float]:
    return placement.x, placement.y
