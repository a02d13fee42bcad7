"""What edits change, one line a fact, in the words of the model."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from core.ground.oneline import one_line
from core.ground.words import _
from core.model.behaviour import Edge
from core.model.duration import Duration
from core.model.element import Element, Id
from core.model.facts import Fact, facts_of, field_title, shown
from core.model.hardware import Allocation, HardwareInterface, Link
from core.model.naming import ends_of, name_of
from core.model.plain import fields_of
from core.model.proposal import ProposedEdit
from core.model.requirement import Requirement, TraceLink
from core.model.snapshot import Snapshot
from core.model.system import Connector, Port
from core.model.view import Placement

Sort = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One line: whether something comes, goes or changes; what; and how."""

    sort: Sort
    subject: str
    words: str


def differences(
    snapshot: Snapshot, edits: Sequence[ProposedEdit], after: Snapshot | None = None
) -> list[Difference]:
    """The lines of all edits of the model, in their order; `after` is what they lead to, if that is known."""
    made = {edit.after.id: edit.after for edit in edits if edit.after is not None}
    if after is not None:
        made = {**after.elements}
    return [line for edit in edits for line in _lines(snapshot, edit, made, after or snapshot)]


def _lines(
    snapshot: Snapshot, edit: ProposedEdit, made: Mapping[Id, Element], following: Snapshot
) -> Iterator[Difference]:
    before, after = edit.before, edit.after
    if before is None and after is not None:
        yield Difference("added", subject_of(following, after), one_line(_described(following, after, made)))
    elif after is None and before is not None:
        yield Difference("removed", subject_of(snapshot, before), one_line(_described(snapshot, before, {})))
    elif before is not None and after is not None:
        subject = subject_of(snapshot, before)
        if before.kind != after.kind:
            words = _("{fact}: {old} → {new}").format(fact=_("Kind"), old=_(before.kind), new=_(after.kind))
            yield Difference("changed", subject, words)
        if before.name != after.name:
            words = _("{fact}: {old} → {new}").format(fact=_("Name"), old=before.name, new=after.name)
            yield Difference("changed", subject, one_line(words))
        for name, title in (("owner", _("Part of")), *_titled(type(before), type(after))):
            old, new = (
                getattr(one, name, _unsaid(other, name)) for one, other in ((before, after), (after, before))
            )
            if old != new:
                words = _("{fact}: {old} → {new}").format(
                    fact=title, old=_value(snapshot, old, {}), new=_value(following, new, made)
                )
                yield Difference("changed", subject, one_line(words))


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact before and after, in words; empty where it was or is not stated."""

    title: str
    before: str
    after: str


def fact_changes(edit: ProposedEdit, before: Snapshot, after: Snapshot) -> list[FactChange]:
    """The facts that an edit changes; of what comes or goes, those that are stated."""
    element = edit.after or edit.before
    assert element is not None
    kind = type(element)
    unsaid = {field.name: field.default for field in fields_of(kind)}

    both = edit.before is not None and edit.after is not None

    def words(one: Element | None, snapshot: Snapshot, name: str) -> str:
        value = getattr(one, name, None)
        return stated(snapshot, value) if one is not None and (both or value != unsaid[name]) else ""

    found = []
    for name, title in (("name", _("Name")), ("owner", _("Part of")), *_titled(kind)):
        if getattr(edit.before, name, None) != getattr(edit.after, name, None):
            old, new = words(edit.before, before, name), words(edit.after, after, name)
            if old != new:
                found.append(FactChange(title, old, new))
    return found


def _titled(*kinds: type[Element]) -> list[tuple[str, str]]:
    """The facts of all these kinds, each once, with their titles."""
    return list({fact.name: (fact.name, fact.title) for kind in kinds for fact in facts_of(kind)}.values())


def _unsaid(element: Element, name: str) -> object:
    """What a fact of an element is as long as nobody has said anything; None where it has no such fact."""
    return next((field.default for field in fields_of(type(element)) if field.name == name), None)


def subject_of(snapshot: Snapshot, element: Element) -> str:
    """Kind and name, of a place whose it is; what is still to be added has its own name at most."""
    if isinstance(element, Placement):
        what, where = name_with_owner(snapshot, element.element), name_of(snapshot, element.owner)
        return _("place of {element} on {diagram}").format(element=what or "?", diagram=where or "?")
    if isinstance(element, Allocation):
        ends = (name_of(snapshot, one) or "?" for one in (element.component, element.node))
        return f"{_(element.kind)} {' → '.join(ends)}"
    if isinstance(element, TraceLink):
        source, target = (
            name_of(snapshot, element.source),
            name_of(snapshot, element.target) or one_line(element.clause),
        )
        return f"{_(element.kind)} {source or '?'} → {target or '?'}"
    name = name_with_owner(snapshot, element.id) or one_line(getattr(element, "key", "") or element.name)
    return f"{_(element.kind)} {name}".strip() if not name.startswith(element.kind) else name


def name_with_owner(snapshot: Snapshot, element_id: Id) -> str:
    """The name of an element; of a port or interface also whose it is, since many have a port called X1."""
    name, element = name_of(snapshot, element_id), snapshot.get(element_id)
    if not (isinstance(element, Port | HardwareInterface) and element.name):
        return name
    return f"{name} ({owner})" if (owner := name_of(snapshot, element.owner)) else name


def stated(snapshot: Snapshot, value: object) -> str:
    """The value of a fact in words; elements that it leads to are called as they are in the model."""
    return _value(snapshot, value, {})


_DIGEST = re.compile("[0-9a-f]{16,64}")
_TOLD = 8
"""Letters of a digest that people compare; nobody reads all of it."""

_ENDS = ("source", "target", "component", "node")
"""Facts of lines and allocations that their names and ends say already."""


def _described(snapshot: Snapshot, element: Element, made: Mapping[Id, Element]) -> str:
    if isinstance(element, Requirement):
        return element.text
    if isinstance(element, TraceLink):
        return _("{source} {relation} {target}").format(
            source=_called(snapshot, element.source, made),
            relation=shown(element.relation).lower(),
            target=_called(snapshot, element.target, made) or element.clause,
        )
    # What is as it is without anybody having said so is not worth a word.
    unsaid = {field.name: field.default for field in fields_of(type(element))}
    facts = [
        _("{title}: {value}").format(title=field_title(fact.name), value=words)
        for fact in facts_of(type(element))
        if not (isinstance(element, Connector | Link | Edge | Allocation) and fact.name in _ENDS)
        and (value := getattr(element, fact.name)) != unsaid[fact.name]
        and (words := _fact_words(snapshot, fact, value, made)) not in ("", "Unknown")
    ]
    holder = _called(snapshot, element.owner, made)
    if holder and not isinstance(element, Port | HardwareInterface | Placement):  # whose names say it
        facts.insert(0, _("{title}: {value}").format(title=_("Part of"), value=holder))
    if isinstance(element, Connector | Link | Edge) and element.name:
        facts.insert(0, ends_of(snapshot, element))
    return ", ".join(facts) or element.name


def _fact_words(snapshot: Snapshot, fact: Fact, value: object, made: Mapping[Id, Element]) -> str:
    return _said(snapshot, value, made) if fact.sort in ("reference", "references") else shown(value)


def _called(snapshot: Snapshot, element_id: Id | None, made: Mapping[Id, Element]) -> str:
    """The name of an element, whether it is in the model or comes with the same proposal."""
    new = made.get(element_id) if element_id is not None else None
    return name_of(snapshot, element_id) or (getattr(new, "key", "") or new.name if new is not None else "")


def _value(snapshot: Snapshot, value: object, made: Mapping[Id, Element]) -> str:
    return _said(snapshot, value, made) or _("nothing")


def _said(snapshot: Snapshot, value: object, made: Mapping[Id, Element]) -> str:
    """A value in words, each id in it as the name of its element; empty for what is not stated."""
    if isinstance(value, str) and (value in snapshot or value in made):
        return _called(snapshot, value, made)
    if isinstance(value, tuple):
        return ", ".join(_said(snapshot, one, made) for one in value)
    if is_dataclass(value) and not isinstance(value, Element | Duration):
        parts = (_said(snapshot, getattr(value, field.name), made) for field in fields(value))
        return " ".join(part for part in parts if part)
    if isinstance(value, str) and _DIGEST.fullmatch(value):
        return f"{value[:_TOLD]}…"
    return shown(value)
