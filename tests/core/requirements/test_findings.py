"""What is found to be wrong with the requirements of a model."""

from dataclasses import replace

import pytest

from core.ground.resources import sample_folder
from core.model import Binding, Language, Proposition, SystemOfInterest
from core.project import read_text
from core.requirements import findings
from tests.core.requirements.plant import Plant

BOUND = "When the level is high, the Dosing controller shall stop the pump within 5 s."


def found(plant: Plant) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind.value, one.code, one.keys) for one in findings(plant.snapshot)]


def complete() -> Plant:
    plant = Plant()
    plant.requirement(BOUND, "R1")
    plant.event("level is high", plant.high)
    plant.state("stop the pump", plant.stopped)
    return plant


def test_a_bound_requirement_has_no_findings():
    assert found(complete()) == []


def test_a_sentence_that_is_not_understood_is_found_with_its_diagnostic():
    plant = Plant()
    requirement = plant.requirement("The lamp flashes.", "R1")
    (finding,) = findings(plant.snapshot)
    assert (finding.kind, finding.code, finding.element) == ("incomplete", "ears-no-shall", requirement.id)
    assert finding.diagnostic.column == 1
    assert finding.to_plain() == {
        "kind": "incomplete",
        "requirements": ["R1"],
        "message": "The sentence has no “shall”, so it demands nothing",
        "witness": None,
    }


def test_a_bound_without_a_unit_is_a_finding_about_units():
    plant = complete()
    plant.requirement("The Dosing controller shall stop the pump within 5.", "R2")
    assert ("unit", "ears-missing-unit", ("R2",)) in found(plant)


def test_an_unbound_phrase_is_found_with_the_number_of_offers():
    plant = Plant()
    plant.requirement(BOUND, "R1")
    first, second = findings(plant.snapshot)
    assert [first.code, second.code] == ["requirement-phrase-unbound"] * 2
    assert (first.phrase.text, first.offers) == ("the level is high", 1)
    assert (second.offers, second.hint) == (2, "2 bindings are on offer.")
    assert "“stop the pump”" in second.message


def test_sentences_that_say_the_same_are_found_together():
    plant = complete()
    plant.requirement("R2: when level is  high, the Dosing controller shall stop a pump within 5 s", "R2")
    plant.requirement(BOUND, "R3")
    assert found(plant) == [("duplicate", "requirement-duplicate", ("R1", "R2", "R3"))]


def test_a_name_that_is_nothing_in_the_model_is_found_with_near_names():
    plant = complete()
    plant.requirement(BOUND.replace("Dosing controller", "Dosage controller"), "R2")
    (finding,) = findings(plant.snapshot)
    assert (finding.kind, finding.keys, finding.hint) == (
        "glossary",
        ("R2",),
        "Did you mean Dosing controller?",
    )
    assert finding.diagnostic.column == 1 + BOUND.index("Dosing")


def test_glossary_terms_and_the_system_itself_are_names_too():
    plant = complete()
    plant.term("Dosing PLC", plant.controller, "chlorinator")
    plant.new(SystemOfInterest, name="Water works")
    for number, name in enumerate(("chlorinator", "dosing PLC", "Water works", "system")):
        plant.requirement(BOUND.replace("Dosing controller", name).replace("5 s", f"{number + 1} s"))
    assert found(plant) == []


def test_plain_text_is_not_read():
    plant = Plant()
    plant.requirement("The lamp flashes.", language=Language.PLAIN)
    assert found(plant) == []


@pytest.mark.parametrize(
    ("facts", "kind", "code"),
    [
        ({"binding": Binding.STATE}, "incomplete", "proposition-empty"),
        ({"binding": Binding.EVENT}, "incomplete", "proposition-empty"),
        ({"binding": Binding.EXPRESSION, "expression": "  "}, "incomplete", "proposition-empty"),
        ({"binding": Binding.NONE}, "incomplete", "proposition-empty"),
        ({"binding": Binding.EXPRESSION, "expression": "(true"}, "incomplete", "proposition-expression"),
        (
            {"binding": Binding.EXPRESSION, "expression": "Dosing_control.tank_lvl > 3"},
            "incomplete",
            "proposition-unknown-name",
        ),
    ],
)
def test_a_broken_binding_is_found(facts, kind, code):
    plant = complete()
    kept = [
        one for one in plant.elements if not (isinstance(one, Proposition) and one.binding is Binding.STATE)
    ]
    broken = Proposition(id=plant.ids(), name="stop the pump", confirmed_by="someone", **facts)
    plant.elements = [*kept, broken]
    assert (kind, code) in [
        (one.kind, one.code) for one in findings(plant.snapshot) if one.element == broken.id
    ]


def test_a_binding_to_two_things_is_contradictory():
    plant = complete()
    (event,) = [one for one in plant.elements if isinstance(one, Proposition) and one.event]
    plant.elements[plant.elements.index(event)] = replace(event, locations=(plant.idle.id,))
    assert found(plant) == [("incomplete", "proposition-contradictory", ())]


def test_one_of_several_machines_is_a_fair_binding_but_all_locations_of_one_say_nothing():
    plant = complete()
    other = plant.new(type(plant.machine), name="Panel", owner=plant.panel.id)
    locked = plant.new(type(plant.idle), name="Locked", owner=other.id)
    plant.new(type(plant.idle), name="Open", owner=other.id)
    plant.requirement("While locked or idle, the Operator panel shall stop the pump.", "R2")
    plant.state("locked or idle", locked, plant.idle)
    assert found(plant) == []
    plant.requirement("While all is well, the Operator panel shall stop the pump.", "R3")
    plant.state("all is well", plant.idle, plant.dosing, plant.stopped)
    assert found(plant) == [("vacuity", "proposition-constant", ())]


def test_a_second_confirmed_binding_and_an_unused_one_are_found():
    plant = complete()
    plant.event("the level is high", plant.key)
    plant.state("something else", plant.idle)
    assert found(plant) == [
        ("incomplete", "proposition-unused", ()),
        ("incomplete", "proposition-rival", ()),
    ]


def test_the_sample_has_the_findings_that_its_readme_names():
    snapshot = read_text(sample_folder("water-treatment"))
    answers = findings(snapshot)
    assert {one.code for one in answers} == {"requirement-phrase-unbound", "ears-unmeasurable"}
    assert sorted({key for one in answers for key in one.keys}) == [
        "ALM-03",
        "DIS-06",
        "DOS-05",
        "DOS-06",
        "DOS-07",
        "REM-05",
        "SEC-01",
        "SEC-02",
        "SEC-03",
    ]
