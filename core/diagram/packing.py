"""Parts that nothing joins, put beside and under one another, and what is wrong with a shape of a whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.diagram.display import Rect
from core.model import Id

NARROW, BROAD = 1.3, 2.2
"""A drawing in a window is between so many times as wide as it is high."""

_FAULT = 0.8


def aspect_fault(wide: float, high: float, turned: bool = False) -> float:
    """How far a whole is from the shape of a window: 0 for one as wide as it should be."""
    if turned:
        wide, high = high, wide
    aspect = wide / max(high, 1.0)
    return _FAULT * max(0.0, aspect / BROAD - 1, NARROW / max(aspect, 0.01) - 1)


def packed(
    parts: Sequence[dict[Id, Rect]],
    extent: Callable[[Mapping[Id, Rect]], tuple[float, float]],
    gap: float,
    turned: bool = False,
) -> dict[Id, Rect]:
    """All parts in rows, as compact and as much of the shape of a window as is found.

    Each begins at the origin, and `extent` tells how far it reaches from there.
    """
    sizes = [extent(part) for part in parts]
    whole = sum((wide + gap) * (high + gap) for wide, high in sizes)
    widest = max(wide for wide, _high in sizes)
    best: tuple[float, list[tuple[float, float]]] | None = None
    for factor in (1.0, 1.25, 1.5, 1.8, 2.2):
        most = max(widest, (whole**0.5) * factor) if not turned else max(widest, (whole**0.5) / factor)
        corners, wide, high = _shelves(sizes, most, gap)
        cost = wide * high * (1 + aspect_fault(wide, high, turned))
        if best is None or cost < best[0]:
            best = cost, corners
    assert best is not None
    return {
        one: replace(area, x=area.x + dx, y=area.y + dy)
        for part, (dx, dy) in zip(parts, best[1], strict=True)
        for one, area in part.items()
    }


def _shelves(
    sizes: Sequence[tuple[float, float]], most: float, gap: float
) -> tuple[list[tuple[float, float]], float, float]:
    corners = []
    x = y = deep = far = 0.0
    for wide, high in sizes:
        if x and x + wide > most:
            x, y, deep = 0.0, y + deep + gap, 0.0
        corners.append((x, y))
        x += wide + gap
        far, deep = max(far, x - gap), max(deep, high)
    return corners, far, y + deep
