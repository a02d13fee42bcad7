"""Requirement tables as text: comma, semicolon or tab between the cells, and a header in front."""

import csv
import io
from collections.abc import Iterator

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.requirements.columns import Row, requirement_rows
from core.requirements.headers import Given, roles


def is_table(text: str, given: Given = ()) -> bool:
    """Whether the first line is a header that names a column of ids and one of texts."""
    first = _first_line(text)
    if len(first) > 1000:
        return False
    return {"id", "text"} <= set(roles(tuple(first.split(_delimiter(text))), given))


def table_rows(text: str, name: str, given: Given = ()) -> Iterator[Row]:
    """The rows below the header; blanks around cells and in front of quotes do not count.

    Refused where no column holds the texts, or where a quotation mark is not closed.
    """
    return requirement_rows(cells_of(text, name), name, given)


def cells_of(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of rows that are not wholly empty, with the line each begins on."""
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
            raise Refused(_unreadable(str(error), line, name)) from None
        if any(cell.strip() for cell in row):
            yield line, row


def _unreadable(why: str, line: int, name: str) -> Diagnostic:
    """What keeps the row from being read: a cell longer than csv takes, or a quotation mark amiss."""
    message = _("The table cannot be read from here on: {why}").format(why=why)
    hint = _("Look for a quotation mark that is not closed, or not doubled inside a cell.")
    if "field limit" in why:
        message = _("A cell of this row is longer than {most} characters").format(
            most=f"{csv.field_size_limit():,}"
        )
        hint = _(
            "Shorten the text of the cell, which is no single requirement; or, where it is shorter, look for "
            "a quotation mark in front of it that is not closed."
        )
    example = 'DOS-04,"The panel shall show ""Ready""."'
    return Diagnostic("records-table", message, name or None, line, hint=hint, example=example)


def _first_line(text: str) -> str:
    return text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")


def _delimiter(text: str) -> str:
    return max(",;\t", key=_first_line(text).count)
