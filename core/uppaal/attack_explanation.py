"""What attackers do, in the words of the model."""

from core.ground.words import _
from core.model import Event, Id, Location, Snapshot, StateMachine, name_of
from core.uppaal.generation.attack_messages import BEGINS, ENDS, HELD, LATE, RESETS, STOPS
from core.uppaal.trace_map import Entry, Part, TraceMap

HINDERED = frozenset(("drop", "delay", "jam", HELD))
"""Labels of what keeps a message from arriving."""


class AttackTeller:
    """Knows the words for the edges and locations that an attack scenario adds."""

    def __init__(self, snapshot: Snapshot, trace_map: TraceMap) -> None:
        self._snapshot = snapshot
        self._map = trace_map

    def told(self, entry: Entry) -> str:
        """The sentence for what an attacker does; empty where they only make up their mind."""
        words = {
            "drop": _("The attacker drops {event} on {element}."),
            "delay": _("The attacker holds back {event} on {element}."),
            LATE: _("The attacker lets {event} through on {element}."),
            "replay": _("The attacker sends {event} over {element} again."),
            "spoof": _("The attacker sends {event} over {element}, though nobody sent it."),
            "jam": _("The attacker jams {element}, and {event} does not get through."),
            BEGINS: _("The attacker begins to jam {element}."),
            ENDS: _("The attacker no longer jams {element}."),
            HELD: _("The attacker takes {event} from {element}."),
            "tamper": _("The attacker puts {event} in its place on {element}."),
            "stop": _("The attacker stops {element}."),
            "reset": _("The attacker resets {element}."),
            STOPS: _("{machine} takes no step any more."),
            RESETS: _("{machine} begins anew."),
        }.get(entry.label, "")
        return words.format(
            event=self._event(entry), element=self._named(entry), machine=self._machine(entry.elements[0])
        )

    def standing(self, entry: Entry) -> str:
        """What an attacker keeps up: a message held back, a connector jammed, a machine stopped."""
        location = self._snapshot.find(Location, entry.elements[0])
        if location is not None:
            return _("{machine} is stopped in {location}.").format(
                machine=self._machine(location.owner), location=location.name
            )
        if entry.label == "Jamming":
            return _("The attacker still jams {element}.").format(element=self._named(entry))
        if self._event(entry):
            return _("The attacker still holds back {event}.").format(event=self._event(entry))
        return ""

    def _event(self, entry: Entry) -> str:
        events = (self._snapshot.find(Event, one) for one in entry.elements)
        return next((event.name for event in events if event is not None), "")

    def _named(self, entry: Entry) -> str:
        template = self._map.get(Part.TEMPLATE, entry.template)
        elements = template.elements if template is not None else entry.elements
        return name_of(self._snapshot, elements[0])

    def _machine(self, machine_id: Id | None) -> str:
        machine = self._snapshot.find(StateMachine, machine_id)
        owner = self._snapshot.get(machine.owner) if machine is not None else None
        if machine is None or owner is None or not owner.name:
            return machine.name if machine is not None else ""
        several = len(self._snapshot.owned(owner.id, StateMachine)) > 1
        return f"{owner.name} ({machine.name})" if several else owner.name
