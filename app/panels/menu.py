"""A menu of what is current in a list, tree or table, by the right button or the menu key."""

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QAbstractItemView


def offer_menu(view: QAbstractItemView, wanted: SignalInstance) -> None:
    """Emit `wanted` with a place on the screen when a menu is asked for over an entry of the view."""

    def ask(place: QPoint) -> None:
        index = view.indexAt(place)
        if not index.isValid():
            index = view.currentIndex()
            place = view.visualRect(index).center()
        if index.isValid():
            view.setCurrentIndex(index)
            wanted.emit(view.viewport().mapToGlobal(place))

    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(ask)
