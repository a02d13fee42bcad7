"""A name is changed wherever it stands as whole words, and every phrase keeps what it means."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Actor,
    Component,
    Language,
    Location,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Term,
    Variable,
)
from core.model.change import Editor
from core.model.reading import spelt
from core.project import read_text
from core.requirements import bound, confirmed, parse, phrases
from core.requirements.occurrences import occurrences, recased, replaced
from core.requirements.renaming import fault, named, rename, renaming, taken
from tests.core.requirements.plant import Plant
from tests.core.requirements.sentences import OWN

NAMES = ("pump", "dosing pump", "inlet valve", "lamp", "feed unit 2", "UV lamp", "mixer")
SAID = ("is ready", "has failed", "is not open", "exceeds 8.5 bar", "starts and stops")
FORMS = (
    "While the {a} {said}, the Dosing controller shall stop the {b} within 5 s.",
    "If {a} {said}, then the {b} shall close the {c}.",
    "When {a} or the {b} {said}, the {c} shall log the {a}, the pumps and the pump-house.",
    "Where a {b} is fitted, while not the {a} {said}, the {c} shall not raise an alarm for 2 min.",
    'When "{a}":inDevice {said}, "{b}":outDevice shall stop "{c}":system within 2 s.',
    "The {a} shall show “{b}” until the {c} {said}.",
)
sentences = st.builds(
    lambda form, a, b, c, said: form.format(a=a, b=b, c=c, said=said),
    st.sampled_from(FORMS),
    *(st.sampled_from(NAMES) for _name in "abc"),
    st.sampled_from(SAID),
)
pairs = st.sampled_from(NAMES), st.sampled_from(("rinse tank", "agitator", "blue heater", "set point unit"))


def model(texts, phrases_of=()) -> tuple[Plant, list[Requirement]]:
    """The plant with these sentences; every phrase of those with these numbers means the level or a state."""
    plant = Plant()
    made = [plant.requirement(text) for text in texts]
    known = set()
    for number in phrases_of:
        for phrase in phrases(parse(made[number % len(made)].text)):
            for piece in phrase.pieces():
                owner = made[number % len(made)].id if number % 3 == 0 else None
                name = piece.affirmed if piece.affirmed and number % 2 else piece.normalised
                if (owner, name) not in known:
                    known.add((owner, name))
                    plant.expression(name, f"level > {len(known)}", owner=owner)
    return plant, made


def renamed(elements, old, new, **how) -> Snapshot:
    """The model with the name changed everywhere."""
    before = Snapshot(elements)
    edit = Editor(before, counted_ids(10**6))
    plan = renaming(before, named(before, old), new)
    rename(edit, plan, **how)
    return edit.snapshot


def texts_of(snapshot: Snapshot) -> list[str]:
    return [one.text for one in snapshot.of(Requirement)]


def meanings(snapshot: Snapshot) -> list[list[object]]:
    """What each phrase of each requirement means: the facts of its proposition, or that it has none."""
    known = confirmed(snapshot)
    machines = {spelt(machine.name): machine.id for machine in snapshot.of(StateMachine)}
    found = []
    for one in snapshot.of(Requirement):
        meant = []
        for phrase in phrases(parse(one.text)):
            for piece in phrase.pieces():
                has = bound(one, piece, known)
                words = has and re.sub(
                    r"\w+(?=\.)", lambda one: machines.get(one[0], one[0]), has.proposition.expression
                )
                meant.append(has and (words, has.proposition.negated ^ has.denies))
        found.append(meant)
    return found


@given(st.lists(sentences, min_size=1, max_size=4), *pairs)
def test_there_and_back_gives_the_same_sentences(texts, old, new):
    plant, _made = model(texts)
    there = renamed(plant.elements, old, new)
    back = renamed(there, new, old)
    assert texts_of(back) == texts_of(Snapshot(plant.elements))


@given(st.lists(sentences, min_size=1, max_size=4), *pairs)
def test_what_parsed_parses_and_says_the_same(texts, old, new):
    plant, made = model(texts)
    after = renamed(plant.elements, old, new)
    for before, now in zip(made, after.of(Requirement), strict=True):
        assert parse(now.text).ok >= parse(before.text).ok
        assert parse(now.text).pattern == parse(before.text).pattern


@given(
    st.lists(sentences, min_size=1, max_size=4),
    st.lists(st.integers(0, 11), max_size=4),
    *pairs,
    st.sets(st.integers(0, 3)),
)
def test_every_phrase_means_what_it_meant(texts, bindings, old, new, left_out):
    plant, made = model(texts, bindings)
    left = {made[number].id for number in left_out if number < len(made)}
    before = Snapshot(plant.elements)
    assert meanings(renamed(plant.elements, old, new, left_out=left)) == meanings(before)


@given(st.lists(sentences, min_size=1, max_size=4), st.lists(st.integers(0, 11), max_size=4), *pairs)
def test_nothing_else_is_changed(texts, bindings, old, new):
    plant, _made = model(texts, bindings)
    before, after = Snapshot(plant.elements), renamed(plant.elements, old, new)
    for edit in before.edits_to(after):
        was, now = edit.before, edit.after
        if was is None:
            # A phrase that stays in one sentence and is said otherwise in another is bound under both names.
            assert isinstance(now, Proposition)
            assert stood_on(now) in set(map(stood_on, before.of(Proposition)))
            continue
        if isinstance(was, Proposition):
            assert occurrences(was.name, old)
            assert now == replace(was, name=now.name)
        else:
            assert isinstance(was, Requirement)
            assert occurrences(was.text, old)
            assert now == replace(was, text=now.text)


def stood_on(proposition):
    """What a proposition is bound to, whatever it is called and wherever it holds."""
    return proposition.binding, proposition.locations, proposition.expression, proposition.event


def test_a_word_that_contains_the_name_is_another_word():
    text = "The pumps, the pump-house, a repump, pump.speed and pump_2 shall stop the pump’s pump."
    found = occurrences(text, "pump")
    assert [one.start for one in found] == [text.index("pump’s"), text.rindex("pump")]


def test_a_longer_name_that_has_the_name_in_it_is_another_thing():
    elements = [
        *Plant().elements,
        Requirement(id="r1", key="R1", text="The operator panel shall show the panel."),
    ]
    assert texts_of(renamed(elements, "panel", "screen")) == ["The operator panel shall show the screen."]


@pytest.mark.parametrize(
    ("said", "old", "new", "becomes"),
    [
        ("dosing pump", "Dosing pump", "Rinse tank", "rinse tank"),
        ("Dosing pump", "dosing pump", "rinse tank", "Rinse tank"),
        ("DOSING PUMP", "Dosing pump", "Rinse tank", "RINSE TANK"),
        ("pump", "Pump", "PLC 2", "PLC 2"),
        ("dosing pump", "Dosing Pump", "UV Lamp", "UV lamp"),
        ("Dosing  pump", "Dosing pump", "Rinse tank", "Rinse tank"),
    ],
)
def test_the_case_is_kept(said, old, new, becomes):
    assert becomes == recased(said, old, new)


@pytest.mark.parametrize(
    ("text", "old", "new", "becomes"),
    [
        ("When pump:system stops, ", "pump", "mixer", "When mixer:system stops, "),
        ("When pump:system stops, ", "pump", "feed unit", 'When "feed unit":system stops, '),
        ("When “Feed unit”:system stops, ", "feed unit", "pump", "When “Pump”:system stops, "),
        ('When "pump speed":parameter is set, ', "pump", "mixer", 'When "pump speed":parameter is set, '),
        ("the panel shall show “pump”.", "pump", "mixer", "the panel shall show “mixer”."),
        ("the panel shall show “pump on”.", "pump", "mixer", "the panel shall show “pump on”."),
    ],
)
def test_nouns_with_classes_and_quotation_marks(text, old, new, becomes):
    said, places = replaced(text, occurrences(text, old), old, new)
    assert becomes == said
    assert all(
        said[start : start + length].strip('"').casefold() == new.casefold() for start, length in places
    )


def test_a_name_with_a_word_of_the_language_in_it_is_quoted():
    requirement = Requirement(id="r1", key="R1", text="If the pump has failed, then the panel shall log it.")
    (text,) = texts_of(renamed([requirement], "pump", "start and stop"))
    assert text == 'If the "start and stop" has failed, then the panel shall log it.'


def test_the_term_takes_the_name_and_keeps_the_old_one_only_where_that_is_said():
    plant = Plant()
    term = plant.term("dosing pump", plant.controller, "feeder", "mixer")
    after = renamed(plant.elements, "dosing pump", "mixer")
    assert (after[term.id].name, after[term.id].synonyms) == ("mixer", ("feeder",))
    after = renamed(plant.elements, "dosing pump", "mixer", synonym=True)
    assert (after[term.id].name, after[term.id].synonyms) == ("mixer", ("feeder", "dosing pump"))
    after = renamed(plant.elements, "feeder", "filler")
    assert (after[term.id].name, after[term.id].synonyms) == ("dosing pump", ("filler", "mixer"))


def test_an_element_of_the_name_takes_the_new_one_unless_it_is_left_out():
    plant = Plant()
    after = renamed(plant.elements, "operator panel", "Screen")
    assert after[plant.panel.id].name == "Screen"
    after = renamed(plant.elements, "operator panel", "Screen", left_out={plant.panel.id})
    assert after[plant.panel.id].name == "Operator panel"


def test_what_expressions_read_by_its_name_keeps_it():
    plant = Plant()
    plant.expression("tank is full", "tank_level > 90")
    what = named(Snapshot(plant.elements), "tank level")
    assert (what.elements, what.held) == ((), (plant.level,))


def test_a_proposition_of_a_sentence_that_is_left_out_stays_beside_the_new_one():
    plant = Plant()
    first = plant.requirement("When the mixer stops, the panel shall raise an alarm.")
    plant.requirement("When the mixer stops, the panel shall log the time.")
    plant.event("mixer stops", plant.key)
    after = renamed(plant.elements, "mixer", "agitator", left_out={first.id})
    found = [(one.name, one.event, one.owner) for one in after.of(Proposition)]
    assert sorted(found) == [("agitator stops", plant.key.id, None), ("mixer stops", plant.key.id, None)]


def test_a_phrase_that_means_another_thing_already_is_told_apart():
    plant = Plant()
    renamed_one = plant.requirement("When the mixer stops, the panel shall raise an alarm.")
    plant.requirement("When the agitator stops, the panel shall log the time.")
    plant.expression("mixer stops", "level > 1")
    plant.expression("agitator stops", "level > 2")
    before = Snapshot(plant.elements)
    after = renamed(plant.elements, "mixer", "agitator")
    assert meanings(after) == meanings(before)
    owners = {one.owner for one in after.of(Proposition) if one.name == "agitator stops"}
    assert owners == {None, renamed_one.id}


def test_a_sentence_that_would_not_say_the_same_is_kept_and_told():
    texts = [text for text, _pattern in OWN]
    plant, _made = model(texts)
    before = Snapshot(plant.elements)
    what = named(before, "pump")
    for new in ("5 s", "when", "shall", "not", "if the tank, then"):
        plan = renaming(before, what, new)
        for one in plan.rewritten:
            assert parse(one.text).ok
        assert {one.requirement.id for one in plan.rewritten}.isdisjoint(one.id for one in plan.kept)


def test_names_that_cannot_stand_in_sentences_are_refused():
    assert fault("mixer 2") == ""
    for new in ("", " ", "the", '"a"', "a:b", "--", "a\nb\x07"):
        assert fault(new), new


def test_what_bears_the_new_name_already_is_known():
    plant = Plant()
    term = plant.term("screen", plant.panel)
    snapshot = Snapshot(plant.elements)
    assert taken(snapshot, named(snapshot, "dosing controller"), "operator panel") == (plant.panel,)
    assert taken(snapshot, named(snapshot, "dosing controller"), "Screen") == (term,)
    assert taken(snapshot, named(snapshot, "operator panel"), "operator panels") == ()


def test_typed_nouns_and_the_glossary_agree_after_the_change():
    ids = counted_ids()
    part = Component(id=ids(), name="Brake pedal")
    term = Term(id=ids(), name="brake pedal", refers_to=part.id)
    text = 'When "brake pedal":inDevice is pressed, "Brake pedal":system shall log it.'
    requirement = Requirement(id=ids(), key="B1", text=text, language=Language.RESA)
    after = renamed([part, term, requirement], "brake pedal", "foot lever")
    assert after[part.id].name == "Foot lever"
    assert after[term.id].name == "foot lever"
    said = 'When "foot lever":inDevice is pressed, "Foot lever":system shall log it.'
    assert texts_of(after) == [said]


@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_every_name_of_the_samples_can_be_changed_and_changed_back(sample):
    before = read_text(sample_folder(sample))
    said = {one.name for one in before if isinstance(one, (Term, Component, Actor, Location, Variable))}
    changed = 0
    for name in sorted(name for name in said if not fault(name)):
        what = named(before, name)
        edit = Editor(before, counted_ids(10**6))
        plan = renaming(before, what, "Zeta unit")
        rename(edit, plan)
        after = edit.snapshot
        changed += len(plan.rewritten)
        assert meanings(after) == meanings(before), name
        assert len(after.of(Proposition)) == len(before.of(Proposition)), name
        edit = Editor(after, counted_ids(2 * 10**6))
        rename(edit, renaming(after, named(after, "Zeta unit"), what.name))
        # A noun of one word may have got the quotation marks that two words need.
        bare = [text.replace('"', "") for text in texts_of(edit.snapshot)]
        assert bare == [text.replace('"', "") for text in texts_of(before)], name
    assert changed > 40
