"""How long arranging takes: `python tests/bench/layout.py --json [--quick]`.

Nested graphs of zones and components, as sparse as real plants: 100 shapes in ms, 1 000 in s. `dense_`
is of 1 000 shapes in zones within sites, 1 500 lines of which every third leads anywhere; there
`graphlay_` is what graphlay takes container by container and `whole_` what it takes for it all at once.
The large ones are left out with --quick, the whole one is measured with --whole alone: it lasts long.
"""

import json
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.diagram.boxes import Box, Graph
from core.diagram.layout import arrange, laid


def plant(count: int) -> Graph:
    """`count` shapes in zones of ten, each joined to the next and every fifth to one in another zone."""
    zones = [Box(f"z{zone:04}", 300, 120) for zone in range(max(count // 10, 1))]
    units = [Box(f"u{unit:05}", 176, 52, zones[min(unit // 10, len(zones) - 1)].id) for unit in range(count)]
    joins = [(units[unit].id, units[unit + 1].id) for unit in range(count - 1) if unit % 10 != 9]
    joins += [(units[unit].id, units[(unit + 10) % count].id) for unit in range(0, count, 5)]
    header = {zone.id: 32.0 for zone in zones}
    return Graph((*zones, *units), tuple(joins), header)


def dense(count: int) -> Graph:
    """`count` shapes in zones of ten within sites of ten zones, and half as many lines again."""
    chance = random.Random(1)
    sites = [Box(f"s{site:03}", 300, 120) for site in range(max(count // 100, 1))]
    zones = [Box(f"z{zone:04}", 300, 120, sites[zone // 10].id) for zone in range(count // 10)]
    units = [Box(f"u{unit:05}", 176, 52, zones[unit // 10].id) for unit in range(count)]
    joins = [(units[unit].id, units[unit + 1].id) for unit in range(count - 1)]
    for _line in range(count // 2):
        source, target = chance.sample(units, 2)
        joins.append((source.id, target.id))
    return Graph((*sites, *zones, *units), tuple(joins), {box.id: 32.0 for box in (*sites, *zones)})


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
    arrange(plant(20), "graphlay")
    arrange(plant(20), "layers")
    figures = {
        "nested_100_ms": round(seconds(plant(100), "tiers", 5) * 1000, 1),
        "graphlay_100_ms": round(seconds(plant(100), "graphlay", 5) * 1000, 1),
        "layers_100_ms": round(seconds(plant(100), "layers", 5) * 1000, 1),
    }
    if "--quick" not in sys.argv:
        figures["nested_1000_s"] = round(seconds(plant(1000), "tiers", 3), 2)
        figures["dense_1000_s"] = round(seconds(dense(1000), "tiers", 3), 2)
        figures["graphlay_dense_1000_s"] = round(seconds(dense(1000), "graphlay", 3), 2)
        figures["layers_1000_s"] = round(seconds(plant(1000), "layers", 3), 2)
    if "--whole" in sys.argv:
        start = time.perf_counter()
        laid(dense(1000))
        figures["whole_dense_1000_s"] = round(time.perf_counter() - start, 2)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
