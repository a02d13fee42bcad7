"""What is said aloud of a shape beside its own words: where it lies, what it holds, with what it is joined.

It is put together when it is asked for, since it hangs on everything around the shape.
"""

from collections.abc import Collection, Iterable, Iterator

from core.diagram.display import Item
from core.diagram.places import BORDER, LINES
from core.ground.words import _, plural
from core.model import Bus, Element, Id, Link, Location, Snapshot, Zone, name_of
from core.model.zoning import innermost, zone_of

MOST = 3
"""So many names are said; of the others, how many they are."""


HOLDING = (0, 1)
"""The layers of what can hold shapes: zones and containers."""

_PORTS = 4


def surroundings_aloud(
    snapshot: Snapshot, item: Item, drawn: Collection[Id], held: Iterable[Id], problems: int
) -> str:
    """Where the element of an item lies, what it holds, its ports, its connections and how many problems.

    `drawn` is what the drawing shows, and so what counts; `held` are the shapes directly in it.
    """
    element = snapshot.get(item.element)
    if element is None:
        return ""
    parts = [_inside(snapshot, element, item.parent)]
    if not item.is_line:
        own = [one.id for kind in BORDER for one in snapshot.owned(element.id, kind) if one.id in drawn]
        names = sorted(name_of(snapshot, one) for one in held)
        parts.append(_counted(plural("holds {count} element", "holds {count} elements", len(names)), names))
        parts.append(plural("{count} port", "{count} ports", len(own)) if own else "")
        ways = list(_ways(snapshot, element, drawn))
        parts.append(_counted(plural("{count} connection", "{count} connections", len(ways)), ways))
    parts.append(plural("{count} problem", "{count} problems", problems) if problems else "")
    return ", ".join(part for part in parts if part)


def contents(item: Item, items: Iterable[Item]) -> list[Id]:
    """The shapes that lie directly in a zone or a container."""
    if item.layer not in HOLDING:
        return []
    return [one.element for one in items if one.parent == item.element and one.layer != _PORTS]


def _inside(snapshot: Snapshot, element: Element, parent: Id | None) -> str:
    """In what it lies, where its own words do not say so: they name the innermost that most shapes lie in.

    Of what lies in a component or the like, the zone is said here.
    """
    if parent is None:
        return ""
    name = name_of(snapshot, parent)
    if isinstance(element, BORDER):
        return _("on {name}").format(name=name)
    zone = zone_of(snapshot, element)
    own = None if isinstance(element, Zone | Bus | Location) else innermost(snapshot, element)
    if own is not None and own.id == parent:
        return (
            _("in {zone}").format(zone=name_of(snapshot, zone.id)) if zone is not None and zone != own else ""
        )
    return _("in {zone}").format(zone=name)


def _counted(words: str, names: list[str]) -> str:
    """How many, and the names of the first of them."""
    if not names:
        return ""
    said = ", ".join(names[:MOST])
    if len(names) > MOST:
        said = _("{names} and {count} more").format(names=said, count=len(names) - MOST)
    return _("{what}: {names}").format(what=words, names=said)


def _ways(snapshot: Snapshot, element: Element, drawn: Collection[Id]) -> Iterator[str]:
    """To, from or with what each line leads that ends here, those that leave first."""
    ends = {element.id, *(one.id for kind in BORDER for one in snapshot.owned(element.id, kind))}
    lines = {line.id: line for end in ends for line in snapshot.uses(end)}
    found: list[tuple[int, str]] = []
    for line in lines.values():
        if not isinstance(line, LINES) or line.id not in drawn:
            continue
        leaves, arrives = line.source in ends, line.target in ends
        if leaves and arrives:
            found.append((1, _("to itself")))
            continue
        other = _host(snapshot, line.target if leaves else line.source)
        if isinstance(line, Link):
            found.append((0, _("with {name}").format(name=other)))
        elif leaves:
            found.append((0, _("to {name}").format(name=other)))
        else:
            found.append((2, _("from {name}").format(name=other)))
    yield from (words for _rank, words in sorted(found))


def _host(snapshot: Snapshot, end: Id) -> str:
    """The name of the shape at an end of a line."""
    element = snapshot.get(end)
    shape = element.owner if isinstance(element, BORDER) and element.owner is not None else end
    return name_of(snapshot, shape)
