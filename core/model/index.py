"""Indexes over the elements of a snapshot: by kind, by owner, and by what they refer to."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from core.model.edit import Edit
from core.model.element import Element, Id
from core.model.reference import references

Index = dict[str | None, tuple[Id, ...]]
"""Ids in ascending order under each key."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """Ids by kind, by owner (None: nothing owns them), and by the element they refer to."""

    by_kind: Index
    by_owner: Index
    by_target: Index

    def after(self, edits: Iterable[Edit], most: int) -> "Indexes | None":
        """The indexes once the edits have happened; the ones here stay as they are.

        None where more than `most` entries differ, for which it is quicker to index anew.
        """
        mended: list[tuple[bool, str, str | None, Id]] = []
        for edit in edits:
            old, new = _entries(edit.before), _entries(edit.after)
            mended += ((False, index, key, edit.id) for index, key in old - new)
            mended += ((True, index, key, edit.id) for index, key in new - old)
            if len(mended) > most:
                return None
        if not mended:
            return self
        following = Indexes(dict(self.by_kind), dict(self.by_owner), dict(self.by_target))
        for comes, index, key, element_id in mended:
            (_insert if comes else _drop)(getattr(following, index), key, element_id)
        return following


def indexes_of(elements: Iterable[Element]) -> Indexes:
    """The indexes of elements that come in ascending order of their ids."""
    gathered: dict[str, dict[str | None, list[Id]]] = {"by_kind": {}, "by_owner": {}, "by_target": {}}
    for element in elements:
        for index, key in _entries(element):
            gathered[index].setdefault(key, []).append(element.id)
    return Indexes(
        **{name: {key: tuple(ids) for key, ids in index.items()} for name, index in gathered.items()}
    )


def _entries(element: Element | None) -> set[tuple[str, str | None]]:
    """Index and key of every entry that the element has."""
    if element is None:
        return set()
    entries: set[tuple[str, str | None]] = {("by_kind", element.kind), ("by_owner", element.owner)}
    entries.update(
        ("by_target", reference.target) for reference in references(element) if reference.field != "owner"
    )
    return entries


def _drop(index: Index, key: str | None, gone: Id) -> None:
    before = index[key]
    place = bisect_left(before, gone)
    index[key] = before[:place] + before[place + 1 :]


def _insert(index: Index, key: str | None, new: Id) -> None:
    before = index.get(key, ())
    place = bisect_left(before, new)
    index[key] = (*before[:place], new, *before[place:])
