"""The window: command bar, left list, pages, bottom panel, inspector and status line, kept in step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from app.actions.action import State
from app.actions.keymap import keymap
from app.actions.on_drawing import deed_on_drawing
from app.canvas.pressed import key_text
from app.jobs import Job, Jobs
from app.panels.keys import KeysPanel
from app.panels.undisturbed import is_written_in
from app.session.choice import OverlayChoice
from app.session.preferences import Preferences, write_preferences
from app.session.results import Results
from app.session.session import Session
from app.theme import look
from app.window import furniture, history, page_makers, rooms, routes
from app.window.attention import give_keyboard, tell_of_drawing
from app.window.bands import MessageBand, ReadOnlyBand
from app.window.bar import CommandBar
from app.window.desk import Desk
from app.window.frame import Frame
from app.window.hints import hints_for
from app.window.keymap import Keymap
from app.window.lighting import Lighting
from app.window.menu_bar import MenuBar
from app.window.pages import Page, Pages
from app.window.reading_order import beside_in_reading_order
from app.window.shown import Shown
from app.window.status import StatusLine
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.tour import Tour
    from core.model import Id
    from core.project import Project


class Window(QMainWindow):
    """The one window of the desktop."""

    def __init__(self, session: Session, jobs: Jobs, results: Results, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.jobs, self.results, self.preferences = session, jobs, results, preferences
        results.evidence.recall(preferences.evidence)
        self.overlays = OverlayChoice(
            preferences.overlays,
            lambda wanted: self.save_preferences(replace(self.preferences, overlays=wanted)),
        )
        self.lighting = Lighting(session, self.overlays)
        self.room = "draw"
        self._project: Project | None = None
        self._ending = False
        self._menu_bar = MenuBar(self)
        self.tour: Tour | None = None
        self.shown = Shown(self)
        self.desk = Desk(self)
        self.bar = CommandBar()
        self.messages = MessageBand()
        self.read_only = ReadOnlyBand(self.desk.projects.copy)
        self.status = StatusLine(session, jobs)
        self.lighting.message.connect(self.status.say)
        self.keys_panel = KeysPanel()
        self.pages = Pages(
            lambda page: page_makers.make_page(self, page),
            self._describe,
            lambda: rooms.first_page(self.session),
        )
        self.keymap = Keymap(self, self.desk, self.state)
        self.frame = Frame((self.bar, self.messages, self.read_only), self.pages, self.status)
        self._lefts: dict[str, QWidget] = {}
        self.setCentralWidget(self.frame)
        self._wire()
        self.setMinimumSize(QSize(800, 560))
        self.resize(1600, 1000)
        self.setWindowTitle("Bartizan")
        self._project_opened()

    def state(self) -> State:
        """What decides which actions can be done now."""
        project = self.session.project
        writable = self.session.writable
        selection = self.session.selection
        only = self.session.element(selection[0]) if len(selection) == 1 else None
        canvas = self.shown.canvas()
        merge = history.merge_in_front(self)
        changes = merge if merge is not None else project if writable else None
        return State(
            project=project is not None,
            writable=writable,
            selected=len(selection),
            kind=only.kind if only is not None else "",
            undo=changes is not None and bool(changes.undoable),
            redo=changes is not None and bool(changes.redoable),
            room=self.room,
            page=self.pages.current.sort,
            sort=str(canvas.diagram.diagram) if canvas is not None else "",
            proposal=self.shown.open_proposal is not None,
            threat=self.shown.threat is not None,
            jobs=len(self.jobs.running),
            touring=self.tour is not None,
        )

    def run(self, action_id: str) -> None:
        """Do an action, or what a key does on the drawing in front."""
        if deed_on_drawing(action_id):
            self.desk.drawing.do(action_id)
        else:
            self.keymap.run(action_id)

    def show_room(self, room: str) -> None:
        """Go to a room: its list, its page, its panels."""
        routes.show_room(self, room)

    def go_to(self, address: str) -> None:
        """Show an element, or a threat behind “threat:”, where it is best seen; then type on that page."""
        before = self.pages.current
        routes.go_to(self, address)
        if self.pages.current != before:
            give_keyboard(self)

    def enter(self, room: str) -> None:
        """Put the panels of a room around the page in front."""
        project = self.session.project is not None
        self.room = room
        self.frame.show_left(self.left())
        self.frame.show_right(self._right(room) if project else self.keys_panel)
        self.bar.show_room(room if project else "draw")
        if self.shown.furnished:
            self.shown.bottom.setVisible(room in rooms.BOTTOM and project)
        self.frame.fit(room)
        self.status.say("")
        self.show_keys()
        self.keymap.refresh()

    def show_keys(self) -> None:
        """Show the keys that matter now in the status line."""
        project = self.session.project is not None
        reading = project and not self.session.writable
        hidden = project and self.frame.right_hidden
        room = self.room if project else "start"
        if room == "review" and not reading:
            room += self.shown.review_step
        drawing = hints_for(self.pages.current.sort, self.shown.chosen()) if room == "draw" else ()
        self.status.show_keys(rooms.keys_of(room, reading, hidden, drawing))

    def left(self) -> QWidget:
        """The panel at the left."""
        room = self.room if self.session.project is not None else "start"
        if room not in self._lefts:
            self._lefts[room] = furniture.make_left(self, room)
        return self._lefts[room]

    def visible_panels(self) -> list[QWidget]:
        """The panels that the keyboard walks through, in their order."""
        middle = self.pages.widget(self.pages.current)
        below = [self.shown.bottom] if self.shown.furnished else []
        told = [self.tour.callout] if self.tour is not None else []
        panels = [self.bar, self.frame.left, middle, self.frame.right, *below, *told]
        return [panel for panel in panels if panel is not None and panel.isVisible()]

    def say_from(self, page: Page, words: str) -> None:
        """Say something in passing, unless the page it comes from is not in front."""
        if page == self.pages.current:
            self.status.say(words)

    def show_menu_bar(self) -> None:
        """Show the menu bar, or hide it again."""
        self._menu_bar.toggle()

    def popup(self, menu_id: str, place: QPoint) -> None:
        """Open one menu at a place on the screen."""
        menu: QMenu = self.keymap.menu(menu_id, self)
        if menu_id == "project":
            self.desk.projects.add_recent(menu)
        menu.popup(place)

    def show_context(self, kind: str, place: QPoint) -> None:
        """Open the menu of a drawing, the tree or the table, if it offers anything."""
        menu = self.keymap.context(kind, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.popup(place)

    def save_preferences(self, preferences: Preferences) -> None:
        """Take on other settings and store them."""
        self.preferences = preferences
        write_preferences(preferences)

    def end(self) -> None:
        """Stop the work under way and leave the project; it does no harm to do so twice."""
        self._ending = True
        self.jobs.close()
        self.session.close()
        self.desk.clipboard.leave()

    def refresh(self) -> None:
        """Show counts, titles and what can be done as they are now."""
        project = self.session.project
        if project is not self._project:
            return  # another project is about to be shown, with pages of its own
        self.bar.show_project(self.session.title or _("New project"), str(project.path) if project else "")
        counts = rooms.counts(self.session.snapshot(), self.results) if project is not None else {}
        for room, button in self.bar.rooms.items():
            button.show_count(counts.get(room, ""))
            button.setEnabled(project is not None)
        routes.begin(self)
        self.pages.refresh()
        self.status.refresh()
        self.keymap.refresh()
        self._show_undo()

    def _show_undo(self) -> None:
        """Show whether something can be taken back or done again, and which change that is."""
        project, state = self.session.project, self.state()
        self.bar.undo.setEnabled(state.undo)
        self.bar.redo.setEnabled(state.redo)
        if project is not None:
            deciding = history.merge_in_front(self) is not None
            undoable, redoable = (None, None) if deciding else (project.undoable, project.redoable)
            self.bar.show_undo(undoable.label if undoable else "", redoable.label if redoable else "")

    def _wire(self) -> None:
        session = self.session
        self.bar.asked.connect(self.run)
        self.bar.project.clicked.connect(lambda: self.popup("project", self.bar.below_project()))
        self.bar.settings.clicked.connect(
            lambda: self.popup("view", self.bar.settings.mapToGlobal(self.bar.settings.rect().bottomLeft()))
        )
        self.keymap.changed.connect(self._keys_changed)
        self.pages.shown.connect(self._page_shown)
        self.pages.travelled.connect(self._travelled)
        self.pages.strip.fold.clicked.connect(lambda: self.frame.fold("right"))
        self.pages.strip.help.clicked.connect(self.desk.desktop.show_help_of_page)
        self.pages.strip.split.clicked.connect(lambda: self.run("pages.split"))
        self.keys_panel.theme_chosen.connect(self.desk.desktop.use_theme)
        self.keys_panel.language_chosen.connect(self.desk.desktop.use_language)
        self.status.failure.connect(self._read_failure)
        session.opened.connect(self._project_opened)
        session.altered.connect(self.refresh)
        session.selection_changed.connect(self._selected)
        session.refused.connect(self.messages.tell)
        session.told.connect(self.status.say)
        self.results.changed.connect(self.refresh)
        self.jobs.changed.connect(self.keymap.refresh)
        self.keymap.ran.connect(self._menu_bar.not_alone)
        look().changed.connect(self._restyle)

    def _travelled(self) -> None:
        """Type on the page that was gone back to, and tell of what is selected there."""
        give_keyboard(self)
        tell_of_drawing(self)

    def _restyle(self) -> None:
        self.bar.shorten(self.width())
        self.frame.fit(self.room)

    def _keys_changed(self) -> None:
        """Keep the keys, and show them wherever keys are shown."""
        self.save_preferences(replace(self.preferences, keys=keymap().changed))
        self.bar.show_keys()
        self.show_keys()
        self.refresh()

    def _selected(self, _ids: tuple[Id, ...]) -> None:
        self.keymap.refresh()
        self.show_keys()

    def _project_opened(self) -> None:
        project = self._project = self.session.project
        if self._ending:
            return  # nobody will see what could be begun
        self.setWindowTitle(f"{project.path.stem} · Bartizan" if project else "Bartizan")
        self.read_only.show_holder(project is not None and project.read_only, self.session.holder)
        if project is not None:
            self.save_preferences(self.preferences.having_opened(Path(project.path)))
        self.enter("draw")
        self.pages.restart()
        self.shown.comparisons.clear()
        self.shown.merges.clear()
        self.refresh()
        canvas = self.shown.canvas()
        if canvas is not None and not is_written_in(self.focusWidget()):
            canvas.setFocus()
        if project is not None and not (self.preferences.tour_seen and self.preferences.writing_tour_seen):
            from app.window.tour import offer_tour

            offer_tour(self)

    def _describe(self, page: Page) -> tuple[str, str, str] | None:
        if page.sort in (history.COMPARED, history.MERGED):
            return history.describe(self, page)
        return rooms.describe(self.session, page)

    def _right(self, room: str) -> QWidget:
        if room == "threats":
            return self.shown.threat_detail
        return self.shown.proposal_aside if room == "review" else self.shown.inspector

    def _page_shown(self, page: Page) -> None:
        room = rooms.room_of(page, self.room)
        if room != self.room:
            self.enter(room)
        self.frame.make_room(page.sort in (history.COMPARED, history.MERGED), page.sort == history.MERGED)
        self.status.say("")
        self.show_keys()
        self.keymap.refresh()
        self._show_undo()

    def _read_failure(self, job: Job) -> None:
        if job.outcome is not None:
            self.messages.tell(job.outcome.diagnostics)
        self.jobs.read(job)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names shorten and the inspector floats where the window is narrow."""
        super().resizeEvent(event)
        self.bar.shorten(self.width())
        hidden = self.frame.right_hidden
        self.frame.float_right()
        self.frame.fold_where_low()
        if hidden != self.frame.right_hidden:
            self.show_keys()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's signature
        """Tab goes through the panels in the order they are read in."""
        beside = beside_in_reading_order(self, next)
        if beside is None:
            return super().focusNextPrevChild(next)
        beside.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a message, a key of drawings moves the view; of what nothing took it is said why."""
        if event.key() == Qt.Key.Key_Escape and self.messages.shown is not None:
            self.messages.next()
            return
        if self.desk.drawing.look(event):
            return
        super().keyPressEvent(event)
        why_not = self.keymap.why_not(key_text(event))
        if why_not:
            self.status.say(why_not)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on keys come from the system."""
        super().showEvent(event)
        self._menu_bar.watch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is on disk already; only the work under way is stopped."""
        self.end()
        event.accept()
