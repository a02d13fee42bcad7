"""How long arranging takes: `python tests/bench/layout.py --json [--quick]`.

Nested graphs of zones and components, as sparse as real plants: 100 shapes in ms, 1 000 in s. The
large one is left out with --quick.
"""

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.diagram.layout import Box, Graph, arrange


def plant(count: int) -> Graph:
    """`count` shapes in zones of ten, each joined to the next and every fifth to one in another zone."""
    zones = [Box(f"z{zone:04}", 300, 120) for zone in range(max(count // 10, 1))]
    units = [Box(f"u{unit:05}", 176, 52, zones[min(unit // 10, len(zones) - 1)].id) for unit in range(count)]
    joins = [(units[unit].id, units[unit + 1].id) for unit in range(count - 1) if unit % 10 != 9]
    joins += [(units[unit].id, units[(unit + 10) % count].id) for unit in range(0, count, 5)]
    header = {zone.id: 32.0 for zone in zones}
    return Graph((*zones, *units), tuple(joins), header)


def seconds(graph: Graph, engine: str, rounds: int) -> float:
    """The median time of a layout."""
    found = []
    for _round in range(rounds):
        start = time.perf_counter()
        arrange(graph, engine)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


if __name__ == "__main__":
    arrange(plant(20))
    arrange(plant(20), "layers")
    figures = {
        "nested_100_ms": round(seconds(plant(100), "graphlay", 5) * 1000, 1),
        "layers_100_ms": round(seconds(plant(100), "layers", 5) * 1000, 1),
    }
    if "--quick" not in sys.argv:
        figures["nested_1000_s"] = round(seconds(plant(1000), "graphlay", 1), 2)
        figures["layers_1000_s"] = round(seconds(plant(1000), "layers", 1), 2)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
