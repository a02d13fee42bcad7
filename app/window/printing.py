"""Printing diagrams: the page on which they are laid out, a printer, or a PDF where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from app.window.beside import work_on
from app.window.file_dialogs import ask_save
from app.window.pages import Page
from app.window.rooms import first_page
from app.window.seeing import look_at
from core.assistants.seen import PLAIN, as_seen
from core.ground.words import _

if TYPE_CHECKING:
    from app.canvas.paper import Leaf, Paper
    from app.jobs import Job
    from app.panels.print_page import Drawings, PrintPage
    from app.window.window import Window
    from core.assistants.known import Known
    from core.assistants.seen import Look
    from core.diagram import Drawing
    from core.jobs import Outcome
    from core.model import Diagram, Id

    Tell = Callable[[int, int, str], None]
    """Hears how far work is: steps done, steps in all, and at what."""

_DOTS = 1200
"""Dots an inch that a PDF is laid out with; what is on it are vectors."""

PRINT = Page("print")
"""The page on which diagrams are laid out on paper."""


def show_print_page(window: Window) -> None:
    """Lay the diagram in front out on paper; where none is, the one that was last, else the first of all."""
    last = window.pages.last_of("diagram") or first_page(window.session)
    window.shown.printed = last.id
    window.pages.show_page(PRINT)
    page: PrintPage = window.pages.widget(PRINT)  # type: ignore[assignment] # `make_print_page` made it
    page.refresh()


def make_print_page(window: Window) -> PrintPage:
    """The page, which prints what the window shows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    from app.panels.print_page import PrintPage

    laying = LayingOut(window)
    page = PrintPage(
        laying.ask,
        lambda: origin_of(window),
        bool(QPrinterInfo.availablePrinterNames()),
        window.jobs,
    )
    page.printing.connect(lambda: send(window, page))
    page.writing.connect(lambda: write(window, page))
    return page


