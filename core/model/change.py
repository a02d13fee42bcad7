"""Changes: what was done, by whom and on whose initiative; and the editor that gathers one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from core.ground.identity import Ids, behind
from core.model.edit import Edit
from core.model.element import Element, Id
from core.model.reference import without_targets
from core.model.snapshot import Snapshot

E = TypeVar("E", bound=Element)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a change goes back to.

    `source` is gesture, command, import, text, proposal, undo, redo, merge or restore; `reference` names
    the files, proposal or journal record, for a gesture the one that it goes on with; `digest` is the
    SHA-256 of the file in hexadecimal, for a merge that of the digests of base and theirs.
    """

    source: str
    reference: str = ""
    digest: str = ""


GESTURE = Origin("gesture")
COMMAND = Origin("command")


@dataclass(frozen=True, slots=True)
class Change:
    """One finished change: one step of undo and one record of the journal."""

    label: str
    author: str
    origin: Origin
    time: datetime
    edits: tuple[Edit, ...]


class Editor:
    """Gathers the edits of one change and shows the model as they leave it.

    Reached only through `project.change(...)`; nothing is altered before that block ends well.
    """

    def __init__(self, before: Snapshot, ids: Ids) -> None:
        self._before = before
        self._ids = ids
        self._touched: dict[Id, Element | None] = {}
        self._current: Snapshot | None = before

    @property
    def snapshot(self) -> Snapshot:
        """The model as it will be if the change ends here."""
        if self._current is None:
            self._current = self._before.after(self.edits())
        return self._current

    def new(self, kind: type[E], **facts: Any) -> E:
        """Add an element of that class under a new id, and return it."""
        return self.add(kind(id=self._ids(), **facts))

    def new_behind(self, present: Id, kind: type[E], **facts: Any) -> E:
        """Add an element that lists have right behind the present one of its kind, and return it."""
        others = (one.id for one in self.snapshot.of(kind) if one.id > present)
        return self.add(kind(id=behind(self._ids(), present, min(others, default="")), **facts))

    def add(self, element: E) -> E:
        """Add the element or put it in the place of the one with its id, and return it."""
        self._touched[element.id] = element
        self._current = None
        return element

    def set(self, element: Id | Element, **facts: Any) -> Element:
        """Give the element other facts, and return it as it is now."""
        element_id = element if isinstance(element, str) else element.id
        present = self.get(element_id)
        if present is None:
            raise KeyError(element_id)
        return self.add(replace(present, **facts))

    def get(self, element_id: Id) -> Element | None:
        """The element as it is now."""
        if element_id in self._touched:
            return self._touched[element_id]
        return self._before.get(element_id)

    def remove(self, *element_ids: Id) -> None:
        """Remove elements, all they own, and whatever cannot stand without them."""
        present = self.snapshot
        gone: dict[Id, None] = {}
        waiting = [element_id for element_id in element_ids if element_id in present]
        while waiting:
            for element_id in waiting:
                gone[element_id] = None
            lost = frozenset(gone)
            waiting = [
                user.id
                for user in _dependents(present, waiting)
                if user.id not in gone and without_targets(user, lost) is None
            ]
        lost = frozenset(gone)
        for user in _dependents(present, list(gone)):
            if user.id not in gone:
                kept = without_targets(user, lost)
                if kept is not None and kept != user:
                    self._touched[user.id] = kept
        self._touched.update(dict.fromkeys(gone))
        self._current = None

    def put(self, edits: Iterable[Edit]) -> None:
        """Do edits that were worked out beforehand."""
        edits = tuple(edits)
        for one in edits:
            if one.after is not None:
                self.add(one.after)
        self.remove(*(one.id for one in edits if one.after is None))

    def edits(self) -> tuple[Edit, ...]:
        """What has been done so far, without the steps that cancelled out, in the order of the ids."""
        return tuple(
            Edit(before, after)
            for element_id, after in sorted(self._touched.items())
            if (before := self._before.get(element_id)) != after
        )


def _dependents(snapshot: Snapshot, element_ids: list[Id]) -> Iterator[Element]:
    for element_id in element_ids:
        yield from snapshot.owned(element_id)
        yield from snapshot.uses(element_id)
