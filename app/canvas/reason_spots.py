"""Which badge or mark of heat is at a point: a click there asks for its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from app.canvas.brush import qrect
from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from core.diagram.lod import NAMES
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

REACH = 4.0
"""How far beside a badge a click may be, in px on the screen."""


@dataclass(frozen=True, slots=True)
class ReasonSpot:
    """The element, the name of its spot, and where that is."""

    element: Id
    name: str
    area: QRectF


def asks_reason(canvas: Canvas, point: QPointF) -> bool:
    """Select what has a badge or a mark of heat at a point and ask for its reasons; False for none."""
    spot = spot_at(canvas.scene_shown, point, canvas.scale_now())
    if spot is None:
        return False
    canvas.select([spot.element])
    corner = canvas.mapFromScene(spot.area.bottomLeft())
    canvas.reason.emit(spot.element, spot.name, canvas.viewport().mapToGlobal(corner))
    return True


def spot_at(scene: DiagramScene, point: QPointF, scale: float) -> ReasonSpot | None:
    """The badge or mark of heat at a point, if there is one; further out than names there are none."""
    if scene.detail < NAMES:
        return None
    reach = REACH / scale
    near = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
    for item in scene.items(near, Qt.ItemSelectionMode.IntersectsItemBoundingRect):
        if isinstance(item, ShapeItem):
            for spot in scene.veil.spots_of(item.item):
                if qrect(spot.area.grown(reach)).contains(point):
                    return ReasonSpot(item.element, spot.name, qrect(spot.area))
    return None
