"""Which columns of a table hold keys and texts, and which of its rows are requirements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _

ID_HEADERS = frozenset(
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
TEXT_HEADERS = (
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
TYPE_HEADERS = frozenset({"type", "kind", "requirementtype"})
_NO_REQUIREMENT = frozenset({"heading", "title", "meta", "info", "information", "note", "comment"})
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line it begins on; `dropped` says why it is no requirement."""

    line: int
    id: str
    text: str
    dropped: Diagnostic | None = None


def requirement_rows(rows: Iterator[tuple[int, list[str]]], name: str) -> Iterator[Row]:
    """The rows below the first, which is the header; each comes with the line it begins on.

    Refused where no column holds the texts.
    """
    _line, header = next(rows, (1, []))
    names = [named(cell) for cell in header]
    text_column = next((names.index(word) for word in TEXT_HEADERS if word in names), None)
    if text_column is None:
        raise Refused(_no_text_column(header, name))
    id_column = next((index for index, word in enumerate(names) if word in ID_HEADERS), None)
    type_column = next((index for index, word in enumerate(names) if word in TYPE_HEADERS), None)
    for line, row in rows:
        yield row_of(_cell(row, id_column), _cell(row, text_column), _cell(row, type_column), line, name)


def row_of(key: str, sentence: str, kind: str, line: int, name: str) -> Row:
    """The row of these cells; one without a text, or that is a heading by its kind, is dropped."""
    dropped = None
    if not sentence:
        words, hint = (
            _("The row has no text and was left out"),
            _("Write what is demanded, or remove the row."),
        )
        dropped = _dropped(words, hint, line, name)
    elif kind.lower() in _NO_REQUIREMENT:
        shown = sentence if len(sentence) <= 40 else sentence[:37] + "..."
        words = _("“{text}” is no requirement by its type and was left out").format(text=shown)
        dropped = _dropped(words, _("Change its type where it is a requirement."), line, name)
    return Row(line, key, sentence, dropped)


def has_texts(header: list[str]) -> bool:
    """Whether one of the columns is one of texts."""
    return not set(TEXT_HEADERS).isdisjoint(map(named, header))


def named(cell: str) -> str:
    """A header as it is compared: lower case, without blanks and signs."""
    return _SIGNS.sub("", cell).lower()


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _dropped(words: str, hint: str, line: int, name: str) -> Diagnostic:
    return Diagnostic("records-no-requirement", words, name or None, line, hint=hint, severity=Severity.INFO)


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
