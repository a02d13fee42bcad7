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

WIDTH = 348
"""How wide the callout is, in px at scale 1."""

_HEIGHT = 200
"""About how high it is."""

_LOOKED_AT = 60
"""Of at most so many shapes the one is chosen that is pointed at."""

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
    requirements: int
    bound: int
    """The phrases that are bound to the behaviour."""


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
    from core.model import Component, Connector, Proposal, ProposalState, Proposition, Requirement

    snapshot, project, threat = window.session.snapshot(), window.session.project, window.shown.threat
    waiting = [one for one in snapshot.of(Proposal) if one.state is ProposalState.PROPOSED]
    return Moment(
        selection=tuple(window.session.selection),
        components=len(snapshot.of(Component)),
        connectors=len(snapshot.of(Connector)),
        records=len(project.heads) if project is not None else 0,
        threats=frozenset((threat["id"],) if threat is not None else ()),
        decided=len(snapshot.of(Proposal)) - len(waiting),
        requirements=len(snapshot.of(Requirement)),
        bound=len(snapshot.of(Proposition)),
    )


def _selected(window: Window, before: Moment) -> bool:
    return bool(window.session.selection) and tuple(window.session.selection) != before.selection


def _drawn(window: Window, before: Moment) -> bool:
    return moment(window).components > before.components


def _connected(window: Window, before: Moment) -> bool:
    return moment(window).connectors > before.connectors


def undone(window: Window, before: Moment) -> bool:
    """Whether the last change was taken back since."""
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


def _shape(window: Window) -> QRect:
    """The shape selected on the drawing, else the one beside which the callout hides the fewest others."""
    canvas = window.shown.canvas()
    if canvas is None:
        return around(window, window.frame)
    view = canvas.viewport()
    seen = view.rect().adjusted(0, px(24), 0, -canvas.afloat.bar.height() - px(24))
    shown, model = canvas.scene_shown, canvas.snapshot()
    shapes = canvas.selected_items() or shown.all_in(canvas.visible_area())
    parts = [one for one in shapes if getattr(model.get(one.element), "kind", "") in ("component", "node")]
    areas = [canvas.mapFromScene(one.outline()).boundingRect() for one in parts]
    areas = [area for area in areas if seen.contains(area)][:_LOOKED_AT]
    if not areas:
        return _component_tool(window)

    def hides(area: QRect) -> tuple[bool, int]:
        callout = QRect(area.center().x() - px(40), area.bottom() + 1, px(WIDTH), px(_HEIGHT))
        return not seen.contains(callout), canvas.shapes_under(callout)

    best = min(areas, key=hides)
    return QRect(view.mapTo(window, best.topLeft()), best.size())


def _component_tool(window: Window) -> QRect:
    """The tool that draws a component; where it is not, the drawing."""
    canvas = window.shown.canvas()
    button = canvas.afloat.bar.buttons.get("component") if canvas is not None else None
    return around(window, button or canvas or window.frame)


def floor_of(window: Window, target: QRect) -> int:
    """How far down a callout about a part of the window may reach: on a drawing to the bar of its tools."""
    canvas = window.shown.canvas()
    if canvas is None or not around(window, canvas).contains(target):
        return window.height()
    bar = around(window, canvas.afloat.bar)
    return bar.top() if canvas.afloat.bar.isVisible() else around(window, canvas).bottom()


def undo_button(window: Window) -> QRect:
    """The button that takes a change back."""
    return around(window, window.bar.undo)


def _search(window: Window) -> QRect:
    return around(window, window.bar.search)


def in_room(name: str) -> Place:
    """The way into a room, and once there the head of its list."""

    def place(window: Window) -> QRect:
        if window.room != name:
            return around(window, window.bar.rooms[name])
        left = around(window, window.frame.left)
        return QRect(left.left(), left.top() + px(60), left.width(), px(40))

    return place


def around(window: Window, widget: QWidget) -> QRect:
    """Where a widget stands in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


STEPS = (
    Step(
        deferred("Select a component"),
        deferred("Click one on the drawing, or step from one to the next. Its facts appear at the right."),
        ("canvas.step",),
        _shape,
        _selected,
    ),
    Step(
        deferred("Draw a component"),
        deferred("Take up the tool and press Enter, or click where it shall stand; then type a name."),
        ("tool.system.component", "canvas.sibling"),
        _component_tool,
        _drawn,
    ),
    Step(
        deferred("Connect it"),
        deferred("One key adds a component that is connected to the selected one; type a name for it."),
        ("canvas.connected",),
        _shape,
        _connected,
    ),
    Step(
        deferred("Take it back"),
        deferred("Everything you do is on disk at once, and everything can be taken back."),
        ("edit.undo",),
        undo_button,
        undone,
    ),
    Step(
        deferred("See what is proved"),
        deferred(
            "Go to Prove. Each requirement is satisfied, violated with a counterexample, or unknown with a"
            " reason. What is stale is verified again."
        ),
        ("room.prove", "prove.recheck"),
        in_room("prove"),
        _proved,
    ),
    Step(
        deferred("See why a threat applies"),
        deferred("Go to Threats and choose another in the list. The facts it rests on stand at the right."),
        ("room.threats", "list.next"),
        in_room("threats"),
        _seen_another,
    ),
    Step(
        deferred("Accept a proposal"),
        deferred(
            "Go to Review. Read what would change and why, then accept or reject it. Nothing changes before."
        ),
        ("room.review", "review.accept"),
        in_room("review"),
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
