"""What goes on from drawing to drawing: the sheet, and the items made from it, in order and measured."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.diagram.display import Item, Rect
from core.diagram.geometry import around, bounds_of
from core.diagram.groups import Groups
from core.diagram.overlay import NOTHING, Overlay, Overlays
from core.diagram.recall import Drawn, Recall
from core.diagram.sheet import Sheet
from core.model import Id

_EDGE = 0.01
"""What lies so near to the border of a drawing, in px, lies on it."""

_FEW = 200
"""So many items come or go at most one by one; where more do, all are put in order anew."""

Standing = tuple[int, int, int, Id]
"""How far in front an item is: by its layer, how deep it lies in others, its own order, and its element."""


@dataclass(slots=True)
class Stamp:
    """Ties a drawing to the working state that made it, as long as no later one was made of it."""

    working: "Working"
    before: object
    changed: dict[Id, Item] = field(default_factory=dict)
    gone: set[Id] = field(default_factory=set)


class Working:
    """The working state of a drawing."""

    def __init__(self, sheet: Sheet, overlays: Overlays) -> None:
        self.sheet = sheet
        self.overlays = overlays
        self.stamp: Stamp | None = None
        self.items: dict[Id, Item] = {}
        self.keys: list[Standing] = []
        """How far in front each of the items is, which come from back to front."""
        self.ordered: list[Item] = []
        self._unkeyed: list[Standing] = []
        """Where items stood that are gone from there since they were put in order."""
        self.bounds = Rect(0, 0, 0, 0)
        self.extents: dict[Id, Rect] = {}
        self.left: list[Rect] = []
        """Where things were that moved since everything was measured."""
        self.zones_left: list[Rect] = []
        """Where zones were that moved since the lines around them were looked at."""
        self.shown: dict[Id, Overlay] = {}
        """What lies over the elements now."""
        self.laid = Overlays()
        """What was laid over everything when that was looked up."""
        self.made: dict[Id, Overlay] = {}
        """What lay over the elements when their items were made."""
        self.groups = Groups()
        self.recall = Recall((*sheet.stores, *self.groups.stores), self.drawn, lambda: self.laid)

    def drawn(self, element_id: Id) -> Drawn:
        """The item of an element, and what lay over it when that was made."""
        return self.items.get(element_id), self.made.get(element_id, NOTHING)

    def begin_stamp(self) -> Stamp:
        """The stamp of the drawing that is made now."""
        stamp = Stamp(self, self.stamp)
        # The stamp before is only compared with, so it need not keep its own predecessor alive.
        if isinstance(stamp.before, Stamp):
            stamp.before.before = None
            stamp.before.changed = {}
        self.stamp = stamp
        return stamp

    def take(self, stamp: Stamp, element_id: Id, item: Item | None, overlay: Overlay) -> None:
        """Let an item, made under this overlay, take the place of the one before, which differs."""
        _put(self.made, element_id, overlay)
        before = self.items.get(element_id)
        if before is not None:
            self.left.append(self.extents.pop(element_id))
        if item is None:
            self.items.pop(element_id, None)
            stamp.changed.pop(element_id, None)
            stamp.gone.add(element_id)
            self._unkey(before)
            return
        self.items[element_id] = stamp.changed[element_id] = item
        stamp.gone.discard(element_id)
        self.extents[element_id] = _extent(item)
        if before is not None and _standing(before) != _standing(item):
            self._unkey(before)

    def _unkey(self, before: Item | None) -> None:
        """An item stands no more where it stood."""
        if before is not None:
            self._unkeyed.append(_standing(before))

    def show(self, element_id: Id, overlay: Overlay) -> None:
        """Say what lies over an element now."""
        _put(self.shown, element_id, overlay)

    def sort(self, stamp: Stamp) -> None:
        """Put the items in order: what differs in its place, and what is new between the others."""
        keys, ordered = self.keys, self.ordered
        unkeyed, self._unkeyed = self._unkeyed, []
        if len(unkeyed) + abs(len(self.items) - len(keys)) > _FEW:
            self.ordered = sorted(self.items.values(), key=_standing)
            self.keys = [_standing(item) for item in self.ordered]
            return
        for key in unkeyed:
            at = bisect_left(keys, key)
            if at < len(keys) and keys[at] == key:
                del keys[at], ordered[at]
        for item in stamp.changed.values():
            key = _standing(item)
            at = bisect_left(keys, key)
            if at < len(keys) and keys[at] == key:
                ordered[at] = item
            else:
                keys.insert(at, key)
                ordered.insert(at, item)

    def measure(self, changed: Iterable[Id], brief: bool) -> None:
        """Find the rectangle around everything: anew only where something left its edge, in brief never."""
        area = self.bounds
        # Far from the origin a right border, worked out from a width, is a little off.
        edge = area.grown(-_EDGE)
        on_edge = not brief and any(
            one.x <= edge.x or one.y <= edge.y or one.right >= edge.right or one.bottom >= edge.bottom
            for one in self.left
        )
        self.left = self.left if brief else []
        fresh = [self.extents[element_id] for element_id in changed]
        if on_edge or len(fresh) == len(self.items):
            self.bounds = around(self.extents.values())
        else:
            self.bounds = around([area, *fresh])


def _standing(item: Item) -> Standing:
    """How far in front an item is."""
    return item.layer, item.depth, item.order, item.element


def _put(overlays: dict[Id, Overlay], element_id: Id, overlay: Overlay) -> None:
    if overlay == NOTHING:
        overlays.pop(element_id, None)
    else:
        overlays[element_id] = overlay


def _extent(item: Item) -> Rect:
    """What a page must have room for: the outline, its marks beside it, and words at full size."""
    return around([bounds_of(item.outline), *(spot.area for spot in item.spots)]).grown(6)
