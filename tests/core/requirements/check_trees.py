"""Trees of checks that mean something: what hypothesis makes them of."""

from decimal import Decimal

from hypothesis import strategies as st

from core.knowledge.vocabulary import COLLECTIONS, FactType, fact_forms
from core.requirements.checks.meaning import DURATION, _durations, form_of
from core.requirements.checks.quantities import UNITS
from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Comparison,
    CrossesZone,
    Denial,
    DigestTest,
    Each,
    EvidenceTest,
    FactTest,
    InZone,
    Named,
    Quantifier,
    Quantity,
    SettingTest,
    VerdictTest,
)
from core.requirements.checks.words import PLACED, SORTS

# A name holds any marks but those it stands in; what holds all of them cannot be said.
names = st.text(
    st.characters(exclude_characters='"“”„\n\r', exclude_categories=("Cs", "Cc")), max_size=12
) | (st.sampled_from(['say "yes"', 'a "b” c', "no", "not", "PLC 03", "zone"]))
files = st.sampled_from(["sshd_config", "a/b.json", "panel.ini", "Ü 1.xml"])
ORDERS = (Comparison.BELOW, Comparison.AT_MOST, Comparison.ABOVE, Comparison.AT_LEAST)


def quantities(units=tuple(UNITS)):
    number = st.decimals(-(10**6), 10**6, places=3).map(lambda one: Decimal(f"{one:f}"))
    return st.builds(Quantity, number, st.sampled_from(units))


numbers = quantities(("",))
times = quantities(("ms", "s", "h"))


@st.composite
def facts(draw, kind):
    """A test of a fact of a kind, compared as it can be."""
    name = draw(st.sampled_from(sorted({*fact_forms(kind), *_durations(kind)})))
    form = form_of((kind,), name)
    if form == DURATION:
        return FactTest((name,), draw(st.sampled_from((*ORDERS, Comparison.IS))), (draw(times),))
    if form.type is FactType.NUMBER:
        whole = Quantity(Decimal(draw(st.integers(0, 9))))
        return FactTest((name,), draw(st.sampled_from((*ORDERS, Comparison.IS))), (whole,))
    allowed = ("yes", "no") if form.type is FactType.TRUTH else form.choices
    value = st.sampled_from(allowed) if allowed else names.filter(str.strip)
    ways = [Comparison.IS, Comparison.NAMES] if form.type is FactType.TEXT else [Comparison.IS]
    values = draw(st.lists(value, min_size=1, max_size=3))
    return FactTest((name,), draw(st.sampled_from(ways)), tuple(values))


@st.composite
def around(draw, kind, depth):
    """The same of elements around one of a kind."""
    ways = [
        (name, sort)
        for (holder, name), kinds in sorted(COLLECTIONS.items())
        for sort, other in SORTS.items()
        if holder == kind and other in kinds
    ]
    name, sort = draw(st.sampled_from(ways))
    where = draw(st.none() | conditions(SORTS[sort], 0))
    return Each(draw(quantifiers), sort, (name,), where, draw(conditions(SORTS[sort], depth)))


quantifiers = st.sampled_from(Quantifier)


@st.composite
def conditions(draw, kind, depth=2):
    """What can be said of one element of a kind."""
    leaves = [facts(kind)]
    if kind in PLACED:
        leaves.append(st.builds(InZone, st.just(()), names))
    if kind == "connector":
        leaves += [st.builds(CrossesZone, names), st.builds(InZone, st.just(("source",)), names)]
    if depth == 0:
        return draw(st.one_of(leaves))
    inner = conditions(kind, depth - 1)
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    made = [*leaves, st.builds(Denial, inner), st.builds(AllOf, several), st.builds(AnyOf, several)]
    if any(holder == kind for holder, _name in COLLECTIONS):
        made.append(around(kind, depth - 1))
    return draw(st.one_of(made))


@st.composite
def quantified(draw):
    """A condition over the model."""
    sort = draw(st.sampled_from(sorted(SORTS)))
    holds = draw(conditions(SORTS[sort]))
    if draw(st.booleans()):
        return Named(sort, draw(names), draw(st.just("") | names), holds)
    where = draw(st.none() | conditions(SORTS[sort], 1))
    return Each(draw(quantifiers), sort, (), where, holds)


@st.composite
def settings(draw):
    """A setting in a file, with a bound that measures what the setting does."""
    if draw(st.booleans()):
        scale = draw(st.sampled_from(["", "ms"]))
        bound = draw(times if scale else quantities(("", *UNITS)))
        return SettingTest(
            draw(names), draw(files), scale, draw(st.sampled_from((*ORDERS, Comparison.IS))), (bound,)
        )
    values = draw(st.lists(names, min_size=1, max_size=3))
    way = draw(st.sampled_from((Comparison.IS, Comparison.NAMES)))
    return SettingTest(draw(names), draw(files), "", way, tuple(values))


leaves = st.one_of(
    quantified(),
    settings(),
    st.builds(VerdictTest, names),
    st.builds(DigestTest, files, st.text("0123456789abcdef", min_size=64, max_size=64)),
    st.builds(EvidenceTest, names, st.none() | times),
)
checks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Denial, inner),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
