"""What threatens an element is answered by a requirement or a task, and nothing is made up."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.assistants.answering import answer_suggestion, answer_threat
from core.assistants.boilerplate import fill
from core.assistants.proposals import accept
from core.assistants.suggestions import suggestions_for_model
from core.assistants.threats import threats_of
from core.ground.identity import counted_ids, system_clock
from core.knowledge import mitigations
from core.model import (
    Component,
    Connector,
    DataStore,
    Node,
    Outcome,
    Proposal,
    Requirement,
    Snapshot,
    Task,
    TraceLink,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.model.substance import is_suspect
from core.project import Surroundings, project_from_text, read_text
from core.requirements import parse

SAMPLE = Path(__file__).parents[3] / "samples" / "water-treatment"


@pytest.fixture(scope="module")
def plant() -> Snapshot:
    return read_text(SAMPLE)


def test_a_threat_and_a_mitigation_become_a_requirement_traced_to_the_element(plant):
    threat = next(one for one in threats_of(plant) if one["target"]["name"] == "Program download")
    ids = counted_ids(900_000)
    proposals = [answer_threat(plant, ids, threat, one) for one in threat["mitigations"]]
    requirement = proposals[0].edits[0].after
    assert isinstance(requirement, Requirement)
    assert parse(requirement.text).ok
    assert requirement.key not in {other.key for other in plant.of(Requirement)}
    (trace,) = (edit.after for edit in proposals[0].edits if isinstance(edit.after, TraceLink))
    assert (trace.source, trace.target) == (requirement.id, threat["target"]["id"])
    assert proposals[0].claims[0].grounds[0].reference == threat["rule"]
    assert len(proposals[0].claims[0].grounds) == 1 + len(threat["facts"])


def test_every_threat_and_mitigation_of_the_plant_gives_a_sound_proposal(plant):
    ids = counted_ids(900_000)
    for threat in threats_of(plant):
        for mitigation in threat["mitigations"]:
            proposal = answer_threat(plant, ids, threat, mitigation)
            after = Snapshot([*plant, proposal, *(edit.after for edit in proposal.edits)])
            assert list(all_breaches(after)) == []
            for edit in proposal.edits:
                if isinstance(edit.after, Requirement):
                    assert "{" not in edit.after.text
                    assert parse(edit.after.text).ok, edit.after.text
                    assert proposal.checks[0].outcome is Outcome.PASSED


def test_a_bound_that_nobody_stated_is_asked_for_and_not_made_up(plant):
    for mitigation in mitigations():
        for kind in (Component, Connector, DataStore, Node, Zone):
            for element in plant.of(kind)[:3]:
                filled = fill(plant, element, mitigation.requirement)
                known = mitigation.requirement + " ".join(one.name for one in plant)
                known += " ".join(getattr(one, "data", "") for one in plant)
                assert set(re.findall(r"\d+", filled.text)) <= set(re.findall(r"\d+", known))
                assert bool(filled.questions) >= ("{deadline}" in mitigation.requirement)


def test_a_suggestion_is_accepted_in_one_record_and_undo_takes_it_back(tmp_path):
    surroundings = Surroundings(system_clock, counted_ids(900_000), "author")
    with project_from_text(tmp_path / "plant.bzn", SAMPLE, surroundings) as project:
        before = project.snapshot()
        entries = [entry for entry in suggestions_for_model(before) if entry["suggestions"]]
        for topic in ("weaknesses", "tests"):
            entry = next(entry for entry in entries if entry["topic"] == topic)
            proposal = answer_suggestion(
                before, surroundings.ids, entry["element"]["id"], topic, entry["suggestions"][0], 1
            )
            records = len(project.heads)
            accept(project, proposal, "agreed")
            assert len(project.heads) == records + 1
            after = project.snapshot()
            assert after.find(Proposal, proposal.id).state.value == "accepted"
            made = {*after.of(Task), *after.of(Requirement)} - {*before.of(Task), *before.of(Requirement)}
            assert len(made) == 1
            project.undo()
            assert project.snapshot() == before


def test_a_link_that_is_accepted_holds_for_the_sentence_that_was_made_of_it(tmp_path):
    surroundings = Surroundings(system_clock, counted_ids(900_000), "author")
    with project_from_text(tmp_path / "plant.bzn", SAMPLE, surroundings) as project:
        model = project.snapshot()
        threat = next(one for one in threats_of(model) if one["target"]["name"] == "Program download")
        proposal = answer_threat(model, surroundings.ids, threat, threat["mitigations"][0])
        instead = tuple(
            replace(edit, after=replace(edit.after, text="The Engineering station shall wait."))
            if isinstance(edit.after, Requirement)
            else edit
            for edit in proposal.edits
        )
        accept(project, proposal, "shorter", instead)
        after = project.snapshot()
        (link,) = {*after.of(TraceLink)} - {*model.of(TraceLink)}
        assert is_suspect(after, link) is Truth.NO


def test_a_task_asks_nothing_of_a_sentence_and_is_checked(plant):
    ids = counted_ids(900_000)
    tasks = []
    for entry in suggestions_for_model(plant):
        for suggestion in entry["suggestions"]:
            proposal = answer_suggestion(
                plant, ids, entry["element"]["id"], entry["topic"], suggestion, rank=1
            )
            tasks += [proposal] if isinstance(proposal.edits[0].after, Task) else []
    assert {proposal.topic for proposal in tasks} == {"weaknesses", "tests"}
    for proposal in tasks:
        assert proposal.questions == ()
        assert {check.outcome for check in proposal.checks} == {Outcome.PASSED}, proposal.checks


def test_a_task_that_there_is_already_fails_its_check(plant):
    ids = counted_ids(900_000)
    entry = next(
        one for one in suggestions_for_model(plant) if one["topic"] == "tests" and one["suggestions"]
    )

    def proposed(snapshot):
        return answer_suggestion(snapshot, ids, entry["element"]["id"], "tests", entry["suggestions"][0], 1)

    task = proposed(plant).edits[0].after
    again = proposed(Snapshot([*plant, task]))
    assert again.checks[-1].outcome is Outcome.FAILED
    assert again.checks[-1].detail == task.name
