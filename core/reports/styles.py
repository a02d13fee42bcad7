"""How text and tables look on paper."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, TableStyle

from core.reports.palette import colour, font


def style(
    size: float,
    leading: float,
    bold: bool = False,
    mono: bool = False,
    role: str = "text.primary",
    before: float = 0,
    after: float = 0,
    name: str = "text",
) -> ParagraphStyle:
    """A paragraph style; lengths in points."""
    return ParagraphStyle(
        name,
        fontName=font(bold, mono),
        fontSize=size,
        leading=leading,
        textColor=colour(role),
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_LEFT,
        splitLongWords=1,
    )


def title() -> ParagraphStyle:
    """The name of the document on its cover."""
    return style(26, 32, bold=True, after=6)


def heading(level: int) -> ParagraphStyle:
    """A heading of level 1, 2 or 3; levels 1 and 2 go into the contents."""
    size, leading, before = ((17, 22, 0), (12, 16, 14), (10, 14, 10))[level - 1]
    return style(size, leading, bold=True, before=before, after=5, name=f"heading {level}")


_ROOM = 45 * mm
"""What must be left on a page for a heading to stand on it: some rows of the table that follows."""


_HEADING = 15 * mm
"""What a heading takes at most, with the room around it."""


def headed(text: object, level: int, under: object = None) -> list[Flowable]:
    """A heading that is not left alone at the foot of a page, nor with the one right `under` it, if any."""
    if under is None:
        return [CondPageBreak(_ROOM), paragraph(text, heading(level))]
    both = ((text, level), (under, level + 1))
    return [CondPageBreak(_ROOM + _HEADING), *(paragraph(words, heading(at)) for words, at in both)]


def body() -> ParagraphStyle:
    """Plain text."""
    return style(9.5, 14, after=6)


def small(role: str = "text.secondary") -> ParagraphStyle:
    """Remarks and table cells of lesser weight."""
    return style(8, 11, role=role)


def cell(bold: bool = False, mono: bool = False, role: str = "text.primary") -> ParagraphStyle:
    """Text in a table."""
    return style(8, 11, bold=bold, mono=mono, role=role)


def paragraph(text: object, look: ParagraphStyle) -> Paragraph:
    """Text as it is: nothing in it is read as markup."""
    return Paragraph(escape(str(text)).replace("\n", "<br/>"), look)


_TALL = 2000
"""Characters from which on a cell may be higher than a page, so that its row must be split."""


def _is_tall(rows: Sequence[Sequence[Any]]) -> bool:
    return any(_length(entry) > _TALL for row in rows for entry in row)


def _length(entry: Any) -> int:
    if isinstance(entry, str):
        return len(entry)
    if isinstance(entry, list):
        return sum(_length(part) for part in entry)
    return len(entry.getPlainText()) if isinstance(entry, Paragraph) else 0


def table(head: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> LongTable:
    """A table whose head is repeated on each page and whose rows may break between pages.

    A cell is a flowable, a list of flowables, or text.
    """
    look = cell()
    content = [[paragraph(word, cell(bold=True, role="text.secondary")) for word in head]]
    content += [
        [entry if not isinstance(entry, str) else paragraph(entry, look) for entry in row] for row in rows
    ]
    made = LongTable(content, colWidths=list(widths), repeatRows=1, splitInRow=int(_is_tall(rows)))
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), font()),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, 0), (-1, 0), 0.75, colour("line.control")),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, colour("line.subtle")),
            ]
        )
    )
    return made
