"""What lies over a whole drawing at the moment: a filter that dims or hides, and heat.

Items look here when they are painted, so that another filter costs what is seen and not what is drawn.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.canvas.brush import Prepared, prepared
from core.diagram.display import Item, Spot
from core.diagram.heat import SPOT, Heat, Heats, heat_marks, heat_square, heats_on
from core.diagram.later import marks_seen
from core.diagram.lod import SHAPES
from core.diagram.veil import BADGES, is_kept, unbadged
from core.model import Id


class Veil:
    """Attributes: `kept` by the filter, None without one; `hide` to leave out the others; `heats`.

    `version` counts what was laid over the drawing: an item that was painted under another looks again.
    """

    def __init__(self) -> None:
        self.kept: Collection[Id] | None = None
        self.hide = False
        self.heats: Mapping[Id, Heat] = {}
        self.version = 0

    def lay(self, kept: Collection[Id] | None, hide: bool, heats: Mapping[Id, Heat]) -> bool:
        """Lay this over the drawing; False where it lies there already."""
        if (kept, hide, heats) == (self.kept, self.hide, self.heats):
            return False
        self.kept, self.hide, self.heats = kept, hide, heats
        self.version += 1
        return True

    def is_dimmed(self, item: Item) -> bool:
        """Whether the filter does not keep an item."""
        return self.kept is not None and not is_kept(item, self.kept)

    def is_hidden(self, item: Item) -> bool:
        """Whether the filter leaves an item out."""
        return self.hide and self.is_dimmed(item)

    def prepared(self, item: Item, scale: float) -> Prepared:
        """What is seen of an item at a scale: with its heat, without its badges where it is dimmed."""
        heats, far = heats_on(item, self.heats), scale < SHAPES
        if heats is None:
            return prepared(unbadged(item, far=far) if self.is_dimmed(item) else item.marks, scale)
        # Its own marks are made once, for they also say where the mark of the heat has room.
        whole = replace(item, marks=tuple(marks_seen(item.marks, far=far)))
        found = heat_marks(whole, heats, far=far)
        marks = unbadged(whole) if self.is_dimmed(item) else whole.marks
        return prepared((*found.under, *marks, *found.over), scale)

    def far_heat(self, item: Item) -> Heat | None:
        """The heat of an item below SHAPES."""
        heats = heats_on(item, self.heats)
        return None if heats is None else heats.far

    def worn_by(self, item: Item) -> tuple[Heats | None, bool]:
        """What of it the marks of an item hang on: its heat, and whether it goes without its badges."""
        badged = item.bundle is not None or any(spot.name in BADGES for spot in item.spots)
        return heats_on(item, self.heats), badged and self.is_dimmed(item)

    def spots_of(self, item: Item) -> list[Spot]:
        """The spots of an item that give reasons: its badges and the mark of its heat."""
        if self.is_dimmed(item):
            return []
        found = [spot for spot in item.spots if spot.name in BADGES]
        heat = self.heats.get(item.element)
        return found if heat is None else [*found, Spot(SPOT, heat_square(item))]
