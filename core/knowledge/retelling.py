"""A proposal as its reader reads it: what assistants said of it, in the language in use.

A proposal is a fact of the model and stays as it was made. Of what it says, the sentences that
assistants make are known, and are shown to each reader in the reader's language; those that people
wrote are shown as they were written.
"""

from dataclasses import replace
from functools import cache

from core.ground.sentences import retold
from core.knowledge.catalogue import threat_rules
from core.model import Claim, Proposal

APPLIES = "The threat “{title}” applies"

SENTENCES = (
    "By when? The model states no bound, so the sentence has none yet.",
    "Examine: {title}",
    "Names an element of the model",
    "No requirement says the same",
    "No task for it says the same",
    "Parses as EARS",
    "Rests on grounds",
    "Says what is to be done",
    "The test “{title}” tells something about {element}",
    "What is meant by “{slot}” here?",
    "rule order",
    "{element} may have the weakness “{title}”",
    "{title} counters it",
)
"""What assistants say in claims, checks and questions; a test proposes everything and finds none missing."""

NAMES = ("{title} for {element}",)
"""How assistants call what they propose."""


def as_read(proposal: Proposal) -> Proposal:
    """The proposal for showing, with what assistants said of it in the language in use."""
    return replace(
        proposal,
        name=retold(proposal.name, NAMES, title=_sentence),
        claims=tuple(_claim(claim) for claim in proposal.claims),
        checks=tuple(replace(check, name=_sentence(check.name)) for check in proposal.checks),
        questions=tuple(map(_sentence, proposal.questions)),
        method=_sentence(proposal.method),
    )


def _claim(claim: Claim) -> Claim:
    text = retold(claim.text, (APPLIES,), title=_title)
    return replace(claim, text=text if text != claim.text else _sentence(claim.text))


def _sentence(text: str) -> str:
    return retold(text, SENTENCES)


def _title(title: str) -> str:
    return retold(title, _titles())


@cache
def _titles() -> tuple[str, ...]:
    return tuple(rule.title for rule in threat_rules())
