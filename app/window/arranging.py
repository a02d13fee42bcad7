"""The diagram in front arranged anew: places worked out by a worker, committed in one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window
    from core.jobs import Outcome
    from core.model import Id, Placement


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to arrange: what is `selected` alone, or the whole; `downwards` or to the right.

    Where neither way is said, flows run as the sort of the diagram has it.
    """

    selected: bool = False
    downwards: bool | None = None


def arrange(window: Window, layout: Layout) -> None:
    """Arrange the diagram in front, or what of it is selected; it can be cancelled while it goes on."""
    from core.assistants.plans import plain_model
    from core.model import Placement

    canvas, snapshot = window.shown.canvas(), window.session.snapshot()
    if canvas is None:
        return
    diagram = canvas.diagram_id
    placements = snapshot.owned(diagram, Placement)
    drawn = {placement.element for placement in placements}
    if not drawn:
        window.status.say(_("Nothing is drawn here yet."))
        return
    chosen = [element_id for element_id in canvas.selection if element_id in drawn] if layout.selected else []
    if layout.selected and len(chosen) < 2:
        window.status.say(_("Select two shapes or more to arrange them."))
        return
    window.jobs.start(
        "arrange",
        {
            "elements": plain_model(snapshot),
            "diagram": diagram,
            "chosen": chosen,
            "downwards": layout.downwards,
        },
        _("Arranging the selection") if chosen else _("Arranging the diagram"),
        lambda outcome: _commit(window, diagram, bool(chosen), placements, outcome),
    )


def _commit(window: Window, diagram: Id, part: bool, before: tuple[Placement, ...], outcome: Outcome) -> None:
    from core.model import Placement, from_plain

    if outcome.state != "done":
        if outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)
        return
    snapshot = window.session.snapshot()
    found = [from_plain(plain) for plain in outcome.result]
    # What was removed, moved or bent while the worker was busy stays as a person left it.
    same = {placement.id for placement in before if snapshot.get(placement.id) == placement}
    places = [place for place in found if isinstance(place, Placement) and place.id in same]
    if not places:
        window.status.say(_("The diagram is arranged already."))
        return
    label = _("Arrange a part of {name}") if part else _("Arrange {name}")
    with window.session.change(label.format(name=snapshot[diagram].name)) as edit:
        for place in places:
            edit.set(
                place.id, x=place.x, y=place.y, width=place.width, height=place.height, bends=place.bends
            )
    canvas = window.shown.canvas()
    if canvas is not None and canvas.diagram_id == diagram and not part:
        canvas.fit()
