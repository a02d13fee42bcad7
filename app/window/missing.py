"""What of the model the diagram in front does not show, as a list to draw from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gestures.showing import draw_beside, missing
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
        window.status.say(_("This diagram shows everything of the model that it can show"))
        return
    every = plural("Draw {count} element", "Draw all {count} elements", len(found))
    rows = [Row(_ALL, every, mark="diagram"), *(_row(window, element) for element in found)]
    window.shown.palette.offer(_("not on this diagram"), rows, lambda row_id: _draw(window, row_id))


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
