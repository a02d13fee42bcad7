"""Actions as Qt knows them: one QAction each, with its keys, for shortcuts and menus alike."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.actions.action import State
from app.actions.registry import ACTIONS, CONTEXT_MENUS, MENUS, in_menu
from app.panels.keyed import keys_heard
from app.theme import icon, look
from app.window.desk import Desk
from core.ground.words import _


class Keymap(QObject):
    """The actions of a window.

    A disabled action gives its keys back, so that a letter reaches whatever has the keyboard.

    Signals: `changed` when keys are others than before, `ran` when an action was done.
    """

    changed = Signal()
    ran = Signal()

    def __init__(self, window: QWidget, desk: Desk, state: Callable[[], State]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._state = state
        self._actions: dict[str, QAction] = {}
        for known in ACTIONS:
            made = QAction(known.title(), self)
            made.triggered.connect(lambda _on=False, known=known: self.run(known.id))
            self._actions[known.id] = made
            window.addAction(made)
        look().changed.connect(self._draw)
        self._drawn = False
        self._take_keys()
        keys_heard().changed.connect(self._keys_changed)

    def run(self, action_id: str) -> None:
        """Do an action, if it can be done now; one that changes the model leaves a drag, and no more."""
        known = next(one for one in ACTIONS if one.id == action_id)
        state = self._state()
        if not known.when(state):
            return
        self.ran.emit()
        reads = known.when(replace(state, writable=False, undo=False, redo=False))
        if reads or not self._desk.drawing.leave_drag():
            known.run(self._desk)

    def why_not(self, key: str) -> str:
        """Why the action of a key, as `key_text` writes it, cannot be done now; empty where one can."""
        from app.actions.lacking import lacking

        state = self._state()
        known = [one for one in ACTIONS if key in one.keys_now]
        if not known or any(one.when(state) for one in known):
            return ""
        return _("{what}: {why}").format(what=known[0].title(), why=lacking(known[0].when, state))

    def refresh(self) -> None:
        """Enable what can be done now."""
        state = self._state()
        for known in ACTIONS:
            self._actions[known.id].setEnabled(known.when(state))

    def menu(self, menu_id: str, parent: QWidget) -> QMenu:
        """One menu, made anew."""
        self._draw_once()
        made = QMenu(parent)
        for known in in_menu(menu_id):
            made.addAction(self._actions[known.id])
        return made

    def context(self, place: str, parent: QWidget) -> QMenu:
        """The menu of a place, with what can be done there now."""
        self._draw_once()
        self.refresh()
        made = QMenu(parent)
        for group in CONTEXT_MENUS[place]:
            possible = [self._actions[known] for known in group if self._actions[known].isEnabled()]
            if possible and not made.isEmpty():
                made.addSeparator()
            made.addActions(possible)
        return made

    def fill(self, bar: QMenuBar) -> None:
        """Put every menu into a menu bar."""
        self._draw_once()
        bar.clear()
        for menu_id, title in MENUS:
            menu = self.menu(menu_id, bar)
            menu.setTitle(title())
            bar.addMenu(menu)

    def _take_keys(self) -> None:
        for known in ACTIONS:
            self._actions[known.id].setShortcuts([QKeySequence(key) for key in known.keys_now])

    def _keys_changed(self) -> None:
        self._take_keys()
        self.changed.emit()

    def _draw_once(self) -> None:
        if not self._drawn:
            self._drawn = True
            self._draw()

    def _draw(self) -> None:
        if self._drawn:
            for known in ACTIONS:
                self._actions[known.id].setIcon(icon(known.icon))
