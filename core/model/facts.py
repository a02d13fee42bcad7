"""What can be stated about an element, read off its class: each fact, its title, and its value as words."""

import types
import typing
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Literal

from core.ground.words import _
from core.model.duration import Duration
from core.model.element import Element, To
from core.model.kinds import KINDS
from core.model.plain import fields_of
from core.model.truth import Truth

Sort = Literal[
    "truth",
    "flag",
    "text",
    "long",
    "code",
    "number",
    "measure",
    "choice",
    "duration",
    "reference",
    "references",
    "texts",
    "fixed",
]
"""How a fact is edited; `fixed` facts are shown and not edited as such."""

_LONG = {"note", "purpose", "rationale", "definition", "text", "reason"}
_CODE = {"guard", "invariant", "update", "expression", "key", "threat", "rule", "digest", "statement"}
_OWN = {"id", "name", "owner"}
"""Facts that the head of the inspector and the tree show."""
_CARRIED = {"attributes", "formatted", "said"}
"""Fields that are kept for the file that they came from, and that say nothing of their own."""
_SETTLED = {("diagram", "diagram"), ("diagram", "order")}
"""Kind and field of facts that are not edited as such: a drawing cannot become another sort, and is moved."""
_GOOD_IF_NOT = {"default_credentials", "may_lose", "reachable", "shared_accounts"}
"""Facts of which no is the answer that a person hopes for; of most it is yes."""
_NEITHER = {
    *("enabled", "essential", "holds_credentials", "personal_data"),
    *("privileged", "public_network", "remote_access", "safety"),
}
"""Facts that say what something is; neither answer is better."""
_SHORT = ("CAN", "DMZ", "EARS", "ECU", "HMI", "PLC", "ReSA", "SoC", "USB")
_SPELT = {word.casefold(): word for word in _SHORT}
"""Abbreviations as people write them."""


_TITLES = {
    "high": "greatest value",
    "low": "least value",
    "medium": "transmission medium",
    "state": "status",
}
"""Fields whose own name is a word with another meaning elsewhere, by what they are called instead."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a kind of element: its field, its title, how it is edited, and what it may be.

    `good` is the answer to a fact of yes and no that a person hopes for; None where neither is better.
    """

    name: str
    sort: Sort
    optional: bool = False
    options: tuple[Enum, ...] = ()
    kinds: tuple[str, ...] = ()
    good: Truth | None = None

    @property
    def title(self) -> str:
        """Its name as screens write it, in the language in use."""
        return field_title(self.name)


def facts_of(kind: type[Element]) -> tuple[Fact, ...]:
    """The facts of a kind, in the order of declaration, the note last."""
    return _facts(kind.kind)


def field_title(name: str) -> str:
    """A field's name as screens write it, in the language in use."""
    return title_of(_TITLES.get(name, name))


def title_of(name: str) -> str:
    """A kind's or option's name as screens write it: “checks_input” is “Checks input”."""
    words = " ".join(_SPELT.get(word, word) for word in name.replace("_", " ").split(" "))
    return _(words[:1].upper() + words[1:])


def shown(value: Any) -> str:
    """A value that is not edited, as one line."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return title_of(str(value.value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, tuple):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, Element):
        kind = title_of(value.kind)
        return f"{kind} {value.name}" if value.name else kind
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Duration):
        parts = (shown(getattr(value, name)) for name in value.__dataclass_fields__)
        return " ".join(part for part in parts if part)
    if isinstance(value, float):
        # Places on a diagram: nobody sees less than a tenth of a pixel.
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


@cache
def _facts(kind_name: str) -> tuple[Fact, ...]:
    kind = KINDS[kind_name]
    hints = typing.get_type_hints(kind, include_extras=True)
    facts = [
        _fact(field.name, hints[field.name]) for field in fields_of(kind) if field.name not in _OWN | _CARRIED
    ]
    facts = [replace(one, sort="fixed") if (kind_name, one.name) in _SETTLED else one for one in facts]
    return tuple(sorted(facts, key=lambda fact: fact.name == "note"))


def _fact(name: str, hint: Any) -> Fact:
    reference = next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, To)), None)
    bare = typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint
    optional = isinstance(bare, types.UnionType)
    if optional:
        bare = next(part for part in typing.get_args(bare) if part is not type(None))
    if reference is not None:
        sort: Sort = "references" if typing.get_origin(bare) is tuple else "reference"
        return Fact(name, sort, optional, kinds=reference.kinds)
    if isinstance(bare, type) and issubclass(bare, Enum):
        if bare is Truth:
            good = None if name in _NEITHER else Truth.NO if name in _GOOD_IF_NOT else Truth.YES
            return Fact(name, "truth", optional, tuple(bare), good=good)
        return Fact(name, "choice", optional, tuple(bare))
    return Fact(name, _plain_sort(name, bare), optional)


def _plain_sort(name: str, bare: Any) -> Sort:
    if bare is bool:
        return "flag"
    if bare in (int, float):
        return "number" if bare is int else "measure"
    if bare is Duration:
        return "duration"
    if bare is str:
        return "long" if name in _LONG else "code" if name in _CODE else "text"
    if typing.get_origin(bare) is tuple and typing.get_args(bare)[0] is str:
        return "texts"
    return "fixed"
