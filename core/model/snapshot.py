"""The whole model at one instant: immutable, cheap to take and to derive from another."""

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from core.model.edit import Edit
from core.model.element import Element, Id
from core.model.plain import canonical
from core.model.reference import references

E = TypeVar("E", bound=Element)

_REBUILD = 200
"""From this many edits on it is quicker to index anew than to mend the indexes one by one."""


class Snapshot:
    """Elements by id, with what they own and who refers to them.

    A snapshot never changes; `after` derives the next one and shares whatever stayed the same.
    Iteration and every listing follow the ids, which is the order of creation.
    """

    __slots__ = ("_by_kind", "_digests", "_elements", "_owned", "_room_digests", "_uses")

    def __init__(self, elements: Iterable[Element] = ()) -> None:
        ordered = sorted(elements, key=lambda element: element.id)
        self._elements: dict[Id, Element] = {element.id: element for element in ordered}
        self._by_kind: dict[str, tuple[Id, ...]] = {}
        self._owned: dict[Id | None, tuple[Id, ...]] = {}
        self._uses: dict[Id, tuple[Id, ...]] = {}
        self._digests: dict[Id, tuple[Element, bytes]] = {}
        self._room_digests: dict[frozenset[str], str] = {}
        by_kind: dict[str, list[Id]] = {}
        owned: dict[Id | None, list[Id]] = {}
        uses: dict[Id, dict[Id, None]] = {}
        for element in ordered:
            by_kind.setdefault(element.kind, []).append(element.id)
            owned.setdefault(element.owner, []).append(element.id)
            for target in _targets(element):
                uses.setdefault(target, {})[element.id] = None
        self._by_kind = {kind: tuple(ids) for kind, ids in by_kind.items()}
        self._owned = {owner: tuple(ids) for owner, ids in owned.items()}
        self._uses = {target: tuple(ids) for target, ids in uses.items()}

    @classmethod
    def known(cls, elements: Collection[tuple[Element, bytes]]) -> "Snapshot":
        """A snapshot of elements whose canonical texts are known to have the SHA-256 given."""
        snapshot = cls(element for element, _digest in elements)
        snapshot._digests = {element.id: (element, digest) for element, digest in elements}
        return snapshot

    @property
    def elements(self) -> Mapping[Id, Element]:
        """All elements by id; the mapping cannot be written to."""
        return MappingProxyType(self._elements)

    def __len__(self) -> int:
        return len(self._elements)

    def __iter__(self) -> Iterator[Element]:
        return iter(sorted(self._elements.values(), key=lambda element: element.id))

    def __contains__(self, element_id: object) -> bool:
        return element_id in self._elements

    def __getitem__(self, element_id: Id) -> Element:
        return self._elements[element_id]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self._elements == other._elements

    def __hash__(self) -> int:
        return hash(self.digest())

    def get(self, element_id: Id | None) -> Element | None:
        """The element, or None where there is none."""
        return None if element_id is None else self._elements.get(element_id)

    def find(self, kind: type[E], element_id: Id | None) -> E | None:
        """The element if it is there and of that class."""
        element = self.get(element_id)
        return element if isinstance(element, kind) else None

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """All elements of exactly that class."""
        return tuple(self._elements[element_id] for element_id in self._by_kind.get(kind.kind, ()))  # type: ignore[misc]

    def owned(self, owner: Id | None, kind: type[E] = Element) -> tuple[E, ...]:  # type: ignore[assignment]
        """What `owner` owns directly, of one class if named; None lists what nothing owns."""
        children = (self._elements[child] for child in self._owned.get(owner, ()))
        return tuple(child for child in children if isinstance(child, kind))

    def uses(self, element_id: Id, kind: type[E] = Element) -> tuple[E, ...]:  # type: ignore[assignment]
        """Elements that refer to the element other than as their owner, of one class if named."""
        users = (self._elements[user] for user in self._uses.get(element_id, ()))
        return tuple(user for user in users if isinstance(user, kind))

    def owners(self, element: Element) -> Iterator[Element]:
        """The owner of the element, the owner's owner, and so on outwards."""
        above = self.get(element.owner)
        while above is not None:
            yield above
            above = self.get(above.owner)

    def path(self, element: Element) -> str:
        """Names from the outermost owner to the element, joined by dots."""
        names = [element.name, *(owner.name for owner in self.owners(element))]
        return ".".join(reversed(names))

    def after(self, edits: Iterable[Edit]) -> "Snapshot":
        """The snapshot in which the edits have happened."""
        edits = tuple(edits)
        if len(edits) > _REBUILD:
            return self._rebuilt(edits)
        following = Snapshot.__new__(Snapshot)
        following._elements = dict(self._elements)
        following._by_kind = dict(self._by_kind)
        following._owned = dict(self._owned)
        following._uses = dict(self._uses)
        following._digests = self._digests
        following._room_digests = {}
        touched: set[str] = set()
        for edit in edits:
            touched.update(element.kind for element in (edit.before, edit.after) if element is not None)
            following._replace(edit.before, edit.after)
        following._room_digests = {
            kinds: digest for kinds, digest in self._room_digests.items() if not kinds & touched
        }
        return following

    def _rebuilt(self, edits: tuple[Edit, ...]) -> "Snapshot":
        elements = dict(self._elements)
        for edit in edits:
            if edit.after is None:
                elements.pop(edit.id, None)
            else:
                elements[edit.id] = edit.after
        following = Snapshot(elements.values())
        following._digests = self._digests
        return following

    def _replace(self, before: Element | None, after: Element | None) -> None:
        if after is None:
            assert before is not None
            del self._elements[before.id]
        else:
            self._elements[after.id] = after
        old, new = _entries(before), _entries(after)
        for index, key, element_id in old - new:
            _drop(getattr(self, index), key, element_id)
        for index, key, element_id in new - old:
            _insert(getattr(self, index), key, element_id)

    def digest(self, kinds: Collection[str] | None = None) -> str:
        """SHA-256 over the canonical texts of all elements of the kinds named (None: of every kind).

        Equal digests mean equal facts: a room caches its results by the digest of what it reads.
        """
        wanted = frozenset(self._by_kind if kinds is None else kinds)
        found = self._room_digests.get(wanted)
        if found is None:
            ids = sorted(element_id for kind in wanted for element_id in self._by_kind.get(kind, ()))
            found = hashlib.sha256(b"".join(map(self._element_digest, ids))).hexdigest()
            self._room_digests[wanted] = found
        return found

    def _element_digest(self, element_id: Id) -> bytes:
        element = self._elements[element_id]
        known = self._digests.get(element_id)
        if known is None or known[0] is not element:
            known = (element, hashlib.sha256(canonical(element).encode()).digest())
            self._digests[element_id] = known
        return known[1]


def _targets(element: Element) -> set[Id]:
    return {reference.target for reference in references(element) if reference.field != "owner"}


def _entries(element: Element | None) -> set[tuple[str, str | None, Id]]:
    """The index, key and id of every index entry that the element has."""
    if element is None:
        return set()
    return {
        ("_by_kind", element.kind, element.id),
        ("_owned", element.owner, element.id),
        *(("_uses", target, element.id) for target in _targets(element)),
    }


def _drop(index: dict[str | None, tuple[Id, ...]], key: str | None, gone: Id) -> None:
    before = index[key]
    place = bisect_left(before, gone)
    index[key] = before[:place] + before[place + 1 :]


def _insert(index: dict[str | None, tuple[Id, ...]], key: str | None, new: Id) -> None:
    before = index.get(key, ())
    place = bisect_left(before, new)
    index[key] = (*before[:place], new, *before[place:])
