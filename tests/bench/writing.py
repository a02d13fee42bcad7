"""How long the editor takes for a key in a sentence of 2,000 characters, in a project with 5,000 terms.

`python tests/bench/writing.py --json [--quick]`. A key is taken when the letter stands there coloured and the
first offers are tried; `key_worst_work_ms` leaves out what other processes took of the time. `reading_ms` is
what takes longer, and waits until the keys rest.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path

CLAUSES = (f"while the state {n} of the line {n} is active and the valve {n} is open" for n in range(1, 28))
SENTENCE = (
    f"{', '.join(CLAUSES)}, when the tank level exceeds 5 m, the controller shall close the valve 3 "
    "and open the valve 4."
)
TYPED = (" and par", "part 1", " is op", "xy")


def main() -> None:
    """Measure and print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print JSON (the only form)")
    arguments.add_argument("--quick", action="store_true", help="500 terms instead of 5,000")
    count = 500 if arguments.parse_args().quick else 5000
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BARTIZAN_HOME"] = folder
        print(json.dumps(measured(Path(folder) / "large.bzn", count)))


def measured(path: Path, count: int) -> dict[str, float]:
    """The times in milliseconds."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.desktop import make_window
    from app.session.preferences import Preferences
    from core.model import Requirement, Term

    application = QApplication.instance() or QApplication([])
    window = make_window(Preferences(motion=False))
    window.resize(1280, 800)
    window.show()
    window.session.create(path)
    window.results._pause.setInterval(10**8)
    text = f"{SENTENCE[:1].upper()}{SENTENCE[1:]}"
    with window.session.change("Begin") as edit:
        for number in range(count):
            edit.new(Term, name=f"Part {number} of line {number % 7}", definition="A part.")
        requirement = edit.new(Requirement, key="R1", text=text)
    window.activateWindow()
    window.show_room("require")
    page = window.shown.requirements_page()
    page.go_to(requirement.id)
    while page.words.lexicon() is None:
        QTest.qWait(50)
    QTest.qWait(1500)
    sentence = page.editor.sentence
    sentence.setFocus()
    keys, worked = [], []
    for place, typed in zip((len(text) - 1, 900, 400, 0), TYPED, strict=True):
        cursor = sentence.textCursor()
        cursor.setPosition(place)
        sentence.setTextCursor(cursor)
        QTest.qWait(400)
        for letter in typed:
            begin, worked_before = time.perf_counter(), time.thread_time()
            QTest.keyClicks(sentence, letter)
            application.processEvents()
            keys.append(time.perf_counter() - begin)
            worked.append(time.thread_time() - worked_before)
    begin = time.perf_counter()
    page.editor.look()
    application.processEvents()
    reading = time.perf_counter() - begin
    window.close()
    return {
        "characters": len(text),
        "terms": count,
        "key_ms": round(statistics.median(keys) * 1000, 1),
        "key_worst_ms": round(max(keys) * 1000, 1),
        "key_worst_work_ms": round(max(worked) * 1000, 1),
        "reading_ms": round(reading * 1000, 1),
    }


if __name__ == "__main__":
    main()
