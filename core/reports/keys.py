"""The keys of the desktop on paper and as lists: what a person prints and pins beside the screen."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.ground.files import write_whole
from core.ground.words import _


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What some keys do: their group, the keys as screens write them, and whether a person changed them."""

    group: str
    title: str
    keys: tuple[str, ...]
    changed: bool = False


def write_keys(path: Path, lines: Sequence[KeyLine]) -> None:
    """Write every key into a file whose ending says how: pages, a table or plain text."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        _write_pdf(path, lines)
    elif ending == ".csv":
        write_whole(path, keys_as_csv(lines))
    else:
        write_whole(path, keys_as_text(lines))


def keys_as_csv(lines: Sequence[KeyLine]) -> str:
    """A line each with group, title, keys joined by “, ” and whether they were changed."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("group", "action", "keys", "changed"))
    for line in lines:
        table.writerow((line.group, line.title, ", ".join(line.keys), "yes" if line.changed else "no"))
    return out.getvalue()


def keys_as_text(lines: Sequence[KeyLine]) -> str:
    """Groups with a line each, the keys in a column."""
    wide = max((len(", ".join(line.keys)) for line in lines), default=0)
    out: list[str] = []
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            out += ["", group] if out else [group]
        mark = _(" (changed)") if line.changed else ""
        out.append(f"  {', '.join(line.keys):<{wide}}  {line.title}{mark}")
    return "\n".join(out) + "\n"


def _write_pdf(path: Path, lines: Sequence[KeyLine]) -> None:
    """Groups in two columns a page, small enough for a page or two."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import (
        BaseDocTemplate,
        CondPageBreak,
        Flowable,
        Frame,
        LongTable,
        PageTemplate,
        TableStyle,
    )

    from core.reports.palette import colour, font
    from core.reports.styles import paragraph, style

    margin, gap = 14 * mm, 8 * mm
    wide = (A4[0] - 2 * margin - gap) / 2
    high = A4[1] - 2 * margin - 10 * mm
    frames = [Frame(margin + place * (wide + gap), margin, wide, high, 0, 0, 0, 0) for place in (0, 1)]

    def head(page: Canvas, _document: object) -> None:
        page.setFont(font(bold=True), 12)
        page.setFillColor(colour("text.primary"))
        page.drawString(margin, A4[1] - margin - 2 * mm, _("Bartizan: every key"))

    story: list[Flowable] = []
    for group in dict.fromkeys(line.group for line in lines):
        held = [line for line in lines if line.group == group]
        story.append(CondPageBreak(28 * mm))
        story.append(paragraph(group, style(9, 12, bold=True, before=6, after=2)))
        rows = [
            [
                paragraph(", ".join(line.keys), style(7, 9, mono=True)),
                paragraph(line.title, style(7.5, 9, bold=line.changed)),
            ]
            for line in held
        ]
        made = LongTable(rows, colWidths=(wide * 0.36, wide * 0.64))
        made.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.3, colour("line.subtle")),
                ]
            )
        )
        story.append(made)
    document = BaseDocTemplate(
        str(path), pagesize=A4, title=_("Every key"), creator="Bartizan", initialFontName=font(), invariant=1
    )
    document.addPageTemplates([PageTemplate("keys", frames, onPage=head)])
    document.build(story)
