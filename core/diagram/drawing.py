"""From a view of the model to its drawing, at once or step by step as the model changes."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.diagram.display import Drawing, Item, Rect
from core.diagram.geometry import around, bounds_of
from core.diagram.items import item_of
from core.diagram.lines import ALONE, Group
from core.diagram.overlay import NOTHING, Overlay, Overlays
from core.diagram.places import hidden_kinds
from core.diagram.reach import begins_anew, touched_by
from core.diagram.sheet import Sheet, zone_chain
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import (
    Diagram,
    Edit,
    HardwareInterface,
    Id,
    Placement,
    Port,
    Snapshot,
)

_MOST = 0.2
"""Where more than this part of a drawing is touched, all of it is worked out: that is quicker then."""

Pair = tuple[str, Id, Id]
"""What lines have in common that run as one far out: two shapes, or two zones."""


Pace = Callable[[float], None]
"""Hears the share of the work that is done, from 0 to 1; what it raises ends the work."""


def draw(
    snapshot: Snapshot, diagram_id: Id, overlays: Overlays | None = None, pace: Pace | None = None
) -> Drawing:
    """The drawing of a diagram. Refused where there is no such diagram.

    Elements without a placement on it are not drawn; lines are drawn when both their ends are.
    """
    diagram = snapshot.find(Diagram, diagram_id)
    if diagram is None:
        raise Refused(
            Diagnostic(
                "diagram-unknown",
                _("There is no diagram {id}").format(id=diagram_id),
                hint=_("It may have been removed; open another one."),
            )
        )
    working = _Working(Sheet(diagram, hidden_kinds(snapshot, diagram)), overlays or Overlays())
    placements = snapshot.owned(diagram.id, Placement)
    touched = {placement.element for placement in placements}
    shown = {placement.element for placement in placements if not placement.hidden}
    for host in shown:
        touched.update(
            border.id for kind in (Port, HardwareInterface) for border in snapshot.owned(host, kind)
        )
    return _advanced(working, snapshot, touched, pace=pace)


def redraw(
    previous: Drawing,
    snapshot: Snapshot,
    edits: Iterable[Edit],
    overlays: Overlays | None = None,
    *,
    brief: bool = False,
) -> Drawing:
    """The drawing after the edits that lead from the snapshot of `previous` to this one.

    The same as `draw` gives, but only what the edits reach is worked out; every other item is the
    very same object. Quickest when `previous` is the latest drawing made of this diagram.

    In brief, as for a preview, what is edited and its own lines follow, those without words; what lies
    around them does not look up before the next drawing that is not brief, which is what `draw` gives.
    """
    overlays = overlays or Overlays()
    edits = tuple(edits)
    taken = previous.working
    if (
        not isinstance(taken, _Stamp)
        or taken.working.stamp is not taken
        or begins_anew(previous.diagram, edits)
    ):
        return draw(snapshot, previous.diagram, overlays)
    working = taken.working
    touched = set(touched_by(working.sheet, snapshot, edits))
    if not brief and len(touched) > max(len(working.items) * _MOST, 12):
        return _anew(working, draw(snapshot, previous.diagram, overlays))
    working.overlays = overlays
    return _advanced(working, snapshot, touched, brief)


def changed_items(before: Drawing | None, after: Drawing) -> tuple[dict[Id, Item], set[Id]]:
    """The items of `after` that are new or other than in `before`, and the elements no longer drawn."""
    taken = after.working
    if before is not None and isinstance(taken, _Stamp) and taken.before is before.working:
        return dict(taken.changed), set(taken.gone)
    old = {} if before is None else {item.element: item for item in before.items}
    new = {item.element: item for item in after.items}
    return {key: item for key, item in new.items() if old.get(key) is not item}, old.keys() - new.keys()


@dataclass(slots=True)
class _Stamp:
    """Ties a drawing to the working state that made it, as long as no later one was made of it."""

    working: "_Working"
    before: object
    changed: dict[Id, Item] = field(default_factory=dict)
    gone: set[Id] = field(default_factory=set)


class _Working:
    """What goes on from drawing to drawing."""

    def __init__(self, sheet: Sheet, overlays: Overlays) -> None:
        self.sheet = sheet
        self.overlays = overlays
        self.stamp: _Stamp | None = None
        self.items: dict[Id, Item] = {}
        self.order: dict[Id, int] = {}
        """The place of each element among the items, which come from back to front."""
        self.ordered: list[Item] = []
        self.bounds = Rect(0, 0, 0, 0)
        self.extents: dict[Id, Rect] = {}
        self.left: list[Rect] = []
        """Where things were that moved since everything was measured."""
        self.zones_left: list[Rect] = []
        """Where zones were that moved since the lines around them were looked at."""
        self.shown: dict[Id, Overlay] = {}
        self.laid = Overlays()
        """What was laid over everything when `shown` was looked up."""
        self.pairs: dict[Id, tuple[Pair, ...]] = {}
        self.groups: dict[Pair, set[Id]] = {}
        self.first: dict[Pair, tuple[Id, int]] = {}


def _advanced(
    working: _Working,
    snapshot: Snapshot,
    touched: set[Id],
    brief: bool = False,
    pace: Pace | None = None,
) -> Drawing:
    with _no_collecting(first=not working.items):
        sheet = working.sheet
        zones_before = (sheet.zones.get(zone) for zone in touched)
        working.zones_left += [zone for zone in zones_before if zone is not None]
        dirty = sheet.advance(snapshot, touched, brief, pace)
        _note_zones(working, dirty)
        if brief:
            for element_id in tuple(dirty):
                dirty.update(sheet.joints.borders_of(element_id))
        else:
            dirty |= _reached(working, dirty)
        stamp = _itemised(working, dirty, brief, pace)
        _sort(working, stamp)
    return Drawing(sheet.diagram.id, tuple(working.ordered), working.bounds, stamp)


def _anew(before: _Working, drawing: Drawing) -> Drawing:
    """The drawing with the items of the one before in place of those that are the same."""
    taken = drawing.working
    assert isinstance(taken, _Stamp)
    working = taken.working
    stamp = working.stamp = _Stamp(working, before.stamp)
    for element_id, item in working.items.items():
        known = before.items.get(element_id)
        if known == item:
            working.items[element_id] = known
        else:
            stamp.changed[element_id] = item
    stamp.gone.update(before.items.keys() - working.items.keys())
    working.ordered = [working.items[element_id] for element_id in working.order]
    return Drawing(drawing.diagram, tuple(working.ordered), drawing.bounds, stamp)


def _reached(working: _Working, dirty: set[Id]) -> set[Id]:
    """What may look different because of what is dirty."""
    sheet = working.sheet
    reached = set(dirty)
    if working.items:
        reached |= sheet.near_titles()
    else:
        reached |= sheet.joints.joined.keys() | set(sheet.joints.borders())
    reached |= set(_neighbours(working, reached))
    working.zones_left = []
    reached |= _regrouped(working, reached)
    reached |= _overlaid(working, reached)
    if working.shown:
        reached |= sheet.near_badges() & working.shown.keys()
    return reached


def _itemised(working: _Working, dirty: set[Id], brief: bool, pace: Pace | None = None) -> _Stamp:
    """Make the items of these elements anew; those that turn out the same stay the same objects."""
    items = working.items
    stamp = _Stamp(working, working.stamp)
    for place, element_id in enumerate(dirty):
        if pace is not None and place % 100 == 0:
            pace(0.75 + 0.25 * place / len(dirty))
        overlay = working.shown.get(element_id, NOTHING)
        item = item_of(working.sheet, element_id, overlay, *_groups_of(working, element_id))
        before = items.get(element_id)
        if item == before:
            continue
        if before is not None:
            working.left.append(working.extents.pop(element_id))
        if item is None:
            del items[element_id]
            stamp.gone.add(element_id)
            working.order = {}
            continue
        items[element_id] = stamp.changed[element_id] = item
        working.extents[element_id] = _extent(item)
        if before is None or (before.layer, before.depth) != (item.layer, item.depth):
            working.order = {}
    if stamp.changed or stamp.gone or (working.left and not brief):
        working.bounds = _bounds(working, stamp.changed, brief)
    # The stamp before is only compared with, so it need not keep its own predecessor alive.
    if isinstance(stamp.before, _Stamp):
        stamp.before.before = None
        stamp.before.changed = {}
    working.stamp = stamp
    return stamp


def _sort(working: _Working, stamp: _Stamp) -> None:
    """Put the items in order, or those that differ in the place of those before."""
    items = working.items
    if working.order:
        for element_id, item in stamp.changed.items():
            working.ordered[working.order[element_id]] = item
        return
    keys = sorted(items, key=lambda key: (items[key].layer, items[key].depth, key))
    working.order = {key: place for place, key in enumerate(keys)}
    working.ordered = [items[key] for key in keys]


@contextmanager
def _no_collecting(first: bool) -> Iterator[None]:
    """Drawing makes very many small objects, none of them in a circle: looking for garbage is in vain.

    Those of a first drawing stay for long, so they are counted among the old objects at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if first and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _bounds(working: _Working, changed: dict[Id, Item], brief: bool) -> Rect:
    """The rectangle around everything; measured anew only where something left its edge, in brief never."""
    area = working.bounds
    on_edge = not brief and any(
        one.x <= area.x or one.y <= area.y or one.right >= area.right or one.bottom >= area.bottom
        for one in working.left
    )
    working.left = working.left if brief else []
    if on_edge or len(changed) == len(working.items):
        return around(working.extents.values())
    return around([area, *(working.extents[element_id] for element_id in changed)])


