"""What of the model a diagram shows: drawing what is connected, hiding and showing again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.canvas.tools import SHOWN_BY_HAND
from app.gestures.gesture import GRID, Stage
from app.gestures.placing import counted, put
from core.diagram import Rect
from core.diagram.geometry import around, bounds_of
from core.diagram.places import BORDER, LINES
from core.diagram.sizes import default_size
from core.ground.words import _, plural
from core.model import Editor, Element, Filter, Id, Placement, Snapshot
from core.model.zoning import zone_of

_APART = 96.0
"""How far from what it is connected with an element is drawn, in px."""

_BETWEEN = 16.0
_HEAD, _MARGIN = 40.0, 16.0
_NARROW = 176.0
"""How wide a shape is that is drawn anew, at most in most cases."""

_MOST_ROWS = 60
_PORTS = 4
"""The layer of ports, which take no room of their own."""


def neighbours(snapshot: Snapshot, element_ids: Iterable[Id]) -> list[Id]:
    """What lines of the model join these elements with, in the order of the model."""
    hosts = {_host(snapshot, element_id) for element_id in element_ids}
    found: set[Id] = set()
    for host in hosts:
        ends = {host, *(part.id for kind in BORDER for part in snapshot.owned(host, kind))}
        for end in ends:
            for line in snapshot.uses(end):
                if isinstance(line, LINES):
                    found.update(_host(snapshot, one) for one in (line.source, line.target))
    return sorted(found - hosts)


def missing(stage: Stage) -> list[Element]:
    """What the diagram could show and has no place for, in the order of the model."""
    snapshot, diagram = stage.snapshot(), stage.diagram
    kinds = SHOWN_BY_HAND[diagram.diagram]
    placed = {placement.element for placement in snapshot.owned(diagram.id, Placement)}
    machine = diagram.owner
    return [
        element
        for kind in kinds
        for element in _all_of(snapshot, kind)
        if element.id not in placed and (machine is None or element.owner == machine)
    ]


def draw_connected(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Draw what these elements are connected with and the diagram does not show; False for nothing."""
    chosen = list(element_ids)
    snapshot = stage.snapshot()
    drawable = {element.id: element for element in missing(stage)}
    ends = [
        end
        for one in chosen
        if isinstance(line := snapshot.get(one), LINES)
        for end in (line.source, line.target)
    ]
    near = [drawable[one] for one in neighbours(snapshot, [*chosen, *ends]) if one in drawable]
    return draw_beside(stage, near, chosen)


def draw_beside(stage: Stage, elements: list[Element], element_ids: Iterable[Id] = ()) -> bool:
    """Draw elements of the model, in what holds them where that is drawn, else beside some others."""
    if not elements:
        return False
    snapshot = stage.snapshot()
    items = [item.item for item in stage.scene_shown.items_by_id.values()]
    areas = {
        item.element: bounds_of(item.outline) for item in items if not item.is_line and item.layer < _PORTS
    }
    start = next((areas[one] for one in element_ids if one in areas), around(areas.values()))
    spots: dict[Id, Rect] = {}
    for element in elements:
        holders = _holders(snapshot, element)
        taken = [area for one, area in {**areas, **spots}.items() if one not in holders]
        holder = next((areas[one] for one in holders if one in areas), None)
        places = _beside(start) if holder is None else _inside(holder)
        spots[element.id] = _free(default_size(element), places, taken)

    def apply(edit: Editor) -> None:
        for element_id, spot in spots.items():
            put(edit, stage.diagram, element_id, x=spot.x, y=spot.y)

    return stage.commit(_("Draw {what}").format(what=counted(elements)), apply)


