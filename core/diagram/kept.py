"""Dictionaries that can go back: what a change did to them is kept, so that it can be undone at once."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

Before = dict[Any, Any]
"""What the keys written to stood for before; ABSENT for those that were not there."""

ABSENT = object()


class Kept(dict[K, V], Generic[K, V]):
    """A dictionary that notes, from `begin` on, what stood in the place of whatever is written.

    Values are never changed in place. It is written to by key and by `pop` with a default alone.
    """

    __slots__ = ("_before",)

    def __init__(self) -> None:
        super().__init__()
        self._before: Before | None = None

    def begin(self) -> Before:
        """Note changes anew; gives what was noted until now."""
        before, self._before = self._before, {}
        return before or {}

    def exchange(self, before: Before) -> None:
        """Go back to what was noted; `before` then says how to come here again. Nothing is noted of it."""
        for key, value in before.items():
            before[key] = self.get(key, ABSENT)
            if value is ABSENT:
                super().pop(key, None)
            else:
                super().__setitem__(key, value)

    def __setitem__(self, key: K, value: V) -> None:
        before = self._before
        if before is not None and key not in before:
            before[key] = self.get(key, ABSENT)
        super().__setitem__(key, value)

    def update(self, others: Mapping[K, V]) -> None:  # type: ignore[override]
        """Write all of these."""
        for key, value in others.items():
            self[key] = value

    def __delitem__(self, key: K) -> None:
        before = self._before
        if before is not None and key not in before:
            before[key] = self[key]
        super().__delitem__(key)

    def pop(self, key: K, default: Any = None) -> Any:
        """Remove a key; gives what it stood for, or the default."""
        before = self._before
        if before is not None and key in self and key not in before:
            before[key] = self[key]
        return super().pop(key, default)
