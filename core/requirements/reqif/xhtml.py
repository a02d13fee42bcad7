"""Formatted text: the plain text of it, with a line a paragraph, and plain text as formatted text."""

import html
import re
from typing import Any

NAMESPACE = "http://www.w3.org/1999/xhtml"

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "blockquote", "pre", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "caption"}
)
_ELEMENTS = _BLOCKS | frozenset(
    {"br", "span", "abbr", "acronym", "cite", "code", "dfn", "em", "kbd", "q", "samp", "strong", "var"}
    | {"address", "a", "b", "big", "hr", "i", "small", "sub", "sup", "tt", "del", "ins", "object", "param"}
    | {"col", "colgroup", "tbody", "td", "tfoot", "th", "thead"}
)
"""What formatted text may have by the schema of ReqIF."""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_KEPT_BLANKS = re.compile(r"^ | $|  |[\t\r]|^$", re.MULTILINE)
"""Blanks that formatted text would lose."""
_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def plain_text(node: Any) -> tuple[str, int]:
    """The words in the element, one line a paragraph, and how many objects in it are no words."""
    lines: list[str] = [""]
    objects = _walk(node, lines, keep=False)
    return "\n".join(line for line in map(_trimmed, lines) if line).replace("\0", ""), objects


def formatted(words: str) -> str:
    """The words as XHTML; the element pre keeps blanks that any other would lose."""
    written = html.escape(words).replace("\r", "&#13;")
    if words and _KEPT_BLANKS.search(words):
        return f"<xhtml:div><xhtml:pre>{written}</xhtml:pre></xhtml:div>"
    if not words:
        return "<xhtml:div/>"
    return f"<xhtml:div>{written.replace(chr(10), '<xhtml:br/>')}</xhtml:div>"


def markup(node: Any) -> str:
    """The content of the element as XHTML that can be written again; empty where it has no format to keep.

    What ReqIF has no place for leaves its words behind: comments, scripts and what else is no formatted text.
    """
    parts: list[str] = []
    plain = _mark(node, parts)
    inside = [child for child in node if isinstance(child.tag, str)]
    alone = len(inside) == 1 and _local(inside[0]) in ("div", "p") and not _words_around(node, inside[0])
    written = "".join(parts).strip()
    if plain or not written:
        return ""
    whole = written if alone else f"<xhtml:div>{written}</xhtml:div>"
    return "" if whole == formatted(plain_text(node)[0]) else whole


def rewritten(kept: str, words: str) -> str:
    """Formatted text that says the words: what was kept while it still says them, else the bare words."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        node = fromstring(f'<kept xmlns:xhtml="{NAMESPACE}">{kept}</kept>'.encode(), forbid_dtd=True)
        # Written out anew: a project may come from anywhere.
        return (plain_text(node)[0] == words and markup(node)) or formatted(words)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return formatted(words)


def _mark(node: Any, parts: list[str], depth: int = 0) -> bool:
    """Write what is in the element to the parts; whether it is nothing but words, lines and one division."""
    plain = True
    _mark_words(node.text, parts)
    for child in node:
        tag = _local(child)
        if tag in _ELEMENTS:
            told = [
                f' {name}="{_quoted(value)}"'
                for name, value in child.attrib.items()
                if _harmless(name, value)
            ]
            plain &= not told and (tag == "br" or (tag in ("div", "p") and not depth))
            inside: list[str] = []
            plain &= _mark(child, inside, depth + 1)
            content = "".join(inside)
            start = f"<xhtml:{tag}{''.join(told)}"
            # An empty object must be closed by a tag of its own.
            parts.append(f"{start}>{content}</xhtml:{tag}>" if content or tag == "object" else f"{start}/>")
        elif tag:
            plain &= _mark(child, parts, depth + 1)
        _mark_words(child.tail, parts)
    return plain


def _mark_words(words: str | None, parts: list[str]) -> None:
    parts.append(html.escape(words or "").replace("\r", "&#13;"))


def _quoted(value: str) -> str:
    """The value of an attribute; line ends and tabs in it stay what they are."""
    return html.escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def _harmless(name: str, value: str) -> bool:
    """Whether the attribute is a plain one that runs nothing."""
    runs = name.lower().startswith("on") or "script:" in value.lower()
    return _NAME.fullmatch(name) is not None and not runs


def _words_around(node: Any, child: Any) -> bool:
    return any((words or "").strip() for words in (node.text, child.tail))


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def _trimmed(line: str) -> str:
    """The line without blanks around it; what was to be kept as it stands is kept."""
    return line[1:] if line.startswith("\0") else line.strip(" ")


def _walk(node: Any, lines: list[str], keep: bool) -> int:
    """Write the words of an element to the lines; the element itself is bounded in depth beforehand."""
    objects = 0
    _write(node.text, lines, keep)
    for child in node:
        tag = _local(child)
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
