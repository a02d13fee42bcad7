"""The graphics scene of one diagram, brought from drawing to drawing by difference."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QGraphicsScene

from app.canvas.brush import qrect
from app.canvas.far import FarLines, FarShapes
from app.canvas.shape_item import ShapeItem
from app.canvas.veil import Veil
from core.diagram import Drawing, changed_items
from core.diagram.display import Item
from core.diagram.heat import Heat
from core.diagram.lod import SHAPES
from core.diagram.remaining import levels_at, remaining
from core.diagram.veil import veiled
from core.model import Id

MARGIN = 400.0
"""How far beyond the drawing one can pan, in px."""


class DiagramScene(QGraphicsScene):
    """Holds a graphics item an element; `show_drawing` changes only those that differ."""

    def __init__(self) -> None:
        super().__init__()
        self.items_by_id: dict[Id, ShapeItem] = {}
        self.shapes: dict[Id, ShapeItem] = {}
        """Those that are no lines: what gestures look through, of which there are fewer."""
        self.drawing: Drawing | None = None
        self.veil = Veil()
        self._together = (FarShapes(), FarLines())
        for together in self._together:
            self.addItem(together)
        self._detail = 1.0
        self._told = self._tell_detail
        """One for all items, which would else keep one each."""
        self._target: Id | None = None
        self._ghosts: set[Id] = set()
        self._instead: dict[Id, Item] = {}
        """The lines that are drawn otherwise under the filter, for those of their group that it keeps."""
        self.repainted = 0
        """How many items the last drawing changed; what tests and benchmarks look at."""
        self.version = 0
        """Counts what may change the look of anything but the elements of the last brief drawing."""
        self.changes = 0
        """Counts what may change the look of anything."""

    @property
    def detail(self) -> float:
        """The scale that the level of detail follows."""
        return self._detail

    @detail.setter
    def detail(self, scale: float) -> None:
        before, self._detail = self._detail, scale
        if before != scale:
            self._look_differs()
        if levels_at(before) != levels_at(scale):
            self._stand_for_the_rest()
        if (before < SHAPES) != (scale < SHAPES):
            for item in self.items_by_id.values():
                item.look_from(far=scale < SHAPES)

    def show_drawing(self, drawing: Drawing, brief: bool = False) -> set[Id]:
        """Show a drawing; items that are the same stay as they are. Gives the elements that differ."""
        changed, gone = changed_items(self.drawing, drawing)
        for element_id in gone:
            item = self.items_by_id.pop(element_id)
            self.shapes.pop(element_id, None)
            item.part()
            self.removeItem(item)
        for fresh in changed.values():
            self.take(fresh)
        self.repainted = len(changed) + len(gone)
        self.version += not brief
        self.drawing = drawing
        self._stand_for_the_rest()
        for together in self._together:
            together.spread(self.extent())
        self._look_differs()
        return changed.keys() | gone

    def take(self, fresh: Item) -> None:
        """Show an item, new or in the place of the one of its element."""
        known = self.items_by_id.get(fresh.element)
        if known is None:
            known = self.items_by_id[fresh.element] = ShapeItem(fresh, self._told, self.veil, self._together)
            known.look_from(far=self._detail < SHAPES)
            self.addItem(known)
            if not fresh.is_line:
                self.shapes[fresh.element] = known
        elif known.item is not fresh:
            known.take(fresh)

    def lay(self, kept: Collection[Id] | None, hide: bool, heats: Mapping[Id, Heat]) -> None:
        """Lay a filter and heat over everything; only what is seen is painted again."""
        hot = self.veil.heats.keys() | heats.keys()
        if self.veil.lay(kept, hide, heats):
            self._stand_for_the_rest()
            for element_id, item in self.items_by_id.items() if self._detail < SHAPES else ():
                if element_id in hot or not item.item.is_line or item.item.bundle is not None:
                    item.look_for_contents()
            self.version += 1
            self._look_differs()

    def _stand_for_the_rest(self) -> None:
        """Have what is drawn for several lines far out stand for those that the filter keeps."""
        kept, drawing, before = self.veil.kept, self.drawing, self._instead
        if drawing is None or (kept is None and not before):
            return
        self._instead = {} if kept is None else remaining(drawing.items, kept, levels_at(self._detail))
        if before.keys() - self._instead.keys():
            known = {item.element: item for item in drawing.items if item.element in before}
            for element_id in (before.keys() & known.keys()) - self._instead.keys():
                self.take(known[element_id])
        for element_id, item in self._instead.items():
            if self.items_by_id[element_id].item != item:
                self.take(item)

    def seen(self) -> Drawing | None:
        """The drawing as it looks under the filter and the heat that lie over it, for a picture of it."""
        if self.drawing is None:
            return None
        return veiled(self.drawing, self.veil.kept, self.veil.heats, hide=self.veil.hide)

    def restyle(self) -> None:
        """Take on the present theme."""
        for item in self.items_by_id.values():
            item.restyle()
        self._look_differs()

    def find(self, element_id: Id) -> ShapeItem | None:
        """The graphics item of an element."""
        return self.items_by_id.get(element_id)

    def _tell_detail(self) -> float:
        return self._detail

    def _look_differs(self) -> None:
        """Have the views painted again.

        They paint from pictures that they keep, so Qt takes each for one that waits to be painted
        already, and updates of single items never come to it.
        """
        self.changes += 1
        for view in self.views():
            view.viewport().update()

    def extent(self) -> QRectF:
        """The rectangle around everything drawn."""
        return QRectF() if self.drawing is None else qrect(self.drawing.bounds)

    def at(self, point: QPointF, apart_from: Iterable[Id] = ()) -> ShapeItem | None:
        """The topmost element at a point; a zone counts where it is alone there."""
        return next(self.all_at(point, apart_from), None)

    def all_at(self, point: QPointF, apart_from: Iterable[Id] = ()) -> Iterator[ShapeItem]:
        """All elements at a point, the topmost first; lines a little around theirs."""
        left_out = set(apart_from)
        for item in self.items(point):
            if isinstance(item, ShapeItem) and item.element not in left_out:
                yield item

    def all_in(self, area: QRectF) -> Iterator[ShapeItem]:
        """All elements that touch an area."""
        return (item for item in self.items(area) if isinstance(item, ShapeItem))

    def mark_target(self, element_id: Id | None) -> None:
        """Show an element, and no other, as the place to drop on."""
        if element_id == self._target:
            return
        self.version += 1
        self._look_differs()
        for known, target in ((self._target, False), (element_id, True)):
            item = self.find(known) if known else None
            if item is not None:
                item.show_as(ghost=item.ghost, target=target)
        self._target = element_id

    def mark_ghosts(self, element_ids: Iterable[Id]) -> None:
        """Draw these elements, and no others, as dragged."""
        wanted = set(element_ids)
        if wanted != self._ghosts:
            self._look_differs()
        for element_id in self._ghosts ^ wanted:
            item = self.find(element_id)
            if item is not None:
                item.show_as(ghost=element_id in wanted, target=item.target)
        self._ghosts = wanted

    def within(self, element_ids: Iterable[Id]) -> set[Id]:
        """These elements and every shape that lies in one of them."""
        found = set(element_ids)
        children: dict[Id, list[Id]] = {}
        for element_id, item in self.shapes.items():
            if item.item.parent is not None:
                children.setdefault(item.item.parent, []).append(element_id)
        waiting = list(found)
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found
