"""Requirements as plain lines of text: one a line, with what is indented below it, and comments left out."""

import re
import textwrap

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import plural
from core.requirements.columns import Row
from core.requirements.ears.labels import split_key

_OWN = re.compile(r"([-*+•–]|\d+[.)]|[a-z][.)])\s")
"""How a point of a list begins, which is a line of its own however far it is indented."""


_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,6})\.?\s+(?=(?:A|[A-Z][a-z]+)(?:\s|,))")
"""A number of several levels in front of a sentence."""


def line_rows(text: str, name: str) -> tuple[list[Row], list[Diagnostic]]:
    """The requirements of the text with the line each begins on, and that comments were left out.

    A line that is indented continues the one above it, unless it has a key or begins a point of a
    list. A line that begins with # is a comment. Where several lines begin with a number of several levels,
    such as "1.2.3 The pump shall stop.", that is their key.
    """
    numbers = [found[1] for line in text.split("\n") if (found := _NUMBER.match(line.strip()[:200]))]
    numbered = len(numbers) > 1 and len({*numbers}) == len(numbers)
    rows: list[Row] = []
    comments: list[int] = []
    open_above = False
    for number, line in enumerate(_without_common_indent(text).split("\n"), 1):
        words = line.strip()
        if words.startswith("#"):
            comments.append(number)
        elif words:
            key, sentence = split_key(words)
            if numbered and not key and (counted := _NUMBER.match(words[:200])):
                key, sentence = counted[1], words[counted.end() :]
            if open_above and line[0].isspace() and not key and not _OWN.match(words):
                above = rows[-1]
                rows[-1] = Row(above.line, above.id, f"{above.text} {sentence}".strip())
            else:
                rows.append(Row(number, key, sentence))
        open_above = bool(words) and bool(rows)
    return rows, [_commented(comments, name)] if comments else []


def _without_common_indent(text: str) -> str:
    return textwrap.dedent(text) if text[:1].isspace() else text


def _commented(lines: list[int], name: str) -> Diagnostic:
    words = plural(
        "{count} line begins with # and was left out as a comment",
        "{count} lines begin with # and were left out as comments",
        len(lines),
    )
    return Diagnostic("records-comment", words, name or None, lines[0], severity=Severity.INFO)
