"""What lies inside a boundary box is offered as zone membership; a person decides."""

from dataclasses import replace

from core.ground.words import _
from core.model import (
    Actor,
    Check,
    Claim,
    Component,
    DataStore,
    Ground,
    Id,
    Outcome,
    Proposal,
    ProposedEdit,
    Zone,
)


def membership_proposal(
    zone: Zone, members: list[Actor | Component | DataStore], proposal_id: Id
) -> Proposal:
    """The proposal to put what was drawn inside the box of `zone` into that zone."""
    names = ", ".join(member.name for member in members)
    return Proposal(
        id=proposal_id,
        name=_("Put {names} into zone {zone}").format(names=names, zone=zone.name),
        assistant="import",
        topic="zone membership",
        concerns=(zone.id, *(member.id for member in members)),
        edits=tuple(ProposedEdit(member, replace(member, zone=zone.id)) for member in members),
        claims=(
            Claim(
                _("They were drawn inside the boundary {zone}").format(zone=zone.name),
                (Ground("drawing", zone.name, text=names),),
            ),
        ),
        checks=(Check(_("The middle of each lies inside the box"), Outcome.PASSED, names),),
        questions=(_("Does everything inside the boundary share its security needs?"),),
        method="position on the imported drawing",
    )
