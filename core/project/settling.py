"""What a decision on a conflict makes of the two sides, so that they no longer contradict each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model import Edit, Element, Id, Requirement, Snapshot
from core.project.conflict import Choice, Clash, Conflict, Versions
from core.project.removal import restored, without


def settled(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """The versions once the conflict is decided."""
    settle = {
        Clash.FACT: lambda versions, conflict, choice: facts_settled(versions, [(conflict, choice)]),
        Clash.REMOVED: _removal,
        Clash.KIND: _kind,
        Clash.CIRCLE: _circle,
        Clash.KEY: _key,
        Clash.TWIN: _twin,
        Clash.UNSOUND: _whole,
    }
    return settle[conflict.clash](versions, conflict, choice)


def facts_settled(versions: Versions, picks: Sequence[tuple[Conflict, Choice]]) -> Versions:
    """Both sides state each fact as it was chosen."""
    facts: dict[Id, dict[str, object]] = {}
    for conflict, choice in picks:
        source = versions.of(choice)[conflict.element]
        stated = {name: getattr(source, name) for name in conflict.fields}
        facts.setdefault(conflict.element, {}).update(stated)
    sides = (
        _put(side, [replace(side[one], **stated) for one, stated in facts.items()])  # type: ignore[arg-type]
        for side in (versions.ours, versions.theirs)
    )
    return Versions(versions.base, *sides)


def _removal(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """Either both remove it, or neither."""
    element_id, base = conflict.element, versions.base
    ours_removed = element_id not in versions.ours
    if choice != "base" and (choice == "ours") == ours_removed:
        if ours_removed:
            return replace(versions, theirs=without(versions.theirs, [element_id]))
        return replace(versions, ours=without(versions.ours, [element_id]))
    side, other = (versions.ours, versions.theirs) if ours_removed else (versions.theirs, versions.ours)
    side, back = restored(base, side, element_id)
    if choice == "base":
        other = _put(other, (base[one] for one in sorted(back)))
    return Versions(base, side, other) if ours_removed else Versions(base, other, side)


def _kind(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """The chosen element stands on both sides, without what refers to the other one."""
    chosen = versions.of(choice)[conflict.element]
    sides = (
        side if side.get(conflict.element) == chosen else _put(without(side, [chosen.id]), [chosen])
        for side in (versions.ours, versions.theirs)
    )
    return Versions(versions.base, *sides)


def _circle(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """All members of the circle have the owners that they have in one version."""
    source = versions.of(choice)
    members = [one for one in (conflict.element, *conflict.others) if one in source]

    def owned(side: Snapshot) -> Iterable[Element]:
        return (replace(side[one], owner=source[one].owner) for one in members if one in side)

    return Versions(versions.base, *(_put(side, owned(side)) for side in (versions.ours, versions.theirs)))


def _key(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """The requirement of the chosen side keeps the key; the other gets the one it had, or a new one."""
    key = _shared_key(versions, conflict)
    keeper = versions.of(choice)
    yielding = [
        one for one in (conflict.element, *conflict.others) if getattr(keeper.get(one), "key", None) != key
    ]
    taken = {one.key for side in (versions.ours, versions.theirs) for one in side.of(Requirement)}
    base, ours, theirs = versions.base, versions.ours, versions.theirs
    for element_id in yielding:
        before = base.find(Requirement, element_id)
        free = before.key if before is not None and before.key not in taken else _free(key, taken)
        taken.add(free)
        ours, theirs = (
            _put(side, [replace(one, key=free)] if (one := side.find(Requirement, element_id)) else [])
            for side in (ours, theirs)
        )
    return Versions(base, ours, theirs)


def _shared_key(versions: Versions, conflict: Conflict) -> str:
    """The key that all of them would have."""
    keys: list[set[str]] = []
    for one in (conflict.element, *conflict.others):
        stated = (side.find(Requirement, one) for side in (versions.ours, versions.theirs))
        keys.append({found.key for found in stated if found is not None})
    return min(set.intersection(*keys))


def _free(key: str, taken: Iterable[str]) -> str:
    """The key with the first number behind it that is free, such as DOS-01-2."""
    used = set(taken)
    number = 2
    while f"{key}-{number}" in used:
        number += 1
    return f"{key}-{number}"


def _twin(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """The chosen side's own stays, those that it does not have go."""
    chosen = versions.of(choice)
    gone = [one for one in (conflict.element, *conflict.others) if one not in chosen]
    return Versions(versions.base, *(without(side, gone) for side in (versions.ours, versions.theirs)))


def _whole(versions: Versions, conflict: Conflict, choice: Choice) -> Versions:
    """The element is on both sides as it is in one version."""
    chosen = versions.of(choice).get(conflict.element)
    if chosen is None:
        return _twin(versions, replace(conflict, others=()), choice)
    return Versions(versions.base, *(_put(side, [chosen]) for side in (versions.ours, versions.theirs)))


def _put(side: Snapshot, elements: Iterable[Element]) -> Snapshot:
    return side.after([Edit(side.get(one.id), one) for one in elements])
