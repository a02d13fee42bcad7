"""What is seen of a diagram: one answer for the screen, paper, files and the clipboard."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.assistants.bearing import Bearing
from core.assistants.heats import heats_for, legend_of
from core.assistants.known import Findings, Known
from core.assistants.laid import HEATS, overlay_title, overlays_for
from core.diagram import Drawing, draw
from core.diagram.criteria import Criteria, Found, matching
from core.diagram.drawing import Pace
from core.diagram.legend import Legend, with_legend
from core.diagram.part import part_of
from core.diagram.veil import kept_with, parents_of, veiled
from core.ground.words import _
from core.model import Filter, Id, Snapshot, Truth

_PORTS = 4
"""The layer of ports, which follow their shapes and are not counted."""


_NO_FILTER = Criteria()


@dataclass(frozen=True, slots=True)
class Look:
    """How a diagram is looked at: which overlays are on, and the filter, which dims or hides the others."""

    overlays: frozenset[str] = frozenset()
    criteria: Criteria = _NO_FILTER
    hide: bool = False

    @property
    def heat(self) -> str:
        """The name of the overlay that is heat; an empty text for none."""
        return next((name for name in HEATS if name in self.overlays), "")


PLAIN = Look()
"""Nothing lies over the drawing."""


def as_seen(
    bearing: Bearing,
    diagram_id: Id,
    look: Look,
    pace: Pace | None = None,
    chosen: Collection[Id] = frozenset(),
) -> Drawing:
    """The drawing of a diagram of the model as somebody who so looks at it sees it, or the chosen part."""
    drawing = draw(bearing.snapshot, diagram_id, overlays_for(bearing, look.overlays), pace)
    return seen_on(bearing, drawing, look, chosen)


def seen_on(bearing: Bearing, drawing: Drawing, look: Look, chosen: Collection[Id] = frozenset()) -> Drawing:
    """A drawing that has its badges already, with the filter and the heat of the look laid over it.

    With `chosen`, of these and what lies in them alone. Below it stands the legend of the heat.
    """
    drawn = drawn_on(drawing)
    heats = heats_for(look.heat, bearing, drawn) if look.heat else {}
    kept = None
    if not look.criteria.empty:
        _found, kept = kept_by(look.criteria, bearing.snapshot, bearing.found(), drawn, parents_of(drawing))
    seen = veiled(drawing, kept, heats, hide=look.hide)
    if chosen:
        seen = part_of(seen, bearing.snapshot, set(chosen))
        drawn = drawn_on(seen)
    if not look.heat or not seen.items:
        return seen
    rows = legend_of(look.heat, [heat for one, heat in heats.items() if one in drawn])
    return with_legend(seen, Legend(overlay_title(look.heat), rows, _remark(look.heat, bearing)))


def _remark(heat: str, bearing: Bearing) -> str:
    """What a picture says of heat that is not worked out, or of another model than it was."""
    if heat == "risk" and not bearing.threats_known:
        return _("not worked out")
    stale = bearing.threats_stale if heat == "risk" else bearing.verdicts_stale and heat == "coverage"
    return _("stale") if stale else ""


def drawn_on(drawing: Drawing) -> frozenset[Id]:
    """What is drawn but for ports, which follow their shapes."""
    return frozenset(item.element for item in drawing.items if item.layer != _PORTS)


def kept_by(
    criteria: Criteria, snapshot: Snapshot, found: Found, drawn: Collection[Id], parents: Mapping[Id, Id]
) -> tuple[frozenset[Id], frozenset[Id]]:
    """What of that drawn meets the criteria, and what stays as it is because of that."""
    met = matching(snapshot, criteria, found, drawn)
    return met, kept_with(parents, snapshot, met, drawn)


def stated_overlays(snapshot: Snapshot, diagram_id: Id) -> frozenset[str]:
    """The overlays that a diagram states for everybody; none where it leaves that to each person."""
    stated = (one for one in snapshot.of(Filter) if one.owner == diagram_id)
    return frozenset(name for one in stated for name in one.overlays)


def look_to_plain(look: Look) -> dict[str, Any]:
    """The look as plain data."""
    criteria = look.criteria
    return {
        "overlays": sorted(look.overlays),
        "hide": look.hide,
        "text": criteria.text,
        "kinds": sorted(criteria.kinds),
        "facts": sorted([fact, truth.value] for fact, truth in criteria.facts),
        "zone": criteria.zone,
        "crossing": criteria.crossing,
        "threats": sorted(criteria.threats),
        "verdicts": sorted(criteria.verdicts),
        "unallocated": criteria.unallocated,
    }


def look_from_plain(plain: Mapping[str, Any]) -> Look:
    """The look that `look_to_plain` wrote."""
    criteria = Criteria(
        plain["text"],
        frozenset(plain["kinds"]),
        frozenset((fact, Truth(value)) for fact, value in plain["facts"]),
        plain["zone"],
        plain["crossing"],
        frozenset(plain["threats"]),
        frozenset(plain["verdicts"]),
        plain["unallocated"],
    )
    return Look(frozenset(plain["overlays"]), criteria, plain["hide"])


def known_to_plain(known: Known) -> dict[str, Any]:
    """What is known as plain data, without the model; what is wrong with sentences is read anew from that."""
    return {
        name: {"records": list(findings.records), "inputs": findings.inputs}
        for name, findings in (("threats", known.threats), ("verify", known.verdicts))
    }


def known_from_plain(snapshot: Snapshot, plain: Mapping[str, Any]) -> Known:
    """What `known_to_plain` wrote, of that model."""
    threats, verdicts = (
        Findings(tuple(plain[task]["records"]), plain[task]["inputs"], task=task)
        for task in ("threats", "verify")
    )
    return Known(snapshot, threats, verdicts)


def with_sentences(known: Known) -> Known:
    """The same with what is wrong with the requirements."""
    from core.requirements import findings

    return replace(known, sentences=findings(known.snapshot))
