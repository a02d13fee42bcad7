"""Who can be reached from outside over flows: surely, perhaps, or not.

An end lies outside where it is in a zone of level external. Where no zone says so, an actor or external
system may be outside; a part of the system may be where the project has a zone outside that it could be in.
"""

from collections import deque
from dataclasses import dataclass

from core.model import Actor, Component, Connector, DataStore, ExternalSystem, Id, Level, Truth, name_of
from core.threats.judgement import NO, Fact, Gap, Judgement
from core.threats.surroundings import Endpoint, Surroundings

SHOWN = 4
"""Flows of a way that are named in its reason."""


def outside(around: Surroundings, end: Endpoint) -> Judgement:
    """Whether the end of a flow lies outside the reach of those who run the system."""
    zone = around.zone_of(end)
    if zone is not None:
        if zone.level is Level.NONE:
            return Judgement(Truth.UNKNOWN, gaps=(Gap(zone.id, "level"),))
        fact = Fact(end.id, "level", zone.level.value)
        return Judgement(Truth.of(zone.level is Level.EXTERNAL), (fact,))
    if isinstance(end, Actor | ExternalSystem) or around.may_be_outside:
        return Judgement(Truth.UNKNOWN, gaps=(Gap(end.id, "zone"),))
    return NO


@dataclass(frozen=True, slots=True)
class _Way:
    """How an end was first reached: over which flow and from which end; None at the origin."""

    flow: Connector | None
    before: Id | None


class Reach:
    """Ways from outside to every end that has one; the fewest flows first."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        snapshot = around.snapshot
        ends: tuple[Endpoint, ...] = (
            *snapshot.of(Actor),
            *snapshot.of(ExternalSystem),
            *snapshot.of(Component),
            *snapshot.of(DataStore),
        )
        self._origins = {
            end.id: judged for end in ends if (judged := outside(around, end)).truth is not Truth.NO
        }
        sure = [end for end, judged in self._origins.items() if judged.truth is Truth.YES]
        self._sure = self._spread(sure)
        self._perhaps = self._spread(list(self._origins))

    def judge(self, end: Endpoint) -> Judgement:
        """Whether someone outside can reach the end over flows, in their direction."""
        if end.id in self._sure:
            names, origin = self._way(end.id, self._sure)
            way = Fact(end.id, "reachable_from_outside", ", ".join(names))
            return Judgement(
                Truth.YES, (*self._origins[origin].facts, way) if names else self._origins[origin].facts
            )
        if end.id in self._perhaps:
            _names, origin = self._way(end.id, self._perhaps)
            return Judgement(Truth.UNKNOWN, gaps=self._origins[origin].gaps)
        return NO

    def _spread(self, origins: list[Id]) -> dict[Id, _Way]:
        found = {origin: _Way(None, None) for origin in origins}
        waiting = deque(origins)
        while waiting:
            here = waiting.popleft()
            for flow in self._around.outputs(here):
                there = self._around.end(flow.target)
                if there is not None and there.id not in found:
                    found[there.id] = _Way(flow, here)
                    waiting.append(there.id)
        return found

    def _way(self, end: Id, ways: dict[Id, _Way]) -> tuple[list[str], Id]:
        """The names of the flows on the way, outermost first, and the origin."""
        names: list[str] = []
        here = end
        while (way := ways[here]).before is not None:
            assert way.flow is not None
            names.append(way.flow.name or way.flow.protocol or name_of(self._around.snapshot, way.flow.id))
            here = way.before
        names.reverse()
        return (names if len(names) <= SHOWN else [*names[: SHOWN - 1], "…", names[-1]]), here
