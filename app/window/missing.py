"""What of the model the diagram in front does not show, or leaves out, as lists to draw from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.registry import key_of
from app.gestures.showing import draw_beside, hidden_here, missing, show_hidden
from app.panels.rows import Row
from app.theme.kinds import kind_icon
from core.ground.words import _, plural
from core.model import Element, Id, name_of

if TYPE_CHECKING:
    from app.window.window import Window

_ALL = "all:"
"""The id of the row that draws everything; no element has it."""


def ask_missing(window: Window) -> None:
    """List what could be drawn here and is not; what is chosen is drawn, or all of it."""
    canvas = window.shown.canvas()
    if canvas is None:
        return
    found = missing(canvas)
    if not found:
        window.status.say(_all_shown(len(hidden_here(canvas))))
        return
    every = plural("Draw {count} element", "Draw all {count} elements", len(found))
    rows = [Row(_ALL, every, mark="diagram"), *(_row(window, element) for element in found)]
    window.shown.palette.offer(_("not on this diagram"), rows, lambda row_id: _draw(window, row_id))


def ask_hidden(window: Window) -> None:
    """List what the diagram leaves out; what is chosen is shown again where it was, or all of it."""
    canvas = window.shown.canvas()
    if canvas is None:
        return
    found = {one if isinstance(one, str) else one.element: one for one in hidden_here(canvas)}
    if not found:
        window.status.say(_("Nothing is hidden on this diagram"))
        return
    every = plural("Show {count} hidden thing", "Show all {count} hidden things", len(found))
    rows = [Row(_ALL, every, mark="diagram", key=key_of("draw.show_hidden"))]
    for key in found:
        element = window.session.element(key)
        words = _("Everything of this kind: {kind}").format(kind=_(key))
        rows.append(Row(key, words, mark="filter") if element is None else _row(window, element))

    def show(row_id: str) -> None:
        show_hidden(canvas, None if row_id == _ALL else [found[row_id]])
        canvas.setFocus()

    window.shown.palette.offer(_("hidden on this diagram"), rows, show)


def _all_shown(hidden: int) -> str:
    """That nothing is left to draw; what is only hidden is said, and how it comes back."""
    if not hidden:
        return _("This diagram shows everything of the model that it can show")
    words = plural(
        "All else that it can show is drawn, {count} element is hidden.",
        "All else that it can show is drawn, {count} elements are hidden.",
        hidden,
    )
    return f"{words} {_('{key} shows what is hidden.').format(key=key_of('draw.show_hidden'))}"


def _row(window: Window, element: Element) -> Row:
    snapshot = window.session.snapshot()
    kind = _(element.kind)
    place = name_of(snapshot, element.owner or getattr(element, "zone", None))
    words = _("{kind} in {place}").format(kind=kind, place=place) if place else kind
    return Row(element.id, name_of(snapshot, element.id), mark=kind_icon(element), aside=words)


def _draw(window: Window, row_id: Id) -> None:
    canvas = window.shown.canvas()
    if canvas is None:
        return
    found = [element for element in missing(canvas) if row_id in (_ALL, element.id)]
    if draw_beside(canvas, found):
        canvas.select([element.id for element in found])
        canvas.show_together([element.id for element in found])
        canvas.setFocus()
