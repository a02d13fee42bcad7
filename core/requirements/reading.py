"""Reads requirement records: a text with one requirement a line, or a table with a header (CSV).

Whatever can be kept is kept; what was dropped or doubtful is listed. Nothing is guessed about other
formats: they are refused by name.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.requirements.lexing import label_end
from core.requirements.masking import masked
from core.requirements.sentence import parse

LARGEST = 16 * 1024 * 1024
"""Bytes that are read of one file or stream."""
MOST = 100_000
"""Records that are read of one file or stream."""

_OTHER_FORMATS = {
    ".xlsx": "XLSX",
    ".xls": "XLS",
    ".ods": "ODS",
    ".reqif": "ReqIF",
    ".reqifz": "ReqIF",
    ".docx": "DOCX",
    ".pdf": "PDF",
    ".json": "JSON",
}
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
"""Headers of the text, the surer ones first."""
_TYPE_HEADERS = frozenset({"type", "kind", "requirementtype"})
_NO_REQUIREMENT = frozenset({"heading", "title", "meta", "info", "information", "note", "comment"})
_NOT_NAMED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One requirement of a file; `line` counts from 1. Without an id of its own it has its number."""

    id: str
    text: str
    line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is doubtful about the record itself; its sentence is another matter."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a file, and what was dropped or is doubtful."""

    records: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_records(source: Path | BinaryIO | str, name: str = "") -> tuple[Record, ...]:
    """The records of a file, a stream of bytes, or a text; Refused where nothing can be read."""
    return read_requirements(source, name).records


