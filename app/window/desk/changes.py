"""What actions do to what is selected, and to the changes made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.history import merge_in_front
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class ChangesDesk:
    """What actions do to what is selected, and to the changes made."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def undo(self) -> None:
        """Take back the last change, or in a merge the last decision; a layout under way is left instead."""
        if self._window.desk.arranging.leave():
            return
        merge = merge_in_front(self._window)
        if merge is not None:
            self._window.status.say(merge.undo())
            return
        project = self._window.session.project
        head = project.undoable if project is not None else None
        self._window.session.undo()
        if project is not None and head is not None and project.undoable != head:
            self._window.desk.arranging.show_before(head.number)
            self._window.status.say(_("Undone: {label}").format(label=head.label))

    def redo(self) -> None:
        """Do again what was undone, or decide again in a merge."""
        merge = merge_in_front(self._window)
        if merge is not None:
            self._window.status.say(merge.redo())
            return
        project = self._window.session.project
        head = project.redoable if project is not None else None
        self._window.session.redo()
        if project is not None and head is not None and project.redoable != head:
            self._window.desk.arranging.show_after(head.number)
            self._window.status.say(_("Done again: {label}").format(label=head.label))

    def rename(self) -> None:
        """Rename the word at the caret of a sentence, or a term, everywhere; else name what is selected."""
        from core.model import Term

        window = self._window
        selected = window.session.element(window.session.selection[0]) if window.session.selection else None
        written = window.room == "require" and window.shown.requirements_page().rename()
        if not written and isinstance(selected, Term):
            self.rename_everywhere()
        elif not written and selected is not None:
            self.name()

    def rename_everywhere(self) -> None:
        """Rename what is selected, or the word at the caret of a sentence, wherever it stands."""
        from core.model import Requirement

        window = self._window
        chosen = window.session.selection[0] if window.session.selection else ""
        selected = window.session.element(chosen)
        if window.room == "require" and window.shown.requirements_page().rename():
            return
        if selected is None or not selected.name or isinstance(selected, Requirement):
            window.status.say(_("Put the caret into a noun of a sentence, or select a term or an element."))
            return
        window.show_room("require")
        window.shown.requirements_page().rename(selected.id)

    def name(self) -> None:
        """Edit the name where it stands: in the inspector."""
        self._window.frame.show_right(self._window.shown.inspector)
        self._window.shown.inspector.edit_name()

    def remove(self) -> None:
        """Remove what is selected, and what cannot stand without it."""
        from app.window.additions import remove_selected

        removed = remove_selected(self._window.session)
        if removed:
            self._window.status.say(removed)

    def take_off(self) -> None:
        """Take what is selected off the diagram in front; in the model it stays."""
        from app.gestures.delete import take_off

        canvas = self._window.shown.canvas()
        if canvas is not None:
            take_off(canvas, self._window.session.selection)

    def follow(self) -> None:
        """Go to what is selected, or what it stands for, on a diagram that shows it."""
        from app.actions.registry import key_of
        from app.window.rooms import diagrams_showing
        from core.model import name_of
        from core.model.uses import definition_of

        window = self._window
        if not window.session.selection:
            return
        selected = window.session.selection[0]
        snapshot = window.session.snapshot()
        wanted = definition_of(snapshot, selected)
        page = window.pages.current
        window.go_to(wanted)
        if page.sort != "diagram" or window.pages.current != page or wanted != selected:
            return
        others = len(diagrams_showing(snapshot, wanted)) - 1
        name = name_of(snapshot, wanted)
        if others > 0:
            words = _("{name} is shown here; {key} goes to the next diagram with it")
            window.status.say(words.format(name=name, key=key_of("view.next_diagram")))
        else:
            window.status.say(_("{name} is shown on this diagram alone").format(name=name))
