"""The finite verb of a clause: where the name in front of it ends, and how what follows is meant.

A verb is told by the words around it, since most English verbs are nouns too: "the pump controls" before
"are" is a name, before "the flow" it is not.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person
from core.requirements.rewriting.lexicon import words

WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’/-]*")
_AUXILIARIES = words("auxiliaries")
_BEFORE_NOUNS = words("before_nouns")
_RELATIVE = frozenset({"that", "which", "who", "whose"})
_PLURALS = words("plurals")
_OF = frozenset({"consist", "dispose", "inform", "notify", "warn"})
"""Verbs that an "of" may follow; others are nouns there: "exit codes of 0"."""
_SINGULAR_S = ("ss", "us", "is")
_NOT = r"(?P<not>\s+(?:not|never))?"
_AT = re.compile(
    rf"""(?:
      (?P<oblige>(?:is|are){_NOT}\s+(?:required|obliged|supposed|expected|meant|needed)\s+to
        | (?:is|are){_NOT.replace("<not>", "<not2>")}\s+to(?=\s+[a-z])
        | (?:has|have)(?:\s+got)?\s+to | needs?\s+to | ought(?P<not3>\s+not)?\s+to)
    | (?P<forbid>(?:is|are)\s+(?:forbidden|prohibited)\s+(?:to|from))
    | (?P<able>(?:(?:is|are){_NOT.replace("<not>", "<not4>")}
        | (?:must|should|shall|will|would|ha(?:s|ve)\s+to|needs?\s+to){_NOT.replace("<not>", "<not5>")}\s+be)
        \s+(?:(?P<only>only)\s+)?(?:able|allowed|permitted|authori[sz]ed|entitled)\s+to(?=\s)
      | (?:can|may|could|might)(?P<not6>\s+not|\s+never|not|'t)?)
    | (?P<modal>(?:must|should|shall|will|would){_NOT.replace("<not>", "<not7>")})
    | (?P<deny>(?:does|do)(?:\s+not|n't) | never)
    | (?P<be>(?:is|are|was|were){_NOT.replace("<not>", "<not8>")})
    | (?P<have>(?:has|have|had))
    )(?![\w'-])""",
    re.VERBOSE | re.IGNORECASE,
)


_COUNTED = re.compile(
    r"\s*(?:(?:more\s+than|at\s+least|at\s+most|no\s+more\s+than)\s+)?(?:[0-9]*[2-9]|[0-9]+0|[1-9][0-9]+|two|three|four|five"
    r"|six|seven|eight|nine|ten|several|many|too\s+many)\s",
    re.IGNORECASE,
)
"""A number of things, of which no verb in the singular is said: "3 failed attempts" is a name."""


class Form(StrEnum):
    """How a finite verb demands."""

    OBLIGED = "obliged"
    """Must, should, has to, is required to."""
    ABLE = "able"
    """Can, may, is allowed to."""
    BEING = "being"
    """Is or are, with what follows."""
    DOING = "doing"
    """A verb in the present tense."""


@dataclass(frozen=True, slots=True)
class Finite:
    """A clause cut at its finite verb: who, how, whether it is denied, and the rest behind the base verb."""

    form: Form
    subject: str
    said: str
    """The words that tell the form."""
    denied: bool
    base: str
    """The verb in its base form where the form is DOING; else empty, and the verb begins the rest."""
    rest: str
    begin: int
    """Where the finite verb stands in the clause."""


def finite(clause: str) -> Finite | None:
    """The first finite verb of the clause that belongs to no relative clause; None where none can be told."""
    found_words = list(WORD.finditer(clause))
    lower = [word[0].lower() for word in found_words]
    relative = 0
    for index, word in enumerate(found_words):
        if lower[index] in _RELATIVE and index and lower[index] != "that":
            relative += 1
            continue
        if lower[index] == "that" and index and index + 1 < len(lower) and _begins(lower, index + 1, index):
            relative += 1
            continue
        if index == 0:
            relative += lower[0] in {"whoever", "whatever", "whichever"}
            continue
        found = _auxiliary(clause, word.start()) if lower[index] in _AUXILIARIES else None
        found = found or _doing(clause, found_words, lower, index)
        if found is None:
            continue
        if relative:
            relative -= 1
            continue
        return found
    return None


def _begins(lower: list[str], index: int, relative: int) -> bool:
    return (
        bool(lower[index] in _AUXILIARIES or base_of_third_person(lower[index]) or lower[index] in BASES)
        and lower[relative - 1] not in BASES
    )


def _auxiliary(clause: str, start: int) -> Finite | None:
    match = _AT.match(clause, start)
    if match is None:
        return None
    subject, rest = clause[:start].strip(), clause[match.end() :].strip()
    denied = any(match[name] for name in ("not", "not2", "not3", "not4", "not5", "not6", "not7", "not8"))
    said = match[0]
    if match["oblige"] or match["modal"]:
        return Finite(Form.OBLIGED, subject, said, denied, "", rest, start)
    if match["forbid"]:
        return Finite(Form.ABLE, subject, said, True, "", rest, start)
    if match["able"]:
        return Finite(Form.ABLE, subject, said, denied, "", rest, start)
    if match["be"]:
        return Finite(Form.BEING, subject, said, denied, "", rest, start)
    if match["deny"]:
        verb, _blank, rest = rest.partition(" ")
        base = base_of_third_person(verb) or verb
        return Finite(Form.DOING, subject, said, True, base, rest, start) if base else None
    return Finite(Form.DOING, subject, said, False, "have", rest, start)


def _doing(clause: str, said: list[re.Match[str]], lower: list[str], index: int) -> Finite | None:
    word, before = lower[index], lower[index - 1]
    following = lower[index + 1] if index + 1 < len(lower) else ""
    adjacent = clause[said[index - 1].end() : said[index].start()]
    particle = index == 2 and lower[0].endswith("ing") and before in {"in", "out", "on", "off", "up"}
    if (
        following in _AUXILIARIES
        or (before in _BEFORE_NOUNS and not particle)
        or word in _AUXILIARIES
        or adjacent.strip()
    ):
        return None
    if word.endswith("s") and _COUNTED.match(clause[: said[index].start()]):
        return None
    base = base_of_third_person(word)
    if following == "of" and base not in _OF:
        return None
    if not base and word in BASES and _plural(lower, index):
        base = word
    if not base and _third_of_unknown(lower, index):
        base = re.sub(r"(?:(?<=[szx])es|(?<=[sc]h)es|s)$", "", re.sub(r"ies$", "ys", word))
    if not base:
        return None
    # "The pump controls the valve needs" would be no sentence; a later plain verb is part of the rest.
    return Finite(
        Form.DOING,
        clause[: said[index].start()].strip(),
        said[index][0],
        False,
        base,
        clause[said[index].end() :].strip(),
        said[index].start(),
    )


def _plural(lower: list[str], index: int) -> bool:
    """Whether the words in front are the name of several, so that a verb has its base form behind them."""
    before = lower[index - 1]
    if before in _PLURALS or before in {"ly", "also", "always"}:
        return True
    return (before.endswith("s") and not before.endswith(_SINGULAR_S)) or "and" in lower[:index]


def _third_of_unknown(lower: list[str], index: int) -> bool:
    """Whether a word that is known as no verb stands where only one can."""
    word, before = lower[index], lower[index - 1]
    following = lower[index + 1] if index + 1 < len(lower) else ""
    if not word.endswith("s") or word.endswith(_SINGULAR_S) or len(word) < 4 or "-" in word or "'" in word:
        return False
    if before.endswith("s") or lower[0] not in {"the", "a", "an", "each", "every"}:
        return False
    return following in {"the", "a", "an", "its", "all", "any", "each", "every", "no"}


def passive(rest: str) -> tuple[str, str, str] | None:
    """Adverb, base verb and rest of "automatically closed by hand"; None where it is no participle."""
    match = re.match(r"(?P<adverb>(?:[a-z]+ly\s+|always\s+|also\s+|only\s+)?)(?P<verb>[A-Za-z-]+)", rest)
    if match is None:
        return None
    base = base_of_participle(match["verb"])
    return (match["adverb"], base, rest[match.end() :]) if base else None
