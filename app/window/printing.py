"""Printing diagrams: the page on which they are laid out, a printer, or a PDF where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from app.window.file_dialogs import ask_save
from app.window.pages import Page
from core.ground.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.canvas.paper import Leaf, Paper
    from app.jobs import Job
    from app.panels.print_page import Drawings, PrintPage
    from app.window.window import Window
    from core.diagram import Drawing, Overlays
    from core.jobs import Outcome
    from core.model import Diagram, Id, Snapshot

    Tell = Callable[[int, int, str], None]
    """Hears how far work is: steps done, steps in all, and at what."""

PRINT = Page("print")
"""The page on which diagrams are laid out on paper."""


def show_print_page(window: Window) -> None:
    """Lay the diagram in front out on paper."""
    canvas = window.shown.canvas()
    if canvas is not None:
        window.shown.printed = canvas.diagram.id
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
    )
    page.printing.connect(lambda: send(window, page))
    page.writing.connect(lambda: write(window, page))
    return page


class LayingOut:
    """Finds the drawings that are to be printed: at once, or in a job where they are large."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._job: Job | None = None
        self._known: tuple[Snapshot, Drawings] | None = None
        """All diagrams of a model, once they were drawn."""

    def ask(self, what: str, take: Callable[[Drawings | None], None]) -> None:
        """Hand over what is to be printed; None where somebody stopped it.

        The diagram that was in front, what is selected on it, or all diagrams. Only the last one who asks
        is answered.
        """
        from app.canvas.opening import MANY
        from core.model import Placement

        if self._job is not None:
            self._window.jobs.cancel(self._job)
            self._job = None
        snapshot = self._window.session.snapshot()
        if what == "all" and self._known is not None and self._known[0] is snapshot:
            take(self._known[1])
            return
        wanted = _wanted(self._window, what)
        size = sum(len(snapshot.owned(one.id, Placement)) for one, _overlays in wanted)
        chosen = frozenset(self._window.session.selection)

        def work(tell: Tell) -> Drawings:
            return _drawn(snapshot, wanted, chosen if what == "selection" else None, tell)

        def end(outcome: Outcome) -> None:
            if self._job is not job:
                return
            self._job = None
            if outcome.state == "failed":
                self._window.messages.tell(outcome.diagnostics)
            if what == "all" and outcome.is_done:
                self._known = (snapshot, outcome.result)
            take(outcome.result if outcome.is_done else None)

        if size <= MANY:
            take(work(lambda _done, _total, _words: None))
            return
        job = self._job = self._window.jobs.start_here(work, _("Laying the diagrams out"), end)


def _wanted(window: Window, what: str) -> list[tuple[Diagram, Overlays]]:
    """The diagrams to be printed, each with what lies over it; that in front as it is seen."""
    from core.diagram import Overlays
    from core.model import Diagram

    snapshot = window.session.snapshot()
    if what == "all":
        return [(one, Overlays()) for one in snapshot.of(Diagram)]
    diagram = snapshot.find(Diagram, window.shown.printed)
    if diagram is None:
        return []
    canvas = getattr(window.pages.widget(Page("diagram", diagram.id)), "canvas", None)
    return [(diagram, Overlays() if canvas is None else canvas.overlays)]


def _drawn(
    snapshot: Snapshot,
    wanted: Sequence[tuple[Diagram, Overlays]],
    chosen: frozenset[Id] | None,
    tell: Tell,
) -> Drawings:
    """The drawings of diagrams; of these elements alone where they are `chosen`."""
    from core.diagram import draw
    from core.diagram.part import part_of
    from core.model import Placement

    counts = [len(snapshot.owned(diagram.id, Placement)) for diagram, _overlays in wanted]
    found: list[tuple[str, Drawing]] = []
    for number, (diagram, overlays) in enumerate(wanted):
        before, count, name = sum(counts[:number]), counts[number], diagram.name

        def pace(share: float, before: int = before, count: int = count, name: str = name) -> None:
            tell(round(before + share * count), sum(counts), name)

        pace(0.0)
        drawing = draw(snapshot, diagram.id, overlays, pace)
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
    from PySide6.QtPrintSupport import QPrinter

    from core.assistants.places import check_pictures, write_files

    project = window.session.project
    if project is None:
        return
    start = project.path.with_name(f"{project.path.stem}-diagrams.pdf")
    path = ask_save(window, _("Print to PDF"), start, "PDF (*.pdf)")
    if path is None:
        return

    def fill(place: Path) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(place))
        printer.setCreator("Bartizan")
        printer.setDocName(window.session.title)
        if not print_leaves(printer, page.leaves, page.paper, origin_of(window)):
            raise OSError(0, _("the page cannot be written"))

    def check_and_write() -> None:
        check_pictures([path], start.name)
        write_files({path: fill}, start.name)

    if window.session.attempt(check_and_write):
        window.status.say(_("{words}: {place}").format(words=_("Printed"), place=path))


def send(window: Window, page: PrintPage) -> None:
    """Ask for a printer and print there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(window.session.title)
    _lay_out(printer, page.paper)
    dialog = QPrintDialog(printer, window)
    if dialog.exec() and print_leaves(printer, page.leaves, page.paper, origin_of(window)):
        window.status.say(_("Printed"))
    dialog.deleteLater()


def print_leaves(printer: QPrinter, chosen: tuple[Leaf, ...], paper: Paper, origin: str) -> bool:
    """Print pages as vectors, their words as text; False where the printer cannot begin."""
    from app.canvas.paper import paint_leaves

    _lay_out(printer, paper)
    painter = QPainter()
    if not chosen or not painter.begin(printer):
        return False
    scale = printer.resolution() / 72
    painter.scale(scale, scale)
    for number, _leaf in enumerate(paint_leaves(painter, chosen, paper, origin)):
        if number + 1 < len(chosen):
            printer.newPage()
    return painter.end()


def _lay_out(printer: QPrinter, paper: Paper) -> None:
    wide, high = paper.size
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    lies = QPageLayout.Orientation.Landscape if paper.across else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, lies, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
