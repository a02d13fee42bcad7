"""Every fact of every kind can be shown, and what can be typed comes back as it was."""

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.panels.fields import Chooser, SegmentField, field_for
from app.panels.typed import decoded, encoded
from core.knowledge import threat_rules
from core.knowledge.expression import FactTest
from core.model import KINDS, Component, Connector, Diagram, Duration, Snapshot, Truth
from core.model.facts import facts_of, shown
from core.model.plain import fields_of
from tests.app.conftest import element

COMPOUND = {"effects", "edits", "claims", "checks", "bends"}
"""Facts with an inner structure of their own; they are drawn, reviewed or imported, not typed."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_a_kind_is_a_fact_that_can_be_edited(kind):
    facts = facts_of(KINDS[kind])
    assert {fact.name for fact in facts} == {one.name for one in fields_of(KINDS[kind])} - {
        "id",
        "name",
        "owner",
        "attributes",
        "formatted",
        "said",
    }
    settled = {"diagram", "order"} if kind == "diagram" else set()  # the order is that of the tree
    assert {fact.name for fact in facts if fact.sort == "fixed"} <= COMPOUND | settled


def test_what_a_diagram_shows_is_settled_when_it_is_made():
    (fact,) = (fact for fact in facts_of(Diagram) if fact.name == "diagram")
    assert fact.sort == "fixed"


def test_three_valued_facts_are_answered_by_yes_no_and_unknown():
    facts = {fact.name: fact for fact in facts_of(Connector)}
    assert facts["encrypted"].sort == "truth"
    assert facts["encrypted"].options == tuple(Truth)
    assert facts["latency_max"].sort == "duration"
    assert facts["source"].kinds == ("port", "component", "data store", "actor", "external system")
    assert facts["conduit"].optional


@given(st.integers(0, 10**12))
def test_a_time_comes_back_as_it_was_typed(nanoseconds):
    fact = next(fact for fact in facts_of(Connector) if fact.name == "latency_max")
    value = Duration(nanoseconds)
    assert decoded(fact, encoded(fact, value)) == value


def test_what_is_no_time_is_refused_with_the_reason():
    fact = next(fact for fact in facts_of(Connector) if fact.name == "latency_max")
    with pytest.raises(ValueError, match="is no time"):
        decoded(fact, "soon")
    assert decoded(fact, " ") is None


@given(st.sampled_from(sorted(KINDS)))
def test_defaults_can_be_shown_as_words(kind):
    for one in fields_of(KINDS[kind]):
        assert isinstance(shown(one.default), str)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_fact_has_a_field_that_shows_its_default(qapp, kind):
    chooser = Chooser(lambda *_any: None, lambda _id: None)
    defaults = {one.name: one.default for one in fields_of(KINDS[kind]) if not one.required}
    for fact in facts_of(KINDS[kind]):
        if fact.name in defaults:
            field = field_for(fact, chooser)
            field.show_value(defaults[fact.name], Snapshot())
            field.allow(False)


def test_a_segment_answers_to_its_letter(qtbot, qapp):
    fact = next(fact for fact in facts_of(Component) if fact.name == "authenticates")
    field = field_for(fact, Chooser(lambda *_any: None, lambda _id: None))
    qtbot.addWidget(field)
    field.show_value(Truth.UNKNOWN, Snapshot())
    heard = []
    field.edited.connect(heard.append)
    for letter in "ynu":
        qtbot.keyClicks(field.control, letter)
    assert heard == [Truth.YES, Truth.NO, Truth.UNKNOWN]


def test_amber_is_the_answer_that_a_person_does_not_hope_for(qapp):
    tones = {
        fact.name: SegmentField(fact).control.tones
        for kind in KINDS.values()
        for fact in facts_of(kind)
        if fact.sort == "truth"
    }
    assert tones["authenticates"] == ("good", "careful", "unknown")
    assert tones["default_credentials"] == tones["shared_accounts"] == ("careful", "good", "unknown")
    assert tones["essential"] == ("", "", "unknown")


def test_threats_follow_from_the_answer_that_is_not_the_good_one():
    """What rules ask for speaks against the element, so it is never only the good answer."""
    good = {fact.name: fact.good for kind in KINDS.values() for fact in facts_of(kind) if fact.good}
    asked: dict[str, set[str]] = {}
    for rule in threat_rules():
        for test in premises_of(rule.when):
            asked.setdefault(test.path.last, set()).update(test.values)
    judged = good.keys() & asked.keys()
    assert len(judged) > 20
    assert {name for name in judged if asked[name] == {good[name].value}} == set()


def premises_of(expression):
    """The tests of facts in a premise, but for those that are denied."""
    if isinstance(expression, FactTest):
        yield expression
    elif is_dataclass(expression) and type(expression).__name__ != "Not":
        for field in fields(expression):
            value = getattr(expression, field.name)
            for part in value if isinstance(value, tuple) else (value,):
                yield from premises_of(part)


def test_a_longer_text_shows_whole_lines(qtbot, desk):
    desk.session.select((element(desk, "DOS-01").id,))
    prose = desk.shown.inspector.field("text").prose
    heights = []
    for words in ("", "One line.", "Some words in a row that wrap. " * 6, "Line\n" * 30):
        prose.setPlainText(words)
        qtbot.wait(1)
        room = prose.viewport().height() - 2 * prose.document().documentMargin()
        heights.append(room / prose.fontMetrics().lineSpacing())
    assert heights == [3, 3, 8, 8]
