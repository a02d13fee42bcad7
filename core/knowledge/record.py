"""Strict reading of named parts: what is missing, superfluous or mistyped is a fault with a place."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.knowledge.document import Listing, Mapping, Place, Text, Tree

E = TypeVar("E", bound=StrEnum)

MOST_FAULTS = 40
"""Faults after which a file is given up."""

LONGEST = 2000
"""Characters that one text of a catalogue may have."""


class Faults:
    """The faults found in one file so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Diagnostic] = []

    def add(self, place: Place, message: str, hint: str | None = None, example: str | None = None) -> None:
        """Note a fault; Refused at once where there are too many to be useful."""
        self._found.append(
            Diagnostic(
                "catalogue-fault",
                message,
                self.file,
                place.line,
                place.column,
                place.length,
                hint=hint,
                example=example,
            )
        )
        if len(self._found) >= MOST_FAULTS:
            self.settle()

    def settle(self) -> None:
        """Refused with all faults, in the order of their places, where there are any."""
        if self._found:
            raise Refused(*sorted(self._found, key=lambda fault: (fault.line or 0, fault.column or 0)))


class Record:
    """The named parts of one entry, taken one by one; `close` faults what nobody asked for."""

    def __init__(self, tree: Tree, faults: Faults, what: str) -> None:
        self.faults = faults
        self.place = tree.place
        self._what = what
        self._parts: dict[str, Tree] = {}
        self._names: dict[str, Place] = {}
        self._asked: list[str] = []
        if isinstance(tree, Mapping):
            self._parts, self._names = tree.parts, tree.names
        else:
            faults.add(tree.place, _("{what} must have named parts").format(what=what))

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return name in self._parts

    def place_of(self, name: str) -> Place:
        """Where the part stands, or the whole entry where there is none."""
        return self._parts[name].place if name in self._parts else self.place

    def tree(self, name: str) -> Tree | None:
        """The part as it is; a fault and None where it is missing."""
        self._asked.append(name)
        found = self._parts.get(name)
        if found is None:
            self.faults.add(self.place, _("{what} lacks “{name}”").format(what=self._what, name=name))
        return found

    def text(self, name: str, pattern: re.Pattern[str] | None = None, example: str | None = None) -> str:
        """A text that is not empty and fits the pattern whole."""
        found = self.tree(name)
        return "" if found is None else self._text(found, name, pattern, example)

    def texts(
        self,
        name: str,
        least: int = 0,
        check: Callable[[str], bool] | None = None,
        example: str | None = None,
    ) -> tuple[str, ...]:
        """A list of texts, none of them twice; an absent list is empty where `least` is 0."""
        if least == 0 and name not in self._parts:
            self._asked.append(name)
            return ()
        found = self.tree(name)
        if found is None:
            return ()
        if not isinstance(found, Listing):
            self.faults.add(found.place, _("“{name}” must be a list").format(name=name))
            return ()
        if len(found.items) < least:
            message = _("“{name}” needs {least} entries or more").format(name=name, least=least)
            self.faults.add(found.place, message)
        texts: list[str] = []
        for item in found.items:
            text = self._text(item, name, None, example)
            if text in texts:
                self.faults.add(item.place, _("“{text}” occurs twice").format(text=text))
            elif text and check is not None and not check(text):
                message = _("“{text}” is not what “{name}” may hold").format(text=text, name=name)
                self.faults.add(item.place, message, example=example)
            texts.append(text)
        return tuple(texts)

    def choice(self, name: str, options: type[E], default: E | None = None) -> E:
        """One of the values of an enumeration; its first value where the part is wrong."""
        if default is not None and name not in self._parts:
            self._asked.append(name)
            return default
        found = self.tree(name)
        names = [option.value for option in options]
        if isinstance(found, Text) and found.value in names:
            return options(found.value)
        if found is not None:
            message = _("“{name}” must be one of {names}").format(name=name, names=", ".join(names))
            self.faults.add(found.place, message, example=f"{name}: {names[0]}")
        return next(iter(options))

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number between the bounds; None where the part is absent or wrong."""
        self._asked.append(name)
        found = self._parts.get(name)
        if found is None:
            return None
        value = whole_number(found)
        if value is None or not low <= value <= high:
            message = _("“{name}” must be a whole number from {low} to {high}")
            self.faults.add(found.place, message.format(name=name, low=low, high=high))
            return None
        return value

    def listing(self, name: str) -> tuple[Tree, ...]:
        """The items of a list that must be there and hold something."""
        found = self.tree(name)
        if found is None:
            return ()
        if not isinstance(found, Listing) or not found.items:
            self.faults.add(found.place, _("“{name}” must be a list that is not empty").format(name=name))
            return ()
        return found.items

    def close(self) -> None:
        """Fault every part that was not asked for."""
        for name, place in self._names.items():
            if name not in self._asked:
                known = ", ".join(self._asked)
                message = _("{what} has no part “{name}”").format(what=self._what, name=name)
                self.faults.add(place, message, hint=_("It has {known}.").format(known=known))

    def _text(self, tree: Tree, name: str, pattern: re.Pattern[str] | None, example: str | None) -> str:
        if not isinstance(tree, Text) or not tree.value.strip():
            self.faults.add(tree.place, _("“{name}” must be a text").format(name=name), example=example)
            return ""
        text = " ".join(tree.value.split())
        if len(text) > LONGEST:
            message = _("“{name}” is longer than {longest} characters").format(name=name, longest=LONGEST)
            self.faults.add(tree.place, message)
        elif pattern is not None and not pattern.fullmatch(text):
            message = _("“{text}” is no fitting “{name}”").format(text=text[:60], name=name)
            self.faults.add(tree.place, message, example=example)
        return text


def whole_number(tree: Tree) -> int | None:
    """The whole number that a text spells in at most nine digits, or None."""
    if isinstance(tree, Text) and re.fullmatch(r"-?[0-9]{1,9}", tree.value):
        return int(tree.value)
    return None
