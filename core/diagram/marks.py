"""Status marks and badges: told apart by outline first, by colour second (LOOK, section 7)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.diagram.display import Mark, Rect, Shape, Spot, Step, Stroke, Text
from core.diagram.geometry import circle, diamond, polygon, polyline, rounded
from core.diagram.lod import FULL, NAMES, SHAPES, size_from
from core.diagram.overlay import DiffMark, Overlay
from core.ground.words import _, plural
from core.model import Point

_MOST = 3
_ROOMY = 24.0
"""How wide something is that has room for a tag also below full size."""

_AIR = 8.0
"""How much larger than its sign a tag is, in px."""

_DOT = 4.0
"""The radius of what stands for a badge that has no room, in px."""

_ROLES = {
    "violated": "status.error.mark",
    "error": "status.error.mark",
    "warning": "status.warn.mark",
    "satisfied": "status.ok.mark",
    "information": "status.info.mark",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge: what it speaks of, the mark that shows it, and the count in the mark."""

    name: str
    mark: str
    count: int = 0


def badges_of(overlay: Overlay) -> list[Badge]:
    """The badges of an element from the right: threats, verdict, problem; none while it is dimmed."""
    if overlay.dimmed:
        return []
    found = []
    if overlay.threats is not None:
        found.append(Badge("threats", overlay.threats.worst, overlay.threats.count))
    if overlay.verdict is not None:
        found.append(Badge("verdict", overlay.verdict))
    if overlay.problem is not None:
        found.append(Badge("problem", overlay.problem))
    return found[:_MOST]


def badge_row(squares: Sequence[Rect], overlay: Overlay) -> tuple[list[Mark], list[Spot]]:
    """The badges of an element in squares, one each from the right, and where each answers.

    Below full size only the worst is drawn, in its own square; the others are dots in theirs.
    """
    marks: list[Mark] = []
    spots: list[Spot] = []
    badges = badges_of(overlay)
    worst = min(badges, key=_gravity, default=None)
    for badge, square in zip(badges, squares, strict=True):
        found = badge_marks(badge, square, NAMES if badge is worst else FULL)
        if badge is not worst:
            found.append(Shape(circle(square.centre, _DOT), _role(badge), smallest=NAMES, largest=FULL))
        marks += (replace(mark, badge=True) for mark in found)
        spots.append(Spot(badge.name, square))
    return marks, spots


def badge_marks(badge: Badge, square: Rect, smallest: float) -> list[Mark]:
    """The mark of a badge in a square, on a disc of the canvas colour that frees it from the border."""
    found = status_marks(badge.mark, square, smallest)
    if badge.name == "threats" and badge.count:
        filled = badge.mark in ("critical", "high")
        words = str(badge.count) if badge.count < 100 else "99+"
        size = 9.0 if len(words) == 1 else 7.0
        centre = square.centre
        found.append(
            Text(
                centre.x,
                centre.y + size * 0.36 - 0.3,
                words,
                "severity.on" if filled else f"severity.{_severity(badge.mark)}",
                size,
                bold=True,
                anchor="centre",
                smallest=FULL,
            )
        )
    return found


def status_marks(name: str, square: Rect, smallest: float = 0.0) -> list[Mark]:
    """The mark of a status, such as "violated" or "high", filling a square."""
    painter = _MARKS.get(name)
    return _shield(name, square, smallest) if painter is None else painter(square, smallest)


def worst_role(*overlays: Overlay) -> str | None:
    """The colour of the worst that is known of an element, or of several, for where no badge has room."""
    badges = [badge for overlay in overlays for badge in badges_of(overlay)]
    worst = min(badges, key=_gravity, default=None)
    return None if worst is None else _role(worst)


def _role(badge: Badge) -> str:
    if badge.name == "threats":
        return f"severity.{_severity(badge.mark)}"
    return _ROLES.get(badge.mark, "status.unknown.mark")


