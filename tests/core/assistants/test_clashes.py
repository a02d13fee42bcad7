"""Which requirements cannot all hold, as it is kept and told of a model that went on."""

import json

from core.assistants.clashes import clashes_of, clashes_with
from core.assistants.consistency import consistency_task
from core.assistants.inputs import CONSISTENCY
from core.assistants.known import Findings, Known
from core.assistants.problems import problems
from core.formal.consistency import inconsistencies
from core.ground.identity import counted_ids
from core.ground.sentences import all_worded
from core.ground.words import use_language
from core.model import Component, Language, Requirement, Snapshot, to_plain

FULL = "While the tank is full, the controller shall {verb} the vent."


def model(*sentences):
    """A component and a requirement for each sentence."""
    ids = counted_ids()
    return Snapshot(
        [
            Component(id=ids(), name="Controller"),
            *(
                Requirement(id=ids(), name="", key=f"R{number}", text=text, language=Language.EARS)
                for number, text in enumerate(sentences, 1)
            ),
        ]
    )


def kept(snapshot):
    """What the task finds, through the ledger's JSON, as it is known of the model."""
    rows = json.loads(json.dumps(consistency_task([to_plain(one) for one in snapshot], lambda *_: None)))
    return Findings(tuple(all_worded(rows)), snapshot.digest(CONSISTENCY), task="consistency")


def test_what_is_kept_is_what_is_found():
    snapshot = model(FULL.format(verb="open"), FULL.format(verb="not open"))
    known = Known(snapshot, consistency=kept(snapshot))
    assert tuple(clashes_of(known)) == inconsistencies(snapshot)
    assert len(inconsistencies(snapshot)) == 1


def test_a_clash_is_told_of_each_of_its_requirements_and_of_no_other():
    snapshot = model(
        FULL.format(verb="open"), FULL.format(verb="not open"), "The controller shall close the drain."
    )
    known = Known(snapshot, consistency=kept(snapshot))
    told = {one.key: len(clashes_with(known, one.id)) for one in snapshot.of(Requirement)}
    assert told == {"R1": 1, "R2": 1, "R3": 0}


def test_a_clash_is_a_problem_and_says_when_the_sentences_changed_since():
    snapshot = model(FULL.format(verb="open"), FULL.format(verb="not open"))
    found = kept(snapshot)
    (problem,) = problems(Known(snapshot, consistency=found))
    assert problem.mark == "error"
    assert problem.message == "R1, R2 cannot all hold when “the tank is full”"
    changed = model(FULL.format(verb="open"), FULL.format(verb="close"))
    (problem,) = problems(Known(changed, consistency=found))
    assert problem.message.endswith("(found before the last change)")


def test_what_was_found_about_a_requirement_that_is_gone_is_not_told():
    snapshot = model(FULL.format(verb="open"), FULL.format(verb="not open"))
    found = kept(snapshot)
    rest = Snapshot(one for one in snapshot if getattr(one, "key", "") != "R2")
    assert problems(Known(rest, consistency=found)) == []


def test_what_is_kept_is_told_in_the_language_of_the_reader():
    snapshot = model(FULL.format(verb="open"), FULL.format(verb="not open"))
    rows = consistency_task([to_plain(one) for one in snapshot], lambda *_: None)
    use_language("de")
    try:
        (row,) = all_worded(rows)
    finally:
        use_language("en")
    assert row["message"] == inconsistent_in_german(snapshot)


def inconsistent_in_german(snapshot):
    """The message as it would be found by a German."""
    use_language("de")
    try:
        (found,) = inconsistencies(snapshot)
        assert found.message != "R1, R2 cannot all hold when “the tank is full”"
        return found.message
    finally:
        use_language("en")
