"""Where a diagram belongs, from the project inwards, and in what an element stands on it. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.words import _
from core.model import Diagram, DiagramType, Element, Id, Placement, Snapshot, Zone, name_of
from core.model.drawn import diagrams_drawing, diagrams_in_order, own_diagrams


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step: its words, the diagrams or elements that it leads to by id and name, and whether it is here.

    `inside` are steps behind the diagram, which give way first where there is no room.
    """

    title: str
    ways: tuple[tuple[Id, str], ...] = ()
    here: bool = False
    inside: bool = False


def crumbs_of(
    snapshot: Snapshot, diagram: Diagram, project: str, selected: Element | None = None
) -> tuple[Crumb, ...]:
    """The project, the owners of the diagram or its sort, the diagram, and what stands around an element."""
    owners = list(reversed(tuple(snapshot.owners(diagram))))
    if owners and owners[-1].name == diagram.name:  # a diagram is often called as the machine that it shows
        owners.pop()
    kin = _named(snapshot, (one.id for one in _of_sort(snapshot, diagram.diagram)))
    above = [_owner(snapshot, owner, diagram) for owner in owners]
    if diagram.diagram is not DiagramType.BEHAVIOUR:
        sort = _SORTS[diagram.diagram]()
        above = [] if diagram.name == sort else [Crumb(sort, kin)]  # nothing is named twice on the way
    everything = _named(snapshot, (one.id for one in diagrams_in_order(snapshot)))
    around = [] if selected is None else list(_around(snapshot, diagram, selected))
    return (
        Crumb(project, everything),
        *above,
        Crumb(diagram.name or _("unnamed"), kin, here=True),
        *(Crumb(one.name or _(one.kind), ((one.id, one.name),), inside=True) for one in around),
    )


def _owner(snapshot: Snapshot, owner: Element, diagram: Diagram) -> Crumb:
    """A step to an owner of the diagram: the diagrams that show it, and its other ones."""
    shown = dict.fromkeys((*diagrams_drawing(snapshot, owner.id), *own_diagrams(snapshot, owner.id)))
    ways = _named(snapshot, (one for one in shown if one != diagram.id))
    # To one diagram it leads as an element, which is then seen there.
    return Crumb(owner.name or _(owner.kind), ((owner.id, owner.name),) if len(ways) == 1 else ways)


def _around(snapshot: Snapshot, diagram: Diagram, element: Element) -> Iterator[Element]:
    """What is drawn around an element on the diagram, the outermost first."""
    placed = {
        placement.element for placement in snapshot.owned(diagram.id, Placement) if not placement.hidden
    }
    if element.id not in placed:
        return
    found: list[Element] = []
    above: Element | None = element
    while above is not None and above not in found:
        if above.id in placed:
            found.append(above)
        above = snapshot.get(above.owner) or snapshot.find(Zone, getattr(above, "zone", None))
    yield from reversed(found[1:])


def _of_sort(snapshot: Snapshot, sort: DiagramType) -> list[Diagram]:
    return [diagram for diagram in diagrams_in_order(snapshot) if diagram.diagram is sort]


def _named(snapshot: Snapshot, ids: Iterator[Id]) -> tuple[tuple[Id, str], ...]:
    return tuple((one, name_of(snapshot, one)) for one in ids)


_SORTS = {
    DiagramType.SYSTEM: lambda: _("System"),
    DiagramType.HARDWARE: lambda: _("Hardware"),
    DiagramType.BEHAVIOUR: lambda: _("Behaviour"),
}
