"""The checks of the samples answer what their READMEs say."""

import re
from datetime import date

import pytest

from core.assistants.checking import run_checks
from core.ground.resources import sample_folder
from core.model import Requirement, RequirementCheck
from core.project import read_text

FAULTS = {"water-treatment": {"SEC-01": 1, "SEC-02": 1}, "brake-by-wire": {"UPD-02": 1}}
"""How many elements are at fault, by requirement; a verdict blames none."""

TODAY = date(2026, 11, 30)
ROW = re.compile(r"^\| ([A-Z]+-\d+) \| (pass|fail|incomplete) \|", re.MULTILINE)
VERDICT = re.compile(r"^\| ([A-Z]+-\d+) \| (satisfied|violated|unknown) \| (.*) \|$", re.MULTILINE)


def argued(readme, snapshot):
    """The verdicts that a README argues, as records of a verification."""
    ids = {one.key: one.id for one in snapshot.of(Requirement)}
    return [
        {"purpose": "requirement", "requirement": key, "element": ids[key], "verdict": verdict, "reason": why}
        for key, verdict, why in VERDICT.findall(readme)
    ]


@pytest.mark.parametrize("name", ["water-treatment", "brake-by-wire"])
def test_each_check_answers_as_the_readme_says_given_the_verdicts_that_it_argues(name):
    folder = sample_folder(name)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    snapshot = read_text(folder)
    verdicts = argued(readme, snapshot)
    assert len(verdicts) == len(snapshot.of(Requirement))
    found = run_checks(snapshot, verdicts, folder / "evidence", TODAY)
    assert dict(ROW.findall(readme)) == {row["requirement"]: row["answer"] for row in found}
    assert {"pass", "fail", "incomplete"} == {row["answer"] for row in found}
    assert len(found) == len(snapshot.of(RequirementCheck))
    faults = {row["requirement"]: [one["element"] for one in row["at_fault"]] for row in found}
    assert all(element in snapshot for elements in faults.values() for element in elements)
    assert FAULTS[name] == {key: len(elements) for key, elements in faults.items() if elements}
