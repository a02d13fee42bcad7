"""How far the requirements of a project are covered: what the model says, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from core.assistants.known import Known
from core.model import Requirement, TraceLink, Truth
from core.model.substance import is_suspect
from core.requirements.coverage import Coverage, Share, coverage

Matter = Literal["linked", "formalised", "verified", "confirmed", "components", "zones", "modes", "inputs"]
MATTERS: tuple[Matter, ...] = get_args(Matter)
"""What shares are told of: four of requirements and their links, four of what requirements speak of."""
OF_REQUIREMENTS = MATTERS[:4]


@dataclass(frozen=True, slots=True)
class Covering:
    """The shares, and the coverage they come from.

    `verified` are requirements of which the worst verdict is satisfied and holds for the model as it is;
    `confirmed` are trace links of which a person confirmed both ends as they are.
    """

    coverage: Coverage
    verified: Share
    confirmed: Share

    def share(self, matter: Matter) -> Share:
        """The share of one matter."""
        if matter == "verified":
            return self.verified
        if matter == "confirmed":
            return self.confirmed
        found: Share = getattr(self.coverage, matter)
        return found


def covering(known: Known) -> Covering:
    """What is covered of the model, with the verdicts that are known."""
    snapshot, worst = known.snapshot, known.worst_verdicts()
    requirements = [one.id for one in snapshot.of(Requirement)]
    links = snapshot.of(TraceLink)
    holds = {
        one: verdict["verdict"] == "satisfied" and not known.is_verdict_stale(verdict)
        for one in requirements
        if (verdict := worst.get(one)) is not None
    }
    agreed = {link.id for link in links if is_suspect(snapshot, link) is Truth.NO}
    return Covering(
        coverage(snapshot),
        Share(
            tuple(one for one in requirements if holds.get(one)),
            tuple(one for one in requirements if not holds.get(one)),
        ),
        Share(
            tuple(link.id for link in links if link.id in agreed),
            tuple(link.id for link in links if link.id not in agreed),
        ),
    )
