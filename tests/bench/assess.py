"""How long the whole journey takes on the sample, and how small questions are answered.

`python tests/bench/assess.py --json [--quick]`. Whole processes, measured from outside; the peak
memory is the largest of any process of the run. Beside `assess` stands the bare interpreter.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "water-treatment"


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON (the only form)")
    parser.add_argument("--quick", action="store_true", help="one round")
    rounds = 1 if parser.parse_args().quick else 3
    bartizan = [sys.executable, "-m", "core.cli"]
    with tempfile.TemporaryDirectory() as folder:
        bare = seconds([sys.executable, "-c", "pass"], rounds)
        version = seconds([*bartizan, "--version"], rounds)
        question = seconds([*bartizan, "suggest", "weaknesses", "--text", "Anyone may log in."], rounds)
        sentence = seconds([*bartizan, "requirements", "parse", str(written(Path(folder)))], rounds)
        threats = seconds([*bartizan, "threats", str(SAMPLE)], rounds)
        assess = seconds([*bartizan, "assess", str(SAMPLE), "--out", str(Path(folder) / "out")], rounds)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "start_s": round(version, 3),
                "start_to_bare_python_ratio": round(version / bare, 1),
                "suggest_sentence_s": round(question, 2),
                "parse_sentence_s": round(sentence, 2),
                "threats_s": round(threats, 2),
                "assess_s": round(assess, 1),
                "peak_mb": round(peak),
            }
        )
    )


def written(folder: Path) -> Path:
    """A file with one requirement."""
    path = folder / "one.txt"
    path.write_text("When the tank is full, the level controller shall stop the pump within 2 s.\n")
    return path


def seconds(command: list[str], rounds: int) -> float:
    """Median wall seconds of a command, whatever status it ends with."""
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
