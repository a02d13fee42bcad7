"""Requirement tables: comma, semicolon or tab between the cells, and a header that names the columns."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _

_ID_HEADERS = frozenset(
    {
        "id",
        "key",
        "identifier",
        "reqid",
        "requirementid",
        "requirementkey",
        "requirementnumber",
        "number",
        "nr",
    }
)
_TEXT_HEADERS = (
    "text",
    "requirementtext",
    "requirement",
    "description",
    "sentence",
    "statement",
    "requirementdescription",
    "content",
)
"""Headers of the column of texts, the surer ones first."""
_TYPE_HEADERS = frozenset({"type", "kind", "requirementtype"})
_NO_REQUIREMENT = frozenset({"heading", "title", "meta", "info", "information", "note", "comment"})
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line it begins on; `dropped` says why it is no requirement."""

    line: int
    id: str
    text: str
    dropped: Diagnostic | None = None


def is_table(text: str) -> bool:
    """Whether the first line is a header that names a column of ids and one of texts."""
    first = _first_line(text)
    if len(first) > 1000:
        return False
    names = [_named(cell) for cell in first.split(_delimiter(text))]
    return not _ID_HEADERS.isdisjoint(names) and not set(_TEXT_HEADERS).isdisjoint(names)


def table_rows(text: str, name: str) -> Iterator[Row]:
    """The rows below the header; blanks around cells and in front of quotes do not count.

    Refused where no column holds the texts, or where a quotation mark is not closed.
    """
    rows = _rows(text, name)
    _line, header = next(rows, (1, []))
    names = [_named(cell) for cell in header]
    text_column = next((names.index(word) for word in _TEXT_HEADERS if word in names), None)
    if text_column is None:
        raise Refused(_no_text_column(header, name))
    id_column = next((index for index, word in enumerate(names) if word in _ID_HEADERS), None)
    type_column = next((index for index, word in enumerate(names) if word in _TYPE_HEADERS), None)
    for line, row in rows:
        sentence = _cell(row, text_column)
        dropped = None
        if not sentence:
            dropped = _dropped(_("The row has no text and was left out"), line, name)
        elif _cell(row, type_column).lower() in _NO_REQUIREMENT:
            shown = sentence if len(sentence) <= 40 else sentence[:37] + "..."
            words = _("“{text}” is no requirement by its type and was left out").format(text=shown)
            dropped = _dropped(words, line, name)
        yield Row(line, _cell(row, id_column), sentence, dropped)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not wholly empty, with the line each begins on."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True, strict=True
    )
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                Diagnostic(
                    "records-table",
                    _("The table cannot be read from here on: {why}").format(why=error),
                    name or None,
                    line,
                    hint=_("Look for a quotation mark that is not closed, or not doubled inside a cell."),
                    example='DOS-04,"The panel shall show ""Ready""."',
                )
            ) from None
        if any(cell.strip() for cell in row):
            yield line, row


def _first_line(text: str) -> str:
    return text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")


def _delimiter(text: str) -> str:
    return max(",;\t", key=_first_line(text).count)


def _named(cell: str) -> str:
    return _SIGNS.sub("", cell).lower()


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _dropped(words: str, line: int, name: str) -> Diagnostic:
    return Diagnostic("records-no-requirement", words, name or None, line, severity=Severity.INFO)


def _no_text_column(header: list[str], name: str) -> Diagnostic:
    if not any(cell.strip() for cell in header):
        return Diagnostic(
            "records-empty",
            _("The table is empty"),
            name or None,
            1,
            hint=_("Write a first line that names the columns, then one requirement a line."),
            example="id,text",
        )
    return Diagnostic(
        "records-columns",
        _("The table has no column of texts; its columns are: {columns}").format(
            columns=", ".join(cell.strip()[:40] for cell in header[:20]) or _("none")
        ),
        name or None,
        1,
        hint=_("Name the columns id and text in the first line."),
        example="id,text",
    )
