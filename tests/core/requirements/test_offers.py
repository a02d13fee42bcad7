"""Bindings offered for a phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Binding, Component, Location, Snapshot, StateMachine
from core.model.integrity import all_breaches
from core.requirements import called, confirmed, offers, parse, phrases
from core.requirements.wording import identifier, stems
from tests.core.requirements.plant import Plant


def offered(plant: Plant, text: str, role: int = 0):
    parsed = parse(text)
    return offers(plant.snapshot, phrases(parsed)[role], parsed.slots.system.text)


def test_the_name_that_shares_most_words_comes_first():
    plant = Plant()
    first, *_others = offered(plant, "When the pump has stopped, the Dosing controller shall log it.")
    assert (first.binding, first.locations) == (Binding.STATE, (plant.stopped.id,))
    assert "“pump”, “stopped”" in first.reason
    assert "PumpStopped" in first.shown


def test_a_trigger_prefers_events_and_a_state_prefers_locations():
    plant = Plant()
    plant.new(type(plant.idle), name="level high", owner=plant.machine.id)
    when = offered(plant, "When the level is high, the Dosing controller shall stop.")
    while_ = offered(plant, "While the level is high, the Dosing controller shall stop.")
    assert [when[0].binding, while_[0].binding] == [Binding.EVENT, Binding.STATE]


@pytest.mark.parametrize(
    ("said", "comparison"),
    [
        ("the tank level exceeds 80 %", "> 80"),
        ("the tank level is above 80 %", "> 80"),
        ("the tank level falls below 20", "< 20"),
        ("the tank level is at least 50", ">= 50"),
        ("the tank level does not exceed 50", "<= 50"),
        ("the tank level is 50", "== 50"),
        ("the tank level exceeds 200", None),
        ("the tank level exceeds 100", None),
        ("the tank level exceeds 8.5", None),
        ("the tank level is fine", None),
    ],
)
def test_a_comparison_is_offered_where_the_variable_can_reach_the_number(said, comparison):
    found = offered(Plant(), f"While {said}, the Dosing controller shall stop.")
    expressions = [offer.expression for offer in found if offer.binding is Binding.EXPRESSION]
    assert expressions == ([f"Dosing_control.tank_level {comparison}"] if comparison else [])


def test_a_variable_of_nought_and_one_is_offered_as_on_or_off():
    plant = Plant()
    for said, value in (("the alarm is on", "== 1"), ("the alarm is off", "== 0")):
        found = offered(plant, f"While {said}, the Dosing controller shall stop.")
        assert f"Dosing_control.alarm {value}" in [offer.expression for offer in found]


def test_glossary_terms_lead_to_what_they_mean():
    plant = Plant()
    said = "When the red mushroom is hit, the Operator panel shall lock."
    assert offered(plant, said) == ()
    plant.term("Red mushroom", plant.key, "emergency button")
    first = offered(plant, said)[0]
    assert (first.event, first.reason) == (
        plant.key.id,
        f"Event {first.shown}: shares a term of the glossary",
    )
    synonym = offered(plant, said.replace("red mushroom", "emergency button"))
    assert synonym[0].event == plant.key.id


def test_an_offer_becomes_a_fact_that_nobody_has_confirmed():
    plant = Plant()
    requirement = plant.requirement("When the level is high, the Dosing controller shall stop.")
    for offer in offered(plant, requirement.text):
        proposition = offer.proposition(plant.ids(), requirement.id)
        after = Snapshot([*plant.elements, proposition])
        assert list(all_breaches(after)) == []
        assert proposition.name == "level is high"
        assert confirmed(after) == {}


@given(
    st.lists(
        st.sampled_from(
            [
                "level",
                "pump",
                "alarm",
                "Stop",
                "key",
                "of",
                "idle",
                "is",
                "off",
                "exceeds",
                "8",
                "50",
                "dosing",
            ]
        )
    )
)
def test_offers_are_the_same_each_time_and_always_have_a_reason(words):
    plant = Plant()
    said = f"When it {' '.join(words)}, the Dosing controller shall stop."
    found = offered(plant, said)
    assert found == offered(plant, said)
    assert all(offer.reason and offer.shared for offer in found)


def test_words_meet_whatever_their_ending_or_spelling():
    assert stems("doses dosed Dosing") == stems("dosing")
    assert stems("PumpStopped pump_stopping") == stems("pump stops")
    assert stems("HMIPanel") == stems("hmi panels")
    assert identifier("Tank level (2)") == "Tank_level_2"
    assert identifier("2nd pump") == "_2nd_pump"


def test_a_machine_that_its_owner_has_alone_is_not_named_in_an_offer():
    owner = Component(id="c", name="Level controller")
    machine = StateMachine(id="m", name="Level controller behaviour", owner="c")
    full = Location(id="f", name="Full", owner="m")
    assert called(Snapshot([owner, machine, full]), full) == "Level controller.Full"
    second = StateMachine(id="n", name="Alarm", owner="c")
    assert (
        called(Snapshot([owner, machine, second, full]), full)
        == "Level controller.Level controller behaviour.Full"
    )
