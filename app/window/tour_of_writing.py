"""The tour of brake by wire: requirements in ReSA, from a noun with its class to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from app.theme import px
from app.window.tour_steps import Moment, Step, around, in_room, moment, undo_button, undone
from core.ground.words import deferred

if TYPE_CHECKING:
    from app.panels.requirements import RequirementsPage
    from app.window.window import Window


def _page(window: Window) -> RequirementsPage | None:
    return window.shown.requirements_page() if window.pages.current.sort == "requirements" else None


def _sentence(window: Window) -> QRect:
    """The sentence that is read or written; before one is there, the way into the room."""
    page = _page(window)
    return around(window, page.editor.sentence) if page is not None else in_room("require")(window)


def _phrases(window: Window) -> QRect:
    """What the sentence is understood as: where that begins, so that what confirms it stays free."""
    page = _page(window)
    if page is None:
        return in_room("require")(window)
    whole = around(window, page.slots)
    return QRect(whole.left(), whole.top(), px(260), min(whole.height(), px(60)))


def _reading(window: Window, before: Moment) -> bool:
    """Whether another requirement was chosen in the room."""
    return (
        _page(window) is not None
        and bool(window.session.selection)
        and tuple(window.session.selection) != before.selection
    )


def _explained(window: Window, _before: Moment) -> bool:
    page = _page(window)
    return page is not None and page.card.isVisible() and bool(page.card.told)


def _written(window: Window, before: Moment) -> bool:
    return moment(window).requirements > before.requirements


def _bound(window: Window, before: Moment) -> bool:
    return moment(window).bound > before.bound


def _covered(window: Window, _before: Moment) -> bool:
    return window.pages.current.sort == "coverage"


def _clashing(window: Window, _before: Moment) -> bool:
    """Whether one of the requirements that cannot all hold was chosen."""
    chosen = window.session.selection
    known = window.results.consistency.records
    return bool(chosen) and any(chosen[0] in one["requirements"] for one in known)


WRITING = (
    Step(
        deferred("Read a requirement in ReSA"),
        deferred(
            "Go to Require and choose one, such as ASL-01. Nouns carry their class, as driver:user does, and"
            " mean something of the model."
        ),
        ("room.require",),
        in_room("require"),
        _reading,
    ),
    Step(
        deferred("See what a noun means"),
        deferred("Put the caret into a noun of the sentence and press the key, or rest the pointer on it."),
        ("require.explain",),
        _sentence,
        _explained,
    ),
    Step(
        deferred("Write a requirement"),
        deferred(
            "Begin with “When”, and take what is offered as you type: only what can be understood is. Enter"
            " keeps the sentence."
        ),
        ("require.new", "require.complete"),
        _sentence,
        _written,
    ),
    Step(
        deferred("Bind a phrase"),
        deferred(
            "Choose your requirement, and confirm what a phrase means, or choose it yourself. Only what is"
            " bound can be proved."
        ),
        ("require.bind",),
        _phrases,
        _bound,
    ),
    Step(
        deferred("Find what cannot hold together"),
        deferred(
            "“Cannot hold” in the list at the left shows requirements that no vehicle can keep together."
            " Choose one: below it stands why."
        ),
        ("prove.recheck",),
        in_room("require"),
        _clashing,
    ),
    Step(
        deferred("See what is covered"),
        deferred("Shares of what is traced, formalised and verified, each with what it lacks."),
        ("require.coverage",),
        in_room("require"),
        _covered,
    ),
    Step(
        deferred("Take it back"),
        deferred("Everything you do is on disk at once, and everything can be taken back."),
        ("edit.undo",),
        undo_button,
        undone,
    ),
)
"""All of it, in order."""
