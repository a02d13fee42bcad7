"""Diagrams as things of their own: drawn once more, and put in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.routes import show_on
from core.ground.words import _
from core.model import Diagram, Id
from core.model.copying import copy_into
from core.model.drawn import diagrams_in_order

if TYPE_CHECKING:
    from app.window.window import Window


def duplicate_diagram(window: Window) -> None:
    """Draw the diagram selected, or else in front, once more: the same elements, in the same places."""
    session = window.session
    diagram = _meant(window)
    if diagram is None:
        return
    taken = {one.name for one in session.snapshot().of(Diagram)}
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


def move_diagram(window: Window, down: bool) -> None:
    """Put the diagram selected, or else in front, one place further down or up among those of its sort."""
    diagram = _meant(window)
    if diagram is None:
        return
    snapshot = window.session.snapshot()
    order = [one for one in diagrams_in_order(snapshot) if one.diagram is diagram.diagram]
    place = order.index(diagram)
    other = place + (1 if down else -1)
    if not 0 <= other < len(order):
        words = _("{name} is the last of its sort") if down else _("{name} is the first of its sort")
        window.status.say(words.format(name=diagram.name))
        return
    order[place], order[other] = order[other], order[place]
    label = _("Move diagram {name} down") if down else _("Move diagram {name} up")
    with window.session.change(label.format(name=diagram.name)) as edit:
        for number, one in enumerate(order, start=1):
            if one.order != number:
                edit.set(one, order=number)


def _meant(window: Window) -> Diagram | None:
    """The diagram selected, or else the one in front."""
    snapshot, selection = window.session.snapshot(), window.session.selection
    selected = snapshot.find(Diagram, selection[0]) if len(selection) == 1 else None
    return selected or snapshot.find(Diagram, window.pages.current.id)
