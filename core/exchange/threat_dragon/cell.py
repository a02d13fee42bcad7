"""A cell of a Threat Dragon diagram, with whatever is not of the right type read as absent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.diagram.display import Rect
from core.exchange.threat_dragon.taking import Taking, text
from core.ground.words import _

_SHAPE_BY_TYPE = {
    "tm.Actor": "actor",
    "tm.Process": "process",
    "tm.Store": "store",
    "tm.Flow": "flow",
    "tm.BoundaryBox": "trust-boundary-box",
    "tm.Boundary": "trust-boundary-curve",
    "tm.Text": "td-text-block",
}
_DRAWN = frozenset(
    {
        *("attrs", "angle", "connector", "height", "labels", "markup", "ports", "router"),
        *("tools", "vertices", "visible", "width", "zIndex"),
    }
)
"""Keys of a cell that say only how it is drawn."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One shape, flow, boundary or text of a drawing; `source` and `target` are ids of cells.

    `ends` says where a line begins and ends that is bound to no cells, as "(80, 220) to (295, 51)";
    `lost` says what of the cell could not be read.
    """

    id: str
    shape: str
    name: str
    description: str
    data: Taking
    box: Rect
    source: str
    target: str
    ends: str
    threats: tuple[Taking, ...]
    lost: tuple[str, ...]


def cell_from_plain(plain: dict[str, Any]) -> Cell:
    """The cell that the JSON object describes."""
    cell, data = Taking(plain), Taking(_object(plain.get("data")))
    position, size = _object(cell.take("position")), _object(cell.take("size"))
    threats = data.take("threats")
    name = " ".join(data.text("name").split())
    known, shape = cell.text("id"), cell.text("shape")
    source, target = cell.take("source"), cell.take("target")
    cell.take("data")
    cell.pass_over(_DRAWN)
    return Cell(
        id=known,
        shape=_SHAPE_BY_TYPE.get(data.text("type"), shape),
        name=name,
        description=data.text("description"),
        data=data,
        box=Rect(
            _number(position.get("x")),
            _number(position.get("y")),
            max(_number(size.get("width")), 0.0),
            max(_number(size.get("height")), 0.0),
        ),
        source=text(_object(source).get("cell")),
        target=text(_object(target).get("cell")),
        ends=_("{start} to {end}").format(start=_place(source), end=_place(target)),
        threats=tuple(Taking(threat) for threat in threats if isinstance(threat, dict))
        if isinstance(threats, list)
        else (),
        lost=(*_lost(plain, name or known), *left_of(cell, name or known)),
    )


def left_of(taking: Taking, called: str) -> Iterator[str]:
    """Each fact that nobody took, in a sentence."""
    for key, value in taking.left():
        words = _("“{key}” of “{name}”: the model has no such fact")
        if value:
            words = _("“{key}” of “{name}” is “{value}”: the model has no such fact")
        yield words.format(key=key, name=called, value=value)


def _lost(plain: dict[str, Any], called: str) -> Iterator[str]:
    """What of the cell is written in a way that says nothing."""
    data = plain.get("data")
    if not isinstance(data, dict):
        yield _("The cell “{cell}” has no data: its name and threats are not known").format(cell=called)
        return
    threats = data.get("threats")
    if threats is not None and not isinstance(threats, list):
        yield _("The threats of “{cell}” are no list and cannot be read").format(cell=called)
        return
    count = sum(not isinstance(threat, dict) for threat in threats or ())
    if count:
        yield _("Threats of “{cell}” that are none and cannot be read: {count}").format(
            cell=called, count=count
        )


def _place(plain: Any) -> str:
    place = _object(plain)
    return f"({_number(place.get('x')):g}, {_number(place.get('y')):g})"


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float:
    """A coordinate; anything else, or one far off any drawing, is 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        return 0.0
    return float(value)
