"""Joining two elements that no line joins, by typing: what runs on a node, what a requirement is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.gestures.allocate import allocate as allocated
from app.gestures.confirm import confirm, unconfirmed
from core.ground.words import _
from core.model import (
    KINDS,
    Allocation,
    Component,
    DataStore,
    Element,
    Id,
    Node,
    Relation,
    Requirement,
    TraceLink,
    kinds_of,
    name_of,
)
from core.model.substance import confirmed

if TYPE_CHECKING:
    from app.window.window import Window

_CARRIED = (Component.kind, DataStore.kind)
_TRACED = tuple(
    kind
    for kind in KINDS
    if kind in kinds_of("system", "hardware", "behaviour", "security") and kind != Allocation.kind
)


def allocate(window: Window) -> None:
    """With a node selected, ask which component runs on it; with a component, on which node it runs."""
    chosen = _selected(window)
    if isinstance(chosen, Node):
        title = _("Allocate a component to {name}").format(name=_called(window, chosen.id))
        _ask(window, _CARRIED, title, lambda found: _allocate(window, found, chosen.id))
    elif isinstance(chosen, Component | DataStore):
        title = _("Allocate {name} to a node").format(name=_called(window, chosen.id))
        _ask(window, (Node.kind,), title, lambda found: _allocate(window, chosen.id, found))


def trace(window: Window) -> None:
    """With a requirement selected, ask what it is about; with another element, which is about that."""
    chosen = _selected(window)
    if isinstance(chosen, Requirement):
        title = _("Trace {name} to an element").format(name=_called(window, chosen.id))
        _ask(window, (*_TRACED, Requirement.kind), title, lambda found: _trace(window, chosen.id, found))
    elif chosen is not None:
        title = _("Trace {name} to a requirement").format(name=_called(window, chosen.id))
        _ask(window, (Requirement.kind,), title, lambda found: _trace(window, found, chosen.id))


def confirm_traces(window: Window) -> None:
    """Confirm the traces at what is selected that are suspect, or that nobody confirmed yet."""
    session = window.session
    links = unconfirmed(session.snapshot(), session.selection)
    if not links:
        window.status.say(_("No trace of the selection is to be confirmed"))
        return
    confirm(session, links)


def _selected(window: Window) -> Element | None:
    selection = window.session.selection
    return window.session.element(selection[0]) if len(selection) == 1 else None


def _called(window: Window, element_id: Id) -> str:
    return name_of(window.session.snapshot(), element_id)


def _ask(window: Window, kinds: tuple[str, ...], title: str, pick: Callable[[Id], None]) -> None:
    window.shown.palette.choose(kinds, title, pick)


def _allocate(window: Window, element_id: Id, node_id: Id) -> None:
    snapshot = window.session.snapshot()
    element, node = snapshot.get(element_id), snapshot.find(Node, node_id)
    if element is None or node is None:
        return
    what, where = _called(window, element_id), _called(window, node_id)
    if any(one.node == node_id for one in snapshot.uses(element_id, Allocation)):
        window.status.say(_("{what} runs on {node} already").format(what=what, node=where))
        return
    label = _("Allocate {what} to {node}").format(what=what, node=where)
    with window.session.change(label) as edit:
        allocated(edit, element, node)


def _trace(window: Window, requirement_id: Id, target_id: Id) -> None:
    snapshot = window.session.snapshot()
    target = snapshot.get(target_id)
    what, where = _called(window, requirement_id), _called(window, target_id)
    if target is None or target_id == requirement_id:
        return
    if any(one.source == requirement_id for one in snapshot.uses(target_id, TraceLink)):
        window.status.say(_("{what} is traced to {target} already").format(what=what, target=where))
        return
    relation = Relation.REFINES if isinstance(target, Requirement) else Relation.COVERS
    with window.session.change(_("Trace {what} to {target}").format(what=what, target=where)) as edit:
        link = edit.new(TraceLink, source=requirement_id, target=target_id, relation=relation)
        edit.add(confirmed(edit.snapshot, link))
