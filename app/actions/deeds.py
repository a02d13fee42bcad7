"""Everything that the palette can do: the actions, and what keys and tools do on drawings. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from app.actions.action import Action, State, Words, drawing, drawn, drawn_alone, looking, seeing
from app.actions.keymap import ARROWS, Binding, keys_of, written
from app.actions.lacking import When, lacking
from app.actions.on_drawing import ON_DRAWING, WAY_WORDS
from app.actions.registry import ACTIONS
from app.actions.synonyms import SYNONYMS
from core.ground.words import _


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the palette can do: its id, its words and keys, and when it can be done."""

    id: str
    words: Words
    icon: str
    keys_now: Callable[[], tuple[str, ...]]
    when: When

    @property
    def title(self) -> str:
        """What it is called."""
        return self.words()

    @property
    def also(self) -> str:
        """Other words that people look for it by."""
        words = SYNONYMS.get(self.id.partition(":")[0])
        return words() if words is not None else ""

    @property
    def key(self) -> str:
        """Its first key as screens write it."""
        keys = self.keys_now()
        return written(keys[0]) if keys else ""

    def key_typed(self, typed: str) -> str:
        """The one of its keys that was typed, such as “Ctrl+Y”, as screens write it; empty where none was."""
        wanted = _spelt(typed)
        keys = self.keys_now() if wanted else ()
        return next((written(key) for key in keys if wanted in (_spelt(key), _spelt(written(key)))), "")

    def lacks(self, state: State) -> str:
        """Why it cannot be done now; empty where it can."""
        return lacking(self.when, state)


_LOOKING = frozenset(("step", "extend", "select_all", "lasso", "pan", "larger", "smaller", "whole", "escape"))
"""What needs nothing but a drawing in front, also one that is only looked at."""

_FROM_ONE = frozenset(("along", "next_part", "previous_part", "outwards", "inwards"))
"""What needs one element selected there, but changes nothing."""

_MAKING = frozenset(("type", "type_inside", "tools"))
_SEVERAL = frozenset(("move", "settle", "remove"))

_ICONS = {
    "type": "add",
    "type_inside": "add",
    "connected": "connector",
    "connected_from": "connector",
    "sibling": "add",
    "sibling_above": "add",
    "connect": "connector",
    "settle": "zone",
    "remove": "delete",
    "select_all": "select",
    "lasso": "mdi6.lasso",
}


@cache
def deeds() -> tuple[Deed, ...]:
    """Everything that the palette can do, in the order of the menus, then what is done on drawings."""
    actions = [
        Deed(one.id, one.title, one.icon, partial(_keys_of, one), one.when) for one in ACTIONS if one.palette
    ]
    return (*actions, *_on_drawings(), *_tools())


@cache
def _by_id() -> dict[str, Deed]:
    return {one.id: one for one in deeds()}


def deed(deed_id: str) -> Deed:
    """The deed of that id; KeyError where there is none."""
    return _by_id()[deed_id]


def _on_drawings() -> Iterator[Deed]:
    for one in ON_DRAWING:
        name = one.id.removeprefix("canvas.")
        icon, when = _ICONS.get(name, "select"), _when(name)
        if not one.ways:
            yield Deed(one.id, one.title, icon, partial(keys_of, one), when)
            continue
        for place, (arrow, words) in enumerate(zip(ARROWS, WAY_WORDS[one.id], strict=True)):
            yield Deed(f"{one.id}:{arrow}", words, icon, partial(_way, one, place), when)


def _tools() -> Iterator[Deed]:
    from app.canvas.keys import TOOL_KEYS  # a drawing needs the model, the first window does not
    from app.canvas.tools import SELECT, TOOLS

    for sort, tools in TOOLS.items():
        for tool, binding in zip(tools, TOOL_KEYS[sort], strict=True):
            when = partial(_with_tool, str(sort), tool.name != SELECT)
            yield Deed(
                binding.id, partial(_tool_words, tool.title), tool.icon, partial(keys_of, binding), when
            )


def _with_tool(sort: str, writes: bool, state: State) -> bool:
    """Needs a diagram of the sort in front, and for what makes something, a project that can be changed."""
    return (drawing(state) if writes else looking(state)) and state.sort == sort


def _looking_at_one(state: State) -> bool:
    """Needs one element selected while a diagram is in front."""
    return looking(state) and state.selected == 1


def _when(name: str) -> When:
    if name in _LOOKING:
        return seeing
    if name in _FROM_ONE:
        return _looking_at_one
    if name in _MAKING:
        return drawing
    return drawn if name in _SEVERAL else drawn_alone


def _tool_words(title: Words) -> str:
    return _("Tool: {name}").format(name=title())


def _keys_of(known: Action) -> tuple[str, ...]:
    return known.keys_now


def _way(binding: Binding, place: int) -> tuple[str, ...]:
    return keys_of(binding)[place : place + 1]


def _spelt(key: str) -> str:
    """A key, however it is written between its parts."""
    key = key.strip()
    return " ".join((key[:-1].replace("+", " ") + key[-1:]).casefold().split())
