"""From a view of the model to its drawing, at once or step by step as the model changes."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from core.diagram.bystanders import BADGE_REACH, near_badges, near_titles
from core.diagram.display import Drawing, Item
from core.diagram.geometry import around
from core.diagram.items import item_of
from core.diagram.overlay import NOTHING, Overlays
from core.diagram.places import hidden_kinds
from core.diagram.reach import begins_anew, touched_by
from core.diagram.sheet import Sheet
from core.diagram.working import Stamp, Working
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import (
    Diagram,
    Edit,
    HardwareInterface,
    Id,
    Placement,
    Point,
    Port,
    Snapshot,
)

_MOST = 0.2
"""Where more than this part of a drawing is touched, all of it is worked out: that is quicker then."""

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
    working = Working(Sheet(diagram, hidden_kinds(snapshot, diagram)), overlays or Overlays())
    placements = snapshot.owned(diagram.id, Placement)
    touched = {placement.element for placement in placements}
    shown = {placement.element for placement in placements if not placement.hidden}
    for host in shown:
        touched.update(
            border.id for kind in (Port, HardwareInterface) for border in snapshot.owned(host, kind)
        )
    drawing = _advanced(working, snapshot, touched, pace=pace)
    working.recall.begin()
    return drawing


def redraw(
    previous: Drawing,
    snapshot: Snapshot,
    edits: Iterable[Edit],
    overlays: Overlays | None = None,
    *,
    brief: bool = False,
    words: bool = True,
) -> Drawing:
    """The drawing after the edits that lead from the snapshot of `previous` to this one.

    The same as `draw` gives, but only what the edits reach is worked out; every other item is the
    very same object. Quickest when `previous` is the latest drawing made of this diagram.

    In brief, as for a preview, what is edited and its own lines follow, those without words; what lies
    around them does not look up before the next drawing that is not brief, which is what `draw` gives.
    Without `words` all lines run as they will then, and only the words of those that run otherwise wait.
    """
    overlays = overlays or Overlays()
    edits = tuple(edits)
    taken = previous.working
    if (
        not isinstance(taken, Stamp)
        or taken.working.stamp is not taken
        or begins_anew(previous.diagram, edits)
    ):
        return draw(snapshot, previous.diagram, overlays)
    working = taken.working
    if not brief:
        known = _recalled(working, snapshot, edits, overlays)
        if known is not None:
            return known
    touched = set(touched_by(working.sheet, snapshot, edits))
    if not brief and len(touched) > max(len(working.items) * _MOST, 12):
        return _anew(working, draw(snapshot, previous.diagram, overlays))
    working.overlays = overlays
    working.recall.note(edits)
    drawing = _advanced(working, snapshot, touched, brief, words=words)
    if words and not brief:
        working.recall.close()
    return drawing


def way_to(drawing: Drawing, element_id: Id, point: Point) -> tuple[Point, ...]:
    """The way that a line from a drawn shape or port would take to a free point, by the same solver.

    Empty where the point lies in the shape, and for a drawing from which a later one was made.
    """
    taken = drawing.working
    if not isinstance(taken, Stamp) or taken.working.stamp is not taken:
        return ()
    return taken.working.sheet.way_to(element_id, point)


def changed_items(before: Drawing | None, after: Drawing) -> tuple[dict[Id, Item], set[Id]]:
    """The items of `after` that are new or other than in `before`, and the elements no longer drawn."""
    taken = after.working
    if before is not None and isinstance(taken, Stamp) and taken.before is before.working:
        return dict(taken.changed), set(taken.gone)
    old = {} if before is None else {item.element: item for item in before.items}
    new = {item.element: item for item in after.items}
    return {key: item for key, item in new.items() if old.get(key) is not item}, old.keys() - new.keys()


def _advanced(
    working: Working,
    snapshot: Snapshot,
    touched: set[Id],
    brief: bool = False,
    pace: Pace | None = None,
    *,
    words: bool = True,
) -> Drawing:
    with _no_collecting(first=not working.items, large=pace is not None):
        sheet = working.sheet
        zones_before = (sheet.zones.get(zone) for zone in touched)
        working.zones_left += [zone for zone in zones_before if zone is not None]
        dirty = sheet.advance(snapshot, touched, brief, pace, words=words)
        _note_zones(working, dirty)
        if brief:
            for element_id in tuple(dirty):
                dirty.update(sheet.joints.borders_of(element_id))
        else:
            dirty |= _reached(working, dirty)
        stamp = working.begin_stamp()
        _itemised(working, dirty, stamp, brief, pace)
        working.sort(stamp)
        if words and not brief:
            sheet.standing.forget_changes()
    return Drawing(sheet.diagram.id, tuple(working.ordered), working.bounds, stamp)


def _recalled(
    working: Working, snapshot: Snapshot, edits: tuple[Edit, ...], overlays: Overlays
) -> Drawing | None:
    """The drawing to which these edits lead back, or on again, where it is known."""
    known = working.recall.step(edits)
    if known is None:
        return None
    drawn, laid = known
    sheet = working.sheet
    working.overlays, working.zones_left = overlays, []
    sheet.stand_at(snapshot)
    stamp = working.begin_stamp()
    areas = []
    with _no_collecting(first=False):
        for element_id, (item, overlay) in drawn.items():
            areas.append(working.extents.get(element_id))
            working.take(stamp, element_id, item, overlay)
            working.show(element_id, overlay)
            areas.append(working.extents.get(element_id))
        around_all = around(area for area in areas if area is not None).grown(BADGE_REACH)
        # Badges make room for what changed near them, and other things may lie over the drawing by now.
        alike = all(overlays.differing(one) == set() for one in laid)
        badged = (set() if alike else working.groups.leading(drawn.keys())) | {
            element_id
            for element_id in _badged(working) & working.extents.keys() - drawn.keys()
            if working.extents[element_id].touches(around_all)
        }
        dirty = badged | _overlaid(working, set(drawn), again=set() if alike else set(drawn))
        _itemised(working, dirty, stamp, brief=False)
        working.recall.close()
        working.sort(stamp)
    return Drawing(sheet.diagram.id, tuple(working.ordered), working.bounds, stamp)


def _anew(before: Working, drawing: Drawing) -> Drawing:
    """The drawing with the items of the one before in place of those that are the same."""
    taken = drawing.working
    assert isinstance(taken, Stamp)
    working = taken.working
    stamp = working.stamp = Stamp(working, before.stamp)
    for element_id, item in working.items.items():
        known = before.items.get(element_id)
        if known == item:
            working.items[element_id] = known
        else:
            stamp.changed[element_id] = item
    stamp.gone.update(before.items.keys() - working.items.keys())
    working.ordered = [working.items[item.element] for item in working.ordered]
    return Drawing(drawing.diagram, tuple(working.ordered), drawing.bounds, stamp)


def _reached(working: Working, dirty: set[Id]) -> set[Id]:
    """What may look different because of what is dirty."""
    sheet = working.sheet
    reached = set(dirty)
    if working.items:
        reached |= near_titles(sheet)
        # How far out a zone has room for its title hangs on the border around it.
        held = (one for holder in dirty for one in sheet.places.children(holder))
        reached |= {one for one in held if sheet.zones.get(one) is not None}
    else:
        reached |= sheet.joints.joined.keys() | set(sheet.joints.borders())
    reached |= set(_neighbours(working, reached))
    working.zones_left = []
    reached |= working.groups.sort(sheet, reached)
    reached |= _overlaid(working, reached)
    if working.shown:
        shown, groups = working.shown, working.groups
        reached |= {one for one in near_badges(sheet) if one in shown or groups.leads(one, shown)}
    return reached


def _itemised(working: Working, dirty: set[Id], stamp: Stamp, brief: bool, pace: Pace | None = None) -> None:
    """Make the items of these elements anew; those that turn out the same stay the same objects."""
    for place, element_id in enumerate(dirty):
        if pace is not None and place % 100 == 0:
            pace(0.75 + 0.25 * place / len(dirty))
        overlay = working.shown.get(element_id, NOTHING)
        item = item_of(working.sheet, element_id, working.shown, *working.groups.of(element_id))
        before = working.drawn(element_id)
        if item != before[0]:
            working.recall.note_item(element_id, before)
            working.take(stamp, element_id, item, overlay)
    if stamp.changed or stamp.gone or (working.left and not brief):
        working.measure(stamp.changed, brief)


@contextmanager
def _no_collecting(first: bool, large: bool = False) -> Iterator[None]:
    """Drawing makes very many small objects, none of them in a circle: looking for garbage is in vain.

    Those of a first drawing stay for long, so they are counted among the old objects at once; of a large
    one they join those that are set aside, where some are.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if first:
            aside = gc.get_freeze_count()  # it counts them all: no redraw may ask
            if large or not aside:
                gc.freeze()
            if not aside:
                gc.unfreeze()
        gc.enable()


