"""What actions do to the desktop itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.theme import look
from app.theme.tokens import THEMES
from app.window.attention import first_focus, give_keyboard
from app.window.rooms import KEY_PAGE
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class DesktopDesk:
    """What actions do to the desktop itself."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def show_room(self, room: str) -> None:
        """Go to a room, and give the keyboard to what one does there."""
        window = self._window
        window.show_room(room)
        give_keyboard(window)

    def show_bottom(self, tab: str) -> None:
        """Show a tab of the bottom panel."""
        bottom = self._window.shown.bottom
        self._window.frame.unfold_bottom()
        bottom.show_tab(tab)
        bottom.front.setFocus()

    def fold(self, panel: str) -> None:
        """Fold or unfold a panel."""
        self._window.frame.fold(panel)
        self._window.show_keys()

    def next_panel(self, forward: bool) -> None:
        """Give the keyboard to the next panel."""
        panels = self._window.visible_panels()
        focus = self._window.focusWidget()
        here = next(
            (n for n, panel in enumerate(panels) if focus and (panel is focus or panel.isAncestorOf(focus))),
            0,
        )
        target = panels[(here + (1 if forward else -1)) % len(panels)]
        first_focus(target).setFocus()

    def next_tab(self, forward: bool) -> None:
        """Go to the next tab."""
        self._window.pages.step(forward)
        give_keyboard(self._window)

    def close_tab(self) -> None:
        """Close the tab shown; what comes to the front takes the keyboard."""
        self._window.pages.close_page(self._window.pages.current)
        give_keyboard(self._window)

    def travel(self, back: bool) -> None:
        """Go back to the page shown before, or forward again."""
        self._window.pages.travel(back)

    def focus_filter(self) -> None:
        """Put the caret into the filter of the left panel."""
        line = getattr(self._window.left(), "filter", None)
        if line is not None:
            line.setFocus()
            line.selectAll()

    def show_palette(self, start: str) -> None:
        """Open the palette."""
        self._window.shown.palette.ask(self._window.state(), start)

    def show_menu(self) -> None:
        """Show the menu bar."""
        self._window.show_menu_bar()

    def show_keys(self) -> None:
        """List every key in groups."""
        pages = self._window.pages
        pages.show_page(KEY_PAGE)
        page = pages.widget(KEY_PAGE)
        if page is not None:
            page.setFocus()

    def show_help(self) -> None:
        """Show the help of the panel that has the keyboard."""
        from app.window.helping import show_help, topic_here

        show_help(self._window, topic_here(self._window))

    def show_help_of_page(self) -> None:
        """Show the help of the page in front, whatever has the keyboard."""
        from app.window.helping import show_help
        from app.window.sorts import help_of

        show_help(self._window, help_of(self._window.pages.current.sort))

    def start_tour(self) -> None:
        """Begin the tour from its first step."""
        from app.window.tour import start_tour

        start_tour(self._window)

    def tour(self, forward: bool) -> None:
        """Go to the next or previous step of the tour."""
        if self._window.tour is not None:
            (self._window.tour.next if forward else self._window.tour.back)()

    def use_theme(self, theme: str) -> None:
        """Take on a theme; an empty name takes the next one."""
        following = THEMES[(THEMES.index(look().theme) + 1) % len(THEMES)]
        look().use(theme=theme or following)
        self._window.save_preferences(replace(self._window.preferences, theme=look().theme))

    def use_language(self, code: str) -> None:
        """Speak another language; the window is made anew in it."""
        from app.window.language import change_language

        change_language(self._window, code)

    def use_scale(self, step: int) -> None:
        """Make everything larger or smaller by a tenth; 0 goes back to 100 %."""
        look().use(scale=round(look().scale + step / 10, 1) if step else 1.0)
        self._window.save_preferences(replace(self._window.preferences, scale=look().scale))

    def use_motion(self) -> None:
        """Switch motion on or off."""
        look().motion = not look().motion
        self._window.save_preferences(replace(self._window.preferences, motion=look().motion))
        self._window.status.say(_("Motion is on") if look().motion else _("Motion is off"))
