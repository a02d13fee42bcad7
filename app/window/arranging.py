"""The diagram in front arranged anew: places worked out by a worker, committed in one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window
    from core.jobs import Outcome
    from core.model import Id, Placement


def arrange(window: Window) -> None:
    """Arrange the diagram in front; where several shapes are selected the others stay where they are."""
    from core.assistants.plans import plain_model
    from core.model import Placement

    canvas, snapshot = window.shown.canvas(), window.session.snapshot()
    if canvas is None:
        return
    diagram = canvas.diagram_id
    placements = snapshot.owned(diagram, Placement)
    drawn = [placement.element for placement in placements]
    if not drawn:
        window.status.say(_("Nothing is drawn here yet."))
        return
    chosen = set(window.session.selection) & set(drawn)
    pinned = [element_id for element_id in drawn if element_id not in chosen] if len(chosen) > 1 else []
    window.jobs.start(
        "arrange",
        {"elements": plain_model(snapshot), "diagram": diagram, "pinned": pinned},
        _("Arranging the diagram"),
        lambda outcome: _commit(window, diagram, placements, outcome),
    )


def _commit(window: Window, diagram: Id, before: tuple[Placement, ...], outcome: Outcome) -> None:
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
    name = snapshot[diagram].name
    with window.session.change(_("Arrange {name}").format(name=name)) as edit:
        for place in places:
            edit.set(
                place.id, x=place.x, y=place.y, width=place.width, height=place.height, bends=place.bends
            )
    canvas = window.shown.canvas()
    if canvas is not None and canvas.diagram_id == diagram:
        canvas.fit()
