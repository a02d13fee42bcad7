"""Where a shape stands on a drawing, in words: what it lies in, and what it stands beside."""

from collections.abc import Iterator

from core.ground.words import _
from core.model import Component, Element, Node, Placement, Snapshot, Zone, name_of

_HOLDERS = (Zone, Component, Node)

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in px of the drawing."""


def place_words(snapshot: Snapshot, place: Placement) -> str:
    """What a shape lies in with its middle and what is nearest to it, as the model draws both.

    Empty for what has no area of its own there, and on a drawing of nothing else.
    """
    if not (place.width and place.height):
        return ""
    here = area_of(place)
    others = list(around(snapshot, place))
    held = [pair for pair in others if isinstance(pair[0], _HOLDERS) and _holds(pair[1], here)]
    words = []
    if held:
        inner = min(held, key=lambda pair: _size(pair[1]))[0]
        words.append(_("in {holder}").format(holder=name_of(snapshot, inner.id)))
    elif any(isinstance(element, Zone) for element, _there in others):
        words.append(_("in no zone"))
    beside = [pair for pair in others if not isinstance(pair[0], Zone) and pair not in held]
    if beside:
        element, area = min(beside, key=lambda pair: (_gap(pair[1], here), pair[0].id))
        words.append(_side(area, here).format(shape=name_of(snapshot, element.id)))
    return ", ".join(words)


def around(snapshot: Snapshot, place: Placement) -> Iterator[tuple[Element, Area]]:
    """What else has an area on the drawing and is no part of the shape."""
    for other in snapshot.owned(place.owner or "", Placement):
        element = snapshot.get(other.element)
        if element is None or other.id == place.id or other.hidden or not (other.width and other.height):
            continue
        if not _is_part(snapshot, element, place.element):
            yield element, area_of(other)


def _is_part(snapshot: Snapshot, element: Element, whole: str) -> bool:
    above: Element | None = element
    seen = set()
    while above is not None and above.id not in seen:
        if whole in (above.owner, getattr(above, "zone", None)):
            return True
        seen.add(above.id)
        above = snapshot.get(above.owner or getattr(above, "zone", None) or "")
    return False


def area_of(place: Placement) -> Area:
    """The area that a shape takes on its drawing."""
    return place.x, place.y, place.x + place.width, place.y + place.height


def _middle(area: Area) -> tuple[float, float]:
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def _size(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])


def _holds(outer: Area, inner: Area) -> bool:
    x, y = _middle(inner)
    return _size(outer) > _size(inner) and outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _gap(one: Area, other: Area) -> float:
    """How far two areas are from each other, in px along both ways together; 0 where they overlap."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    along = max(one[1] - other[3], other[1] - one[3], 0.0)
    return across + along


def _side(area: Area, here: Area) -> str:
    """On which side of a shape one stands, with a field for what it is called."""
    if not _gap(area, here):
        return _("over {shape}")
    across = max(area[0] - here[2], here[0] - area[2])
    along = max(area[1] - here[3], here[1] - area[3])
    if across >= along:
        return _("right of {shape}") if here[0] >= area[2] else _("left of {shape}")
    return _("below {shape}") if here[1] >= area[3] else _("above {shape}")
