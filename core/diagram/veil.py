"""A drawing as it looks under a filter and with heat laid over it: for pictures, prints and screens alike."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.diagram.criteria import ends_of
from core.diagram.display import Drawing, Item, Mark, Spot
from core.diagram.geometry import around
from core.diagram.heat import SPOT, Heat, Heats, heat_marks, heat_square, heats_on
from core.diagram.later import marks_seen
from core.diagram.places import BORDER, LINES
from core.diagram.remaining import remaining
from core.diagram.shapes import DIMMED
from core.model import Id, Snapshot

BADGES = frozenset(("threats", "verdict", "problem"))
"""The names of spots that are badges."""


def parents_of(drawing: Drawing) -> dict[Id, Id]:
    """The shape that each element lies in or sits on, as far as there is one."""
    return {item.element: item.parent for item in drawing.items if item.parent is not None}


def kept_with(
    parents: Mapping[Id, Id], snapshot: Snapshot, matches: Collection[Id], drawn: Collection[Id]
) -> frozenset[Id]:
    """What stays as it is under a filter: what meets it, what its lines join, and what lies around those.

    A port does with its shape, unless none of the lines drawn to it stays.
    """
    kept = ends_of(snapshot, matches).union(matches)
    around = {parents[one] for one in kept if one in parents} - kept
    while around:
        kept |= around
        around = {parents[one] for one in around if one in parents} - kept
    ports = {one for one, host in parents.items() if host in kept and isinstance(snapshot.get(one), BORDER)}
    return frozenset(kept | {one for one in ports if _is_open(snapshot, one, drawn, kept)})


def _is_open(snapshot: Snapshot, port: Id, drawn: Collection[Id], kept: Collection[Id]) -> bool:
    """Whether a line that stays is drawn to a port, or none is at all."""
    lines = [one.id for one in snapshot.uses(port) if isinstance(one, LINES) and one.id in drawn]
    return not lines or any(line in kept for line in lines)


def is_kept(item: Item, kept: Collection[Id]) -> bool:
    """Whether an item stays as it is."""
    return item.element in kept


def unbadged(item: Item, *, far: bool = False) -> tuple[Mark, ...]:
    """The marks of an item but for its badges; with `far` at least those that are drawn below SHAPES."""
    return tuple(mark for mark in marks_seen(item.marks, far=far) if not mark.badge)


def veiled(
    drawing: Drawing, kept: Collection[Id] | None, heats: Mapping[Id, Heat], *, hide: bool = False
) -> Drawing:
    """The drawing with all but the kept dimmed or left out, and with bands and marks of heat."""
    if kept is None and not heats:
        return drawing
    items: list[Item] = []
    instead = {} if kept is None else remaining(drawing.items, kept)
    for one in drawing.items:
        item = instead.get(one.element, one)
        stays = kept is None or is_kept(item, kept)
        if not stays and hide:
            continue
        found = heats_on(item, heats)
        fresh = item if found is None else _heated(item, found)
        items.append(fresh if stays else replace(fresh, marks=unbadged(fresh), opacity=item.opacity * DIMMED))
    whole = len(items) == len(drawing.items)
    area = drawing.bounds if whole else around(item.bounds for item in items)
    return Drawing(drawing.diagram, tuple(items), area)


def _heated(item: Item, heats: Heats) -> Item:
    found = heat_marks(item, heats)
    marks = (*found.under, *item.marks, *found.over)
    if heats.itself is None:
        return replace(item, marks=marks)
    square = heat_square(item)
    return replace(
        item,
        marks=marks,
        bounds=around([item.bounds, square.grown(2)]),
        spots=(*item.spots, Spot(SPOT, square)),
    )
