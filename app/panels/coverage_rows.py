"""The shares of coverage and their gaps as rows of lists."""

from collections.abc import Iterator

from app.panels.rows import Row
from app.theme.kinds import kind_icon
from core.assistants.covering import MATTERS, OF_REQUIREMENTS, Covering, Matter
from core.ground.words import _, deferred
from core.model import Event, Id, Requirement, Snapshot, TraceLink, Variable, name_of
from core.model.facts import title_of
from core.model.naming import name_apart
from core.model.substance import changed_ends

TITLES = {
    "linked": deferred("Traced to something"),
    "formalised": deferred("Formalised: every phrase is bound"),
    "verified": deferred("Verified: satisfied, and not stale"),
    "checked": deferred("Checked: every check passes, and is not stale"),
    "confirmed": deferred("Traces confirmed as their ends are"),
    "components": deferred("Components"),
    "zones": deferred("Zones"),
    "modes": deferred("Modes of state machines"),
    "inputs": deferred("Inputs of state machines"),
}
_ICONS = {
    "linked": "trace",
    "formalised": "state machine",
    "verified": "verdict",
    "checked": "check",
    "confirmed": "tick",
    "components": "component",
    "zones": "zone",
    "modes": "location",
    "inputs": "event",
}
GAPS = {
    "linked": deferred("Not traced"),
    "formalised": deferred("Not formalised"),
    "verified": deferred("Not verified"),
    "checked": deferred("A check fails"),
    "confirmed": deferred("Suspect or never confirmed"),
    "components": deferred("Components that no requirement speaks of"),
    "zones": deferred("Zones that no requirement speaks of"),
    "modes": deferred("Modes that no requirement speaks of"),
    "inputs": deferred("Inputs that no requirement speaks of"),
}
"""What the rest of each share is called."""


def share_rows(found: Covering) -> list[Row]:
    """A row a share, with how many of how many."""
    rows = [Row("#requirements", _("Requirements"), heading=True)]
    for matter in MATTERS:
        if matter == MATTERS[len(OF_REQUIREMENTS)]:
            rows.append(Row("#spoken", _("Spoken of by a requirement"), heading=True))
        share = found.share(matter)
        told = _("{count} of {all}").format(count=len(share.met), all=share.total)
        if share.undecided:
            told = _("{told}, {count} undecided").format(told=told, count=len(share.undecided))
        rows.append(
            Row(
                matter,
                TITLES[matter](),
                mark=_ICONS[matter],
                right=told if share.total else _("there are none"),
            )
        )
    return rows


def gap_rows(snapshot: Snapshot, found: Covering, matter: Matter) -> list[Row]:
    """What a share lacks and is still there; modes and inputs by the machine that has them."""
    if matter in ("modes", "inputs"):
        return list(_in_machines(snapshot, found, matter))
    return [_row(snapshot, one) for one in found.share(matter).unmet if one in snapshot]


def _in_machines(snapshot: Snapshot, found: Covering, matter: Matter) -> Iterator[Row]:
    for silent in found.coverage.silent:
        several = silent.modes if matter == "modes" else silent.inputs
        parts = [one for one in several if one in snapshot]
        if parts and silent.machine in snapshot:
            yield Row(f"#{silent.machine}", name_of(snapshot, silent.machine), heading=True)
            # A variable can be an input of several machines.
            yield from (_row(snapshot, one, silent.machine) for one in parts)


def _row(snapshot: Snapshot, element_id: Id, machine: Id = "") -> Row:
    element = snapshot[element_id]
    if isinstance(element, Requirement):
        return Row(element.id, element.text, mark="requirement", lead=element.key, tip=element.text)
    if isinstance(element, TraceLink):
        source, target = (
            name_of(snapshot, element.source),
            name_of(snapshot, element.target) or element.clause,
        )
        suspect = bool(changed_ends(snapshot, element))
        return Row(
            element.id,
            f"{source} → {target}",
            mark="warning" if suspect else "trace",
            right=_("suspect") if suspect else _("not confirmed"),
        )
    where = ""
    if isinstance(element, Event):
        where = name_apart(snapshot, element.owner or "")
    elif isinstance(element, Variable):
        where = name_of(snapshot, element.owner)
    return Row(
        f"{machine}|{element.id}" if machine else element.id,
        name_of(snapshot, element.id),
        mark=kind_icon(element),
        right=where,
        tip=f"{title_of(element.kind)} {name_of(snapshot, element.id)}",
    )
