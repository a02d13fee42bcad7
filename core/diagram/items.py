"""The item of each element, from where the sheet says it is and what the overlays say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.diagram.behaviour import location_item
from core.diagram.borders import interface_item, port_item
from core.diagram.bystanders import across_top, around_line, through_title
from core.diagram.comparing import with_comparison
from core.diagram.crossings import HALF, Crossing, crossing_points
from core.diagram.display import Item, Mark, Rect
from core.diagram.geometry import along, along_to, bounds_of, length
from core.diagram.hardware import bus_item, joint, node_item
from core.diagram.labels import SHAPE, WORDS, Obstruction
from core.diagram.later import Later, marks_seen
from core.diagram.line_badges import crossing_stands, on_line, steps_on_line
from core.diagram.lines import HEAD, PORT, Course, Dot, Group, count_disc, line_item, steps_of
from core.diagram.manners import spoken_line
from core.diagram.marks import badges_of, worst_role
from core.diagram.notes import note_item
from core.diagram.overlay import NOTHING, Overlay
from core.diagram.placed import as_placed
from core.diagram.places import LINES
from core.diagram.shapes import shape_item
from core.diagram.sheet import Sheet, zone_chain
from core.diagram.zones import zone_item
from core.model import (
    Bus,
    Conduit,
    Connector,
    Element,
    HardwareInterface,
    Id,
    Location,
    Node,
    Point,
    Port,
    TextNote,
    Zone,
)

_AT_END = 14.0
"""So far from its end a line shows that it crosses the border of a zone that it does not leave, in px."""


def item_of(
    sheet: Sheet, element_id: Id, shown: Mapping[Id, Overlay], siblings: Group, zones: Group
) -> Item | None:
    """What is drawn for an element, or None where nothing is; `shown` is what lies over the elements."""
    overlay = shown.get(element_id, NOTHING)
    bundled = [shown[one] for one in siblings.drawn_for(element_id) if one in shown]
    item = _item(sheet, element_id, overlay, siblings, zones, worst_role(*bundled))
    if item is None or not (overlay.difference or overlay.moved):
        return item
    return with_comparison(item, overlay)


def _item(
    sheet: Sheet, element_id: Id, overlay: Overlay, siblings: Group, zones: Group, worst: str | None
) -> Item | None:
    element = sheet.snapshot.get(element_id)
    if element is None:
        return None
    if isinstance(element, LINES):
        return _line(sheet, element, overlay, siblings, zones, worst)
    if isinstance(element, Port | HardwareInterface):
        return _border(sheet, element, overlay)
    place = sheet.places.get(element_id)
    item = _shape(sheet, element, overlay)
    if place is None or item is None:
        return item
    return as_placed(replace(item, parent=place.parent), sheet.places.placements[element_id], place.rect)


def _border(sheet: Sheet, element: Port | HardwareInterface, overlay: Overlay) -> Item | None:
    anchor = sheet.joints.anchors.get((element.id, -1))
    if anchor is None or anchor.host != element.owner:
        return None
    depth = len(sheet.places.above(anchor.host)) + 1
    if isinstance(element, Port):
        item = port_item(element, anchor, depth, overlay)
    else:
        item = interface_item(element, anchor, depth, overlay)
    return replace(item, parent=anchor.host)


def _shape(sheet: Sheet, element: Element, overlay: Overlay) -> Item | None:
    place = sheet.places.get(element.id)
    if place is None:
        return None
    depth = len(sheet.places.above(element.id))
    taken = across_top(sheet, element.id) if badges_of(overlay) else []
    if isinstance(element, Zone):
        outer = sheet.places.get(place.parent)
        around = None if outer is None else outer.rect
        return zone_item(element, place.rect, depth, overlay, through_title(sheet, element.id), around)
    if isinstance(element, Node):
        return node_item(sheet.snapshot, element, place, depth, overlay, taken)
    if isinstance(element, Bus):
        return bus_item(element, place.rect, sheet.joints.bus_names[element.id], depth, overlay, taken)
    if isinstance(element, Location):
        return location_item(element, place.rect, depth, overlay, taken)
    if isinstance(element, TextNote):
        return note_item(element, place.rect, depth, overlay)
    return shape_item(sheet.snapshot, element, place, depth, overlay, taken)


def _line(
    sheet: Sheet, line: Element, overlay: Overlay, siblings: Group, zones: Group, worst: str | None
) -> Item | None:
    points = sheet.ways.get(line.id)
    joined = sheet.joints.joined.get(line.id)
    if points is None or joined is None or len(points) < 2:
        return None
    squares: list[Rect] = []
    badges, steps = len(badges_of(overlay)), len(steps_of(overlay))
    tip = PORT / 2 if _ends_at_port(sheet, line) else 0.0
    crossings = _off_head(points, _crossings(sheet, line, points), tip)
    dot = None
    if badges or steps or worst is not None:
        stands, others = around_line(sheet, line.id)
        stands += crossing_stands(crossing.point for crossing in crossings)
        label = sheet.labels.get(line.id)
        words = None if label is None else label.area
        squares = on_line(points, badges, stands, others, words) if badges else []
        if steps:
            hidden = [Obstruction(square, WORDS) for square in squares]
            named = [Obstruction(words, WORDS)] if words else []
            squares += steps_on_line(points, steps, (*stands, *hidden, *named), others)
        if worst is not None:
            dot = Dot(_dot_place(points, siblings, stands, others), worst)
    course = Course(
        points,
        sheet.manners[line.id],
        overlay,
        sheet.labels.get(line.id),
        tuple(crossings),
        tip,
        siblings,
        zones,
        tuple(squares),
        dot,
    )
    item = line_item(line.id, course, spoken_line(sheet.snapshot, line, *joined))
    ends = zip(joined, (points[0], points[-1]), strict=True)
    taps = tuple(point for host, point in ends if isinstance(sheet.snapshot.get(host), Bus))
    if not taps:
        return item
    # Taps are drawn over the bars that they meet.
    return replace(item, layer=3, depth=50, marks=Later(_tapped, (item.marks, taps)))


def _dot_place(
    points: Sequence[Point], siblings: Group, stands: Iterable[Obstruction], others: Iterable[Rect]
) -> Point:
    """Where on its line the dot for its badges stands, clear of the number of lines that run as one."""
    if siblings.count > 1:
        stands = (*stands, Obstruction(count_disc(points), SHAPE))
    return steps_on_line(points, 1, stands, others)[0].centre


def _tapped(marks: Sequence[Mark], taps: Sequence[Point], *, far: bool) -> list[Mark]:
    return [*marks_seen(marks, far), *(mark for point in taps for mark in joint(point))]


def _ends_at_port(sheet: Sheet, line: Element) -> bool:
    assert isinstance(line, LINES)
    return isinstance(sheet.snapshot.get(line.target), Port | HardwareInterface)


def _crossings(sheet: Sheet, line: Element, points: Sequence[Point]) -> list[Crossing]:
    """Where a flow leaves or enters zones of which one of its ends is part and the other is not.

    A border that it merely passes over, on its way between two ends outside, is none that it crosses.
    """
    if not isinstance(line, Connector):
        return []
    near = sheet.zones.near(bounds_of(points))
    if not near:
        return []
    source, target = (
        set(zone_chain(sheet.snapshot, sheet.snapshot.get(host))) for host in sheet.joints.joined[line.id]
    )
    allowed = _allowed(sheet, line)
    crossed = [zone for zone in near if zone in source ^ target]
    places = (_crossing_point(sheet, points, zone, zone in source) for zone in crossed)
    return [Crossing(point, allowed) for point in sorted(places, key=lambda one: along_to(points, one))]


def _crossing_point(sheet: Sheet, points: Sequence[Point], zone: Id, leaves: bool) -> Point:
    """Where a line that leaves or enters a zone passes its border for good.

    One whose other end lies over the zone without being part of it crosses the border where it ends.
    """
    rect = sheet.zones.get(zone)
    assert rect is not None
    found = list(crossing_points(points, rect))
    if not found:
        inwards = points if not leaves else points[::-1]
        return along(inwards, min(_AT_END, length(inwards) / 2))
    return found[-1] if leaves else found[0]


def _off_head(points: Sequence[Point], crossings: list[Crossing], tip: float) -> list[Crossing]:
    """The crossings, those on the head of the line or on one another so far back that all can be read.

    A border that meets the head is crossed just before it.
    """
    last = length(points) - tip - HEAD - HALF - 1
    found = []
    for crossing in reversed(crossings):
        far = along_to(points, crossing.point)
        if far > last > length(points) / 2:
            far = last
        found.append(replace(crossing, point=along(points, far)))
        last = far - 2 * HALF - 1
    return found[::-1]


def _allowed(sheet: Sheet, connector: Connector) -> bool:
    """Whether the conduit of the flow joins the zones of its ends."""
    conduit = sheet.snapshot.find(Conduit, connector.conduit)
    if conduit is None:
        return False
    ends = (sheet.snapshot.get(host) for host in sheet.joints.joined[connector.id])
    return all(set(zone_chain(sheet.snapshot, end)) & set(conduit.zones) for end in ends)
