"""A drawing that is only looked at, with what became of each element between two models.

It is seen whole first, also from where shapes have no names any more: where things changed is what it tells.
"""

from PySide6.QtWidgets import QWidget

from app.canvas.canvas import Canvas
from app.canvas.opening import Drawn
from app.session.looking import Looking
from core.diagram import Overlays
from core.diagram.comparing import SIGNED
from core.model import Id, Snapshot


def compared_canvas(
    both: Snapshot, diagram: Id, overlays: Overlays, parent: QWidget, drawn: Drawn | None = None
) -> Canvas:
    """The drawing of a diagram with all that is in either model; `drawn` where it was worked out before."""
    looking = Looking(both)
    canvas = Canvas(looking, diagram, parent, drawable=False, drawn=drawn)
    looking.setParent(canvas)
    canvas.whole_from = SIGNED
    canvas.set_overlays(overlays)
    return canvas