class LayingOut:
    """Finds the drawings that are to be printed: at once, or in a job where they are large."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._job: Job | None = None
        self._made: tuple[tuple[Known, list[tuple[Diagram, Look]]], Drawings] | None = None
        """All diagrams, once they were drawn, and what is known and how they were looked at then."""

    def ask(self, what: str, plain: bool, take: Callable[[Drawings | None], None]) -> None:
        """Hand over what is to be printed; None where somebody stopped it.

        The diagram that was in front, what is selected on it, or all diagrams, each as it is seen or
        the `plain` drawing. Only the last one who asks is answered.
        """
        from core.model import Placement

        if self._job is not None:
            self._window.jobs.cancel(self._job)
            self._job = None
        known = self._window.results.known
        wanted = [(one, PLAIN if plain else look_at(self._window, one.id)) for one in self._wanted(what)]
        asked = (known, wanted)
        if what == "all" and self._made is not None and self._made[0] == asked:
            take(self._made[1])
            return
        size = sum(len(known.snapshot.owned(one.id, Placement)) for one, _look in wanted)
        chosen = frozenset(self._window.session.selection) if what == "selection" else None

        def end(outcome: Outcome) -> None:
            if self._job is not job:
                return
            self._job = None
            if outcome.state == "failed":
                self._window.messages.tell(outcome.diagnostics)
            if what == "all" and outcome.is_done:
                self._made = (asked, outcome.result)
            take(outcome.result if outcome.is_done else None)

        job: Job | None = None
        job = self._job = work_on(
            self._window,
            size,
            lambda tell: _drawn(known, wanted, chosen, tell),
            _("Laying the diagrams out"),
            end,
        )

    def _wanted(self, what: str) -> list[Diagram]:
        """The diagrams to be printed."""
        from core.model import Diagram

        snapshot = self._window.session.snapshot()
        if what == "all":
            return list(snapshot.of(Diagram))
        diagram = snapshot.find(Diagram, self._window.shown.printed)
        return [] if diagram is None else [diagram]


def _drawn(
    known: Known,
    wanted: Sequence[tuple[Diagram, Look]],
    chosen: frozenset[Id] | None,
    tell: Tell,
) -> Drawings:
    """The drawings of diagrams as they are looked at; of these elements alone where they are `chosen`."""
    from core.assistants.bearing import bearing_of
    from core.diagram.part import part_of
    from core.model import Placement

    snapshot, bearing = known.snapshot, bearing_of(known)
    counts = [len(snapshot.owned(diagram.id, Placement)) for diagram, _look in wanted]
    found: list[tuple[str, Drawing]] = []
    for number, (diagram, look) in enumerate(wanted):
        before, count, name = sum(counts[:number]), counts[number], diagram.name

        def pace(share: float, before: int = before, count: int = count, name: str = name) -> None:
            tell(round(before + share * count), sum(counts), name)

        pace(0.0)
        drawing = as_seen(bearing, diagram.id, look, pace)
        if chosen is not None:
            parts = set(chosen) & {item.element for item in drawing.items}
            if not parts:
                continue
            drawing = part_of(drawing, snapshot, parts)
        found.append((name, drawing))
    return found


def origin_of(window: Window) -> str:
    """What each page names as its origin: the project, the date, and the head of its journal."""
    project = window.session.project
    if project is None:
        return ""
    date = project.surroundings.clock().date().isoformat()
    return " · ".join(part for part in (window.session.title, date, (project.head_hash or "")[:16]) if part)


def write(window: Window, page: PrintPage) -> None:
    """Ask for a place and print into a PDF there; never over a file of others."""
    from PySide6.QtGui import QPdfWriter

    from core.assistants.places import check_pictures, write_files

    project = window.session.project
    if project is None:
        return
    start = project.path.with_name(f"{project.path.stem}-diagrams.pdf")
    path = ask_save(window, _("Print to PDF"), start, "PDF (*.pdf)")
    if path is None:
        return
    title, origin, chosen, paper = window.session.title, origin_of(window), page.leaves, page.paper

    def work(tell: Tell) -> None:
        def fill(place: Path) -> None:
            device = QPdfWriter(str(place))
            device.setResolution(_DOTS)
            device.setCreator("Bartizan")
            device.setTitle(title)
            if not print_leaves(device, chosen, paper, origin, tell):
                raise OSError(0, _("the page cannot be written"))

        check_pictures([path], start.name)
        write_files({path: fill}, start.name)

    words = _("{words}: {place}").format(words=_("Printed"), place=path)
    work_on(window, _size(chosen), work, _("Printing"), lambda outcome: _end(window, words, outcome))


def send(window: Window, page: PrintPage) -> None:
    """Ask for a printer and print there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(window.session.title)
    printer.setFullPage(True)
    _lay_out(printer, page.paper)
    dialog = QPrintDialog(printer, window)
    accepted = dialog.exec()
    dialog.deleteLater()
    if not accepted:
        return
    chosen, paper, origin = page.leaves, page.paper, origin_of(window)

    def work(tell: Tell) -> None:
        from core.ground.diagnostic import Diagnostic, Refused

        if not print_leaves(printer, chosen, paper, origin, tell):
            raise Refused(
                Diagnostic(
                    "printer-refused",
                    _("The printer does not begin"),
                    hint=_("Look whether it is on and has paper, or print to PDF."),
                )
            )

    work_on(window, _size(chosen), work, _("Printing"), lambda outcome: _end(window, _("Printed"), outcome))


def print_leaves(
    device: QPagedPaintDevice, chosen: tuple[Leaf, ...], paper: Paper, origin: str, tell: Tell
) -> bool:
    """Print pages as vectors, their words as text; False where the device cannot begin."""
    from app.canvas.paper import paint_leaves

    _lay_out(device, paper)
    painter = QPainter()
    if not chosen or not painter.begin(device):
        return False
    scale = device.logicalDpiX() / 72
    painter.scale(scale, scale)
    done = 0

    def pace(_done: int, _all: int) -> None:
        tell(done, len(chosen), chosen[done].name)

    try:
        for done, _leaf in enumerate(paint_leaves(painter, chosen, paper, origin, pace), start=1):
            if done < len(chosen):
                device.newPage()
    finally:
        ended = painter.end()
    return ended


def _end(window: Window, words: str, outcome: Outcome) -> None:
    if outcome.is_done:
        window.status.say(words)
    elif outcome.state != "cancelled":
        window.messages.tell(outcome.diagnostics)


def _size(chosen: Sequence[Leaf]) -> int:
    """How many shapes and lines are painted, at most."""
    return sum(len(leaf.drawing.items) for leaf in chosen)


def _lay_out(device: QPagedPaintDevice, paper: Paper) -> None:
    wide, high = paper.size
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    lies = QPageLayout.Orientation.Landscape if paper.across else QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(size, lies, QMarginsF(0, 0, 0, 0)))
