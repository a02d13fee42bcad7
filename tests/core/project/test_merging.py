"""Two sides that began as one model become one again, and whatever they cannot both have is asked."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    FAMILIES,
    Asset,
    Component,
    Conduit,
    Connector,
    Diagram,
    Edit,
    Editor,
    Placement,
    Point,
    Port,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.project.comparison import compared
from core.project.conflict import Clash
from core.project.lists import joined_members, joined_sequence
from core.project.merging import merge
from core.project.removal import without
from tests.core.strategies import facts, redirected, snapshots
from tests.core.uppaal.plant import Builder

KINDS = [kind for family in FAMILIES.values() for kind in family]


@st.composite
def altered(draw, base: Snapshot, first_id: int) -> Snapshot:
    """A sound model that somebody could make of the base in a few changes."""
    ids = counted_ids(first_id)
    model = base
    for _ in range(draw(st.integers(0, 4))):
        present = [element.id for element in model]
        do = draw(st.sampled_from(["add", "remove", "change"] if present else ["add"]))
        if do == "remove":
            model = without(model, [draw(st.sampled_from(present))])
            continue
        if do == "add":
            kind, element_id = draw(st.sampled_from(KINDS)), ids()
            element = redirected(draw, model, dataclasses.replace(draw(facts(kind)), id=element_id))
        else:
            old = model[draw(st.sampled_from(present))]
            other = redirected(draw, model, dataclasses.replace(draw(facts(type(old))), id=old.id))
            names = [field.name for field in dataclasses.fields(old) if field.name != "id"]
            taken = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
            element = dataclasses.replace(old, **{name: getattr(other, name) for name in taken})
        grown = model.after([Edit(model.get(element.id), element)])
        if not list(all_breaches(grown)):
            model = grown
    return model


@st.composite
def versions(draw) -> tuple[Snapshot, Snapshot, Snapshot]:
    base = draw(snapshots())
    return base, draw(altered(base, 1000)), draw(altered(base, 2000))


@given(versions())
def test_where_one_side_changed_nothing_the_merge_is_the_other(three):
    base, ours, _theirs = three
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert (merged.snapshot, merged.conflicts) == (ours, ())


@given(versions())
def test_a_merge_is_the_same_from_both_sides(three):
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.snapshot == other.snapshot
    assert [(c.key, c.clash, c.base, c.ours, c.theirs) for c in one.conflicts] == [
        (c.key, c.clash, c.base, c.theirs, c.ours) for c in other.conflicts
    ]


@given(versions())
def test_a_merge_without_conflicts_is_sound_and_keeps_what_neither_side_touched(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs).snapshot
    if merged is None:
        return
    assert list(all_breaches(merged)) == []
    for element in base:
        if ours.get(element.id) == element == theirs.get(element.id):
            assert merged[element.id] == element


@given(versions(), st.sampled_from(["ours", "theirs"]))
@settings(max_examples=300)
def test_taking_one_side_everywhere_leaves_no_conflict_and_a_sound_model(three, side):
    base, ours, theirs = three
    merged = merge(base, ours, theirs, lambda _conflict: side)
    assert merged.conflicts == ()
    assert merged.snapshot is not None
    assert list(all_breaches(merged.snapshot)) == []


@given(versions(), st.data())
@settings(max_examples=300)
def test_whatever_is_decided_ends_in_a_sound_model(three, data):
    base, ours, theirs = three
    merged = merge(base, ours, theirs, lambda conflict: data.draw(st.sampled_from(conflict.choices)))
    assert merged.conflicts == ()
    assert merged.snapshot is not None
    assert list(all_breaches(merged.snapshot)) == []


@given(versions())
def test_sides_that_touch_what_is_apart_never_conflict(three):
    base, ours, _theirs = three
    apart = Component(id="~apart", name="Apart")
    unit = Component(id="~unit", name="Unit")
    base, ours = (one.after([Edit(None, apart), Edit(None, unit)]) for one in (base, ours))
    port = Port(id="~port", owner=apart.id)
    theirs = base.after([Edit(apart, dataclasses.replace(apart, name="Other")), Edit(None, port)])
    theirs = without(theirs, [unit.id])
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.snapshot == without(ours, [unit.id]).after(
        [Edit(apart, theirs[apart.id]), Edit(None, port)]
    )


@given(*[st.lists(st.integers(0, 5), max_size=6).map(tuple)] * 3)
def test_sequences_merge_like_texts_by_their_parts(base, ours, theirs):
    for join in (joined_sequence, joined_members):
        assert join(base, ours, base) == ours or join is joined_members
        assert join(base, ours, theirs) == join(base, theirs, ours)
    assert joined_sequence(base, ours, ours) == ours
