"""Reads a Threat Dragon v2 model: lenient in what it takes, plain about what it leaves.

A box that is not ticked there may mean "no" or "nobody looked"; the file cannot tell, so it is
read as unknown. A boundary says nothing of what is inside it, and zone membership is never guessed
from a drawing: a boundary box becomes a zone and a proposal that lists what lies in it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from core.exchange.imported import Imported
from core.exchange.threat_dragon.cell import Cell, cell_from_plain, left_of
from core.exchange.threat_dragon.membership import membership_proposal
from core.exchange.threat_dragon.taking import Taking
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _, plural, quoted
from core.model import (
    Actor,
    Component,
    Connector,
    DataStore,
    Diagram,
    Element,
    Id,
    Placement,
    Snapshot,
    StatedThreat,
    Suppression,
    SystemOfInterest,
    ThreatStatus,
    Truth,
    Zone,
)

E = TypeVar("E", bound=Element)

STRIDE = {
    "spoofing": "S",
    "tampering": "T",
    "repudiation": "R",
    "information disclosure": "I",
    "denial of service": "D",
    "elevation of privilege": "E",
}

SEVERITIES = ("info", "low", "medium", "high", "critical")

STATUS = {
    "mitigated": ThreatStatus.MITIGATED,
    "notapplicable": ThreatStatus.NOT_APPLICABLE,
    "not applicable": ThreatStatus.NOT_APPLICABLE,
    "accepted": ThreatStatus.RISK_ACCEPTED,
}

SHAPES: dict[str, type[Actor] | type[Component] | type[DataStore]] = {
    "actor": Actor,
    "process": Component,
    "store": DataStore,
}

BOX = "trust-boundary-box"

TICKS = {
    "store": {
        "isEncrypted": "encrypted",
        "isSigned": "integrity_protected",
        "storesCredentials": "holds_credentials",
    },
    "flow": {"isEncrypted": "encrypted", "isPublicNetwork": "public_network"},
}
"""Boxes of each shape that the model has a fact for."""

FOLLOWS = frozenset({"hasOpenThreats", "isTrustBoundary"})
"""Keys of the data of a cell that say nothing beside its threats and its shape."""
OWN = frozenset({"summary", "detail", "version"})
COUNTERS = frozenset({"id", "diagrams", "diagramTop", "threatTop", "diagramType", "thumbnail", "version"})
"""Keys by which the program numbers, names and pictures what the file holds."""


def is_threat_dragon(plain: Any) -> bool:
    """Whether the JSON value claims to be a Threat Dragon model of version 2."""
    return _is_model(plain) and str(plain.get("version", "2")).startswith("2")


def is_threat_dragon_1(plain: Any) -> bool:
    """Whether the JSON value is a Threat Dragon model of version 1, which keeps cells in `diagramJson`."""
    return (
        _is_model(plain)
        and not str(plain.get("version", "")).startswith("2")
        and any(
            isinstance(diagram, dict) and "diagramJson" in diagram for diagram in plain["detail"]["diagrams"]
        )
    )


def _is_model(plain: Any) -> bool:
    return (
        isinstance(plain, dict)
        and isinstance(plain.get("summary"), dict)
        and isinstance(plain.get("detail"), dict)
        and isinstance(plain["detail"].get("diagrams"), list)
    )


def read_threat_dragon(plain: dict[str, Any], file: str, snapshot: Snapshot, ids: Ids) -> Imported:
    """The elements of all diagrams; Refused where not a single one can be read."""
    reading = _Reading(ids)
    whole, summary, detail = Taking(plain), Taking(plain["summary"]), Taking(plain["detail"])
    title, purpose = summary.text("title"), summary.text("description")
    systems = snapshot.of(SystemOfInterest)
    if not systems:
        reading.make(SystemOfInterest, name=title or _("Imported model"), purpose=purpose)
    if title and systems and title != systems[0].name:
        reading.dropped.append(_("“{title}”: the project has a name of its own").format(title=title))
    if purpose and systems and purpose != systems[0].purpose:
        reading.dropped.append(_("“{text}”: the project has a purpose of its own").format(text=purpose))
    for part in (whole, summary, detail):
        part.pass_over(OWN if part is whole else COUNTERS)
        reading.dropped += left_of(part, title or Path(file).name)
    for number, diagram in enumerate(plain["detail"]["diagrams"], start=1):
        if isinstance(diagram, dict) and isinstance(diagram.get("cells"), list):
            drawn = Taking(diagram)
            name = drawn.text("title") or _("Diagram {number}").format(number=number)
            drawn.pass_over(COUNTERS | {"cells"})
            reading.dropped += left_of(drawn, name)
            cells = [cell_from_plain(cell) for cell in diagram["cells"] if isinstance(cell, dict)]
            reading.dropped += _unreadable(diagram["cells"], cells, name)
            _read_diagram(reading, reading.make(Diagram, name=name), cells)
        else:
            reading.dropped.append(_("Diagram {number} holds no cells").format(number=number))
    if not reading.by_cell:
        raise Refused(
            Diagnostic(
                "threat-dragon-empty",
                _("The model has no element that could be taken over"),
                file,
                hint=_("Draw at least one actor, process or store, and export it again."),
            )
        )
    if reading.unticked:
        reading.dropped.append(
            plural(
                "{count} box is not ticked in the file; that is read as unknown, not as no",
                "{count} boxes are not ticked in the file; that is read as unknown, not as no",
                reading.unticked,
            )
        )
    for key, count in reading.left_of_threats.items():
        words = _("“{key}” of threats: the model has no such fact; threats that have one: {count}")
        reading.dropped.append(words.format(key=key, count=count))
    return Imported("Threat Dragon v2", tuple(reading.elements), tuple(reading.dropped))


@dataclass(slots=True)
class _Reading:
    """What has been made and left so far."""

    ids: Ids
    elements: list[Element] = field(default_factory=list)
    by_cell: dict[str, Actor | Component | DataStore] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    unticked: int = 0
    left_of_threats: Counter[str] = field(default_factory=Counter)

    def make(self, kind: type[E], **facts: Any) -> E:
        element = kind(id=self.ids(), **facts)
        self.elements.append(element)
        return element


def _read_diagram(reading: _Reading, diagram: Diagram, cells: list[Cell]) -> None:
    zones: list[tuple[Zone, Cell]] = []
    for cell in cells:
        if cell.shape in SHAPES:
            _read_shape(reading, diagram, cell)
        elif cell.shape == BOX:
            zone = reading.make(Zone, name=cell.name or _("Zone"), note=cell.description)
            _place(reading, diagram, zone, cell)
            zones.append((zone, cell))
            _tell_left(reading, cell)
        elif cell.shape != "flow":
            reading.dropped.append(_left_out(cell, diagram.name))
    for cell in cells:
        if cell.shape == "flow":
            _read_flow(reading, cell)
    for zone, box in zones:
        inside = [cell for cell in cells if cell.shape in SHAPES and box.box.contains(cell.box.centre)]
        members = [reading.by_cell[cell.id] for cell in inside]
        if members:
            reading.elements.append(membership_proposal(zone, members, reading.ids()))


def _unreadable(plain: list[Any], cells: list[Cell], diagram: str) -> Iterator[str]:
    """What cannot be read of the cells, and which of them are not told apart."""
    strange = sum(not isinstance(cell, dict) for cell in plain)
    if strange:
        yield _("Cells on “{diagram}” that are none and cannot be read: {count}").format(
            diagram=diagram, count=strange
        )
    for cell in cells:
        if cell.shape in SHAPES or cell.shape in ("flow", BOX):
            yield from cell.lost
        if cell.threats and cell.shape not in SHAPES and cell.shape != "flow":
            yield _("Threats of “{name}”, which is no shape or flow: {count}").format(
                name=cell.name or cell.shape, count=len(cell.threats)
            )
    for known, count in Counter(cell.id for cell in cells if cell.shape in SHAPES).items():
        if count > 1:
            names = [cell.name for cell in cells if cell.shape in SHAPES and cell.id == known]
            yield _(
                "On “{diagram}” these have the same id “{id}”, and flows reach only the last: {names}"
            ).format(diagram=diagram, id=known, names=", ".join(map(quoted, names)))


def _left_out(cell: Cell, diagram: str) -> str:
    if cell.shape == "trust-boundary-curve":
        words = _("The boundary curve “{name}” on “{diagram}” encloses nothing; draw a zone instead")
        if not cell.name:
            words = _("The boundary curve from {place} on “{diagram}” encloses nothing; draw a zone instead")
        return words.format(name=cell.name, place=cell.ends, diagram=diagram)
    if cell.shape == "td-text-block":
        return _("The text block “{name}” on the drawing").format(name=cell.name)
    return _("A cell of the unknown shape “{shape}”").format(shape=cell.shape)


def _read_shape(reading: _Reading, diagram: Diagram, cell: Cell) -> None:
    facts = _facts(reading, cell)
    if cell.shape == "process" and cell.data.ticked("isWebApplication"):
        facts["technology"] = "web application"
    element = reading.make(SHAPES[cell.shape], name=cell.name, note=cell.description, **facts)
    reading.by_cell[cell.id] = element
    _place(reading, diagram, element, cell)
    _read_judgements(reading, cell, element)
    _tell_left(reading, cell)


def _place(reading: _Reading, diagram: Diagram, element: Element, cell: Cell) -> None:
    box = cell.box
    reading.make(
        Placement,
        owner=diagram.id,
        element=element.id,
        x=box.x,
        y=box.y,
        width=max(box.width, 64.0),
        height=max(box.height, 40.0),
    )


def _read_flow(reading: _Reading, cell: Cell) -> None:
    ends: list[Id] = [reading.by_cell[end].id for end in (cell.source, cell.target) if end in reading.by_cell]
    if len(ends) < 2:
        reading.dropped.append(_loose(reading, cell))
        if cell.threats:
            reading.dropped.append(
                _("Threats of the flow “{name}”, which is left out: {count}").format(
                    name=cell.name, count=len(cell.threats)
                )
            )
        return
    facts = _facts(reading, cell) | {
        "name": cell.name,
        "data": cell.name,
        "protocol": cell.data.text("protocol"),
        "note": cell.description,
    }
    for source, target in (ends, ends[::-1]) if cell.data.ticked("isBidirectional") else (ends,):
        flow = reading.make(Connector, source=source, target=target, **facts)
        _read_judgements(reading, cell, flow)
    _tell_left(reading, cell)


def _loose(reading: _Reading, cell: Cell) -> str:
    """Why a flow does not join two shapes: it says which, or an end of it lies free."""
    strange = [end for end in (cell.source, cell.target) if end and end not in reading.by_cell]
    if strange:
        return _("The flow “{name}” leads to a cell “{id}”, and no shape has this id").format(
            name=cell.name, id=strange[0]
        )
    return _("The flow “{name}” has an end at nothing; connect it and import again").format(name=cell.name)


def _read_judgements(reading: _Reading, cell: Cell, element: Element) -> None:
    """The threats that people wrote at the cell, and whether they put it out of scope."""
    if cell.data.ticked("outOfScope"):
        reason = cell.data.text("reasonOutOfScope") or _("out of scope in the imported model")
        reading.make(Suppression, name=element.name, rule="*", element=element.id, reason=reason)
    for threat in cell.threats:
        letter = STRIDE.get(_word(threat, "type", STRIDE))
        severity = _word(threat, "severity", SEVERITIES)
        status = _word(threat, "status", {*STATUS, "open"})
        threat.pass_over(frozenset({"id", "modelType"}))
        reading.make(
            StatedThreat,
            name=threat.text("title") or _("Threat without a title"),
            target=element.id,
            stride=(letter,) if letter else (),
            severity=severity,
            description=threat.text("description"),
            mitigation=threat.text("mitigation"),
            status=STATUS.get(status, ThreatStatus.OPEN),
        )


def _word(threat: Taking, key: str, known: Collection[str]) -> str:
    """The value of the key in lower case if it is one of the words known, which takes it; else nothing."""
    value = threat.plain.get(key)
    if isinstance(value, str) and value.lower() in known:
        return threat.text(key).lower()
    return ""


def _facts(reading: _Reading, cell: Cell) -> dict[str, Any]:
    """The facts of the boxes that are ticked."""
    ticks = {key: fact for key, fact in TICKS.get(cell.shape, {}).items() if key in cell.data.plain}
    facts = {fact: Truth.YES for key, fact in ticks.items() if cell.data.ticked(key)}
    reading.unticked += len(ticks) - len(facts)
    return facts


def _tell_left(reading: _Reading, cell: Cell) -> None:
    """Say what of the cell and of its threats nothing has been made of."""
    cell.data.pass_over(FOLLOWS)
    reading.dropped += left_of(cell.data, cell.name or cell.id)
    for threat in cell.threats if cell.shape != BOX else ():
        reading.left_of_threats.update(key for key, _value in threat.left())
