"""Elements on their way from a panel to a drawing, or by way of the clipboard: their ids, one a line."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from core.model import Id

ELEMENTS_MIME = "application/x-bartizan-elements"


def carry(element_ids: Iterable[Id]) -> QMimeData:
    """What is dragged or copied for these elements."""
    data = QMimeData()
    data.setData(ELEMENTS_MIME, "\n".join(element_ids).encode())
    return data


def carried(data: QMimeData | None) -> list[Id]:
    """The elements that were dragged or copied; none where it is something else, or nothing."""
    if data is None or not data.hasFormat(ELEMENTS_MIME):
        return []
    return [
        line for line in bytes(data.data(ELEMENTS_MIME).data()).decode("utf-8", "replace").split("\n") if line
    ]
