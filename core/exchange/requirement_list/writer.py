"""Writes requirements as a table (CSV, XLSX), as Markdown, and as plain text."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import groupby

from core.exchange.attributes import attribute_columns, in_columns
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.model import Requirement, RequirementCheck, Snapshot
from core.requirements import split_key
from core.requirements.checks.listed import listed
from core.requirements.headers import roles

COLUMNS = {
    "id": "key",
    "text": "text",
    "requirement name": "name",
    "parent": "",
    "language": "language",
    "category": "category",
    "section": "section",
    "priority": "priority",
    "source": "source",
    "rationale": "rationale",
    "note": "note",
    "checks": "",
}
"""The columns and the fields that they hold; the parent is the key of the requirement it is a part of.

The checks of a requirement stand in one cell, a line each.
"""

_ASSUMED = frozenset({"language", "category", "section"})
"""Columns that follow from key and sentence, or have a value that is assumed, in nearly every list."""
_LONGEST_CELL = 32_767
"""Characters that a cell of a workbook may have."""
_NO_CELL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"[\\`*_|<\[\]#]")


def write_csv(snapshot: Snapshot) -> tuple[bytes, list[Diagnostic]]:
    """The table in UTF-8, with commas, and with its marks so that spreadsheet programs read the letters."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_table(snapshot))
    return out.getvalue().encode("utf-8-sig", "replace"), []


def write_workbook(snapshot: Snapshot) -> tuple[bytes, list[Diagnostic]]:
    """The table as a workbook, all cells as text: nothing in it is ever worked out."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=False)
    sheet = workbook.active
    sheet.title = "Requirements"
    cut: list[str] = []
    for number, row in enumerate(_table(snapshot), 1):
        for column, words in enumerate(row, 1):
            held = _NO_CELL.sub("", words)[:_LONGEST_CELL]
            if held != words and row[0] not in cut:
                cut.append(row[0])
            cell = sheet.cell(number, column)
            cell.value = held
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    workbook.save(out)
    words = _("Control characters, and what goes beyond {most} characters, are left out of these: {keys}")
    return out.getvalue(), _told("table-cell", words.format(most=f"{_LONGEST_CELL:,}", keys="{keys}"), cut)


def write_markdown(snapshot: Snapshot, title: str) -> tuple[bytes, list[Diagnostic]]:
    """A heading a section and below it a table; a sign that Markdown would take for its own is marked."""
    header, *rows = _table(snapshot)
    at = header.index("section") if "section" in header else None
    lines = [f"# {_marked(title)}"]
    for section, members in groupby(rows, key=lambda row: row[at] if at is not None else ""):
        shown = [column for column in range(len(header)) if column != at or not section.strip()]
        lines += ["", f"## {_marked(section)}"] if section.strip() else []
        lines += ["", _line([_marked(header[column]) for column in shown]), _line(["---"] * len(shown))]
        lines += [_line([_marked(row[column]) for column in shown]) for row in members]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace"), []


def write_text(snapshot: Snapshot) -> tuple[bytes, list[Diagnostic]]:
    """One requirement a line behind its key; other fields have no place in it, which is told."""
    lines = []
    strange = []
    for requirement in snapshot.of(Requirement):
        line = f"{requirement.key}: {' '.join(requirement.text.split())}"
        lines.append(line)
        if split_key(f"{requirement.key}: x") != (requirement.key, "x"):
            strange.append(requirement.key)
    told = _told(
        "text-key", _("Keys that are not told from the sentence when the text is read: {keys}"), strange
    )
    header, *_rows = _table(snapshot)
    if lost := [column for column in header[2:] if column not in _ASSUMED]:
        words = _("A text holds keys and sentences alone; these columns are left out: {columns}")
        told.append(
            Diagnostic(
                "text-columns",
                words.format(columns=", ".join(lost)),
                hint=_("CSV, XLSX, Markdown and ReqIF hold them."),
                severity=Severity.WARNING,
            )
        )
    return ("\n".join(lines) + "\n").encode("utf-8", "replace"), told


def _table(snapshot: Snapshot) -> list[list[str]]:
    """The header and a row a requirement; columns that say nothing are left out.

    Behind them come the attributes that files gave the requirements. One whose name would be taken for an
    empty column of ours keeps that from being left out.
    """
    requirements = snapshot.of(Requirement)
    foreign = attribute_columns(requirements)
    rows = [
        [*_row(snapshot, one), *(held.value if held else "" for held in in_columns(one, foreign))]
        for one in requirements
    ]
    header = [*COLUMNS, *(name for name, _which in foreign)]
    told = roles(tuple(header))
    alike = set(roles(tuple(name for name, _which in foreign)))
    used = [
        index
        for index in range(len(header))
        if index < 2 or any(row[index].strip() for row in rows) or (told[index] and told[index] in alike)
    ]
    return [[header[index] for index in used], *([row[index] for index in used] for row in rows)]


def _row(snapshot: Snapshot, requirement: Requirement) -> list[str]:
    owner = snapshot.get(requirement.owner) if requirement.owner else None
    told = [str(getattr(requirement, field)) if field else "" for field in COLUMNS.values()]
    told[2] = requirement.name if requirement.name != requirement.key else ""
    told[3] = owner.key if isinstance(owner, Requirement) else ""
    told[-1] = listed(one.statement for one in snapshot.owned(requirement.id, RequirementCheck))
    return told


def _marked(words: str) -> str:
    marked = _MARKUP.sub(lambda found: "\\" + found[0], words.strip())
    return re.sub(r"\r\n?|\n", "<br>", marked)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _told(code: str, words: str, keys: list[str]) -> list[Diagnostic]:
    return list(_each(code, words, keys)) if keys else []


def _each(code: str, words: str, keys: list[str]) -> Iterator[Diagnostic]:
    yield Diagnostic(code, words.format(keys=", ".join(keys[:20])), severity=Severity.WARNING)
