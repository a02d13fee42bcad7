"""The diagrams of the report: a page for each large one, small ones together."""

from collections.abc import Callable

from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, PageBreak, Spacer

from core.diagram import Overlays, draw
from core.ground.words import _, deferred
from core.model import Diagram, DiagramType, Snapshot
from core.reports.pages import HEIGHT, WIDTH
from core.reports.painter import Picture
from core.reports.styles import headed, paragraph, small

_HEADINGS = 70
"""Points that headings take over a picture that has the page to itself."""

_LEGIBLE = 0.6
"""Points for one px below which the text of a diagram is too small to share a page."""

_KINDS = {
    DiagramType.SYSTEM: deferred("System diagram"),
    DiagramType.HARDWARE: deferred("Hardware diagram"),
    DiagramType.BEHAVIOUR: deferred("State machine"),
}


def story(
    snapshot: Snapshot, overlays: Overlays, report: Callable[[int, int, str], None] | None = None
) -> list[Flowable]:
    """Every diagram that shows anything, under its name; those that share pages come last."""
    alone: list[Flowable] = []
    shared: list[Flowable] = []
    diagrams = snapshot.of(Diagram)
    for number, diagram in enumerate(diagrams, start=1):
        if report is not None:
            report(number, len(diagrams) + 1, diagram.name)
        drawing = draw(snapshot, diagram.id, overlays)
        if not drawing.items:
            continue
        named = [*headed(diagram.name, 2), paragraph(_KINDS[diagram.diagram](), small())]
        picture = Picture(drawing, WIDTH, HEIGHT / 2 - _HEADINGS)
        if picture.scale >= _LEGIBLE:
            shared.append(KeepTogether([*named, picture, Spacer(0, 18)]))
            continue
        wide = drawing.bounds.width > drawing.bounds.height
        room = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
        alone += _page("wide" if wide else "upright", first=not alone)
        alone += [*named, Picture(drawing, room[0], room[1] - _HEADINGS)]
    if shared:
        shared = [*_page("upright", first=not alone), *shared]
    return alone + shared


def _page(template: str, first: bool) -> list[Flowable]:
    """Another page of that size; the first begins the chapter."""
    return [NextPageTemplate(template), PageBreak(), *(headed(_("Diagrams"), 1) if first else [])]
