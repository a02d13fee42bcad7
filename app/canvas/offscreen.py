"""Images without a window: for the command line, where there may be no display."""

import os
from pathlib import Path

from core.diagram import Drawing


def write_png(place: Path, drawing: Drawing, name: str) -> None:
    """Write the drawing as a PNG file in the light theme."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from app.canvas.picture import write_png as write
    from app.theme.fonts import load_fonts

    application = QGuiApplication.instance() or QGuiApplication(["bartizan"])
    assert application is not None
    load_fonts()
    write(place, drawing, name)
