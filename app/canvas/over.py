"""What is painted over a drawing, from the bottom to the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from app.canvas.empty import paint_empty
from app.canvas.frame import paint_focus, paint_hover, paint_selection, resizable

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


def paint_over(canvas: Canvas, painter: QPainter) -> None:
    """What is lit, hover, selection, focus and gesture; words where nothing is drawn yet."""
    scale = canvas.scale_now()
    items = canvas.scene_shown
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not canvas.still.active)
    if not items.items_by_id and canvas.gesture is None:
        paint_empty(painter, canvas.viewport().rect(), canvas.diagram.diagram, canvas.writable)
    canvas.lit.paint(painter, scale)
    if canvas.hover.item is not None and canvas.gesture is None:
        paint_hover(painter, canvas.hover.item, scale, canvas.hover.ready and canvas.pointer.offers_lines())
    if canvas.selection and not canvas.still.active:
        handles = canvas.gesture is None and resizable(canvas) is not None
        paint_selection(painter, canvas.selected_items(), scale, handles)
    if canvas.chips.marked and not canvas.still.active:
        canvas.chips.paint(painter, scale)
    focus = items.find(canvas.telling.focus) if canvas.telling.focus else None
    if focus is not None and canvas.hasFocus() and focus.element not in canvas.selection:
        paint_focus(painter, focus, scale)
    if canvas.gesture is not None:
        canvas.gesture.paint(painter, scale)
