"""Ordinary sentences turned into demands with "shall": the tense, the voice and the actor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.words import _
from core.requirements.ears.masking import evened
from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person

ANYBODY = "the system"
"""Stands for an actor that nobody named."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A sentence with "shall", and what had to be assumed: questions that only the author can answer."""

    text: str
    questions: tuple[str, ...] = ()


_OPENERS = (
    r"(?:when|whenever|while|whilst|where|if|once|upon|as soon as|after|until|unless|during|in case|"
    r"as long as)"
)
_LED = re.compile(
    rf"(?P<lead>{_OPENERS}\b[^,]*,\s*(?:{_OPENERS}\b[^,]*,\s*)*(?:then\s+)?)(?P<main>.+)",
    re.IGNORECASE | re.DOTALL,
)
_IDLE = re.compile(
    r"(?:[-–*•·]\s*|(?:please\s+)?note(?:\s+also)?(?:\s+that|:)\s*|please\s+|"
    r"(?:also|in addition|additionally|furthermore|moreover|"
    r"therefore|however|thus|hence),?\s+)+",
    re.IGNORECASE,
)
_OBLIGES = re.compile(
    r"(?<![\w-])(?:(?:is|are)\s+(?:required|obliged|supposed|expected|meant)\s+to|(?:needs?|ha(?:s|ve)|ought)\s+to|"
    r"(?:is|are)\s+to(?=\s+[a-z]))(?![\w-])",
    re.IGNORECASE,
)
_ALLOWS = re.compile(r"(?<![\w-])(?P<word>may|can|could|might)(?![\w-])", re.IGNORECASE)
_DENIED = re.compile(r"(?<![\w-])(?:does|do)(?:\s+not|n't)\s+(?P<verb>\w+)", re.IGNORECASE)
_DENIED_MODAL = re.compile(
    r"(?<![\w-])(?:cannot|can't|can\s+not|may\s+not|could\s+not)(?![\w-])", re.IGNORECASE
)
_BE = re.compile(r"(?<![\w-])(?:is|are)\s+(?P<not>not\s+)?(?P<rest>\w+)", re.IGNORECASE)
_BY = re.compile(
    r"\s+by\s+(?P<actor>(?:the|an?|each)\s+[^,.;]+?)"
    r"(?=\s+(?:within|when|if|while|every|for|until|before|after)\b|[,.;]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_STOP_NAME = frozenset({"that", "which", "who", "of", "in", "on", "to", "for", "with", "from", "at"})
_MOST_NAME = 9
"""Words that the name of an actor has at most."""


def demanding(text: str) -> Turned | None:
    """The sentence with "shall"; None where no verb is known that could be demanded."""
    bare = (
        _IDLE.sub("", " ".join(text.split()), count=1)
        if _IDLE.match(" ".join(text.split()))
        else " ".join(text.split())
    )
    bare = evened(bare).rstrip(" .;")
    led = _LED.fullmatch(bare)
    lead, main = (led["lead"], led["main"]) if led else ("", bare)
    for turn in (_obliged, _allowed, _denied, _commanded, _passive, _present):
        found = turn(main)
        if found:
            said = f"{lead}{found.text}" if lead else found.text
            return Turned(f"{said[:1].upper()}{said[1:]}.", found.questions)
    return None


def _obliged(main: str) -> Turned | None:
    """What needs to be, has to be, or is required."""
    match = _OBLIGES.search(main)
    if match is None:
        return None
    negation = "shall not" if re.search(r"\bnot\s+$", main[: match.start()]) else "shall"
    return _named(f"{main[: match.start()]}{negation}{main[match.end() :]}")


def _allowed(main: str) -> Turned | None:
    """What may or can be: whether it must is a question."""
    denied = _DENIED_MODAL.search(main)
    if denied:
        return _named(f"{main[: denied.start()]}shall not{main[denied.end() :]}")
    match = _ALLOWS.search(main)
    if match is None:
        return None
    question = _("Must it, or is it only allowed? The sentence says “{word}”.").format(word=match["word"])
    turned = _named(f"{main[: match.start()]}shall{main[match.end() :]}")
    return Turned(turned.text, (question, *turned.questions))


def _denied(main: str) -> Turned | None:
    """What does not happen."""
    match = _DENIED.search(main)
    if match is None:
        return None
    return _named(f"{main[: match.start()]}shall not {match['verb']}{main[match.end() :]}")


def _commanded(main: str) -> Turned | None:
    """A command to nobody, such as "Open the valve"."""
    first = _WORD.match(main)
    if first is None or first[0].lower() not in BASES:
        return None
    following = _WORD.search(main, first.end())
    if following and following[0].lower() in {"is", "are", "shall", "will"}:
        return None
    said = f"{main[:1].lower()}{main[1:]}"
    return Turned(f"{ANYBODY} shall {said}", (_who(said),))


def _passive(main: str) -> Turned | None:
    """What is done by somebody, with the actor in front; without one the actor is a question."""
    for match in _BE.finditer(main):
        base = base_of_participle(match["rest"])
        subject = main[: match.start()].strip()
        if not base or not subject:
            continue
        rest, denied = main[match.end() :], "not " if match["not"] else ""
        by = _BY.search(rest)
        thing = (
            f"{subject[:1].lower()}{subject[1:]}"
            if subject.split(" ", 1)[0] in {"The", "A", "An", "Each", "All"}
            else subject
        )
        if by:
            rest = f"{rest[: by.start()]}{rest[by.end() :]}"
            return Turned(f"{by['actor']} shall {denied}{base} {thing}{rest}")
        return Turned(f"{ANYBODY} shall {denied}{base} {thing}{rest}", (_who(f"{base} {thing}"),))
    return None


def _present(main: str) -> Turned | None:
    """What happens or is, as in "the lamp flashes" and "the valve is shut"."""
    words = list(_WORD.finditer(main))
    for index, word in enumerate(words[1:_MOST_NAME], 1):
        lower = word[0].lower()
        if lower in {"is", "are"}:
            told = _named(f"{main[: word.start()]}shall be{main[word.end() :]}")
            return Turned(
                told.text, (_("Is this demanded, or does it only explain something?"), *told.questions)
            )
        base = base_of_third_person(lower)
        before = words[index - 1][0].lower()
        if base and before not in {"the", "a", "an", *_STOP_NAME}:
            return _named(f"{main[: word.start()]}shall {base}{main[word.end() :]}")
    return None


def _named(main: str) -> Turned:
    """The demand, with somebody in front of "shall", and a question where a word only points to somebody."""
    subject, shall, rest = main.partition("shall")
    name = subject.strip()
    if not name or name.lower() in {"it", "this", "they", "that", "there", "he", "she", "you", "we", "one"}:
        return Turned(f"{ANYBODY} {shall}{rest}", (_who(rest.strip()),))
    return Turned(main)


def _who(what: str) -> str:
    short = " ".join(what.split()[:8])
    return _("Who or what shall {what}? “{anybody}” stands for it.").format(what=short, anybody=ANYBODY)


def pieces(text: str) -> Iterator[str]:
    """The words of a text in lower case, for telling what a rewording lost."""
    yield from (word.lower() for word in _WORD.findall(text))
