"""What every element of the model has, and how an element refers to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, ClassVar

Id = str
"""The identifier of an element: a UUID of version 7 as text."""


@dataclass(frozen=True, slots=True)
class To:
    """Marks a field as a reference and names the kinds it may lead to; no kind means any.

    The type of the field says what becomes of the element when the target is removed: a plain
    reference takes the element with it, an optional one becomes None, and a tuple loses the entry.
    """

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A fact of the engineering model with an identity of its own.

    `owner` is the element it is part of; an element dies with its owner.
    """

    kind: ClassVar[str] = ""
    owners: ClassVar[tuple[str, ...]] = ()
    """Kinds that may own this kind; an empty text stands for no owner. No entry at all: any or none."""
    left_out: ClassVar[Mapping[str, Enum]] = {}
    """Fields whose plain data leaves out this value, and not the default.

    What project files and their journals left out once keeps its meaning, for what is hashed cannot
    be written anew; so where a default was wrong, the one that took its place is written out.
    """

    id: Id
    name: str = ""
    owner: Annotated[Id | None, To()] = None
    note: str = ""
