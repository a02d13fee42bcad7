"""The plain text of formatted text: paragraphs and list items become lines, pictures are counted."""

import re
from typing import Any

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "blockquote", "pre", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "caption"}
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def plain_text(node: Any) -> tuple[str, int]:
    """The words in the element, one line a paragraph, and how many objects in it are no words."""
    lines: list[str] = [""]
    objects = _walk(node, lines, keep=False)
    return "\n".join(line for line in map(_trimmed, lines) if line).replace("\0", ""), objects


def _trimmed(line: str) -> str:
    """The line without blanks around it; what was to be kept as it stands is kept."""
    return line[1:] if line.startswith("\0") else line.strip(" ")


def _walk(node: Any, lines: list[str], keep: bool) -> int:
    """Write the words of an element to the lines; the element itself is bounded in depth beforehand."""
    objects = 0
    _write(node.text, lines, keep)
    for child in node:
        tag = child.tag.rsplit("}", 1)[-1].lower() if isinstance(child.tag, str) else ""
        if tag:
            if tag in _BLOCKS or tag == "br":
                lines.append("")
            if tag in ("td", "th"):
                _write(" ", lines, keep)
            objects += tag in ("object", "img")
            if tag == "pre":
                lines[-1] = "\0"
            objects += _walk(child, lines, keep or tag == "pre")
            if tag in _BLOCKS:
                lines.append("")
        _write(child.tail, lines, keep)
    return objects


def _write(words: str | None, lines: list[str], keep: bool) -> None:
    if not words:
        return
    if keep:
        lines[-1] += words
        return
    words = _BLANKS.sub(" ", words)
    lines[-1] += words.lstrip(" ") if lines[-1].endswith(" ") else words
