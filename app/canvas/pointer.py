"""What the pointer begins, by the tool in use and by what lies under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from app.canvas.chips import chip_at
from app.canvas.edges import Edges
from app.canvas.frame import frame_around, handle_at, plus_at, resizable
from app.canvas.reason_spots import asks_reason
from app.canvas.shape_item import ShapeItem
from app.canvas.tools import CONNECT, SELECT
from app.gestures.across import Across
from app.gestures.allocate import Allocate, node_at
from app.gestures.band import Band
from app.gestures.bend import Bend
from app.gestures.connect import Connect
from app.gestures.create import Create
from app.gestures.extend import Extend
from app.gestures.gesture import Gesture
from app.gestures.lasso import Lasso
from app.gestures.locking import free, say_reading
from app.gestures.move import Move
from app.gestures.resize import Resize
from app.gestures.slide import Slide
from app.gestures.staying import Stay
from app.session.pauses import once_after
from core.diagram.places import BORDER
from core.diagram.sizes import HEADER
from core.ground.words import _
from core.model import DiagramType, Element, Id, Zone
from core.model.drawn import own_diagrams
from core.model.joining import can_start

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_DRAG = 4
"""A press becomes a drag after so many px on the screen."""

_AWAY = 24.0
"""A port dragged further than this from its border begins a line."""

_BORDER = 7.0


class Pointer:
    """Presses, moves and releases on one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: QPoint | None = None
        self._waiting: Gesture | None = None
        self._panning: QPoint | None = None
        self._toggled = False
        self.lasso_next = False
        """Whether the next drag draws a lasso, wherever it begins."""
        self._port: Element | None = None
        self.across = Across(canvas)
        self.edges = Edges(canvas)
        self._moved: tuple[QPoint, Qt.KeyboardModifier, Qt.MouseButton] | None = None
        self._turn = once_after(canvas, 0, self.catch_up)

    def offers_lines(self) -> bool:
        """Whether the hovered element shows handles from which a line is drawn."""
        canvas = self._canvas
        hovered = canvas.hover.item
        return (
            canvas.writable
            and canvas.tool == SELECT
            and len(canvas.selection) < 2
            and hovered is not None
            and not hovered.item.is_line
            and hovered.item.layer in (1, 3)
            and can_start(canvas.snapshot().get(hovered.element))
        )

    def draw_lasso(self) -> None:
        """Let the next drag draw a lasso."""
        self._canvas.set_tool(SELECT)
        self.lasso_next = True
        self._canvas.say(_("Draw around what is to be selected"))

    @property
    def dragging(self) -> bool:
        """Whether something is being dragged, here or from here over another drawing."""
        under_way = self._canvas.gesture
        return self.across.over or (under_way is not None and under_way is not self._canvas.creating)

    def leave(self) -> bool:
        """Leave what is being dragged, and say so; False where nothing is.

        Whatever would change the model while something is dragged does this and nothing else: the model
        that is shown then is one that is not there yet.
        """
        dragging = self.dragging
        if dragging:
            self._canvas.cancel()
            self._canvas.say(_("What was under way has been left; nothing else was done"))
        return dragging

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self.catch_up()
        canvas = self._canvas
        canvas.setFocus()
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = place
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = place
        self.edges.begin(place)
        point = canvas.mapToScene(place)
        if canvas.tool == SELECT:
            self._waiting = self._on_select(point, event.modifiers())
        elif canvas.tool == CONNECT:
            self._waiting = self._on_connect(point)
        elif canvas.tool == "allocation":
            self._waiting = self._on_allocate(point)
        else:
            canvas.begin(Create(canvas, canvas.tool, point))

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved; of several moves that come at once only the last one counts."""
        self._moved = (event.position().toPoint(), event.modifiers(), event.buttons())
        self._turn.start()

    def catch_up(self) -> None:
        """Follow the pointer to where it is now."""
        moved, self._moved = self._moved, None
        self._turn.stop()
        if moved is not None:
            self._follow(*moved)

    def _follow(self, place: QPoint, modifiers: Qt.KeyboardModifier, buttons: Qt.MouseButton) -> None:
        canvas = self._canvas
        if self._panning is not None:
            shift = self._panning - place
            canvas.pan(shift.x(), shift.y())
            self._panning = place
            return
        point = canvas.mapToScene(place)
        if canvas.gesture is None and self._waiting is not None and self._pressed is not None:
            if (place - self._pressed).manhattanLength() < _DRAG:
                return
            canvas.begin(self._waiting)
            # Whatever becomes of it, the release is no click.
            self._waiting = self._pressed = None
        if self.across.follow(place, modifiers):
            self.edges.rest()
            return
        if canvas.gesture is not None:
            self._turn_to_line(point)
            canvas.gesture.move(point, modifiers)
            canvas.viewport().update()
            if self.dragging:
                self.edges.watch(place, modifiers)
        elif not buttons:
            self._hover(point)

    def release(self, event: QMouseEvent) -> None:
        """The button went up."""
        self.catch_up()
        canvas = self._canvas
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = None
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.edges.rest()
        waiting, self._waiting = self._waiting, None
        self._port = None
        if self.across.release(event.position().toPoint(), event.modifiers()):
            self._pressed = None
            return
        point = canvas.mapToScene(event.position().toPoint())
        if canvas.gesture is not None:
            canvas.finish(point, event.modifiers())
        elif isinstance(waiting, Extend):
            waiting.ask_beyond()
        elif canvas.tool == SELECT and self._pressed is not None and not self._toggled:
            self._click(point, event.modifiers())
        self._toggled = False
        self._pressed = None

    def double(self, event: QMouseEvent) -> None:
        """Go into what has a diagram of its own, write where something is, or type where nothing is."""
        canvas = self._canvas
        if canvas.tool != SELECT or event.button() != Qt.MouseButton.LeftButton:
            return
        point = canvas.mapToScene(event.position().toPoint())
        item = self._hit(point)
        if item is not None and own_diagrams(canvas.snapshot(), item.element):
            canvas.select([item.element])
            canvas.asked.emit("view.into")
            return
        if not canvas.writable:
            return
        if item is None or (item.item.layer == 0 and not self._on_zone_edge(item, point)):
            canvas.type_at(point)
        else:
            canvas.select([item.element])
            canvas.name(item.element)

    def menu(self, place: QPoint, *, keyboard: bool) -> None:
        """Ask for a menu: of what lies at a place, which is selected for it, or of the ground."""
        canvas = self._canvas
        point = canvas.mapToScene(place)
        if keyboard and canvas.selected_items():
            place = canvas.mapFromScene(canvas.selected_items()[-1].outline().center())
        elif not keyboard:
            item = self._hit(point)
            if item is None or (item.item.layer == 0 and not self._on_zone_edge(item, point)):
                canvas.select(())
            elif item.element not in canvas.selection:
                canvas.select([item.element])
        ground = "machine" if canvas.diagram.diagram is DiagramType.BEHAVIOUR else "ground"
        kind = "drawing" if canvas.selection else ground
        canvas.menu.emit(kind, canvas.viewport().mapToGlobal(place))

    def _on_select(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """What a press begins; it changes the selection at once where it must."""
        canvas = self._canvas
        lasso, self.lasso_next = self.lasso_next, False
        if lasso:
            return Lasso(canvas, point)
        scale = canvas.scale_now()
        shape = resizable(canvas)
        if shape is not None:
            handle = handle_at(frame_around([shape], scale), point, scale)
            element = canvas.snapshot().get(shape.element)
            if handle is not None and element is not None:
                resize = Resize(canvas, element, handle, point)
                return self._stay(element) if resize.empty else resize
        hovered = canvas.hover.item
        if (
            hovered is not None
            and canvas.hover.ready
            and self.offers_lines()
            and (plus := plus_at(hovered, point, scale)) is not None
        ):
            source = canvas.snapshot().get(hovered.element)
            return Extend(canvas, source, hovered.outline(), plus) if source is not None else None
        item = self._hit(point)
        adding = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        ground = item is None or not (self._on_zone_edge(item, point) or canvas.selection == [item.element])
        # Lines run over the ground everywhere, and Alt means nothing else on them.
        if item is None or ground or (free and item.item.is_line):
            kept = canvas.selection if adding else ()
            return Lasso(canvas, point, kept) if free else Band(canvas, point, kept)
        if adding:
            self._toggle(item.element)
        elif item.element not in canvas.selection:
            canvas.select([item.element])
        return self._gesture_on(item, point) if canvas.writable else Stay(canvas, lambda: say_reading(canvas))

    def _gesture_on(self, item: ShapeItem, point: QPointF) -> Gesture:
        canvas = self._canvas
        element = canvas.snapshot().get(item.element)
        if element is None:
            return Stay(canvas)
        if isinstance(element, BORDER):
            self._port = element
            return Slide(canvas, element)
        if item.item.is_line:
            bend = Bend(canvas, element, point)
            return self._stay(element) if bend.empty else bend
        chip = canvas.snapshot().get(chip_at(item, point))
        if chip is not None:
            return Allocate(canvas, [chip], element.id, point)
        move = Move(canvas, canvas.selection, point)
        return self._stay(element) if move.empty else move

    def _stay(self, element: Element) -> Stay:
        """It cannot be dragged: that it is locked is said once somebody tries to."""
        canvas = self._canvas

        def tell() -> None:
            free(canvas, (element,))

        return Stay(canvas, tell)

    def _on_allocate(self, point: QPointF) -> Gesture | None:
        """The tool drags a chip from its node; pressed on a node it asks for the component."""
        canvas = self._canvas
        node = node_at(canvas, point)
        item = canvas.scene_shown.find(node.id) if node is not None else None
        if node is None or item is None:
            canvas.say(_("Click the node, or drag a component onto it from the model tree"))
            return None
        canvas.select([node.id])
        chip = canvas.snapshot().get(chip_at(item, point))
        if chip is not None:
            return Allocate(canvas, [chip], node.id, point)
        canvas.set_tool(SELECT)
        canvas.asked.emit("draw.allocate_component")
        return None

    def _on_connect(self, point: QPointF) -> Gesture | None:
        canvas = self._canvas
        for item in canvas.scene_shown.all_at(point):
            element = canvas.snapshot().get(item.element)
            if element is not None and can_start(element):
                return Connect(canvas, element)
        canvas.say(_("Press on what the line comes from"))
        return None

    def _turn_to_line(self, point: QPointF) -> None:
        """A port dragged away from its border begins a line."""
        canvas = self._canvas
        if self._port is None or not isinstance(canvas.gesture, Slide):
            return
        owner = canvas.scene_shown.find(self._port.owner or "")
        if owner is not None and _distance(owner.outline(), point) > _AWAY and can_start(self._port):
            canvas.cancel()
            canvas.begin(Connect(canvas, self._port))
            self._port = None

    def _click(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            return
        if asks_reason(canvas, point):
            return
        item = self._hit(point)
        if item is None:
            canvas.select(())
            return
        chip = chip_at(item, point)
        canvas.select([item.element])
        if chip is not None:
            canvas.selected.emit([chip])

    def _toggle(self, element_id: Id) -> None:
        canvas = self._canvas
        self._toggled = True
        if element_id in canvas.selection:
            canvas.select([known for known in canvas.selection if known != element_id])
        else:
            canvas.select([*canvas.selection, element_id])

    def _hover(self, point: QPointF) -> None:
        canvas = self._canvas
        hovered = canvas.hover.item
        if hovered is not None and canvas.hover.ready and self.offers_lines():
            around = hovered.outline()
            away = 24 / canvas.scale_now()
            if around.adjusted(-away, -away, away, away).contains(point) and not around.contains(point):
                return
        item = self._hit(point)
        if item is not None and item.item.layer == 0 and not self._on_zone_edge(item, point):
            item = None
        canvas.hover.over(item)

    def _hit(self, point: QPointF) -> ShapeItem | None:
        """What a click means: ports before shapes, shapes before lines, a zone where nothing else is."""
        return self._canvas.scene_shown.at(point)

    def _on_zone_edge(self, item: ShapeItem, point: QPointF) -> bool:
        """Whether a point is on the border or beside the title of a zone, by which it is dragged."""
        if not isinstance(self._canvas.snapshot().get(item.element), Zone):
            return True
        inner = item.outline().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        inner.setTop(max(inner.top(), item.outline().top() + HEADER[Zone.kind] - _BORDER))
        return not inner.contains(point)


def _distance(area: QRectF, point: QPointF) -> float:
    dx = max(area.left() - point.x(), 0.0, point.x() - area.right())
    dy = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
    return float(max(dx, dy))
