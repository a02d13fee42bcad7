"""What may come next at a place in a check: only what leads to a check that can be read, of this model.

Each offer is tried first: with it and the shortest ending that its place needs the statement must be read
without a fault, or it is not offered. Import late: lark is loaded with it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from core.knowledge.vocabulary import COLLECTIONS, RELATIONS, FactForm, FactType
from core.model import KINDS, Evidence, Requirement, Snapshot, Zone, name_of
from core.requirements.checks.meaning import DURATION, Kinds, facts_near, form_of
from core.requirements.checks.parsing import read_check
from core.requirements.checks.printing import quoted, written
from core.requirements.checks.quantities import UNITS
from core.requirements.checks.scope import accepted, scope_of_fact, scope_of_value, tails
from core.requirements.checks.words import SORTS

MOST = 12
"""Offers at once."""


class OfferKind(StrEnum):
    """What is offered."""

    KEYWORD = "keyword"
    SORT = "sort"
    FACT = "fact"
    WAY = "way"
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class CheckOffer:
    """`text` in place of the characters from `start` to before `end`, counted from 0."""

    text: str
    kind: OfferKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tried:
    """Something that could fit, with endings of which one would make a whole check of it."""

    text: str
    kind: OfferKind
    endings: tuple[str, ...] = ("",)


_WORD = re.compile(r"[A-Za-z_µ°%][A-Za-z0-9_/%]*$")
_HOLDS = ": kind is component"
_DIGEST = f'"{"0" * 64}"'
_NAMED = re.compile(r'\bthe\s+(\w+)\s+(?:("[^"]*")\s+of\s+)?$', re.IGNORECASE)
_SCALE = re.compile(r"\bas\s+(\S+)\s+\S+\s+\S+\s*$", re.IGNORECASE)
TIMES = ("ns", "us", "µs", "ms", "s", "min", "h", "d", "week", "weeks")
_SAMPLES = ("yes", '"x"', "1", "5 s")
_KEYWORDS = {
    "WHERE": _Tried("where", OfferKind.KEYWORD, (f" kind is component{_HOLDS}",)),
    "OF": _Tried(
        "of", OfferKind.KEYWORD, (f' "x"{_HOLDS}', ' "x" is satisfied', f' "x" is {_DIGEST}', ' one of ("x")')
    ),
    "SATISFIED": _Tried("satisfied", OfferKind.KEYWORD),
    "UNALTERED": _Tried("unaltered", OfferKind.KEYWORD),
    "YOUNGER": _Tried("younger than", OfferKind.KEYWORD, (" 365 d",)),
    "THAN": _Tried("than", OfferKind.KEYWORD, (" 365 d",)),
    "ZONE": _Tried("zone", OfferKind.KEYWORD, (' "x"',)),
    "AS": _Tried("as", OfferKind.KEYWORD, (" s <= 5 s",)),
    "AND": _Tried("and", OfferKind.KEYWORD, (" kind is component", " verdict is satisfied")),
    "OR": _Tried("or", OfferKind.KEYWORD, (" kind is component", " verdict is satisfied")),
    "COLON": _Tried(":", OfferKind.KEYWORD, (" kind is component",)),
    "RPAR": _Tried(")", OfferKind.KEYWORD),
}
"""Words of which each has one meaning, by the terminal that asks for them."""


def completing(text: str, place: int, snapshot: Snapshot) -> Iterator[list[CheckOffer] | None]:
    """What may be written at the place, in steps: None after each try, at last what there is."""
    start = _begun(text[:place])
    before, begun = text[:start], text[start:place]
    end = place + (begun.startswith('"') and text[place : place + 1] == '"')
    ends = list(tails(before))
    found: dict[str, CheckOffer] = {}
    apart = " " if not begun and before.endswith(('"', ")")) else ""
    for one in _candidates(before, begun, snapshot):
        if len(found) == MOST:
            break
        if one.text in found or not _begins(one.text, begun):
            continue
        for ending, tail in ((ending, tail) for ending in one.endings for tail in ends):
            fits = read_check(f"{before}{apart}{one.text}{ending}{tail}").check is not None
            yield None
            if fits:
                ends.sort(key=lambda known: known != tail)  # what ended one ends most of the others
                gap = "" if one.text == ":" else apart
                found[one.text] = CheckOffer(f"{gap}{one.text}", one.kind, start, end)
                break
    yield list(found.values())


def completions(text: str, place: int, snapshot: Snapshot) -> list[CheckOffer]:
    """What may be written at the place, the likeliest first."""
    *_steps, found = completing(text, place, snapshot)
    return found or []


def _begun(before: str) -> int:
    """Where the word or the name begins that is being written."""
    if before.count('"') % 2:
        return before.rindex('"')
    word = _WORD.search(before)
    return word.start() if word else len(before)


def _begins(offered: str, begun: str) -> bool:
    low, sought = offered.casefold().strip('"'), begun.casefold().strip('"')
    inside = (part for part in re.split(r"[ _]", low) if part)
    return not sought or low.startswith(sought) or any(part.startswith(sought) for part in inside)


def _candidates(before: str, begun: str, snapshot: Snapshot) -> Iterator[_Tried]:
    """What the grammar has at the place, the likeliest first; whether it means anything is tried later."""
    may = accepted(before)
    last = re.split(r"\W+", before.rstrip().lower())[-1]
    if begun.startswith('"') and "STRING" not in may:
        return
    if "EVERY" in may:
        yield from _beginnings(before)
    elif before.endswith("."):
        yield from _facts(scope_of_fact(before).kinds)
    elif may == {"WORD"} and last == "in":
        yield from (_Tried(name, OfferKind.WAY, (_HOLDS,)) for name in _collections())
    elif may == {"WORD"}:
        among = (f" in {name}{_HOLDS}" for name in _collections())
        yield from (_Tried(sort, OfferKind.SORT, (_HOLDS, ' "x"' + _HOLDS, *among)) for sort in SORTS)
    elif "STRING" in may:
        yield from _strings(before, may, snapshot)
    if {"IS", "ORDER"} & may:
        yield from _comparisons(before, may)
    if "IN" in may and "EVERY" not in may:
        among = (f" {name}{_HOLDS}" for name in _collections())
        yield _Tried("in", OfferKind.KEYWORD, (*among, ' "x" is yes'))
        yield _Tried("in zone", OfferKind.KEYWORD, (' "x"',))
    if "UNIT" in may:
        yield from _units(before)
    yield from (tried for terminal, tried in _KEYWORDS.items() if terminal in may)


def _beginnings(before: str) -> Iterator[_Tried]:
    """What a condition begins with: behind a colon facts of the element first."""
    kinds = scope_of_fact(before).kinds
    if kinds:
        yield from _facts(kinds)
    among = tuple(
        f" {sort} in {name}{_HOLDS}"
        for (kind, name), reached in COLLECTIONS.items()
        for sort, sorted_kind in SORTS.items()
        if kind in kinds and sorted_kind in reached
    )
    endings = among if kinds else (f" flow{_HOLDS}",)
    for word in ("every", "no", "some"):
        yield _Tried(word, OfferKind.KEYWORD, endings)
    yield _Tried("the", OfferKind.KEYWORD, (f' node "x"{_HOLDS}',))
    yield _Tried("verdict is satisfied", OfferKind.KEYWORD)
    yield _Tried("verdict of", OfferKind.KEYWORD, (' "x" is satisfied',))
    yield _Tried("setting", OfferKind.KEYWORD, (' "x" in "y" is yes',))
    yield _Tried("evidence", OfferKind.KEYWORD, (' "x" is unaltered',))
    yield _Tried("digest of", OfferKind.KEYWORD, (f' "x" is {_DIGEST}',))
    yield _Tried("in zone", OfferKind.KEYWORD, (' "x"',))
    yield _Tried("crosses zone", OfferKind.KEYWORD, (' "x"',))
    yield _Tried("not", OfferKind.KEYWORD, (" kind is component", " verdict is satisfied"))


def _facts(kinds: Kinds) -> Iterator[_Tried]:
    """The facts of the kinds, those first of which one answers yes or no, then ways to other elements."""
    forms = {name: form_of(kinds, name) for name in facts_near("", kinds)}
    truths = [
        name for name, form in forms.items() if isinstance(form, FactForm) and form.type is FactType.TRUTH
    ]
    for name in dict.fromkeys((*truths, *forms)):
        form = forms[name]
        if form is not None:
            yield _Tried(name, OfferKind.FACT, tuple(f" is {value}" for value in _values(form)))
    for kind, name in RELATIONS:
        if kind in kinds:
            yield _Tried(f"{name}.", OfferKind.WAY, ("kind is component",))


def _values(form: FactForm | str | None) -> tuple[str, ...]:
    """Values that a fact of that form may have, of texts and numbers one each."""
    if form is None:
        return _SAMPLES
    if form == DURATION or isinstance(form, str):
        return ("100 ms",)
    if form.type is FactType.TRUTH:
        return ("yes", "no")
    if form.type is FactType.NUMBER:
        return ("2",)
    return tuple(map(written, form.choices)) or ('"x"',)


def _comparisons(before: str, may: frozenset[str]) -> Iterator[_Tried]:
    """How something can be compared, with what would end it."""
    scope = scope_of_value(f"{before} is ")
    form = form_of(scope.kinds, scope.path[-1]) if scope.path else None
    values = _values(form)
    if "IS" in may:
        spaced = tuple(f" {value}" for value in values)
        yield _Tried("is", OfferKind.KEYWORD, (*spaced, " satisfied", " unaltered", f" {_DIGEST}"))
        yield _Tried("is not", OfferKind.KEYWORD, spaced)
        yield _Tried("is one of (", OfferKind.KEYWORD, tuple(f"{value})" for value in values))
    if "NAMES" in may:
        yield _Tried("names", OfferKind.KEYWORD, tuple(f" {value}" for value in values))
    if "ORDER" in may:
        for sign in ("<=", ">=", "<", ">"):
            yield _Tried(sign, OfferKind.KEYWORD, tuple(f" {value}" for value in values))


def _units(before: str) -> Iterator[_Tried]:
    """The units of a number, or of a setting; to try those of no time would load pint, which takes long."""
    if before.rstrip().lower().endswith(" as"):
        yield from (_Tried(unit, OfferKind.UNIT, (f" <= 5 {unit}",)) for unit in UNITS)
        return
    scale = _SCALE.search(before)
    setting = re.search(r"\bsetting\b", before, re.IGNORECASE)
    units = TIMES if not setting or (scale and scale[1] in TIMES) else (scale[1],) if scale else UNITS
    yield from (_Tried(unit, OfferKind.UNIT) for unit in units)


def _strings(before: str, may: frozenset[str], snapshot: Snapshot) -> Iterator[_Tried]:
    """Names of the model, and values: which, tells what stands in front."""
    low = before.rstrip().lower()
    owned = _NAMED.search(before)
    names: Iterable[str] = ()
    if owned is not None and owned[1].lower() in SORTS:
        kind = KINDS[SORTS[owned[1].lower()]]
        elements = snapshot.of(kind)
        if owned[2]:
            wanted = owned[2].strip('"')
            names = (name_of(snapshot, one.owner) for one in elements if one.name == wanted and one.owner)
        else:
            names = (one.name for one in elements)
    elif low.endswith("zone"):
        names = (one.name for one in snapshot.of(Zone))
    elif low.endswith("verdict of"):
        names = (one.key for one in snapshot.of(Requirement))
    elif low.endswith("evidence"):
        names = (one.name for one in snapshot.of(Evidence))
    else:
        yield from _stated(before, may, snapshot)
    endings = ("", _HOLDS, " is satisfied", " is unaltered", ' of "x"' + _HOLDS)
    yield from (
        _Tried(quoted(name), OfferKind.NAME, endings) for name in dict.fromkeys(names) if name.strip()
    )


def _stated(before: str, may: frozenset[str], snapshot: Snapshot) -> Iterator[_Tried]:
    """Values of the fact in front: those it may have, or those that the model has."""
    scope = scope_of_value(before)
    form = form_of(scope.kinds, scope.path[-1]) if scope.path else None
    endings = ("", ")")
    if isinstance(form, FactForm) and form.type is FactType.TEXT:
        several = chain.from_iterable(snapshot.of(KINDS[kind]) for kind in scope.kinds if kind in KINDS)
        said = dict.fromkeys(str(getattr(one, scope.path[-1], "") or "") for one in several)
        yield from (_Tried(quoted(text), OfferKind.VALUE, endings) for text in said if text.strip())
    elif isinstance(form, FactForm) and form.type is not FactType.NUMBER:
        yield from (_Tried(value, OfferKind.VALUE, endings) for value in _values(form))
    if "NOT" in may:
        spaced = tuple(f" {value}" for value in _values(form))
        yield _Tried("not", OfferKind.KEYWORD, spaced)
        yield _Tried("one of (", OfferKind.KEYWORD, tuple(f"{value})" for value in _values(form)))


def _collections() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _kind, name in COLLECTIONS))
