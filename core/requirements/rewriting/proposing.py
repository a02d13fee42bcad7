"""Ranked proposals for one sentence: each parses, tells its checks, and asks what could not be known.

Deterministic: the same sentence gives the same proposals in the same order. A reading is set in the order and
with the keywords of EARS, then its condition is read otherwise, then who of the project may be meant is put
in, then each is written with the classes of ReSA.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.ground.words import _, plural, quoted
from core.requirements.ears.parsing import understand
from core.requirements.ears.understanding import Understood
from core.requirements.ears.writing import sentence
from core.requirements.nouns import Names
from core.requirements.parting import parted
from core.requirements.rewriting.actors import actors
from core.requirements.rewriting.checking import TextCheck, faithful, well_written
from core.requirements.rewriting.conditions import others
from core.requirements.rewriting.demand import ANYBODY, Question, Slot
from core.requirements.rewriting.lexicon import words
from core.requirements.rewriting.sentences import sentences
from core.requirements.rewriting.turning import Reading, readings
from core.requirements.rewriting.typing import typed
from core.requirements.sentence import parse
from core.requirements.slots import EarsPattern, Parsed
from core.requirements.smells import measure
from core.requirements.smells.measuring import Smell

MOST = 4
"""Readings of one sentence in each language; however many requirements each holds."""
_MODAL = re.compile(r"(?<![\w-])(?:shall|should|must|will)(?![\w-])", re.IGNORECASE)
_NAMELESS = re.compile(r"(?:there|it|this|they)\s", re.IGNORECASE)
_REACTS = frozenset({EarsPattern.EVENT, EarsPattern.UNWANTED, EarsPattern.COMPLEX})
_HARD = frozenset({"nothing lost", "nothing added", "numbers kept", "polarity kept"})
"""Checks of which one that fails says that the proposal does not say what the sentence says."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A requirement that says what a sentence says; `part` and `parts` number what the sentence fell into.

    `why` tells in one line how the sentence was read and what speaks for it. `reason` is what the sentence
    gave as its reason, which belongs into the rationale and not into the demand.
    """

    parsed: Parsed
    checks: tuple[TextCheck, ...]
    asked: tuple[Question, ...]
    part: int = 1
    parts: int = 1
    why: str = ""
    reason: str = ""

    @property
    def text(self) -> str:
        """The sentence proposed."""
        return self.parsed.text

    @property
    def questions(self) -> tuple[str, ...]:
        """What only the author can answer, in words."""
        return tuple(dict.fromkeys(question.text for question in self.asked))

    @property
    def open(self) -> tuple[str, ...]:
        """The slots that are not known, or stand for something that is asked."""
        return tuple(dict.fromkeys(question.slot.value for question in self.asked))

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        plain = self.parsed.to_plain()
        return {
            "text": self.text,
            "language": plain["language"],
            "pattern": plain["pattern"],
            "slots": plain["slots"],
            "checks": [check.to_plain() for check in self.checks],
            "questions": list(self.questions),
            "open": list(self.open),
            "why": self.why,
            "reason": self.reason,
            "part": self.part,
            "parts": self.parts,
        }


@dataclass(frozen=True, slots=True)
class _Start:
    """Sentences with "shall" that say together what the text says."""

    texts: tuple[str, ...]
    why: str
    questions: tuple[Question, ...] = ()
    reason: str = ""


def proposals(text: str, known: Names | None = None) -> tuple[Proposed, ...]:
    """The proposals for the sentence, the best first.

    First those that lose, add or turn round nothing; among them the likelier reading; of one reading EARS
    before ReSA. Each is understood wholly. Those of one parting follow each other. `known` are the names of a
    project, for their classes and for who may be meant. None where no demand could be made of the sentence.
    """
    kept: dict[tuple[str, ...], tuple[tuple[int, int, bool], list[Proposed]]] = {}
    for order, start in enumerate(_starts(text, known)):
        for texts in dict.fromkeys((start.texts, tuple(typed(part, known) for part in start.texts))):
            if texts in kept:
                continue
            group = _group(text, texts, start)
            if all(map(_strict, (one.parsed for one in group))):
                unlike = sum(not check.passed and check.name in _HARD for check in group[0].checks)
                kept[texts] = ((unlike, order, texts != start.texts), group)
    found: list[list[Proposed]] = []
    count = {"ears": 0, "resa": 0}
    for _rank, group in sorted(kept.values(), key=lambda entry: entry[0]):
        language = group[0].parsed.language
        if count.get(language, 0) < MOST:
            count[language] = count.get(language, 0) + 1
            found.append(group)
    return tuple(one for group in found for one in _counted(group))


def together(proposed: Iterable[Proposed]) -> list[tuple[Proposed, ...]]:
    """The proposals by what is to be written together: one alone, or all into which the sentence fell."""
    groups: list[list[Proposed]] = []
    for one in proposed:
        if one.part == 1 or not groups:
            groups.append([])
        groups[-1].append(one)
    return [tuple(group) for group in groups]


def _starts(text: str, known: Names | None) -> Iterator[_Start]:
    """What the text may demand, each sentence set right, the likelier first."""
    bare = " ".join(text.split())
    whole = _parted(bare) if _MODAL.search(bare) and parse(bare).pattern is not None else ()
    named = _NAMELESS.match(bare) is None
    demands = " shall " in f" {bare.lower()} " and named
    if whole and demands:
        yield from _read_otherwise(_Start(whole, _("it demands already: set in the order of EARS")))
    read: list[list[Reading]] = []
    before = ""
    for one in sentences(text):
        found = list(readings(one, before))
        before = (found[0].actor if found else "") or before
        if found:
            read.append(found)
    for index in range(max(map(len, read), default=0)):
        chosen = [found[min(index, len(found) - 1)] for found in read]
        texts = [_parted(reading.text) for reading in chosen]
        if not all(texts):
            continue
        start = _Start(
            tuple(part for parts in texts for part in parts),
            "; ".join(dict.fromkeys(reading.why for reading in chosen)),
            tuple(question for reading in chosen for question in reading.questions),
            " ".join(reading.reason for reading in chosen if reading.reason),
        )
        yield from _read_otherwise(start)
        if index == 0:
            yield from _by_others(start, known)
    if whole and named and not demands and not any(parse(one).diagnostics for one in whole):
        yield _Start(whole, _("read word for word"))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(parted(text))


def _strict(parsed: Parsed) -> bool:
    """Whether the sentence is understood wholly, and written again from what was understood is itself."""
    if not parsed.ok:
        return False
    if parsed.language == "resa":
        from core.requirements.resa.grammar import Unfit, syntax_tree
        from core.requirements.resa.printing import printed

        try:
            return printed(syntax_tree(parsed.text)) == parsed.text
        except Unfit:
            return False
    outcome = understand(parsed.text)
    return isinstance(outcome, Understood) and sentence(outcome.slots, outcome.article) == parsed.text


def _read_otherwise(start: _Start) -> Iterator[_Start]:
    """The start, and behind it the same with another reading of its condition."""
    yield start
    if len(start.texts) != 1:
        return
    outcome = understand(start.texts[0])
    if isinstance(outcome, Understood):
        for slots, why in others(outcome.slots):
            yield replace(start, texts=(sentence(slots, outcome.article),), why=f"{start.why}; {why}")


def _by_others(start: _Start, known: Names | None) -> Iterator[_Start]:
    """The start with what may act in the project where it names nobody."""
    nobody = f"{ANYBODY} shall "
    if len(start.texts) != 1 or nobody not in start.texts[0].replace("The system", ANYBODY):
        return
    text = start.texts[0]
    for name in actors(text, known):
        named = text.replace(nobody, f"the {name} shall ", 1).replace(
            "The system shall ", f"The {name} shall ", 1
        )
        asked = _("Is it {name} that shall do it? The sentence does not say.").format(name=quoted(name))
        others_asked = tuple(one for one in start.questions if one.slot is not Slot.SYSTEM)
        why = _("{name} of the project has words of the sentence").format(name=quoted(name))
        yield replace(
            start,
            texts=(named,),
            questions=(Question(Slot.SYSTEM, asked), *others_asked),
            why=f"{start.why}; {why}",
        )


def _group(text: str, texts: tuple[str, ...], start: _Start) -> list[Proposed]:
    same = faithful(text, texts, start.reason)
    found = []
    for number, one in enumerate(texts, 1):
        parsed = parse(one)
        assumed = start.questions if number == 1 else ()
        smells = measure(parsed.text).smells
        asked = (*assumed, *_questions(parsed, smells, assumed))
        checks = (
            *well_written(parsed, smells, any(question.slot is Slot.SYSTEM for question in asked)),
            *same,
        )
        found.append(
            Proposed(parsed, checks, tuple(dict.fromkeys(asked)), number, len(texts), start.why, start.reason)
        )
    return found


def _questions(parsed: Parsed, smells: Sequence[Smell], assumed: tuple[Question, ...]) -> Iterator[Question]:
    """What the sentence leaves open."""
    slots = parsed.slots
    known_actor = any(question.slot is Slot.SYSTEM for question in assumed)
    for smell in smells:
        if smell.kind in {"immeasurable", "comparison", "superlative"}:
            asked = _("What number and unit is meant by {words}?").format(words=quoted(smell.text))
            yield Question(Slot.NUMBER, asked)
        elif smell.kind == "pronoun" and not _points_back(smell.text, parsed.text):
            yield Question(Slot.MEANING, _("What does {words} stand for?").format(words=quoted(smell.text)))
        elif smell.kind == "passive" and not known_actor:
            asked = _("Who or what does it? {words} does not say.").format(words=quoted(smell.text))
            yield Question(Slot.SYSTEM, asked)
    calls = slots.trigger or slots.unwanted
    owed = [
        one
        for one in slots.responses
        if not one.negated and one.deadline is None and one.text.split(" ", 1)[0] not in words("lasting")
    ]
    if calls and owed and parsed.pattern in _REACTS:
        asked = _("How soon must {response} follow?").format(response=quoted(owed[0].text))
        yield Question(Slot.DEADLINE, asked)


def _points_back(word: str, text: str) -> bool:
    """Whether the pronoun is none that leaves anything open: "itself", or the "it" of "make it possible"."""
    return word.lower().endswith(("self", "selves")) or (word.lower() == "it" and "make it possible" in text)


def _counted(group: list[Proposed]) -> Iterator[Proposed]:
    """The group with what speaks for its place, in its one line."""
    checks = [check for one in group for check in one.checks]
    good = sum(check.passed for check in checks)
    counted = _("{good} of {all} checks hold").format(good=good, all=len(checks))
    asked = len({question for one in group for question in one.questions})
    questions = plural("{count} question", "{count} questions", asked)
    for one in group:
        yield replace(one, why=f"{one.why[:1].upper()}{one.why[1:]}. {counted}, {questions}.")
