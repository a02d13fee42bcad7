"""Bartizan opens no internet socket, ever, and writes nothing where nobody asked it to.

Watched from outside, by the system calls of all its processes, in an environment in which no part
believes that it is being tested.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.model import Binding, Component, Event, Location, Port, Proposition, Requirement, StateMachine
from core.project import create_project

ROOT = Path(__file__).parents[2]

DESKTOP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.desktop import run_desktop
application = QApplication(sys.argv[:1])
QTimer.singleShot(6000, application.closeAllWindows)
sys.exit(run_desktop(Path(sys.argv[1])))
"""

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not there to watch system calls"
)


def watched(folder: Path, *command: object) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Run a command in a bare environment; also the families of all sockets that it and its children open."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    log = folder / "calls"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket", "-o", log, *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
        timeout=110,
    )
    return done, set(re.findall(r"socket\((AF_\w+)", log.read_text()))


@pytest.fixture
def plant(tmp_path) -> Path:
    """A small project in which everything that assess does has something to do."""
    path = tmp_path / "plant.bzn"
    with create_project(path) as project, project.change("Draw") as edit:
        pump = edit.new(Component, name="Pump controller")
        port = edit.new(Port, name="orders", owner=pump.id)
        stop = edit.new(Event, name="stop", owner=port.id)
        machine = edit.new(StateMachine, name="Pump", owner=pump.id)
        off = edit.new(Location, name="Off", owner=machine.id, initial=True)
        text = "When stop is ordered, the pump controller shall be off within 2 s."
        edit.new(Requirement, key="P-1", text=text)
        ordered = edit.new(Proposition, name="stop is ordered", binding=Binding.EVENT, event=stop.id)
        off_now = edit.new(Proposition, name="be off", binding=Binding.STATE, locations=(off.id,))
        for proposition in (ordered, off_now):
            edit.set(proposition, confirmed_by="test")
    return path


def test_the_watch_sees_a_socket_that_is_opened(tmp_path):
    script = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()"
    assert "AF_INET" in watched(tmp_path, sys.executable, "-c", script)[1]


def test_an_assessment_opens_no_internet_socket_and_writes_where_it_was_told(plant, tmp_path):
    done, families = watched(
        tmp_path, sys.executable, "-m", "core.cli", "assess", plant, "--out", tmp_path / "out"
    )
    assert done.stderr == ""
    assert done.returncode in (0, 1)
    assert families <= {"AF_UNIX"}
    assert {path.name for path in tmp_path.iterdir()} == {"home", "calls", "out", "plant.bzn"}
    home = tmp_path / "home"
    written = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {name for name in written if "bartizan" not in name} == set()


def test_the_desktop_and_its_workers_open_no_internet_socket(plant, tmp_path):
    done, families = watched(tmp_path, sys.executable, "-c", DESKTOP, plant)
    assert done.returncode == 0, done.stderr
    assert families <= {"AF_UNIX", "AF_NETLINK"}
