"""Writes metrics.json: how far each character of the shipped fonts advances, so that measuring needs no font.

Run it after a font was replaced: `python resources/fonts/measure.py`. It needs fontTools.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold")
LAST = 0xFFFF
"""Characters beyond the Basic Multilingual Plane are measured as missing ones."""


def metrics(font: TTFont) -> dict[str, Any]:
    """Units of the em, ascent, descent, the advance of a missing character, and runs of advances.

    A run is the first code point, then the advances of it and of those that follow without a gap.
    """
    characters = {code: name for code, name in font.getBestCmap().items() if code <= LAST}
    advances = font["hmtx"].metrics
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "missing": advances[".notdef"][0],
        "runs": [
            [run[0], *(advances[characters[code]][0] for code in run)] for run in _runs(sorted(characters))
        ],
    }


def _runs(codes: list[int]) -> list[list[int]]:
    runs = [[codes[0]]]
    for before, code in pairwise(codes):
        if code == before + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def main() -> None:
    """Measure all shipped fonts."""
    folder = Path(__file__).parent
    found = {name: metrics(TTFont(folder / f"{name}.ttf")) for name in FONTS}
    text = json.dumps(found, separators=(",", ":")).replace("],[", "],\n[")
    (folder / "metrics.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
