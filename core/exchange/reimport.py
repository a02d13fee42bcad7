"""A file brought in again: what it says otherwise than the last time, merged with what was edited since.

What the file alone changed is taken over, what the project alone changed stays, and what both changed is a
conflict for a person to decide, as in a merge of two projects. So is a requirement that another file or a
person wrote, and this file never brought: that both have its key does not make the two sentences one. What
was kept against the file is remembered with what the file said, and asked again when it says something else.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from core.exchange.imported import Imported
from core.exchange.statements import as_told, recorded
from core.ground.words import _
from core.model import Edit, Element, Id, Requirement, Snapshot
from core.project import Project
from core.project.conflict import Versions
from core.project.journal import Head, Steps

_FOLLOWING = ("language", "formatted")
"""Facts of a requirement that go with its sentence, and are not asked about beside it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the file and the project each made of what the file said the last time.

    `told` are the requirements that both have, as the file says them, and `foreign` those of them that it
    never brought; `first` says that no file of that `name` came before.
    """

    versions: Versions
    told: Mapping[Id, Requirement]
    foreign: Collection[Id]
    first: bool
    name: str

    @property
    def takes_over(self) -> bool:
        """Whether the file changes anything that the project had, or asks to; else it only adds to it."""
        before, ours, theirs = (self.versions.of(side) for side in ("base", "ours", "theirs"))
        return any(one in ours and before.get(one) != element for one, element in theirs.elements.items())

    def settled(self, merged: Snapshot) -> Snapshot:
        """The merge as it is put into the project.

        What goes with a sentence comes from where the sentence came from, and what the project says otherwise
        than the file is kept with what the file said.
        """
        edits = []
        for one, said in self.told.items():
            now = merged.get(one)
            if isinstance(now, Requirement):
                after = recorded(self._followed(now, said), said, self.name, merged)
                edits.append(Edit(now, after))
        return merged.after([one for one in edits if one.before != one.after])

    def _followed(self, now: Requirement, said: Requirement) -> Requirement:
        known = self.versions.ours.find(Requirement, now.id)
        if known is None or now.text != said.text or (now.id not in self.foreign and known.text == said.text):
            return now
        untold = now.id in self.foreign and known.text != said.text and known.source == said.source
        following = _following(known) if now.id in self.foreign else _FOLLOWING
        facts = {name: getattr(said, name) for name in following}
        return replace(now, **(facts | {"source": self.name if untold else now.source}))


def standing(heads: Iterable[Head], name: str) -> list[int]:
    """The records that took over a file of that name and were not undone, the oldest first."""
    steps, taken = Steps(), []
    for head in heads:
        steps.follow(head)
        if (head.origin.source, head.origin.reference, head.action) == ("import", name, "change"):
            taken.append(head.number)
    return [number for number in taken if number in steps.undoable]


def meeting(project: Project, name: str, imported: Imported) -> Meeting:
    """The model after the file came last, the project as it is, and the former with what the file says now.

    Where no file of that name came, the project as it is stands for the former. A requirement that the file
    never brought was not there before, where the file would change a fact that somebody stated: so both
    sides have added it, and each such fact is a question.
    """
    ours = project.snapshot()
    numbers = standing(project.heads, name)
    before = project.at(numbers[-1]) if numbers else ours
    said = (*imported.elements, *imported.changed)
    named = {one.id for one in imported.changed} | {one.owner for one in said if one.owner}
    named |= {above.id for one in named & ours.elements.keys() for above in ours.owners(ours[one])}
    missing = [ours[one] for one in sorted(named) if one in ours and one not in before]
    base = Snapshot((*before, *missing)) if missing else before
    base = _as_written(project, numbers, as_told(base, ours, name), imported)
    told = {one.id: one for one in imported.changed if isinstance(one, Requirement)}
    foreign = _foreign(project, numbers, name, told)
    asked = {one for one in foreign if _contradicts(ours[one], told[one])}
    theirs = _in_file(base, ours, imported, foreign, asked)
    reasons = _reasons(project, asked)
    base = Snapshot(one for one in base if one.id not in asked) if asked else base
    return Meeting(Versions(base, ours, theirs, reasons), told, foreign, not numbers, name)


def _as_written(project: Project, numbers: list[int], base: Snapshot, imported: Imported) -> Snapshot:
    """The base where checks and terms say what the file made them say, and not what was edited since.

    Requirements keep that themselves.
    """
    left = {
        one.id: {fact.name for fact in fields(one)}
        for one in imported.changed
        if one.id in base and not isinstance(one, Requirement)
    }
    written: dict[Id, dict[str, Any]] = {one: {} for one in left}
    for number in reversed(numbers) if left else ():
        for edit in project.edits(number):
            if edit.id not in left or edit.after is None:
                continue
            known = [name for name in left[edit.id] if hasattr(edit.after, name)]
            for name in known:
                value = getattr(edit.after, name)
                if edit.before is None or getattr(edit.before, name, None) != value:
                    written[edit.id][name] = value
                    left[edit.id].discard(name)
    edits = [Edit(base[one], replace(base[one], **facts)) for one, facts in written.items() if facts]
    return base.after([one for one in edits if one.before != one.after])


def _foreign(project: Project, numbers: Iterable[int], name: str, told: Mapping[Id, Requirement]) -> set[Id]:
    """The requirements that the file says otherwise, and that no file of its name brought or changed."""
    ours = project.snapshot()
    known = {one: ours.find(Requirement, one) for one in told}
    found = {
        one
        for one, now in known.items()
        if now is not None and now.source != name and not any(said.file == name for said in now.said)
    }
    for number in numbers if found else ():
        found -= {edit.id for edit in project.edits(number)}
    return found


def _following(known: Element) -> list[str]:
    """The facts that go with the sentence: its language and formats, and what the project leaves empty."""
    return [
        fact.name
        for fact in fields(known)
        if fact.name in _FOLLOWING
        or (fact.name not in ("owner", "source") and getattr(known, fact.name) == fact.default)
    ]


def _contradicts(known: Element, now: Requirement) -> bool:
    """Whether the file would change a fact that the project states, and not only add to it."""
    return any(
        getattr(known, fact.name) not in (getattr(now, fact.name), fact.default)
        for fact in fields(now)
        if fact.name not in (*_FOLLOWING, "said")
    )


def _reasons(project: Project, asked: Collection[Id]) -> dict[Id, str]:
    """Who wrote the sentences that are asked about: another file, or a person."""
    left, found = set(asked), {}
    ours = project.snapshot()
    for head in reversed(project.heads):
        if not left:
            break
        if head.action != "change" or not project.stands(head.number):
            continue
        for edit in project.edits(head.number):
            if edit.id in left and getattr(edit.before, "text", None) != getattr(edit.after, "text", None):
                left.discard(edit.id)
                source = getattr(ours[edit.id], "source", "") if head.founds else ""
                found[edit.id] = _reason(head, source)
    return found


def _reason(head: Head, source: str) -> str:
    if head.origin.source == "import" or source:
        words = _("“{file}” brought it, not this file, which has another requirement of the same key.")
        return words.format(file=source or head.origin.reference)
    words = _("{author} wrote it, not this file, which has another requirement of the same key.")
    return words.format(author=head.author)


def _in_file(
    base: Snapshot, ours: Snapshot, imported: Imported, foreign: Collection[Id], asked: Collection[Id]
) -> Snapshot:
    """The base with every fact that the file says otherwise than the project, and with what is new."""
    said: dict[Id, Element] = {}
    for one in imported.changed:
        known = ours[one.id]
        if one.id in foreign:
            following = _following(known) if one.id in asked else ()
            kept = {name: getattr(known, name) for name in (*following, "said")}
            said[one.id] = replace(one, **kept)
        else:
            said[one.id] = _said(base[one.id], known, one)
    return Snapshot((*(said.get(one.id, one) for one in base), *imported.elements))


def _said(before: Element, known: Element, now: Element) -> Element:
    apart = {"said"}
    if isinstance(now, Requirement) and getattr(known, "text", "") not in (
        now.text,
        getattr(before, "text", ""),
    ):
        apart |= {*_FOLLOWING}
    stated = {fact.name: getattr(now, fact.name) for fact in fields(now) if fact.name not in apart}
    return replace(before, **{name: value for name, value in stated.items() if value != getattr(known, name)})
