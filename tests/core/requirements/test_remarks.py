"""What is weak in a sentence, and what would mend it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.ground.diagnostic import Severity
from core.model import Component, MetricLimit, Role, Snapshot, Term, Zone
from core.requirements import parse
from core.requirements.nouns import Standing, meaning, names, typed_nouns
from core.requirements.remarks import remarks, set_right
from core.requirements.smells import measure
from tests.core.requirements.sentences import OWN

KNOWN = names(
    Snapshot(
        [
            Component(id="a", name="Dosing pump", role=Role.ACTUATOR),
            Component(id="b", name="Level sensor", role=Role.SENSOR),
        ]
    )
)


def of(text, code):
    """The remark of that code."""
    return next(
        one for one in remarks(text, lambda noun: meaning(noun, KNOWN)) if one.diagnostic.code == code
    )


def test_a_better_wording_that_says_all_is_a_fix_and_an_open_one_is_none():
    text = "The pump shall be able to open the valve when it is deemed fit for use."
    able = of(text, "smell-vagueness")
    assert [fix.applied(text) for fix in able.fixes] == [text.replace("be able to ", "")]
    for one in remarks(text):
        assert all("<" not in fix.text for fix in one.fixes)


def test_kinds_within_their_limits_are_not_remarked_on():
    text = "When the lid is open, the lamp shall glow."
    assert {smell.kind for smell in measure(text).smells} == {"conjunctions"}
    assert remarks(text) == ()


def test_faults_beyond_words_are_remarked_on():
    assert of("The pump shall always open.", "smell-absolute").diagnostic.severity is Severity.INFO


def test_what_the_grammar_says_of_a_place_is_not_said_again():
    text = "The pump shall quickly open the valve."
    places = [(one.diagnostic.column, one.diagnostic.length) for one in remarks(text)]
    assert len(set(places)) == len(places)
    assert next(one.diagnostic.code for one in remarks(text)) == parse(text).diagnostics[0].code


def test_the_example_of_another_sentence_is_no_fix():
    text = "The pump shall quickly open the valve."
    (vague,) = parse(text).diagnostics
    assert vague.example
    assert set_right(vague) == ""
    assert remarks(text)[0].fixes == ()


def test_a_noun_of_another_class_can_have_that_of_what_is_called_so():
    text = 'The "Dosing pump":inDevice shall stop.'
    remark = of(text, "term-misbound")
    assert [fix.applied(text) for fix in remark.fixes] == ['The "Dosing pump":outDevice shall stop.']


def test_a_noun_that_means_nothing_can_be_spelt_right_or_become_a_term():
    text = 'The "Dosing pmup":outDevice shall stop.'
    spelt, term = of(text, "term-unbound").fixes
    assert spelt.applied(text) == 'The "Dosing pump":outDevice shall stop.'
    assert (term.term, term.applied(text)) == ("Dosing pmup", text)


def test_nothing_is_said_of_nouns_that_are_not_known_yet():
    assert remarks('The "Pmup":outDevice shall stop.', lambda _noun: None) == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([text for text, _pattern in OWN]))
def test_each_place_lies_in_the_sentence_and_each_fix_alters_only_its_place(text):
    for one in remarks(text, lambda noun: meaning(noun, KNOWN)):
        told = one.diagnostic
        assert 1 <= (told.column or 1) <= len(text) + 1
        for fix in one.fixes:
            mended = fix.applied(text)
            assert mended.startswith(text[: fix.start])
            assert fix.term or mended.endswith(text[fix.end :])
            assert fix.term or mended != text


ALIKE = (
    Zone(id="y", name="Field"),
    Component(id="a", name="Lamp", role=Role.ACTUATOR, zone="y"),
    Component(id="b", name="Lamp", role=Role.SENSOR),
    Component(id="c", name="Horn"),
    Component(id="d", name="Horn", zone="y"),
)


def mended(fix, snapshot, text):
    """The meaning of the first noun once the fix is done, in the sentence or in the glossary."""
    if fix.term:
        snapshot = Snapshot((*snapshot, Term(id="t", name=fix.term, refers_to=fix.refers_to)))
    return meaning(typed_nouns(fix.applied(text))[0], names(snapshot))


def test_each_of_several_elements_can_be_meant_by_its_class_or_in_the_glossary():
    snapshot = Snapshot(ALIKE)
    known = names(snapshot)
    for text in ("lamp:system shall stop.", "horn:system shall stop."):
        (told,) = [
            one
            for one in remarks(text, lambda noun: meaning(noun, known))
            if one.diagnostic.code == "term-ambiguous"
        ]
        found = [mended(fix, snapshot, text) for fix in told.fixes]
        assert [one.standing for one in found] == [Standing.BOUND, Standing.BOUND]
        assert {one.elements[0].id for one in found} == ({"a", "b"} if "lamp" in text else {"c", "d"})


def test_the_ways_to_tell_elements_apart_say_which_one_is_meant():
    known = names(Snapshot(ALIKE))
    titles = [
        [fix.title for one in remarks(text, lambda noun: meaning(noun, known)) for fix in one.fixes]
        for text in ("lamp:system shall stop.", "horn:system shall stop.")
    ]
    assert titles == [
        [
            'Mean the component in Field: write “"lamp":outDevice”',
            'Mean the component: write “"lamp":inDevice”',
        ],
        [
            "Mean the component: say so in the glossary",
            "Mean the component in Field: say so in the glossary",
        ],
    ]


def test_a_project_that_allows_more_vague_words_is_told_of_none():
    text = "The pump shall stop at an appropriate time."
    milder = MetricLimit(id="m", metric="vagueness", limit=1.0)
    assert "smell-vagueness" in {one.diagnostic.code for one in remarks(text)}
    assert "smell-vagueness" not in {one.diagnostic.code for one in remarks(text, stated=(milder,))}
