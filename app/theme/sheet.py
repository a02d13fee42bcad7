"""The style sheet: `resources/theme/desktop.qss` with roles and sizes filled in.

In it `@role` stands for a colour, `12px` for that many px at scale 1, and `1line` for the width of
a control's border, which high contrast doubles.
"""

import re
from collections.abc import Mapping
from functools import cache

from core.ground.resources import resource_folder

_ROLE = re.compile(r"@([a-z0-9_]+(?:\.[a-z0-9_]+)+)")
_SIZE = re.compile(r"\b(\d+)px\b")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE = re.compile(r"\b1line\b")


def make_sheet(colours: Mapping[str, str], scale: float, line: int) -> str:
    """The style sheet of a theme at a scale, with control borders of `line` px."""
    sized = _SIZE.sub(lambda match: f"{_scaled(int(match[1]), scale)}px", _source())
    lined = _LINE.sub(f"{line}px", sized)
    return _ROLE.sub(lambda match: colours[match[1]], lined)


def _scaled(size: int, scale: float) -> int:
    return size if size <= 1 else round(size * scale)


@cache
def _source() -> str:
    return _REMARK.sub("", (resource_folder("theme") / "desktop.qss").read_text(encoding="utf-8"))
