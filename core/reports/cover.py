"""The cover: what this is, of what, from when, and the fingerprints to check it by."""

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from core.ground.words import _
from core.reports.pages import WIDTH
from core.reports.palette import colour, font
from core.reports.styles import body, cell, paragraph, style, title

if TYPE_CHECKING:
    from core.reports.assessment import Subject


def story(subject: "Subject", assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the first page."""
    facts = [
        (_("Organisation"), subject.organisation),
        (_("Revision"), subject.revision),
        (_("Classification"), subject.classification),
        (_("Date"), subject.date),
        (_("Made by"), subject.author),
        (_("Source"), subject.source),
        (_("Model"), subject.digest),
        (_("Journal"), subject.journal_head or _("text form, no journal")),
        (_("Written with"), f"Bartizan {assessment['provenance']['tools']['Bartizan']}"),
    ]
    rows = [
        [
            paragraph(name, cell(role="text.secondary")),
            paragraph(value, cell(mono=name in (_("Model"), _("Journal")))),
        ]
        for name, value in facts
        if value
    ]
    table = Table(rows, colWidths=[34 * mm, WIDTH - 34 * mm])
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), font()),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LINEABOVE", (0, 0), (-1, 0), 0.75, colour("line.control")),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, colour("line.subtle")),
            ]
        )
    )
    return [
        Mark(),
        Spacer(1, 52 * mm),
        paragraph(_("Security and resilience assessment"), style(12, 16, role="text.secondary", after=4)),
        paragraph(subject.name, title()),
        paragraph(subject.purpose, body()),
        Spacer(1, 14 * mm),
        table,
    ]


class Mark(Flowable):  # type: ignore[misc]
    """The bartizan, the small turret that overhangs a wall, as the product's mark."""

    width, height = 44, 52

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room the mark takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the turret, and below it the drop that carries it."""
        canvas = self.canv
        canvas.setFillColor(colour("text.primary"))
        path = canvas.beginPath()
        outline = ((0, 52), (9, 52), (9, 45), (17, 45), (17, 52), (27, 52), (27, 45), (35, 45), (35, 52))
        path.moveTo(*outline[0])
        for point in (*outline[1:], (44, 52), (44, 38), (38, 32), (38, 20), (6, 20), (6, 32), (0, 38)):
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillColor(colour("accent.fill"))
        path = canvas.beginPath()
        path.moveTo(9, 16)
        path.lineTo(35, 16)
        path.lineTo(22, 0)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
