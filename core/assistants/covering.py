"""How far the requirements of a project are covered: what the model says, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from core.assistants.known import ANSWERS, Known
from core.model import Id, Requirement, RequirementCheck, TraceLink, Truth
from core.model.substance import is_suspect
from core.requirements.coverage import Coverage, Share, coverage

Matter = Literal[
    "linked", "formalised", "verified", "checked", "confirmed", "components", "zones", "modes", "inputs"
]
MATTERS: tuple[Matter, ...] = get_args(Matter)
"""What shares are told of: five of requirements and their links, four of what requirements speak of."""
OF_REQUIREMENTS = MATTERS[:5]


@dataclass(frozen=True, slots=True)
class Covering:
    """The shares, and the coverage they come from.

    `verified` are requirements of which the worst verdict is satisfied and holds for the model as it is;
    `checked` are those with checks of which all pass, undecided where one is incomplete or was not run on the
    model as it is; `confirmed` are trace links of which a person confirmed both ends as they are.
    """

    coverage: Coverage
    verified: Share
    checked: Share
    confirmed: Share

    def share(self, matter: Matter) -> Share:
        """The share of one matter."""
        found: Share = getattr(
            self if matter in ("verified", "checked", "confirmed") else self.coverage, matter
        )
        return found


def covering(known: Known, found: Coverage | None = None) -> Covering:
    """What is covered of the model, with the verdicts that are known.

    What the model says of it is worked out, unless it was `found` before; that takes long in large models.
    """
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
        coverage(snapshot) if found is None else found,
        Share(
            tuple(one for one in requirements if holds.get(one)),
            tuple(one for one in requirements if not holds.get(one)),
        ),
        _checked(known),
        Share(
            tuple(link.id for link in links if link.id in agreed),
            tuple(link.id for link in links if link.id not in agreed),
        ),
    )


def _checked(known: Known) -> Share:
    """The requirements with checks by what those answered about the model as it is."""
    snapshot = known.snapshot
    answered = {} if known.is_stale(known.checks) else known.answers()
    found: dict[str, list[Id]] = {answer: [] for answer in ANSWERS}
    for one in snapshot.of(Requirement):
        if snapshot.owned(one.id, RequirementCheck):
            found[answered.get(one.id, "incomplete")].append(one.id)
    return Share(tuple(found["pass"]), tuple(found["fail"]), tuple(found["incomplete"]))
