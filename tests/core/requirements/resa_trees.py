"""Any syntax tree that a ReSA sentence can have, for tests that hold for all of them."""

from hypothesis import strategies as some

from core.requirements.ontology import CLASSES
from core.requirements.resa.tree import (
    Action,
    Both,
    Clause,
    Comparison,
    Either,
    Lasting,
    Limit,
    Main,
    Measure,
    Noun,
    Prefix,
    Sentence,
    Simple,
    Suffix,
    Tail,
    Word,
)

_NAMES = some.sampled_from(
    ("ABS", "wheel speed", "CAN message", "kick-down switch", "x", "the lid", "shall we", "v2")
)
_NOUNS = some.builds(Noun, _NAMES, some.sampled_from((*CLASSES, "")), quoted=some.booleans())
_VERBS = some.sampled_from(("open", "log", "hold", "enter", "set")).map(Word)
_WORDS = some.sampled_from(
    ("is", "presses", "released", "in", "to", "the", "every", "consecutive", "s", "V")
).map(Word)
_TIMES = some.builds(
    Measure, some.sampled_from(("5", "0.5", "250")), some.sampled_from(("ms", "s", "min", "h"))
)
_VALUES = some.builds(Measure, some.sampled_from(("0", "-3", "9.5")), some.sampled_from(("V", "%", "km/h")))
_SIGNS = some.sampled_from(("<", "<=", ">", ">=", "==", "!=")).map(Comparison)
_ATOMS = some.one_of(_NOUNS, _WORDS, _SIGNS, _VALUES)
_SAID = some.builds(lambda noun, rest: (noun, *rest), _NOUNS, some.lists(_ATOMS, max_size=4))
_LASTING = some.none() | some.builds(Lasting, _TIMES, some.sampled_from(Limit))
_SIMPLE = some.builds(Simple, _SAID, _LASTING)


def _flat(condition: object) -> object:
    """The condition as the grammar has it: no "and" directly inside an "and", no "or" inside an "or"."""
    if not isinstance(condition, Both | Either):
        return condition
    parts: list[object] = []
    for part in map(_flat, condition.parts):
        parts += part.parts if type(part) is type(condition) else (part,)  # type: ignore[attr-defined]
    return type(condition)(tuple(parts))  # type: ignore[arg-type]


def _told_apart(tails: list[Tail]) -> tuple[Tail, ...]:
    """The tails with those of time in front: behind a condition "for 5 ms" tells how long it must hold."""
    return tuple(sorted(tails, key=lambda tail: tail.condition is not None))


def _joined(conditions: some.SearchStrategy[object]) -> some.SearchStrategy[object]:
    parts = some.lists(conditions, min_size=2, max_size=3).map(tuple)
    return some.builds(Both, parts) | some.builds(Either, parts)


CONDITIONS = some.recursive(_SIMPLE, _joined, max_leaves=4).map(_flat)
_CLAUSES = some.builds(Clause, some.sampled_from(Prefix), CONDITIONS)
_LIMITED = {
    Suffix.WITHIN: (Limit.EXACT, Limit.AT_MOST, Limit.LESS_THAN),
    Suffix.FOR: tuple(Limit),
    Suffix.EVERY: (Limit.EXACT,),
    Suffix.DELAYED: (Limit.EXACT, Limit.AT_LEAST, Limit.MORE_THAN),
}
_TIMED = some.sampled_from([(suffix, limit) for suffix, limits in _LIMITED.items() for limit in limits])
_TAILS = some.one_of(
    some.builds(lambda kind, time: Tail(kind[0], time, kind[1]), _TIMED, _TIMES),
    some.builds(lambda low, high: Tail(Suffix.WITHIN, high, earliest=low), _TIMES, _TIMES),
    some.builds(
        lambda suffix, condition: Tail(suffix, condition=condition),
        some.sampled_from((Suffix.UNTIL, Suffix.BEFORE, Suffix.AFTER)),
        CONDITIONS,
    ),
    some.just(Tail(Suffix.IMMEDIATELY)),
)
_PHRASES = some.builds(
    lambda verb, noun, rest: (verb, noun, *rest), _VERBS, _NOUNS, some.lists(_ATOMS, max_size=3)
)
_LATE = some.builds(
    Clause, some.sampled_from([kind for kind in Prefix if kind is not Prefix.AFTER]), CONDITIONS
)


def _actions(again: bool) -> some.SearchStrategy[Action]:
    return some.builds(
        lambda phrase, denied, able, tails, late: Action(phrase, denied, able, again, tails, late),
        _PHRASES,
        some.booleans(),
        some.booleans(),
        some.lists(_TAILS, max_size=2).map(_told_apart),
        some.lists(_LATE, max_size=1).map(tuple),
    )


def _mains(most: int) -> some.SearchStrategy[Main]:
    """Main parts with so many subjects; behind another action "A and B shall" names one alone."""
    return some.builds(
        lambda subjects, first, others: Main(subjects, (first, *others)),
        some.lists(_NOUNS.map(lambda noun: (noun,)), min_size=1, max_size=most).map(tuple),
        _actions(again=False),
        some.lists(_actions(again=True), max_size=2),
    )


SENTENCES = some.builds(
    Sentence,
    some.lists(_CLAUSES, max_size=3).map(tuple),
    some.builds(lambda first, others: (first, *others), _mains(2), some.lists(_mains(1), max_size=1)),
    some.none() | _mains(1),
    some.sampled_from(("", "BBW-04", "R1")),
)
