"""Actions on the places of shapes: layouts, aligning, what is in front, locking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.action import Action, State, Words, drawing, drawn
from core.ground.words import deferred

if TYPE_CHECKING:
    from app.gestures.aligning import Edge, Way
    from app.gestures.ordering import Step


def several(state: State) -> bool:
    """Needs several elements selected while a diagram is in front, in a project that can be changed."""
    return drawing(state) and state.selected > 1


def _align(edge: Edge, title: Words, icon: str, key: str) -> Action:
    return Action(
        f"arrange.{edge}",
        title,
        icon,
        lambda desk: desk.arranging.align(edge),
        (f"Alt+Shift+{key}",),
        several,
        "arrange",
    )


def _distribute(way: Way, title: Words, icon: str, key: str) -> Action:
    return Action(
        f"arrange.{way}",
        title,
        icon,
        lambda desk: desk.arranging.distribute(way),
        (f"Alt+Shift+{key}",),
        lambda state: drawing(state) and state.selected > 2,
        "arrange",
    )


def _reorder(step: Step, title: Words, icon: str, key: str) -> Action:
    return Action(
        f"arrange.{step}",
        title,
        icon,
        lambda desk: desk.arranging.reorder(step),
        (f"Ctrl+Shift+{key}",),
        drawn,
        "arrange",
    )


ACTIONS = (
    Action(
        "layout.again",
        deferred("Run the last layout again"),
        "layout",
        lambda desk: desk.arranging.arrange_again(),
        ("Ctrl+Alt+L",),
        drawing,
        "arrange",
    ),
    Action(
        "draw.arrange",
        deferred("Arrange the diagram"),
        "layout",
        lambda desk: desk.arranging.arrange(),
        ("Ctrl+Shift+A",),
        drawing,
        "arrange",
    ),
    Action(
        "layout.selection",
        deferred("Arrange the selection where it stands"),
        "layout",
        lambda desk: desk.arranging.arrange(selected=True),
        ("Alt+Shift+A",),
        several,
        "arrange",
    ),
    Action(
        "layout.down",
        deferred("Arrange the diagram downwards"),
        "layout",
        lambda desk: desk.arranging.arrange(downwards=True),
        (),
        drawing,
        "arrange",
    ),
    Action(
        "layout.right",
        deferred("Arrange the diagram to the right"),
        "layout",
        lambda desk: desk.arranging.arrange(downwards=False),
        (),
        drawing,
        "arrange",
    ),
    _align("left", deferred("Align at the left"), "mdi6.align-horizontal-left", "L"),
    _align("centre", deferred("Align by the centres"), "mdi6.align-horizontal-center", "C"),
    _align("right", deferred("Align at the right"), "mdi6.align-horizontal-right", "R"),
    _align("top", deferred("Align at the top"), "mdi6.align-vertical-top", "T"),
    _align("middle", deferred("Align by the middles"), "mdi6.align-vertical-center", "M"),
    _align("bottom", deferred("Align at the bottom"), "mdi6.align-vertical-bottom", "B"),
    _distribute("across", deferred("Equal gaps across"), "mdi6.distribute-horizontal-center", "H"),
    _distribute("down", deferred("Equal gaps down"), "mdi6.distribute-vertical-center", "V"),
    Action(
        "arrange.size",
        deferred("Make of the same size"),
        "mdi6.resize",
        lambda desk: desk.arranging.same_size(),
        ("Alt+Shift+S",),
        several,
        "arrange",
    ),
    _reorder("front", deferred("Bring to the front"), "mdi6.arrange-bring-to-front", "Home"),
    _reorder("forward", deferred("Bring forward"), "mdi6.arrange-bring-forward", "PgUp"),
    _reorder("backward", deferred("Send backward"), "mdi6.arrange-send-backward", "PgDown"),
    _reorder("back", deferred("Send to the back"), "mdi6.arrange-send-to-back", "End"),
    Action(
        "arrange.lock",
        deferred("Lock or unlock"),
        "locked",
        lambda desk: desk.arranging.lock(),
        ("Ctrl+Shift+K",),
        drawn,
        "arrange",
    ),
)
