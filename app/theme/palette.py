"""One QPalette a theme, so that what no style sheet reaches has the right colours too."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "surface.panel",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.field",
    QPalette.ColorRole.AlternateBase: "surface.panel",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.Button: "surface.raised",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "text.primary",
    QPalette.ColorRole.Light: "surface.raised",
    QPalette.ColorRole.Midlight: "surface.hover",
    QPalette.ColorRole.Mid: "line.default",
    QPalette.ColorRole.Dark: "line.control",
    QPalette.ColorRole.Shadow: "line.control",
    QPalette.ColorRole.Highlight: "accent.fill",
    QPalette.ColorRole.HighlightedText: "text.on_accent",
    QPalette.ColorRole.Link: "text.link",
    QPalette.ColorRole.LinkVisited: "text.link",
    QPalette.ColorRole.ToolTipBase: "surface.raised",
    QPalette.ColorRole.ToolTipText: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def make_palette(colours: Mapping[str, str]) -> QPalette:
    """The palette of the theme whose colours by role are given."""
    palette = QPalette()
    for place, role in _ROLES.items():
        palette.setColor(place, QColor(colours[role]))
    for place in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours["text.disabled"]))
    return palette
