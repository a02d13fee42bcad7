"""A drawing that is only looked at, with what became of each element between two models."""

from PySide6.QtWidgets import QWidget

from app.canvas.canvas import Canvas
from app.session.looking import Looking
from core.diagram.comparing import overlays_between, together
from core.model import Id, Snapshot


def compared_canvas(before: Snapshot, after: Snapshot, diagram: Id, parent: QWidget) -> Canvas:
    """The drawing of a diagram with all that is in either model; where both are one, as it is there."""
    looking = Looking(after if before is after else together(before, after))
    canvas = Canvas(looking, diagram, parent, drawable=False)
    looking.setParent(canvas)
    if before is not after:
        canvas.set_overlays(overlays_between(before, after, diagram))
    return canvas
