"""A project as it was after any of its changes, and where two projects with one past parted."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from core.model import Edit, Element, Snapshot, from_plain
from core.project.journal import Head

Plain = list[list[Any]]
"""The edits of a record as they are stored: what each element was before and after."""


def shared(one: Sequence[Head], other: Sequence[Head]) -> int:
    """The number of the last record that two journals have in common; 0 where they have none.

    A record holds the hash of the one before it, so those before a common one are common too.
    """
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[middle - 1].hash == other[middle - 1].hash:
            low = middle
        else:
            high = middle - 1
    return low


def gone_back(present: Snapshot, later: Iterable[str]) -> Snapshot:
    """The model before the records with these edits, which come newest first and lead to the present."""
    before: dict[str, Any] = {}
    for text in later:
        for side, following in _edits(text):
            before[(side or following)["id"]] = side
    edits = []
    for element_id, plain in before.items():
        was = _element(plain)
        if was is not None or element_id in present:
            edits.append(Edit(present.get(element_id), was))
    return present.after(edits)


def gone_forth(earlier: Iterable[str]) -> Snapshot:
    """The model that the first records of a journal, oldest first, led to."""
    after: dict[str, Any] = {}
    for text in earlier:
        for before, side in _edits(text):
            after[(side or before)["id"]] = side
    elements = (_element(plain) for plain in after.values())
    return Snapshot(element for element in elements if element is not None)


def _edits(text: str) -> Plain:
    found: Plain = json.loads(text)
    return found


def _element(plain: Any) -> Element | None:
    return None if plain is None else from_plain(plain)
