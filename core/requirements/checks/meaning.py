"""What facts a check can speak of, how each can be compared, and with what."""

from collections.abc import Iterable
from functools import cache

from core.ground.words import _
from core.knowledge.expression import fact_form
from core.knowledge.vocabulary import RELATIONS, FactForm, FactType, fact_forms
from core.model import KINDS
from core.model.facts import facts_of
from core.requirements.checks.quantities import nanoseconds
from core.requirements.checks.tree import Comparison, Quantity, Value

Kinds = tuple[str, ...]
"""The kinds that the element in question may have; none outside of every colon."""

DURATION = "duration"
"""The form of a fact that is a span of time, which rules do not know."""

_SHOWN = 12
"""Names that a hint tells at most."""


def form_of(kinds: Kinds, name: str) -> FactForm | str | None:
    """What a fact of one of the kinds is; the word duration for a span of time."""
    form = fact_form(kinds, name)
    if form is None and any(name in _durations(kind) for kind in kinds):
        return DURATION
    return form


@cache
def _durations(kind: str) -> frozenset[str]:
    return frozenset(fact.name for fact in facts_of(KINDS[kind]) if fact.sort == "duration")


def facts_near(name: str, kinds: Kinds) -> list[str]:
    """Facts of the kinds that share a word with the name; all of them where none does."""
    known = {fact for kind in kinds if kind in KINDS for fact in (*fact_forms(kind), *_durations(kind))}
    known |= {relation for kind, relation in RELATIONS if kind in kinds}
    words = set(name.lower().split("_"))
    near = sorted(fact for fact in known if any(word[:4] in fact for word in words if len(word) > 2))
    return near or sorted(known)


def fitting(form: FactForm | str, comparison: Comparison) -> bool:
    """Whether a fact of that form can be compared so."""
    if comparison is Comparison.IS:
        return True
    if comparison is Comparison.NAMES:
        return isinstance(form, FactForm) and form.type is FactType.TEXT
    return form == DURATION or (isinstance(form, FactForm) and form.type is FactType.NUMBER)


def allowed(value: Value, form: FactForm | str) -> bool:
    """Whether a fact of that form may have the value."""
    if form == DURATION:
        return isinstance(value, Quantity) and nanoseconds(value) is not None
    assert isinstance(form, FactForm)
    if form.type is FactType.NUMBER:
        return isinstance(value, Quantity) and not value.unit and value.number == int(value.number)
    if form.type is FactType.TRUTH:
        return value in ("yes", "no")
    return isinstance(value, str) and bool(value.strip()) and (not form.choices or value in form.choices)


def allowed_words(form: FactForm | str) -> str | None:
    """What values a fact of that form may have, as a hint; None where any text may be one."""
    if form == DURATION:
        return _("It is a time, such as 100 ms.")
    assert isinstance(form, FactForm)
    if form.type is FactType.TRUTH:
        return _("It is yes or no; where nobody said, the check is incomplete.")
    if form.type is FactType.NUMBER:
        return _("It is a whole number.")
    return one_of(form.choices) if form.choices else None


def example_of(path: tuple[str, ...], form: FactForm | str) -> str:
    """A test of a fact of that form."""
    said = {
        FactType.TRUTH: "is yes",
        FactType.TEXT: 'names "Modbus"',
        FactType.NUMBER: ">= 2",
        DURATION: "<= 100 ms",
    }
    if isinstance(form, FactForm) and form.type is FactType.CHOICE:
        return f'{".".join(path)} is "{form.choices[0]}"'
    return f"{'.'.join(path)} {said[form.type if isinstance(form, FactForm) else form]}"


def one_of(names: Iterable[str]) -> str:
    """A hint that names what there is."""
    found = list(names)
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    return _("It is one of: {names}.").format(names=shown)
