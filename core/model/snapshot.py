"""The whole model at one instant: immutable, cheap to take and to derive from another."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar, overload

from core.model.edit import Edit
from core.model.element import Element, Id
from core.model.index import indexes_of
from core.model.plain import canonical

E = TypeVar("E", bound=Element)

_REINDEX = 600
"""With more entries than this to mend, as 200 new elements have, it is quicker to index anew."""

_Digests = dict[Id, tuple[Element, bytes]]
"""SHA-256 of the canonical text of elements; shared by the snapshots of one project."""


class Snapshot:
    """Elements by id, with what they own and who refers to them.

    A snapshot never changes; `after` derives the next one and shares whatever stayed the same.
    Iteration and every listing follow the ids, which is the order of creation.
    """

    __slots__ = ("_digests", "_elements", "_indexes", "_room_digests")

    def __init__(self, elements: Iterable[Element] = (), digests: _Digests | None = None) -> None:
        ordered = sorted(elements, key=lambda element: element.id)
        self._elements: dict[Id, Element] = {element.id: element for element in ordered}
        self._indexes = indexes_of(self._elements.values())
        self._digests: _Digests = {} if digests is None else digests
        self._room_digests: dict[frozenset[str], str] = {}

    @classmethod
    def known(cls, elements: Collection[tuple[Element, bytes]]) -> "Snapshot":
        """A snapshot of elements whose canonical texts are known to have the SHA-256 given."""
        digests = {element.id: (element, digest) for element, digest in elements}
        return cls((element for element, _digest in elements), digests)

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
        return isinstance(other, Snapshot) and self.elements == other.elements

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
        return self._pick(self._indexes.by_kind.get(kind.kind, ()), kind)

    @overload
    def owned(self, owner: Id | None) -> tuple[Element, ...]: ...

    @overload
    def owned(self, owner: Id | None, kind: type[E]) -> tuple[E, ...]: ...

    def owned(self, owner: Id | None, kind: type[Element] = Element) -> tuple[Element, ...]:
        """What `owner` owns directly, of one class if named; None lists what nothing owns."""
        return self._pick(self._indexes.by_owner.get(owner, ()), kind)

    @overload
    def uses(self, element_id: Id) -> tuple[Element, ...]: ...

    @overload
    def uses(self, element_id: Id, kind: type[E]) -> tuple[E, ...]: ...

    def uses(self, element_id: Id, kind: type[Element] = Element) -> tuple[Element, ...]:
        """Elements that refer to the element other than as their owner, of one class if named."""
        return self._pick(self._indexes.by_target.get(element_id, ()), kind)

    def owners(self, element: Element) -> Iterator[Element]:
        """The owner of the element, the owner's owner, and so on outwards, each once.

        A circle of owners, which no sound model has, ends where it began.
        """
        seen = {element.id}
        above = self.get(element.owner)
        while above is not None and above.id not in seen:
            yield above
            seen.add(above.id)
            above = self.get(above.owner)

    def path(self, element: Element) -> str:
        """Names from the outermost owner to the element, joined by dots."""
        names = [element.name, *(owner.name for owner in self.owners(element))]
        return ".".join(reversed(names))

    def after(self, edits: Iterable[Edit]) -> "Snapshot":
        """The snapshot in which the edits have happened."""
        edits = tuple(edits)
        elements = dict(self._elements)
        for edit in edits:
            if edit.after is None:
                elements.pop(edit.id, None)
            else:
                elements[edit.id] = edit.after
        indexes = self._indexes.after(edits, _REINDEX)
        if indexes is None:
            return Snapshot(elements.values(), self._digests)
        derived = object.__new__(Snapshot)
        derived._elements = elements
        derived._indexes = indexes
        derived._digests = self._digests
        derived._room_digests = {}
        return derived

    def edits_to(self, other: "Snapshot") -> list[Edit]:
        """The edits that lead from this model to another, in the order of the ids."""
        mine, theirs = self.elements, other.elements
        found = [
            Edit(before, after)
            for element_id in mine.keys() | theirs.keys()
            if (before := mine.get(element_id)) is not (after := theirs.get(element_id)) and before != after
        ]
        return sorted(found, key=lambda edit: edit.id)

    def digest(self, kinds: Collection[str] | None = None) -> str:
        """SHA-256 over the canonical texts of all elements of the kinds named (None: of every kind).

        Equal digests mean equal facts: a room caches its results by the digest of what it reads.
        """
        by_kind = self._indexes.by_kind
        wanted = frozenset(kind for kind in by_kind if kind) if kinds is None else frozenset(kinds)
        found = self._room_digests.get(wanted)
        if found is None:
            ids = sorted(element_id for kind in wanted for element_id in by_kind.get(kind, ()))
            elements, digests = self._elements, self._digests
            parts = [
                known[1]
                if (known := digests.get(element_id)) is not None and known[0] is elements[element_id]
                else self._element_digest(element_id)
                for element_id in ids
            ]
            found = hashlib.sha256(b"".join(parts)).hexdigest()
            self._room_digests[wanted] = found
        return found

    def know(self, texts: Mapping[Id, str]) -> None:
        """Take the canonical texts of elements from one who has worked them out already."""
        for element_id, text in texts.items():
            self._digests[element_id] = (self._elements[element_id], _digest(text))

    def _pick(self, ids: Iterable[Id], kind: type[E]) -> tuple[E, ...]:
        found = (self._elements[element_id] for element_id in ids)
        return tuple(element for element in found if isinstance(element, kind))

    def _element_digest(self, element_id: Id) -> bytes:
        element = self._elements[element_id]
        found = _digest(canonical(element))
        self._digests[element_id] = (element, found)
        return found


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
