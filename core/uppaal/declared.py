"""Clocks, variables and timers of a machine as lines: “clock x”, “int[0,3] n = 0”, “timer t = 500 ms”."""

import re
from dataclasses import dataclass
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import ClockVariable, Duration, Editor, Element, Id, Snapshot, Timer, Variable

Declared = ClockVariable | Variable | Timer
"""What a machine declares."""

EXAMPLE = "int[0,3] level = 0"


@dataclass(frozen=True, slots=True)
class Line:
    """What a line declares: the kind, the name, and the other facts."""

    kind: type[Element]
    name: str
    facts: dict[str, Any]


def declared_in(snapshot: Snapshot, machine: Id | None) -> tuple[Declared, ...]:
    """Everything that a machine declares: clocks, then variables, then timers, each in order of creation."""
    return (
        *snapshot.owned(machine, ClockVariable),
        *snapshot.owned(machine, Variable),
        *snapshot.owned(machine, Timer),
    )


def line_of(element: Element) -> str:
    """A declaration as a line."""
    if isinstance(element, Variable):
        return f"int[{element.low},{element.high}] {element.name} = {element.initial}"
    if isinstance(element, Timer):
        return f"timer {element.name} = {element.duration}"
    return f"clock {element.name}"


_WORD = re.compile(r"\s*([A-Za-z]+)")
_RANGE = re.compile(r"\s*\[\s*(-?\d{1,10})\s*,\s*(-?\d{1,10})\s*\]")
_NAME = re.compile(r"\s*([^\W\d]\w*)")
_IS = re.compile(r"\s*:?=\s*")


def parse_line(text: str, snapshot: Snapshot, machine: Id | None, apart_from: Id | None = None) -> Line:
    """What a line declares; Refused with the column of what is wrong with it.

    A name may stand once in a machine; `apart_from` is the declaration that the line is to replace.
    """
    word = _WORD.match(text)
    kind = word[1] if word is not None else ""
    if kind not in ("clock", "int", "timer") or word is None:
        raise _wrong(
            "declaration-kind",
            _("A declaration begins with clock, int or timer"),
            len(text) - len(text.lstrip()),
            max(len(kind), 1),
        )
    place, facts = word.end(), dict[str, Any]()
    if kind == "int":
        place = _read_range(text, place, facts)
    name = _NAME.match(text, place)
    if name is None:
        raise _wrong("declaration-name", _("A name is expected"), _next(text, place), 1)
    taken = {one.name for one in declared_in(snapshot, machine) if one.id != apart_from}
    if name[1] in taken:
        message = _("The machine has a “{name}” already").format(name=name[1])
        raise _wrong("declaration-taken", message, name.start(1), len(name[1]))
    place = _read_value(text, name.end(), kind, facts)
    if text[place:].strip():
        start = _next(text, place)
        raise _wrong(
            "declaration-rest", _("The declaration ends before this"), start, len(text.rstrip()) - start
        )
    return Line({"clock": ClockVariable, "int": Variable, "timer": Timer}[kind], name[1], facts)


def declare(edit: Editor, machine: Id, line: Line, before: Id | None = None) -> Id:
    """Add what a line declares, in the place of an earlier declaration; the id of what is declared."""
    present = edit.get(before) if before is not None else None
    if present is not None and type(present) is line.kind:
        return edit.set(present, name=line.name, **line.facts).id
    if present is not None:
        edit.remove(present.id)
    return edit.new(line.kind, owner=machine, name=line.name, **line.facts).id


def _read_range(text: str, place: int, facts: dict[str, Any]) -> int:
    bounds = _RANGE.match(text, place)
    if bounds is None:
        raise _wrong(
            "declaration-range",
            _("An int has its least and greatest value in brackets"),
            _next(text, place),
            1,
        )
    low, high = int(bounds[1]), int(bounds[2])
    if low > high:
        message = _("The least value {low} is above the greatest, {high}").format(low=low, high=high)
        raise _wrong("declaration-order", message, bounds.start(1), len(bounds[1]))
    facts.update(low=low, high=high, initial=min(max(0, low), high))
    return bounds.end()


def _read_value(text: str, place: int, kind: str, facts: dict[str, Any]) -> int:
    sign = _IS.match(text, place)
    if sign is None:
        if kind == "timer":
            raise _wrong(
                "declaration-duration",
                _("A timer has a time after “=”"),
                _next(text, place),
                1,
                "timer t = 500 ms",
            )
        return place
    value, start = text[sign.end() :].strip(), sign.end()
    if kind == "clock":
        raise _wrong(
            "declaration-clock", _("A clock begins at 0; it takes no value"), place, len(text) - place
        )
    try:
        if kind == "timer":
            facts["duration"] = Duration.parse(value)
        else:
            facts["initial"] = int(value)
    except ValueError as error:
        words = str(error) if kind == "timer" else _("“{value}” is no whole number").format(value=value)
        raise _wrong("declaration-value", words, start, max(len(value), 1)) from None
    if kind == "int" and not facts["low"] <= facts["initial"] <= facts["high"]:
        message = _("{value} is outside {low} to {high}").format(
            value=facts["initial"], low=facts["low"], high=facts["high"]
        )
        raise _wrong("declaration-initial", message, start, len(value))
    return len(text)


def _next(text: str, place: int) -> int:
    """The first place from here on at which something stands; the end where nothing does."""
    rest = text[place:]
    return place + len(rest) - len(rest.lstrip())


def _wrong(code: str, message: str, start: int, length: int, example: str = EXAMPLE) -> Refused:
    return Refused(Diagnostic(code, message, None, 1, start + 1, length, example=example))
