"""The passive: "Data is encrypted", "The valve must be closed by the controller"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand, uncapped, who
from core.requirements.rewriting.finite import Finite, Form, passive
from core.requirements.rewriting.inflection import base_of_participle
from core.requirements.rewriting.lexicon import words

_FURTHER = re.compile(r"(?P<joint>,\s*(?:and\s+)?|\s+and\s+)(?P<verb>[a-z-]+)(?![\w-])", re.IGNORECASE)
_BY = re.compile(
    r"\s+by\s+(?P<actor>(?:the|an?|each|its)\s+[^,.;]+?)"
    r"(?=\s+(?:within|when|if|while|every|for|until|before|after|at|in|with|over|to|on)\b|[,.;]|$)",
    re.IGNORECASE,
)


def acted_on(verb: Finite, lasts: bool) -> Iterator[Demand]:
    """Who does it, with the actor in front; as another reading how things shall be.

    `lasts` says that the sentence speaks of a while, so that "shall be closed" is the better reading of what
    may tell a state.
    """
    rest = verb.rest
    if verb.form is Form.OBLIGED:
        being = re.match(r"(?:(?P<not>not|never)\s+)?be\s+", rest, re.IGNORECASE)
        if being is None:
            return
        rest = rest[being.end() :]
        denied = verb.denied or bool(being["not"])
    elif verb.form is Form.BEING:
        denied = verb.denied
    else:
        return
    found = passive(rest)
    if found is None:
        return
    adverb, base, behind = found
    while (further := _FURTHER.match(behind)) and (also := base_of_participle(further["verb"])):
        base, behind = f"{base}{further['joint']}{also}", behind[further.end() :]
    thing = uncapped(verb.subject)
    by = _BY.search(behind)
    if by is not None:
        behind = f"{behind[: by.start()]}{behind[by.end() :]}"
        yield demand(
            by["actor"],
            f"{adverb}{base} {thing}{behind}",
            _("the passive turned: “by” names the actor"),
            denied,
        )
        return
    done = demand(
        "", f"{adverb}{base} {thing}{behind}", _("the passive turned: who acts is not said"), denied
    )
    state = demand(verb.subject, f"be {rest}", _("read as how it shall be"), denied).asking(who(done.does))
    first = rest.split(" ", 1)[0].lower()
    if lasts and first in words("states"):
        state = demand(verb.subject, f"be {rest}", _("a state that lasts as long as its condition"), denied)
        yield from (state, done)
    else:
        yield from (done, state)
