"""A file brought in again: what it says otherwise than the last time, merged with what was edited since.

What the file alone changed is taken over, what the project alone changed stays, and what both changed is a
conflict for a person to decide, as in a merge of two projects.
"""

from collections.abc import Iterable
from dataclasses import fields, replace

from core.exchange.imported import Imported
from core.model import Element, Snapshot
from core.project import Project
from core.project.conflict import Versions
from core.project.journal import Head, Steps


def last_time(heads: Iterable[Head], name: str) -> int | None:
    """The record that took over a file of that name last and was not undone; None where none did."""
    steps, taken = Steps(), []
    for head in heads:
        steps.follow(head)
        if (head.origin.source, head.origin.reference, head.action) == ("import", name, "change"):
            taken.append(head.number)
    standing = [number for number in taken if number in steps.undoable]
    return standing[-1] if standing else None


def versions(project: Project, name: str, imported: Imported) -> Versions:
    """The model after the file came last, the project as it is, and the former with what the file says now.

    Where no file of that name came, the project as it is stands for the former: then whatever the file says
    otherwise is its own. So it does for what the project alone had.
    """
    ours = project.snapshot()
    number = last_time(project.heads, name)
    before = project.at(number) if number is not None else ours
    said = (*imported.elements, *imported.changed)
    named = {one.id for one in imported.changed} | {one.owner for one in said if one.owner}
    named |= {above.id for one in named & ours.elements.keys() for above in ours.owners(ours[one])}
    missing = [ours[one] for one in sorted(named) if one in ours and one not in before]
    base = Snapshot((*before, *missing)) if missing else before
    return Versions(base, ours, _in_file(base, ours, imported))


def takes_over(found: Versions) -> bool:
    """Whether the file changes anything that the project had, or only adds to it."""
    return any(found.theirs[one] != element for one, element in found.base.elements.items())


def _in_file(base: Snapshot, ours: Snapshot, imported: Imported) -> Snapshot:
    """The base with every fact that the file says otherwise than the project, and with what is new."""
    said = {one.id: _said(base[one.id], ours[one.id], one) for one in imported.changed}
    return Snapshot((*(said.get(one.id, one) for one in base), *imported.elements))


def _said(before: Element, known: Element, now: Element) -> Element:
    stated = {fact.name: getattr(now, fact.name) for fact in fields(now)}
    return replace(before, **{name: value for name, value in stated.items() if value != getattr(known, name)})
