"""What stands around one requirement, ready to be drawn: columns of boxes, each with where it leads.

From left to right: what it comes from and what comes from it, itself, what it is about, what it answers,
and how it is shown to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.assistants.known import Known, reason_of
from core.ground.words import _, deferred, quoted
from core.model import Id, Requirement, Snapshot, TraceLink, Truth, name_of
from core.model.facts import shown
from core.requirements.tracing import Tie, Tied, tied


@dataclass(frozen=True, slots=True)
class Box:
    """One thing: its name, what it is to the requirement, and where a person is led by it.

    `element` is the element, None for a clause; `mark` a status mark; `link` the trace link that joins it.
    """

    title: str
    words: str
    element: Id | None = None
    mark: str = ""
    link: Id | None = None
    suspect: Truth = Truth.NO
    verdict: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes of one sort, under a head."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A requirement and the columns beside it, some at its left, some at its right."""

    requirement: Id
    key: str
    text: str
    left: tuple[Group, ...]
    right: tuple[tuple[Group, ...], ...]

    def boxes(self) -> Iterator[Box]:
        """All boxes but the requirement itself, column by column."""
        for column in (self.left, *self.right):
            for group in column:
                yield from group.boxes


_LEFT = (
    (Tie.PARENT, deferred("Parents")),
    (Tie.CHILD, deferred("Children")),
    (Tie.REQUIREMENT, deferred("Other requirements")),
)
_MIDDLE = ((Tie.ELEMENT, deferred("Elements")), (Tie.BEHAVIOUR, deferred("State machines")))
_FAR = ((Tie.THREAT, deferred("Threats")), (Tie.CLAUSE, deferred("Clauses")))
_ALWAYS = frozenset({Tie.PARENT, Tie.ELEMENT, Tie.THREAT, Tie.CLAUSE})
"""What has its place also where there is none, so that the gap is seen."""


def sketch(known: Known, requirement: Requirement) -> Sketch:
    """The picture of one requirement in its model, with what is known of it."""
    snapshot = known.snapshot
    found: dict[Tie, list[Box]] = {}
    for one in tied(snapshot, requirement):
        found.setdefault(one.tie, []).append(_box(snapshot, one))

    def groups(ties: tuple[tuple[Tie, Callable[[], str]], ...]) -> tuple[Group, ...]:
        return tuple(
            Group(title(), tuple(found.get(tie, ()))) for tie, title in ties if tie in found or tie in _ALWAYS
        )

    tests = tuple(found.get(Tie.TEST, ()))
    shown_by = (Group(_("Verdict"), (_verdict(known, requirement),)), Group(_("Tests and evidence"), tests))
    return Sketch(
        requirement.id,
        requirement.key,
        requirement.text,
        groups(_LEFT),
        (groups(_MIDDLE), groups(_FAR), shown_by),
    )


def _box(snapshot: Snapshot, one: Tied) -> Box:
    """The name of what is tied, and in what way it is."""
    if one.tie is Tie.BEHAVIOUR:
        phrases = ", ".join(quoted(name_of(snapshot, each)) for each in one.through)
        return Box(name_of(snapshot, one.element), phrases, one.element)
    link = snapshot.find(TraceLink, one.link)
    element = snapshot.get(one.element)
    title = name_of(snapshot, one.element) or one.clause or _("nothing any more")
    if link is None or one.relation is None:
        return Box(title, _("part of it") if one.tie is Tie.CHILD else "", one.element)
    words = shown(one.relation).lower()
    if element is not None and one.clause:
        words = f"{words}, {one.clause}"
    mark = "warning" if one.suspect is Truth.YES else ""
    return Box(title, words, one.element, mark, one.link, one.suspect)


def _verdict(known: Known, requirement: Requirement) -> Box:
    verdict = known.worst_verdicts().get(requirement.id)
    if verdict is None:
        return Box(_("not checked yet"), "", requirement.id, "unknown", verdict=True)
    stale = known.is_verdict_stale(verdict)
    mark = "stale" if stale else verdict["verdict"]
    title = _(verdict["verdict"])
    words = _("{verdict}, stale").format(verdict=title) if stale else title
    return Box(words, reason_of(verdict), requirement.id, mark, verdict=True)
