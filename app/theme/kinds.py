"""The icon that stands for an element of the model; apart, since the first window opens without a model."""

from app.theme.icons import KINDS
from core.diagram.icons import variant_icon
from core.model import Diagram, DiagramType, Element

DIAGRAMS = {DiagramType.HARDWARE: "mdi6.chip", DiagramType.BEHAVIOUR: "mdi6.state-machine"}
"""The icon of a diagram by what it shows."""


def kind_icon(element: Element) -> str:
    """The name of the icon that stands for the element, the same as on a drawing."""
    found = DIAGRAMS.get(element.diagram) if isinstance(element, Diagram) else variant_icon(element)
    return found or KINDS[element.kind]
