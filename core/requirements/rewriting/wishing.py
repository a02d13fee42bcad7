"""Wishes: "We need the gateway to drop", "Users want to see", "As a user I want"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.ground.words import _, quoted
from core.requirements.rewriting.acting import acted_on
from core.requirements.rewriting.demand import Demand, Question, Slot, demand, uncapped
from core.requirements.rewriting.finite import WORD, Finite, Form
from core.requirements.rewriting.inflection import BASES, base_of_participle
from core.requirements.rewriting.lexicon import names_people

_WISH = (
    r"(?:need|needs|want|wants|wish|wishes|require|requires|expect|expects|prefer|prefers"
    r"|(?:would|should|'d)\s+(?:like|prefer|want))"
)
_STORY = re.compile(
    rf"as\s+(?P<role>(?:an?|the)\s+[^,]+?),?\s+i\s+(?:{_WISH}|must|can|should)\s+(?P<wished>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WISHED = re.compile(
    rf"(?P<who>.+?)\s+(?:also\s+)?{_WISH}\s+(?P<wished>(?:that\s+)?.+)", re.IGNORECASE | re.DOTALL
)
_REFUSED = re.compile(
    r"(?P<who>[^,]+?)\s+(?:do|does|must|should)\s+(?:not|never)\s+(?P<wish>(?:want|wish|expect|like|prefer))(?![\w-])",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?:to\s+be\s+able\s+to|to|the\s+(?:ability|possibility|option)\s+to)\s+(?P<does>.+)",
    re.IGNORECASE | re.DOTALL,
)
_OTHER = re.compile(
    r"(?P<actor>.+?)\s+(?:(?P<not>not|never)\s+)?to\s+(?P<not2>not\s+|never\s+)?(?P<does>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORS = frozenset({"we", "i", "you", "one"})


def wished(main: str) -> Iterator[Demand]:
    """What somebody wants done, or wants to be able to do."""
    story = _STORY.fullmatch(main)
    if story is not None:
        role = re.sub(r"^an?\s+", "the ", story["role"], flags=re.IGNORECASE)
        told = re.match(r"as\s+[^,]+?(?=,?\s+i\s)", main, re.IGNORECASE)
        for found in _of(role, story["wished"], story=True):
            yield replace(found, wisher=told[0] if told and role not in found.does else "")
        return
    refused = _REFUSED.match(main)
    if refused is not None:
        for found in wished(f"{refused['who']} {refused['wish']}{main[refused.end() :]}"):
            yield replace(found, denied=not found.denied)
        return
    match = _WISHED.fullmatch(main)
    if match is not None and len(match["who"].split()) < 6 and "," not in match["who"]:
        named = match["who"].lower() not in _AUTHORS
        for found in _of(match["who"], match["wished"]):
            here = uncapped(match["who"]) in found.text
            yield found if here or not named else replace(found, wisher=main[: match.start("wished")].strip())


def _of(who: str, wished_for: str, story: bool = False) -> Iterator[Demand]:
    author = who.lower() in _AUTHORS
    own = _SELF.fullmatch(wished_for)
    if own is not None:
        yield from _own(who, own["does"], author, story)
        return
    other = _OTHER.fullmatch(wished_for)
    if other is None or len(other["actor"].split()) > 8 or not _is_verb(other["does"]):
        if author and re.match(r"(?:an?|the|no|at\s+least)\s", wished_for, re.IGNORECASE):
            yield demand("", f"have {wished_for}", _("a wish for something: who provides it is not said"))
        return
    denied = bool(other["not"] or other["not2"])
    if re.match(r"be\s+\w", other["does"], re.IGNORECASE):
        being = Finite(Form.OBLIGED, other["actor"], "", denied, "", other["does"], 1)
        found = list(acted_on(being, lasts=False))
        if found:
            yield from found
            return
    yield demand(other["actor"], other["does"], _("a wish: what is to do it is named"), denied)


def _own(who: str, does: str, author: bool, story: bool) -> Iterator[Demand]:
    """What people want to do or have done to them."""
    done = re.match(r"be\s+(?P<verb>[\w-]+)(?P<rest>.*)", does, re.DOTALL)
    base = base_of_participle(done["verb"]) if done else ""
    person = names_people(who)
    if done is not None and base and (person or story):
        yield demand("", f"{base} {uncapped(who)}{done['rest']}", _("a wish to have something done"))
    elif who.lower() == "i" and re.match(r"(?:receive|get|see|hear)\s", does, re.IGNORECASE):
        asked = Question(Slot.MEANING, _("What does {words} stand for?").format(words=quoted("me")))
        yield demand("", f"allow me to {does}", _("a wish of people: they are to be let do it")).asking(asked)
    elif author:
        yield demand("", does, _("a wish: who is to do it is not said"))
    elif person or story:
        yield demand("", f"allow {uncapped(who)} to {does}", _("a wish of people: they are to be let do it"))


def _is_verb(does: str) -> bool:
    word = WORD.match(does)
    return word is not None and (word[0].lower() in BASES or word[0].lower() == "be")
