"""What a layout needs to know of a diagram: its boxes, what joins them, their tiers, room for words."""

from collections.abc import Iterator

from core.diagram.boxes import Box, Graph
from core.diagram.display import Rect
from core.diagram.hardware import bus_label_area
from core.diagram.lollipops import around_host
from core.diagram.manners import manner_of
from core.diagram.places import BORDER, LINES, Places
from core.diagram.sizes import PADDING, header_of, size_of
from core.diagram.zones import zone_reserved
from core.ground.words import untranslated
from core.model import Bus, Connector, Edge, Element, Id, Level, Link, Location, Snapshot, Zone
from core.model.zoning import zone_of


def graph_of(snapshot: Snapshot, places: Places, pinned: frozenset[Id], downwards: bool) -> Graph:
    """What a layout engine needs to know of the shapes drawn."""
    joins = tuple(joins_of(snapshot, places))
    ends = {end for line, _source, _target in joins for end in ends_of(line)}
    boxes: list[Box] = []
    header: dict[Id, float] = {}
    for element_id in sorted(places):
        element, place = snapshot[element_id], places[element_id]
        wide, high = size_of(snapshot, element, places.placements[element_id])
        bar = isinstance(element, Bus)
        boxes.append(
            Box(
                element_id,
                _bus_length(element) if isinstance(element, Bus) else wide,
                high,
                place.parent,
                place.rect if element_id in pinned else None,
                None if bar else _tier(snapshot, element),
                bar,
                isinstance(element, Location) and element.initial,
                isinstance(element, Zone),
                around_host(snapshot, places, element_id, ends),
                _titles(element),
            )
        )
        if places.children(element_id):
            header[element_id] = header_of(snapshot, element)
    words = _words(snapshot, joins)
    pairs = tuple((source, target) for _line, source, target in joins)
    return Graph(tuple(boxes), pairs, header, max(PADDING.values()), downwards, words=words)


def _titles(element: Element) -> tuple[float, float]:
    """How far the title of a zone reaches from its left edge, and its badge from its right edge."""
    if not isinstance(element, Zone):
        return 0.0, 0.0
    wide = Rect(0.0, 0.0, 10_000.0, 200.0)
    title, badge = zone_reserved(element, wide)
    return title.right, wide.width - badge.x


def _bus_length(bus: Bus) -> float:
    """How long a bus is at least: its name has room."""
    with untranslated():
        return bus_label_area(bus, Rect(0, 0, 10_000, 6), ()).width + 24


_TIERS = (
    (Level.EXTERNAL, Level.LEVEL_4),
    (Level.DMZ,),
    (Level.LEVEL_3,),
    (Level.LEVEL_2,),
    (Level.LEVEL_1, Level.SAFETY),
    (Level.LEVEL_0,),
)
"""The levels of zones from the enterprise above to the process below (IEC 62443-1-1, Purdue model)."""


def _tier(snapshot: Snapshot, element: Element) -> float | None:
    """Which tier the level of its zone, or of itself, gives an element."""
    zone = element if isinstance(element, Zone) else zone_of(snapshot, element)
    if zone is None or isinstance(element, Location):
        return None
    return next((float(tier) for tier, levels in enumerate(_TIERS) if zone.level in levels), None)


def _words(
    snapshot: Snapshot, joins: tuple[tuple[Element, Id, Id], ...]
) -> dict[tuple[Id, Id], tuple[float, float]]:
    """The room that the words of the lines of each pair need, in the language of the source.

    Lines of the same two shapes run side by side, whichever way they lead: a row for the words of each.
    """
    found: dict[tuple[Id, Id], tuple[float, float]] = {}
    with untranslated():
        for line, source, target in joins:
            manner = manner_of(snapshot, line)
            if manner.words:
                wide, high = manner.label_size()
                pair = (target, source) if (target, source) in found else (source, target)
                known = found.get(pair, (0.0, 0.0))
                found[pair] = max(wide, known[0]), known[1] + high
    return found


def joins_of(snapshot: Snapshot, places: Places) -> Iterator[tuple[Element, Id, Id]]:
    """The lines whose ends are drawn, with the shapes there."""
    for kind in LINES:
        for line in snapshot.of(kind):
            source, target = (host_of(snapshot, places, end) for end in ends_of(line))
            if source is not None and target is not None:
                yield line, source, target


def ends_of(line: Element) -> tuple[Id, Id]:
    """What a line joins: shapes, or ports and interfaces on them."""
    assert isinstance(line, Connector | Link | Edge)
    return line.source, line.target


def lines_of(snapshot: Snapshot, end: Id) -> list[Element]:
    """The lines that end at an element."""
    return [line for kind in LINES for line in snapshot.uses(end, kind) if end in ends_of(line)]


def host_of(snapshot: Snapshot, places: Places, end: Id) -> Id | None:
    """The drawn shape that a line ends at: the element itself, or the owner of a port."""
    element: Element | None = snapshot.get(end)
    found = element.owner if isinstance(element, BORDER) else end
    return found if found in places else None
