"""A JSON object of which every key is taken or told: what nobody took is what the model has no place for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NOTHING: tuple[Any, ...] = (None, False, "", [], {})
"""Values that say nothing; a box that is not ticked is one."""
_LONGEST = 80
"""Signs of a value that are shown."""


@dataclass(frozen=True, slots=True)
class Taking:
    """An object and the keys of it that have been taken so far."""

    plain: dict[str, Any]
    _taken: set[str] = field(default_factory=set)

    def take(self, key: str) -> Any:
        """The value of the key, None where there is none."""
        self._taken.add(key)
        return self.plain.get(key)

    def text(self, key: str) -> str:
        """The value of the key if it is text, else nothing; what is no text is not taken."""
        value = self.plain.get(key)
        if isinstance(value, str):
            self._taken.add(key)
        return text(value)

    def ticked(self, key: str) -> bool:
        """Whether the box of that name is ticked."""
        return self.take(key) is True

    def pass_over(self, keys: frozenset[str]) -> None:
        """Take keys that say nothing beside what is read elsewhere, or only how a thing is drawn."""
        self._taken.update(keys)

    def left(self) -> Iterator[tuple[str, str]]:
        """Each key that says something and that nobody took, with its value in words."""
        for key, value in self.plain.items():
            if key not in self._taken and value not in _NOTHING:
                yield text(key)[:_LONGEST], ", ".join(_leaves(value))[:_LONGEST]


def text(value: Any) -> str:
    """The value if it is text, without halves of characters, else nothing."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def _leaves(value: Any) -> Iterator[str]:
    """The texts and numbers in a value; that a box is ticked is said by its name."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    elif isinstance(value, str):
        yield " ".join(text(value).split())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:g}"
