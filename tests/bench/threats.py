"""How long finding threats takes, and how much reading the rule catalogues adds to a cold start.

    python tests/bench/threats.py --json [--quick]

The plants are arbitrary, from a fixed seed: one with most facts stated, one with none, which is the
worst case, because every premise is then an open question. With BARTIZAN_CORPUS, also recall on the
Threat Dragon demo with its threats removed: pairs of element and STRIDE letter.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.ground.identity import counted_ids
from core.knowledge import threat_rules
from core.model import Snapshot, StatedThreat, Suppression
from core.threats import Certainty, Threat, find_threats
from tests.core.threats.plants import plant

PARTS_PER_ELEMENT = 0.31
"""Of a plant's elements about a third are parts; the rest are its flows, devices and allocations."""


def main() -> None:
    """Print the figures, as one JSON object with --json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="1,000 elements instead of 10,000")
    arguments = parser.parse_args()
    elements = 1_000 if arguments.quick else 10_000
    figures: dict[str, object] = {
        "rules": len(threat_rules()),
        "cold_rules_s": _cold_rules(),
        "stated": _measured(elements, unknown=0.05),
        "unstated": _measured(elements, unknown=1.0),
    }
    corpus = os.environ.get("BARTIZAN_CORPUS")
    if corpus:
        figures["threat_dragon_demo"] = _recall(Path(corpus) / "threat-models/01_td_v2_demo_webapp.json")
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")


def _measured(elements: int, unknown: float) -> dict[str, float]:
    snapshot = plant(random.Random(1), round(elements * PARTS_PER_ELEMENT), unknown)
    begin = time.perf_counter()
    threats = find_threats(snapshot)
    seconds = time.perf_counter() - begin
    certain = sum(threat.certainty is Certainty.CERTAIN for threat in threats)
    return {
        "elements": len(snapshot),
        "threats": len(threats),
        "certain": certain,
        "seconds": round(seconds, 3),
        "elements_per_s": round(len(snapshot) / seconds),
    }


def _cold_rules() -> float:
    """Seconds that a fresh process spends from importing the room to having all rules."""
    program = (
        "import time; begin = time.perf_counter()\n"
        "from core.threats import find_threats\nfrom core.knowledge import threat_rules\n"
        "threat_rules(); print(time.perf_counter() - begin)"
    )
    home = Path(__file__).resolve().parents[2]
    times = [
        float(
            subprocess.run([sys.executable, "-c", program], cwd=home, capture_output=True, check=True).stdout
        )
        for _ in range(3)
    ]
    return round(min(times), 3)


def _recall(file: Path) -> dict[str, int]:
    """How many pairs of element and letter that people stated are found again from the facts alone.

    Pairs of elements that the file puts out of scope are in the truth and cannot be found while they
    are silenced; `in_scope_ignored` counts with nothing silenced.
    """
    from core.exchange.importing import read_foreign

    snapshot = Snapshot(read_foreign(file, file.read_bytes(), Snapshot(), counted_ids()).elements)
    truth = {(threat.target, letter) for threat in snapshot.of(StatedThreat) for letter in threat.stride}
    threats = find_threats(snapshot)
    heard = find_threats(Snapshot(element for element in snapshot if not isinstance(element, Suppression)))
    certain = [threat for threat in threats if threat.certainty is Certainty.CERTAIN]
    return {
        "truth_pairs": len(truth),
        "threats": len(threats),
        "pairs": len(_pairs(threats)),
        "recalled": len(truth & _pairs(threats)),
        "recalled_by_certain": len(truth & _pairs(certain)),
        "in_scope_ignored_pairs": len(_pairs(heard)),
        "in_scope_ignored_recalled": len(truth & _pairs(heard)),
        "stride_per_element_pairs": 60,
        "stride_per_element_recalled": 11,
    }


def _pairs(threats: Iterable[Threat]) -> set[tuple[str, str]]:
    return {(threat.target.id, letter.value) for threat in threats for letter in threat.stride}


if __name__ == "__main__":
    main()
