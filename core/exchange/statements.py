"""What a file said of requirements where the project says otherwise, kept with them for the next one."""

from dataclasses import fields, replace
from enum import Enum
from typing import Any

from core.model import Category, Edit, Id, Language, Requirement, Said, Snapshot

_NONE = frozenset({"id", "key", "said", "formatted", "attributes"})
"""Facts that are not kept apart: who it is, and what goes with a sentence or is the file's alone."""
_TYPES: dict[str, type[Enum]] = {"category": Category, "language": Language}


def without(requirement: Requirement, file: str) -> Requirement:
    """The requirement with nothing that a file of that name said otherwise."""
    left = tuple(one for one in requirement.said if one.file != file)
    return requirement if left == requirement.said else replace(requirement, said=left)


def recorded(now: Requirement, told: Requirement, file: str, snapshot: Snapshot) -> Requirement:
    """The requirement as it is now, with what the file told and it does not say.

    The language goes with the sentence, and is no statement beside another one.
    """
    found = [
        Said(file, fact.name, _written(fact.name, getattr(told, fact.name), snapshot))
        for fact in fields(Requirement)
        if fact.name not in _NONE
        and getattr(now, fact.name) != getattr(told, fact.name)
        and (fact.name != "language" or now.text == told.text)
    ]
    others = [one for one in now.said if one.file != file]
    said = tuple(sorted((*others, *found), key=lambda one: (one.file, one.field)))
    return replace(now, said=said)


def as_told(before: Snapshot, ours: Snapshot, file: str) -> Snapshot:
    """The model that was before, with what a file of that name said where our model says otherwise."""
    keys = {one.key: one.id for one in ours.of(Requirement)}
    edits = []
    for requirement in ours.of(Requirement):
        known = before.find(Requirement, requirement.id)
        said = [one for one in requirement.said if one.file == file and one.field not in _NONE]
        if said and known is not None:
            facts = [_meant(one, keys) for one in said if one.field != "owner" or _place(one, keys, before)]
            edits.append(Edit(known, replace(known, **dict(facts))))
    return before.after([one for one in edits if one.before != one.after]) if edits else before


def _written(field: str, value: Any, snapshot: Snapshot) -> str:
    if field == "owner":
        owner = snapshot.find(Requirement, value)
        return owner.key if owner is not None else ""
    return str(value)


def _meant(one: Said, keys: dict[str, Id]) -> tuple[str, Any]:
    if one.field == "owner":
        return one.field, keys.get(one.value)
    kind = _TYPES.get(one.field)
    known = kind is None or one.value in [*kind]
    return one.field, (kind(one.value) if kind is not None and known else one.value)


def _place(one: Said, keys: dict[str, Id], before: Snapshot) -> bool:
    """Whether the parent that the file said is one that the model had."""
    return not one.value or keys.get(one.value) in before
