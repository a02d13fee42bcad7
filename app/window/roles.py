"""What a screen reader is told the house's own controls are; Qt knows no role for what it did not make."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_ROLES = {
    "Minimap": QAccessible.Role.Graphic,
    "Segmented": QAccessible.Role.Grouping,
    "TrendChart": QAccessible.Role.Chart,
}


@cache
def tell_roles() -> None:
    """Tell them from now on, in every window; once is enough for a process."""
    QAccessible.installFactory(_spoken)


def _spoken(class_name: str, about: QObject | None) -> QAccessibleInterface | None:
    if class_name == "Canvas":
        from app.canvas.accessible import DrawingInterface

        return DrawingInterface(cast("Canvas", about))
    role = _ROLES.get(class_name)
    if role is None or not isinstance(about, QWidget):
        return None
    return QAccessibleWidget(about, role)
