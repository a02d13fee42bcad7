"""What floats over a drawing, and where: the tools, the scale, and the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from app.canvas.arranging_bar import ArrangingBar
from app.canvas.bar import DrawingBar, ZoomChip
from app.canvas.hidden_chip import HiddenChip
from app.canvas.minimap import Minimap
from app.canvas.tools import SELECT
from app.theme import px
from core.model import DiagramType

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.declarations import Declarations

_LOW = 320
"""A view lower than this has all that lies at its lower edge in one row, in px at scale 1."""


class Afloat:
    """What lies over a drawing.

    Attributes: `bar` with the tools, `chip` with the scale, `map` of it all, `several` for what several
    shapes can become, `hidden` with how much the diagram leaves out.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.bar = DrawingBar(canvas.diagram.diagram, canvas)
        self.bar.chosen.connect(canvas.set_tool)
        self.bar.typing.connect(lambda: canvas.type_at(canvas.mapToScene(canvas.viewport().rect().center())))
        self.bar.show_tool(SELECT)
        self.chip = ZoomChip(canvas)
        self.chip.stepped.connect(canvas.zoom_step)
        self.chip.fitted.connect(canvas.fit)
        self.chip.reset.connect(lambda: canvas.zoom_to(1.0))
        self.chip.mapped.connect(lambda: canvas.asked.emit("view.minimap"))
        canvas.scaled.connect(self.chip.show_scale)
        self.map = Minimap(canvas)
        self.hidden = HiddenChip(canvas)
        self.declarations: Declarations | None = None
        if canvas.diagram.diagram is DiagramType.BEHAVIOUR:
            from app.canvas.declarations import Declarations

            self.declarations = Declarations(canvas)
        self.several = ArrangingBar(canvas)
        self.several.asked.connect(canvas.asked)
        self._stood: tuple[QSize, QSize] | None = None
        """In what room it was put where it stands, and how large it was."""
        canvas.selected.connect(lambda _ids: self.arrange())

    def restyle(self) -> None:
        """Take on the present theme."""
        self.bar.restyle()
        self.chip.restyle()
        self.several.restyle()
        self.hidden.count()
        self.arrange()
        self._canvas.fit_again()

    def covered(self) -> QMargins:
        """How far what always lies there reaches over the edges of the view, in px.

        What several shapes can become, the map, and declarations that are written in come and go.
        """
        high = self._canvas.viewport().height()
        below = min(one.y() for one in (self.bar, self.chip) if not one.isHidden())
        above = [one.geometry().bottom() + 1 for one in self._corner() if not one.isHidden()]
        return QMargins(0, max(above, default=0), 0, high - below)

    def _corner(self) -> Iterator[QWidget]:
        """What stands at the top left."""
        yield self.hidden
        if self.declarations is not None and not self.declarations.head.isChecked():
            yield self.declarations

    def arrange(self) -> None:
        """Put the bar in the middle at the bottom and the chip at the right, above the bar where it must."""
        bar, chip, room = self.bar, self.chip, self._canvas.viewport().rect()
        bar.setVisible(self._canvas.writable)
        if self.declarations is not None:
            self.declarations.fit()
        chip.adjustSize()
        bottom = room.height() - px(14)
        right = room.width() - chip.width() - px(14)
        beside = right - px(10) - px(8)
        # Where the drawing has little height one row is enough: the tools without room are in its menu.
        one_row = beside >= bar.least() or room.height() < px(_LOW)
        bar.fit(beside if one_row else room.width() - 2 * px(8))
        left = (room.width() - bar.width()) // 2
        bar.move(max(min(left, right - bar.width() - px(10)), px(8)), bottom - bar.height())
        low = bottom - chip.height()
        if right < bar.x() + bar.width() + px(8) and not bar.isHidden():
            low -= bar.height() + px(8)
        chip.move(right, low)
        self.map.settle(chip.geometry())
        self._place_several(room)

    def _place_several(self, room: QRect) -> None:
        """Put what several shapes can become where it covers the fewest, at the top if it can.

        There it stays while others are selected.
        """
        several, stood = self.several, None if self.several.isHidden() else self._stood
        shapes = [item for item in self._canvas.selected_items() if not item.item.is_line]
        several.show_for(len(shapes) if self._canvas.writable else 0)
        several.adjustSize()
        self._stood = room.size(), several.size()
        if several.isHidden() or stood == self._stood:
            return
        wide, top = several.width(), px(10)
        low = self.bar.y() - several.height() - px(8)
        middle, right = (room.width() - wide) // 2, room.width() - wide - px(14)
        places = [QPoint(x, y) for y in (top, low) for x in (middle, px(14), right)]
        under = self._canvas.shapes_under
        several.move(min(places, key=lambda place: under(QRect(place, several.size()))))
