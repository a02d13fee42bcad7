"""Words as they are written: Arabic letters joined, what is written from the right in that order.

A PDF holds signs from the left to the right, and nothing behind this page puts them in order.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

_RIGHT = ("R", "AL")
_NUMBERS = ("EN", "AN")
_LAM_WITH_ALEF = 0xFEF5
"""From here on are the signs for two letters that are never written side by side."""

_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def lettered(text: str, known: Iterable[int]) -> str:
    """The signs of a text from the left to the right, of those `known` to the font where there are forms."""
    if not any(unicodedata.bidirectional(character) in _RIGHT for character in text):
        return text
    groups = _groups(_joined(text, known))
    levels = _levels([unicodedata.bidirectional(group[0]) for group in groups])
    shown = [
        _MIRRORED.get(group, group) if level % 2 else group
        for group, level in zip(groups, levels, strict=True)
    ]
    for level in (2, 1):
        shown, levels = _turned(shown, levels, level)
    return "".join(shown)


def _groups(text: str) -> list[str]:
    """Letters, each with the marks over and under it."""
    groups: list[str] = []
    for character in text:
        if groups and unicodedata.category(character) in ("Mn", "Me"):
            groups[-1] += character
        else:
            groups.append(character)
    return groups


def _levels(kinds: Sequence[str]) -> list[int]:
    """From where each is written: even from the left, odd from the right, one in the other.

    The rules of the Unicode bidirectional algorithm (UAX 9) for one line without controls in it.
    """
    strong = [kind for kind in kinds if kind == "L" or kind in _RIGHT]
    base = 1 if strong and strong[0] in _RIGHT else 0
    sides: list[int | None] = []
    levels: list[int | None] = []
    last = base
    for kind in kinds:
        if kind == "L" or (kind in _NUMBERS and last == 0):
            last = 0
            sides.append(0)
            levels.append(2 * base)
        elif kind in _RIGHT:
            last = 1
            sides.append(1)
            levels.append(1)
        elif kind in _NUMBERS:
            sides.append(1)
            levels.append(2)
        else:
            sides.append(None)
            levels.append(None)
    found: list[int] = []
    for place, level in enumerate(levels):
        before = next((side for side in reversed(sides[:place]) if side is not None), base)
        after = next((side for side in sides[place:] if side is not None), base)
        side = before if before == after else base
        found.append(level if level is not None else 1 if side else 2 * base)
    return found


def _turned(groups: list[str], levels: list[int], least: int) -> tuple[list[str], list[int]]:
    """Every stretch of at least this level the other way round."""
    shown: list[str] = []
    kept: list[int] = []
    start = 0
    while start < len(groups):
        end = start
        while end < len(groups) and (levels[end] >= least) == (levels[start] >= least):
            end += 1
        step = -1 if levels[start] >= least else 1
        shown += groups[start:end][::step]
        kept += levels[start:end][::step]
        start = end
    return shown, kept


def _joined(text: str, known: Iterable[int]) -> str:
    """Arabic letters in the forms that they have beside each other."""
    forms, signs = _forms(), frozenset(known)
    found = ""
    place = 0
    while place < len(text):
        letters = text[place : place + 2]
        if ("<isolated>", letters) not in forms or len(letters) < 2:
            letters = text[place]
        before = _neighbour(text[:place][::-1])
        after = _neighbour(text[place + len(letters) :])
        joins_before = ("<initial>", before) in forms and ("<final>", letters) in forms
        joins_after = ("<final>", after) in forms and ("<initial>", letters) in forms
        form = ("<isolated>", "<initial>", "<final>", "<medial>")[2 * joins_before + joins_after]
        sign = forms.get((form, letters), letters)
        found += sign if all(ord(one) in signs for one in sign) else letters
        place += len(letters)
    return found


def _neighbour(text: str) -> str:
    """The first letter that is no mark over or under another."""
    return next((one for one in text if unicodedata.category(one) not in ("Mn", "Me")), "")


@cache
def _forms() -> dict[tuple[str, str], str]:
    """The sign of each form of a letter, or of the two letters that are always written as one."""
    found: dict[tuple[str, str], str] = {}
    for code in (*range(0xFE80, 0xFEFD), *range(0xFB50, 0xFBFF)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1 or (letters and code >= _LAM_WITH_ALEF):
            found.setdefault((form, "".join(chr(int(one, 16)) for one in letters)), chr(code))
    return found
