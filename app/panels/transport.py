"""The bar under a counterexample: first, back, forward, last, and where among the steps one is."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.panels.labels import across, key_label, label, tool
from app.theme import colour, look, px
from core.ground.words import _


class Transport(QFrame):
    """Says which step is shown, and asks for others.

    Signals: `asked` with the number of a step, counted from 1.
    """

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._count = 0, 0
        row = across(self, (0, 6, 0, 6), 2)
        self._buttons = {
            name: tool(name, words, key)
            for name, words, key in (
                ("first", _("First step"), "Home"),
                ("step back", _("Step back"), "←"),
                ("step", _("Step forward"), "→"),
                ("last", _("Last step"), "End"),
            )
        }
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.go(name))
            row.addWidget(button)
        row.addSpacing(px(8))
        self._track = _Track()
        self._track.asked.connect(self.asked)
        row.addWidget(self._track, 1)
        row.addSpacing(px(8))
        self._where, self._time = label("", "strong"), label("", "code")
        row.addWidget(self._where)
        row.addSpacing(px(8))
        row.addWidget(self._time)
        row.addSpacing(px(12))
        row.addWidget(key_label("← →"))
        row.addSpacing(px(6))
        row.addWidget(label(_("step"), "small"))

    def show_step(self, number: int, count: int, time: str) -> None:
        """Show that step `number` of `count` is the one shown, and when it is."""
        self._number, self._count = number, count
        self._track.show_step(number, count)
        self._where.setText(_("Step {number} of {count}").format(number=number, count=count))
        self._time.setText(f"t = {time}" if time else "")
        for name, button in self._buttons.items():
            button.setEnabled(number > 1 if name in ("first", "step back") else number < count)

    def go(self, name: str) -> None:
        """Ask for the "first" or "last" step, the next ("step") or the one before ("step back")."""
        wanted = {
            "first": 1,
            "step back": self._number - 1,
            "step": self._number + 1,
            "last": self._count,
        }[name]
        if 1 <= wanted <= self._count and wanted != self._number:
            self.asked.emit(wanted)


class _Track(QWidget):
    """The steps as dots on a line, those taken filled; a click goes to the nearest."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._number, self._count = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Steps"))
        look().changed.connect(self.updateGeometry)

    def show_step(self, number: int, count: int) -> None:
        """Show another step."""
        self._number, self._count = number, count
        self.setAccessibleDescription(_("Step {number} of {count}").format(number=number, count=count))
        self.update()

    def dots(self) -> list[QPointF]:
        """Where the steps are."""
        left, right, middle = px(9), self.width() - px(9), self.height() / 2
        pace = (right - left) / (self._count - 1) if self._count > 1 else 0.0
        return [QPointF(left + pace * number, middle) for number in range(self._count)]

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(px(160), px(26))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click asks for the step that is nearest."""
        dots = self.dots()
        if dots:
            at = event.position().x()
            self.asked.emit(min(range(len(dots)), key=lambda number: abs(dots[number].x() - at)) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, as far as it was gone in the accent, and its dots."""
        dots = self.dots()
        if not dots:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = dots[self._number - 1] if self._number else dots[0]
        painter.setPen(QPen(colour("line.control"), px(2)))
        painter.drawLine(here, dots[-1])
        painter.setPen(QPen(colour("accent.mark"), px(3)))
        painter.drawLine(dots[0], here)
        small = px(3) if len(dots) * px(9) < self.width() else 0
        for number, dot in enumerate(dots, start=1):
            size = px(7) if number == self._number else small
            taken = number <= self._number
            painter.setPen(QPen(colour("accent.mark" if taken else "line.control"), px(1.5)))
            painter.setBrush(colour("accent.mark" if taken else "surface.canvas"))
            if size:
                painter.drawEllipse(QRectF(dot.x() - size, dot.y() - size, 2 * size, 2 * size))
        painter.setBrush(Qt.BrushStyle.NoBrush)
