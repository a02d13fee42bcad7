"""Parsing one requirement sentence; the parser itself is loaded with the first sentence."""

import re
from collections.abc import Sequence

from core.model import Boilerplate
from core.requirements.ontology import CLASSES
from core.requirements.slots import Parsed

_TYPED = re.compile(
    rf"""(?:["“”„‟«»]|[^\W_][\w.-]*):(?:{"|".join(CLASSES)})(?![\w-])|["“”„‟«»]:[a-z]""", re.IGNORECASE
)
"""A noun with its class, which only ReSA has."""


def parse(text: str, own: Sequence[Boilerplate] = ()) -> Parsed:
    """What the sentence says in the six patterns of EARS and their combinations, and what is wrong with it.

    Legal is Where, any number of While, then one When or one If with then, the system, shall, and one
    or more responses with a time bound. What stands where EARS would not have it is understood with a
    warning, whose example is the sentence set right; so a clause behind "shall" is accepted. What
    cannot be understood wholly is an error, and then the answer is not `ok`: another requirement in
    the same sentence, text outside the sentence, a clause that begins like no clause of EARS, "only
    when", "no" in front of the system, words in front of the keyword, a bound that is no one time, words
    beside a bound that turn it ("at most once every"), "otherwise", "if and only if", a value that is not
    given ("TBD"), a bound whose time is a name or no time ("within MAX_TIME", "within 10 V"). A
    time in a phrase, or one that bounds nothing, stays among the words and is told. A bound at the end
    binds every response behind the same "shall" that has none of its own; a time of several parts, such as
    1 h 30 min, is their sum.

    A sentence with typed nouns such as "brake pedal":inDevice is in ReSA: prefix clauses, which may also
    begin with after and unless, a main part, and suffixes. What its strict grammar has no place for is
    understood by its clauses, as in EARS, and told.

    A sentence in the shape of one of the `own` boilerplates of a project is understood as what that means;
    where that is no whole requirement and the sentence is one without it, as it stands.

    Columns count characters of `text` from 1, line breaks included; diagnostics stand in line 1.
    """
    from core.requirements.ears.parsing import parse_sentence

    if own:
        from core.requirements.boilerplates import understood

        found = understood(text, own, parse)
        if found is not None and (found.ok or not parse(text).ok):
            return found
    if ":" in text and _TYPED.search(text):
        from core.requirements.resa.parsing import parse_typed

        return parse_typed(text)
    return parse_sentence(text)
