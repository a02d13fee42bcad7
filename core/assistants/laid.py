"""What results lay over a diagram, in the words of `core.diagram`, which is loaded with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assistants.known import SEVERITIES, Known
from core.ground.words import deferred

if TYPE_CHECKING:
    from core.assistants.bearing import Bearing
    from core.diagram.overlay import Overlays, ProblemMark, Threats, VerdictMark
    from core.model import Id

OVERLAYS = (
    ("problems", deferred("Problems")),
    ("threats", deferred("Threats")),
    ("verdicts", deferred("Verdicts")),
    ("risk", deferred("Risk")),
    ("coverage", deferred("Coverage")),
    ("allocation", deferred("Allocation")),
    ("zones", deferred("Zones")),
)
"""The overlays that a person can switch on and off, and their names."""

HEATS = ("risk", "coverage", "allocation", "zones")
"""The overlays that are heat: a band has room for one question, so one of them is on at most."""

_WORST_PROBLEM: tuple[ProblemMark, ...] = ("error", "warning", "information")


def switched(wanted: frozenset[str], overlay: str) -> frozenset[str]:
    """The overlays that are on once one is switched; heat takes the place of other heat."""
    if overlay in wanted:
        return wanted - {overlay}
    others = wanted.difference(HEATS) if overlay in HEATS else wanted
    return others | {overlay}


def overlay_title(overlay: str) -> str:
    """What an overlay is called; an empty text for none."""
    return next((title() for name, title in OVERLAYS if name == overlay), "")


def overlays_for(bearing: Bearing, wanted: frozenset[str] | set[str]) -> Overlays:
    """The badges that are wanted, from the results as they are; what is written wrong is marked always."""
    from core.diagram.overlay import Overlays

    return Overlays(
        threats=_threats(bearing) if "threats" in wanted else {},
        verdicts=bearing.verdicts() if "verdicts" in wanted else {},
        problems=_problems(bearing) if "problems" in wanted else {},
        faulty=_faulty(bearing),
    )


def element_verdicts(known: Known) -> dict[Id, VerdictMark]:
    """The worst verdict on the requirements of each component, and on the machines that decide them.

    While verdicts are stale none of them is shown as satisfied.
    """
    from core.assistants.bearing import verdicts_of

    return verdicts_of(known)


def threat_overlay(known: Known, lit: frozenset[Id]) -> Overlays:
    """All but the elements of one threat dimmed; nothing dimmed where none is lit."""
    from core.assistants.bearing import bearing_of
    from core.diagram.overlay import Overlays

    return Overlays(threats=_threats(bearing_of(known)), lit=lit or None)


def _threats(bearing: Bearing) -> dict[Id, Threats]:
    from core.diagram.overlay import Threats

    return {
        element_id: Threats(min((one["severity"] for one in found), key=SEVERITIES.index), len(found))
        for element_id, found in bearing.threats.items()
    }


def _problems(bearing: Bearing) -> dict[Id, ProblemMark]:
    return {
        element_id: min((one.mark for one in found), key=_WORST_PROBLEM.index)
        for element_id, found in bearing.problems.items()
    }


def _faulty(bearing: Bearing) -> dict[Id, frozenset[str]]:
    return {
        element_id: facts
        for element_id, found in bearing.problems.items()
        if (facts := frozenset(one.fact for one in found if one.fact and one.mark == "error"))
    }
