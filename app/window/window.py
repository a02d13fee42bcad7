"""The window: command bar, left list, pages, bottom panel, inspector and status line, kept in step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QSplitter, QStackedWidget, QWidget

from app.actions.action import State
from app.jobs import Job, Jobs
from app.panels.keys import KeysPanel
from app.panels.labels import down
from app.session.preferences import Preferences, write_preferences
from app.session.results import Results
from app.session.session import Session
from app.theme import look, px
from app.window import rooms
from app.window.bands import MessageBand, ReadOnlyBand
from app.window.bar import CommandBar
from app.window.desk import WindowDesk
from app.window.keymap import Keymap
from app.window.pages import START, Page, Pages
from app.window.status import StatusLine
from core.ground.words import _
from core.model import Diagram, Id, Requirement, ThreatStatus

if TYPE_CHECKING:
    from app.panels.bottom import BottomPanel
    from app.panels.inspector import Inspector
    from app.panels.model_panel import ModelPanel
    from app.panels.requirements import RequirementsPage
    from app.window.palette import Palette

NARROW = 1360
"""Below this width the inspector floats over the middle instead of standing beside it."""


class Window(QMainWindow):
    """The one window of the desktop.

    Signals: `closing` when it is about to close.
    """

    closing = Signal()

    def __init__(self, session: Session, jobs: Jobs, results: Results, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.jobs, self.results, self.preferences = session, jobs, results, preferences
        self.room = "draw"
        self._bottom_open = True
        self._right_open = True
        self._alone = False
        self.desk = WindowDesk(self)
        self.bar = CommandBar()
        self.messages = MessageBand()
        self.read_only = ReadOnlyBand(self.desk.copy_project)
        self.status = StatusLine(session, jobs)
        self.keys_panel = KeysPanel()
        self.pages = Pages(lambda page: rooms.make_page(self, page), self._describe)
        self.keymap = Keymap(self, self.desk, self.state)
        self._lefts: dict[str, QWidget] = {}
        self._build()
        self._wire()
        self.setMinimumSize(QSize(800, 560))
        self.resize(1600, 1000)
        self.setWindowTitle("Bartizan")
        self._project_opened()

    # What only a project needs is made with the first one, so that the first window opens quickly.

    @cached_property
    def model_panel(self) -> ModelPanel:
        """The tree of the model."""
        from app.panels.model_panel import ModelPanel

        made = ModelPanel(self.session, self.results)
        made.opened.connect(self.go_to)
        made.adding.connect(lambda: self._popup("draw", made.mapToGlobal(QPoint(px(120), px(32)))))
        return made

    @cached_property
    def inspector(self) -> Inspector:
        """The panel of facts."""
        from app.panels.fields import Chooser
        from app.panels.inspector import Inspector

        made = Inspector(self.session, self.results, Chooser(self._choose, self.go_to))
        made.asked.connect(self.go_to)
        made.message.connect(self.status.say)
        return made

    @cached_property
    def bottom(self) -> BottomPanel:
        """The lists of findings."""
        from app.panels.bottom import BottomPanel

        made = BottomPanel(self.session, self.results)
        made.asked.connect(self.go_to)
        made.folding.connect(lambda: self.fold("bottom"))
        self._middle.addWidget(made)
        return made

    @cached_property
    def palette_popup(self) -> Palette:
        """The palette over everything."""
        from app.window.palette import Palette

        made = Palette(self._frame)
        made.action_chosen.connect(self.run)
        made.element_chosen.connect(self.go_to)
        return made

    @property
    def _furnished(self) -> bool:
        """Whether there is or was a project, and so all panels."""
        return self.session.project is not None or "bottom" in self.__dict__

    def state(self) -> State:
        """What decides which actions can be done now."""
        project = self.session.project
        writable = self.session.writable
        return State(
            project=project is not None,
            writable=writable,
            selected=len(self.session.selection),
            undo=writable and project is not None and project.undoable is not None,
            redo=writable and project is not None and project.redoable is not None,
            room=self.room,
            page=self.pages.current.sort,
            proposal=self.desk.open_proposal() is not None,
            threat=self.desk.threat() is not None,
            jobs=len(self.jobs.running),
        )

    def run(self, action_id: str) -> None:
        """Do an action."""
        self.keymap.run(action_id)

    def show_room(self, room: str) -> None:
        """Go to a room: its list, its page, its panels."""
        self._enter(room)
        page = rooms.PAGES.get(room)
        if page is None:
            open_diagrams = [known for known in self.pages.pages if known.sort == "diagram"]
            page = open_diagrams[0] if open_diagrams else rooms.first_diagram(self.session.snapshot())
            if self.pages.current.sort == "diagram":
                page = self.pages.current
        self.pages.show_page(page)

    def go_to(self, element_id: str) -> None:
        """Show an element, or a threat behind “threat:”, where it is best seen."""
        if element_id.startswith("threat:"):
            self.show_room("threats")
            self.show_threat(element_id.removeprefix("threat:"))
            self._choose_in_list(element_id.removeprefix("threat:"))
            return
        element = self.session.element(element_id)
        if element is None:
            return
        self.session.select((element_id,))
        if isinstance(element, Requirement):
            self.show_room("require")
            self.requirements().go_to(element_id)
            return
        shown = rooms.diagrams_showing(self.session.snapshot(), element_id)
        if shown and not (self.pages.current.sort == "diagram" and self.pages.current.id in shown):
            self.pages.show_page(Page("diagram", shown[0]))
        canvas = self.desk.canvas()
        if shown and canvas is not None and not isinstance(element, Diagram):
            canvas.reveal(element_id)

    def requirements(self) -> RequirementsPage:
        """The page of requirements, brought to the front."""
        from app.panels.requirements import RequirementsPage

        page = rooms.PAGES["require"]
        self.pages.show_page(page)
        shown = self.pages.widget(page)
        assert isinstance(shown, RequirementsPage)
        return shown

    def show_verdict(self, requirement_id: Id) -> None:
        """Show the verdict on a requirement."""
        self.pages.show_page(rooms.PAGES["prove"])
        self.session.select((requirement_id,))
        self.desk.verdict_page().show_requirement(requirement_id)

    def show_threat(self, threat_id: str) -> None:
        """Show a threat: its reasons at the right, its elements in the middle."""
        self.pages.show_page(rooms.PAGES["threats"])
        detail = self.desk.threat_detail()
        detail.show_threat(threat_id)
        self.desk.threat_page().show_threat(detail.threat)
        self.refresh()

    def show_proposal(self, proposal_id: Id) -> None:
        """Show a proposal."""
        self.pages.show_page(rooms.PAGES["review"])
        self.desk.proposal_page().show_proposal(proposal_id)
        self.desk.proposal_aside().show_proposal(proposal_id)
        self.refresh()

    def show_side(self, widget: QWidget) -> None:
        """Show another panel at the right."""
        if self._right.indexOf(widget) < 0:
            self._right.addWidget(widget)
        self._right.setCurrentWidget(widget)

    def left(self) -> QWidget:
        """The panel at the left."""
        return self._side(self.room if self.session.project is not None else "start")

    def say_from(self, page: Page, words: str) -> None:
        """Say something in passing, unless the page it comes from is not in front."""
        if page == self.pages.current:
            self.status.say(words)

    def _side(self, room: str) -> QWidget:
        if room not in self._lefts:
            self._lefts[room] = rooms.make_left(self, room)
        return self._lefts[room]

    def visible_panels(self) -> list[QWidget]:
        """The panels that the keyboard walks through, in their order."""
        middle = self.pages.widget(self.pages.current)
        panels = [self.bar, self._left, middle, self._right, *([self.bottom] if self._furnished else [])]
        return [panel for panel in panels if panel is not None and panel.isVisible()]

    def fold(self, panel: str) -> None:
        """Fold or unfold a panel."""
        if panel == "left":
            self._left.setVisible(not self._left.isVisible())
        elif panel == "right":
            self._right_open = not self._right.isVisible()
            self._right.setVisible(self._right_open)
            self._float_right()
        else:
            self._bottom_open = not self._bottom_open
            self._size_bottom()

    def show_bottom(self, tab: str) -> None:
        """Unfold the bottom panel with a tab in front."""
        self._bottom_open = True
        self.bottom.setVisible(True)
        self._size_bottom()
        self.bottom.show_tab(tab)
        self.bottom.front.setFocus()

    def show_menu_bar(self) -> None:
        """Show the menu bar, or hide it again."""
        bar = self.menuBar()
        if bar.isVisible():
            bar.hide()
            return
        self.keymap.fill(bar)
        bar.show()
        bar.setFocus()

    def save_preferences(self, preferences: Preferences) -> None:
        """Take on other settings and store them."""
        self.preferences = preferences
        write_preferences(preferences)

    def refresh(self) -> None:
        """Show counts, titles and what can be done as they are now."""
        snapshot = self.session.snapshot()
        waiting = [one for one in self.desk.proposals() if one.state.value == "proposed"]
        violated = self.results.counts()["violated"]
        unanswered = [
            one for one in self.results.threats.records if self.results.status(one["id"]) is ThreatStatus.OPEN
        ]
        counts = {
            "require": len(snapshot.of(Requirement)) or "",
            "prove": _("{count} violated").format(count=violated) if violated else "",
            "threats": len(unanswered) or "",
            "review": len(waiting) or "",
        }
        for room, button in self.bar.rooms.items():
            button.show_count(str(counts.get(room, "")))
            button.setEnabled(self.session.project is not None)
        self.pages.refresh()
        self.status.refresh()
        self.keymap.refresh()
        state = self.state()
        self.bar.undo.setEnabled(state.undo)
        self.bar.redo.setEnabled(state.redo)
        project = self.session.project
        if project is not None:
            undoable, redoable = project.undoable, project.redoable
            self.bar.undo.setToolTip(
                _("Undo: {label} (Ctrl Z)").format(label=undoable.label) if undoable else _("Undo (Ctrl Z)")
            )
            self.bar.redo.setToolTip(
                _("Redo: {label} (Ctrl Shift Z)").format(label=redoable.label)
                if redoable
                else _("Redo (Ctrl Shift Z)")
            )

    def _build(self) -> None:
        self._frame = QFrame()
        self._frame.setObjectName("frame")
        column = down(self._frame)
        column.addWidget(self.bar)
        column.addWidget(self.messages)
        column.addWidget(self.read_only)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(1)
        self._left = QStackedWidget()
        self._left.setMinimumWidth(px(200))
        self._left.setMaximumWidth(px(400))
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(1)
        self._middle.addWidget(self.pages)
        self._middle.setStretchFactor(0, 1)
        self._right = QStackedWidget()
        self._right.setMinimumWidth(px(280))
        self._right.setMaximumWidth(px(400))
        self._right.addWidget(self.keys_panel)
        for widget in (self._left, self._middle, self._right):
            self._across.addWidget(widget)
        self._across.setStretchFactor(1, 1)
        column.addWidget(self._across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(self._frame)
        self.menuBar().hide()

    def _wire(self) -> None:
        session = self.session
        self.bar.asked.connect(self.run)
        self.bar.project.clicked.connect(lambda: self._popup("project", self.bar.below_project()))
        self.bar.settings.clicked.connect(
            lambda: self._popup("view", self.bar.settings.mapToGlobal(self.bar.settings.rect().bottomLeft()))
        )
        self.pages.shown.connect(self._page_shown)
        self.pages.strip.fold.clicked.connect(lambda: self.fold("right"))
        self.keys_panel.theme_chosen.connect(self.desk.use_theme)
        self.status.failure.connect(self._read_failure)
        session.opened.connect(self._project_opened)
        session.altered.connect(self.refresh)
        session.selection_changed.connect(self._selected)
        session.refused.connect(self.messages.tell)
        self.results.changed.connect(self.refresh)
        self.jobs.changed.connect(self.keymap.refresh)
        look().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._size_panels(self.room)

    def _selected(self, _ids: tuple[Id, ...]) -> None:
        self.keymap.refresh()

    def _project_opened(self) -> None:
        project = self.session.project
        self.bar.show_project(project.path.stem if project else _("New project"))
        self.setWindowTitle(f"{project.path.stem} · Bartizan" if project else "Bartizan")
        self.read_only.show_holder(project is not None and project.read_only, self.session.holder)
        if project is not None:
            self.save_preferences(self.preferences.having_opened(Path(project.path)))
        self._enter("draw")
        self.pages.restart(rooms.first_diagram(self.session.snapshot()) if project else START)
        self.refresh()

    def _describe(self, page: Page) -> tuple[str, str, str] | None:
        return rooms.describe(self.session.snapshot(), page)

    def _enter(self, room: str) -> None:
        self.room = room
        side = self._side(room if self.session.project is not None else "start")
        if self._left.indexOf(side) < 0:
            self._left.addWidget(side)
        self._left.setCurrentWidget(side)
        self.bar.show_room(room if self.session.project is not None else "draw")
        if self.session.project is None:
            self.show_side(self.keys_panel)
        elif room == "threats":
            self.show_side(self.desk.threat_detail())
        elif room == "review":
            self.show_side(self.desk.proposal_aside())
        else:
            self.show_side(self.inspector)
        if self._furnished:
            self.bottom.setVisible(room in rooms.BOTTOM and self.session.project is not None)
        self._size_panels(room)
        keys = rooms.KEYS["start" if self.session.project is None else room]
        self.status.say("")
        self.status.show_keys([(key, words()) for key, words in keys])
        self.keymap.refresh()

    def _page_shown(self, page: Page) -> None:
        room = rooms.ROOM_OF.get(page.sort, self.room)
        if page.sort == "diagram" and self.room not in ("draw", "prove"):
            room = "draw"
        if room != self.room:
            self._enter(room)
        self.status.say("")
        self.keymap.refresh()

    def _size_panels(self, room: str) -> None:
        left, right = px(rooms.LEFT_WIDTHS.get(room, 256)), px(rooms.RIGHT_WIDTHS.get(room, 304))
        self._left.setMinimumWidth(px(200))
        self._left.setMaximumWidth(px(400))
        self._right.setMinimumWidth(px(280))
        self._right.setMaximumWidth(px(400))
        self._across.setSizes([left, max(self.width() - left - right, px(300)), right])
        self._size_bottom()
        self._float_right()

    def _size_bottom(self) -> None:
        if not self._furnished:
            return
        low = self.bottom.folded_height()
        self.bottom.setMaximumHeight(px(600) if self._bottom_open else low)
        self.bottom.setMinimumHeight(px(90) if self._bottom_open else low)
        height = px(177) if self._bottom_open else low
        self._middle.setSizes([max(self.height() - height, px(200)), height])

    def _float_right(self) -> None:
        """Let the panel at the right float over the middle in a narrow window."""
        narrow = self.width() < px(NARROW)
        floats = self._across.indexOf(self._right) < 0
        if narrow and not floats:
            self._right.setParent(self._frame)
            self._right_open = False
        elif not narrow and floats:
            self._across.insertWidget(2, self._right)
            self._right_open = True
        self._right.setVisible(self._right_open)
        if narrow:
            width = px(rooms.RIGHT_WIDTHS.get(self.room, 304))
            top = self._across.geometry().top()
            self._right.setGeometry(self._frame.width() - width, top, width, self._across.height())
            self._right.raise_()

    def _popup(self, menu_id: str, place: QPoint) -> None:
        menu: QMenu = self.keymap.menu(menu_id, self)
        if menu_id == "project":
            self.desk.add_recent(menu)
        menu.popup(place)

    def _choose(self, kinds: tuple[str, ...], title: str, pick: Callable[[Id], None]) -> None:
        self.palette_popup.choose(self.session.snapshot(), kinds, title, pick)

    def _choose_in_list(self, row_id: str) -> None:
        from app.panels.threats import ThreatList

        panel = self.left()
        if isinstance(panel, ThreatList):
            panel.list.choose(row_id, quietly=True)

    def _read_failure(self, job: Job) -> None:
        if job.outcome is not None:
            self.messages.tell(job.outcome.diagnostics)
        self.jobs.read(job)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names shorten and the inspector floats where the window is narrow."""
        super().resizeEvent(event)
        self.bar.shorten(self.width())
        self._float_right()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt alone shows the menu; Escape closes a message."""
        self._alone = event.key() == Qt.Key.Key_Alt
        if event.key() == Qt.Key.Key_Escape and self.messages.shown is not None:
            self.messages.next()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt alone shows the menu."""
        if event.key() == Qt.Key.Key_Alt and self._alone:
            self.show_menu_bar()
        self._alone = False
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is on disk already; only the work under way is stopped."""
        self.closing.emit()
        self.jobs.close()
        self.session.close()
        event.accept()
