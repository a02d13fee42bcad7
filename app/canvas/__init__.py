"""The drawing area: paints the display list, finds what is under the pointer, and hands input to gestures."""

from app.canvas.canvas import Canvas

__all__ = ["Canvas"]