def _neighbours(working: Working, dirty: set[Id]) -> Iterator[Id]:
    """Lines whose crossings or words depend on something dirty, and the ports of dirty shapes."""
    sheet = working.sheet
    for element_id in dirty:
        yield from sheet.joints.lines_at.get(element_id, ())
        yield from sheet.joints.borders_of(element_id)
        # What lies in a container is in the zone in which that is.
        for inner in sheet.places.children(element_id) if sheet.zones.get(element_id) is None else ():
            yield from sheet.joints.lines_at.get(inner, ())
    for area in dict.fromkeys(working.zones_left):
        yield from (key[0] for key in sheet.way_parts.near(area))


def _note_zones(working: Working, dirty: set[Id]) -> None:
    """Keep in mind where dirty zones are, and where their items show them."""
    for element_id in dirty:
        area = working.sheet.zones.get(element_id)
        if area is not None:
            working.zones_left.append(area)
        before = working.items.get(element_id)
        if before is not None and before.layer == 0:
            working.zones_left.append(before.bounds)


def _badged(working: Working) -> set[Id]:
    """What something lies over, and the lines that bear the badges of others far out."""
    return working.shown.keys() | working.groups.leading(working.shown)


def _overlaid(working: Working, dirty: set[Id], again: Collection[Id] = ()) -> set[Id]:
    """Look up what is laid over everything; gives the elements for which that differs.

    `again` is looked at in any case: items that were made when something else lay over them.
    """
    overlays, sheet = working.overlays, working.sheet
    ends: set[Id] = set()
    for line_id in overlays.path:
        ends.update(sheet.joints.joined.get(line_id, ()))
    candidates = overlays.differing(working.laid)
    working.laid = overlays
    if candidates is None:
        candidates = {*working.shown, *working.items, *dirty, *sheet.joints.joined}
    candidates.update(again)
    changed: set[Id] = set()
    for element_id in candidates:
        overlay = overlays.of(element_id, ends)
        if overlay != working.shown.get(element_id, NOTHING):
            changed.add(element_id)
            working.show(element_id, overlay)
    return changed | working.groups.leading(changed)
