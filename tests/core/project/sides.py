"""Two people who go on with one model: small plants, and what either may do to them."""

from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Component,
    Conduit,
    Connector,
    Diagram,
    Edit,
    Editor,
    Element,
    Id,
    Placement,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Zone,
)
from core.model.integrity import all_breaches
from tests.core.uppaal.plant import Builder

Step = tuple[int, int, int]
"""One doing: which, with what, and where to."""

steps = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 30), st.integers(0, 30)), max_size=8)


def without(model: Snapshot, element_ids) -> Snapshot:
    """The model as if somebody had removed these elements."""
    editor = Editor(model, counted_ids())
    editor.remove(*element_ids)
    return editor.snapshot


def having(snapshot: Snapshot, *elements: Element) -> Snapshot:
    """The model with these elements, added or in the place of those with their ids."""
    return snapshot.after([Edit(snapshot.get(one.id), one) for one in elements])


def pieces():
    """A builder with two zones, two components in the first, and a flow between them."""
    b = Builder()
    office, plant = b.add(Zone, "Office"), b.add(Zone, "Plant")
    pump = b.add(Component, "Pump", zone=plant.id)
    panel = b.add(Component, "Panel", zone=plant.id)
    flow = b.add(Connector, "", source=panel.id, target=pump.id)
    return b, office, plant, pump, panel, flow


def clashes(merged):
    """Key and sort of each conflict that is open."""
    return [(one.key, one.clash) for one in merged.conflicts]


def gone_on(base: Snapshot, doings: list[Step], first_id: int) -> Snapshot:
    """The model after these doings, as far as each leaves it sound."""
    ids = counted_ids(first_id)
    model = base
    for doing in doings:
        editor = Editor(model, ids)
        _do(editor, *doing)
        if not list(all_breaches(editor.snapshot)):
            model = editor.snapshot
    return model


def beginning() -> Snapshot:
    """Zones, nested components, flows, requirements, and two drawings of them."""
    editor = Editor(Snapshot(), counted_ids())
    drawings = [editor.new(Diagram, name=f"Drawing {number}") for number in range(2)]
    zones = [editor.new(Zone, name=f"Zone {number}") for number in range(3)]
    parts: list[Component] = []
    for number in range(5):
        owner = parts[-1].id if number % 2 else None
        parts.append(editor.new(Component, name=f"Part {number}", owner=owner, zone=zones[number % 3].id))
    for number in range(4):
        editor.new(Connector, source=parts[number].id, target=parts[number + 1].id)
    editor.new(Conduit, zones=tuple(zone.id for zone in zones[:2]))
    for number in range(3):
        editor.new(Requirement, key=f"R-{number}", text="The plant shall stop.")
    for one in (*parts, *zones):
        editor.new(Placement, owner=drawings[0].id, element=one.id)
    return editor.snapshot


three = st.tuples(steps, steps, steps).map(
    lambda doings: (
        base := gone_on(beginning(), doings[0], 1000),
        gone_on(base, doings[1], 2000),
        gone_on(base, doings[2], 3000),
    )
)
"""A base, and what two people made of it in a few doings each."""


def _do(editor: Editor, what: int, which: int, where: int) -> None:
    """One doing; nothing where there is nothing to do it with."""
    model = editor.snapshot

    def of(*kinds: type[Element], number: int = which) -> Element | None:
        found = [one for kind in kinds for one in model.of(kind)]
        return found[number % len(found)] if found else None

    def or_none(kind: type[Element]) -> Id | None:
        found = [None, *(one.id for one in model.of(kind))]
        return found[where % len(found)]

    part, flow, requirement = of(Component), of(Connector), of(Requirement)
    drawing, place, other = of(Diagram), of(Placement), of(Component, number=where)
    key = f"K-{where % 3}"
    doings = (
        lambda: part and editor.set(part, name="ABCDE"[where % 5]),
        lambda: part and editor.set(part, owner=or_none(Component)),
        lambda: part and editor.set(part, zone=or_none(Zone)),
        lambda: (zone := of(Zone)) and editor.set(zone, owner=or_none(Zone)),
        lambda: editor.remove(*(one.id for one in list(model)[which * 31 + where :][:1])),
        lambda: editor.remove(*(one.id for one in [of(Component, Zone)] if one)),
        lambda: place and editor.set(place, x=float(where)),
        lambda: drawing and part and editor.new(Placement, owner=drawing.id, element=part.id, x=float(where)),
        lambda: editor.new(Component, name="New", owner=or_none(Component)),
        lambda: part and other and editor.new(Connector, source=part.id, target=other.id),
        lambda: flow and other and editor.set(flow, target=other.id),
        lambda: requirement and editor.set(requirement, key=key),
        lambda: editor.new(Requirement, key=key, text="The plant shall run."),
        lambda: editor.new(SystemOfInterest, name="ABCDE"[where % 5]),
    )
    doings[what % len(doings)]()
