"""The program starts without what it does not need, and says calmly when it cannot open a window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import app.main
from app.main import main, missing_display

TREE = Path(__file__).resolve().parents[2]
HEAVY = (
    "sympy",
    "networkx",
    "reportlab",
    "alembic",
    "onnxruntime",
    "yaml",
    "lark",
    "sqlalchemy",
    "numpy",
    "pint",
)

FIRST_WINDOW = """
import json, sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.desktop import make_window
from app.session.preferences import read_preferences
window = make_window(read_preferences())
window.show()
application.processEvents()
window.grab()
print(json.dumps(sorted(sys.modules)))
"""


def _run(home, *arguments, **environment):
    whole = {**os.environ, "BARTIZAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=TREE,
        env=whole,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_first_window_opens_without_the_heavy_libraries(home):
    done = _run(home, "-c", FIRST_WINDOW)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert {name.partition(".")[0] for name in loaded} & set(HEAVY) == set()
    assert "PySide6" in loaded
    assert "core.model" not in loaded


def test_the_command_line_runs_without_qt(home):
    code = "import sys; sys.argv = ['bartizan', '--version']; from app.main import main; status = main();"
    done = _run(home, "-c", code + "print('PySide6' in sys.modules, status)")
    assert done.stdout.splitlines()[-1] == "False 0"


def test_a_display_that_does_not_answer_is_one_calm_line(home):
    done = _run(home, "-m", "app.main", QT_QPA_PLATFORM="", DISPLAY=":4711", WAYLAND_DISPLAY="")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("bartizan: the display :4711 does not answer; start it from a desktop session")


def test_no_display_at_all_is_said_too(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "there is no display here" in missing_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_display() == ""


@pytest.mark.parametrize(
    ("words", "project"), [([], None), (["open"], None), (["open", "plant.bzn"], Path("plant.bzn"))]
)
def test_no_words_and_open_start_the_desktop(monkeypatch, words, project):
    started = []
    monkeypatch.setattr(sys, "argv", ["bartizan", *words])
    monkeypatch.setattr(app.main, "open_desktop", lambda path: started.append(path) or 0)
    assert main() == 0
    assert started == [project]


def test_open_with_two_projects_is_wrong_usage(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bartizan", "open", "a.bzn", "b.bzn"])
    assert main() == 2
    assert "open takes one project" in capsys.readouterr().err
