"""What an action is: its words, icon and keys, when it can be done, and what it asks of the desktop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.actions.keymap import keymap, written

if TYPE_CHECKING:
    from app.window.desk import Desk

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
    sort: str = ""
    """The sort of the diagram in front; empty where none is."""
    proposal: bool = False
    threat: bool = False
    jobs: int = 0
    touring: bool = False


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


def renaming(state: State) -> bool:
    """Needs something selected, or the room of requirements, in a project that can be changed."""
    return state.writable and (state.selected > 0 or state.room == "require")


def drawing(state: State) -> bool:
    """Needs a diagram in front, in a project that can be changed."""
    return state.writable and state.page == "diagram"


def looking(state: State) -> bool:
    """Needs a diagram in front."""
    return state.project and state.page == "diagram"


SEEN = ("diagram", "comparison", "merge", "verdict", "threat")
"""The sorts of pages on which a drawing can be seen."""


def seeing(state: State) -> bool:
    """Needs a page with a drawing in front, also one that is only looked at."""
    return state.project and state.page in SEEN


def drawn(state: State) -> bool:
    """Needs something selected while a diagram is in front, in a project that can be changed."""
    return drawing(state) and state.selected > 0


def drawn_alone(state: State) -> bool:
    """Needs one element selected while a diagram is in front, in a project that can be changed."""
    return drawing(state) and state.selected == 1


def one_of(*kinds: str) -> Callable[[State], bool]:
    """Needs exactly one element selected, of one of these kinds, in a project that can be changed."""
    return lambda state: state.writable and state.kind in kinds


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `keys` are the shipped Qt key sequences in portable text, `keys_now` those that a person has, the
    first shown. `context` is where the keys hold:
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
    def keys_now(self) -> tuple[str, ...]:
        """The keys as they are now."""
        return keymap().keys(self.id, self.keys)

    @property
    def key(self) -> str:
        """The first key as screens write it, such as "Ctrl Shift O"."""
        keys = self.keys_now
        return written(keys[0]) if keys else ""