def hide(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Leave elements out of the diagram; where they were drawn is kept for when they are shown again."""
    snapshot = stage.snapshot()
    chosen = [element for one in sorted(set(element_ids)) if (element := snapshot.get(one)) is not None]
    if not chosen:
        return False

    def apply(edit: Editor) -> None:
        for element in chosen:
            put(edit, stage.diagram, element.id, hidden=True)

    return stage.commit(_("Hide {what} on the diagram").format(what=counted(chosen)), apply)


def hide_kinds(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Leave all elements of the kinds of these out of the diagram: its filter says so, for everybody."""
    snapshot = stage.snapshot()
    kinds = {element.kind for one in element_ids if (element := snapshot.get(one)) is not None}
    if not kinds:
        return False
    stated = filter_of(snapshot, stage.diagram.id)
    hides = tuple(sorted(kinds.union(stated.hides if stated else ())))
    words = ", ".join(sorted(_(kind) for kind in kinds))
    return stage.commit(
        _("Hide every {kind} on the diagram").format(kind=words),
        lambda edit: state(edit, stage.diagram.id, hides=hides),
    )


def hidden_here(stage: Stage) -> list[Placement | str]:
    """What the diagram leaves out: single elements by their placements, then whole kinds of them."""
    snapshot, diagram = stage.snapshot(), stage.diagram
    single = [one for one in snapshot.owned(diagram.id, Placement) if one.hidden]
    kinds = [kind for one in snapshot.of(Filter) if one.owner == diagram.id for kind in one.hides]
    return [*single, *sorted(set(kinds))]


def show_hidden(stage: Stage, chosen: Iterable[Placement | str] | None = None) -> bool:
    """Show again what the diagram leaves out, all of it or what is chosen; False where that is nothing."""
    shown = hidden_here(stage) if chosen is None else list(chosen)
    if not shown:
        return False
    kinds = {one for one in shown if isinstance(one, str)}

    def apply(edit: Editor) -> None:
        for placement in shown:
            if isinstance(placement, Placement):
                edit.set(placement, hidden=False)
        for stated in [one for one in edit.snapshot.of(Filter) if one.owner == stage.diagram.id]:
            left = tuple(kind for kind in stated.hides if kind not in kinds)
            if left or stated.overlays:
                edit.set(stated, hides=left)
            else:
                edit.remove(stated.id)

    label = plural(
        "Show {count} hidden thing on the diagram", "Show {count} hidden things on the diagram", len(shown)
    )
    return stage.commit(label, apply)


def keep_overlays(stage: Stage, overlays: Iterable[str]) -> bool:
    """State the overlays that lie over the diagram, for everybody who opens it."""
    names = tuple(sorted(overlays))
    return stage.commit(
        _("Keep the overlays with the diagram"), lambda edit: state(edit, stage.diagram.id, overlays=names)
    )


def filter_of(snapshot: Snapshot, diagram: Id) -> Filter | None:
    """The filter that a diagram states, the first where there are several."""
    return next((one for one in snapshot.of(Filter) if one.owner == diagram), None)


def state(edit: Editor, diagram: Id, **facts: tuple[str, ...]) -> None:
    """State facts in the filter of a diagram; one that says nothing any more goes."""
    known = filter_of(edit.snapshot, diagram)
    stated = edit.new(Filter, owner=diagram, **facts) if known is None else edit.set(known, **facts)
    if isinstance(stated, Filter) and not stated.hides and not stated.overlays:
        edit.remove(stated.id)


def _all_of(snapshot: Snapshot, kind: type[Element]) -> tuple[Element, ...]:
    return snapshot.of(kind)


def _host(snapshot: Snapshot, element_id: Id) -> Id:
    """The shape that a port or interface sits on; anything else itself."""
    element = snapshot.get(element_id)
    at_border = isinstance(element, BORDER) and element.owner is not None
    return element.owner if at_border and element is not None and element.owner else element_id


def _holders(snapshot: Snapshot, element: Element) -> list[Id]:
    """What would hold the element on a drawing, the innermost first."""
    found = [owner.id for owner in snapshot.owners(element)]
    zone = zone_of(snapshot, element)
    while zone is not None and zone.id not in found:
        found.append(zone.id)
        zone = zone_of(snapshot, zone)
    return found


def _inside(holder: Rect) -> Iterator[tuple[float, float]]:
    """Places in a holder, row by row, and below what it holds now."""
    for row in range(_MOST_ROWS):
        y = holder.y + _HEAD + row * GRID
        x = holder.x + _MARGIN
        for _column in range(max(int((holder.width - 2 * _MARGIN - _NARROW) / GRID), 0) + 1):
            yield x, y
            x += GRID


def _beside(start: Rect) -> Iterator[tuple[float, float]]:
    """Places right of an area, near its top first, further right where there are none."""
    for column in range(_MOST_ROWS):
        for row in range(_MOST_ROWS):
            for way in (1, -1):
                yield start.right + _APART + column * 4 * GRID, start.y + way * row * GRID


def _free(size: tuple[float, float], places: Iterable[tuple[float, float]], taken: list[Rect]) -> Rect:
    """The first place where the shape has room around it; the first of all where none has."""
    first: Rect | None = None
    for x, y in places:
        spot = Rect(x, y, *size)
        first = first or spot
        if not any(area.touches(spot.grown(_BETWEEN)) for area in taken):
            return spot
    assert first is not None
    return first
