"""Drawing without Qt: display list, geometry, text metrics, layout, routing, level of detail."""

from core.diagram.display import Drawing, Icon, Item, Mark, Rect, Shape, Spot, Step, Stroke, Text, visible
from core.diagram.drawing import changed_items, draw, redraw, way_to
from core.diagram.overlay import Overlay, Overlays, Threats

__all__ = [
    "Drawing",
    "Icon",
    "Item",
    "Mark",
    "Overlay",
    "Overlays",
    "Rect",
    "Shape",
    "Spot",
    "Step",
    "Stroke",
    "Text",
    "Threats",
    "changed_items",
    "draw",
    "redraw",
    "visible",
    "way_to",
]
