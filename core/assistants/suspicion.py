"""What an end of a suspect trace link said when a person confirmed the link, as far as the journal knows.

The link keeps only a digest of that. The journal has what each end was before each of its changes, and the
digest tells which of these states was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.ground.words import _
from core.model import Edit, Element, Id, ProposedEdit, Snapshot, TraceLink, inverse, name_of
from core.model.differences import FactChange, fact_changes, subject_of
from core.model.plain import fields_of
from core.model.substance import changed_ends, counts, said_inside, substance

if TYPE_CHECKING:
    from core.project import Project

FARTHEST = 200
"""So many changes of an end are looked through; what was confirmed before them is not looked for."""


@dataclass(frozen=True, slots=True)
class ChangedEnd:
    """An end of a link that changed since: the element, None where it is gone or a clause, and how.

    `changes` is empty where the journal does not have what the end said.
    """

    element: Id | None
    name: str
    changes: tuple[FactChange, ...] = ()


def what_changed(project: Project, link: TraceLink) -> tuple[ChangedEnd, ...]:
    """The ends of the link that say something else than when it was confirmed, each with what differs."""
    snapshot = project.snapshot()
    found = []
    for end in changed_ends(snapshot, link):
        element_id = getattr(link, end)
        if snapshot.get(element_id) is None:
            found.append(ChangedEnd(None, link.clause))
            continue
        then = said_then(project, element_id, getattr(link, f"{end}_confirmed"))
        changes = () if then is None else tuple(_changes(then, snapshot, element_id))
        found.append(ChangedEnd(element_id, name_of(snapshot, element_id), changes))
    return tuple(found)


def said_then(project: Project, element_id: Id, digest: str) -> Snapshot | None:
    """The model with the element as it was when what it said had that digest; None where nobody knows.

    Only the element and what it owns are taken back to that time.
    """
    model = project.snapshot()
    for number in sorted(project.touching(element_id), reverse=True)[:FARTHEST]:
        edits = [edit for edit in project.edits(number) if _concerns(edit, element_id)]
        model = model.after(inverse(edits))
        element = model.get(element_id)
        if element is not None and substance(model, element) == digest:
            return model
    return None


def _concerns(edit: Edit, element_id: Id) -> bool:
    sides = (side for side in (edit.before, edit.after) if side is not None)
    return edit.id == element_id or any(side.owner == element_id for side in sides)


def _changes(then: Snapshot, now: Snapshot, element_id: Id) -> Iterator[FactChange]:
    """The facts that count and are others now: of the element, and of what is in it."""
    before, after = then[element_id], now[element_id]
    yield from _facts(before, after, then, now)
    known = {part.id: part for part in said_inside(then, before)}
    present = {part.id: part for part in said_inside(now, after)}
    for part_id in sorted(known.keys() | present.keys()):
        was, is_now = known.get(part_id), present.get(part_id)
        if was is not None and is_now is not None:
            subject = subject_of(now, is_now)
            for change in _facts(was, is_now, then, now):
                yield FactChange(f"{subject}, {change.title}", change.before, change.after)
        elif was is not None:
            yield FactChange(subject_of(then, was), _("there"), "")
        elif is_now is not None:
            yield FactChange(subject_of(now, is_now), "", _("new"))


def _facts(before: Element, after: Element, then: Snapshot, now: Snapshot) -> Iterator[FactChange]:
    if type(before) is not type(after):
        yield FactChange(_("Kind"), _(before.kind), _(after.kind))
        return
    # Facts that say nothing are made equal, so that those alone are found that do.
    aside = [field.name for field in fields_of(type(after)) if not counts(after, field.name)]
    same = replace(before, **{name: getattr(after, name) for name in aside if name != "id"})
    yield from fact_changes(ProposedEdit(same, after), then, now)
