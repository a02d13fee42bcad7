"""Keeps a search index in step with the model: what a change touches is read again, a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice

from core.model.element import Id
from core.model.search.entries import entry_of, read_for
from core.model.search.index import SearchIndex
from core.model.snapshot import Snapshot


class ModelIndex:
    """An index of elements. `show` says what there is to read, `go_on` reads it.

    An element that is called after others, such as a flow after its ends, is read again when they
    change.
    """

    def __init__(self) -> None:
        self.index = SearchIndex()
        self._snapshot = Snapshot()
        self._waiting: dict[Id, None] = {}
        self._reads: dict[Id, tuple[Id, ...]] = {}
        self._read_by: dict[Id, set[Id]] = {}

    @property
    def waiting(self) -> int:
        """How many elements are still to be read."""
        return len(self._waiting)

    def begin(self, snapshot: Snapshot) -> None:
        """Another model: all of it is to be read."""
        for element_id in self._reads:
            self.index.drop(element_id)
        self._reads, self._read_by = {}, {}
        self._snapshot = snapshot
        self._waiting = dict.fromkeys(snapshot.elements)

    def show(self, snapshot: Snapshot, touched: Iterable[Id]) -> None:
        """The model after a change of these elements: they, and what is called after them, are to be read."""
        self._snapshot = snapshot
        for element_id in touched:
            self._waiting[element_id] = None
            self._waiting.update(dict.fromkeys(self._read_by.get(element_id, ())))

    def go_on(self, most: int | None = None) -> bool:
        """Read so many elements at most, all if none is said; whether there is more to read."""
        for element_id in tuple(islice(self._waiting, most)):
            del self._waiting[element_id]
            self._read(element_id)
        return bool(self._waiting)

    def _read(self, element_id: Id) -> None:
        for other in self._reads.pop(element_id, ()):
            self._read_by[other].discard(element_id)
        element = self._snapshot.get(element_id)
        entry = None if element is None else entry_of(self._snapshot, element)
        if element is None or entry is None:
            self.index.drop(element_id)
            return
        self.index.put(entry)
        reads = tuple(_once(read_for(self._snapshot, element)))
        self._reads[element_id] = reads
        for other in reads:
            self._read_by.setdefault(other, set()).add(element_id)


def _once(ids: Iterator[Id]) -> Iterable[Id]:
    return dict.fromkeys(ids)
