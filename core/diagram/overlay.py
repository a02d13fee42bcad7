"""What analyses add to a drawing: badges, achieved levels, attack paths, replays. Never model facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not
from typing import Literal

from core.diagram.ghosts import Ghost
from core.model import Id

ThreatMark = Literal["critical", "high", "medium", "low", "info"]
VerdictMark = Literal["satisfied", "violated", "unknown"]
ProblemMark = Literal["error", "warning", "information"]
DiffMark = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Threats:
    """The worst severity of the open threats of an element and how many there are."""

    worst: ThreatMark
    count: int


@dataclass(frozen=True, slots=True)
class Overlays:
    """What is laid over a diagram, by element. Everything is off where nothing is given.

    `achieved` is the security level that a zone was found to achieve. `path` is an attack path: its
    lines in the order of the steps; all but them and their ends is dimmed. `lit` dims all but its
    members.
    `current`, `taken` (numbers of the steps) and `failing` show a replay on a state machine.
    `faulty` names the expressions of an element in which something is wrong: "guard", "update", "invariant".
    `proposed` are elements that an assistant offers, `differences` those that a comparison found, `moved`
    those that it found the same but drawn elsewhere, `ghosts` where those that lie elsewhere were.
    """

    threats: Mapping[Id, Threats] = field(default_factory=dict)
    verdicts: Mapping[Id, VerdictMark] = field(default_factory=dict)
    problems: Mapping[Id, ProblemMark] = field(default_factory=dict)
    achieved: Mapping[Id, int] = field(default_factory=dict)
    path: tuple[Id, ...] = ()
    lit: frozenset[Id] | None = None
    current: frozenset[Id] = frozenset()
    taken: Mapping[Id, tuple[int, ...]] = field(default_factory=dict)
    failing: frozenset[Id] = frozenset()
    faulty: Mapping[Id, frozenset[str]] = field(default_factory=dict)
    proposed: frozenset[Id] = frozenset()
    differences: Mapping[Id, DiffMark] = field(default_factory=dict)
    moved: frozenset[Id] = frozenset()
    ghosts: Mapping[Id, Ghost] = field(default_factory=dict)

    def differing(self, other: "Overlays") -> set[Id] | None:
        """The elements over which these lay something else than others do.

        None where an element can be dimmed because of another, and so all have to be looked at.
        """
        if self.path or other.path or self.lit is not None or other.lit is not None:
            return None
        found = self.current ^ other.current | self.failing ^ other.failing
        found |= self.proposed ^ other.proposed | self.moved ^ other.moved
        for before, after in zip(_by_element(self), _by_element(other), strict=True):
            if before is not after:
                ids = before.keys() | after.keys()
                others = compress(ids, map(is_not, map(before.get, ids), map(after.get, ids)))
                found |= {one for one in others if before.get(one) != after.get(one)}
        return set(found)

    def of(self, element_id: Id, ends: Collection[Id] = ()) -> "Overlay":
        """What is laid over one element; `ends` are the shapes that the attack path leads through."""
        on_path = element_id in self.path or element_id in ends
        dimmed = (bool(self.path) and not on_path) or (self.lit is not None and element_id not in self.lit)
        return Overlay(
            self.threats.get(element_id),
            self.verdicts.get(element_id),
            self.problems.get(element_id),
            self.achieved.get(element_id),
            on_path,
            self.path.index(element_id) + 1 if element_id in self.path else None,
            dimmed,
            element_id in self.current,
            self.taken.get(element_id, ()),
            element_id in self.failing,
            element_id in self.proposed,
            self.differences.get(element_id),
            element_id in self.moved,
            self.faulty.get(element_id, frozenset()),
            self.ghosts.get(element_id),
        )


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over one element; `step` is the place of a line on the attack path, from 1."""

    threats: Threats | None = None
    verdict: VerdictMark | None = None
    problem: ProblemMark | None = None
    achieved: int | None = None
    on_path: bool = False
    step: int | None = None
    dimmed: bool = False
    current: bool = False
    taken: tuple[int, ...] = ()
    failing: bool = False
    proposed: bool = False
    difference: DiffMark | None = None
    moved: bool = False
    faulty: frozenset[str] = frozenset()
    ghost: Ghost | None = None


NOTHING = Overlay()


def _by_element(laid: Overlays) -> tuple[Mapping[Id, object], ...]:
    marks = (laid.threats, laid.verdicts, laid.problems, laid.achieved)
    return (*marks, laid.taken, laid.differences, laid.faulty, laid.ghosts)
