"""What the tests of the desktop share: a home of their own, away from any user's settings."""

import pytest

from app.theme import look


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A configuration folder for one test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("BARTIZAN_HOME", str(folder))
    return folder


@pytest.fixture(params=["light", "dark"])
def theme(request, qapp):
    """Both everyday themes, one after the other."""
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)
