"""From where a drawing is seen: the middle of the view and its scale, to go back to."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from app.canvas.view import View


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The point of the drawing in the middle of the view, and the scale."""

    x: float
    y: float
    scale: float


def standpoint(view: View) -> Standpoint:
    """From where the view shows its drawing now, near enough to go back there."""
    middle = view.visible_area().center()
    return Standpoint(round(middle.x(), 2), round(middle.y(), 2), round(view.scale_now(), 4))


def go_back_to(view: View, place: Standpoint) -> None:
    """Show the drawing from there again."""
    if place != standpoint(view):
        view.zoom_to(place.scale)
        view.centerOn(QPointF(place.x, place.y))
