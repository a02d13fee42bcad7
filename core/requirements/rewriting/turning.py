"""An ordinary sentence read as demands with "shall", the likeliest reading first.

Frames are taken away, the clauses are cut off, and the main part goes to the constructions in turn: the first
that knows it tells what it may mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.ground.words import _
from core.requirements.ears.masking import evened
from core.requirements.rewriting.acting import acted_on
from core.requirements.rewriting.clauses import Cut, cut, recurring
from core.requirements.rewriting.commanding import commanded
from core.requirements.rewriting.conditions import around
from core.requirements.rewriting.counting import limited
from core.requirements.rewriting.demand import Demand, Question, explains
from core.requirements.rewriting.excluding import excluded
from core.requirements.rewriting.existing import existing
from core.requirements.rewriting.finite import Form, finite
from core.requirements.rewriting.impersonal import possible, unframed
from core.requirements.rewriting.inverting import spelt_out
from core.requirements.rewriting.lexicon import words
from core.requirements.rewriting.naming import named
from core.requirements.rewriting.permitting import permitted
from core.requirements.rewriting.stating import stated
from core.requirements.rewriting.wishing import wished

_IDLE = re.compile(
    r"(?:[-–*•·]\s*|(?:please\s+)?note(?:\s+also)?(?:\s+that|:)\s*|please\s+|"
    r"(?:also|in addition|additionally|furthermore|moreover|afterwards|"
    r"therefore|however|thus|hence|finally|then|in general|normally),?\s+|(?:and|but|so)\s+)+",
    re.IGNORECASE,
)
_IT = re.compile(r"(?:it|they|this)(?:\s+then|\s+also)?\s+", re.IGNORECASE)
_THEN = re.compile(r"(?<=\s)(?:then|also)\s+(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with "shall", what it leaves open, how it was read, and the reason it gave."""

    text: str
    why: str
    questions: tuple[Question, ...] = ()
    reason: str = ""
    actor: str = ""


def readings(sentence: str, before: str = "") -> Iterator[Reading]:
    """What the sentence may demand, the likeliest first; none where no verb is known that could be demanded.

    `before` is who the sentence in front of it demands something of, whom an "it" may mean.
    """
    bare = spelt_out(evened(" ".join(sentence.split())).rstrip(" .;!?"))
    idle = _IDLE.match(bare)
    bare = recurring(unframed(bare[idle.end() :] if idle else bare))
    pointing = _IT.match(bare)
    if before and pointing:
        bare = f"{before} {bare[pointing.end() :]}"
    for text, why in excluded(bare):
        for reading in _denied(cut(text)):
            yield replace(reading, why=f"{why}; {reading.why}")
        return
    parts = cut(bare)
    for demand in demands(unframed(parts.main), parts):
        yield _with_clauses(demand, parts)


def _denied(parts: Cut) -> Iterator[Reading]:
    for demand in demands(parts.main, parts):
        if not demand.denied:
            yield _with_clauses(replace(demand, denied=True), parts)


def demands(main: str, parts: Cut) -> Iterator[Demand]:
    """What the main part may demand, by the first construction that knows it."""
    for construction in (possible, existing, wished, limited, commanded):
        found = list(construction(main))
        if found:
            yield from found
            return
    verb = finite(main)
    if verb is not None:
        if verb.form in {Form.OBLIGED, Form.DOING}:
            verb = replace(verb, rest=_THEN.sub("", f" {verb.rest}", count=1).strip())
        lasts = any(
            part.opener in {"while", "whenever", "as long as", "during"}
            for part in (*parts.leads, *parts.tails)
        )
        for found in (list(permitted(verb)), list(acted_on(verb, lasts)), list(stated(verb))):
            if found:
                yield from found
                return
    yield from named(main)


def _with_clauses(demand: Demand, parts: Cut) -> Reading:
    """The demand with its conditions in front and its times behind."""
    lasting = demand.denied or demand.does.split(" ", 1)[0] in words("lasting")
    placed = around(parts.leads, parts.tails, lasting)
    said = " ".join((demand.text, *placed.behind))
    whole = ", ".join((*placed.front, said))
    why = demand.why
    if placed.reason:
        why = _("{why}; the reason is kept apart").format(why=why)
    reason = ", ".join(filter(None, (demand.wisher, placed.reason)))
    # What is said to hold under a condition is a rule, and explains nothing.
    questions = tuple(one for one in demand.questions if not placed.front or one != explains())
    return Reading(f"{whole[:1].upper()}{whole[1:]}.", why, questions, reason, demand.actor)
