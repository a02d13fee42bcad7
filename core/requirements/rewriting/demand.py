"""What a main part demands: of whom, what, and what had to be assumed for it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from core.ground.words import _

ANYBODY = "the system"
"""Stands for an actor that nobody named."""
POINTS = frozenset({"it", "this", "they", "that", "there", "he", "she", "you", "we", "one", "i"})
"""Words that only point to somebody."""
_NO_OBJECT = re.compile(
    r"(?P<verb>(?!have\b|be\b)[\w-]+) no (?!one\b|more\b|less\b|later\b|longer\b|sooner\b|earlier\b|fewer\b)"
)


class Slot(StrEnum):
    """What a question is about; the slots of a requirement have the names that they have in JSON."""

    SYSTEM = "system"
    DEADLINE = "deadline"
    FORCE = "force"
    """Whether it must be, or is only allowed or told."""
    NUMBER = "number"
    MEANING = "meaning"
    """What a word points to."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only the author can answer."""

    slot: Slot
    text: str


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody shall do something, or shall not; without an actor `ANYBODY` stands for it.

    `does` begins with the base verb. `why` tells in one line how the sentence was read.
    `wisher` is who wants it, where that is not who is to do it.
    """

    actor: str
    does: str
    why: str
    denied: bool = False
    questions: tuple[Question, ...] = ()
    wisher: str = ""

    @property
    def text(self) -> str:
        """The demand without its conditions."""
        return f"{self.actor or ANYBODY} shall {'not ' if self.denied else ''}{self.does}".rstrip()

    def asking(self, *questions: Question) -> "Demand":
        """The demand with further questions in front of its own."""
        return replace(self, questions=(*questions, *self.questions))


def demand(actor: str, does: str, why: str, denied: bool = False) -> Demand:
    """The demand, with the question who is meant where the actor is nobody that is named."""
    named = "" if actor.strip().lower() in POINTS else uncapped(actor.strip())
    does, denied = _said_with_not(" ".join(does.split()), denied)
    made = Demand(named, does, why, denied)
    return made if named else made.asking(who(made.does))


def _said_with_not(does: str, denied: bool) -> tuple[str, bool]:
    """What is done and whether it is denied: "let no valve open" as "not let any valve open"."""
    found = None if denied else _NO_OBJECT.match(does)
    return (does, denied) if found is None else (f"{found['verb']} any {does[found.end() :]}", True)


def who(what: str) -> Question:
    """The question who or what does it."""
    short = " ".join(what.split()[:8])
    said = _("Who or what shall {what}? “{anybody}” stands for it.").format(what=short, anybody=ANYBODY)
    return Question(Slot.SYSTEM, said)


def explains() -> Question:
    """The question whether a sentence demands something at all."""
    return Question(Slot.FORCE, _("Is this demanded, or does it only explain something?"))


def only_allowed(word: str) -> Question:
    """The question whether it is demanded, or left to somebody."""
    said = _("Must it, or is it only allowed? The sentence says “{word}”.").format(word=word)
    return Question(Slot.FORCE, said)


def uncapped(text: str) -> str:
    """The words without the capital that only the beginning of a sentence gave them."""
    first = text.split(" ", 1)[0]
    return f"{text[:1].lower()}{text[1:]}" if first[1:].islower() or first == "A" else text
