"""What may be written into the fields of a state machine: what is wrong with a text, and which names fit."""

from collections.abc import Iterator
from enum import StrEnum

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.model import ClockVariable, Event, Id, Port, Snapshot, StateMachine, Timer, Variable
from core.uppaal.generation.naming import identifier
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.generation.sorts import Use, phrase_of


class Part(StrEnum):
    """A field on the drawing of a state machine."""

    GUARD = "guard"
    CHANNEL = "channel"
    UPDATE = "update"
    INVARIANT = "invariant"


_USES = {Part.GUARD: Use.GUARD, Part.UPDATE: Use.UPDATE, Part.INVARIANT: Use.INVARIANT}


_NO_NAME = "<>=&|;"
"""Signs of conditions and assignments, of which no event is named."""


def faults(
    snapshot: Snapshot, machine: Id | None, part: Part, text: str, known: Vocabulary | None = None
) -> tuple[Diagnostic, ...]:
    """All that is wrong with the text of a field, each with its column; nothing if it is right.

    `known` is what names mean in the snapshot, where that was worked out before.
    """
    if part is Part.CHANNEL:
        return tuple(_of_channel(snapshot, machine, text))
    try:
        phrase_of(text, _USES[part], known or Vocabulary(snapshot), machine)
    except Refused as refused:
        return refused.diagnostics
    return ()


def offers(snapshot: Snapshot, machine: Id | None, part: Part) -> tuple[str, ...]:
    """The names that fit a field: those of the machine first, and then those of others that it may read."""
    if part is Part.CHANNEL:
        names = sorted({event.name for event in events_of(snapshot, machine) if event.name})
        return tuple(name + sign for name in names for sign in "?!")
    clocks = [identifier(one.name, "") for one in snapshot.owned(machine, ClockVariable)]
    variables = [identifier(one.name, "") for one in snapshot.owned(machine, Variable)]
    timers = [identifier(one.name, "") for one in snapshot.owned(machine, Timer)]
    if part is Part.UPDATE:
        timed = [f"{verb}({timer})" for timer in timers for verb in ("start", "stop")]
        return tuple(filter(None, (*clocks, *variables, *timed)))
    others = [
        f"{identifier(other.name, '')}.{identifier(one.name, '')}"
        for other in snapshot.of(StateMachine)
        if other.id != machine and other.name
        for one in snapshot.owned(other.id, Variable)
        if one.name
    ]
    return tuple(filter(None, (*clocks, *variables, *others)))


def events_of(snapshot: Snapshot, machine: Id | None) -> Iterator[Event]:
    """The events at the ports of what the machine belongs to."""
    found = snapshot.find(StateMachine, machine)
    for port in snapshot.owned(found.owner, Port) if found is not None else ():
        yield from snapshot.owned(port.id, Event)


def _of_channel(snapshot: Snapshot, machine: Id | None, text: str) -> Iterator[Diagnostic]:
    name = text.strip().rstrip("!?").strip()
    if not text.strip():
        return
    begins = len(text) - len(text.lstrip()) + 1
    if not name:
        yield Diagnostic(
            "channel-name",
            _("An event has a name before “{sign}”").format(sign=text.strip()[0]),
            None,
            1,
            begins,
            1,
            example="permit?",
        )
    elif (sign := next((at for at, letter in enumerate(name) if letter in _NO_NAME), None)) is not None:
        yield Diagnostic(
            "channel-condition",
            _("“{text}” is no name of an event").format(text=name),
            None,
            1,
            begins + sign,
            1,
            hint=_("A condition is a guard, in the first line; an assignment is an update, in the last."),
            example="permit?",
        )
    elif text.strip()[-1] not in "!?":
        yield Diagnostic(
            "channel-sign",
            _("“{name}” is not said to be sent or received").format(name=name),
            None,
            1,
            begins + len(name),
            1,
            hint=_("End it in ! to send, in ? to receive."),
            example=f"{name}?",
            severity=Severity.WARNING,
        )
    elif name not in {event.name for event in events_of(snapshot, machine)}:
        yield Diagnostic(
            "channel-new",
            _("“{name}” is a new event; it will be added at a port").format(name=name),
            None,
            1,
            begins,
            len(name),
            severity=Severity.INFO,
        )
