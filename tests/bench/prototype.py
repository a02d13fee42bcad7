"""A bare prototype of a canvas, to be measured beside ours: `python tests/bench/prototype.py SIDE`.

A plain QGraphicsView with as many nodes, painted in Python with two levels of detail, and as many path
items as edges, which follow their nodes without any routing. It knows no model, no words of lines, no
zones, no undo; its undo is to move the nodes back. Prints one JSON object of medians in ms, and MB.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

ACROSS, DOWN, WIDE, HIGH = 260.0, 120.0, 176.0, 52.0
DETAIL = 0.35
"""Below this scale a node is a filled rectangle without words."""


class Node(QGraphicsItem):
    """A rounded rectangle with its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.edges: list[Edge] = []

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt calls it by this name
        """Where it paints."""
        return QRectF(-2, -2, WIDE + 4, HIGH + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint it at the level of detail of the view."""
        del option, widget
        if painter.worldTransform().m11() < DETAIL:
            painter.fillRect(QRectF(0, 0, WIDE, HIGH), QColor("#98a4b3"))
            return
        painter.setPen(QPen(QColor("#5b6b7f"), 1.25))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(QRectF(0, 0, WIDE, HIGH), 6, 6)
        painter.setFont(_font())
        painter.drawText(QPointF(12, 30), self.name)


class Edge(QGraphicsPathItem):
    """Three straight parts from the middle of one node to that of another."""

    def __init__(self, source: Node, target: Node) -> None:
        super().__init__()
        self.source, self.target = source, target
        self.setPen(QPen(QColor("#5b6b7f"), 1.5))
        self.setZValue(-1)
        self.follow()

    def follow(self) -> None:
        """Run to where the nodes are now."""
        start = self.source.pos() + QPointF(WIDE / 2, HIGH / 2)
        end = self.target.pos() + QPointF(WIDE / 2, HIGH / 2)
        middle = (start.x() + end.x()) / 2
        path = QPainterPath(start)
        path.lineTo(middle, start.y())
        path.lineTo(middle, end.y())
        path.lineTo(end)
        self.setPath(path)


def milliseconds(step: Callable[[], object], rounds: int) -> float:
    """The median time of a step."""
    found = []
    for _round in range(rounds):
        start = time.perf_counter()
        step()
        found.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(found), 2)


def measure(side: int, rounds: int) -> dict[str, float]:
    """All figures for a square of that many nodes a side."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    scene, nodes = _filled(side)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(1600, 900)
    view.show()
    QApplication.processEvents()
    found = {}
    for name, scale in (("pan_100_ms", 1.0), ("pan_30_ms", 0.3)):
        view.resetTransform()
        view.scale(scale, scale)
        view.centerOn(4000, 3000)
        view.viewport().repaint()
        found[name] = milliseconds(lambda: _panned(view), rounds)
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    found["fit_all_ms"] = milliseconds(lambda: _fitted(view, image), rounds)
    view.resetTransform()
    view.centerOn(4000, 3000)
    view.viewport().repaint()
    near = sorted(nodes, key=lambda node: (node.pos() - QPointF(4000, 3000)).manhattanLength())
    for name, count in (("move_1_ms", 1), ("move_50_ms", 50)):
        found[name] = milliseconds(_mover(view, near[:count], 8.0, 3.0), rounds)
    found["undo_1000_ms"] = milliseconds(_mover(view, near[:1000], -8.0, 0.0), 4)
    found["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return found


def _filled(side: int) -> tuple[QGraphicsScene, list[Node]]:
    scene = QGraphicsScene()
    grid: dict[tuple[int, int], Node] = {}
    for column in range(side):
        for row in range(side):
            node = grid[column, row] = Node(f"Unit {column}.{row}")
            node.setPos(column * ACROSS, row * DOWN)
            scene.addItem(node)
    for (column, row), node in grid.items():
        below = grid.get((column, row + 1)) if (column + row) % 2 else None
        for other in (grid.get((column + 1, row)), below):
            if other is not None:
                edge = Edge(node, other)
                node.edges.append(edge)
                other.edges.append(edge)
                scene.addItem(edge)
    return scene, list(grid.values())


def _panned(view: QGraphicsView) -> None:
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(across.value() + 24)
    down.setValue(down.value() + 8)
    view.viewport().repaint()


def _fitted(view: QGraphicsView, image: QImage) -> None:
    area = view.scene().sceneRect()
    factor = min(1600 / area.width(), 900 / area.height())
    view.resetTransform()
    view.scale(factor, factor)
    view.centerOn(area.center())
    painter = QPainter(image)
    view.render(painter)
    painter.end()


def _mover(view: QGraphicsView, nodes: list[Node], dx: float, dy: float) -> Callable[[], None]:
    def move() -> None:
        for node in nodes:
            node.moveBy(dx, dy)
        for edge in dict.fromkeys(edge for node in nodes for edge in node.edges):
            edge.follow()
        view.viewport().repaint()

    return move


def _font() -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(12)
    return font


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), 15)) + "\n")
