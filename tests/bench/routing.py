"""How clean the lines of drawings are: `python tests/bench/routing.py --json [--quick]`.

Figures of seeded drawings by their sort: `scattered` are components at random in and beside zones, none
over another; `covered` the same with some over others; `machines` state machines at random; `moved` the
plant overview of the sample after one component went anywhere; `sample` the diagrams of the sample and
`arranged` these once they were arranged; `nested` 100 components in zones, arranged. Of each: lines; pairs
of lines over one another; lines through shapes; lines within 3 px of a border other than at their ends; px
of line in zones that neither end is in; bends; parts shorter than 12 px between two bends; words of lines,
how many of them another line crosses, how many lie on a border of a zone, how many are shortened, how many
stand on a pole, how many further than 24 px from their line without one; ms a drawing.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.diagram import draw
from core.diagram.arranging import arrange_diagram
from core.diagram.display import Drawing, Item, Rect
from core.diagram.geometry import bounds_of, crosses, distance
from core.diagram.labels import Label
from core.diagram.sheet import zone_chain
from core.diagram.working import Stamp
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Component,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Editor,
    Id,
    Level,
    Location,
    Placement,
    Point,
    Snapshot,
    StateMachine,
    Zone,
)
from core.project import read_text

BORDER = 3.0
FAR = 24.0
_SIZE = (176.0, 52.0)

Scene = tuple[Snapshot, Id]


def overlapping(ways: Sequence[tuple[Id, Sequence[Point]]]) -> int:
    """How many pairs of lines share more than 10 px of their way."""
    parts = [(line, bounds_of(part)) for line, way in ways for part in pairwise(way)]
    found = set()
    for (one, a), (other, b) in combinations(parts, 2):
        if one == other:
            continue
        across = min(a.right, b.right) - max(a.x, b.x)
        down = min(a.bottom, b.bottom) - max(a.y, b.y)
        upright = a.width == 0 == b.width and abs(a.x - b.x) < 2 and down > 10
        level = a.height == 0 == b.height and abs(a.y - b.y) < 2 and across > 10
        if upright or level:
            found.add((one, other))
    return len(found)


def inward(part: Rect, area: Rect) -> float:
    """How much of a part lies in an area, in px."""
    across = min(part.right, area.right) - max(part.x, area.x)
    down = min(part.bottom, area.bottom) - max(part.y, area.y)
    return max(across, 0.0) + max(down, 0.0) if across >= 0 and down >= 0 and crosses(part, area) else 0.0


def figures_of(snapshot: Snapshot, drawing: Drawing) -> Counter[str]:
    """The figures of one drawing."""
    lines = [item for item in drawing.items if item.is_line]
    ways = [(item.element, item.outline) for item in lines]
    found = Counter({"lines": len(lines), "over_one_another": overlapping(ways)})
    assert isinstance(drawing.working, Stamp)
    sheet = drawing.working.working.sheet
    shapes = [item for item in drawing.items if item.layer in (1, 3) and _solid(snapshot, item)]
    zones = [item for item in drawing.items if isinstance(snapshot.get(item.element), Zone)]
    for item in lines:
        hosts = sheet.joints.joined[item.element]
        around = {one for host in hosts for one in sheet.places.above(host)}
        own = {one for host in hosts for one in zone_chain(snapshot, snapshot.get(host))}
        parts = [bounds_of(part) for part in pairwise(item.outline)]
        found["bends"] += len(parts) - 1
        found["jogs"] += sum(distance(*pair) < 12 for pair in list(pairwise(item.outline))[1:-1])
        through = beside = False
        for shape in shapes:
            if shape.element in around:
                continue
            area = bounds_of(shape.outline)
            for number, part in enumerate(parts):
                end = (number == 0 and shape.element == hosts[0]) or (
                    number == len(parts) - 1 and shape.element == hosts[1]
                )
                if end:
                    continue
                through |= crosses(part, area)
                beside |= not crosses(part, area) and crosses(part.grown(BORDER), area)
        found["through_shapes"] += through
        found["beside_borders"] += beside
        for zone in zones:
            if zone.element not in own:
                area = bounds_of(zone.outline)
                found["px_in_other_zones"] += round(sum(inward(part, area) for part in parts))
    return found


def figures_of_words(drawing: Drawing) -> Counter[str]:
    """The figures of the words of lines."""
    lines = [item for item in drawing.items if item.is_line]
    parts = [(item.element, bounds_of(part)) for item in lines for part in pairwise(item.outline)]
    borders = [edge for item in drawing.items if item.layer == 0 for edge in edges(bounds_of(item.outline))]
    found: Counter[str] = Counter()
    for item in lines:
        spots = {spot.name: spot.area for spot in item.spots}
        area = spots.get("label")
        if area is None:
            continue
        found["words"] += 1
        found["words_over_lines"] += any(crosses(part, area) for line, part in parts if line != item.element)
        found["words_on_borders"] += any(crosses(edge, area) for edge in borders)
        found["words_shortened"] += "left out" in spots
        own = (bounds_of(part) for part in pairwise(item.outline))
        poled = _labels(drawing)[item.element].pole is not None
        found["words_on_poles"] += poled
        found["words_far"] += not poled and not any(part.touches(area.grown(FAR)) for part in own)
    return found


def _labels(drawing: Drawing) -> dict[Id, Label]:
    assert isinstance(drawing.working, Stamp)
    return drawing.working.working.sheet.labels


def edges(area: Rect) -> list[Rect]:
    """The four borders of an area."""
    across = [Rect(area.x, y, area.width, 0) for y in (area.y, area.bottom)]
    return [*across, *(Rect(x, area.y, 0, area.height) for x in (area.x, area.right))]


def _solid(snapshot: Snapshot, item: Item) -> bool:
    return not item.is_line and not isinstance(snapshot.get(item.element), Zone)


def scattered(seed: int, covering: bool = False) -> Scene:
    """Components at random in and beside three zones, each joined to one or two others."""
    chance = random.Random(seed)
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Scattered")
    zones = []
    for place in range(3):
        zone = edit.new(Zone, name=f"Zone {place}", level=Level.LEVEL_1)
        x, y = 500.0 * place + chance.randrange(0, 80, 8), chance.randrange(0, 500, 8)
        high = chance.randrange(240, 480, 8)
        area = Rect(x, float(y), 420.0, float(high))
        edit.new(
            Placement,
            owner=diagram.id,
            element=zone.id,
            x=area.x,
            y=area.y,
            width=area.width,
            height=area.height,
        )
        zones.append((zone.id, area))
    placed: list[Rect] = []
    made = []
    for place in range(20):
        inside, room = chance.choice(
            [*zones, (None, Rect(0, -200, 1500, 160)), (None, Rect(0, 1000, 1500, 160))]
        )
        for _try in range(30):
            x = chance.randrange(int(room.x) + 16, int(room.right - _SIZE[0]) - 16, 8)
            y = chance.randrange(int(room.y) + 40, int(room.bottom - _SIZE[1]) - 8, 8)
            area = Rect(float(x), float(y), *_SIZE)
            away = -20 if covering and place % 3 == 0 else 24
            if not any(area.grown(away).touches(other) for other in placed):
                break
        else:
            continue
        placed.append(area)
        unit = edit.new(Component, name=f"Unit {place}", zone=inside)
        edit.new(Placement, owner=diagram.id, element=unit.id, x=area.x, y=area.y, width=176, height=52)
        made.append(unit)
    for _line in range(24):
        one, other = chance.sample(made, 2)
        edit.new(Connector, source=one.id, target=other.id, protocol="OPC UA", data="value")
    return edit.snapshot, diagram.id


def machine(seed: int) -> Scene:
    """Locations at random, some nearer to one another than lines would like, and edges between."""
    chance = random.Random(seed)
    edit = Editor(Snapshot(), counted_ids())
    whole = edit.new(StateMachine, name="Machine")
    diagram = edit.new(Diagram, name="Machine", diagram=DiagramType.BEHAVIOUR)
    placed: list[Rect] = []
    made = []
    for place in range(9):
        for _try in range(60):
            x, y = chance.randrange(0, 700, 8), chance.randrange(0, 500, 8)
            area = Rect(float(x), float(y), 120, 44)
            if not any(area.grown(8).touches(other) for other in placed):
                break
        else:
            continue
        placed.append(area)
        state = edit.new(Location, name=f"State {place}", owner=whole.id)
        edit.new(Placement, owner=diagram.id, element=state.id, x=area.x, y=area.y, width=120, height=44)
        made.append(state)
    for _line in range(13):
        one, other = chance.sample(made, 2)
        edit.new(Edge, owner=whole.id, source=one.id, target=other.id)
    return edit.snapshot, diagram.id


def small_machine(seed: int, *, by_hand: bool) -> Scene:
    """Four to seven locations and five to nine edges: placed by hand, mostly in line, or arranged."""
    chance = random.Random(seed)
    edit = Editor(Snapshot(), counted_ids())
    whole = edit.new(StateMachine, name="Machine")
    diagram = edit.new(Diagram, name="Machine", diagram=DiagramType.BEHAVIOUR)
    count, edges_of_it = chance.randint(4, 7), chance.randint(5, 9)
    names = ("Idle", "Purging", "Igniting", "Burning", "Lock out", "Cooling", "Flushing")
    states = [edit.new(Location, name=name, owner=whole.id) for name in names[:count]]
    ways = [(one, other) for one in states for other in states if one is not other]
    for one, other in chance.sample(ways, edges_of_it):
        edit.new(Edge, owner=whole.id, source=one.id, target=other.id)
    aside = chance.choice((1, 1, 20))
    cells = chance.sample([(column, row) for column in range(5) for row in range(4)], count)
    for state, (column, row) in zip(states, cells, strict=True):
        x, y = (2.0 * chance.randrange(aside) for _axis in range(2))
        edit.new(Placement, owner=diagram.id, element=state.id, x=180.0 * column + x, y=120.0 * row + y)
    return (edit.snapshot, diagram.id) if by_hand else arranged(edit.snapshot, diagram.id)


def moved(sample: Snapshot, seed: int) -> Scene:
    """The plant overview of the sample after one component went somewhere at random."""
    chance = random.Random(seed)
    diagram = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
    components = sorted(
        place.id
        for place in sample.owned(diagram.id, Placement)
        if isinstance(sample[place.element], Component)
    )
    edit = Editor(sample, counted_ids(9000))
    placement = edit.get(chance.choice(components))
    x, y = chance.randrange(0, 1500, 8), chance.randrange(0, 850, 8)
    edit.set(placement, x=float(x), y=float(y))
    zones = [
        (place.width * place.height, place.element)
        for place in sample.owned(diagram.id, Placement)
        if isinstance(sample[place.element], Zone)
        and place.x < x < place.x + place.width
        and place.y < y < place.y + place.height
    ]
    edit.set(placement.element, owner=None, zone=min(zones)[1] if zones else None)
    return edit.snapshot, diagram.id


def nested(count: int) -> Scene:
    """Components in zones of ten, each joined to the next, and every fifth to one in another zone."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Nested")
    zones = [
        edit.new(Zone, name=f"Zone {place}", level=Level.LEVEL_1) for place in range(max(count // 10, 1))
    ]
    for zone in zones:
        edit.new(Placement, owner=diagram.id, element=zone.id, width=300, height=200)
    ports = {}
    for place in range(count):
        unit = edit.new(Component, name=f"Unit {place}", zone=zones[place // 10].id)
        edit.new(Placement, owner=diagram.id, element=unit.id, width=176, height=52)
        ports[place] = unit.id
    pairs = [(one, one + 1) for one in range(count - 1) if one % 10 != 9]
    pairs += [(one, (one + 10) % count) for one in range(0, count, 5)]
    for one, other in pairs:
        edit.new(Connector, source=ports[one], target=ports[other], protocol="OPC UA", data="value")
    return arranged(edit.snapshot, diagram.id)


def arranged(snapshot: Snapshot, diagram: Id) -> Scene:
    """A diagram once it was arranged."""
    changed = arrange_diagram(snapshot, diagram)
    kept = [changed.get(one.id, one) for one in snapshot]
    fresh = [one for key, one in changed.items() if snapshot.get(key) is None]
    return Snapshot([*kept, *fresh]), diagram


def scenes(quick: bool) -> Iterator[tuple[str, Scene]]:
    """All scenes with the name of their sort."""
    count = 8 if quick else 40
    sample = read_text(sample_folder("water-treatment"))
    for seed in range(count):
        yield "scattered", scattered(seed)
        yield "covered", scattered(seed, covering=True)
        yield "machines", machine(seed)
        yield "moved", moved(sample, seed)
    for diagram in sample.of(Diagram):
        yield "sample", (sample, diagram.id)
        yield "arranged", arranged(sample, diagram.id)
    yield "nested", nested(100)


def measure(quick: bool) -> dict[str, dict[str, float]]:
    """The figures of all scenes by their sort."""
    found: dict[str, Counter[str]] = {}
    spent: dict[str, list[float]] = {}
    for name, (snapshot, diagram) in scenes(quick):
        start = time.perf_counter()
        drawing = draw(snapshot, diagram)
        spent.setdefault(name, []).append(time.perf_counter() - start)
        figures = found.setdefault(name, Counter())
        figures.update(figures_of(snapshot, drawing))
        figures.update(figures_of_words(drawing))
    return {
        name: dict(figures) | {"draw_ms": round(sum(spent[name]) / len(spent[name]) * 1000, 1)}
        for name, figures in found.items()
    }


if __name__ == "__main__":
    figures = measure("--quick" in sys.argv)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
