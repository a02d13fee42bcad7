"""What a layout is made of: a graph of nested boxes, and the pairs that lines join."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.diagram.display import Rect
from core.model import Id

LAYER_GAP = 96.0
NODE_GAP = 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """One shape: its size, the box around it, and where it must stay, if it must."""

    id: Id
    width: float
    height: float
    parent: Id | None = None
    pinned: Rect | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and the pairs that lines join, both in an order that breaks ties.

    `header` is what a box keeps free above what is in it, `padding` on the other sides. `layer_gap` is
    the room between layers, `node_gap` that between the boxes of one layer.
    """

    boxes: tuple[Box, ...]
    joins: tuple[tuple[Id, Id], ...] = ()
    header: Mapping[Id, float] = field(default_factory=dict)
    padding: float = 16.0
    downwards: bool = True
    layer_gap: float = LAYER_GAP
    node_gap: float = NODE_GAP
