"""Ranked proposals for one sentence: each parses, tells its checks, and asks what could not be known.

Deterministic: the same sentence gives the same proposals in the same order. Reading is tried first, then
turning the sentence into a demand, then parting it, then writing its nouns with classes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.ground.diagnostic import Severity
from core.ground.words import _, quoted
from core.requirements.nouns import Names
from core.requirements.parting import parted
from core.requirements.rewriting.demanding import ANYBODY, demanding, pieces
from core.requirements.rewriting.inflection import base_of_participle, base_of_third_person
from core.requirements.rewriting.typing import typed
from core.requirements.sentence import parse
from core.requirements.slots import EarsPattern, Parsed
from core.requirements.smells import measure

MOST = 6
"""Proposals for one sentence; those of the best parting are all given, however many."""
_UNTESTABLE = frozenset(
    {"immeasurable", "vagueness", "subjectivity", "weakness", "loophole", "comparison", "superlative"}
)
_REACTS = frozenset({EarsPattern.EVENT, EarsPattern.UNWANTED, EarsPattern.COMPLEX})
_IDLE_WORDS = """
    cannot can't a an and any are as at be been being but by can could do does each for from had has have if
    in into is it its may might must need needs not note of on once or ought please required shall should so
    supposed that the their them then there they this to until upon was were when whenever where whereas
    which while whilst will with would system also expected meant obliged able both also in addition
    additionally furthermore moreover therefore
"""
_IDLE = frozenset(_IDLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class TextCheck:
    """Something that was looked at in a proposal, and whether it holds; `detail` names what does not."""

    name: str
    passed: bool
    detail: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {"name": self.name, "passed": self.passed, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A requirement that says what a sentence says; `part` and `parts` number what the sentence fell into."""

    parsed: Parsed
    checks: tuple[TextCheck, ...]
    questions: tuple[str, ...]
    part: int = 1
    parts: int = 1

    @property
    def text(self) -> str:
        """The sentence proposed."""
        return self.parsed.text

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
            "part": self.part,
            "parts": self.parts,
        }


def proposals(text: str, known: Names | None = None) -> tuple[Proposed, ...]:
    """The proposals for the sentence, the best first: fewer checks failed, then fewer questions.

    Each is understood wholly. Those of one parting follow each other. `known` are the names of a project,
    for their classes. None where no demand could be made of the sentence.
    """
    groups: list[list[Proposed]] = []
    for candidate, questions in _starts(text):
        parts = parted(candidate)
        if not parts:
            continue
        groups.append(_group(text, parts, questions))
        written = [typed(part, known) for part in parts]
        if written != parts:
            groups.append(_group(text, written, questions))
    kept: dict[tuple[str, ...], list[Proposed]] = {}
    for group in groups:
        if all(one.parsed.ok for one in group):
            kept.setdefault(tuple(one.text for one in group), group)
    found: list[Proposed] = []
    for group in sorted(kept.values(), key=_rank):
        if not found or len(found) + len(group) <= MOST:  # a parting that is cut short would lose demands
            found += group
    return tuple(found)


def together(proposed: Iterable[Proposed]) -> list[tuple[Proposed, ...]]:
    """The proposals by what is to be written together: one alone, or all into which the sentence fell."""
    groups: list[list[Proposed]] = []
    for one in proposed:
        if one.part == 1 or not groups:
            groups.append([])
        groups[-1].append(one)
    return [tuple(group) for group in groups]


def _starts(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences with "shall" that say what the text says, and what was assumed for them."""
    bare = " ".join(text.split())
    if parse(bare).pattern is not None:
        yield bare, ()
    turned = demanding(bare)
    if turned:
        yield turned.text, turned.questions


def _group(text: str, parts: list[str], assumed: tuple[str, ...]) -> list[Proposed]:
    parsed = [parse(part) for part in parts]
    lost = _lost(text, parts)
    found = []
    for number, one in enumerate(parsed, 1):
        questions = (*(assumed if number == 1 else ()), *_questions(one))
        found.append(Proposed(one, _checks(one, lost), tuple(dict.fromkeys(questions)), number, len(parsed)))
    return found


def _checks(parsed: Parsed, lost: tuple[str, ...]) -> tuple[TextCheck, ...]:
    smells = measure(parsed.text).smells
    vague = [smell.text for smell in smells if smell.kind in _UNTESTABLE]
    several = [smell.text for smell in smells if smell.kind == "several-demands"]
    system = parsed.slots.system.text if parsed.slots.system else ""
    remarks = [one.message for one in parsed.diagnostics if one.severity is Severity.WARNING]
    return (
        TextCheck("parses", parsed.ok, "; ".join(remarks)),
        TextCheck("one demand", not several and len(parsed.slots.responses) == 1),
        TextCheck("actor named", system.lower() not in {"system", ANYBODY, "system:system"}),
        TextCheck("measurable", not vague, ", ".join(dict.fromkeys(vague))),
        TextCheck("nothing lost", not lost, ", ".join(lost)),
    )


def _questions(parsed: Parsed) -> Iterator[str]:
    """What the sentence leaves open."""
    slots = parsed.slots
    for smell in measure(parsed.text).smells:
        if smell.kind in {"immeasurable", "comparison", "superlative"}:
            yield _("What number and unit is meant by {words}?").format(words=quoted(smell.text))
        elif smell.kind == "pronoun":
            yield _("What does {words} stand for?").format(words=quoted(smell.text))
        elif smell.kind == "passive":
            yield _("Who or what does it? {words} does not say.").format(words=quoted(smell.text))
    calls = slots.trigger or slots.unwanted
    owed = [one for one in slots.responses if not one.negated and one.deadline is None]
    if calls and owed and parsed.pattern in _REACTS:
        yield _("How soon must {response} follow?").format(response=quoted(owed[0].text))


def _lost(text: str, parts: list[str]) -> tuple[str, ...]:
    """The telling words of the text that no part has, whatever their form."""
    kept = {_stem(word) for part in parts for word in pieces(part)}
    return tuple(
        dict.fromkeys(word for word in pieces(text) if word not in _IDLE and _stem(word) not in kept)
    )


def _stem(word: str) -> str:
    return base_of_third_person(word) or base_of_participle(word) or word.removesuffix("'s")


def _rank(group: list[Proposed]) -> tuple[int, int, bool, int]:
    failed = sum(not check.passed for one in group for check in one.checks)
    asked = sum(len(one.questions) for one in group)
    remarks = sum(len(one.parsed.diagnostics) for one in group)
    return failed, asked, group[0].parsed.language == "resa", remarks
