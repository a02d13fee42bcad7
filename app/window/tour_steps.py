"""The steps of the tour: what each asks for, where it points, and how one sees that it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.theme import px
from core.ground.words import deferred

if TYPE_CHECKING:
    from app.actions.action import Words
    from app.window.window import Window

Place = Callable[["Window"], QRect]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a step is measured against: how much there was when it began."""

    selection: tuple[str, ...]
    components: int
    connectors: int
    records: int
    threats: frozenset[str]
    """The threats looked at since; the first is shown by the room itself."""
    decided: int


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `keys` are ids of what has keys; `at` is the part of the window that it speaks of."""

    title: Words
    words: Words
    keys: tuple[str, ...]
    at: Place
    done: Callable[[Window, Moment], bool]


def moment(window: Window) -> Moment:
    """How much there is now."""
    from core.model import Component, Connector, Proposal, ProposalState

    snapshot, project, threat = window.session.snapshot(), window.session.project, window.shown.threat
    waiting = [one for one in snapshot.of(Proposal) if one.state is ProposalState.PROPOSED]
    return Moment(
        selection=tuple(window.session.selection),
        components=len(snapshot.of(Component)),
        connectors=len(snapshot.of(Connector)),
        records=len(project.heads) if project is not None else 0,
        threats=frozenset((threat["id"],) if threat is not None else ()),
        decided=len(snapshot.of(Proposal)) - len(waiting),
    )


def _selected(window: Window, before: Moment) -> bool:
    return bool(window.session.selection) and tuple(window.session.selection) != before.selection


def _drawn(window: Window, before: Moment) -> bool:
    return moment(window).components > before.components


def _connected(window: Window, before: Moment) -> bool:
    return moment(window).connectors > before.connectors


def _undone(window: Window, before: Moment) -> bool:
    project = window.session.project
    heads = project.heads if project is not None else ()
    return len(heads) > before.records and heads[-1].action == "undo"


def _proved(window: Window, _before: Moment) -> bool:
    verdicts = window.results.verdicts
    return window.room == "prove" and bool(verdicts.records) and not window.results.is_stale(verdicts)


def _accepted(window: Window, before: Moment) -> bool:
    return moment(window).decided > before.decided


def _seen_another(window: Window, before: Moment) -> bool:
    return window.room == "threats" and len(before.threats | moment(window).threats) > 1


def _found(window: Window, _before: Moment) -> bool:
    return window.shown.furnished and window.shown.palette.isVisible()


def _drawing(window: Window) -> QRect:
    """The lower edge of the drawing in front, from where the callout hides the least of it."""
    shown = window.shown.canvas() or window.frame
    corner = shown.mapTo(window, QPoint(0, 0))
    return QRect(corner.x() + shown.width() // 8, corner.y() + shown.height() - px(40), px(2), px(2))


def _undo(window: Window) -> QRect:
    return _around(window, window.bar.undo)


def _search(window: Window) -> QRect:
    return _around(window, window.bar.search)


def _room(name: str) -> Place:
    """The way into a room, and once there the head of its list."""

    def place(window: Window) -> QRect:
        if window.room != name:
            return _around(window, window.bar.rooms[name])
        left = _around(window, window.frame.left)
        return QRect(left.left(), left.top() + px(60), left.width(), px(40))

    return place


def _around(window: Window, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


STEPS = (
    Step(
        deferred("Select a component"),
        deferred("Click one on the drawing, or step from one to the next. Its facts appear at the right."),
        ("canvas.step",),
        _drawing,
        _selected,
    ),
    Step(
        deferred("Draw a component"),
        deferred("Take up the tool and press Enter, or click where it shall stand; then type a name."),
        ("tool.system.component", "canvas.sibling"),
        _drawing,
        _drawn,
    ),
    Step(
        deferred("Connect it"),
        deferred("One key adds a component that is connected to the selected one; type a name for it."),
        ("canvas.connected",),
        _drawing,
        _connected,
    ),
    Step(
        deferred("Take it back"),
        deferred("Everything you do is on disk at once, and everything can be taken back."),
        ("edit.undo",),
        _undo,
        _undone,
    ),
    Step(
        deferred("See what is proved"),
        deferred(
            "Go to Prove. Each requirement is satisfied, violated with a counterexample, or unknown with a"
            " reason. What is stale is verified again."
        ),
        ("room.prove", "prove.recheck"),
        _room("prove"),
        _proved,
    ),
    Step(
        deferred("See why a threat applies"),
        deferred("Go to Threats and choose another in the list. The facts it rests on stand at the right."),
        ("room.threats", "list.next"),
        _room("threats"),
        _seen_another,
    ),
    Step(
        deferred("Accept a proposal"),
        deferred(
            "Go to Review. Read what would change and why, then accept or reject it. Nothing changes before."
        ),
        ("room.review", "review.accept"),
        _room("review"),
        _accepted,
    ),
    Step(
        deferred("Find everything"),
        deferred("One key finds every action and every element by a few letters of their names."),
        ("desktop.palette",),
        _search,
        _found,
    ),
)
"""All of it, in order."""
