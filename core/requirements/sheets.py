"""Requirement tables out of XLSX workbooks: bounded in size, and nothing in them is worked out.

openpyxl reads them row by row; what a formula gave when the file was saved counts as its value.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.requirements.columns import Row, has_texts, requirement_rows
from core.requirements.headers import Given

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes that all parts of a workbook may have together when they are unpacked."""
MOST_PARTS = 2000
"""Parts that a workbook may have; it has a few for each sheet."""
LAST_ROW = 1_048_576
LAST_COLUMN = 50
"""How far a sheet is read; XLSX ends with this row, and no list has so many columns."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_JOINED = re.compile(rb"<(?:\w+:)?mergeCell[ />]")
MOST_ROWS = 200_000
"""Rows with something in them that a workbook may have."""


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a zip file, which a workbook is."""
    return content.startswith(b"PK\x03\x04")


def first_rows(content: bytes, name: str, most: int) -> list[tuple[int, list[str]]]:
    """The cells of the first rows of the sheet that is read, with their numbers; Refused as `sheet_rows`."""
    sheets = _read(content, name, most)
    return sheets.get(_chosen(sheets, ()), [])


def sheet_rows(content: bytes, name: str, given: Given = ()) -> tuple[Iterator[Row], list[Diagnostic]]:
    """The rows of the first sheet that has a column of texts, and which sheets are left out.

    Refused where the file is no workbook, is too large unpacked, or has no such sheet.
    """
    sheets = _read(content, name)
    chosen = _chosen(sheets, given)
    left_out = [_left_out(title, name) for title, rows in sheets.items() if rows and title != chosen]
    return requirement_rows(iter(sheets.get(chosen, [])), name, given), [*left_out, *_doubts(content, name)]


def _chosen(sheets: Mapping[str, list[tuple[int, list[str]]]], given: Given) -> str:
    """The first sheet that has a column of texts, else the first that has anything."""
    filled = [title for title, rows in sheets.items() if rows]
    return next((title for title in filled if has_texts(sheets[title][0][1], given)), next(iter(filled), ""))


def _read(content: bytes, name: str, most: int | None = None) -> dict[str, list[tuple[int, list[str]]]]:
    """The rows of each sheet, or the first ones of each."""
    _bound(content, name)
    try:
        return _sheets(content, name, most)
    except Refused:
        raise
    except Exception as error:
        raise Refused(_unreadable(name)) from error


def _sheets(content: bytes, name: str, most: int | None) -> dict[str, list[tuple[int, list[str]]]]:
    """The rows of each sheet that are not empty, with their numbers."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of styles and extensions that it passes over, which hold no text.
        warnings.simplefilter("ignore")
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheets: dict[str, list[tuple[int, list[str]]]] = {}
            # What nobody sees is read only where nothing else is there.
            for sheet in sorted(workbook.worksheets, key=lambda one: one.sheet_state != "visible"):
                left = MOST_ROWS - sum(map(len, sheets.values()))
                sheets[sheet.title] = list(islice(_rows(sheet), left + 1 if most is None else most))
                if len(sheets[sheet.title]) > left:
                    raise Refused(_too_large(_("more than {most} rows").format(most=MOST_ROWS), name))
            return sheets
        finally:
            workbook.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # What the sheet says of its own size may be wrong, and the rows would be filled up to it.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN, values_only=True)
    for number, row in enumerate(rows, 1):
        if row.count(None) < len(row):
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells


def _doubts(content: bytes, name: str) -> Iterator[Diagnostic]:
    """That cells of the workbook hold formulas or are joined, which is read as it was last shown."""
    formulas = joined = 0
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                sheet = parts.read(part)
                formulas += len(_FORMULA.findall(sheet))
                joined += len(_JOINED.findall(sheet))
    told = (
        (formulas, "records-formula", _("Formulas, of which the result counts that was saved last: {count}")),
        (joined, "records-joined", _("Joined cells, of which the first row and column counts: {count}")),
    )
    for count, code, words in told:
        if count:
            yield Diagnostic(code, words.format(count=count), name or None, severity=Severity.INFO)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value).strip()


def _bound(content: bytes, name: str) -> None:
    """Refuse what is no zip file, or would be too much when it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
    except Exception as error:
        raise Refused(_unreadable(name)) from error
    if "xl/workbook.xml" not in {part.filename for part in listed}:
        raise Refused(_unreadable(name))
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_UNPACKED:
        raise Refused(_too_large(_("more than {mb} MB").format(mb=LARGEST_UNPACKED >> 20), name))


def _too_large(much: str, name: str) -> Diagnostic:
    message = _("The workbook unpacks to {much}").format(much=much)
    hint = _("Save the sheet of requirements alone, as CSV.")
    return Diagnostic("records-too-large", message, name or None, hint=hint)


def _unreadable(name: str) -> Diagnostic:
    return Diagnostic(
        "records-sheet",
        _("The file is no XLSX workbook that can be read"),
        name or None,
        hint=_("Open it in a spreadsheet program and save it as XLSX or CSV again."),
        example='id,text\nDOS-04,"The dosing controller shall stop the dosing pump."',
    )


def _left_out(title: str, name: str) -> Diagnostic:
    words = _("The sheet “{title}” was left out").format(title=title)
    hint = _("One sheet is read: the first that has a column of texts.")
    return Diagnostic("records-other-sheet", words, name or None, hint=hint, severity=Severity.INFO)
