"""With the overlay of allocation on, what is hovered or selected lights its partners in every open view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.session.pauses import once_after
from core.ground.words import _, plural

if TYPE_CHECKING:
    from app.session.choice import OverlayChoice
    from app.session.session import Session
    from app.window.diagram_page import DiagramPage
    from core.model import Id

_OVERLAY = "allocation"


class Lighting(QObject):
    """Keeps the open diagrams lit. Signal: `message` with how many partners there are, and where."""

    message = Signal(str)

    def __init__(self, session: Session, choice: OverlayChoice) -> None:
        super().__init__()
        self._session = session
        self._pages: list[DiagramPage] = []
        self._hovered: Id | None = None
        self._said = ""
        self._soon = once_after(self, 0, self._light)
        for moved in (session.selection_changed, session.altered, session.opened, choice.changed):
            moved.connect(self._soon.start)

    def take(self, page: DiagramPage) -> None:
        """Light this page too, as long as it is open."""
        self._pages.append(page)
        page.hovered.connect(self._hover)
        page.destroyed.connect(lambda: self._pages.remove(page))

    def _hover(self, element_id: Id | None) -> None:
        self._hovered = element_id
        self._soon.start()

    def _light(self) -> None:
        sources = self._sources() if any(page.layers.heat == _OVERLAY for page in self._seen()) else ()
        if not self._pages:
            return
        from core.diagram.partners import partners_of

        snapshot = self._session.snapshot()
        partners = frozenset().union(*(partners_of(snapshot, snapshot[one]) for one in sources))
        for page in self._pages:
            if page.canvas is not None:
                page.canvas.lit.show(partners, frozenset(sources))
        words = self._words(sources, len(partners)) if sources else ""
        if words != self._said:
            self._said = words
            if words:
                self.message.emit(words)

    def _sources(self) -> tuple[Id, ...]:
        """What is hovered, or else what is selected, as far as it can have partners."""
        from core.diagram.partners import PAIRED

        snapshot = self._session.snapshot()
        hovered = () if self._hovered is None else (self._hovered,)
        asked = (hovered, self._session.selection)
        found = (tuple(one for one in ids if isinstance(snapshot.get(one), PAIRED)) for ids in asked)
        return next((ids for ids in found if ids), ())

    def _seen(self) -> list[DiagramPage]:
        return [page for page in self._pages if page.isVisible()]

    def _words(self, sources: tuple[Id, ...], count: int) -> str:
        from core.model import name_of

        snapshot = self._session.snapshot()
        name = name_of(snapshot, sources[0])
        if len(sources) > 1:
            name = plural("{count} element", "{count} elements", len(sources))
        if not count:
            return _("{name}: no partner by allocation").format(name=name)
        partners = plural("{count} partner by allocation", "{count} partners by allocation", count)
        lit = [
            (page.canvas.diagram.name, len(page.canvas.lit.drawn()))
            for page in self._pages
            if page.canvas is not None and page.canvas.lit.drawn()
        ]
        if not lit:
            return _("{name}: {partners}, drawn in no open view").format(name=name, partners=partners)
        where = ", ".join(f"{diagram} {here}" for diagram, here in lit) if len(lit) > 1 else lit[0][0]
        return _("{name}: {partners}, lit in {where}").format(name=name, partners=partners, where=where)
