"""How the desktop looks now: theme, scale and motion, and the colours and fonts that follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import local

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from app.theme.fonts import make_font
from app.theme.palette import make_palette
from app.theme.sheet import make_sheet
from app.theme.tokens import THEMES, tokens

SCALES = (0.8, 2.0)
"""The smallest and the largest scale of text."""


class Look(QObject):
    """The one look of the application; reached through `look()`.

    Signals: `changed` after theme or scale changed and every widget has the new style.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = "light"
        self._lent = local()
        self.scale = 1.0
        self.motion = True
        self._colours: dict[tuple[str, str], QColor] = {}
        self._fonts: dict[tuple[str, bool | None], QFont] = {}

    def use(self, theme: str | None = None, scale: float | None = None) -> None:
        """Take on another theme or scale; ValueError for a theme that does not exist."""
        if theme is not None and theme not in THEMES:
            raise ValueError(theme)
        self._theme = theme or self._theme
        self.scale = min(max(scale or self.scale, SCALES[0]), SCALES[1])
        self._colours.clear()
        self._fonts.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._dress(application)
        self.changed.emit()

    def _dress(self, application: QApplication) -> None:
        """Give the application the style of the present theme and scale, unless it has it already."""
        colours = tokens().themes[self.theme]
        sheet = make_sheet(colours, self.scale, self.line)
        if application.styleSheet() == sheet:
            return
        # Over a sheet that is there Qt polishes each widget once for every widget around it.
        application.setStyleSheet("")
        application.setStyle("Fusion")
        application.setFont(self.font("body"))
        application.setPalette(make_palette(colours))
        application.setStyleSheet(sheet)

    @contextmanager
    def lent(self, theme: str) -> Iterator[None]:
        """Colours of another theme in this thread, while something is painted that is not the screen."""
        before = getattr(self._lent, "theme", None)
        self._lent.theme = theme
        try:
            yield
        finally:
            self._lent.theme = before

    @property
    def theme(self) -> str:
        """The theme in use; in a thread that paints in another, that one."""
        return getattr(self._lent, "theme", None) or self._theme

    @property
    def line(self) -> int:
        """The width of a control's border in px."""
        return 2 if self.theme == "high_contrast" else 1

    def colour(self, role: str) -> QColor:
        """The colour of a role in the present theme; KeyError where there is no such role."""
        theme = self.theme
        found = self._colours.get((theme, role))
        if found is None:
            found = self._colours[theme, role] = QColor(tokens().themes[theme][role])
        return QColor(found)  # the caller may change its own

    def font(self, role: str, bold: bool | None = None) -> QFont:
        """The font of a role of type at the present scale."""
        found = self._fonts.get((role, bold))
        if found is None:
            found = self._fonts[role, bold] = make_font(role, self.scale, bold)
        return found

    def px(self, size: float) -> int:
        """A length of `size` px at scale 1, at the present scale."""
        return round(size * self.scale)


@cache
def look() -> Look:
    """The look of this application."""
    return Look()


def colour(role: str) -> QColor:
    """The colour of a role in the present theme."""
    return look().colour(role)


def font(role: str, bold: bool | None = None) -> QFont:
    """The font of a role of type at the present scale."""
    return look().font(role, bold)


def px(size: float) -> int:
    """A length of `size` px at scale 1, at the present scale."""
    return look().px(size)
