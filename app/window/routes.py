"""Ways through the window: to a room, and to the place where an element, verdict or threat is best seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.session.addresses import THREAT, VERDICT
from app.window import rooms
from app.window.pages import Page
from core.ground.words import _

if TYPE_CHECKING:
    from app.panels.rows import RowList
    from app.window.window import Window
    from core.model import Id


def show_room(window: Window, room: str) -> None:
    """Go to a room: its list, its page, its panels."""
    window.enter(room)
    page = rooms.PAGES.get(room)
    if page is None:
        open_diagrams = [known for known in window.pages.pages if known.sort == "diagram"]
        page = open_diagrams[0] if open_diagrams else rooms.first_page(window.session)
        if window.pages.current.sort == "diagram":
            page = window.pages.current
    window.pages.show_page(page)
    begin(window)


def begin(window: Window) -> None:
    """Show the first entry of a room whose page would be empty without one."""
    rows: RowList | None = getattr(window.left(), "list", None)
    if window.room in rooms.LISTED and rows is not None:
        rows.begin()


def go_to(window: Window, address: str) -> None:
    """Show an element, a threat behind “threat:” or a verdict behind “verdict:” where it is best seen."""
    with window.pages.leaving():
        _go_to(window, address)


def _go_to(window: Window, address: str) -> None:
    from core.model import Boilerplate, Diagram, Proposal, Requirement, RequirementCheck

    if address.startswith(VERDICT):
        show_room(window, "prove")
        show_verdict(window, address.removeprefix(VERDICT))
        _choose_in_list(window, address.removeprefix(VERDICT))
        return
    if address.startswith(THREAT):
        show_room(window, "threats")
        show_threat(window, address.removeprefix(THREAT))
        _choose_in_list(window, address.removeprefix(THREAT))
        return
    element = window.session.element(address)
    if isinstance(element, RequirementCheck):
        address = element.owner or ""
        element = window.session.element(address)
    if element is None:
        return
    window.session.select((address,))
    if isinstance(element, Requirement):
        show_room(window, "require")
        page = window.shown.requirements_page()
        page.go_to(address)
        if page.whole:
            page.widened.emit()  # the way began in another room, whose list at the left is another
        return
    if isinstance(element, Boilerplate):
        from app.window.shapes import show_page

        show_page(window).show_boilerplate(address)
        return
    if isinstance(element, Proposal):
        show_room(window, "review")
        show_proposal(window, address)
        _choose_in_list(window, address)
        return
    diagrams = rooms.diagrams_showing(window.session.snapshot(), address)
    if not diagrams:
        return
    here = window.pages.current.id if window.pages.current.sort == "diagram" else ""
    show_on(
        window, here if here in diagrams else diagrams[0], "" if isinstance(element, Diagram) else address
    )


def show_on(window: Window, diagram_id: Id, element_id: Id = "") -> None:
    """Show a diagram, and on it an element or the node that it runs on; back leads to what was seen."""
    page = Page("diagram", diagram_id)
    place = window.pages.left() if page == window.pages.current else None
    window.pages.show_page(page)
    canvas = window.shown.canvas()
    if canvas is None or not element_id:
        return
    if canvas.scene_shown.find(element_id) is not None:
        canvas.reveal(element_id)
    else:
        from app.actions.registry import named
        from app.gestures.placing import placement_of
        from core.model import name_of

        # As a chip it is no shape that the drawing could select.
        window.session.select((element_id,))
        canvas.chips.reveal(element_id)
        placement = placement_of(canvas.snapshot(), diagram_id, element_id)
        if placement is not None and placement.hidden:
            words = _("{name} is hidden on this diagram. {key} shows what is hidden.")
            name = name_of(canvas.snapshot(), element_id)
            window.status.say(words.format(name=name, key=named("draw.show_hidden")))
    window.pages.moved_from(place)


def bind_phrase(window: Window, requirement_id: Id, name: str = "") -> None:
    """Show a requirement and begin to bind a phrase of it by hand: the one named, else the first unbound."""
    go_to(window, requirement_id)
    window.shown.requirements_page().slots.bind(name)


def show_verdict(window: Window, requirement_id: Id) -> None:
    """Show the verdict on a requirement."""
    window.pages.show_page(rooms.PAGES["prove"])
    window.session.select((requirement_id,))
    window.shown.verdict_page().show_requirement(requirement_id)


def show_threat(window: Window, threat_id: str) -> None:
    """Show a threat: its reasons at the right, its elements in the middle."""
    window.pages.show_page(rooms.PAGES["threats"])
    detail = window.shown.threat_detail
    detail.show_threat(threat_id)
    window.shown.threat_page().show_threat(detail.threat)
    window.refresh()


def show_proposal(window: Window, proposal_id: Id) -> None:
    """Show a proposal: its effect in the middle, what stands behind it at the right."""
    window.pages.show_page(rooms.PAGES["review"])
    window.shown.proposal_page().show_proposal(proposal_id)
    window.shown.proposal_aside.show_proposal(proposal_id)
    window.refresh()


def _choose_in_list(window: Window, row_id: str) -> None:
    """Make the row current in the list of the room, which then says nothing of it."""
    rows: RowList | None = getattr(window.left(), "list", None)
    if rows is not None:
        rows.choose(row_id, quietly=True)
