"""A trace link is suspect when, and only when, an end says something else than when it was confirmed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids, system_clock
from core.model import (
    Component,
    Edit,
    Element,
    Location,
    Placement,
    ProposedEdit,
    Requirement,
    Snapshot,
    StateMachine,
    TraceLink,
    Truth,
    Variable,
)
from core.model.differences import differences, fact_changes
from core.model.substance import changed_ends, confirmed, is_suspect, substance, suspects
from core.project import Surroundings, create_project, read_text, write_text
from core.project.merging import merge
from tests.core.strategies import elements, identifiers, snapshots, texts

REQUIREMENT = Requirement(id="1", key="R1", text="The pump shall stop.")
PUMP = Component(id="2", name="Pump")
LINK = TraceLink(id="3", source="1", target="2")
PLAIN = Snapshot((REQUIREMENT, PUMP, LINK))
AGREED = Snapshot((REQUIREMENT, PUMP, confirmed(PLAIN, LINK)))


def altered(snapshot: Snapshot, element: Element, **facts: object) -> Snapshot:
    """The model in which an element has other facts."""
    return snapshot.after((Edit(element, replace(element, **facts)),))


def link_of(snapshot: Snapshot) -> TraceLink:
    """The one link."""
    (link,) = snapshot.of(TraceLink)
    return link


@given(snapshots())
def test_a_link_that_is_confirmed_is_not_suspect_whatever_its_ends_are(model):
    for link in model.of(TraceLink):
        agreed = confirmed(model, link)
        after = model.after((Edit(link, agreed),))
        assert is_suspect(after, agreed) is Truth.NO
        assert agreed.id not in {one.id for one in suspects(after)}


def test_nobody_knows_of_a_link_that_nobody_confirmed():
    assert is_suspect(PLAIN, LINK) is Truth.UNKNOWN
    changed = altered(PLAIN, REQUIREMENT, text="The pump shall run.")
    assert is_suspect(changed, link_of(changed)) is Truth.UNKNOWN


@given(texts)
def test_another_text_makes_the_links_of_a_requirement_suspect_and_other_blanks_do_not(text):
    after = altered(AGREED, REQUIREMENT, text=text)
    says_the_same = text.split() == REQUIREMENT.text.split()
    assert changed_ends(after, link_of(after)) == (() if says_the_same else ("source",))
    blanks = altered(AGREED, REQUIREMENT, text=" The  pump\n shall stop. ")
    assert is_suspect(blanks, link_of(blanks)) is Truth.NO


@given(identifiers, st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_a_place_on_a_drawing_a_key_and_a_remark_alter_nothing_that_is_said(place, x, y):
    drawn = AGREED.after((Edit(None, Placement(id=place, owner="d", element="2", x=x, y=y)),))
    assert is_suspect(drawn, link_of(drawn)) is Truth.NO
    for element, facts in (
        (PUMP, {"note": "old"}),
        (PUMP, {"owner": place}),
        (REQUIREMENT, {"key": "R9", "section": "Pumps", "rationale": "wear"}),
    ):
        after = altered(AGREED, element, **facts)
        assert is_suspect(after, link_of(after)) is Truth.NO


@pytest.mark.parametrize(
    "facts", [{"name": "Fan"}, {"zone": "9"}, {"essential": Truth.YES}, {"technology": "x"}]
)
def test_another_name_or_fact_of_an_element_makes_its_links_suspect(facts):
    after = altered(AGREED, PUMP, **facts)
    assert changed_ends(after, link_of(after)) == ("target",)
    back = altered(after, after["2"], **{name: getattr(PUMP, name) for name in facts})
    assert is_suspect(back, link_of(back)) is Truth.NO


def test_a_link_to_a_machine_rests_on_what_is_in_it():
    machine = StateMachine(id="2", name="Control", owner="9")
    idle = Location(id="4", name="Idle", owner="2")
    model = Snapshot((REQUIREMENT, machine, idle, LINK))
    agreed = model.after((Edit(LINK, confirmed(model, LINK)),))
    for edit in (
        Edit(idle, replace(idle, invariant="x <= 5")),
        Edit(idle, None),
        Edit(None, Variable(id="5", name="count", owner="2")),
    ):
        after = agreed.after((edit,))
        assert changed_ends(after, link_of(after)) == ("target",)
    noted = agreed.after((Edit(idle, replace(idle, note="first")),))
    assert is_suspect(noted, link_of(noted)) is Truth.NO


def test_the_words_of_a_clause_are_an_end_and_a_target_that_is_gone_is_suspect():
    clause = TraceLink(id="3", source="1", clause="IEC 62443-3-3 SR 1.1")
    model = Snapshot((REQUIREMENT, clause))
    agreed = confirmed(model, clause)
    other = replace(agreed, clause="IEC 62443-3-3 SR 1.2")
    assert changed_ends(Snapshot((REQUIREMENT, agreed)), agreed) == ()
    assert changed_ends(Snapshot((REQUIREMENT, other)), other) == ("target",)
    parted = replace(link_of(AGREED), target=None)
    assert changed_ends(Snapshot((REQUIREMENT, parted)), parted) == ("target",)


@given(elements())
def test_what_an_element_says_is_the_same_for_equal_facts(element):
    model = Snapshot((element,))
    assert substance(model, element) == substance(model, replace(element))


def test_a_change_on_one_side_of_a_merge_makes_what_the_other_side_confirmed_suspect():
    theirs = altered(
        PLAIN,
        LINK,
        **{name: getattr(link_of(AGREED), name) for name in ("source_confirmed", "target_confirmed")},
    )
    ours = altered(PLAIN, PUMP, name="Fan")
    merged = merge(PLAIN, ours, theirs)
    assert not merged.conflicts
    assert changed_ends(merged.snapshot, link_of(merged.snapshot)) == ("target",)


def test_what_each_side_of_a_merge_confirmed_for_its_own_ends_nobody_confirmed_for_both():
    def confirming(model: Snapshot) -> Snapshot:
        link = link_of(model)
        return model.after((Edit(link, confirmed(model, link)),))

    ours = confirming(altered(AGREED, PUMP, name="Fan"))
    theirs = confirming(altered(AGREED, REQUIREMENT, text="The fan shall stop."))
    for merged in (merge(AGREED, ours, theirs), merge(AGREED, theirs, ours)):
        assert not merged.conflicts
        assert changed_ends(merged.snapshot, link_of(merged.snapshot)) == ("source", "target")


def test_what_was_confirmed_survives_the_text_form(tmp_path):
    with create_project(tmp_path / "one.bzn", Surroundings(system_clock, counted_ids(), "T")) as project:
        with project.change("Begin") as edit:
            pump = edit.new(Component, name="Pump")
            one = edit.new(Requirement, key="R1", text="The pump shall stop.")
            link = edit.new(TraceLink, source=one.id, target=pump.id)
            edit.add(confirmed(edit.snapshot, link))
        with project.change("Rename") as edit:
            edit.set(pump, name="Fan")
        write_text(project.snapshot(), tmp_path / "text")
    again = read_text(tmp_path / "text")
    assert [changed_ends(again, one) for one in suspects(again)] == [("target",)]


def test_a_confirmation_is_told_with_the_ends_of_its_link():
    (told, *_rest) = differences(PLAIN, [ProposedEdit(LINK, confirmed(PLAIN, LINK))])
    assert told.subject == "trace R1 → Pump"


def test_the_history_of_a_confirmation_shows_no_whole_digests():
    kept = confirmed(PLAIN, LINK)
    after = Snapshot(kept if one.id == LINK.id else one for one in PLAIN)
    told = fact_changes(ProposedEdit(LINK, kept), PLAIN, after)
    digests = (kept.source_confirmed, kept.target_confirmed)
    assert [one.after for one in told] == [f"{digest[:8]}…" for digest in digests]
