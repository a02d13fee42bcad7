"""A cell of a Threat Dragon diagram, with whatever is not of the right type read as absent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.diagram.display import Rect
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
    data: dict[str, Any]
    box: Rect
    source: str
    target: str
    ends: str
    threats: tuple[dict[str, Any], ...]
    lost: tuple[str, ...]

    def ticked(self, key: str) -> bool:
        """Whether the box of that name is ticked."""
        return self.data.get(key) is True

    def text(self, key: str) -> str:
        """A text of the data, empty where it is none."""
        return text(self.data.get(key))


def cell_from_plain(plain: dict[str, Any]) -> Cell:
    """The cell that the JSON object describes."""
    data = _object(plain.get("data"))
    position, size = _object(plain.get("position")), _object(plain.get("size"))
    threats = data.get("threats")
    name = " ".join(text(data.get("name")).split())
    return Cell(
        id=text(plain.get("id")),
        shape=_SHAPE_BY_TYPE.get(text(data.get("type")), text(plain.get("shape"))),
        name=name,
        description=text(data.get("description")),
        data=data,
        box=Rect(
            _number(position.get("x")),
            _number(position.get("y")),
            max(_number(size.get("width")), 0.0),
            max(_number(size.get("height")), 0.0),
        ),
        source=text(_object(plain.get("source")).get("cell")),
        target=text(_object(plain.get("target")).get("cell")),
        ends=_("{start} to {end}").format(start=_place(plain.get("source")), end=_place(plain.get("target"))),
        threats=tuple(threat for threat in threats if isinstance(threat, dict))
        if isinstance(threats, list)
        else (),
        lost=tuple(_lost(plain, name or text(plain.get("id")))),
    )


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


def text(value: Any) -> str:
    """The value if it is text, without halves of characters, else nothing."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


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
