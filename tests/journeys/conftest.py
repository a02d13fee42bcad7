"""A window on an empty project for the journeys on the drawing, and a person at its keyboard."""

import pytest

from tests.journeys.hand import Keys


@pytest.fixture
def keys(qtbot, qapp, tmp_path, monkeypatch):
    """A person at the keyboard of a window on an empty project; no work goes on behind its back."""
    from app.desktop import make_window
    from app.session.preferences import Preferences

    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    window = make_window(Preferences(motion=False))
    window.resize(1600, 1000)
    with qtbot.waitExposed(window):
        window.show()
    window.results._pause.setInterval(10**8)
    assert window.session.create(tmp_path / "drawn.bzn")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.shown.canvas() is not None and window.shown.canvas().hasFocus())
    yield Keys(window)
    window.close()
    window.deleteLater()
