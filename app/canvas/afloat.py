"""What floats over a drawing, and where: the tools, the scale, and the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.canvas.arranging_bar import ArrangingBar
from app.canvas.bar import DrawingBar, ZoomChip
from app.canvas.minimap import Minimap
from app.canvas.tools import SELECT
from app.theme import px
from core.model import DiagramType

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.declarations import Declarations


class Afloat:
    """What lies over a drawing.

    Attributes: `bar` with the tools, `chip` with the scale, `map` of it all, `several` for what several
    shapes can become.
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
        self.declarations: Declarations | None = None
        if canvas.diagram.diagram is DiagramType.BEHAVIOUR:
            from app.canvas.declarations import Declarations

            self.declarations = Declarations(canvas)
        self.several = ArrangingBar(canvas)
        self.several.asked.connect(canvas.asked)
        canvas.selected.connect(lambda _ids: self.arrange())

    def restyle(self) -> None:
        """Take on the present theme."""
        self.bar.restyle()
        self.chip.restyle()
        self.several.restyle()
        self.arrange()

    def arrange(self) -> None:
        """Put the bar in the middle at the bottom and the chip at the right, above the bar where it must.

        What several shapes can become stands in the middle at the top.
        """
        bar, chip, room = self.bar, self.chip, self._canvas.viewport().rect()
        bar.setVisible(self._canvas.writable)
        if self.declarations is not None:
            self.declarations.fit()
        bar.fit(room.width() - 2 * px(8))
        chip.adjustSize()
        bottom = room.height() - px(14)
        right = room.width() - chip.width() - px(14)
        left = (room.width() - bar.width()) // 2
        bar.move(max(min(left, right - bar.width() - px(10)), px(8)), bottom - bar.height())
        low = bottom - chip.height()
        if right < bar.x() + bar.width() + px(8) and bar.isVisible():
            low -= bar.height() + px(8)
        chip.move(right, low)
        self.map.settle(chip.geometry())
        shapes = [item for item in self._canvas.selected_items() if not item.item.is_line]
        self.several.show_for(len(shapes) if self._canvas.writable else 0)
        self.several.adjustSize()
        self.several.move((room.width() - self.several.width()) // 2, px(10))
