"""What a proposal would change, one line a fact, in the words of the model. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.panels.facts import facts_of, shown, title_of
from core.ground.words import _
from core.model import Element, ProposedEdit, Requirement, Snapshot, name_of

Sort = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: whether something comes, goes or changes; what; and how."""

    sort: Sort
    subject: str
    words: str


def differences(snapshot: Snapshot, edits: Sequence[ProposedEdit]) -> list[Difference]:
    """The lines of all edits, in their order."""
    return [line for edit in edits for line in _lines(snapshot, edit)]


def _lines(snapshot: Snapshot, edit: ProposedEdit) -> Iterator[Difference]:
    before, after = edit.before, edit.after
    if before is None and after is not None:
        yield Difference("added", subject_of(snapshot, after), _described(after))
    elif after is None and before is not None:
        yield Difference("removed", subject_of(snapshot, before), _described(before))
    elif before is not None and after is not None:
        if before.name != after.name:
            yield Difference(
                "changed",
                subject_of(snapshot, after),
                _("name: {old} → {new}").format(old=before.name, new=after.name),
            )
        for fact in facts_of(type(after)):
            old, new = getattr(before, fact.name), getattr(after, fact.name)
            if old != new:
                words = _("{fact}: {old} → {new}").format(
                    fact=fact.title, old=_value(snapshot, old), new=_value(snapshot, new)
                )
                yield Difference("changed", subject_of(snapshot, after), words)


def subject_of(snapshot: Snapshot, element: Element) -> str:
    """Kind and name; what is still to be added is no part of the snapshot, and has its own name at most."""
    name = name_of(snapshot, element.id) or getattr(element, "key", "") or element.name
    return f"{element.kind} {name}".strip() if not name.startswith(element.kind) else name


def _described(element: Element) -> str:
    if isinstance(element, Requirement):
        return element.text
    facts = [
        f"{title_of(fact.name)}: {shown(getattr(element, fact.name))}"
        for fact in facts_of(type(element))
        if fact.sort not in ("reference", "references")
        and shown(getattr(element, fact.name)) not in ("", "Unknown")
    ]
    return ", ".join(facts) or element.name


def _value(snapshot: Snapshot, value: object) -> str:
    if isinstance(value, str) and value in snapshot:
        return name_of(snapshot, value)
    return shown(value) or _("nothing")