def _extent(item: Item) -> Rect:
    """What a page must have room for: the outline, its marks beside it, and words at full size."""
    return around([bounds_of(item.outline), *(spot.area for spot in item.spots)]).grown(6)


def _neighbours(working: _Working, dirty: set[Id]) -> Iterator[Id]:
    """Lines whose crossings or words depend on something dirty, and the ports of dirty shapes."""
    sheet = working.sheet
    for element_id in dirty:
        yield from sheet.joints.lines_at.get(element_id, ())
        yield from sheet.joints.borders_of(element_id)
    for area in dict.fromkeys(working.zones_left):
        yield from (key[0] for key in sheet.way_parts.near(area))


def _note_zones(working: _Working, dirty: set[Id]) -> None:
    """Keep in mind where dirty zones are, and where their items show them."""
    for element_id in dirty:
        area = working.sheet.zones.get(element_id)
        if area is not None:
            working.zones_left.append(area)
        before = working.items.get(element_id)
        if before is not None and before.layer == 0:
            working.zones_left.append(before.bounds)


def _regrouped(working: _Working, dirty: set[Id]) -> set[Id]:
    """Sort the dirty lines into their groups; gives the lines that lead a group now or did before."""
    sheet = working.sheet
    touched: set[Pair] = set()
    for line_id in dirty:
        joined = sheet.joints.joined.get(line_id)
        before = working.pairs.get(line_id, ())
        after = () if joined is None else tuple(_pairs(sheet, *joined))
        if before == after:
            continue
        for pair in before:
            working.groups[pair].discard(line_id)
        for pair in after:
            working.groups.setdefault(pair, set()).add(line_id)
        working.pairs[line_id] = after
        touched.update(before, after)
    leaders: set[Id] = set()
    for pair in touched:
        members = working.groups[pair]
        old = working.first.pop(pair, None)
        if members:
            working.first[pair] = (min(members), len(members))
        new = working.first.get(pair)
        if old != new:
            leaders.update(entry[0] for entry in (old, new) if entry is not None)
    return leaders


