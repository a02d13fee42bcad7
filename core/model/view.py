"""What is shown where: diagrams, the places of elements on them, notes and filters."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.element import Element, Id, To


class DiagramType(StrEnum):
    """What a diagram shows."""

    SYSTEM = "system"
    HARDWARE = "hardware"
    BEHAVIOUR = "behaviour"


class Side(StrEnum):
    """A side of a shape, for ports and interfaces on its border."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a diagram in px at scale 1; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Element):
    """A drawing of part of the model."""

    kind: ClassVar[str] = "diagram"
    owners: ClassVar[tuple[str, ...]] = ("", "state machine")

    diagram: DiagramType = DiagramType.SYSTEM
    order: int = 0
    """Its place among the diagrams of its sort; those of the same place stand as they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Element):
    """Where and how large `element` is drawn on the diagram that owns the placement.

    Shapes and buses have x, y, width and height of their rectangle. A port or interface has `side`
    and `offset`, from the top or left end of that side. Lines have `bends` where a person set them.
    Of shapes that may cover one another the one of the higher `order` is in front, among equals the
    younger one. What is `locked` is not moved, resized or removed on the diagram before it is unlocked.
    """

    kind: ClassVar[str] = "placement"
    owners: ClassVar[tuple[str, ...]] = ("diagram",)

    element: Annotated[Id, To()]
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    side: Side | None = None
    offset: float = 0.0
    bends: tuple[Point, ...] = ()
    hidden: bool = False
    order: int = 0
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNote(Element):
    """A remark on a diagram; never read by an analysis."""

    kind: ClassVar[str] = "note"
    owners: ClassVar[tuple[str, ...]] = ("diagram",)

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Element):
    """What a diagram leaves out."""

    kind: ClassVar[str] = "filter"
    owners: ClassVar[tuple[str, ...]] = ("diagram",)

    hides: tuple[str, ...] = ()
    """Kinds of elements that are not drawn."""
    overlays: tuple[str, ...] = ()
    """Names of the overlays that are on."""
