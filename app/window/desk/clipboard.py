"""What actions do with the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from core.ground.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.canvas.canvas import Canvas
    from app.gestures.clip import Clip
    from app.window.window import Window
    from core.model import Id, Zone


class ClipboardDesk:
    """What actions do with the clipboard."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def copy(self) -> None:
        """Keep what is selected on the clipboard, whole; other programs get the names."""
        from app.gestures.clip import clip_from_model, to_mime
        from app.gestures.copying import clip_on
        from app.gestures.placing import counted

        session, canvas = self._window.session, self._window.shown.canvas()
        drawn = canvas is not None and any(map(canvas.scene_shown.find, session.selection))
        clip = (
            clip_on(canvas, session.selection)
            if canvas is not None and drawn
            else clip_from_model(session.snapshot(), session.selection)
        )
        QApplication.clipboard().setMimeData(to_mime(clip, session.snapshot()))
        chosen = [one for one in map(session.element, session.selection) if one is not None]
        self._window.status.say(_("Copied {what}").format(what=counted(chosen)))

    def cut(self) -> None:
        """Take what is selected off the diagram and keep it on the clipboard; the model keeps it too."""
        from app.gestures.clip import to_mime
        from app.gestures.cutting import cut

        session, canvas = self._window.session, self._window.shown.canvas()
        clip = cut(canvas, session.selection) if canvas is not None else None
        if clip is not None:
            QApplication.clipboard().setMimeData(to_mime(clip, session.snapshot()))

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
        """Draw copies of what was copied last, which stays on the clipboard; what was cut is itself drawn."""
        from app.gestures.clip import from_mime
        from app.gestures.copying import paste
        from app.gestures.linking import is_away, paste_link

        canvas, clip = self._window.shown.canvas(), from_mime(QApplication.clipboard().mimeData())
        if canvas is None or clip is None:
            return
        middle = canvas.visible_area().center()
        if clip.cut and is_away(canvas, clip):
            made = paste_link(canvas, clip, middle, _wanted(canvas, clip))
        else:
            made = paste(canvas, clip, middle, _wanted(canvas, clip))
        _bring(canvas, made)

    def paste_link(self) -> None:
        """Draw what was copied last on the diagram in front too, as the same elements."""
        from app.gestures.clip import from_mime
        from app.gestures.linking import paste_link

        canvas, clip = self._window.shown.canvas(), from_mime(QApplication.clipboard().mimeData())
        if canvas is not None and clip is not None:
            _bring(canvas, paste_link(canvas, clip, canvas.visible_area().center()))

    def duplicate(self) -> None:
        """Draw what is selected once more beside itself."""
        from app.gestures.copying import duplicate

        canvas = self._window.shown.canvas()
        if canvas is not None:
            _bring(canvas, duplicate(canvas, self._window.session.selection))


def _wanted(canvas: Canvas, clip: Clip) -> Zone | None:
    """The zone into which one pastes: the one selected, unless it is itself what was copied."""
    from core.model import Zone

    chosen = canvas.selection
    if len(chosen) != 1 or chosen[0] in clip.whole:
        return None
    return canvas.snapshot().find(Zone, chosen[0])


def _bring(canvas: Canvas, made: Iterable[Id]) -> None:
    """Bring what was drawn anew into view, as far as it is not seen there."""
    found = {one: item.outline() for one in made if (item := canvas.scene_shown.find(one)) is not None}
    if found:
        canvas.way_back.bring(canvas.together(found.values()), next(iter(found)))
