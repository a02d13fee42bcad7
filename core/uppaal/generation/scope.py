"""What a name in a guard, invariant, update or proposition means."""

from collections import defaultdict
from collections.abc import Iterator

from core.model import ClockVariable, Location, Snapshot, StateMachine, Timer, Variable
from core.uppaal.generation.expression import Meaning
from core.uppaal.generation.naming import identifier


class Vocabulary:
    """Finds elements of behaviour by the names that expressions use.

    A name fits an element if it is the element's name, or what that name becomes as an identifier:
    `Dosing_controller.level` for the variable “level” of the machine “Dosing controller”. A machine
    is also known by the name of its owner, and by both: `Controller.Behaviour.level`.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._own: dict[str, dict[str, list[Meaning]]] = {}
        self._machines: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for machine in snapshot.of(StateMachine):
            names: defaultdict[str, list[Meaning]] = defaultdict(list)
            for kind in (ClockVariable, Timer, Variable, Location):
                for element in snapshot.owned(machine.id, kind):
                    for spelling in _spellings(element.name):
                        names[spelling].append(element)  # type: ignore[arg-type]
            self._own[machine.id] = names
            owner = snapshot.get(machine.owner)
            for first in _spellings(machine.name):
                self._machines[first,].append(machine.id)
                for outer in _spellings(owner.name if owner else ""):
                    self._machines[outer, first].append(machine.id)
            for outer in _spellings(owner.name if owner else ""):
                self._machines[outer,].append(machine.id)

    def meanings(self, path: tuple[str, ...], machine: str | None = None) -> list[Meaning]:
        """All elements that `path` may mean, seen from inside `machine` or from outside every machine.

        A plain name inside a machine is one of its own; outside, one of any machine's.
        """
        *around, name = path
        if around:
            holders = dict.fromkeys(self._machines.get(tuple(around), ()))
        elif machine is not None:
            holders = {machine: None}
        else:
            holders = dict.fromkeys(self._own)
        found = {element.id: element for holder in holders for element in self._own[holder].get(name, ())}
        return list(found.values())


def _spellings(name: str) -> Iterator[str]:
    if name:
        yield name
        plain = identifier(name, "")
        if plain and plain != name:
            yield plain
