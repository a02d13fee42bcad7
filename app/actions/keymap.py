"""The keys as a person has them: the shipped ones, and those changed; who has which, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakMethod

from shiboken6 import isValid

from app.actions.caps import cap
from core.ground.words import _

ARROWS = ("Left", "Right", "Up", "Down")

DRAWING = "drawing"
"""The context of keys that hold wherever something is drawn; tools hold in "drawing: " and a sort."""

_ELSEWHERE = ("review", "requirement")
"""Contexts that are never where a drawing has the keyboard."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Something that keys do: its shipped keys, and the context in which they hold.

    Where `ways` is set, the keys are the four arrows with the same other keys held.
    """

    id: str
    title: Callable[[], str]
    keys: tuple[str, ...]
    context: str
    group: Callable[[], str]
    ways: bool = False


class KeyMap:
    """Which keys do what."""

    def __init__(self) -> None:
        self._changed: dict[str, tuple[str, ...]] = {}
        self._heard: list[WeakMethod[Callable[[], None]]] = []

    def hear(self, told: Callable[[], None]) -> None:
        """Call a method after each change, for as long as the object lives that it belongs to."""
        self._heard.append(WeakMethod(told))

    @property
    def changed(self) -> Mapping[str, tuple[str, ...]]:
        """The keys that are not the shipped ones, by what they do."""
        return dict(self._changed)

    def keys(self, binding_id: str, shipped: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of something now."""
        return self._changed.get(binding_id, shipped)

    def take(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        """Have these keys changed and no others."""
        self._changed = dict(changed)
        self._tell()

    def change(self, binding: Binding, keys: tuple[str, ...]) -> None:
        """Give something other keys, or the shipped ones again."""
        if keys == binding.keys:
            self._changed.pop(binding.id, None)
        else:
            self._changed[binding.id] = keys
        self._tell()

    def _tell(self) -> None:
        self._heard = [known for known in self._heard if _lives(known())]
        for known in tuple(self._heard):
            told = known()
            if told is not None:
                told()


def _lives(told: Callable[[], None] | None) -> bool:
    """Whether what is told is there; what Qt has deleted may be known to Python for a while longer."""
    return told is not None and isValid(getattr(told, "__self__", None))


_KEYMAP = KeyMap()


def keymap() -> KeyMap:
    """The one key map of this process."""
    return _KEYMAP


def keys_of(binding: Binding) -> tuple[str, ...]:
    """The keys of something now."""
    return _KEYMAP.keys(binding.id, binding.keys)


def overlap(one: str, other: str) -> bool:
    """Whether keys of two contexts may be pressed in the same place."""
    if one == other or "window" in (one, other):
        return True
    if {one, other} & set(_ELSEWHERE):
        return False
    drawing = [context.startswith(DRAWING) for context in (one, other)]
    if all(drawing):
        return DRAWING in (one, other)
    return any(drawing)


def holders(bindings: Iterable[Binding], wanted: Binding, key: str) -> tuple[Binding, ...]:
    """What else has a key where something would have it; pairs that are shipped so are left out."""
    return tuple(
        other
        for other in bindings
        if other.id != wanted.id
        and key in keys_of(other)
        and overlap(other.context, wanted.context)
        and not (key in wanted.keys and key in other.keys)
    )


def with_arrows(key: str) -> tuple[str, ...]:
    """The four keys of a way, from one of them; none where the key is no arrow."""
    stem, _plus, last = key.rpartition("+")
    if last not in ARROWS:
        return ()
    return tuple(f"{stem}+{arrow}" if stem else arrow for arrow in ARROWS)


def written(key: str) -> str:
    """A key as screens write it, such as "Ctrl Shift O", by the names it has on the person's keyboard."""
    return cap(key)


def read_changes(plain: Any, bindings: Iterable[Binding]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The changed keys in plain data, and what of it is left out and why, for people."""
    known = {binding.id: binding for binding in bindings}
    changed: dict[str, tuple[str, ...]] = {}
    told: list[str] = []
    if not isinstance(plain, dict):
        return changed, [_("The changed keys are not a table of actions and keys")] if plain else []
    for name, keys in plain.items():
        binding = known.get(name)
        if binding is None:
            told.append(_("“{name}” is nothing that has keys").format(name=name))
        elif not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
            told.append(_("The keys of “{title}” are not a list of keys").format(title=binding.title()))
        else:
            good = tuple(key for key in keys if _is_key(key))
            told += [
                _("“{key}” of “{title}” is no key").format(key=key, title=binding.title())
                for key in keys
                if not _is_key(key)
            ]
            if binding.ways and good != with_arrows(good[0] if good else ""):
                told.append(_("“{title}” needs the four arrows").format(title=binding.title()))
            elif good or not keys:
                changed[name] = good
    return changed, told


_MODIFIERS = re.compile(r"(?:(?:Ctrl|Shift|Alt|Meta)\+)*")
_NAMED = re.compile(
    r"F[1-9]\d?|Left|Right|Up|Down|Home|End|PgUp|PgDown|Ins|Del|Backspace|Return|Tab|Esc|Space|Menu|\S"
)


def _is_key(key: str) -> bool:
    held = _MODIFIERS.match(key)
    rest = key[held.end() :] if held is not None else key
    return bool(_NAMED.fullmatch(rest)) and (not rest.isalpha() or len(rest) > 1 or rest.isupper())
