"""Where in a sentence something is written, told by the words in front of it."""

import re
from enum import Enum, auto

from core.requirements.resa.items import Item


class Where(Enum):
    """A place in a sentence."""

    BEGIN = auto()
    CONDITION = auto()
    """Behind the keyword of a clause."""
    INSIDE = auto()
    """In a clause that says something already."""
    BEFORE_SYSTEM = auto()
    """Behind the comma of a clause."""
    SYSTEM = auto()
    """Behind the name of what shall."""
    SHALL = auto()
    ACTION = auto()
    """Behind the verb."""
    LATE = auto()
    """In a clause or a condition behind "shall"."""
    BOUND = auto()
    """Behind a keyword of time."""
    NUMBER = auto()
    """Behind the number of a time."""
    END = auto()


CLAUSES = frozenset({"WHERE", "WHILE", "WHEN", "IF", "UNLESS", "AFTER", "BEFORE", "UNTIL"})
_TIMED = frozenset({"WITHIN", "FOR", "EVERY", "DELAYED", "BETWEEN"})
_TIME_WORDS = frozenset({"within", "every", "for"})
_SHALLS = frozenset({"SHALL", "MODAL"})
_TYPED_END = re.compile(r'(?:"[^"]*"|[^\W_][\w.-]*):\w*$')


def begun(even: str) -> int:
    """Where the word begins that the evened text ends with; a quoted name begins at its quote."""
    typed = _TYPED_END.search(even)
    if typed:
        return typed.start()
    quote = even.rfind('"')
    if quote >= 0 and even.count('"', 0, quote + 1) % 2:
        return quote
    at = len(even)
    while at and not even[at - 1].isspace() and even[at - 1] not in ",;()":
        at -= 1
    return at


def where(items: list[Item]) -> Where:
    """Where the sentence stands behind these items."""
    kinds = [item.kind for item in items if item.kind not in {"LABEL", "ARTICLE"}]
    if not kinds:
        return Where.BEGIN
    last, shall = kinds[-1], not _SHALLS.isdisjoint(kinds)
    if last == "MEASURE" and not items[-1].match["unit"]:
        return Where.NUMBER
    if last in CLAUSES:
        return Where.CONDITION
    if shall:
        return _behind_shall(items, kinds)
    if last in {"COMMA", "THEN"}:
        return Where.BEFORE_SYSTEM
    opener = next((kind for kind in reversed(kinds) if kind in {*CLAUSES, "COMMA", "THEN"}), "")
    return Where.INSIDE if opener in CLAUSES else Where.SYSTEM


def _behind_shall(items: list[Item], kinds: list[str]) -> Where:
    last, before = kinds[-1], kinds[-2] if len(kinds) > 1 else ""
    if last in {*_SHALLS, "ABLE"} or (last == "NOT" and before in _SHALLS):
        return Where.SHALL
    if last in _TIMED or items[-1].text.lower() in _TIME_WORDS:
        return Where.BOUND
    if last == "MEASURE" and before in _TIMED:
        return Where.END
    behind = kinds[max(place for place, kind in enumerate(kinds) if kind in {*_SHALLS, "AND"}) :]
    return Where.ACTION if CLAUSES.isdisjoint(behind) else Where.LATE
