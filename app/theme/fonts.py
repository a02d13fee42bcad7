"""The shipped fonts and the roles of type: DejaVu Sans and DejaVu Sans Mono, regular and bold."""

from PySide6.QtGui import QFont, QFontDatabase

from core.ground.resources import resource_folder

SANS = "DejaVu Sans"
MONO = "DejaVu Sans Mono"

ROLES: dict[str, tuple[str, float, bool]] = {
    "title": (SANS, 22, True),
    "heading": (SANS, 16, True),
    "element": (SANS, 14, True),
    "paraphrase": (SANS, 13, False),
    "body": (SANS, 12, False),
    "strong": (SANS, 12, True),
    "small": (SANS, 11, False),
    "section": (SANS, 11, True),
    "code": (MONO, 12, False),
    "id": (MONO, 11, False),
    "key": (MONO, 10.5, False),
    "sentence": (MONO, 14, False),
}
"""Family, size in px at scale 1, and whether it is bold."""


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; where none are shipped the system's DejaVu serve."""
    for file in sorted(resource_folder("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def make_font(role: str, scale: float, bold: bool | None = None) -> QFont:
    """The font of a role at a scale; `bold` overrides the role's own weight."""
    family, size, heavy = ROLES[role]
    font = QFont(family)
    font.setPixelSize(max(round(size * scale), 1))
    font.setBold(heavy if bold is None else bold)
    return font
