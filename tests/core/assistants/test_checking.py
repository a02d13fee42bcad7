"""What checks answer: Kleene's logic over parts, with reasons, elements at fault and files."""

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assistants.checking import asks_verdicts, run_checks
from core.assistants.deciding import Decider
from core.assistants.known import Findings, Known
from core.exchange.settings.folder import EvidenceFolder
from core.ground.sentences import all_worded, unworded
from core.model import (
    Component,
    Connector,
    Evidence,
    Firmware,
    Node,
    Requirement,
    RequirementCheck,
    Snapshot,
    Truth,
)
from core.requirements.checks.printing import printed
from core.requirements.checks.tree import AllOf, AnyOf, Comparison, Denial, SettingTest

TODAY = date(2026, 11, 30)
REQUIREMENT = Requirement(id="r1", key="R-1", text="The pump shall stop.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Evidence in which one setting is on and another is off; whatever else is asked is not there."""
    made = tmp_path_factory.mktemp("evidence")
    (made / "a.ini").write_text("on = 1\noff = 0\n[time]\nlimit = 300\nbound = 2 s\n[twice]\na = 1\na = 2\n")
    (made / "report.pdf").write_bytes(b"as it was")
    return made


def setting(key):
    return SettingTest(key, "a.ini", "", Comparison.IS, ("1",))


LEAVES = {Truth.YES: setting("on"), Truth.NO: setting("off"), Truth.UNKNOWN: setting("absent")}
formulas = st.recursive(
    st.sampled_from(list(LEAVES.values())),
    lambda inner: st.one_of(
        st.builds(Denial, inner),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def decide(folder):
    decider = Decider(Snapshot([REQUIREMENT]), None, EvidenceFolder(folder), TODAY)
    return lambda check: decider.decide(check, REQUIREMENT)


def number(check):
    """The truth of a formula as a number, 0, 1/2 or 1: the least, the greatest, or one less it."""
    match check:
        case AllOf(parts):
            return min(map(number, parts))
        case AnyOf(parts):
            return max(map(number, parts))
        case Denial(part):
            return 1 - number(part)
    return {"on": 1, "off": 0, "absent": 0.5}[check.key]


def leaves(check):
    match check:
        case AllOf(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in leaves(part)]
        case Denial(part):
            return leaves(part)
    return [check]


@given(formulas)
def test_connectives_are_those_of_kleene_and_every_part_is_told(decide, check):
    truth, parts = decide(check)
    assert {1: Truth.YES, 0: Truth.NO, 0.5: Truth.UNKNOWN}[number(check)] is truth
    assert len(leaves(check)) == len(parts)
    assert any(part.serves is truth for part in parts)


@given(formulas, formulas, formulas)
def test_the_laws_of_kleene_hold(decide, one, two, three):
    def same(left, right):
        assert decide(left)[0] is decide(right)[0]

    same(Denial(Denial(one)), one)
    same(Denial(AllOf((one, two))), AnyOf((Denial(one), Denial(two))))
    same(Denial(AnyOf((one, two))), AllOf((Denial(one), Denial(two))))
    same(AllOf((one, two)), AllOf((two, one)))
    same(AllOf((one, AnyOf((two, three)))), AnyOf((AllOf((one, two)), AllOf((one, three)))))
    same(AllOf((one, AnyOf((one, two)))), one)


def model(*statements, also=()):
    checks = [
        RequirementCheck(id=f"k{number}", owner="r1", statement=statement)
        for number, statement in enumerate(statements)
    ]
    return Snapshot([REQUIREMENT, *checks, *also])


def rows(*statements, also=(), verdicts=None, folder=None, today=TODAY):
    return run_checks(model(*statements, also=also), verdicts, folder, today)


def answer(statement, **more):
    (row,) = rows(statement, **more)
    return row["answer"], row["reason"]


def test_a_fail_is_not_hidden_behind_an_incomplete_part_and_the_worst_check_counts(folder):
    on, off, absent = (printed(leaf) for leaf in LEAVES.values())
    found = rows(f"{absent} and {off}", on, folder=folder)
    assert [row["answer"] for row in found] == ["fail", "pass"]
    assert [part["answer"] for part in found[0]["parts"]] == ["incomplete", "fail"]
    assert Known(Snapshot(), checks=Findings(tuple(found), "x")).answers() == {"r1": "fail"}
    assert Known(Snapshot(), checks=Findings(tuple(rows(absent, on)), "x")).answers() == {"r1": "incomplete"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('setting "time/limit" in "a.ini" as s <= 5 min', "pass"),
        ('setting "time/limit" in "a.ini" as s < 300000 ms', "fail"),
        ('setting "time/limit" in "a.ini" <= 5 min', "incomplete"),
        ('setting "time/bound" in "a.ini" <= 2000 ms', "pass"),
        ('setting "time/bound" in "a.ini" as min > 2 s', "fail"),
        ('setting "time/bound" in "a.ini" <= 5 V', "incomplete"),
        ('setting "on" in "a.ini" is 1.0', "pass"),
        ('setting "on" in "a.ini" is one of (0, 1)', "pass"),
        ('setting "on" in "a.ini" is not 1', "fail"),
        ('setting "twice/a" in "a.ini" is 1', "incomplete"),
        ('setting "a" in "none.ini" is 1', "incomplete"),
        ('setting "a" in "report.pdf" is 1', "incomplete"),
        ('digest of "a.ini" is "' + "0" * 64 + '"', "fail"),
        ('digest of "none" is "' + "0" * 64 + '"', "incomplete"),
        ("every flow: encrypted is", "incomplete"),
        ("no flow: encrypted is no", "pass"),
    ],
)
def test_each_setting_and_digest_answers_as_it_stands(folder, statement, expected):
    found, reason = answer(statement, folder=folder)
    assert found == expected
    assert reason


def test_verdicts_count_as_they_are_and_only_where_the_model_was_verified_as_it_is():
    def on(verdict):
        row = {"purpose": "requirement", "element": REQUIREMENT.id, "verdict": verdict, "reason": "why"}
        trigger = {**row, "purpose": "trigger", "verdict": "violated"}
        return answer("verdict is satisfied", verdicts=[trigger, row])

    assert on("satisfied")[0] == "pass"
    assert on("violated") == ("fail", "why")
    assert on("unknown") == ("incomplete", "The verdict on R-1 is unknown: why")
    assert answer("verdict is satisfied") == ("incomplete", "R-1 was not verified since the model changed")
    assert answer('verdict of "R-9" is satisfied', verdicts=[])[0] == "incomplete"
    assert asks_verdicts(model('not (every flow: encrypted is yes) or verdict of "R-1" is satisfied'))
    assert not asks_verdicts(model('setting "verdict" in "a" is 1', "verdict is"))


def test_evidence_that_is_old_changed_or_not_dated_leaves_a_check_incomplete(folder):
    digest = sha256(b"as it was").hexdigest()
    kept = Evidence(id="e1", name="Test", reference="report.pdf", digest=digest.upper(), dated="2026-11-01")

    def asked(statement, evidence=kept):
        return answer(f'evidence "Test" {statement}', also=[evidence], folder=folder)[0]

    assert asked("is unaltered") == "pass"
    assert asked("is younger than 30 d") == "pass"
    assert asked("is younger than 29 d") == "incomplete"
    for other in (
        Evidence(id="e1", name="Test", reference="report.pdf", digest="0" * 64, dated="2027-01-01"),
        Evidence(id="e1", name="Test", reference="gone.pdf", digest=digest, dated="last year"),
        Evidence(id="e1", name="Other"),
    ):
        assert asked("is unaltered", other) == asked("is younger than 30 d", other) == "incomplete"
        assert asked('is unaltered or not (evidence "Test" is unaltered)', other) == "incomplete"


def test_elements_at_fault_questions_and_files_are_told_and_lead_somewhere(folder):
    also = [
        Component(id="c1", name="Gateway"),
        Component(id="c2", name="Pump"),
        Connector(id="f1", name="Order", source="c1", target="c2", encrypted=Truth.NO),
        Connector(id="f2", name="State", source="c2", target="c1"),
        Node(id="n1", name="PLC"),
        Firmware(id="w1", name="Firmware", owner="n1", signed=Truth.YES),
    ]
    wrong, asked, fine = rows(
        "every flow: encrypted is yes",
        "every flow where source.kind is component and not encrypted is no: encrypted is yes",
        f"(every firmware: signed is yes) and {printed(LEAVES[Truth.YES])}",
        also=also,
        folder=folder,
    )
    assert [(one["element"], one["name"]) for one in wrong["at_fault"]] == [("f1", "Order")]
    assert wrong["at_fault"][0]["why"] == "Order: “Encrypted” is stated no"
    assert wrong["asks"] == []
    assert [(one["element"], one["field"]) for one in asked["asks"]] == [("f2", "encrypted")]
    assert asked["reason"] == "Is “State” encrypted?"
    assert (fine["answer"], fine["at_fault"]) == ("pass", [])
    assert [one["file"] for one in fine["evidence"]] == ["a.ini"]
    assert len(fine["evidence"][0]["digest"]) == 64


def test_a_check_of_nothing_says_so():
    assert answer("every firmware: signed is yes") == ("pass", "No firmware is concerned")


def test_answers_are_kept_by_what_they_say_and_said_in_the_language_of_the_reader(folder):
    with unworded():
        kept = rows("every firmware: signed is yes", printed(LEAVES[Truth.YES]), folder=folder)
    told = all_worded(json.loads(json.dumps(kept)))
    assert told == json.loads(
        json.dumps(rows("every firmware: signed is yes", printed(LEAVES[Truth.YES]), folder=folder))
    )
