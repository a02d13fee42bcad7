"""What a layout is made of: a graph of nested boxes, and the pairs that lines join."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.diagram.display import Rect
from core.model import Id

Margins = tuple[float, float, float, float]
"""What is kept free ahead, to the left of a shape, above it, behind it and below, in px."""

NONE: Margins = (0.0, 0.0, 0.0, 0.0)

LAYER_GAP = 96.0
NODE_GAP = 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """One shape: its size, the box around it, and where it must stay, if it must.

    Boxes that state a `tier` are put in the order of their tiers, the smallest number first. A `bar` is
    a bus: as long as what it joins needs. At a `first` box the flow begins. Lines pass through boxes that
    are `pervious`, as zones are. What stands out from its border takes the room `around` it. So far from its
    left and from its right edge no line may enter from above: `titles` are there.
    """

    id: Id
    width: float
    height: float
    parent: Id | None = None
    pinned: Rect | None = None
    tier: float | None = None
    bar: bool = False
    first: bool = False
    pervious: bool = False
    around: Margins = NONE
    titles: tuple[float, float] = (0.0, 0.0)


def outer(area: Rect, margins: Margins) -> Rect:
    """An area with the room around it."""
    if margins is NONE:
        return area
    ahead, above, behind, below = margins
    return Rect(area.x - ahead, area.y - above, area.width + ahead + behind, area.height + above + below)


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and the pairs that lines join, both in an order that breaks ties.

    `header` is what a box keeps free above what is in it, `padding` on the other sides. `layer_gap` is
    the room between layers, `node_gap` that between the boxes of one layer. `words` are the width and
    height of what the lines of a pair say. A lattice has at most so many `columns`. Of the layouts that
    an engine finds, `choice` is the number of the one that is wanted, 0 for the best.
    """

    boxes: tuple[Box, ...]
    joins: tuple[tuple[Id, Id], ...] = ()
    header: Mapping[Id, float] = field(default_factory=dict)
    padding: float = 16.0
    downwards: bool = True
    layer_gap: float = LAYER_GAP
    node_gap: float = NODE_GAP
    words: Mapping[tuple[Id, Id], tuple[float, float]] = field(default_factory=dict)
    columns: int = 3
    choice: int = 0
