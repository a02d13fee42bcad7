"""How a sentence with typed nouns is parsed: by the grammar of ReSA, or else by its clauses.

Slots, time bounds and what is wrong with them are those of the clauses, which both languages share; so a
sentence that the strict grammar refuses is still understood as far as its clauses tell. Import late: lark
is loaded here.
"""

import re
from collections.abc import Iterator

from core.ground.diagnostic import Diagnostic
from core.requirements.ears.explanation import Explanation
from core.requirements.ears.masking import evened
from core.requirements.ears.parsing import parse_sentence, set_right
from core.requirements.resa.doubts import Doubt, doubts
from core.requirements.resa.explanations import EXPLANATIONS
from core.requirements.resa.grammar import Unfit, syntax_tree
from core.requirements.resa.roles import roles
from core.requirements.resa.tree import Clause, Condition, Place, Sentence, Simple
from core.requirements.slots import Parsed

_TYPED = re.compile(r'(?:"[^"\n]+"|[^\W_][\w.-]*):[a-z]\w*', re.IGNORECASE)
_LEGAL = frozenset({"ears-unless", "ears-keyword", "ears-missing-comma", "ears-unmeasurable"})
"""What EARS would have otherwise and ReSA would not, or says in its own words."""


def parse_typed(text: str) -> Parsed:
    """What a sentence with typed nouns says, and what is wrong with it."""
    understood = parse_sentence(text)
    if understood.pattern is None:
        return understood
    tree: Sentence | None = None
    found: list[Diagnostic] = []
    try:
        tree = syntax_tree(text)
    except Unfit as unfit:
        found.append(_unstructured(text, unfit, understood.ok))
    else:
        found += (_diagnostic(doubt) for doubt in doubts(tree))
    others = [one for one in understood.diagnostics if not _settled(one, text, tree)]
    ordered = sorted([*others, *found], key=lambda one: one.column or 0)
    told = roles(tree, text) if tree else ()
    return Parsed(
        text, understood.pattern, understood.slots, tuple(ordered), understood.keywords, "resa", told
    )


def _unstructured(text: str, unfit: Unfit, whole: bool) -> Diagnostic:
    """Where the grammar had no more place, with the sentence set right where that is `whole` and fits."""
    right = set_right(text) if whole else ""
    try:
        fits = right if right and syntax_tree(right) else ""
    except Unfit:
        fits = ""
    place = Place(unfit.start, max(unfit.end, unfit.start + 1))
    return _diagnostic(Doubt("resa-unstructured", place), fits)


def _settled(one: Diagnostic, text: str, tree: Sentence | None) -> bool:
    """Whether what EARS says of the place is legal in ReSA, or is said by ReSA itself."""
    begin = (one.column or 1) - 1
    if one.code == "ears-list":
        return any(typed.start() <= begin < typed.end() for typed in _TYPED.finditer(evened(text)))
    if tree is None:
        return False
    if one.code == "ears-time-in-phrase":
        return any(place.start <= begin < place.end for place in _lastings(tree))
    return one.code in _LEGAL


def _lastings(tree: Sentence) -> Iterator[Place]:
    clauses: list[Clause] = [*tree.clauses]
    for main in tree.mains:
        for action in main.actions:
            clauses += action.clauses
            for tail in action.tails:
                if tail.condition:
                    yield from _lasting_in(tail.condition)
    for clause in clauses:
        yield from _lasting_in(clause.condition)


def _lasting_in(condition: Condition) -> Iterator[Place]:
    if not isinstance(condition, Simple):
        for part in condition.parts:
            yield from _lasting_in(part)
    elif condition.lasting:
        yield condition.lasting.place


def _diagnostic(doubt: Doubt, rewritten: str = "") -> Diagnostic:
    explanation: Explanation = EXPLANATIONS[doubt.code]
    return Diagnostic(
        doubt.code,
        explanation.message().format(about=doubt.about, marked=doubt.marked),
        line=1,
        column=doubt.place.start + 1,
        length=max(doubt.place.end - doubt.place.start, 1),
        hint=explanation.hint().format(about=doubt.about, marked=doubt.marked),
        example=(explanation.rewritten and rewritten) or explanation.example,
        severity=explanation.severity,
    )
