"""Rows of a result that are very many: what lists show of each stands ready, the rest is kept small.

Ten thousand components have thirty thousand threats, each with its reasons, questions and references. A row
reads like any other mapping; what does not stand ready is unpacked when it is asked for.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from core.ground.sentences import all_worded

PART = 200
"""So many rows are packed together; a row is had by unpacking all of its part."""

_NEXT = re.compile(r"[\s,]*(.)")
"""What comes before the next entry of a list, and how that begins."""

_LEVEL = 1
"""How hard `zlib` tries: rows are so alike that more brings little."""


class PackedRow(Mapping[str, Any]):
    """One row, in the words of the reader."""

    __slots__ = ("_fields", "_part", "_place", "_values")

    def __init__(self, fields: Mapping[str, int], values: tuple[Any, ...], part: bytes, place: int) -> None:
        self._fields, self._values, self._part, self._place = fields, values, part, place

    def __getitem__(self, name: str) -> Any:
        place = self._fields.get(name)
        return all_worded(_unpacked(self._part)[self._place][name]) if place is None else self._values[place]

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the row, or the default where it has none of that name."""
        place = self._fields.get(name)
        if place is not None:
            return self._values[place]
        return all_worded(_unpacked(self._part)[self._place].get(name, default))

    def __iter__(self) -> Iterator[str]:
        return iter(_unpacked(self._part)[self._place])

    def __len__(self) -> int:
        return len(_unpacked(self._part)[self._place])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if isinstance(other, PackedRow) and (self._values, self._fields) != (other._values, other._fields):
            return False
        return isinstance(other, Mapping) and self.whole() == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def whole(self) -> dict[str, Any]:
        """All fields of the row."""
        found: dict[str, Any] = all_worded(_unpacked(self._part)[self._place])
        return found


class Packed(Sequence[PackedRow]):
    """Rows that come one part after another.

    `ready` names the fields that stand ready; every row must have them.
    """

    def __init__(self, ready: Sequence[str]) -> None:
        self._fields = {name: place for place, name in enumerate(ready)}
        self._parts: list[bytes] = []
        self._rows: list[PackedRow] = []
        self._known: dict[Any, Any] = {}

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], ready: Sequence[str]) -> Packed:
        """These rows, packed."""
        found, waiting = cls(ready), list[Mapping[str, Any]]()
        for row in rows:
            waiting.append(row)
            if len(waiting) == PART:
                found.add(waiting)
                waiting = []
        found.add(waiting)
        return found

    @classmethod
    def read(cls, text: str, ready: Sequence[str]) -> Packed:
        """The rows of a JSON text that is one list of them, of which no more than a part is ever unpacked."""
        return cls.of(_rows_in(text), ready)

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Pack some more rows, as they are kept: their sentences by what they say."""
        if not rows:
            return
        text = json.dumps(rows, ensure_ascii=False, sort_keys=True)
        part = zlib.compress(text.encode(), _LEVEL)
        self._parts.append(part)
        for place, row in enumerate(rows):
            values = tuple(self._shared(all_worded(row[name])) for name in self._fields)
            self._rows.append(PackedRow(self._fields, values, part, place))

    def texts(self) -> Iterator[str]:
        """The JSON text of each part, as it is kept: a list of its rows."""
        return (zlib.decompress(part).decode() for part in self._parts)

    def text(self) -> str:
        """The JSON text of all rows in one list."""
        return "[" + ", ".join(text[1:-1] for text in self.texts()) + "]"

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[PackedRow]:
        return iter(self._rows)

    def _shared(self, value: Any) -> Any:
        """The same value where an equal one is known; texts that are ids or words of a few come often."""
        if isinstance(value, str):
            return sys.intern(value)
        if not isinstance(value, dict):
            return value
        key = tuple(value.items())
        try:
            return self._known.setdefault(key, value)
        except TypeError:  # something in it can change
            return value


def _rows_in(text: str) -> Iterator[Any]:
    """The entries of the list that a JSON text is."""
    decoder, place = json.JSONDecoder(), text.index("[") + 1
    while (found := _NEXT.match(text, place)) is not None and found[1] != "]":
        row, place = decoder.raw_decode(text, found.start(1))
        yield row


@lru_cache(maxsize=4)
def _unpacked(part: bytes) -> list[dict[str, Any]]:
    """The rows of a part; the last few parts stay, since rows are mostly asked for in order."""
    found: list[dict[str, Any]] = json.loads(zlib.decompress(part))
    return found