SIGNS: dict[DiffMark, str] = {"added": "+", "removed": "−", "changed": "~"}
"""What tells differences apart without colour."""


def difference_marks(rect: Rect, overlay: Overlay, *, held: bool = False) -> list[Mark]:
    """The tag at the left of what was added, removed, changed or is proposed, `held` by a zone or not."""
    sign = None if overlay.difference is None else SIGNS[overlay.difference]
    if sign is None and overlay.proposed:
        sign = "+"
    if sign is None:
        return []
    tint, text = "accent.tint", "accent.text"
    if overlay.difference is not None:
        # On the ground of the canvas: where tints are hatches, a sign could not be read on one.
        tint, text = "surface.canvas", f"diff.{overlay.difference}.text"
    return tag_marks(rect, sign, tint, text, held=held)


_INTO = 3.0
"""So far a tag reaches into what it is about."""


def tag_area(rect: Rect, side: float = size_from(SHAPES) + _AIR, *, below: bool = False) -> Rect:
    """Where the tag of something is, above or below; without a side, the largest one."""
    # It ends above where the title of a zone begins.
    return Rect(rect.x - 6, rect.bottom - _INTO if below else rect.y + _INTO - side, side, side)


def tag_marks(rect: Rect, sign: str, tint: str, text: str, *, held: bool = False) -> list[Mark]:
    """A sign in a tag at the top left of something; below full size larger, where there is room for it.

    What is `held` in a zone has it at the bottom left there: above, it would lie over the title of the zone.
    """
    levels = [(16.0, 11.0, FULL, float("inf"))]
    if rect.width >= _ROOMY:
        for smallest, largest in ((NAMES, FULL), (SHAPES, NAMES)):
            size = size_from(smallest)
            levels.append((size + _AIR, size, smallest, largest))
    found: list[Mark] = []
    for side, size, smallest, largest in levels:
        tag = tag_area(rect, side, below=held and smallest < FULL)
        centre = tag.centre
        found += [
            Shape(rounded(tag, side / 4), tint, Stroke(text, 1.0), smallest=smallest, largest=largest),
            Text(
                centre.x,
                centre.y + size * 0.36,
                sign,
                text,
                size,
                bold=True,
                anchor="centre",
                smallest=smallest,
                largest=largest,
            ),
        ]
    return found


def spoken_badges(overlay: Overlay) -> str:
    """The badges in words."""
    parts = []
    if overlay.threats is not None:
        parts.append(
            plural("{count} threat", "{count} threats", overlay.threats.count)
            + " "
            + _("up to {severity}").format(severity=_(overlay.threats.worst))
        )
    if overlay.verdict is not None:
        parts.append(_("verdict {verdict}").format(verdict=_(overlay.verdict)))
    if overlay.problem is not None:
        parts.append(_(overlay.problem))
    return ", ".join(parts)


def _gravity(badge: Badge) -> int:
    """The rank of a badge from the worst on."""
    if badge.mark in ("violated", "error"):
        return 0
    if badge.name == "threats":
        return 1 if badge.mark in ("critical", "high") else 3
    if badge.name == "verdict":
        return 4
    return 2 if badge.mark == "warning" else 5


def _severity(mark: str) -> str:
    return "low" if mark == "info" else mark


class _Square:
    """Units of a sixteenth of the square, as marks are designed in."""

    def __init__(self, square: Rect) -> None:
        self.square = square
        self.unit = square.width / 16

    def point(self, x: float, y: float) -> Point:
        return Point(self.square.x + x * self.unit, self.square.y + y * self.unit)

    def line(self, *numbers: tuple[float, float]) -> tuple[Step, ...]:
        return polyline([self.point(x, y) for x, y in numbers])


