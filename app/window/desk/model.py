"""What actions add to the model, and what they link in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.panels.check_field import CheckField
    from app.window.window import Window


class ModelDesk:
    """What actions add to the model, and what they link in it."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def new_diagram(self, sort: str) -> None:
        """Add a diagram, or a state machine with one, and open it."""
        from app.window.additions import add_diagram

        add_diagram(self._window, sort)

    def new_element(self, kind: str) -> None:
        """Add an element that has no place on a diagram, and put the caret into its name."""
        from app.window.additions import add_element

        if add_element(self._window, kind):
            self._window.desk.changes.name()

    def allocate(self) -> None:
        """Ask what runs on the node selected, or on which node the component selected runs."""
        from app.window.linking import allocate

        allocate(self._window)

    def trace(self) -> None:
        """Ask what the requirement selected is about, or which requirement is about the element selected."""
        from app.window.linking import trace

        trace(self._window)

    def confirm_traces(self) -> None:
        """Say that the suspect traces of what is selected still hold."""
        from app.window.linking import confirm_traces

        confirm_traces(self._window)

    def new_requirement(self) -> None:
        """Begin a new requirement."""
        self._window.show_room("require")
        self._window.shown.requirements_page().begin_new()

    def complete(self) -> None:
        """Offer what can be written next in the requirement, or in the check, at the caret."""
        check = self._check_written()
        if check is not None:
            check.completion.ask()
            return
        page = self._window.shown.requirements_page()
        page.editor.sentence.setFocus()
        page.completion.ask()

    def explain(self) -> None:
        """Say what stands at the caret in the requirement, or in the check that is written."""
        check = self._check_written()
        if check is not None:
            check.hover.ask()
            return
        self._window.shown.requirements_page().explain()

    def _check_written(self) -> CheckField | None:
        """The field of a check that has the keyboard."""
        from app.panels.check_field import CheckField

        around: QWidget | None = self._window.focusWidget()
        while around is not None and not isinstance(around, CheckField):
            around = around.parentWidget()
        return around

    def fold(self) -> None:
        """Fold the clause at the caret, or the clauses of the requirement in front; or unfold them."""
        self._window.shown.requirements_page().fold()

    def mend(self) -> None:
        """Offer what would mend the place of the caret in the requirement."""
        self._window.shown.requirements_page().offer_fixes()

    def rewrite(self) -> None:
        """Propose how the sentence in front could be written as a requirement."""
        self._window.shown.requirements_page().rewrite()

    def bind_phrase(self) -> None:
        """Begin to bind a phrase of the requirement selected by hand."""
        from app.window.routes import bind_phrase

        bind_phrase(self._window, self._window.session.selection[0])
