"""Images without a window: for the command line, where there may be no display."""

import os
from pathlib import Path

from core.diagram import Drawing
from core.ground.diagnostic import Diagnostic


def write_png(place: Path, drawing: Drawing, name: str, theme: str) -> list[Diagnostic]:
    """Write the drawing as a PNG file in a theme; gives what is to be said about it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from app.canvas.picture import write_png as write
    from app.theme.fonts import load_fonts

    application = QGuiApplication.instance() or QGuiApplication(["bartizan"])
    assert application is not None
    load_fonts()
    return write(place, drawing, name, theme)