def _satisfied(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    return [
        Shape(circle(square.centre, 6.9 * grid.unit), "status.ok.mark", smallest=smallest),
        Shape(
            grid.line((4.8, 8.2), (7.1, 10.5), (11.2, 5.9)),
            stroke=Stroke("severity.on", 1.7 * grid.unit),
            smallest=smallest,
        ),
    ]


def _violated(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    stroke = Stroke("severity.on", 1.7 * grid.unit)
    return [
        Shape(diamond(square.centre, 8.2 * grid.unit), "status.error.mark", smallest=smallest),
        Shape(grid.line((5.9, 5.9), (10.1, 10.1)), stroke=stroke, smallest=smallest),
        Shape(grid.line((10.1, 5.9), (5.9, 10.1)), stroke=stroke, smallest=smallest),
    ]


def _unknown(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    ring = Stroke("status.unknown.mark", 1.5 * grid.unit, (3.0 * grid.unit, 2.33 * grid.unit))
    return [
        Shape(circle(square.centre, 6.8 * grid.unit), "surface.canvas", ring, smallest=smallest),
        Text(
            square.centre.x,
            square.centre.y + 3.7 * grid.unit,
            "?",
            "status.unknown.text",
            10 * grid.unit,
            bold=True,
            anchor="centre",
            smallest=smallest,
        ),
    ]


def _error(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    corners = [
        Point(
            square.centre.x + 7.5 * grid.unit * math.cos(math.radians(22.5 + 45 * step)),
            square.centre.y + 7.5 * grid.unit * math.sin(math.radians(22.5 + 45 * step)),
        )
        for step in range(8)
    ]
    return [
        Shape(polygon(corners), "status.error.mark", smallest=smallest),
        *_exclamation(grid, 4.0, smallest),
    ]


def _warning(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    outline = polygon([grid.point(8, 1.2), grid.point(15.6, 14.6), grid.point(0.4, 14.6)])
    return [
        Shape(outline, "status.warn.mark", Stroke("status.warn.mark", 1.0), smallest=smallest),
        *_exclamation(grid, 5.6, smallest),
    ]


def _exclamation(grid: _Square, top: float, smallest: float) -> list[Mark]:
    return [
        Shape(
            grid.line((8, top), (8, top + 4)),
            stroke=Stroke("severity.on", 1.7 * grid.unit),
            smallest=smallest,
        ),
        Shape(circle(grid.point(8, top + 6.6), 1.0 * grid.unit), "severity.on", smallest=smallest),
    ]


def _information(square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    return [
        Shape(
            circle(square.centre, 6.7 * grid.unit),
            "surface.canvas",
            Stroke("status.info.mark", 1.4 * grid.unit),
            smallest=smallest,
        ),
        Shape(
            grid.line((8, 7.2), (8, 11.6)),
            stroke=Stroke("status.info.mark", 1.7 * grid.unit),
            smallest=smallest,
        ),
        Shape(circle(grid.point(8, 4.8), 1.0 * grid.unit), "status.info.mark", smallest=smallest),
    ]


def _shield(severity: str, square: Rect, smallest: float) -> list[Mark]:
    grid = _Square(square)
    outline = (
        Step("move", (grid.point(8, 0.5),)),
        Step("line", (grid.point(14.4, 2.7),)),
        Step("line", (grid.point(14.4, 8),)),
        Step("curve", (grid.point(14.4, 11.8), grid.point(11.8, 14.4), grid.point(8, 15.7))),
        Step("curve", (grid.point(4.2, 14.4), grid.point(1.6, 11.8), grid.point(1.6, 8))),
        Step("line", (grid.point(1.6, 2.7),)),
        Step("close"),
    )
    role = f"severity.{_severity(severity)}"
    fill = role if severity in ("critical", "high") else "node.fill"
    return [Shape(outline, fill, Stroke(role, 1.4 * grid.unit), smallest=smallest)]


_MARKS = {
    "satisfied": _satisfied,
    "violated": _violated,
    "unknown": _unknown,
    "error": _error,
    "warning": _warning,
    "information": _information,
}
