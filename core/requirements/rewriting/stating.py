"""What is demanded or told of somebody: "The lamp flashes", "The panel has to show", "The fan is on"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, Question, Slot, demand, explains
from core.requirements.rewriting.finite import Finite, Form
from core.requirements.rewriting.inflection import base_of_third_person
from core.requirements.rewriting.lexicon import holds

_FURTHER = re.compile(
    r"(?P<joint>(?:,\s*(?:and\s+)?|\s+and\s+)(?:then\s+|also\s+)?)(?P<verb>[a-z-]+s)"
    r"(?=\s+(?:the|an?|each|every|all|its|it|them|within|no|any|to)\b|\s*$)"
)
_NOBODY = re.compile(r"(?:no\s+one|nobody)\b|no\s+\w", re.IGNORECASE)


def stated(verb: Finite) -> Iterator[Demand]:
    """The sentence said with "shall"."""
    if not verb.subject:
        return
    if verb.form is Form.OBLIGED:
        yield _of_it(verb, verb.rest, _("“{word}” demands").format(word=verb.said))
    elif verb.form is Form.DOING:
        does = f"{verb.base} {_also(verb.rest)}"
        made = _of_it(verb, does, _("what happens is demanded"))
        if verb.denied and verb.base in {"need", "have"} and verb.rest.startswith("to "):
            made = made.asking(explains())
        yield made
    elif verb.form is Form.BEING:
        yield _of_it(verb, f"be {verb.rest}", _("what is so is demanded")).asking(explains())


def _of_it(verb: Finite, does: str, why: str) -> Demand:
    match = re.match(r"(?:not|never)\s+", does, re.IGNORECASE)
    denied = verb.denied or match is not None
    made = demand(verb.subject, does[match.end() :] if match else does, why, denied)
    last = re.split(r"\s+(?:of|for|in|on|with|to)\s+", verb.subject, maxsplit=1)[0].rsplit(" ", 1)[-1]
    if made.actor and not denied and verb.form is Form.DOING and holds("inert", last):
        short = " ".join(made.does.split()[:8])
        asked = _("Who or what makes {thing} {what}?").format(thing=made.actor, what=short)
        return made.asking(Question(Slot.SYSTEM, asked))
    return made


def _also(rest: str) -> str:
    """What follows the verb, with further verbs in their base form; three or more are set apart."""
    said = _FURTHER.sub(_base, rest)
    if len(list(_FURTHER.finditer(rest))) > 1:
        said = _FURTHER.sub(lambda match: f" and shall {_base(match)[len(match['joint']) :]}", rest)
    return said


def _base(match: re.Match[str]) -> str:
    base = base_of_third_person(match["verb"])
    return f"{match['joint']}{base}" if base else match[0]
