"""How wide text is in the shipped fonts, from a table made beforehand, so that nothing heavy is loaded.

Widths are sums of advances without kerning, which all painters of drawings keep to.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from core.ground.resources import resource_folder

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Face:
    """One shipped font; lengths in parts of the em."""

    name: str
    ascent: float
    descent: float
    missing: float
    advances: dict[str, float]


@cache
def face(bold: bool = False, mono: bool = False) -> Face:
    """The font of a text with these properties."""
    name = face_name(bold, mono)
    plain = _table()[name]
    units = plain["units"]
    advances = {
        chr(run[0] + place): advance / units for run in plain["runs"] for place, advance in enumerate(run[1:])
    }
    return Face(name, plain["ascent"] / units, plain["descent"] / units, plain["missing"] / units, advances)


def face_name(bold: bool = False, mono: bool = False) -> str:
    """The file name of a font without its ending, such as "DejaVuSansMono-Bold"."""
    return f"DejaVuSans{'Mono' if mono else ''}{'-Bold' if bold else ''}"


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False, mono: bool = False) -> float:
    """The width of one line of text in px at `size` px."""
    font = face(bold, mono)
    try:
        return size * sum(map(font.advances.__getitem__, text))
    except KeyError:
        return size * sum(font.advances.get(character, font.missing) for character in text)


def elided(text: str, size: float, room: float, bold: bool = False, mono: bool = False) -> str:
    """The text as far as it fits into `room` px, with "…" in place of what does not."""
    if width(text, size, bold, mono) <= room:
        return text
    font = face(bold, mono)
    left = room - width(ELLIPSIS, size, bold, mono)
    kept = 0
    for character in text:
        left -= size * font.advances.get(character, font.missing)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(
    text: str, size: float, room: float, lines: int, bold: bool = False, mono: bool = False
) -> list[str]:
    """The text in at most `lines` lines of `room` px, broken between words; the last may be elided."""
    words = text.split()
    found: list[str] = []
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold, mono) <= room:
            line = f"{line} {words.pop(0)}"
        if len(found) == lines - 1:
            line = " ".join([line, *words])
            words = []
        found.append(elided(line, size, room, bold, mono))
    return found


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (resource_folder("fonts") / "metrics.json").read_text(encoding="utf-8")
    )
    return found
