"""The desktop from its first line: fonts, look, window, and the project it was called with."""

import sys
from pathlib import Path

from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from app.actions.keymap import keymap, read_changes, written
from app.ending import quit_on_signals
from app.failure import catch_faults
from app.jobs import Jobs
from app.session.minimap_choice import minimap_choice
from app.session.preferences import Preferences, read_preferences
from app.session.results import Results
from app.session.session import Session
from app.theme import look
from app.theme.fonts import load_fonts
from app.theme.tokens import THEMES
from app.window.language import ANEW, speak
from app.window.roles import tell_roles
from app.window.window import Window
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _, language, use_language


def run_desktop(project: Path | None) -> int:
    """Show the window until it is closed; the exit status of the program.

    However the program is left, work under way is stopped and waited for, and the project is closed.
    In another language the window is made anew, with the project, room and place that it had.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    waker = quit_on_signals(application)
    before: Window | None = None
    room = ""
    try:
        while True:
            window = make_window(read_preferences())
            catch_faults(window.messages.tell)
            try:
                _show(window, before, project, room)
                status, room = application.exec(), window.room
                project = window.session.project.path if window.session.project is not None else None
            finally:
                window.end()
            if status != ANEW:
                return status
            window.hide()
            before = window
    finally:
        waker.setEnabled(False)
        QThreadPool.globalInstance().waitForDone()


def _show(window: Window, before: Window | None, project: Path | None, room: str) -> None:
    """Show a window, where the one before it was, and open the project when it stands, at a room."""
    if before is not None:
        window.restoreGeometry(before.saveGeometry())
        before.deleteLater()
    window.show()

    def begin() -> None:
        if project is not None and window.session.open(project) and room:
            window.show_room(room)

    QTimer.singleShot(0, window, begin)


def make_window(preferences: Preferences) -> Window:
    """The window as the user left it, with no project open yet."""
    spoken = language(preferences.language)
    use_language(spoken)
    speak(spoken)
    load_fonts()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setApplicationName("Bartizan")
    tell_roles()
    look().motion = preferences.motion
    minimap_choice().show(preferences.minimap)
    look().use(preferences.theme if preferences.theme in THEMES else "light", preferences.scale)
    session = Session()
    jobs = Jobs(session)
    left_out = take_keys(preferences)
    window = Window(session, jobs, Results(session, jobs), preferences)
    window.messages.tell(left_out)
    return window


def take_keys(preferences: Preferences) -> tuple[Diagnostic, ...]:
    """Have the keys that the person changed; tells what of them could not be taken."""
    if not preferences.keys:
        keymap().take({})
        return ()
    from app.actions.registry import bindings

    changed, told = read_changes(preferences.keys, bindings())
    keymap().take(changed)
    hint = _("The page of keys shows every key and changes it: {key}").format(key=written("Ctrl+F1"))
    return tuple(Diagnostic("desktop-keys", words, severity=Severity.WARNING, hint=hint) for words in told)
