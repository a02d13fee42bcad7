"""Whether a premise holds for the elements bound: Kleene's strong logic over the facts of a snapshot.

A fact that a kind does not have makes a test no: a data store has no role, so its role is not “safety”.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from core.knowledge.expression import AllOf, AnyOf, Comparison, Exists, Expression, FactTest, Not, Path
from core.knowledge.vocabulary import DERIVED
from core.model import Element, Truth
from core.threats.derived import ABSENT, Derivation, Reading, stated_truth
from core.threats.judgement import NO, Fact, Gap, Judgement, every, some

Bindings = Mapping[str, Element]
"""The elements bound to the variables of a rule."""


def judge(expression: Expression, bindings: Bindings, derivation: Derivation) -> Judgement:
    """Yes, no or unknown, with the facts or gaps that make it so."""
    match expression:
        case FactTest():
            return _judge_test(expression, bindings, derivation)
        case AllOf(parts):
            return every(judge(part, bindings, derivation) for part in parts)
        case AnyOf(parts):
            return some(judge(part, bindings, derivation) for part in parts)
        case Not(part):
            return ~judge(part, bindings, derivation)
        case Exists():
            return _judge_exists(expression, bindings, derivation)


def read_fact(path: Path, bindings: Bindings, derivation: Derivation) -> Judgement | Reading:
    """The value of the fact at the end of the path; ABSENT where there is no such fact."""
    element = follow(path, bindings, derivation)
    if element is None:
        return ABSENT
    if path.last == "kind":
        return Reading(element.kind, (Fact(element.id, "kind", element.kind),))
    derived = DERIVED.get(path.last)
    if derived is not None and element.kind in derived[1]:
        return derivation.derive(path.last, element)
    if not hasattr(element, path.last):
        return ABSENT
    value = getattr(element, path.last)
    if isinstance(value, Truth):
        return stated_truth(element.id, path.last, value)
    if value is None or value in UNSTATED:
        return Reading(gaps=(Gap(element.id, path.last),))
    return Reading(value, (Fact(element.id, path.last, str(value)),))


UNSTATED = frozenset(("", "unknown"))
"""Values of texts and choices that state nothing."""
GENERAL = "general"
"""The role or device of a part for which nobody chose another: it is one, and is no statement."""


def follow(path: Path, bindings: Bindings, derivation: Derivation) -> Element | None:
    """The element at the end of the path's relations, or None where one of them leads nowhere."""
    element: Element | None = bindings[path.variable]
    for relation in path.relations:
        if element is None:
            return None
        element = derivation.around.related(element, relation)
    return element


def _judge_test(test: FactTest, bindings: Bindings, derivation: Derivation) -> Judgement:
    found = read_fact(test.path, bindings, derivation)
    if isinstance(found, Judgement):
        return found if "yes" in test.values else ~found
    if found.value is None:
        return Judgement(Truth.UNKNOWN, gaps=found.gaps) if found.gaps else NO
    fits = _fits(test, found.value)
    if not fits and test.excluded_by and not _words(test.excluded_by).search(str(found.value)):
        return Judgement(Truth.UNKNOWN, gaps=tuple(Gap(fact.element, fact.field) for fact in found.facts))
    # That a part is none of the roles or devices named is no reason anyone wants to read, and that
    # it has no role nobody stated.
    telling = (fits and found.value != GENERAL) or test.path.last in DERIVED
    return Judgement(Truth.of(fits), found.facts if telling else ())


def _fits(test: FactTest, value: str | int) -> bool:
    match test.comparison:
        case Comparison.IN:
            return str(value) in test.values
        case Comparison.NAMES:
            return _words(test.values).search(str(value)) is not None
        case Comparison.AT_LEAST:
            return int(value) >= test.number
        case Comparison.BELOW:
            return int(value) < test.number


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a text in which one of the words stands by itself, in any case."""
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])", re.IGNORECASE)


def _judge_exists(test: Exists, bindings: Bindings, derivation: Derivation) -> Judgement:
    holder = follow(test.collection, bindings, derivation)
    if holder is None:
        return NO

    def judged() -> Iterator[Judgement]:
        for member in derivation.around.members(holder, test.collection.last):
            found = judge(test.where, {**bindings, test.variable: member}, derivation)
            yield found
            if found.truth is Truth.YES:
                return

    return some(judged())
