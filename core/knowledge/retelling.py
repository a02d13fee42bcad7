"""A proposal as its reader reads it: what assistants said of it, in the language in use.

A proposal is a fact of the model and stays as it was made. Of what it says, the sentences that
assistants make are known, and are shown to each reader in the reader's language; those that people
wrote are shown as they were written.
"""

from dataclasses import replace
from functools import cache

from core.ground.sentences import retold
from core.ground.words import LANGUAGES, _, catalogue_of, deferred
from core.knowledge.catalogue import mitigations, suggested_tests, threat_rules, weaknesses
from core.knowledge.entries import TEST_ID
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

ASSISTANTS = {
    "import": deferred("import"),
    "suggestions": deferred("suggestions"),
    "threats": deferred("threats"),
}
"""What the assistants are called."""


def as_read(proposal: Proposal) -> Proposal:
    """The proposal for showing, with what assistants said of it in the language in use."""
    return replace(
        proposal,
        name=retold(proposal.name, NAMES, title=_called),
        assistant=assistant_words(proposal.assistant),
        claims=tuple(_claim(claim) for claim in proposal.claims),
        checks=tuple(replace(check, name=_sentence(check.name)) for check in proposal.checks),
        questions=tuple(map(_sentence, proposal.questions)),
        method=_sentence(proposal.method),
    )


def assistant_words(name: str) -> str:
    """An assistant's name, in the language in use where it is one of ours."""
    return ASSISTANTS[name]() if name in ASSISTANTS else name


def _claim(claim: Claim) -> Claim:
    text = retold(claim.text, (APPLIES,), title=_title)
    return replace(claim, text=text if text != claim.text else _sentence(claim.text))


def _called(name: str) -> str:
    """What is proposed: a mitigation, a test with its id, a weakness to examine."""
    code, colon, title = name.partition(": ")
    return f"{code}: {_title(title)}" if colon and TEST_ID.fullmatch(code) else _sentence(_title(name))


def _sentence(text: str) -> str:
    return retold(text, SENTENCES, title=_title)


def _title(title: str) -> str:
    entry = _entries().get(title)
    return _(entry) if entry else retold(title, _rules())


@cache
def _rules() -> tuple[str, ...]:
    return tuple(rule.title for rule in threat_rules())


@cache
def _entries() -> dict[str, str]:
    """The title of each entry of a catalogue as it is said in every language, and as it is written."""
    titles = [one.title for entries in (weaknesses(), mitigations(), suggested_tests()) for one in entries]
    return {catalogue_of(code).gettext(title): title for code in LANGUAGES for title in titles}
