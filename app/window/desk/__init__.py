"""What actions do to the window and the project, by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.desk.analysis import AnalysisDesk
from app.window.desk.arranging import ArrangingDesk
from app.window.desk.changes import ChangesDesk
from app.window.desk.clipboard import ClipboardDesk
from app.window.desk.desktop import DesktopDesk
from app.window.desk.drawing import DrawingDesk
from app.window.desk.history import HistoryDesk
from app.window.desk.layers import LayersDesk
from app.window.desk.model import ModelDesk
from app.window.desk.output import OutputDesk
from app.window.desk.pages import PagesDesk
from app.window.desk.projects import ProjectsDesk
from app.window.desk.ways import WaysDesk

if TYPE_CHECKING:
    from app.window.window import Window


class Desk:
    """Does what actions ask for; each attribute answers for one topic."""

    def __init__(self, window: Window) -> None:
        self.projects: ProjectsDesk = ProjectsDesk(window)
        self.changes: ChangesDesk = ChangesDesk(window)
        self.clipboard: ClipboardDesk = ClipboardDesk(window)
        self.history: HistoryDesk = HistoryDesk(window)
        self.model: ModelDesk = ModelDesk(window)
        self.drawing: DrawingDesk = DrawingDesk(window)
        self.arranging: ArrangingDesk = ArrangingDesk(window)
        self.layers: LayersDesk = LayersDesk(window)
        self.analysis: AnalysisDesk = AnalysisDesk(window)
        self.output: OutputDesk = OutputDesk(window)
        self.pages: PagesDesk = PagesDesk(window)
        self.desktop: DesktopDesk = DesktopDesk(window)
        self.ways: WaysDesk = WaysDesk(window)
