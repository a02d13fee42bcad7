"""A cell of a Threat Dragon diagram, with whatever is not of the right type read as absent."""

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

    `ends` says where a line begins and ends that is bound to no cells, as "(80, 220) to (295, 51)".
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
    return Cell(
        id=text(plain.get("id")),
        shape=_SHAPE_BY_TYPE.get(text(data.get("type")), text(plain.get("shape"))),
        name=" ".join(text(data.get("name")).split()),
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
