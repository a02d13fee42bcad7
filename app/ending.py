"""Ends of the program that come from outside: a signal ends it as closing the window does."""

import os
import signal
from types import FrameType

from PySide6.QtCore import QCoreApplication, QSocketNotifier

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl C in the terminal, the end of the session, and the terminal that goes away."""


def quit_on_signals(application: QCoreApplication) -> QSocketNotifier:
    """From now on, leave the event loop when a signal asks the program to end; keep what is returned.

    The interpreter runs handlers of signals between its own steps only, and in the event loop of Qt
    it takes none: a byte in a pipe wakes it.
    """
    reader, writer = os.pipe()
    for end in (reader, writer):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(writer)

    def leave(_signal: int, _frame: FrameType | None) -> None:
        application.exit(0)

    for known in SIGNALS:
        signal.signal(known, leave)
    waker = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    waker.activated.connect(lambda: os.read(reader, 64))
    return waker
