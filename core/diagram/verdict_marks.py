"""Where verdicts are shown: on the component that a requirement is about and on what decides it."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.diagram.overlay import VerdictMark
from core.model import Component, Id, Snapshot, StateMachine, TraceLink

WORST_FIRST: tuple[VerdictMark, ...] = ("violated", "unknown", "satisfied")


@dataclass(frozen=True, slots=True)
class Decided:
    """A requirement, what it calls the system, its verdict, and the machines that its phrases stand on."""

    requirement: Id
    system: str
    verdict: VerdictMark
    machines: tuple[Id, ...]


def worst_of(verdicts: Iterable[VerdictMark]) -> VerdictMark:
    """The worst of some verdicts, of which there is at least one."""
    return min(verdicts, key=WORST_FIRST.index)


def about(snapshot: Snapshot, decided: Iterable[Decided]) -> dict[Id, tuple[Decided, ...]]:
    """The requirements about each element: on a component and what is traced, on machines that decide.

    Of components of one name the oldest is meant: a copy was never asked about.
    """
    components: dict[str, Id] = {}
    for component in sorted(snapshot.of(Component), key=lambda one: one.id):
        components.setdefault(component.name.casefold(), component.id)
    found: dict[Id, list[Decided]] = {}
    for one in decided:
        holders = {link.target for link in snapshot.uses(one.requirement, TraceLink) if link.target}
        holders |= {machine for machine in one.machines if snapshot.find(StateMachine, machine) is not None}
        named = components.get(one.system.casefold())
        if named is not None:
            holders.add(named)
        for holder in holders:
            found.setdefault(holder, []).append(one)
    return {holder: tuple(asked) for holder, asked in found.items()}


def verdict_marks(snapshot: Snapshot, decided: Iterable[Decided]) -> dict[Id, VerdictMark]:
    """The worst verdict on each element that requirements are about."""
    return {
        holder: worst_of(one.verdict for one in asked) for holder, asked in about(snapshot, decided).items()
    }
