"""A diagram that grows from what is drawn: new shapes in free room, joined with what they come from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.gestures.connect import join
from app.gestures.gesture import Stage, snapped
from app.gestures.move import holder_at
from app.gestures.placing import add_named, fits_in, placement_of, put, settle_in
from app.gestures.slide import nearest
from core.diagram.borders import LOLLIPOPS
from core.diagram.display import Rect
from core.diagram.forms import PARTS, Form
from core.diagram.lollipops import spot_on
from core.diagram.places import BORDER, Place
from core.diagram.room import BESIDE, Room, Way, place_at, place_beside, place_in_row, room_of
from core.diagram.sizes import default_size, least_size
from core.diagram.taps import lengthened, place_along
from core.ground.words import _
from core.model import (
    KINDS,
    Bus,
    Direction,
    Editor,
    Element,
    Firmware,
    HardwareInterface,
    Id,
    Location,
    Node,
    Port,
    TextNote,
    Zone,
)
from core.model.joining import can_join

if TYPE_CHECKING:
    from app.canvas.shape_item import ShapeItem

RIGHT: Way = (1, 0)
LEFT: Way = (-1, 0)
BELOW: Way = (0, 1)
ABOVE: Way = (0, -1)


@dataclass(frozen=True, slots=True)
class Start:
    """Where something new comes from: a line from `source` leads to it, or with `inward` from it to there.

    It is put beside `beside` in a direction, else near a point, and becomes part of `holder` as far as it
    fits into that; ports and the like become part of `host`. The room is looked for among `places`, those
    of the shapes before anything new was shown.
    """

    point: QPointF
    places: tuple[Place, ...] = ()
    beside: Id | None = None
    way: Way = RIGHT
    apart: float = BESIDE
    source: Element | None = None
    inward: bool = False
    holder: Id | None = None
    host: Element | None = None
    exact: bool = False
    """Whether the point is meant exactly, whatever lies there: a person pointed at it."""
    reading: bool = False
    """Whether what is new follows in reading order: right of the other, else at the beginning of a row."""
    found: dict[tuple[Id | None, tuple[float, float]], Rect] = field(default_factory=dict, compare=False)
    """The room found so far, by what will hold a shape and its size: most letters of a name alter neither."""
    tapping: set[Rect] = field(default_factory=set, compare=False)
    """What of it lies along the bus that is tapped from there."""
    lines: tuple[Rect, ...] = ()
    """The stretches of the lines before anything new was shown, which room is looked for beside first."""


def places_on(stage: Stage) -> tuple[Place, ...]:
    """Where the shapes of a diagram are drawn now."""
    return tuple(_places(stage))


def lines_on(stage: Stage) -> tuple[Rect, ...]:
    """The upright and level stretches of the lines of a diagram, as they are drawn now."""
    found = []
    for item in stage.scene_shown.items_by_id.values():
        points = item.item.outline if item.item.is_line else ()
        for one, other in pairwise(points):
            wide, high = abs(one.x - other.x), abs(one.y - other.y)
            if not wide or not high:
                found.append(Rect(min(one.x, other.x), min(one.y, other.y), wide, high))
    return tuple(found)


def held_in(stage: Stage, element_id: Id) -> Id | None:
    """What is drawn around a shape."""
    item = stage.scene_shown.find(element_id)
    return item.item.parent if item is not None else None


def holder_for(stage: Stage, element: Element, start: Start) -> Element | None:
    """What something new becomes part of: the innermost around it in which its kind can lie."""
    if isinstance(element, Location | TextNote):
        return None
    if start.exact:
        return holder_at(stage, element, start.point)
    return stage.snapshot().get(_fitting(stage, element, start.holder))


def area_for(stage: Stage, element: Element, start: Start, size: tuple[float, float] | None = None) -> Rect:
    """The free room for a new shape with its name, or for one of a size."""
    size = size or size_for(stage, element)
    if start.exact:
        holder = holder_at(stage, element, start.point)
        around = (holder.id, *_holders(stage, holder.id)) if holder is not None else ()
        return pointed_at(stage, element, start.point, size, start.places, around)
    fitting = _fitting(stage, element, start.holder)
    if (fitting, size) not in start.found:
        start.found[fitting, size] = _free_for(stage, start, fitting, size)
    return start.found[fitting, size]


def pointed_at(
    stage: Stage,
    element: Element,
    point: QPointF,
    size: tuple[float, float],
    places: Iterable[Place],
    around: Collection[Id],
) -> Rect:
    """The place for a shape around a point: there, or where it would cover another, the free one nearest.

    What is `around`, in which it will lie, is not covered. Zones are a ground that other shapes may reach
    over, and notes lie on whatever they are about.
    """
    area = _around(point, size)
    if isinstance(element, TextNote):
        return area
    snapshot = stage.snapshot()
    solid = [
        replace(place, parent=None)
        for place in places
        if place.element not in around
        and (isinstance(element, Zone) or not isinstance(snapshot.get(place.element), Zone | TextNote))
    ]
    room = room_of(snapshot, solid, None)
    return area if room.free(area) else place_at(room, area.centre.x, area.centre.y, size)


def add_form(edit: Editor, stage: Stage, form: Form, name: str, start: Start) -> Id:
    """Add an element of a form in free room, with the line that it was wanted for."""
    if form.kind in PARTS:
        return _add_part(edit, stage, form, name, start)
    facts = dict(form.facts)
    made = KINDS[form.kind]
    blank = made(id="", **({"text": name} if made is TextNote else {"name": name, **facts}))
    area = area_for(stage, blank, start)
    element = add_named(edit, stage.diagram, form.kind, name, **facts)
    if not isinstance(element, Location | TextNote):
        holder = holder_for(stage, element, start)
        settle_in(edit, element.id, holder)
    put(edit, stage.diagram, element.id, x=area.x, y=area.y, width=area.width, height=area.height)
    _reach(edit, stage, start, area)
    join_up(edit, element.id, start)
    return element.id


def draw_known(edit: Editor, stage: Stage, element_id: Id, start: Start) -> Id:
    """Draw an element of the model that is not on the diagram yet, in free room."""
    element = edit.snapshot[element_id]
    area = area_for(stage, element, start)
    put(edit, stage.diagram, element_id, x=area.x, y=area.y)
    _reach(edit, stage, start, area)
    join_up(edit, element_id, start)
    return element_id


def join_up(edit: Editor, element_id: Id, start: Start) -> Id | None:
    """Add the line between the source and an element, where one can join them."""
    element, source = edit.get(element_id), start.source
    if element is None or source is None:
        return None
    ends = (element, source) if start.inward else (source, element)
    return join(edit, *ends).id if can_join(*ends) else None


def _add_part(edit: Editor, stage: Stage, form: Form, name: str, start: Start) -> Id:
    """A port, an interface or firmware; on the border it lies nearest to where it was wanted."""
    host = start.host
    assert host is not None
    if form.kind == Firmware.kind:
        return edit.new(Firmware, owner=host.id, name=_("firmware"), version=name).id
    facts = dict(form.facts)
    if form.kind == Port.kind:
        facts.setdefault("direction", Direction.BOTH)
    made = edit.new(KINDS[form.kind], owner=host.id, name=name, **facts)
    item = stage.scene_shown.find(host.id)
    if start.exact and item is not None:
        side, offset = nearest(item.outline(), start.point)
        put(edit, stage.diagram, made.id, side=side, offset=offset)
    else:
        place_on_border(edit, stage, made, start.places)
    return made.id


def place_on_border(edit: Editor, stage: Stage, made: Element, places: Iterable[Place]) -> None:
    """Draw a port or an interface; where on the border, its lines say, until a person does.

    What stands out from the border has none: it goes where it has room, and its host becomes higher for it.
    """
    host = stage.scene_shown.find(made.owner or "")
    placement = placement_of(edit.snapshot, stage.diagram.id, made.owner or "")
    if (
        host is None
        or placement is None
        or not isinstance(made, HardwareInterface)
        or made.interface not in LOLLIPOPS
    ):
        put(edit, stage.diagram, made.id)
        return
    rect = next((one.rect for one in places if one.element == made.owner), _outline(host))
    around = {made.owner, *_holders(stage, made.owner or "")}
    shapes = [one.rect for one in places if one.element not in around and one.parent != made.owner]
    items = (shape.item for shape in stage.scene_shown.items_by_id.values())
    taken = [
        item.bounds.grown(-2)
        for item in items
        if item.element != made.id
        and isinstance(edit.get(item.element), BORDER)
        and item.parent == made.owner
    ]
    (side, offset), higher = spot_on(made, rect, taken, shapes)
    if higher and not placement.locked:
        put(edit, stage.diagram, placement.element, height=rect.height + higher)
    put(edit, stage.diagram, made.id, side=side, offset=offset)


def _reach(edit: Editor, stage: Stage, start: Start, area: Rect) -> None:
    """Lengthen the bus that something new taps, so that its tap leads straight there."""
    bus = _bus(start)
    if bus is not None and area in start.tapping:
        longer = lengthened(bus.rect, area)
        if longer != bus.rect:
            put(edit, stage.diagram, bus.element, width=longer.width, height=longer.height)


def _bus(start: Start) -> Place | None:
    """The place of the bus that something new is to tap."""
    if not isinstance(start.source, Bus):
        return None
    return next((place for place in start.places if place.element == start.source.id), None)


def _bound(stage: Stage, element_id: Id) -> bool:
    """Whether a shape is locked where it is."""
    placement = placement_of(stage.snapshot(), stage.diagram.id, element_id)
    return placement is not None and placement.locked


def _holders(stage: Stage, element_id: Id) -> Iterator[Id]:
    """What is drawn around a shape, the nearest first."""
    around = held_in(stage, element_id)
    while around is not None:
        yield around
        around = held_in(stage, around)


def _free_for(stage: Stage, start: Start, holder: Id | None, size: tuple[float, float]) -> Rect:
    room = room_of(stage.snapshot(), start.places, holder, start.lines)
    bus = _bus(start)
    along = _along(stage, start, room, bus, size) if bus is not None else None
    if along is not None:
        start.tapping.add(along)
        return along
    beside = stage.scene_shown.find(start.beside) if start.beside is not None else None
    if beside is None:
        return place_at(room, start.point.x(), start.point.y(), size)
    joined = _shape_of(stage, start.source) if start.source is not None else None
    if start.reading:
        firm = frozenset(place.element for place in start.places if _bound(stage, place.element))
        return place_in_row(replace(room, firm=firm), _outline(beside), size)
    third = _outline(joined) if joined is not None and joined is not beside else None
    return place_beside(room, _outline(beside), size, start.way, start.apart, third)


def _along(stage: Stage, start: Start, room: Room, bus: Place, size: tuple[float, float]) -> Rect | None:
    """The room along a bus: on the side where another stands that taps it, else where the way leads."""
    other = next((place.rect for place in start.places if place.element == start.beside), bus.rect)
    way = start.way
    if start.beside != bus.element:
        dx, dy = other.centre.x - bus.rect.centre.x, other.centre.y - bus.rect.centre.y
        way = (-1 if dx < 0 else 1, -1 if dy < 0 else 1)
    return place_along(room, bus.rect, size, way, longer=not _bound(stage, bus.element))


def _shape_of(stage: Stage, element: Element) -> ShapeItem | None:
    """What is drawn of an element, or of what a port is on."""
    return stage.scene_shown.find(element.id if not isinstance(element, BORDER) else element.owner or "")


def _outline(item: ShapeItem) -> Rect:
    area = item.outline()
    return Rect(area.x(), area.y(), area.width(), area.height())


def _fitting(stage: Stage, element: Element, holder: Id | None) -> Id | None:
    """The innermost holder around that an element can lie in."""
    snapshot = stage.snapshot()
    while holder is not None:
        found = snapshot.get(holder)
        if found is not None and fits_in(element, found):
            return holder
        holder = held_in(stage, holder)
    return None


def size_for(stage: Stage, element: Element) -> tuple[float, float]:
    """How large a new shape is: as its name needs, in steps of 8 px."""
    wide, high = default_size(element)
    if isinstance(element, TextNote):
        return wide, high
    least = least_size(stage.snapshot(), element)
    while wide < least[0]:
        wide += 8
    return wide, max(high, least[1]) if isinstance(element, Node) else high


def _around(point: QPointF, size: tuple[float, float]) -> Rect:
    return Rect(snapped(point.x() - size[0] / 2), snapped(point.y() - size[1] / 2), *size)


def _places(stage: Stage) -> Iterator[Place]:
    for element_id, item in stage.scene_shown.items_by_id.items():
        if not item.item.is_line and item.item.layer in (0, 1, 3):
            area = item.outline()
            rect = Rect(area.x(), area.y(), area.width(), area.height())
            yield Place(element_id, rect, item.item.parent)
