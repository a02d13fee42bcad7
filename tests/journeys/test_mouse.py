"""The sample's system and hardware diagrams, drawn from nothing by the mouse alone; only names are typed.

Tools are taken up by clicks on the drawing bar. What runs where comes from the model tree, by a drop. It is
the drawing that is proved here: facts stated in the inspector, and kinds told by a word typed, such as that a
node is a PLC, are left out of what is compared. The journey by keys proves those as well.
"""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.gestures.carried import carry
from app.session.session import Session
from app.theme.fonts import load_fonts
from core.diagram import Drawing, draw
from core.diagram.places import LINES, SHAPES
from core.model import (
    Allocation,
    Bus,
    Connector,
    Diagram,
    DiagramType,
    Element,
    Firmware,
    HardwareInterface,
    Id,
    Link,
    Node,
    Snapshot,
    TextNote,
)
from tests.app.canvas.conftest import Hand
from tests.journeys.drawn import as_drawn, canonical_text, told
from tests.journeys.drawn import sample as whole_sample

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def sample():
    return whole_sample()


@pytest.fixture
def session(tmp_path, qtbot, monkeypatch):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    load_fonts()
    made = Session()
    assert made.create(tmp_path / "drawn.bzn")
    yield made
    made.close()


class Draughtsman:
    """Draws what another drawing shows, shape by shape and line by line.

    `made` is what stands for what; of that nothing is made again, but dropped from the model tree.
    """

    def __init__(self, session: Session, canvas: Canvas, sample: Snapshot, drawing: Drawing) -> None:
        self.session = session
        self.canvas = canvas
        self.hand = Hand(canvas)
        self.sample = sample
        self.drawing = drawing
        self.made: dict[Id, Id] = {}

    def shapes(self) -> list[Element]:
        """The shapes to draw, each after what holds it."""
        items = [item for item in self.drawing.items if isinstance(self.sample[item.element], SHAPES)]
        return [self.sample[item.element] for item in sorted(items, key=lambda item: item.depth)]

    def take_up(self, tool: str) -> None:
        QTest.mouseClick(self.canvas.afloat.bar.buttons[tool], LEFT)
        assert self.canvas.tool == tool

    def draw_shape(self, element: Element) -> None:
        """A click, or a drag where others will lie in it; then its name, or the text of a note."""
        item = next(item for item in self.drawing.items if item.element == element.id)
        xs, ys = [p.x for p in item.outline], [p.y for p in item.outline]
        holds = any(other.parent == item.element for other in self.drawing.items if other.layer != 4)
        if element.id in self.made:
            self.drop_known(self.made[element.id], (min(xs), min(ys)), (max(xs), max(ys)))
            return
        self.take_up(element.kind)
        known = set(self.session.snapshot().elements)
        if holds or isinstance(element, Bus):
            corner = (max(xs), max(ys))
            self.hand.drag((min(xs), min(ys)), (min(xs) + 30, min(ys) + 2), corner)
        else:
            self.hand.click((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.hand.write(element.text if isinstance(element, TextNote) else element.name)
        self.note(element, known)

    def drop_known(self, element_id: Id, corner: tuple[float, float], opposite: tuple[float, float]) -> None:
        """What the model knows already, from the tree, and drawn out to its size by a handle."""
        self.drop(element_id, (corner[0] + 88, corner[1] + 26))
        area = self.canvas.scene_shown.find(element_id).outline()
        handle = (area.right() + 4, area.bottom() + 4)
        self.hand.drag(handle, (handle[0] + 20, handle[1] + 20), (opposite[0] + 4, opposite[1] + 4))

    def connect(self, line: Element) -> None:
        """A drag from the one end to the other."""
        known = set(self.session.snapshot().elements)
        self.take_up("connect")
        start, end = (self.grip(self.end_of(one)) for one in (line.source, line.target))
        self.hand.drag(start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end)
        self.note(line, known)

    def end_of(self, end: Id) -> Id:
        """What is taken hold of for an end: a port comes with its line, all else is drawn already."""
        return self.made[end] if end in self.made else self.made[self.sample[end].owner]

    def grip(self, element_id: Id) -> tuple[float, float]:
        """A point at which a shape or line lies before all else."""
        item = self.canvas.scene_shown.find(element_id)
        area, points = item.outline(), item.item.outline
        ends = list(pairwise(points)) if item.item.is_line else []
        places = [
            QPointF(a.x + (b.x - a.x) * part / 12, a.y + (b.y - a.y) * part / 12)
            for a, b in ends
            for part in (6, 5, 7, 4, 8, 3, 9, 2, 10)
        ] or [
            QPointF(area.left() + area.width() * x / 12, area.top() + area.height() * y / 12)
            for y in (6, 2, 10)
            for x in (6, 1, 11, 3, 9)
        ]
        found = self.canvas.scene_shown
        place = next((p for p in places if found.at(p) is item), None)
        assert place is not None, f"{self.session.element(element_id)} is covered"
        return place.x(), place.y()

    def near_border(self, interface: Element) -> tuple[float, float]:
        """Where its owner is clicked for an interface: inside, nearest to where the sample has it."""
        item = next(item for item in self.drawing.items if item.element == interface.id)
        there = QPointF(item.outline[0].x + 4, item.outline[0].y + 4)
        area = self.canvas.scene_shown.find(self.made[interface.owner]).outline().adjusted(3, 3, -3, -3)
        return (
            min(max(there.x(), area.left()), area.right()),
            min(max(there.y(), area.top()), area.bottom()),
        )

    def write_on(self, element_id: Id, *words: str) -> None:
        """A double click, and the words."""
        self.hand.double(*self.grip(element_id))
        self.hand.write(*words)

    def note(self, element: Element, known: set[Id]) -> None:
        (made,) = (one for one in self.session.snapshot() if one.id not in known and one.kind == element.kind)
        self.made[element.id] = made.id

    def drop(self, element_id: Id, place_of: tuple[float, float]) -> None:
        """An element from the model tree, let go at a place."""
        data, place = carry([element_id]), self.hand.at(*place_of)
        action = Qt.DropAction.CopyAction
        self.canvas.dragEnterEvent(QDragEnterEvent(QPoint(place), action, data, LEFT, NONE))
        self.canvas.dragMoveEvent(QDragMoveEvent(QPoint(place), action, data, LEFT, NONE))
        self.canvas.dropEvent(QDropEvent(QPointF(place), action, data, LEFT, NONE))


def draughtsman(session, qtbot, sample, name, diagram_id) -> Draughtsman:
    """Someone in front of an empty diagram, with the sample's beside it."""
    model = next(one for one in sample.of(Diagram) if one.name == name)
    drawing = draw(sample, model.id)
    canvas = Canvas(session, diagram_id)
    qtbot.addWidget(canvas)
    canvas.resize(round(drawing.bounds.width) + 400, round(drawing.bounds.height) + 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.zoom_to(1.0)
    canvas.centerOn(drawing.bounds.centre.x, drawing.bounds.centre.y)
    return Draughtsman(session, canvas, sample, drawing)


def draw_system(person: Draughtsman) -> None:
    for shape in person.shapes():
        person.draw_shape(shape)
    for flow in [one for one in map(person.sample.get, lines_of(person)) if isinstance(one, Connector)]:
        person.connect(flow)
        drawn = person.session.snapshot()[person.made[flow.id]]
        person.write_on(drawn.id, flow.protocol, flow.data)
        for end, port in ((flow.source, drawn.source), (flow.target, drawn.target)):
            person.made[end] = port
            person.write_on(port, person.sample[end].name)


def draw_hardware(person: Draughtsman) -> None:
    for shape in person.shapes():
        person.draw_shape(shape)
    for node in [one for one in person.shapes() if isinstance(one, Node)]:
        for firmware in person.sample.owned(node.id, Firmware)[:1]:
            person.take_up("firmware")
            person.hand.click(*person.grip(person.made[node.id]))
            person.hand.write(firmware.version)
    for item in person.drawing.items:
        interface = person.sample[item.element]
        if isinstance(interface, HardwareInterface):
            known = set(person.session.snapshot().elements)
            person.take_up("interface")
            person.hand.click(*person.near_border(interface))
            person.hand.write(interface.name)
            person.note(interface, known)
    for link in [one for one in map(person.sample.get, lines_of(person)) if isinstance(one, Link)]:
        person.connect(link)
        if link.name:
            person.write_on(person.made[link.id], link.name)


def lines_of(person: Draughtsman) -> list[Id]:
    return [item.element for item in person.drawing.items if isinstance(person.sample[item.element], LINES)]


@pytest.mark.slow
def test_the_diagrams_of_the_sample_are_drawn_by_the_mouse_alone(session, qtbot, sample):
    system = draughtsman(session, qtbot, sample, "Plant overview", session.first_diagram.id)
    draw_system(system)
    with session.change("New hardware diagram") as edit:
        new = edit.new(Diagram, name="Hardware", diagram=DiagramType.HARDWARE).id
    hardware = draughtsman(session, qtbot, sample, "Control hardware", new)
    hardware.made |= system.made
    draw_hardware(hardware)
    for link in sample.of(Allocation):
        if link.node in hardware.made and link.component in system.made:
            hardware.drop(system.made[link.component], hardware.grip(hardware.made[link.node]))
    drawn, plan = (as_drawn(one, stated=False) for one in (session.snapshot(), sample))
    assert told(drawn) == told(plan)
    assert canonical_text(drawn) == canonical_text(plan)
