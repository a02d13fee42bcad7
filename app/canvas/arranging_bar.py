"""What can be done with several shapes at once, on a strip over the drawing while several are selected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.actions.keymap import keymap
from app.actions.registry import action, key_of
from app.canvas.bar import Floating, ToolButton
from app.theme import px
from core.ground.words import _

_GROUPS = (
    ("arrange.left", "arrange.centre", "arrange.right"),
    ("arrange.top", "arrange.middle", "arrange.bottom"),
    ("arrange.across", "arrange.down", "arrange.size"),
    ("layout.selection", "arrange.front", "arrange.back", "arrange.lock"),
)
_FOR_THREE = ("arrange.across", "arrange.down")


class ArrangingBar(Floating):
    """Signal: `asked` with the id of the action wanted."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is selected"))
        self.row.setSpacing(0)
        self.buttons: dict[str, ToolButton] = {}
        for number, group in enumerate(_GROUPS):
            if number:
                self.row.addSpacing(px(8))
            for action_id in group:
                known = action(action_id)
                button = ToolButton(known.icon, known.title(), self)
                button.clicked.connect(lambda _on=False, wanted=action_id: self.asked.emit(wanted))
                self.buttons[action_id] = button
                self.row.addWidget(button)
        self._show_keys()
        keymap().hear(self._show_keys)
        self.hide()

    def show_for(self, shapes: int) -> None:
        """Show it where so many shapes are selected and can be changed."""
        for action_id in _FOR_THREE:
            self.buttons[action_id].setEnabled(shapes > 2)
        self.setVisible(shapes > 1)

    def _show_keys(self) -> None:
        for action_id, button in self.buttons.items():
            button.show_key(key_of(action_id), beside=False)
