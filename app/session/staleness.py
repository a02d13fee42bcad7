"""What happened to the model since results were worked out, in the words of the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from core.ground.words import _, plural, quoted

if TYPE_CHECKING:
    from core.model import Edit
    from core.project import Project

_NAMED = 2
"""How many changes a sentence names."""

FURTHEST = 200
"""How many records are looked back; who made more changes since learns that they are many."""


def touched_kinds(edits: Iterable[Edit]) -> frozenset[str]:
    """The kinds of the elements that were edited."""
    return frozenset(
        element.kind for edit in edits for element in (edit.before, edit.after) if element is not None
    )


def changes_since(
    project: Project, record: int, kinds: Collection[str], known: dict[int, frozenset[str]]
) -> tuple[str, ...]:
    """The labels of the changes after a record that touch the kinds, the last first.

    What was undone since is left out, and what lies further back than `FURTHEST` records. `known` has
    the kinds that records touched, as far as they were heard of; others are read from the journal
    once and put there.
    """
    standing: dict[int, str] = {}
    for head in project.heads[record:][-FURTHEST:]:
        touched = known.get(head.number)
        if touched is None:
            touched = known[head.number] = touched_kinds(project.edits(head.number))
        if touched.isdisjoint(kinds):
            continue
        if head.action == "undo" and head.target in standing:
            del standing[head.target]
        elif head.action == "redo" and head.target is not None and head.target > record:
            standing[head.target] = head.label
        else:
            undone = head.action == "undo"
            standing[head.number] = _("Undo: {label}").format(label=head.label) if undone else head.label
    return tuple(reversed(standing.values()))


def stale_words(changes: tuple[str, ...], many: bool = False) -> str:
    """Why results are stale, in one sentence that names the last changes; with `many` there were others."""
    if not changes:
        return _("Stale: worked out for another state of the model.")
    named = ", ".join(quoted(label) for label in changes[:_NAMED])
    more = len(changes) - _NAMED
    if many:
        return _("Stale since {changes} and many more changes.").format(changes=named)
    if more > 0:
        others = plural("{count} more change", "{count} more changes", more)
        return _("Stale since {changes} and {others}.").format(changes=named, others=others)
    return _("Stale since {changes}.").format(changes=named)
