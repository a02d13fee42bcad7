"""What stands in the way: shapes and zone titles for lines; those, names and borders for words."""

from collections.abc import Iterator
from typing import Any

from core.diagram.anchors import Anchor
from core.diagram.borders import LOLLIPOPS, interface_name, port_square
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.grid import Grid
from core.diagram.hardware import chip_areas
from core.diagram.kept import Kept
from core.diagram.kind_words import kind_line
from core.diagram.labels import BORDER, SHAPE, TITLE, WORDS, Obstruction
from core.diagram.metrics import width
from core.diagram.overlay import NOTHING
from core.diagram.places import Place
from core.diagram.shapes import container_head, container_kind
from core.diagram.zones import zone_badge, zone_reserved, zone_title_area
from core.model import Bus, Element, HardwareInterface, Id, Node, Side, Snapshot, Zone

Part = tuple[Id, str]
"""An element and the part of it that stands in the way."""

_FOR_LINES = ("shape", "title", "level")
_FOR_WORDS = ("shape", "title", "level", "bar", "left", "top", "right", "bottom")


class Standing:
    """The obstacles of lines and of words.

    Whatever changes is added to `gone`, where it was, and to `come`, where it is; obstacles of lines also
    to `in_the_way`, those of them that belong to zones also to `titled`, old place and new.
    """

    def __init__(self) -> None:
        self.gone: list[Rect] = []
        self.come: list[Rect] = []
        self.in_the_way: list[Rect] = []
        self.titled: list[Rect] = []
        self._lines: Grid[Part] = Grid()
        self._words: Grid[Part] = Grid()
        self._weights: Kept[Part, float] = Kept()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps but the changes noted."""
        return (*self._lines.stores, *self._words.stores, self._weights)

    def forget_changes(self) -> None:
        """Begin to note changes anew."""
        self.gone, self.come, self.in_the_way, self.titled = [], [], [], []

    @property
    def disturbed(self) -> list[Rect]:
        """Where anything changed."""
        return [*self.gone, *self.come]

    def place_shape(self, element_id: Id, snapshot: Snapshot, place: Place | None) -> None:
        """Say where a shape stands now, or with None that it is not drawn."""
        element = snapshot.get(element_id)
        stands: dict[str, Rect] = {}
        covers: dict[str, tuple[Rect, float]] = {}
        if element is not None and place is not None:
            rect = place.rect
            if isinstance(element, Zone):
                badge = zone_badge(element, rect, NOTHING)
                title = zone_title_area(element, rect, badge)
                kept, level = zone_reserved(element, rect)
                stands = {"title": kept.grown(3), "level": level.grown(3)}
                covers = {"title": (title, TITLE), "level": (badge.area, TITLE), **_edges(rect)}
            elif isinstance(element, Bus):
                covers = {"bar": (rect.grown(2), SHAPE)}
            else:
                stands = {"shape": rect}
                covers = {"shape": (rect.grown(3), SHAPE)}
                if place.holds:
                    head = container_head(element.name, rect)
                    if isinstance(element, Node):
                        head = around((head, *chip_areas(snapshot, element, rect, holds=True)))
                    stands["title"] = head
                    covers = {"title": (head, TITLE), **_edges(rect)}
                    behind = container_kind(element.name, kind_line(snapshot, element), rect)
                    if behind is not None:
                        covers["level"] = (behind, TITLE)
        for part in _FOR_LINES:
            self._put(self._lines, (element_id, part), stands.get(part))
        for part in _FOR_WORDS:
            self._cover((element_id, part), *covers.get(part, (None, 0.0)))

    def place_border(self, element: Element | None, element_id: Id, anchor: Anchor | None) -> None:
        """Say where a port or interface stands."""
        area = None
        if anchor is not None:
            area = port_square(anchor)
            if isinstance(element, HardwareInterface) and element.interface in LOLLIPOPS:
                wide = width(interface_name(element), 11) + 30
                left = area.x - wide if anchor.side is Side.LEFT else area.x
                area = Rect(left, area.y, wide, area.height)
        self._cover((element_id, "shape"), area, WORDS)

    def place_bus_name(self, bus: Id, area: Rect | None) -> None:
        """Say where the name of a bus stands."""
        self._cover((bus, "name"), area, WORDS)

    def shapes_near(self, area: Rect) -> set[Id]:
        """The shapes and buses that share a point with an area."""
        return {key[0] for key in self._words.near(area)}

    def for_lines(self, area: Rect) -> Iterator[Rect]:
        """The obstacles of lines that share a point with an area."""
        return iter(self._lines.found(area).values())

    def titles(self, area: Rect) -> list[Rect]:
        """The titles and badges of zones that share a point with an area."""
        found = (title for key, title in self._lines.found(area).items() if key[1] != "shape")
        return sorted(found, key=lambda title: (title.x, title.y))

    def shapes(self, area: Rect) -> list[Rect]:
        """The shapes that share a point with an area, without zones and buses."""
        return [shape for key, shape in self._lines.found(area).items() if key[1] == "shape"]

    def weights_near(self, area: Rect) -> Iterator[tuple[Rect, float]]:
        """The obstacles of words that share a point with an area, and how bad it is to write over each."""
        return ((found, self._weights[key]) for key, found in self._words.found(area).items())

    def for_words(self, area: Rect) -> Iterator[Obstruction]:
        """The obstacles of words that share a point with an area."""
        return (Obstruction(found, weight) for found, weight in self.weights_near(area))

    def _cover(self, key: Part, area: Rect | None, weight: float) -> None:
        if area is not None:
            self._weights[key] = weight
        self._put(self._words, key, area)

    def _put(self, grid: Grid[Part], key: Part, area: Rect | None) -> None:
        before = grid.get(key)
        if before == area:
            return
        grid.put(key, area)
        changed = [place for place in (before, area) if place is not None]
        self.gone += changed[: before is not None]
        self.come += changed[before is not None :]
        if grid is self._lines:
            self.in_the_way += changed
            self.titled += changed if key[1] != "shape" else ()


def _edges(rect: Rect) -> dict[str, tuple[Rect, float]]:
    """The border of a zone or container, which words should not straddle."""
    return {
        "left": (Rect(rect.x - 1, rect.y, 2, rect.height), BORDER),
        "right": (Rect(rect.right - 1, rect.y, 2, rect.height), BORDER),
        "top": (Rect(rect.x, rect.y - 1, rect.width, 2), BORDER),
        "bottom": (Rect(rect.x, rect.bottom - 1, rect.width, 2), BORDER),
    }
