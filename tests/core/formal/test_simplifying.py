"""Conditions in the fewest words mean what they meant."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from core.formal.condition import atoms
from core.formal.property import All, Any, Atom
from core.formal.simplifying import condition_size, simplified

A, B, C = (Atom(name) for name in "abc")
NOT_A, NOT_B = Atom("a", True), Atom("b", True)

leaf = st.builds(Atom, st.sampled_from("abcd"), st.booleans())
conditions = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda joint, parts: joint(tuple(parts)),
        st.sampled_from([All, Any]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=8,
)


def holds(condition, values):
    if isinstance(condition, Atom):
        return values[condition.proposition] != condition.negated
    every = all if isinstance(condition, All) else any
    return every(holds(part, values) for part in condition.parts)


def table(condition):
    """Whether it holds, for every way in which its propositions can."""
    return [holds(condition, dict(zip("abcd", row, strict=True))) for row in product((True, False), repeat=4)]


@given(conditions)
def test_what_is_simplified_holds_whenever_it_held_and_is_no_longer(condition):
    shorter = simplified(condition)
    assert table(shorter) == table(condition)
    assert condition_size(shorter) <= condition_size(condition)
    assert shorter is condition or condition_size(shorter) < condition_size(condition)


@given(conditions)
def test_where_no_phrase_stands_twice_nothing_is_changed(condition):
    names = [atom.proposition for atom in atoms(condition)]
    if len(set(names)) == len(names):
        assert simplified(condition) is condition


def test_what_stands_twice_or_follows_anyhow_is_left_out():
    assert simplified(All((A, A))) == A
    assert simplified(All((A, Any((A, B))))) == A
    assert simplified(Any((All((A, B)), All((A, NOT_B))))) == A
    assert simplified(Any((A, All((NOT_A, B))))) == Any((A, B))
    assert simplified(All((C, B, C))) == All((C, B))


def test_what_can_never_hold_or_always_does_stays_as_it_was_said():
    for condition in (All((A, NOT_A)), Any((A, NOT_A)), All((A, Any((B, NOT_B)), NOT_A))):
        assert simplified(condition) is condition


def test_a_condition_over_too_many_phrases_stays_as_it_is():
    many = All((*(Atom(f"p{number}") for number in range(9)), Atom("p0")))
    assert simplified(many) is many
