"""What judges the lines of an edge or a location while they are written on the drawing."""

from __future__ import annotations

from app.gestures.code import Code
from core.ground.diagnostic import Diagnostic
from core.model import Edge, Element, Id, Location, Snapshot, StateMachine


def codes_of(snapshot: Snapshot, element: Element) -> tuple[Code | None, ...]:
    """The judges of the lines in which an element is written; none where nothing is code."""
    if not isinstance(element, Edge | Location):
        return ()
    # What reads guards comes with its grammar, which a drawing without machines does not need.
    from core.uppaal.fields import Part

    if isinstance(element, Location):
        return None, _code(snapshot, element.owner, Part.INVARIANT)
    return tuple(_code(snapshot, element.owner, part) for part in (Part.GUARD, Part.CHANNEL, Part.UPDATE))


def declaration_code(snapshot: Snapshot, machine: StateMachine, declared: Id | None) -> Code:
    """The judge of a declaration of a machine; an empty line declares nothing and is right."""
    from core.ground.diagnostic import Refused
    from core.uppaal.declared import parse_line

    def judge(text: str) -> tuple[Diagnostic, ...]:
        try:
            if text.strip():
                parse_line(text, snapshot, machine.id, declared)
        except Refused as refused:
            return refused.diagnostics
        return ()

    return Code(judge, ("clock", "int[0,1]", "timer"))


def _code(snapshot: Snapshot, machine: Id | None, part: object) -> Code:
    from core.uppaal.fields import Part, faults, offers
    from core.uppaal.generation.scope import Vocabulary

    assert isinstance(part, Part)
    known = Vocabulary(snapshot)
    return Code(lambda text: faults(snapshot, machine, part, text, known), offers(snapshot, machine, part))