def read_requirements(source: Path | BinaryIO | str, name: str = "") -> Reading:
    """The records and what was dropped. `name` is how messages call a stream or text.

    A file is a table where its name ends in .csv or .tsv, or where its first line is a header that
    names the columns id and text; else every line that is not empty is a record. Refused where the
    format is another one, the size is beyond `LARGEST`, or a table has no column of texts.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    text, doubts = _decoded(source, name)
    table = Path(name).suffix.lower() in {".csv", ".tsv"} or _is_header(text)
    records = list(_table(text, name, doubts) if table else _lines(text))
    return Reading(tuple(_with_doubts(records, name)), tuple(doubts))


def records_to_plain(records: Iterable[Record], name: str = "") -> list[dict[str, Any]]:
    """The documented JSON of `bartizan requirements parse`: each record with what its sentence says.

    In the diagnostics `line` is the line of the record and `column` counts in its text.
    """
    plain = []
    for record in records:
        parsed = parse(record.text)
        placed = [replace(diagnostic, line=record.line) for diagnostic in parsed.diagnostics]
        found = [*record.diagnostics, *placed]
        named = [diagnostic.in_file(name) if name else diagnostic for diagnostic in found]
        answer = {**parsed.to_plain(), "diagnostics": [diagnostic.to_plain() for diagnostic in named]}
        plain.append({"id": record.id, "text": record.text, **answer})
    return plain


def _decoded(source: Path | BinaryIO | str, name: str) -> tuple[str, list[Diagnostic]]:
    if isinstance(source, str):
        return source.removeprefix("\ufeff"), []
    _refuse_other_format(name, b"")
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        else:
            content = source.read(LARGEST + 1)
    except OSError as error:
        raise Refused(
            Diagnostic(
                "records-unreadable",
                _("The file cannot be read: {why}").format(why=error.strerror or error),
                name or None,
                hint=_("Check the name and your right to read the file."),
            )
        ) from None
    if len(content) > LARGEST:
        raise Refused(
            Diagnostic(
                "records-too-large",
                _("The file is larger than {megabytes} MB").format(megabytes=LARGEST // 1024 // 1024),
                name or None,
                hint=_("Split it; one file seldom holds more than a few thousand requirements."),
            )
        )
    _refuse_other_format(name, content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        text = content.decode("utf-8-sig", errors="replace")
    return text, list(_undecodable(text, name))


def _refuse_other_format(name: str, content: bytes) -> None:
    found = _OTHER_FORMATS.get(Path(name).suffix.lower(), "")
    if content.startswith(b"PK\x03\x04"):
        found = found or "XLSX"
    elif content.lstrip()[:1] == b"<":
        found = "ReqIF" if b"REQ-IF" in content[:4096] else "XML"
    elif content.startswith(b"%PDF"):
        found = "PDF"
    if found:
        raise Refused(
            Diagnostic(
                "records-format",
                _("{format} files cannot be read yet").format(format=found),
                name or None,
                hint=_("Save the requirements as CSV with the columns id and text."),
                example='id,text\nDOS-04,"The dosing controller shall stop the dosing pump."',
            )
        )


def _undecodable(text: str, name: str) -> Iterator[Diagnostic]:
    place = text.find("\ufffd")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        yield Diagnostic(
            "records-encoding",
            _("The file is not UTF-8: from here on some characters could not be read"),
            name or None,
            line,
            place - (text.rfind("\n", 0, place) + 1) + 1,
            1,
            hint=_("Save the file as UTF-8 and read it again."),
            severity=Severity.WARNING,
        )


def _lines(text: str) -> Iterator[Record]:
    number = 0
    for line, content in enumerate(text.split("\n"), 1):
        sentence = content.strip()
        if not sentence:
            continue
        number += 1
        key, sentence = split_key(sentence)
        yield Record(key or str(number), sentence, line)
        _refuse_too_many(number)


def split_key(sentence: str) -> tuple[str, str]:
    """The identifier in front of a sentence, such as "DOS-04" in "DOS-04: The ...", and the sentence."""
    cut = label_end(masked(sentence[:200]))
    label = sentence[:cut].strip()
    if not label.endswith(":"):
        return "", sentence
    return label[:-1].split()[-1], sentence[cut:].strip()


def _is_header(text: str) -> bool:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if len(first) > 1000:
        return False
    names = [_named(cell) for cell in next(_reader(first), [])]
    return not _ID_HEADERS.isdisjoint(names) and any(name in _TEXT_HEADERS for name in names)


def _reader(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)


def _named(cell: str) -> str:
    return _NOT_NAMED.sub("", cell).lower()


def _table(text: str, name: str, doubts: list[Diagnostic]) -> Iterator[Record]:
    rows = _rows(text, name)
    _line, header = next(rows, (1, []))
    names = [_named(cell) for cell in header]
    text_column = next((names.index(word) for word in _TEXT_HEADERS if word in names), None)
    if text_column is None:
        raise Refused(_no_text_column(header, name))
    id_column = next((index for index, word in enumerate(names) if word in _ID_HEADERS), None)
    type_column = next((index for index, word in enumerate(names) if word in _TYPE_HEADERS), None)
    number = 0
    for line, row in rows:
        number += 1
        _refuse_too_many(number)
        sentence = _cell(row, text_column)
        if not sentence or _cell(row, type_column).lower() in _NO_REQUIREMENT:
            doubts.append(_dropped(sentence, line, name))
            continue
        yield Record(_cell(row, id_column) or str(number), sentence, line)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on, without those that are wholly empty."""
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=max(",;\t", key=text.lstrip("\r\n").split("\n", 1)[0].count),
        skipinitialspace=True,
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
                    _("The table cannot be read from this line on: {why}").format(why=error),
                    name or None,
                    line,
                    hint=_("Look for a quotation mark that is not closed."),
                )
            ) from None
        if any(cell.strip() for cell in row):
            yield line, row


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _no_text_column(header: list[str], name: str) -> Diagnostic:
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


def _dropped(sentence: str, line: int, name: str) -> Diagnostic:
    shown = sentence if len(sentence) <= 40 else sentence[:37] + "..."
    return Diagnostic(
        "records-no-requirement",
        _("“{text}” is no requirement by its type and was left out").format(text=shown)
        if sentence
        else _("The row has no text and was left out"),
        name or None,
        line,
        severity=Severity.INFO,
    )


def _refuse_too_many(number: int) -> None:
    if number > MOST:
        raise Refused(
            Diagnostic(
                "records-too-many",
                _("There are more than {most} requirements").format(most=MOST),
                hint=_("Split the file."),
            )
        )


def _with_doubts(records: list[Record], name: str) -> Iterator[Record]:
    seen: dict[str, int] = {}
    for record in records:
        found = []
        if record.id in seen:
            found.append(
                Diagnostic(
                    "records-duplicate-id",
                    _("The id {id} stands in line {line} already").format(id=record.id, line=seen[record.id]),
                    name or None,
                    record.line,
                    hint=_("Give each requirement an id of its own."),
                    severity=Severity.WARNING,
                )
            )
        seen.setdefault(record.id, record.line)
        yield replace(record, diagnostics=tuple(found)) if found else record
