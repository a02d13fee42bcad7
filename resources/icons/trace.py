"""Writes outlines.json: the icons of drawings as outlines, so that screen, PDF and SVG paint the same.

Run it after an icon was added to NAMES: `python resources/icons/trace.py`. It needs fontTools and
the Material Design Icons that QtAwesome carries.
"""

import json
from importlib.util import find_spec
from pathlib import Path

from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

VERSION = "6.9.96"
NAMES = (
    "account-hard-hat-outline",
    "account-outline",
    "bug-outline",
    "chip",
    "cube-outline",
    "database-outline",
    "developer-board",
    "diamond-stone",
    "domain",
    "ethernet",
    "gauge",
    "lan",
    "laptop",
    "lock-outline",
    "memory",
    "monitor",
    "note-text-outline",
    "pipe",
    "pipe-valve",
    "power-plug-outline",
    "pump",
    "radio-tower",
    "router-network",
    "select-group",
    "serial-port",
    "server",
    "square-rounded-outline",
    "state-machine",
    "timer-outline",
    "usb-port",
    "wall-fire",
)

Numbers = tuple[float, float]


def outline(font: TTFont, glyph: str) -> str:
    """The glyph in a square of 24 units, y downwards: M and L with a point, C with three, Z."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    units = font["head"].unitsPerEm
    top = font["hhea"].ascent
    words: list[str] = []
    here: Numbers = (0, 0)

    def put(letter: str, *points: Numbers) -> None:
        scaled = ((x * 24 / units, (top - y) * 24 / units) for x, y in points)
        words.append(letter + " ".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in scaled))

    for verb, points in pen.value:
        if verb in ("moveTo", "lineTo"):
            put(verb[0].upper(), points[0])
        elif verb == "qCurveTo":
            for control, end in decomposeQuadraticSegment(points):
                put("C", _between(here, control), _between(end, control), end)
                here = end
        elif verb == "curveTo":
            put("C", *points)
        else:
            words.append("Z")
        here = points[-1] if points else here
    return "".join(words)


def _between(end: Numbers, control: Numbers) -> Numbers:
    """The cubic control that stands for a quadratic one, seen from one end."""
    return (end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3)


def main() -> None:
    """Trace all icons of NAMES."""
    package = find_spec("qtawesome")
    assert package is not None
    assert package.origin is not None
    fonts = Path(package.origin).parent / "fonts"
    characters = json.loads((fonts / f"materialdesignicons6-webfont-charmap-{VERSION}.json").read_text())
    font = TTFont(fonts / f"materialdesignicons6-webfont-{VERSION}.ttf")
    glyphs = font.getBestCmap()
    found = {f"mdi6.{name}": outline(font, glyphs[int(characters[name], 16)]) for name in NAMES}
    text = json.dumps(found, indent=1)
    (Path(__file__).parent / "outlines.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
