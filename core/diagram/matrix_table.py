"""A matrix in words: what a cell says, and all of it as a table for other programs."""

import csv
import io

from core.diagram.matrix import Cell, Head, Matrix, Subject
from core.ground.words import _, plural
from core.model import Snapshot, name_of

WRITTEN_BY = "Bartizan"
"""How the first field of a written table begins, so that one is known again."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet reads as the beginning of a formula."""


def spoken_cell(snapshot: Snapshot, shown: Matrix, row: int, column: int) -> str:
    """What a cell says, as a sentence: the row, the column, and what joins them."""
    first, second, cell = shown.rows[row], shown.columns[column], shown.cell(row, column)
    if not first.members or not second.members:
        return _("{name}, group of {count}").format(
            name=_group(first, second).name, count=_group(first, second).holds
        )
    ends = _("{row} → {column}").format(row=first.name, column=second.name)
    return f"{ends}: {_what(snapshot, shown.subject, cell)}"


def cell_text(subject: Subject, cell: Cell) -> str:
    """A cell in a table of text: how many links there are, with the protocols of flows; empty for none.

    A question mark says that not all of a flow is known, an exclamation mark that a trace is suspect.
    """
    if not cell.links:
        return ""
    if subject is Subject.ALLOCATIONS:
        return str(len(cell.links))
    words = cell.words or "?"
    unsure = " ?" if cell.unknown and words != "?" else " !" if cell.suspect else ""
    return f"{len(cell.links)}: {words}{unsure}" if len(cell.links) > 1 else f"{words}{unsure}"


def table(shown: Matrix, title: str = "") -> list[list[str]]:
    """The matrix as rows of fields: names of columns first, names of rows at the left, counts at the ends.

    A group that is open is a row of its own that has a name alone.
    """
    columns = shown.columns
    rows = [[title, *(_indented(head) for head in columns), _("Sum")]]
    for number, head in enumerate(shown.rows):
        cells = (cell_text(shown.subject, shown.cell(number, place)) for place in range(len(columns)))
        rows.append([_indented(head), *cells, str(head.total)])
    rows.append([_("Sum"), *(str(head.total) for head in columns), str(shown.links)])
    return rows


def tab_separated(rows: list[list[str]]) -> str:
    """The rows as text with tabs between fields, as spreadsheets take it from the clipboard."""
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in _plain(rows))


def comma_separated(rows: list[list[str]]) -> str:
    """The rows as comma-separated values (RFC 4180)."""
    target = io.StringIO()
    csv.writer(target).writerows(_plain(rows))
    return target.getvalue()


def _plain(rows: list[list[str]]) -> list[list[str]]:
    """The rows without fields that a spreadsheet would take for a formula and work out."""
    return [
        [f"'{field}" if field.lstrip(" ").startswith(_FORMULAS) else field for field in row] for row in rows
    ]


def _indented(head: Head) -> str:
    return "  " * head.depth + head.name


def _group(first: Head, second: Head) -> Head:
    return second if first.members else first


def _related(cell: Cell) -> str:
    parts = [cell.words] if cell.links else []
    if cell.back:
        parts.append(plural("{count} trace back", "{count} traces back", len(cell.back)))
    if cell.suspect:
        parts.append(_("suspect: an end changed since the trace was confirmed"))
    return ", ".join(parts) or _("not traced")


def _what(snapshot: Snapshot, subject: Subject, cell: Cell) -> str:
    if subject is Subject.ALLOCATIONS:
        count = len(cell.links)
        return plural("{count} allocation", "{count} allocations", count) if count else _("not allocated")
    if subject in (Subject.TRACES, Subject.RELATIONS):
        return _related(cell)
    parts = []
    if cell.links:
        parts.append(plural("{count} flow", "{count} flows", len(cell.links)))
        parts.append(cell.words or _("protocol ?"))
        if cell.unknown:
            parts.append(_("not all of it known"))
        if len(cell.links) == 1:
            parts.append(name_of(snapshot, cell.links[0]))
    if cell.back:
        parts.append(plural("{count} flow back", "{count} flows back", len(cell.back)))
    return ", ".join(parts) or _("no flow")
