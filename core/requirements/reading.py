"""Reads requirement records: a text with one a line, a table (CSV, XLSX), a JSON list, or ReqIF.

Whatever can be kept is kept; what was dropped or is doubtful is listed. Nothing is guessed about
other formats: they are refused by name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.model import Boilerplate
from core.requirements.attributes import attributes
from core.requirements.columns import Row
from core.requirements.entries import entry_rows, is_list
from core.requirements.headers import Given, given_fields, guessed, roles
from core.requirements.lines import line_rows
from core.requirements.markdown import markdown_rows
from core.requirements.reqif.checked import is_reqif
from core.requirements.reqif.objects import reqif_rows
from core.requirements.sentence import parse
from core.requirements.sheets import is_workbook, sheet_rows
from core.requirements.tables import is_table, table_rows

LARGEST = 16 * 1024 * 1024
"""Bytes that are read of one file or stream."""
MOST = 100_000
"""Records that are read of one file or stream."""

_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_SELDOM = 50
"""Of so many characters of a text at most one is a control character."""

_REQIF = (".reqif", ".reqifz")
_MARKDOWN = (".md", ".markdown")
"""A file of this may begin with HTML."""
_OTHER_FORMATS = {
    ".xls": "XLS",
    ".ods": "ODS",
    ".docx": "DOCX",
    ".pdf": "PDF",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One requirement of a file; `line` counts from 1. The id is empty where the file gives none."""

    id: str
    text: str
    line: int
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is doubtful about the record itself; its sentence is another matter."""
    facts: tuple[tuple[str, str], ...] = ()
    """Other fields of the requirement that the file fills, such as its rationale, with their values."""
    attributes: tuple[tuple[str, str, str], ...] = ()
    """What other columns say of this requirement: name, value, and the XHTML of it where it has one."""
    unread: tuple[str, ...] = ()
    """The columns whose cells hold what is no text, such as pictures."""
    parent: str | None = None
    """The id of the record that this one is a part of; empty where of none, None where nothing says so."""
    formatted: tuple[tuple[str, str], ...] | None = None
    """Fields with the XHTML that the file has them in; None where it knows no formats."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a file, in its order, and what was dropped or is doubtful about the file."""

    records: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    name: str = ""
    tool: str = ""
    """The program that wrote the file, as far as it says so."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The field that each attribute of a ReqIF file filled, or each column that was mapped."""

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


