"""A drawing as an image: all of it, in the present theme, as it looks at 100 %."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.canvas.scene import DiagramScene
from app.theme import colour

MARGIN = 16.0
"""Free px around the drawing."""

_MOST = 64_000_000
"""Pixels that an image has at most; a larger drawing becomes a coarser one."""


def picture_of(scene: DiagramScene, scale: float = 2.0) -> QImage:
    """The image, `scale` of its pixels for each px of the drawing; fewer where it would grow too large."""
    area = scene.extent().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = min(scale, (_MOST / (area.width() * area.height())) ** 0.5)
    image = QImage(
        max(round(area.width() * scale), 1), max(round(area.height() * scale), 1), QImage.Format.Format_RGB32
    )
    image.fill(colour("surface.canvas"))
    image.setDotsPerMeterX(round(96 / 0.0254 * scale))
    image.setDotsPerMeterY(round(96 / 0.0254 * scale))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    detail, scene.detail = scene.detail, 1.0
    try:
        scene.render(painter, QRectF(image.rect()), area)
    finally:
        scene.detail = detail
        painter.end()
    return image
