"""Three-valued judgements with their reasons: the facts behind a yes or no, the gaps behind neither."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Id, Truth


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the model that a judgement rests on: the element, the field, and its value in words."""

    element: Id
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that nobody has stated and that a judgement would need."""

    element: Id
    field: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A truth and why: `facts` made it yes or no, `gaps` kept it unknown."""

    truth: Truth
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def __invert__(self) -> "Judgement":
        return Judgement(~self.truth, self.facts, self.gaps)


NO = Judgement(Truth.NO)


def every(parts: Iterable[Judgement]) -> Judgement:
    """Kleene's conjunction. The first no decides and is the reason; the parts are read no further."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for part in parts:
        if part.truth is Truth.NO:
            return part
        facts.extend(part.facts)
        gaps.extend(part.gaps)
    return Judgement(Truth.UNKNOWN if gaps else Truth.YES, tuple(facts), tuple(gaps))


def some(parts: Iterable[Judgement]) -> Judgement:
    """Kleene's disjunction. Each yes is a reason for the yes; without one, each gap may decide."""
    truth, found = Truth.NO, []
    for part in parts:
        if part.truth is truth:
            found.append(part)
        elif part.truth is Truth.YES or truth is Truth.NO:
            truth, found = part.truth, [part]
    if len(found) == 1:
        return Judgement(truth, found[0].facts, found[0].gaps if truth is Truth.UNKNOWN else ())
    facts = tuple(fact for part in found for fact in part.facts)
    gaps = tuple(gap for part in found for gap in part.gaps) if truth is Truth.UNKNOWN else ()
    return Judgement(truth, facts, gaps)
