"""What an edit of the model reaches on a drawing, beyond the element that was edited."""

from collections.abc import Iterator

from core.diagram.places import LINES, SHAPES
from core.diagram.sheet import Sheet
from core.model import (
    Allocation,
    Component,
    Conduit,
    DataStore,
    Edit,
    Element,
    Event,
    Filter,
    Firmware,
    HardwareInterface,
    Id,
    Node,
    Placement,
    Port,
    Snapshot,
    StateMachine,
    Timer,
    Zone,
)


def begins_anew(diagram_id: Id, edits: tuple[Edit, ...]) -> bool:
    """Whether the edits change what the diagram is about, so that all is drawn again."""
    return any(
        edit.id == diagram_id or _hidden(diagram_id, edit.before) != _hidden(diagram_id, edit.after)
        for edit in edits
    )


def _hidden(diagram_id: Id, element: Element | None) -> tuple[str, ...]:
    """The kinds that an element hides on the diagram, if it is one of its filters."""
    return element.hides if isinstance(element, Filter) and element.owner == diagram_id else ()


def touched_by(sheet: Sheet, snapshot: Snapshot, edits: tuple[Edit, ...]) -> Iterator[Id]:
    """The elements that may be drawn otherwise because of the edits."""
    for edit in edits:
        yield edit.id
        for element in (edit.before, edit.after):
            if element is not None:
                yield from _reached(sheet, snapshot, edit, element)


def _reached(sheet: Sheet, snapshot: Snapshot, edit: Edit, element: Element) -> Iterator[Id]:
    """What an edit of this element reaches besides the element itself."""
    if isinstance(element, Placement):
        if element.owner == sheet.diagram.id:
            yield element.element
            if _appears(edit):
                yield from _members(snapshot, element.element)
    elif isinstance(element, Port | HardwareInterface | Firmware) and element.owner is not None:
        yield element.owner
    elif isinstance(element, Allocation):
        yield from (element.component, element.node)
    elif isinstance(element, Event | Timer | Conduit):
        yield from (user.id for user in snapshot.uses(element.id) if isinstance(user, LINES))
    elif isinstance(element, Zone | Component | DataStore | Node):
        for link in snapshot.uses(element.id, Allocation):
            yield from (link.component, link.node)
        yield from _members(snapshot, element.id)


def _appears(edit: Edit) -> bool:
    """Whether a placement shows or hides its element, rather than moving it."""
    before, after = edit.before, edit.after
    if not isinstance(before, Placement) or not isinstance(after, Placement):
        return True
    return before.hidden != after.hidden or before.element != after.element or before.owner != after.owner


def _members(snapshot: Snapshot, holder: Id) -> Iterator[Id]:
    """The shapes in a zone or container, directly and further in, also by way of a state machine."""
    waiting, seen = [holder], {holder}
    while waiting:
        here = waiting.pop()
        waiting += [machine.id for machine in snapshot.owned(here, StateMachine)]
        inner = [element for element in snapshot.owned(here) if isinstance(element, SHAPES)]
        inner += [user for user in snapshot.uses(here) if isinstance(user, SHAPES)]
        for element in inner:
            if element.id not in seen:
                seen.add(element.id)
                waiting.append(element.id)
                yield element.id
        yield from (border.id for kind in (Port, HardwareInterface) for border in snapshot.owned(here, kind))
