"""The drawing area: paints the display list, finds what is under the pointer, and hands input to gestures."""

from app.canvas.canvas import Canvas
from app.canvas.pointer import ELEMENTS_MIME

__all__ = ["ELEMENTS_MIME", "Canvas"]
