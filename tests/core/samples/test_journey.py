"""The whole way on the sample: from its text form to verdicts and runs in the words of the model."""

import re

import pytest

from core.assistants.proof import generated_model
from core.assistants.verification import verify_model
from core.ground.resources import sample_folder
from core.project import read_text

FOLDER = sample_folder("water-treatment")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rows():
    plant = read_text(FOLDER)
    return verify_model(plant, generated_model(plant))


def test_each_requirement_has_the_verdict_that_the_readme_argues(rows):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    argued = dict(re.findall(r"^\| ([A-Z]{3}-\d\d) \| (\w+) \|", readme, re.MULTILINE))
    found = {row["requirement"]: row["verdict"] for row in rows if row["purpose"] == "requirement"}
    assert found == argued


def test_the_plant_stands_nowhere_still_loses_no_message_and_every_trigger_can_come(rows):
    checks = [row for row in rows if row["purpose"] != "requirement"]
    assert {row["purpose"] for row in checks} == {"deadlock", "overrun", "trigger"}
    assert [row["formula"] for row in checks if row["verdict"] != "satisfied"] == []


def test_the_missed_deadline_is_told_step_by_step(rows):
    (row,) = [row for row in rows if row["requirement"] == "DOS-04" and row["purpose"] == "requirement"]
    told = row["explanation"]
    assert "flow permit is lost" in told["summary"]
    assert "500 ms are allowed" in told["summary"]
    steps = " ".join(step["text"] for step in told["steps"])
    assert "Check to Retry" in steps
    assert "Retry to Held and sends stop_pump" in steps


def test_a_few_seconds_and_a_few_hundred_states_are_enough(rows):
    assert max(row["states"] for row in rows) < 3000
