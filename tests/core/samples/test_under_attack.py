"""The table of attacks that the sample's README argues by hand is the one that is computed."""

import re

import pytest

from core.assistants.attack_scenarios import posed_by
from core.assistants.under_attack import verify_under_attack
from core.ground.resources import sample_folder
from core.model import AttackScenario
from core.project import read_text

FOLDER = sample_folder("water-treatment")

_ROW = re.compile(r"^\| ([A-Z]{3}-\d\d) \|" + r"([^|\n]*)\|" * 5 + r" \S", re.MULTILINE)

NO_BOUND = "no bound"


@pytest.fixture(scope="module")
def plant():
    return read_text(FOLDER)


@pytest.fixture(scope="module")
def computed(plant):
    return verify_under_attack(plant, [one for one in posed_by(plant) if one.kept])


@pytest.fixture(scope="module")
def argued():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    return {
        (key, attack.strip()): tuple(text.strip() for text in rest)
        for key, attack, *rest in _ROW.findall(readme)
    }


def told(row):
    """A computed row as the README tells it."""
    unbounded = row["verdict"] == "violated" and row["recovery_reason"]
    return (
        row["alone"],
        row["verdict"],
        row["recovery"] or (NO_BOUND if unbounded else ""),
        ", ".join(sorted(one["id"] for one in row["restored_by"])),
    )


def test_the_argued_table_is_the_computed_one(computed, argued):
    reached = {(row["requirement"], row["scenario"]): told(row) for row in computed if row["reached"]}
    assert argued == reached


def test_every_kept_scenario_reaches_something(plant, argued):
    assert {one.name for one in plant.of(AttackScenario)} == {attack for _key, attack in argued}


def test_what_an_attack_does_not_reach_keeps_its_verdict(computed):
    assert all(row["verdict"] == row["alone"] for row in computed if not row["reached"])


def test_each_broken_requirement_shows_a_run_in_which_the_attacker_acts(computed):
    broken = [row for row in computed if (row["alone"], row["verdict"]) == ("satisfied", "violated")]
    assert len(broken) == 7
    for row in broken:
        words = " ".join(step["text"] for step in row["explanation"]["steps"])
        assert "The attacker" in words
