"""Suggestions for sentences, elements and projects: their order, and what speaks for them."""

import json
from typing import Any

import pytest

from core.ground.identity import counted_ids
from core.inference.embedding import Encoder
from core.inference.phrases import described, query
from core.inference.ranking import Engine
from core.inference.suggesting import TOPICS, Suggester, Topic, suggest
from core.knowledge import load_catalogue, suggested_tests
from core.model import (
    Component,
    Connector,
    Device,
    Edit,
    Element,
    ExternalSystem,
    Level,
    Node,
    Requirement,
    Role,
    Snapshot,
    Truth,
    Zone,
)

NEXT = counted_ids()

CONTROL = Zone(id=NEXT(), name="Control network", level=Level.LEVEL_1)
PANEL = Component(id=NEXT(), name="Operator panel", role=Role.OPERATOR_INTERFACE, zone=CONTROL.id)
PUMP = Component(
    id=NEXT(), name="Pump drive", zone=CONTROL.id, default_credentials=Truth.YES, logs_changes=Truth.NO
)
FLOW = Connector(
    id=NEXT(),
    name="Set points",
    source=PANEL.id,
    target=PUMP.id,
    protocol="Modbus/TCP",
    encrypted=Truth.NO,
    integrity_protected=Truth.YES,
)
RULE = Requirement(id=NEXT(), key="R-1", text="The session shall end after 30 minutes without input.")
MODEL = Snapshot([CONTROL, PANEL, PUMP, FLOW, RULE])


def found(topic: Topic, element: Element, engine: Engine = Engine()) -> list[str]:  # noqa: B008 - frozen
    return [suggestion.id for suggestion in Suggester(topic, engine).for_element(MODEL, element)]


def test_a_sentence_finds_the_weakness_it_tells_of() -> None:
    best = suggest("Guessing passwords at the login is not limited.", "weaknesses", top=3)
    assert best[0].id == "CWE-307"
    assert len(best) == 3
    assert best[0].method == "BM25"


def test_the_evidence_names_catalogue_version_and_words() -> None:
    best = suggest("Guessing passwords at the login is not limited.", "weaknesses", top=1)[0]
    catalogue, words = best.evidence
    assert (catalogue.source, catalogue.reference) == ("catalogue", "weaknesses#CWE-307")
    assert catalogue.version == load_catalogue("weaknesses").version
    assert words.source == "words"
    assert "guessing" in words.text.split(", ")


def test_the_evidence_of_a_model_names_its_file(encoder: Encoder) -> None:
    best = suggest("Guessing passwords at the login is not limited.", "weaknesses", 1, Engine(encoder))[0]
    model = best.evidence[-1]
    assert (model.source, model.reference, model.version) == (
        "model",
        encoder.manifest.name,
        encoder.manifest.model,
    )


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("subject", [FLOW, PUMP, RULE])
def test_with_and_without_a_model_the_candidates_are_the_same(
    encoder: Encoder, topic: Topic, subject: Element
) -> None:
    alone, together = found(topic, subject), found(topic, subject, Engine(encoder))
    assert sorted(alone) == sorted(together)
    assert len(alone) == len(set(alone))


def test_tests_for_an_element_are_those_meant_for_its_kind() -> None:
    expected = {test.id for test in suggested_tests() if "connector" in test.kinds}
    assert set(found("tests", FLOW)) == expected
    assert found("tests", RULE) == []


def test_a_test_is_for_the_devices_and_roles_that_its_entry_names() -> None:
    suggester = Suggester("tests", Engine())
    for device in Device:
        node = Node(id=NEXT(), name="N 1", device=device)
        offered = {suggestion.id for suggestion in suggester.for_element(Snapshot([node]), node)}
        assert ("TST-014" in offered) == (device in (Device.GENERAL, Device.FIREWALL, Device.GATEWAY))
    for role in Role:
        part = Component(id=NEXT(), name="C 1", role=role)
        offered = {suggestion.id for suggestion in suggester.for_element(Snapshot([part]), part)}
        assert ("TST-031" in offered) == (role in (Role.GENERAL, Role.CONTROLLER, Role.SAFETY))


@pytest.mark.parametrize("stated", Truth)
def test_what_is_stated_to_be_missing_is_not_tried(stated: Truth) -> None:
    node = Node(id=NEXT(), name="N 1", device=Device.PLC, redundant=stated)
    offered = {suggestion.id for suggestion in Suggester("tests", Engine()).for_element(MODEL, node)}
    assert ("TST-047" in offered) == (stated is not Truth.NO)


