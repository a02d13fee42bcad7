"""Where two versions of a model cannot both be had: what it is about, and what could be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from core.model import Element, Id, Snapshot
from core.model.drawn import is_drawing

Choice = Literal["ours", "theirs", "base"]

CHOICES: tuple[Choice, ...] = ("ours", "theirs", "base")

SIDES: tuple[Choice, Choice] = ("ours", "theirs")


class Clash(StrEnum):
    """Why both cannot be had."""

    FACT = "fact"
    """Both stated the same fact, and differently."""
    REMOVED = "removed"
    """One removed what the other changed or refers to."""
    KIND = "kind"
    """Both use one id for different kinds of elements."""
    CIRCLE = "circle"
    """Together the new owners would own themselves."""
    KEY = "key"
    """Two requirements would have one key."""
    TWIN = "twin"
    """Both added what there can be only one of."""
    UNSOUND = "unsound"
    """Together it breaks a rule of the model."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question to decide; its key names it in decisions.

    `fields` are the facts that it is about, none where it is about the whole element. `base`, `ours`
    and `theirs` are the values or elements there; a tuple of values where there are several fields.
    `others` are further elements that it is about: what uses a removed element, the rest of a circle,
    the other of two.
    """

    element: Id
    fields: tuple[str, ...]
    clash: Clash
    base: Any
    ours: Any
    theirs: Any
    others: tuple[Id, ...] = ()
    choices: tuple[Choice, ...] = CHOICES

    @property
    def key(self) -> str:
        """Names this question and no other: ELEMENT.FIELD for a fact, else ELEMENT:CLASH."""
        return self.named(self.element)

    def named(self, element: str) -> str:
        """The key with another word for the element, such as its name."""
        return f"{element}.{self.fields[0]}" if self.clash is Clash.FACT else f"{element}:{self.clash}"

    def says(self, choice: Choice) -> Any:
        """The value or element that a version has."""
        return {"ours": self.ours, "theirs": self.theirs, "base": self.base}[choice]


@dataclass(frozen=True, slots=True)
class Versions:
    """The model that both sides began with, and what each made of it.

    `reasons` says by element why its facts are in question, where it is not that both changed them.
    """

    base: Snapshot
    ours: Snapshot
    theirs: Snapshot
    reasons: Mapping[Id, str] = field(default_factory=dict, compare=False)

    def of(self, choice: Choice) -> Snapshot:
        """The version of that name."""
        return {"ours": self.ours, "theirs": self.theirs, "base": self.base}[choice]

    def states(self, element_id: Id) -> tuple[Element | None, Element | None, Element | None]:
        """The element in the base, as ours and as theirs have it."""
        return self.base.get(element_id), self.ours.get(element_id), self.theirs.get(element_id)

    def find(self, element_id: Id) -> Element | None:
        """The element as ours has it, else as theirs or the base has it."""
        return self.ours.get(element_id) or self.theirs.get(element_id) or self.base.get(element_id)

    def home(self, element_id: Id) -> Snapshot:
        """The version in which `find` finds the element."""
        return next((one for one in (self.ours, self.theirs) if element_id in one), self.base)


def other_side(side: Choice) -> Choice:
    """Theirs for ours, and ours for theirs."""
    return "theirs" if side == "ours" else "ours"


def is_drawn(conflict: Conflict, versions: Versions) -> bool:
    """Whether the conflict is about a drawing alone and not about the system."""
    about = [versions.find(one) for one in (conflict.element, *conflict.others)]
    return all(one is not None and is_drawing(one) for one in about)
