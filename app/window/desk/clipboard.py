"""What actions do with the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class ClipboardDesk:
    """What actions do with the clipboard."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def copy(self) -> None:
        """Keep what is selected on the clipboard; other programs get the names."""
        from app.gestures.carried import carry
        from app.gestures.placing import counted
        from core.model import name_of

        session = self._window.session
        chosen = [one for one in map(session.element, session.selection) if one is not None]
        data = carry(session.selection)
        data.setText("\n".join(name_of(session.snapshot(), one.id) for one in chosen))
        QApplication.clipboard().setMimeData(data)
        self._window.status.say(_("Copied {what}").format(what=counted(chosen)))

    def leave(self) -> None:
        """Leave what was copied as text or image: data made here must not outlive the interpreter."""
        from app.gestures.carried import carried

        clipboard = QApplication.clipboard()
        data = clipboard.mimeData()
        if carried(data):
            clipboard.setText(data.text())
        elif clipboard.ownsClipboard() and data.hasImage():
            clipboard.setImage(clipboard.image())

    def paste(self) -> None:
        """Draw copies of what was copied last; the next ones are pasted beside these."""
        from app.gestures.carried import carried, carry
        from app.gestures.copying import paste

        canvas = self._window.shown.canvas()
        if canvas is None:
            return
        made = paste(canvas, carried(QApplication.clipboard().mimeData()), canvas.visible_area().center())
        if made:
            QApplication.clipboard().setMimeData(carry(made))

    def duplicate(self) -> None:
        """Draw what is selected once more beside itself."""
        from app.gestures.copying import duplicate

        canvas = self._window.shown.canvas()
        if canvas is not None:
            duplicate(canvas, self._window.session.selection)
