"""Marks of status on paper: told apart by their sign, coloured besides."""

from reportlab.platypus import Paragraph

from core.ground.words import _
from core.reports.palette import colour, font
from core.reports.styles import cell, paragraph

SIGNS = {
    "satisfied": ("✔", "status.ok.text"),
    "passed": ("✔", "status.ok.text"),
    "pass": ("✔", "status.ok.text"),
    "fail": ("✘", "status.error.text"),
    "incomplete": ("?", "status.unknown.text"),
    "violated": ("✘", "status.error.text"),
    "failed": ("✘", "status.error.text"),
    "unknown": ("?", "status.unknown.text"),
    "undecided": ("?", "status.unknown.text"),
    "critical": ("▲▲", "severity.critical"),
    "high": ("▲", "severity.high"),
    "medium": ("◆", "severity.medium"),
    "low": ("▽", "severity.low"),
    "info": ("i", "status.info.text"),
    "warning": ("!", "status.warn.text"),
    "error": ("✘", "status.error.text"),
}


def marked(word: str, said: str = "") -> Paragraph:
    """The word, or what is said for it, with its sign before it, in the colour of its status."""
    sign, role = SIGNS.get(word, ("", "text.primary"))
    return paragraph(f"{sign} {said or _(word)}".strip(), cell(bold=True, role=role))


def hexadecimal(role: str) -> str:
    """A role's colour as reportlab's paragraph markup writes it."""
    return str(colour(role).hexval()).replace("0x", "#")


def coloured_sentence(text: str, spans: list[tuple[int, int, str, bool]]) -> Paragraph:
    """A sentence with parts in the colour of their role: start and end, role, whether bold."""
    from xml.sax.saxutils import escape

    pieces: list[str] = []
    place = 0
    for start, end, role, bold in sorted(spans):
        if start < place:
            continue
        pieces.append(escape(text[place:start]))
        part = escape(text[start:end])
        face = font(bold=bold)
        pieces.append(f'<font name="{face}" color="{hexadecimal(role)}">{part}</font>')
        place = end
    pieces.append(escape(text[place:]))
    return Paragraph("".join(pieces), cell())
