"""Queries in a file of their own (.q), as UPPAAL writes it and verifyta reads it: one formula a line."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from core.uppaal.document import Query
from core.uppaal.files.bounded import read_bounded
from core.uppaal.files.escaping import one_line

_NONE = "//NO_QUERY"
"""What UPPAAL writes below a comment that has no formula, as with a heading."""

_MADE_BY = "//This file was generated"

_PIECE = re.compile(
    r"/\*(?P<remark>.*?)(?:\*/|\Z)|(?P<line>//[^\n]*)|(?P<formula>(?:\\\r?\n|/\*.*?\*/|[^\n])+)", re.DOTALL
)


def read_queries(path: str | os.PathLike[str]) -> tuple[Query, ...]:
    """The queries in the file; Refused where it cannot be read."""
    return parse_queries(read_bounded(Path(path)).decode("utf-8", "replace"))


def parse_queries(text: str) -> tuple[Query, ...]:
    """The queries of the text, each with the comments right above it; any other comment is a heading."""
    queries: list[Query] = []
    remarks: list[str] = []
    text, end = text.removeprefix("\ufeff").replace("\r\n", "\n"), 0
    for piece in _pieces(text):
        apart, end = text.count("\n", end, piece.start()) > 1, piece.end()
        if apart and any(remarks):
            queries.append(_heading(remarks))
            remarks = []
        line, formula = piece["line"], piece["formula"]
        if line is not None and line.strip() != _NONE:
            if not line.startswith(_MADE_BY):
                remarks.append(line[2:].strip())
            continue
        if piece["remark"] is not None:
            remarks.append(piece["remark"].strip())
            continue
        queries.append(Query(one_line(formula or ""), "\n".join(one for one in remarks if one)))
        remarks = []
    return (*queries, _heading(remarks)) if any(remarks) else tuple(queries)


def _heading(remarks: Iterable[str]) -> Query:
    return Query("", "\n".join(one for one in remarks if one))


def write_queries(queries: Iterable[Query]) -> str:
    """The queries as a file for `verifyta`: comments above formulas, one formula a line."""
    blocks = []
    for query in queries:
        comment = query.comment.strip().replace("*/", "* /")
        lines = [f"/*\n{comment}\n*/"] if comment else []
        formula = one_line(query.formula)
        if formula:
            lines.append(formula)
        if lines:
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _pieces(text: str) -> Iterable[re.Match[str]]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        piece = _PIECE.match(text, place)
        assert piece is not None  # every letter that is no white space begins one
        yield piece
        place = piece.end()
