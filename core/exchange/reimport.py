"""A file brought in again: what it says otherwise than the last time, merged with what was edited since.

What the file alone changed is taken over, what the project alone changed stays, and what both changed is a
conflict for a person to decide, as in a merge of two projects. So is a requirement that another file or a
person wrote, and this file never brought: that both have its key does not make the two sentences one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from core.exchange.imported import Imported
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

    `foreign` are the requirements that the file has and never brought, as it says them; `first` says that no
    file of that `name` came before.
    """

    versions: Versions
    foreign: Mapping[Id, Requirement]
    first: bool
    name: str

    @property
    def takes_over(self) -> bool:
        """Whether the file changes anything that the project had, or asks to; else it only adds to it."""
        before, ours, theirs = (self.versions.of(side) for side in ("base", "ours", "theirs"))
        return any(one in ours and before.get(one) != element for one, element in theirs.elements.items())

    def settled(self, merged: Snapshot) -> Snapshot:
        """The merge, where what goes with a foreign sentence that was taken comes from the file too."""
        edits = []
        for one, said in self.foreign.items():
            now = merged.get(one)
            if isinstance(now, Requirement) and now.text == said.text:
                known = self.versions.ours.find(Requirement, one)
                untold = known is not None and known.text != said.text and known.source == said.source
                source = self.name if untold else now.source
                told = {} if known is None else {name: getattr(said, name) for name in _following(known)}
                edits.append(Edit(now, replace(now, **(told | {"source": source}))))
        return merged.after([one for one in edits if one.before != one.after])


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
    foreign = _foreign(project, numbers, name, imported)
    asked = {one for one, now in foreign.items() if _contradicts(ours[one], now)}
    theirs = _in_file(base, ours, imported, foreign, asked)
    reasons = _reasons(project, asked)
    base = Snapshot(one for one in base if one.id not in asked) if asked else base
    return Meeting(Versions(base, ours, theirs, reasons), foreign, not numbers, name)


def _foreign(
    project: Project, numbers: Iterable[int], name: str, imported: Imported
) -> dict[Id, Requirement]:
    """The requirements that the file says otherwise, and that no file of its name brought or changed."""
    found = {
        one.id: one
        for one in imported.changed
        if isinstance(one, Requirement) and getattr(project.snapshot()[one.id], "source", "") != name
    }
    for number in numbers if found else ():
        for edit in project.edits(number):
            found.pop(edit.id, None)
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
        if fact.name not in _FOLLOWING
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
    base: Snapshot,
    ours: Snapshot,
    imported: Imported,
    foreign: Mapping[Id, Requirement],
    asked: Collection[Id],
) -> Snapshot:
    """The base with every fact that the file says otherwise than the project, and with what is new."""
    said: dict[Id, Element] = {
        one.id: _said(base[one.id], ours[one.id], one) for one in imported.changed if one.id not in foreign
    }
    for one in foreign:
        known = {name: getattr(ours[one], name) for name in _following(ours[one]) if one in asked}
        said[one] = replace(foreign[one], **known)
    return Snapshot((*(said.get(one.id, one) for one in base), *imported.elements))


def _said(before: Element, known: Element, now: Element) -> Element:
    stated = {fact.name: getattr(now, fact.name) for fact in fields(now)}
    return replace(before, **{name: value for name, value in stated.items() if value != getattr(known, name)})
