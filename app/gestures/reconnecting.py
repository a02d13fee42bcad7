"""Leading one end of a line to another element; ports that only the old end needed go with it."""

from __future__ import annotations

from app.gestures.connect import port_for
from app.gestures.gesture import Stage
from app.gestures.leftovers import remove_left
from app.gestures.placing import placement_of
from core.ground.words import _
from core.model import Connector, Direction, Edge, Editor, Element, Id, Link, Port, Snapshot, name_of
from core.model.joining import can_join

Line = Connector | Link | Edge


def may_end_at(snapshot: Snapshot, line: Line, element: Element, *, source: bool) -> bool:
    """Whether the beginning of a line, or its end, can be led to an element."""
    other = snapshot.get(line.target if source else line.source)
    if other is None or element.id in _shapes(snapshot, line, source=source):
        return False
    return can_join(element, other) if source else can_join(other, element)


def reconnect(stage: Stage, line: Line, element: Element, *, source: bool) -> bool:
    """Lead one end of a line to an element, as one change; the bends that it had are left out."""
    snapshot = stage.snapshot()
    label = _("Lead {line} to {name}").format(
        line=name_of(snapshot, line.id), name=name_of(snapshot, element.id)
    )

    return stage.commit(label, lambda edit: lead(edit, stage, line, element, source=source))


def lead(edit: Editor, stage: Stage, line: Line, element: Element, *, source: bool) -> None:
    """Let one end of a line be at an element, with the port that it needs there and without bends."""
    snapshot, end = stage.snapshot(), element.id
    if isinstance(line, Connector):
        end = port_for(edit, element, Direction.OUT if source else Direction.IN).id
    edit.set(line, **{"source" if source else "target": end})
    bent = placement_of(snapshot, stage.diagram.id, line.id)
    if bent is not None and bent.bends:
        edit.set(bent, bends=())
    remove_left(edit, snapshot)


def _shapes(snapshot: Snapshot, line: Line, *, source: bool) -> set[Id | None]:
    """The end as it is, and the shape on whose border that is."""
    end = snapshot.get(line.source if source else line.target)
    return {end.id, end.owner if isinstance(end, Port) else None} if end is not None else set()
