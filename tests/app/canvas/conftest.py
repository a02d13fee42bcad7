"""A real project on disk, its session, and a canvas that is driven by real mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.canvas import Canvas
from app.gestures.placing import placement_of
from app.session.session import Session
from app.theme.fonts import load_fonts
from core.diagram import draw
from core.model import Diagram, Snapshot
from tests.core.diagram.plant import plant

LEFT = Qt.MouseButton.LeftButton


class Hand:
    """The mouse and the keyboard over one canvas, in coordinates of the drawing."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.view = canvas.viewport()

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def middle(self, element_id: str) -> tuple[float, float]:
        centre = self.canvas.scene_shown.find(element_id).outline().center()
        return centre.x(), centre.y()

    def press(self, x, y, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.mousePress(self.view, LEFT, modifier, self.at(x, y))

    def move(self, x, y):
        # The position of synthetic moves is the viewport's; buttons stay as they were pressed.
        QTest.mouseMove(self.view, self.at(x, y))
        # Moves count once a turn of the event loop.
        QApplication.processEvents()

    def release(self, x, y, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.mouseRelease(self.view, LEFT, modifier, self.at(x, y))

    def drag(self, start, *stops, modifier=Qt.KeyboardModifier.NoModifier):
        self.press(*start, modifier)
        for stop in stops:
            here = stop
            self.move(here[0] + 1, here[1] + 1)
            self.move(*here)
        self.release(*stops[-1], modifier)

    def click(self, x, y, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.mouseClick(self.view, LEFT, modifier, self.at(x, y))

    def double(self, x, y):
        QTest.mouseDClick(self.view, LEFT, Qt.KeyboardModifier.NoModifier, self.at(x, y))

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.canvas, key, modifier)

    def write(self, *texts):
        """Write into the editor in place, one text a line, and press Enter."""
        editor = self.canvas._writing.editor
        for line, text in zip(editor.lines, texts, strict=False):
            line.selectAll()
            QTest.keyClicks(line, text) if text else line.clear()
        QTest.keyClick(editor.lines[0], Qt.Key.Key_Return)


class Bench:
    """A session with the plant, and the means to look at it."""

    def __init__(self, session: Session, found) -> None:
        self.session = session
        self.plant = found

    @property
    def model(self) -> Snapshot:
        return self.session.snapshot()

    @property
    def labels(self) -> list[str]:
        return [head.label for head in self.session.project.heads]

    def now(self, kind: str, name: str):
        return self.model[self.plant[kind, name].id]


def place(bench, canvas, element_id):
    return placement_of(bench.model, canvas.diagram_id, element_id)


def same_as_drawn_anew(bench, canvas):
    assert canvas.scene_shown.drawing == draw(bench.model, canvas.diagram_id, canvas.overlays)
    drawn = {key: item.item for key, item in canvas.scene_shown.items_by_id.items()}
    assert drawn == {item.element: item for item in canvas.scene_shown.drawing.items}


@pytest.fixture
def bench(tmp_path, qtbot):
    load_fonts()
    session = Session()
    assert session.create(tmp_path / "plant.bzn")
    found = plant()
    with session.change("Draw the plant") as edit:
        for element in found.elements:
            edit.add(element)
    yield Bench(session, found)
    session.close()


@pytest.fixture
def opened(bench, qtbot):
    """Opens a canvas on a diagram of the plant, at 100 %, wholly in view."""

    def open_on(name: str) -> tuple[Canvas, Hand]:
        diagram = next(one for one in bench.model.of(Diagram) if one.name == name)
        canvas = Canvas(bench.session, diagram.id)
        qtbot.addWidget(canvas)
        canvas.resize(1400, 1000)
        canvas.show()
        qtbot.waitExposed(canvas)
        canvas.zoom_to(1.0)
        canvas.setFocus()
        return canvas, Hand(canvas)

    return open_on


@pytest.fixture
def overview(opened):
    return opened("Plant overview")


@pytest.fixture
def hardware(opened):
    return opened("Control hardware")


@pytest.fixture
def machine(opened):
    return opened("Dosing behaviour")
