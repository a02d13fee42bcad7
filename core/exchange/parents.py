"""Which requirement each one is a part of, as a file says, without circles."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.ground.words import _
from core.model import Id, Requirement, Snapshot


@dataclass(frozen=True, slots=True)
class Parents:
    """The owners of requirements by their ids, and in sentences what of the file could not be."""

    owners: Mapping[Id, Id | None]
    dropped: tuple[str, ...]


def parents(snapshot: Snapshot, held: Mapping[str, Id], stated: Mapping[str, str]) -> Parents:
    """The owners of all that is `held` by its key, where the file has `stated` the keys of parents.

    An empty parent is none. A parent that nobody knows changes nothing; of a circle the first one that the
    file names stands by itself.
    """
    owners: dict[Id, Id | None] = dict.fromkeys(held.values())
    owners |= {one.id: one.owner for one in snapshot.of(Requirement)}
    dropped: list[str] = []
    for key, parent in stated.items():
        if parent and parent not in held:
            words = _("{key}: its parent {parent} is neither in the file nor in the project")
            dropped.append(words.format(key=key, parent=parent[:40]))
        else:
            owners[held[key]] = held[parent] if parent else None
    for key, parent in stated.items():
        if _in_circle(held[key], owners):
            owners[held[key]] = None
            words = _("{key}: the file makes it a part of {parent}, which is a part of it")
            dropped.append(words.format(key=key, parent=parent[:40]))
    return Parents(owners, tuple(dropped))


def _in_circle(one: Id, owners: Mapping[Id, Id | None]) -> bool:
    seen: set[Id] = set()
    above = owners.get(one)
    while above is not None and above not in seen:
        if above == one:
            return True
        seen.add(above)
        above = owners.get(above)
    return False