def test_names_of_kinds_fields_and_levels_find_nothing() -> None:
    told = [
        query(described(MODEL, element, strengths=True))
        for element in (
            ExternalSystem(id=NEXT(), name="Laboratory", zone=CONTROL.id),
            Node(id=NEXT(), name="P 210", zone=CONTROL.id, physically_protected=Truth.YES),
            Component(id=NEXT(), name="Mixer", zone=CONTROL.id, essential=Truth.YES),
        )
    ]
    for word in ("external", "system", "component", "node", "level", "protected", "function"):
        assert word not in " ".join(told)


def test_the_facts_of_an_element_move_what_fits_them_upwards() -> None:
    unknown = Component(id=PUMP.id, name=PUMP.name, zone=CONTROL.id)
    suggester = Suggester("weaknesses", Engine())
    known = [s.id for s in suggester.for_element(MODEL, PUMP)]
    before = [s.id for s in suggester.for_element(MODEL.after([Edit(PUMP, unknown)]), unknown)]
    for weakness in ("CWE-1392", "CWE-778"):
        assert known.index(weakness) < 10
        assert known.index(weakness) < before.index(weakness)


def test_evidence_quotes_the_stated_facts_that_matched() -> None:
    suggester = Suggester("weaknesses", Engine())
    evidence = next(s for s in suggester.for_element(MODEL, PUMP) if s.id == "CWE-1392").evidence
    assert (PUMP.id, "default credentials: yes") in {(ground.reference, ground.text) for ground in evidence}


def test_an_unknown_fact_says_nothing() -> None:
    bare = Component(id=NEXT(), name="X")
    assert query(described(MODEL, bare, strengths=True)) == "X"


def test_a_protection_is_said_where_it_can_be_tried_and_not_as_a_weakness() -> None:
    assert "integrity protected" not in query(described(MODEL, FLOW, strengths=False))
    assert "integrity protected" in query(described(MODEL, FLOW, strengths=True))


def test_a_flow_is_told_with_its_ends_protocol_and_zones() -> None:
    words = query(described(MODEL, FLOW, strengths=False))
    for part in ("Set points", "Modbus/TCP", "from Operator panel", "to Pump drive"):
        assert part in words
    assert "in Control network" in words
    assert "cleartext" in words


def test_every_kind_of_element_can_be_told() -> None:
    for element in (*MODEL, Node(id=NEXT(), name="PLC 1", secure_boot=Truth.NO)):
        assert element.name in query(described(MODEL, element, strengths=True))


def test_a_project_lists_each_entry_once_where_it_fits_best() -> None:
    suggester = Suggester("weaknesses", Engine())
    listed = suggester.for_project(MODEL)
    assert len(listed) == len({suggestion.id for suggestion in listed})
    scores = {
        element.id: {s.id: s.score for s in suggester.for_element(MODEL, element)}
        for element in (PANEL, PUMP, FLOW, RULE)
    }
    assert {s.id for s in listed} == set(scores[PUMP.id])
    for suggestion in listed:
        (element,) = (ground.reference for ground in suggestion.evidence if ground.source == "element")
        assert suggestion.score == scores[element][suggestion.id]
        assert suggestion.score == max(single[suggestion.id] for single in scores.values())
    assert [s.score for s in listed] == sorted((s.score for s in listed), reverse=True)


def test_a_project_names_the_element_that_an_entry_fits_best(encoder: Encoder) -> None:
    listed = Suggester("weaknesses", Engine(encoder)).for_project(MODEL)
    named = {s.id: ground.reference for s in listed for ground in s.evidence if ground.source == "element"}
    assert named["CWE-1392"] == PUMP.id
    assert named["CWE-319"] == FLOW.id
    assert named["CWE-613"] == RULE.id


def test_an_empty_project_has_no_suggestions() -> None:
    assert Suggester("weaknesses", Engine()).for_project(Snapshot()) == ()


@pytest.mark.parametrize("text", ["", "   ", "\x00", "水" * 50, "word " * 20_000])
@pytest.mark.parametrize("topic", TOPICS)
def test_any_sentence_is_answered_with_every_candidate(text: str, topic: Topic) -> None:
    assert len(suggest(text, topic)) == len(load_catalogue(topic).entries)


def test_a_suggestion_is_plain_data_of_the_documented_keys() -> None:
    plain: dict[str, Any] = suggest("A password is guessed.", "weaknesses", 1)[0].to_plain()
    assert list(plain) == ["id", "title", "score", "method", "evidence"]
    assert json.loads(json.dumps(plain)) == plain
