"""What actions do to the window and the project; the window's answer to `app.actions.action.Desk`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.theme import look
from app.theme.tokens import THEMES
from app.window import intake, projects
from app.window.rooms import KEY_PAGE
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class WindowDesk:
    """Does what actions ask for."""

    def __init__(self, window: Window) -> None:
        self._window = window

    # Projects

    def new_project(self) -> None:
        """Ask for a file and make a project there."""
        path = projects.ask_new(self._window)
        if path is not None:
            self._window.session.create(path)

    def open_project(self) -> None:
        """Ask for a project and open it."""
        path = projects.ask_open(self._window)
        if path is not None:
            self._window.session.open(path)

    def open_recent(self, path: str) -> None:
        """Open a project that was open before."""
        self._window.session.open(Path(path))

    def open_sample(self) -> None:
        """Open a working copy of the water-treatment sample."""
        projects.sample_copy(self._window.session)

    def import_files(self) -> None:
        """Ask for files of other tools and bring them in; without a project, into a new one."""
        if self._window.session.project is None:
            self.new_project()
        if self._window.session.writable:
            intake.ask_and_take_over(self._window)

    def copy_project(self) -> None:
        """Make an editable copy and open it."""
        projects.copy_here(self._window, self._window.session)

    def close_project(self) -> None:
        """Leave the project."""
        self._window.jobs.cancel_all()
        self._window.session.close()

    def quit(self) -> None:
        """Leave the program."""
        self._window.close()

    def add_recent(self, menu: QMenu) -> None:
        """Add the projects that were open before to a menu."""
        known = [path for path in self._window.preferences.recent if Path(path).exists()]
        if known:
            menu.addSeparator()
        for path in known:
            entry = menu.addAction(Path(path).name)
            entry.setToolTip(path)
            entry.triggered.connect(partial(self.open_recent, path))

    # Changes

    def undo(self) -> None:
        """Take back the last change."""
        project = self._window.session.project
        head = project.undoable if project is not None else None
        self._window.session.undo()
        if project is not None and head is not None and project.undoable != head:
            self._window.status.say(_("Undone: {label}").format(label=head.label))

    def redo(self) -> None:
        """Do again what was undone."""
        project = self._window.session.project
        head = project.redoable if project is not None else None
        self._window.session.redo()
        if project is not None and head is not None and project.redoable != head:
            self._window.status.say(_("Done again: {label}").format(label=head.label))

    def rename(self) -> None:
        """Edit the name where it stands: in the inspector."""
        self._window.frame.show_right(self._window.shown.inspector)
        self._window.shown.inspector.edit_name()

    def remove(self) -> None:
        """Remove what is selected, and what cannot stand without it."""
        from app.window.additions import remove_selected

        remove_selected(self._window.session)

    def take_off(self) -> None:
        """Take what is selected off the diagram in front; in the model it stays."""
        from app.gestures.delete import take_off

        canvas = self._window.shown.canvas()
        if canvas is not None:
            take_off(canvas, self._window.session.selection)

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

    def leave_clipboard(self) -> None:
        """Leave what was copied to others as text: data made here must not outlive the interpreter."""
        from app.gestures.carried import carried

        clipboard = QApplication.clipboard()
        data = clipboard.mimeData()
        if carried(data):
            clipboard.setText(data.text())

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

    def follow(self) -> None:
        """Go to what is selected on a diagram that shows it."""
        if self._window.session.selection:
            self._window.go_to(self._window.session.selection[0])

    def new_diagram(self, sort: str) -> None:
        """Add a diagram, or a state machine with one, and open it."""
        from app.window.additions import add_diagram

        add_diagram(self._window, sort)

    def new_element(self, kind: str) -> None:
        """Add an element that has no place on a diagram, and put the caret into its name."""
        from app.window.additions import add_element

        if add_element(self._window, kind):
            self.rename()

    def allocate(self) -> None:
        """Ask what runs on the node selected, or on which node the component selected runs."""
        from app.window.linking import allocate

        allocate(self._window)

    def trace(self) -> None:
        """Ask what the requirement selected is about, or which requirement is about the element selected."""
        from app.window.linking import trace

        trace(self._window)

    # Drawing

    def tool(self, name: str) -> None:
        """Take up a drawing tool."""
        canvas = self._window.shown.canvas()
        if canvas is not None:
            canvas.set_tool(name)

    def fit(self) -> None:
        """Show the whole diagram."""
        canvas = self._window.shown.canvas()
        if canvas is not None:
            canvas.fit()

    def zone_around(self) -> None:
        """Add a zone around what is selected on the diagram in front."""
        from app.gestures.create import zone_around

        canvas = self._window.shown.canvas()
        if canvas is not None and canvas.writable:
            zone_around(canvas, canvas.selection)

    def arrange(self) -> None:
        """Arrange the diagram in front."""
        from app.window.arranging import arrange

        arrange(self._window)

    # Analysis

    def new_requirement(self) -> None:
        """Begin a new requirement."""
        self._window.show_room("require")
        self._window.shown.requirements_page().begin_new()

    def bind_phrase(self) -> None:
        """Begin to bind a phrase of the requirement selected by hand."""
        from app.window.routes import bind_phrase

        bind_phrase(self._window, self._window.session.selection[0])

    def recheck(self) -> None:
        """Work out everything that is stale."""
        self._window.results.recheck()

    def cancel_jobs(self) -> None:
        """Stop the work under way."""
        self._window.jobs.cancel_all()

    def step(self, forward: bool) -> None:
        """Go to the next or previous row of the room's list."""
        rows = getattr(self._window.left(), "list", None)
        if rows is not None:
            rows.step(forward)
        else:
            self._window.shown.bottom.front.step(forward)

    # Decisions

    def decide_threat(self, status: str) -> None:
        """Decide the threat shown."""
        if self._window.shown.threat is not None:
            self._window.shown.threat_detail.decide(status)

    def suggest(self, topic: str) -> None:
        """Rank weaknesses or tests for what is selected, and say how many there are."""
        from app.window.suggestions import suggest

        suggest(self._window, topic)

    def show_suggestions(self) -> None:
        """Show the suggestions that were ranked last."""
        self._window.status.take_offer()

    def accept(self) -> None:
        """Accept the proposal shown."""
        from app.window import decisions

        decisions.accept(self._window)

    def edit_proposal(self) -> None:
        """Open what the proposal would put into the model to edit, where it stands."""
        if self._window.shown.open_proposal is not None:
            self._window.shown.proposal_page().edit()

    def reject(self) -> None:
        """Reject the proposal shown; the reason is asked for where it stands."""
        from app.window import decisions

        decisions.reject(self._window)

    def export(self, what: str) -> None:
        """Write the report, the UPPAAL files or the text form where the person says."""
        from app.window.exports import export

        export(self._window, what)

    def picture(self, place: str) -> None:
        """Make a picture of the diagram in front, on the clipboard or in a file."""
        from app.window import pictures

        (pictures.copy_picture if place == "clipboard" else pictures.save_picture)(self._window)

    # The desktop itself

    def show_room(self, room: str) -> None:
        """Go to a room, and give the keyboard to what one does there."""
        window = self._window
        window.show_room(room)
        canvas, rows = window.shown.canvas(), getattr(window.left(), "list", None)
        if canvas is not None:
            canvas.setFocus()
        elif room == "require":
            window.shown.requirements_page().take_keyboard()
        elif rows is not None:
            rows.setFocus()

    def show_bottom(self, tab: str) -> None:
        """Show a tab of the bottom panel."""
        bottom = self._window.shown.bottom
        self._window.frame.unfold_bottom()
        bottom.show_tab(tab)
        bottom.front.setFocus()

    def fold(self, panel: str) -> None:
        """Fold or unfold a panel."""
        self._window.frame.fold(panel)
        self._window.show_keys()

    def next_panel(self, forward: bool) -> None:
        """Give the keyboard to the next panel."""
        panels = self._window.visible_panels()
        focus = self._window.focusWidget()
        here = next(
            (n for n, panel in enumerate(panels) if focus and (panel is focus or panel.isAncestorOf(focus))),
            0,
        )
        target = panels[(here + (1 if forward else -1)) % len(panels)]
        _first_focus(target).setFocus()

    def next_tab(self, forward: bool) -> None:
        """Go to the next tab."""
        self._window.pages.step(forward)

    def close_tab(self) -> None:
        """Close the tab shown; a drawing that comes to the front takes the keyboard."""
        self._window.pages.close_page(self._window.pages.current)
        canvas = self._window.shown.canvas()
        if canvas is not None:
            canvas.setFocus()

    def travel(self, back: bool) -> None:
        """Go back to the page shown before, or forward again."""
        self._window.pages.travel(back)

    def focus_filter(self) -> None:
        """Put the caret into the filter of the left panel."""
        line = getattr(self._window.left(), "filter", None)
        if line is not None:
            line.setFocus()
            line.selectAll()

    def show_palette(self, start: str) -> None:
        """Open the palette."""
        self._window.shown.palette.ask(self._window.state(), self._window.session.snapshot(), start)

    def show_menu(self) -> None:
        """Show the menu bar."""
        self._window.show_menu_bar()

    def show_keys(self) -> None:
        """List every key in groups."""
        pages = self._window.pages
        pages.show_page(KEY_PAGE)
        page = pages.widget(KEY_PAGE)
        if page is not None:
            page.setFocus()

    def use_theme(self, theme: str) -> None:
        """Take on a theme; an empty name takes the next one."""
        following = THEMES[(THEMES.index(look().theme) + 1) % len(THEMES)]
        look().use(theme=theme or following)
        self._window.save_preferences(replace(self._window.preferences, theme=look().theme))

    def use_scale(self, step: int) -> None:
        """Make everything larger or smaller by a tenth; 0 goes back to 100 %."""
        look().use(scale=round(look().scale + step / 10, 1) if step else 1.0)
        self._window.save_preferences(replace(self._window.preferences, scale=look().scale))

    def use_motion(self) -> None:
        """Switch motion on or off."""
        look().motion = not look().motion
        self._window.save_preferences(replace(self._window.preferences, motion=look().motion))
        self._window.status.say(_("Motion is on") if look().motion else _("Motion is off"))


def _first_focus(panel: QWidget) -> QWidget:
    """The first widget in a panel that can have the keyboard."""
    inside = [panel, *panel.findChildren(QWidget)]
    return next(
        (
            one
            for one in inside
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ),
        panel,
    )
