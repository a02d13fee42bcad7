"""What an action is: its words, icon and keys, when it can be done, and what it asks of the desktop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

Words = Callable[[], str]
"""Words that are looked up when shown."""


@dataclass(frozen=True, slots=True)
class State:
    """What decides which actions can be done now."""

    project: bool = False
    writable: bool = False
    selected: int = 0
    kind: str = ""
    """The kind of the one element selected; empty where there is none or several."""
    undo: bool = False
    redo: bool = False
    room: str = "draw"
    page: str = "start"
    proposal: bool = False
    threat: bool = False
    jobs: int = 0


class Desk(Protocol):
    """What actions ask of the desktop; the window answers."""

    def new_project(self) -> None:
        """Ask for a file and make a project there."""

    def open_project(self) -> None:
        """Ask for a project and open it."""

    def open_sample(self) -> None:
        """Open a working copy of the water-treatment sample."""

    def import_files(self) -> None:
        """Ask for files of other tools and bring them in."""

    def copy_project(self) -> None:
        """Make an editable copy of the project and open that."""

    def close_project(self) -> None:
        """Leave the project."""

    def quit(self) -> None:
        """Leave the program."""

    def undo(self) -> None:
        """Take back the last change."""

    def redo(self) -> None:
        """Do again what was undone."""

    def rename(self) -> None:
        """Edit the name of what is selected, where it stands."""

    def remove(self) -> None:
        """Remove what is selected."""

    def take_off(self) -> None:
        """Take what is selected off the diagram in front; in the model it stays."""

    def copy(self) -> None:
        """Keep what is selected, to be pasted as a copy."""

    def paste(self) -> None:
        """Draw copies of what was copied last on the diagram in front."""

    def duplicate(self) -> None:
        """Draw what is selected once more beside itself."""

    def follow(self) -> None:
        """Go to what is selected on a diagram that shows it."""

    def new_diagram(self, sort: str) -> None:
        """Add a diagram of that sort and open it."""

    def new_element(self, kind: str) -> None:
        """Add an element of that kind that has no place on a diagram of its own."""

    def allocate(self) -> None:
        """Ask what runs on the node selected, or on which node the component selected runs."""

    def trace(self) -> None:
        """Ask what the requirement selected is about, or which requirement is about the element selected."""

    def tool(self, name: str) -> None:
        """Take up a drawing tool."""

    def fit(self) -> None:
        """Show the whole diagram."""

    def zone_around(self) -> None:
        """Add a zone around what is selected on the diagram in front."""

    def arrange(self) -> None:
        """Give the shapes of the diagram in front new places."""

    def new_requirement(self) -> None:
        """Begin a new requirement."""

    def bind_phrase(self) -> None:
        """Begin to bind a phrase of the requirement selected by hand."""

    def recheck(self) -> None:
        """Work out everything that is stale."""

    def cancel_jobs(self) -> None:
        """Stop the work under way."""

    def step(self, forward: bool) -> None:
        """Go to the next or previous row of the room's list."""

    def decide_threat(self, status: str) -> None:
        """Decide the threat shown."""

    def suggest(self, topic: str) -> None:
        """Rank weaknesses or tests for what is selected, and say how many there are."""

    def show_suggestions(self) -> None:
        """Show the suggestions that were ranked last."""

    def accept(self) -> None:
        """Accept the proposal shown."""

    def edit_proposal(self) -> None:
        """Change the proposal shown before it is accepted."""

    def reject(self) -> None:
        """Reject the proposal shown, with a reason."""

    def export(self, what: str) -> None:
        """Ask for a place and write the report, the UPPAAL files or the text form there."""

    def picture(self, place: str) -> None:
        """Make a picture of the diagram in front: on the "clipboard", or in a "file" that is asked for."""

    def show_room(self, room: str) -> None:
        """Go to a room."""

    def show_bottom(self, tab: str) -> None:
        """Show a tab of the bottom panel."""

    def fold(self, panel: str) -> None:
        """Fold or unfold the left, bottom or right panel."""

    def next_panel(self, forward: bool) -> None:
        """Give the keyboard to the next panel."""

    def next_tab(self, forward: bool) -> None:
        """Go to the next tab."""

    def close_tab(self) -> None:
        """Close the tab shown."""

    def travel(self, back: bool) -> None:
        """Go back to the page shown before, or forward again."""

    def focus_filter(self) -> None:
        """Put the caret into the filter of the left panel."""

    def show_palette(self, start: str) -> None:
        """Open the palette with that text in it."""

    def show_menu(self) -> None:
        """Show the menu bar."""

    def show_keys(self) -> None:
        """List every key."""

    def use_theme(self, theme: str) -> None:
        """Take on a theme; an empty name takes the next one."""

    def use_scale(self, step: int) -> None:
        """Make everything larger or smaller; 0 goes back to 100 %."""

    def use_motion(self) -> None:
        """Switch motion on or off."""


def always(_state: State) -> bool:
    """Can be done at any time."""
    return True


def in_project(state: State) -> bool:
    """Needs an open project."""
    return state.project


def writing(state: State) -> bool:
    """Needs a project that can be changed."""
    return state.writable


def selecting(state: State) -> bool:
    """Needs something selected."""
    return state.selected > 0


def changing(state: State) -> bool:
    """Needs something selected in a project that can be changed."""
    return state.writable and state.selected > 0


def drawing(state: State) -> bool:
    """Needs a diagram in front, in a project that can be changed."""
    return state.writable and state.page == "diagram"


def looking(state: State) -> bool:
    """Needs a diagram in front."""
    return state.project and state.page == "diagram"


def drawn(state: State) -> bool:
    """Needs something selected while a diagram is in front, in a project that can be changed."""
    return drawing(state) and state.selected > 0


def one_of(*kinds: str) -> Callable[[State], bool]:
    """Needs exactly one element selected, of one of these kinds, in a project that can be changed."""
    return lambda state: state.writable and state.kind in kinds


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `keys` are Qt key sequences in portable text, the first shown. `context` is where the keys hold:
    the window, or one page or panel. `menu` is the menu that lists it, `palette` whether Ctrl K does.
    """

    id: str
    title: Words
    icon: str
    run: Callable[[Desk], None]
    keys: tuple[str, ...] = ()
    when: Callable[[State], bool] = always
    menu: str = ""
    palette: bool = True
    context: str = "window"

    @property
    def key(self) -> str:
        """The first key as screens write it, such as "Ctrl Shift O"."""
        return self.keys[0].replace("+", " ") if self.keys else ""
