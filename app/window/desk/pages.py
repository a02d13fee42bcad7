"""What actions do with the pages in the middle of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.pages import Page
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window

MATRIX = Page("matrix")
"""The page of the matrix; it belongs to every room."""


COVERAGE = Page("coverage")
"""The page of coverage and traces."""

QUALITY = Page("quality")
"""The page of weak requirements, limits and the trend."""


class PagesDesk:
    """What actions do with the pages in the middle of the window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def matrix(self, subject: str) -> None:
        """Show a matrix, and give the keyboard to its cells."""
        from app.panels.matrix import MatrixPage

        window = self._window
        window.pages.show_page(MATRIX)
        page = window.pages.widget(MATRIX)
        assert isinstance(page, MatrixPage)
        page.show_subject(subject)
        page.view.setFocus()

    def coverage(self) -> None:
        """Show coverage and traces, around the requirement selected, and give the keyboard to them."""
        from app.panels.coverage_page import CoveragePage

        window = self._window
        window.pages.show_page(COVERAGE)
        page = window.pages.widget(COVERAGE)
        assert isinstance(page, CoveragePage)
        page.take_keyboard()

    def quality(self) -> None:
        """Show in what requirements are weak, and how that went, and give the keyboard to the list."""
        from app.panels.quality_page import QualityPage

        window = self._window
        window.pages.show_page(QUALITY)
        page = window.pages.widget(QUALITY)
        assert isinstance(page, QualityPage)
        page.take_keyboard()

    def boilerplates(self) -> None:
        """Show the project's own shapes of sentences, and give the keyboard to the list."""
        from app.window.shapes import show_page

        show_page(self._window).take_keyboard()

    def write_boilerplate(self) -> None:
        """Begin another shape of sentences, with the caret in it."""
        from app.window.shapes import show_page

        show_page(self._window).write_new()

    def add_boilerplates(self) -> None:
        """Ask for a reviewed file of boilerplates, and show what it would bring."""
        from app.window.shapes import ask_and_preview

        ask_and_preview(self._window)

    def add_shipped_boilerplates(self) -> None:
        """Add the boilerplates that come with the program."""
        from app.window.shapes import add_shipped

        add_shipped(self._window)

    def split(self) -> None:
        """Show two pages side by side, or the one in front alone again."""
        if not self._window.pages.split():
            self._window.status.say(_("Open a second page first: there is none to stand beside this one"))
