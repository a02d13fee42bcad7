"""How each diagram is looked at now, for pictures and prints of it: as its page is, or would open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.window.diagram_page import DiagramPage
from app.window.pages import Page

if TYPE_CHECKING:
    from app.window.window import Window
    from core.assistants.seen import Look
    from core.diagram import Drawing
    from core.model import Id


def look_at(window: Window, diagram_id: Id) -> Look:
    """The overlays and the filter of the page of a diagram; without one, the overlays it would open with."""
    from core.assistants.seen import Look, stated_overlays

    page = window.pages.widget(Page("diagram", diagram_id))
    if isinstance(page, DiagramPage):
        return page.layers.seen
    stated = stated_overlays(window.session.snapshot(), diagram_id)
    return Look(stated or window.overlays.wanted)


def picture_theme(window: Window) -> str:
    """The theme that pictures are in: the light one for paper, or that of the screen."""
    from app.theme import look

    return look().theme if window.preferences.pictures == "screen" else "light"


def front_work(window: Window, *, selection: bool) -> Callable[[], Drawing] | None:
    """What finds, in any thread, the drawing in front as it is seen; of what is selected alone, if asked.

    None where no diagram is in front.
    """
    canvas = window.shown.canvas()
    if canvas is None or canvas.scene_shown.drawing is None:
        return None
    known, look = window.results.known, look_at(window, canvas.diagram_id)
    shown, diagram, chosen = canvas.scene_shown.drawing, canvas.diagram_id, set(canvas.selection)
    page = window.pages.widget(window.pages.current)
    arriving = isinstance(page, DiagramPage) and page.layers.arriving.under_way

    def find() -> Drawing:
        from core.assistants.bearing import bearing_of
        from core.assistants.seen import as_seen, seen_on

        bearing = bearing_of(known)
        part: set[Id] = chosen if selection else set()
        if arriving:
            return as_seen(bearing, diagram, look, chosen=part)
        return seen_on(bearing, shown, look, part)

    return find
