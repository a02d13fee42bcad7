"""However the program is left, nothing stays behind: no work, no worker, no open project."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.project import open_project

TREE = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, os, signal, sys
from pathlib import Path
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from app.desktop import run_desktop
from app.window.window import Window

application = QApplication([])
ways = {
    "close": lambda window: window.close(),
    "quit": lambda window: application.quit(),
    "exit": lambda window: application.exit(0),
    "interrupt": lambda window: os.kill(os.getpid(), signal.SIGINT),
    "terminate": lambda window: os.kill(os.getpid(), signal.SIGTERM),
}
known = []

def workers():
    lines = Path("/proc/self/task").glob("*/children")
    return [child for line in lines for child in line.read_text().split()]

def look():
    if not known:
        known.extend(one for one in application.topLevelWidgets() if isinstance(one, Window))
        return
    (window,) = known
    if window.session.project is not None and not window.jobs.running:
        window.results.recheck()
    elif workers():
        timer.stop()
        print(json.dumps({"working": len(workers())}))
        ways[sys.argv[2]](window)

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
status = run_desktop(Path(sys.argv[1]))
print(json.dumps({
    "status": status,
    "project": known[0].session.project is not None,
    "workers": workers(),
    "threads": QThreadPool.globalInstance().activeThreadCount() + known[0].jobs.active,
}))
sys.exit(status)
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for child processes in /proc")
@pytest.mark.parametrize("way", ["close", "quit", "exit", "interrupt", "terminate"])
def test_nothing_stays_behind_when_the_program_is_left_while_it_works(plant, home, way):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(plant), way],
        cwd=TREE,
        env={**os.environ, "BARTIZAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    during, after = map(json.loads, done.stdout.splitlines())
    assert during["working"] > 0
    assert after == {"status": 0, "project": False, "workers": [], "threads": 0}
    with open_project(plant) as project:
        assert not project.read_only
