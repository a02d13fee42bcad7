"""Joining two elements from a cell of a matrix, or parting them: one change each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.gestures.allocate import allocate
from app.gestures.connect import join
from core.diagram.matrix import Cell, Subject
from core.ground.words import _
from core.model import Editor, Element, Id, Node, Relation, Snapshot, TraceLink, name_of
from core.model.joining import can_join
from core.model.substance import confirmed


@dataclass(frozen=True, slots=True)
class Joining:
    """What taking a cell does: a change and its undo label, or a link that is shown, or why it does nothing.

    `apply` returns the link that is to be shown afterwards, if any.
    """

    label: str = ""
    apply: Callable[[Editor], Id | None] | None = None
    shows: Id | None = None
    refusal: str = ""


def joining(snapshot: Snapshot, subject: Subject, row: Id, column: Id, cell: Cell, after: Id = "") -> Joining:
    """What taking the cell of two elements means; of flows that are there the one behind `after` is shown."""
    first, second = snapshot[row], snapshot[column]
    what, where = name_of(snapshot, row), name_of(snapshot, column)
    if subject is Subject.CONNECTORS:
        return _flow(
            first, second, cell, after, _("Connect {source} to {target}").format(source=what, target=where)
        )
    if cell.links:
        words = (
            _("Take {what} off {node}")
            if subject is Subject.ALLOCATIONS
            else _("Trace {what} to {node} no more")
        )
        return Joining(words.format(what=what, node=where), lambda edit: _part(edit, cell.links))
    if subject is Subject.ALLOCATIONS:
        assert isinstance(second, Node)
        node = second
        label = _("Allocate {what} to {node}").format(what=what, node=where)
        return Joining(label, lambda edit: allocate(edit, first, node))
    if subject is Subject.RELATIONS:
        if first is second:
            return Joining(refusal=_("A requirement refines another one"))
        label = _("Say that {what} refines {target}").format(what=what, target=where)
        return Joining(label, lambda edit: _trace(edit, first, second, Relation.REFINES))
    return Joining(
        _("Trace {what} to {target}").format(what=what, target=where),
        lambda edit: _trace(edit, first, second),
    )


def _flow(first: Element, second: Element, cell: Cell, after: Id, label: str) -> Joining:
    if cell.links:
        place = cell.links.index(after) + 1 if after in cell.links else 0
        return Joining(shows=cell.links[place % len(cell.links)])
    if not can_join(first, second):
        return Joining(refusal=_("A flow leads from one element to another"))
    return Joining(label, lambda edit: join(edit, first, second).id)


def _part(edit: Editor, links: tuple[Id, ...]) -> None:
    edit.remove(*links)


def _trace(edit: Editor, requirement: Element, target: Element, relation: Relation = Relation.COVERS) -> Id:
    link = edit.new(TraceLink, source=requirement.id, target=target.id, relation=relation)
    return edit.add(confirmed(edit.snapshot, link)).id
