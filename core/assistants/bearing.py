"""What results bear on which elements: open threats, requirements with their verdicts, problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.assistants.known import Known, Plain
from core.assistants.problems import Problem, problems
from core.assistants.sentences import parsed
from core.diagram.criteria import Found
from core.diagram.places import BORDER
from core.diagram.verdict_marks import Decided, about, worst_of
from core.model import Boilerplate, Id, Requirement, Snapshot

if TYPE_CHECKING:
    from core.diagram.overlay import VerdictMark


@dataclass(frozen=True, slots=True)
class Bearing:
    """What results say of the elements of a snapshot.

    `threats` are the open ones by element, the worst first, those to a port or interface also at its
    owner's risk. `asked` are the requirements about an element; one that was never checked is unknown.
    """

    snapshot: Snapshot
    threats: Mapping[Id, tuple[Plain, ...]] = field(default_factory=dict)
    threats_known: bool = False
    threats_stale: bool = False
    asked: Mapping[Id, tuple[Decided, ...]] = field(default_factory=dict)
    checked: frozenset[Id] = frozenset()
    verdicts_known: bool = False
    verdicts_stale: bool = False
    problems: Mapping[Id, tuple[Problem, ...]] = field(default_factory=dict)

    def threats_at(self, element_id: Id) -> tuple[Plain, ...]:
        """The open threats to an element and to what sits on its border."""
        own = self.threats.get(element_id, ())
        parts = [part.id for kind in BORDER for part in self.snapshot.owned(element_id, kind)]
        return (*own, *(threat for part in parts for threat in self.threats.get(part, ())))

    def asked_of(self, element_id: Id) -> tuple[Decided, ...]:
        """The requirements about an element."""
        return self.asked.get(element_id, ())

    def verdicts(self) -> dict[Id, VerdictMark]:
        """The worst verdict on each element, of the requirements that were checked."""
        return _worst(self.asked, self.checked)

    def found(self) -> Found:
        """The same as a filter asks for it."""
        severities = {
            one: tuple(threat["severity"] for threat in known) for one, known in self.threats.items()
        }
        return Found(severities, self.verdicts())


def bearing_of(known: Known, found: Iterable[Problem] | None = None) -> Bearing:
    """What is known bears on these elements of its model; `found` are its problems, where they are known."""
    threats: dict[Id, list[Plain]] = {}
    for threat in known.open_threats():
        for element_id in known.bearers(threat):
            threats.setdefault(element_id, []).append(threat)
    decided, checked = _decided(known)
    troubles: dict[Id, list[Problem]] = {}
    for problem in problems(known) if found is None else found:
        if problem.element:
            troubles.setdefault(problem.element, []).append(problem)
    return Bearing(
        known.snapshot,
        {element_id: tuple(found) for element_id, found in threats.items()},
        known.threats.known,
        known.is_stale(known.threats),
        about(known.snapshot, decided),
        checked,
        known.verdicts.known,
        known.stale_verdicts() > 0,
        {element_id: tuple(found) for element_id, found in troubles.items()},
    )


def verdicts_of(known: Known) -> dict[Id, VerdictMark]:
    """The worst verdict on each element; none is satisfied while verdicts are stale."""
    decided, checked = _decided(known)
    return _worst(about(known.snapshot, decided), checked)


def _worst(asked: Mapping[Id, tuple[Decided, ...]], checked: frozenset[Id]) -> dict[Id, VerdictMark]:
    found: dict[Id, VerdictMark] = {}
    for element_id, known in asked.items():
        marks = [one.verdict for one in known if one.requirement in checked]
        if marks:
            found[element_id] = worst_of(marks)
    return found


def _decided(known: Known) -> tuple[list[Decided], frozenset[Id]]:
    """Every requirement with its verdict, and which were checked; none is satisfied while that is stale."""
    worst = known.worst_verdicts()
    decided, own = [], known.snapshot.of(Boilerplate)
    for requirement in known.snapshot.of(Requirement):
        verdict = worst.get(requirement.id)
        mark: VerdictMark = "unknown" if verdict is None else verdict["verdict"]
        if mark == "satisfied" and known.is_verdict_stale(verdict):
            mark = "unknown"
        system = parsed(requirement.text, own).slots.system
        machines = () if verdict is None else tuple(verdict.get("machines", ()))
        decided.append(Decided(requirement.id, system.text if system is not None else "", mark, machines))
    return decided, frozenset(worst)
