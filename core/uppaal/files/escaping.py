"""How text stands inside XML, and formulas on one line."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_LINE_COMMENT = re.compile(r"//([^\n]*)\n(?=\s*\S)")


def text(content: str) -> str:
    """The content as the text of an element; what XML 1.0 cannot hold becomes U+FFFD."""
    plain = _FORBIDDEN.sub("\ufffd", content)
    escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A reader turns a raw carriage return into a line feed.
    return escaped.replace("\r", "&#13;")


def attribute(content: str) -> str:
    """The content as the value of an attribute in double quotes."""
    escaped = text(content).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")


def one_line(formula: str) -> str:
    """The formula with each run of white space made one blank; a continued line is joined.

    A comment up to the end of its line is closed there, or it would swallow the lines behind it.
    """
    formula = _LINE_COMMENT.sub(r"/*\1*/\n", formula)
    return re.sub(r"(?:\\\r?\n|\s)+", " ", formula).strip()
