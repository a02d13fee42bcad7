"""The frame around the text: page size, head and foot, page numbers, contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from core.ground.words import _
from core.reports.palette import colour, font
from core.reports.styles import style

MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
"""Points between the margins of an upright page."""
HEIGHT = A4[1] - 2 * MARGIN
"""Points between head and foot of an upright page."""


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page but the cover."""

    title: str
    classification: str
    fingerprint: str


def contents() -> TableOfContents:
    """The table of contents, filled while the document is built."""
    look = [
        ("FONTNAME", (0, 0), (-1, -1), font()),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    made = TableOfContents(tableStyle=TableStyle(look))
    first = style(9.5, 15.5, bold=True)
    second = style(8.5, 12)
    second.leftIndent = 14
    made.levelStyles = [first, second]
    made.dotsMinLevel = 1
    return made


def build(path: Path, story: Sequence[Flowable], running: Running, author: str, dated: date) -> None:
    """Write the document; the story's first page is the cover.

    The file is the same to the byte for the same story and date: no time of day, no random id.
    """
    document = _Document(
        str(path),
        pagesize=A4,
        title=running.title,
        author=author,
        creator="Bartizan",
        initialFontName=font(),
        invariant=1,
    )
    document.dated = dated
    document.addPageTemplates(
        [
            PageTemplate("cover", [_frame(A4)], pagesize=A4),
            _body_template("upright", A4, running),
            _body_template("wide", landscape(A4), running),
        ]
    )
    document.multiBuild(list(story))


def _body_template(name: str, size: tuple[float, float], running: Running) -> PageTemplate:
    return PageTemplate(
        name,
        [_frame(size)],
        pagesize=size,
        onPage=lambda canvas, document: _head_and_foot(canvas, document, size, running),
    )


def _frame(size: tuple[float, float]) -> Frame:
    return Frame(MARGIN, MARGIN, size[0] - 2 * MARGIN, size[1] - 2 * MARGIN, 0, 0, 0, 0)


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Tells the contents of each heading, gives headings bookmarks, and counts the pages.

    The document is built several times over until the contents are right; `pages` is the number of
    the pass before, which the last pass repeats.
    """

    pages = 0
    dated = date(2000, 1, 1)

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Called by reportlab with a new canvas: what makes files repeatable dates all of them 2000."""
        self.canv._doc._timeStamp.YMDhms = (*self.dated.timetuple()[:3], 0, 0, 0)  # noqa: SLF001

    def _endBuild(self) -> None:  # noqa: N802 - reportlab's name
        self.pages = self.page
        super()._endBuild()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Called by reportlab after each flowable that was placed."""
        if not isinstance(flowable, Paragraph) or not flowable.style.name.startswith("heading"):
            return
        level = int(flowable.style.name[-1]) - 1
        if level > 1:
            return
        text = flowable.getPlainText()
        key = f"heading-{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=level > 0)
        self.notify("TOCEntry", (level, text, self.page, key))


def _head_and_foot(canvas: Canvas, document: _Document, size: tuple[float, float], running: Running) -> None:
    left, right, top, foot = MARGIN, size[0] - MARGIN, size[1] - 13 * mm, 12 * mm
    canvas.saveState()
    canvas.setFont(font(), 8)
    canvas.setFillColor(colour("text.secondary"))
    canvas.drawString(left, top, running.title)
    canvas.drawRightString(right, top, running.classification)
    canvas.drawString(left, foot, running.fingerprint)
    number = _("{page} of {pages}").format(page=document.page, pages=document.pages)
    canvas.drawRightString(right, foot, number)
    canvas.setStrokeColor(colour("line.default"))
    canvas.setLineWidth(0.5)
    canvas.line(left, top - 2 * mm, right, top - 2 * mm)
    canvas.line(left, foot + 4 * mm, right, foot + 4 * mm)
    canvas.restoreState()
