"""What all tests share: no telemetry, no display needed, English, and the folder of foreign files."""

import gc
import os
import sys
from itertools import count
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["BARTIZAN_LANGUAGE"] = "en"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

# The machines that run this are shared and slow at times; a deadline would test them, not us.
# A check of a change repeats its examples, so that it fails for the change alone; at a desk they vary.
settings.register_profile(
    "bartizan",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("bartizan")


WINDOWS = count(1)
"""Counts the tests that showed something."""


@pytest.fixture(autouse=True)
def nothing_left():
    """What a test of the desktop gave up is gone after it.

    Qt deletes later, in its event loop, and many a test has none: windows would stay, take memory, and be
    restyled with each that follows. What they held goes in circles, which Python looks for the less often
    the more a process holds; every fifteenth time it looks here.
    """
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    showed = bool(QApplication.topLevelWidgets())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if showed and next(WINDOWS) % 15 == 0:
        gc.collect()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real files that others wrote; tests that need it skip where it is not given."""
    folder = os.environ.get("BARTIZAN_CORPUS")
    if not folder:
        pytest.skip("BARTIZAN_CORPUS does not name the folder of foreign files")
    return Path(folder)
