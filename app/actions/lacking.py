"""Why something cannot be done now: the first thing that would have to be otherwise. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from app.actions.action import State
from app.actions.desktop import ROOMS
from core.ground.words import _, deferred
from core.model import KINDS

When = Callable[[State], bool]

_SORTS = {
    "system": deferred("Needs a system diagram in front"),
    "hardware": deferred("Needs a hardware diagram in front"),
    "behaviour": deferred("Needs a state machine in front"),
}
_FLAGS = {
    "undo": deferred("Nothing to take back"),
    "redo": deferred("Nothing to do again"),
    "proposal": deferred("Open a proposal first"),
    "threat": deferred("Choose a threat first"),
    "jobs": deferred("No work is under way"),
    "touring": deferred("The tour is not under way"),
}


def lacking(when: When, state: State) -> str:
    """What stands against something that needs `when`, in a few words; empty where it can be done."""
    if when(state):
        return ""
    name, ideal = _against(when, state)
    return _words(name, ideal) if name else _("Not possible here")


@lru_cache(maxsize=1024)
def _against(when: When, state: State) -> tuple[str, State]:
    """What of the state would have to be otherwise, and the nearest state in which it is.

    Without a name where nothing would do. Kept, since a palette asks for the same reasons at each letter.
    """
    ideal = next(filter(when, _otherwise(state)), None)
    if ideal is None:
        return "", state
    if not state.project and not when(replace(ideal, project=False, writable=False)):
        return "project", ideal
    for name in ("writable", "page", "room", "sort", "selected", "kind", *_FLAGS):
        if not when(replace(ideal, **{name: getattr(state, name)})):
            return name, ideal
    return "selected", ideal


@lru_cache(maxsize=1)
def _otherwise(state: State) -> tuple[State, ...]:
    """States in which more can be done than now, those that differ least first."""
    full = replace(
        state,
        project=True,
        writable=True,
        undo=True,
        redo=True,
        proposal=True,
        threat=True,
        jobs=1,
        touring=True,
    )
    chosen = [(state.selected, state.kind), (1, state.kind), (2, ""), (3, ""), *((1, kind) for kind in KINDS)]
    return tuple(
        replace(full, page=page, room=room, sort=sort, selected=selected, kind=kind)
        for page in dict.fromkeys((state.page, "diagram", "another"))
        for room in dict.fromkeys((state.room, *(room for room, _title, _icon in ROOMS)))
        for sort in dict.fromkeys((state.sort, *_SORTS))
        for selected, kind in chosen
    )


def _words(name: str, ideal: State) -> str:
    match name:
        case "project":
            return _("Open a project first")
        case "writable":
            return _("Opened for reading only")
        case "page":
            return (
                _("Needs a diagram in front") if ideal.page == "diagram" else _("Needs another page in front")
            )
        case "room":
            title = next(title() for room, title, _icon in ROOMS if room == ideal.room)
            return _("Go to {room} first").format(room=title)
        case "sort":
            return _SORTS[ideal.sort]()
        case "kind":
            return _("Select this first: {kind}").format(kind=_(ideal.kind))
        case "selected":
            many = ideal.selected > 1
            return (
                _("Select {count} or more first").format(count=ideal.selected)
                if many
                else _("Select one first")
            )
    return _FLAGS[name]()