def read_records(
    source: Path | BinaryIO | bytes | str, name: str = "", mapping: Mapping[str, str] | None = None
) -> Reading:
    """The records of a file, of a stream of bytes, or of a text, and what was dropped.

    `name` is how messages call what is no file. The source is a table where the name ends in .csv or
    .tsv, or where the first line is a header that names the columns id and text; a workbook where the
    name ends in .xlsx or the content is one; a JSON list where the name ends in .json or the content
    begins like one; Markdown where the name ends in .md; ReqIF where the name ends in .reqif or .reqifz or
    the content is it; else every line that is not empty is a record, with the lines indented below it, and
    a line that begins with # is a comment. `mapping` says which fields columns and attributes fill, as far
    as it names them. Refused where the format is another
    one or no text, the size is beyond `LARGEST` or `MOST`, or a table, workbook or list cannot be read.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    _refuse_other_format(name, b"")
    content = source if isinstance(source, str) else _content(source, name)
    rows: Iterable[Row]
    tool, mapped = "", {}
    if isinstance(content, bytes) and (Path(name).suffix.lower() in _REQIF or is_reqif(content)):
        found = reqif_rows(content, name, mapping)
        rows, doubts, tool, mapped = found.rows, found.doubts, found.tool, found.mapping
    else:
        rows, doubts = _rows(content, name, tuple((mapping or {}).items()))
        mapped = _mapped(content, name, tuple((mapping or {}).items()))
    records: list[Record] = []
    lines: dict[str, int] = {}
    for row in rows:
        if row.dropped is not None:
            doubts.append(row.dropped)
            continue
        record = Record(
            row.id, row.text, row.line, (), row.facts, row.attributes, row.unread, row.parent, row.formatted
        )
        first = lines.setdefault(record.id, record.line) if record.id else record.line
        records.append(record if first == record.line else _doubled(record, first, name))
        if len(records) > MOST:
            raise Refused(_too_much(_("There are more than {most} requirements").format(most=MOST), name))
    return Reading(tuple(records), tuple(doubts), name, tool, mapped)


def records_to_plain(reading: Reading, own: Sequence[Boilerplate] = ()) -> list[dict[str, Any]]:
    """The documented JSON of `bartizan requirements parse`: each record with what its sentence says.

    `own` are the boilerplates of a project. A record without an id has its number. In the diagnostics
    `line` is the line of the record and `column` counts in its text.
    """
    plain = []
    for number, record in enumerate(reading, 1):
        parsed = parse(record.text, own)
        placed = [replace(diagnostic, line=record.line) for diagnostic in parsed.diagnostics]
        found = [*record.diagnostics, *placed]
        if reading.name:
            found = [diagnostic.in_file(reading.name) for diagnostic in found]
        answer = {**parsed.to_plain(), "diagnostics": [diagnostic.to_plain() for diagnostic in found]}
        plain.append({"id": record.id or str(number), "text": record.text, **answer})
    return plain


def _rows(content: bytes | str, name: str, given: Given) -> tuple[Iterable[Row], list[Diagnostic]]:
    """The rows of whatever the content is, and what is doubtful about it as a whole."""
    suffix = Path(name).suffix.lower()
    if isinstance(content, bytes) and (suffix == ".xlsx" or is_workbook(content)):
        return sheet_rows(content, name, given)
    text, doubts = _decoded(content, name)
    if suffix in _MARKDOWN:
        return markdown_rows(text, name, given), doubts
    if suffix == ".json" or is_list(text):
        return entry_rows(text, name, given), doubts
    if suffix in {".csv", ".tsv"} or is_table(text, given):
        return table_rows(text, name, given), doubts
    lines, comments = line_rows(text, name)
    return lines, [*doubts, *comments]


def _mapped(content: bytes | str, name: str, given: Given) -> dict[str, str]:
    """The field of each column that was said to fill one, or is known from a header in another language."""
    there = [*attributes(content, name)] if isinstance(content, bytes) else []
    told = given_fields(there, given)
    return {
        one: said if said is not None else role
        for one, said, role in zip(there, told, roles(tuple(there), given), strict=True)
        if said is not None or (role and any(map(guessed, there)))
    }


def _decoded(content: bytes | str, name: str) -> tuple[str, list[Diagnostic]]:
    if isinstance(content, str):
        return content.removeprefix("\ufeff"), []
    _refuse_other_format(name, content)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    doubts: list[Diagnostic] = []
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        # Windows-1252 holds Latin-1, and nearly every text that is not Unicode.
        text = error.object.decode("cp1252", errors="replace")
        if encoding == "utf-16" or "\ufffd" in text:
            raise Refused(_no_text(text, name)) from None
        doubts.append(_other_encoding(error.object[: error.start].decode("utf-8"), name))
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * _SELDOM > len(text):
        raise Refused(_no_text(text, name))
    return text, doubts


def _other_encoding(before: str, name: str) -> Diagnostic:
    return Diagnostic(
        "records-encoding",
        _("The file is not UTF-8: it is read as Windows-1252, and from here on signs may differ"),
        name or None,
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        1,
        hint=_("Check the letters with accents; save the file as UTF-8 to be sure of them."),
        severity=Severity.WARNING,
    )


def _no_text(text: str, name: str) -> Diagnostic:
    place = re.search(f"\ufffd|{_CONTROL.pattern}", text)
    return Diagnostic(
        "records-no-text",
        _("The file is no text: it holds characters that no sentence has"),
        name or None,
        text.count("\n", 0, place.start() if place else 0) + 1,
        hint=_("Save the requirements as text or CSV, in UTF-8."),
        example="DOS-04: The dosing controller shall stop the dosing pump.",
    )


def _content(source: Path | BinaryIO | bytes, name: str) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        else:
            content = source if isinstance(source, bytes) else source.read(LARGEST + 1)
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
        megabytes = LARGEST // 1024 // 1024
        raise Refused(_too_much(_("The file is larger than {mb} MB").format(mb=megabytes), name))
    return content


def _refuse_other_format(name: str, content: bytes) -> None:
    found = _OTHER_FORMATS.get(Path(name).suffix.lower(), "")
    if content.lstrip()[:1] == b"<" and not name.lower().endswith(_MARKDOWN):
        found = "XML"
    elif content.startswith(b"%PDF"):
        found = "PDF"
    if found:
        raise Refused(
            Diagnostic(
                "records-format",
                _("{format} files cannot be read yet").format(format=found),
                name or None,
                hint=_("Save the requirements as XLSX, or as CSV with the columns id and text."),
                example='id,text\nDOS-04,"The dosing controller shall stop the dosing pump."',
            )
        )


def _too_much(message: str, name: str) -> Diagnostic:
    hint = _("Split it; one file seldom holds more than a few thousand requirements.")
    return Diagnostic("records-too-large", message, name or None, hint=hint)


def _doubled(record: Record, first: int, name: str) -> Record:
    doubt = Diagnostic(
        "records-duplicate-id",
        _("The id {id} stands in line {line} already").format(id=record.id, line=first),
        name or None,
        record.line,
        hint=_("Give each requirement an id of its own."),
        severity=Severity.WARNING,
    )
    return replace(record, diagnostics=(doubt,))
