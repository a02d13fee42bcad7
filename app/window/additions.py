"""Adding what no gesture on a drawing adds, and removing what is selected: one change each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.gestures.leftovers import remove_left
from app.window.pages import Page
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.model import (
    KINDS,
    Diagram,
    DiagramType,
    Duration,
    Element,
    Id,
    Placement,
    Snapshot,
    StateMachine,
    Timer,
)
from core.model.copying import family
from core.model.zoning import dissolve

if TYPE_CHECKING:
    from app.session.session import Session
    from app.window.window import Window


def add_diagram(window: Window, sort: str) -> None:
    """Add a diagram, or a state machine of the component selected with one, and open it."""
    session = window.session
    names = {"system": _("System"), "hardware": _("Hardware"), "behaviour": _("Behaviour")}
    taken = {diagram.name for diagram in session.snapshot().of(Diagram)}
    name = _free(names[sort], taken)
    made: list[Id] = []
    with session.change(_("Add diagram {name}").format(name=name)) as edit:
        owner = None
        if sort == "behaviour":
            subject = session.element(session.selection[0]) if session.selection else None
            if subject is None or subject.kind not in StateMachine.owners:
                _say(window, _("Select the component whose behaviour it is, then add the state machine."))
                return
            whole = _("{name} behaviour").format(name=subject.name)
            owner = edit.new(StateMachine, owner=subject.id, name=whole).id
            name = _free(whole, taken)
        made.append(edit.new(Diagram, name=name, owner=owner, diagram=DiagramType(sort)).id)
    if made and made[0] in session.snapshot():
        window.pages.show_page(Page("diagram", made[0]))
        window.pages.refresh()
        canvas = window.shown.canvas()
        if canvas is not None:
            canvas.setFocus()


def add_element(window: Window, kind: str) -> bool:
    """Add an element without a place on a diagram, and select it; False if nothing can own it.

    It belongs to what is selected or, where that cannot own it, to what the diagram in front is about.
    """
    session = window.session
    made = KINDS[kind]
    snapshot = session.snapshot()
    canvas = window.shown.canvas()
    about = snapshot.get(canvas.diagram.owner) if canvas is not None else None
    owner = _owner_for(snapshot, made, session.selection) or _owner_for(
        snapshot, made, (about.id,) if about is not None else ()
    )
    if owner is None and "" not in made.owners:
        _say(window, _("Select the {owner} it belongs to first.").format(owner=_(made.owners[0])))
        return False
    added: list[Id] = []
    facts: dict[str, Any] = {"duration": Duration.parse("1 s")} if made is Timer else {}
    with session.change(_("Add {kind}").format(kind=_(kind))) as edit:
        added.append(edit.new(made, owner=owner, name=_("New {kind}").format(kind=_(kind)), **facts).id)
    if added[0] not in session.snapshot():
        return False
    session.select((added[0],))
    return True


def remove_selected(session: Session) -> str:
    """Remove what is selected, and what cannot stand without it; says what that was, empty for nothing.

    Where any of it is locked on a diagram nothing is removed, and that is said.
    """
    gone = session.selection
    first = session.element(gone[0]) if gone else None
    if first is None:
        return ""
    locked = _locked(session.snapshot(), gone)
    if locked is not None:
        element, diagram = locked
        words = _("Not removed: {name} is locked on {diagram}")
        return words.format(name=element.name or _(element.kind), diagram=diagram.name)
    label = (
        _("Remove {name}").format(name=first.name or _(first.kind))
        if len(gone) == 1
        else _("Remove {count} elements").format(count=len(gone))
    )
    before = session.snapshot()
    with session.change(label) as edit:
        dissolve(edit, gone)
        edit.remove(*gone)
        remove_left(edit, before)
    if gone[0] in session.snapshot():
        return ""
    done = (
        _("Removed {name} from the model") if len(gone) == 1 else _("Removed {count} elements from the model")
    )
    return done.format(name=first.name or _(first.kind), count=len(gone))


def _locked(snapshot: Snapshot, gone: Sequence[Id]) -> tuple[Element, Element] | None:
    """One of what would be removed that is locked on a diagram, and that diagram."""
    held = {*gone, *family(snapshot, gone)}
    for placement in snapshot.of(Placement):
        diagram = snapshot.find(Diagram, placement.owner or "")
        if placement.locked and placement.element in held and diagram is not None and diagram.id not in held:
            return snapshot[placement.element], diagram
    return None


def _say(window: Window, words: str) -> None:
    window.messages.tell((Diagnostic("desktop", words, severity=Severity.INFO),))


def _owner_for(snapshot: Snapshot, kind: type[Element], selection: tuple[Id, ...]) -> Id | None:
    """What of the selection, or of what owns it, may own an element of that kind."""
    selected = snapshot.get(selection[0]) if selection else None
    around = [selected, *snapshot.owners(selected)] if selected is not None else []
    return next((one.id for one in around if one is not None and one.kind in kind.owners), None)


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
