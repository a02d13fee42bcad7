"""Diagrams as things of their own: drawn once more, with all that is placed, written and left out on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.routes import show_on
from core.ground.words import _
from core.model import Diagram, Id
from core.model.copying import copy_into

if TYPE_CHECKING:
    from app.window.window import Window


def duplicate_diagram(window: Window) -> None:
    """Draw the diagram selected, or else in front, once more: the same elements, in the same places."""
    session = window.session
    snapshot = session.snapshot()
    selected = snapshot.find(Diagram, session.selection[0]) if len(session.selection) == 1 else None
    diagram = selected or snapshot.find(Diagram, window.pages.current.id)
    if diagram is None:
        return
    taken = {one.name for one in snapshot.of(Diagram)}
    name = next(
        free for number in range(2, len(taken) + 3) if (free := f"{diagram.name} {number}") not in taken
    )
    made: list[Id] = []
    with session.change(_("Duplicate diagram {name}").format(name=diagram.name)) as edit:
        made.append(copy_into(edit, (diagram.id,))[diagram.id])
        edit.set(made[0], name=name)
    if made and made[0] in session.snapshot():
        session.select((made[0],))
        show_on(window, made[0])