def _pairs(sheet: Sheet, source: Id, target: Id) -> Iterator[Pair]:
    low, high = sorted((source, target))
    yield ("shapes", low, high)
    zones = [_drawn_zone(sheet, host) for host in (source, target)]
    if zones[0] or zones[1]:
        low, high = sorted(zones)
        yield ("zones", low, high)


def _drawn_zone(sheet: Sheet, host: Id) -> Id:
    chain = zone_chain(sheet.snapshot, sheet.snapshot.get(host))
    return next((zone for zone in chain if zone in sheet.places), "")


def _groups_of(working: _Working, line_id: Id) -> tuple[Group, Group]:
    """The groups of a line: among the lines of its two shapes, and of its two zones."""
    found = {"shapes": ALONE, "zones": ALONE}
    for pair in working.pairs.get(line_id, ()):
        first, count = working.first[pair]
        inner = pair[0] == "zones" and pair[1] == pair[2]
        leads = first == line_id and not inner
        found[pair[0]] = Group(0, count) if leads else Group(1, 0)
    return found["shapes"], found["zones"]


def _overlaid(working: _Working, dirty: set[Id]) -> set[Id]:
    """Look up what is laid over everything; gives the elements for which that differs."""
    overlays, sheet = working.overlays, working.sheet
    ends: set[Id] = set()
    for line_id in overlays.path:
        ends.update(sheet.joints.joined.get(line_id, ()))
    candidates = overlays.differing(working.laid)
    working.laid = overlays
    if candidates is None:
        candidates = {*working.shown, *working.items, *dirty, *sheet.joints.joined}
    changed: set[Id] = set()
    for element_id in candidates:
        overlay = overlays.of(element_id, ends)
        if overlay != working.shown.get(element_id, NOTHING):
            changed.add(element_id)
            if overlay == NOTHING:
                working.shown.pop(element_id, None)
            else:
                working.shown[element_id] = overlay
    return changed
