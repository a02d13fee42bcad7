"""Requirement lists in JSON: sentences, or objects with a key and a text."""

import json
import re
from collections.abc import Iterator
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.requirements.columns import Row, row_of
from core.requirements.headers import Given

_LIST = re.compile(r"\s*\[\s*[{\"]")
_BLANK = re.compile(r"[ \t\r\n]*")
_NOTHING: tuple[Any, ...] = (None, "", [], {})
"""Values that say nothing."""


def is_list(text: str) -> bool:
    """Whether the text begins like a JSON list of texts or objects; "[R7] The pump" does not."""
    return _LIST.match(text) is not None


def entry_rows(text: str, name: str, given: Given = ()) -> Iterator[Row]:
    """The entries of the list, each with the line it begins on.

    Refused where the text is no JSON list, from the place on where it ceases to be one.
    """
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    line, counted = 1, 0
    try:
        for place, entry in _entries(decoder, text):
            line, counted = line + text.count("\n", counted, place), place
            yield _row(entry, line, name, given)
    except json.JSONDecodeError as error:
        raise Refused(_no_list(name, error.lineno, error.colno)) from None
    except (ValueError, RecursionError):
        raise Refused(_no_list(name, line, 1)) from None


def _entries(decoder: json.JSONDecoder, text: str) -> Iterator[tuple[int, Any]]:
    """The entries with their places; JSONDecodeError where the text is no list."""
    place = _after_blank(text, 0)
    if text[place : place + 1] != "[":
        raise json.JSONDecodeError("no list", text, place)
    place = _after_blank(text, place + 1)
    if text[place : place + 1] != "]":
        while True:
            entry, end = decoder.raw_decode(text, place)
            yield place, entry
            end = _after_blank(text, end)
            if text[end : end + 1] != ",":
                place = end
                break
            place = _after_blank(text, end + 1)
    end = _after_blank(text, place + 1)
    if text[place : place + 1] != "]" or end != len(text):
        raise json.JSONDecodeError("no end", text, min(place, len(text)))


def _after_blank(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place


def _row(entry: Any, line: int, name: str, given: Given) -> Row:
    """The row that an entry stands for, which is a sentence or names its cells."""
    if isinstance(entry, str):
        return row_of(("text",), (entry,), line, name)
    cells = entry if isinstance(entry, dict) else {}
    said = {key: value for key, value in cells.items() if value not in _NOTHING}
    told = {key: str(value) for key, value in said.items() if _is_plain(value)}
    further = [
        (key, json.dumps(value, ensure_ascii=False)) for key, value in said.items() if not _is_plain(value)
    ]
    return row_of(tuple(told), tuple(told.values()), line, name, given, further)


def _is_plain(value: Any) -> bool:
    """Whether the value is a text or a number; anything else holds no sentence."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _no_constant(text: str) -> float:
    raise ValueError(text)


def _no_list(name: str, line: int, column: int) -> Diagnostic:
    return Diagnostic(
        "records-list",
        _("The file is no JSON list of requirements from here on"),
        name or None,
        line,
        column,
        1,
        hint=_("Write a list of sentences, or of objects with id and text."),
        example='[{"id": "DOS-04", "text": "The dosing controller shall stop the dosing pump."}]',
    )
