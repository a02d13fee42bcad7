"""How long the first window takes, beside a bare Qt window, and how long a short command takes.

    python tests/bench/start.py --json [--quick]

Each figure is the median of whole processes, started one after the other, bare and ours in turn.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]

BARE = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Bartizan"))
window.resize(1600, 1000)
window.show()
application.processEvents()
window.grab()
"""

OURS = """
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.desktop import make_window
from app.session.preferences import read_preferences
window = make_window(read_preferences())
window.show()
application.processEvents()
window.grab()
"""


COMMAND = "import sys; sys.argv = ['bartizan', '--version']; from app.main import main; sys.exit(main())"


def measure(rounds: int) -> dict[str, float]:
    """Seconds of each, and the ratio of our window to the bare one."""
    bare, ours, command = [], [], []
    with tempfile.TemporaryDirectory() as home:
        for program in (BARE, OURS, COMMAND):
            _seconds(program, home)  # compiles, as installing a program does
        for _round in range(rounds):
            bare.append(_seconds(BARE, home))
            ours.append(_seconds(OURS, home))
            command.append(_seconds(COMMAND, home))
    return {
        "bare_window_s": round(statistics.median(bare), 3),
        "first_window_s": round(statistics.median(ours), 3),
        "cli_s": round(statistics.median(command), 3),
        "ratio": round(statistics.median(ours) / statistics.median(bare), 2),
    }


def _seconds(program: str, home: str) -> float:
    environment = {**os.environ, "BARTIZAN_HOME": home, "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program], cwd=TREE, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object (the only form there is)")
    parser.add_argument("--quick", action="store_true", help="three rounds in place of nine")
    chosen = parser.parse_args()
    print(json.dumps(measure(3 if chosen.quick else 9)))


if __name__ == "__main__":
    main()
