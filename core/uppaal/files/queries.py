"""Queries in a file of their own (.q), as UPPAAL writes it and verifyta reads it: one formula a line."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from core.uppaal.document import Query
from core.uppaal.files.bounded import read_bounded
from core.uppaal.files.escaping import one_line

_NONE = "//NO_QUERY"
"""Stands where a comment has no formula, as with a heading."""

_MADE_BY = "//This file was generated"

_PIECE = re.compile(
    r"/\*(?P<remark>.*?)(?:\*/|\Z)|(?P<line>//[^\n]*)|(?P<formula>(?:\\\r?\n|/\*.*?\*/|[^\n])+)", re.DOTALL
)


def read_queries(path: str | os.PathLike[str]) -> tuple[Query, ...]:
    """The queries in the file; Refused where it cannot be read."""
    return parse_queries(read_bounded(Path(path)).decode("utf-8", "replace"))


def parse_queries(text: str) -> tuple[Query, ...]:
    """The queries of the text, each with the comments above it; a comment without a formula is a heading."""
    queries: list[Query] = []
    remarks: list[str] = []
    for piece in _pieces(text.removeprefix("\ufeff").replace("\r\n", "\n")):
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
    rest = "\n".join(one for one in remarks if one)
    return (*queries, Query("", rest)) if rest else tuple(queries)


def write_queries(queries: Iterable[Query]) -> str:
    """The queries as a file for `verifyta`: comments above formulas, one formula a line."""
    blocks = []
    for query in queries:
        comment = query.comment.strip().replace("*/", "* /")
        lines = [f"/*\n{comment}\n*/"] if comment else []
        formula = one_line(query.formula)
        if formula or comment:
            lines.append(formula or _NONE)
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
