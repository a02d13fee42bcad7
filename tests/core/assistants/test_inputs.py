"""An analysis gives the same results whatever happens to the kinds of elements that it does not read."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistants.inputs import CONSISTENCY, THREATS, VERDICTS, kinds_read
from core.assistants.threats import threats_of
from core.assistants.verification import generated_model
from core.formal.consistency import inconsistencies
from core.formal.consistency.abstraction import abstraction
from core.ground.identity import counted_ids
from core.model import (
    KINDS,
    Diagram,
    Location,
    Requirement,
    Snapshot,
    StatedThreat,
    Task,
    Term,
    ThreatDecision,
    ThreatStatus,
    TraceLink,
)
from core.project.text import read_text
from core.uppaal.files.writing import write_document

SAMPLE = read_text(Path(__file__).parents[3] / "samples" / "water-treatment")


@st.composite
def edited(draw, read):
    """The sample after random edits of elements of other kinds than those read: altered, gone and new."""
    elements = []
    for element in SAMPLE:
        if element.kind in read:
            elements.append(element)
            continue
        fate = draw(st.sampled_from(["keep", "alter", "alter", "remove"]))
        if fate == "alter":
            elements.append(altered(element, draw(st.text(max_size=3)), draw(st.integers(1, 99))))
        elif fate == "keep":
            elements.append(element)
    ids = counted_ids(90_000)
    inside = [element.id for element in SAMPLE if element.kind in read]
    for _ in range(draw(st.integers(0, 3))):
        target = draw(st.sampled_from(inside))
        elements += [
            ThreatDecision(id=ids(), threat=target, status=ThreatStatus.MITIGATED),
            Task(id=ids(), concerns=(target,)),
        ]
        for kind, facts in ((Term, {"refers_to": target}), (TraceLink, {"source": target})):
            if kind.kind not in read:
                elements.append(kind(id=ids(), name=draw(st.text(max_size=3)), **facts))
    return Snapshot(elements)


def altered(element, text, number):
    """The element with other words and other numbers."""
    facts = {}
    for field in fields(element):
        value = getattr(element, field.name)
        if type(value) is str and field.name != "id" and value not in SAMPLE:
            facts[field.name] = value + text
        elif type(value) in (int, float):
            facts[field.name] = value + number
    return replace(element, **facts)


def told_threats(snapshot):
    """The threats but for what was decided about them."""
    return [{**one, "status": "", "decision": None} for one in threats_of(snapshot)]


def told_model(snapshot):
    """Everything that verdicts and explanations are made from, but for places on the canvas."""
    generated = generated_model(snapshot)
    text = re.sub(r' [xy]="-?\d+"', "", write_document(generated.document))
    text = re.sub(r"\s*<nail/>", "", text)
    return text, generated.queries, generated.trace_map, generated.findings


def told_clashes(snapshot):
    """What is compared of all requirements, and which cannot all hold."""
    known = abstraction(snapshot)
    demanded = [(one.requirement.id, one.properties, one.reason) for one in known.demanded]
    return demanded, inconsistencies(snapshot)


@given(edited(VERDICTS))
@settings(max_examples=12)
def test_verdicts_do_not_depend_on_kinds_that_are_not_read(snapshot):
    assert told_model(snapshot) == TOLD_MODEL


@given(edited(THREATS))
@settings(max_examples=12)
def test_threats_do_not_depend_on_kinds_that_are_not_read(snapshot):
    assert told_threats(snapshot) == TOLD_THREATS


@given(edited(CONSISTENCY))
@settings(max_examples=8)
def test_clashes_do_not_depend_on_kinds_that_are_not_read(snapshot):
    assert told_clashes(snapshot) == TOLD_CLASHES


TOLD_MODEL = told_model(SAMPLE)
TOLD_THREATS = told_threats(SAMPLE)
TOLD_CLASHES = told_clashes(SAMPLE)


@pytest.mark.parametrize("kind", sorted({"requirement", "proposition", "edge", "connector", "component"}))
def test_leaving_out_a_kind_that_is_read_is_noticed(kind):
    assert kind in VERDICTS
    assert told_model(Snapshot(one for one in SAMPLE if one.kind != kind)) != TOLD_MODEL


def test_all_that_is_needed_for_results_is_what_is_read():
    assert told_model(Snapshot(one for one in SAMPLE if one.kind in VERDICTS)) == TOLD_MODEL
    assert told_threats(Snapshot(one for one in SAMPLE if one.kind in THREATS)) == TOLD_THREATS
    assert told_clashes(Snapshot(one for one in SAMPLE if one.kind in CONSISTENCY)) == TOLD_CLASHES


def test_decisions_drawings_and_work_make_nothing_stale():
    for kind in (ThreatDecision.kind, "task", "evidence", "proposal", "decision", "placement", "note"):
        assert kind in KINDS
        assert kind not in THREATS | VERDICTS | CONSISTENCY
    assert Diagram.kind not in VERDICTS
    assert Requirement.kind not in THREATS


def test_the_target_of_a_stated_threat_is_read_whatever_it_is():
    ids = counted_ids()
    place = Location(id=ids(), name="Idle", owner="m")
    snapshot = Snapshot([place, StatedThreat(id=ids(), name="Stuck", target=place.id)])
    assert kinds_read("threats", snapshot) == THREATS | {Location.kind}
    assert kinds_read("verify", snapshot) == VERDICTS
