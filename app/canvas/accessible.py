"""A drawing for a screen reader: each element drawn is a child of the canvas, with words, place and state.

Qt makes no children for what a scene paints. They are made when they are asked for, one an element, stay the
same as long as the element is drawn, and are taken back with it or with the canvas.
"""

from __future__ import annotations

from typing import cast
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from app.canvas.canvas import Canvas
from app.canvas.shape_item import ShapeItem
from core.diagram import Drawing
from core.model import Id

_NOTHING = cast("QAccessibleInterface", None)
"""What Qt takes for no interface; its types do not say that there may be none."""


class DrawingInterface(QAccessibleWidget):
    """What is asked of a canvas: its controls first, then its elements as one reads, lines last."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Graphic)
        self._known: dict[Id, ElementInterface] = {}
        self._numbers: dict[Id, int] = {}
        self._order: list[Id] = []
        self._drawing: Drawing | None = None
        known, numbers = self._known, self._numbers
        canvas.destroyed.connect(lambda: _take_back(known, numbers, set(numbers)))

    def childCount(self) -> int:
        """The controls that lie on the drawing, and the elements that are drawn."""
        return len(self._controls()) + len(self._elements())

    def child(self, index: int) -> QAccessibleInterface:
        """The control or element at an index, None where there is none."""
        controls, elements = self._controls(), self._elements()
        if index < len(controls):
            return controls[index]
        number = index - len(controls)
        return self._element(elements[number]) if number < len(elements) else _NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The index of a control or element, -1 for what is neither."""
        controls = self._controls()
        if not isinstance(child, ElementInterface):
            objects = [control.object() for control in controls]
            return objects.index(child.object()) if child.object() in objects else -1
        elements = self._elements()
        return len(controls) + elements.index(child.element_id) if child.element_id in elements else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The control, else the topmost element, at a point of the screen."""
        for control in self._controls():
            if control.rect().contains(x, y) and not control.state().invisible:
                return control
        canvas = self._canvas()
        place = canvas.viewport().mapFromGlobal(QPoint(x, y))
        if not canvas.viewport().rect().contains(place):
            return _NOTHING
        item = canvas.scene_shown.at(canvas.mapToScene(place))
        return _NOTHING if item is None else self._element(item.element)

    def focusChild(self) -> QAccessibleInterface:
        """The element that has the keyboard."""
        canvas = self._canvas()
        focus = canvas.telling.focus
        if canvas.hasFocus() and focus is not None and canvas.scene_shown.find(focus) is not None:
            return self._element(focus)
        return super().focusChild()

    def _controls(self) -> list[QAccessibleInterface]:
        """What lies on the drawing, but for the widget that is painted on, which means nothing to anybody."""
        viewport = self._canvas().viewport()
        children = map(super().child, range(super().childCount()))
        return [child for child in children if child.object() is not viewport]

    def _canvas(self) -> Canvas:
        return cast("Canvas", self.object())

    def _elements(self) -> list[Id]:
        """What is drawn as one reads; children of what is gone are taken back."""
        scene = self._canvas().scene_shown
        if scene.drawing is not self._drawing or len(self._order) != len(scene.items_by_id):
            self._drawing = scene.drawing
            self._order = sorted(scene.items_by_id, key=lambda one: _as_read(scene.items_by_id[one]))
            _take_back(self._known, self._numbers, self._numbers.keys() - scene.items_by_id.keys())
        return self._order

    def _element(self, element_id: Id) -> ElementInterface:
        found = self._known.get(element_id)
        if found is None:
            found = self._known[element_id] = ElementInterface(self._canvas(), element_id)
            self._numbers[element_id] = QAccessible.registerAccessibleInterface(found)
        return found


class ElementInterface(QAccessibleInterface):
    """What is asked of an element that is drawn. It outlives the drawing of it, and then is not valid."""

    def __init__(self, canvas: Canvas, element_id: Id) -> None:
        super().__init__()
        self.element_id = element_id
        self._canvas = ref(canvas)

    def isValid(self) -> bool:
        """Whether the element is still drawn."""
        return self._item() is not None

    def object(self) -> QObject:
        """None: an element is no object of Qt."""
        return cast("QObject", None)

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, kind, zone and badges; as its description what is around it."""
        canvas, item = self._canvas(), self._item()
        if canvas is None or item is None:
            return ""
        if kind == QAccessible.Text.Name:
            return item.item.spoken
        return canvas.telling.around(self.element_id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing: a name is written on the drawing, as one change."""
        del kind, text

    def role(self) -> QAccessible.Role:
        """A picture among pictures; its kind is among its words."""
        return QAccessible.Role.Graphic

    def state(self) -> QAccessible.State:
        """Selected, with the keyboard, outside of what is seen."""
        state = QAccessible.State()
        canvas, item = self._canvas(), self._item()
        if canvas is None or item is None:
            state.invalid = True
            return state
        state.selectable = state.focusable = state.multiSelectable = True
        state.selected = self.element_id in canvas.selection
        state.focused = canvas.hasFocus() and canvas.telling.focus == self.element_id
        state.offscreen = not canvas.visible_area().intersects(item.outline())
        return state

    def rect(self) -> QRect:
        """Where it is on the screen."""
        canvas, item = self._canvas(), self._item()
        if canvas is None or item is None:
            return QRect()
        place = canvas.mapFromScene(item.outline()).boundingRect()
        return QRect(canvas.viewport().mapToGlobal(place.topLeft()), place.size())

    def parent(self) -> QAccessibleInterface:
        """The drawing."""
        canvas = self._canvas()
        return _NOTHING if canvas is None else QAccessible.queryAccessibleInterface(canvas)

    def window(self) -> QWindow:
        """The window of the drawing."""
        canvas = self._canvas()
        return cast("QWindow", None) if canvas is None else canvas.window().windowHandle()

    def childCount(self) -> int:
        """None: all elements are children of the drawing, and the words say what holds what."""
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        """None, see `childCount`."""
        del index
        return _NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """-1, see `childCount`."""
        del child
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """None, see `childCount`."""
        del x, y
        return _NOTHING

    def _item(self) -> ShapeItem | None:
        canvas = self._canvas()
        return None if canvas is None else canvas.scene_shown.find(self.element_id)


def _as_read(item: ShapeItem) -> tuple[bool, float, float]:
    """Shapes before lines, each from the top left on."""
    outline = item.outline()
    return item.item.is_line, outline.top(), outline.left()


def _take_back(known: dict[Id, ElementInterface], numbers: dict[Id, int], gone: set[Id]) -> None:
    for element_id in gone:
        QAccessible.deleteAccessibleInterface(numbers.pop(element_id))
        del known[element_id]
