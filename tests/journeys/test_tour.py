"""The five minutes of the README lead to a verdict, with the names that it tells one to type."""

import re
from dataclasses import replace
from pathlib import Path

from core.assistants.proof import generated_model
from core.assistants.verification import verify_model
from core.ground.identity import counted_ids
from core.model import Component, Edge, Editor, Location, Requirement, Snapshot, StateMachine
from core.requirements import offers, parse, phrases

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def tour() -> Snapshot:
    """The model of the tour up to step 4, each phrase bound to the first offer."""
    sentence = re.search(r"`(When .*? shall .*?)`", README)[1]
    names = re.search(r"three\s+locations: `([^`]+)`, `([^`]+)`, `([^`]+)`", README).groups()
    edit = Editor(Snapshot(), counted_ids())
    controller = edit.new(Component, name="Level controller")
    machine = edit.new(StateMachine, name="Level controller behaviour", owner=controller.id)
    first, second, third = (edit.new(Location, name=name, owner=machine.id) for name in names)
    edit.set(first.id, initial=True)
    edit.new(Edge, owner=machine.id, source=first.id, target=second.id)
    edit.new(Edge, owner=machine.id, source=second.id, target=third.id)
    edit.new(Requirement, key="REQ-01", text=sentence)
    parsed = parse(sentence)
    for number, phrase in enumerate(phrases(parsed)):
        offer = offers(edit.snapshot, phrase, parsed.slots.system.text)[0]
        edit.add(replace(offer.proposition(f"p{number}"), confirmed_by="Tester"))
    return edit.snapshot


def test_the_tour_ends_in_a_verdict_with_a_run():
    plant = tour()
    (row,) = [one for one in verify_model(plant, generated_model(plant)) if one["purpose"] == "requirement"]
    assert row["verdict"] == "violated"
    assert row["explanation"]["steps"]


def test_the_readme_says_where_the_program_is():
    assert ".venv/bin/bartizan" in README.partition("## Five minutes")[0]
