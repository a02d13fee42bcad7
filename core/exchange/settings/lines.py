"""Files of lines: “key = value”, “key: value” or “key value”, perhaps in [sections]."""

import re
from collections.abc import Iterator

_SECTION = re.compile(r"\[([^\[\]]*)\]")
_PAIR = re.compile(r"([^\s=:]+)(?:\s*[=:]\s*|\s+)(\S.*)?")
_NAMED = re.compile(r"([^=]*[^=\s])\s*=\s*(\S.*)?")
"""A key of several words, which only “=” can end; the same line is also read as a key of one word."""
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def line_values(text: str) -> Iterator[tuple[str, str]]:
    """Keys, behind their section and a “/”, with their values; what stands behind # or ; begins a remark."""
    section = ""
    for line in text.splitlines():
        said = line.strip()
        if not said or said[0] in "#;":
            continue
        head = _SECTION.fullmatch(said)
        if head is not None:
            section = f"{head[1].strip()}/"
            continue
        readings = [_PAIR.fullmatch(said)]
        if readings[0] is not None and "=" in (readings[0][2] or ""):
            readings.append(_NAMED.fullmatch(said))
        for found in readings:
            if found is not None:
                yield section + found[1], _value(found[2] or "")


def _value(written: str) -> str:
    """A value without its quotation marks, or without the remark behind it."""
    quoted = _QUOTED.match(written)
    if quoted is not None:
        return quoted[1] if quoted[1] is not None else quoted[2]
    return re.split(r"\s[#;]", written, maxsplit=1)[0].strip()
