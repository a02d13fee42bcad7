"""Bindings offered for a phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Binding, Component, Event, Location, Port, Snapshot, StateMachine, Variable
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


class Store:
    """A battery rack that is idle or charges, beside an energy manager and a fan that have no behaviour."""

    def __init__(self) -> None:
        plant = self.plant = Plant()
        rack = plant.new(Component, name="Rack")
        machine = plant.new(StateMachine, name="Rack", owner=rack.id)
        self.idle = plant.new(Location, name="Idle", owner=machine.id, initial=True)
        self.charging = plant.new(Location, name="Charging", owner=machine.id)
        self.fault = plant.new(Location, name="Fault", owner=machine.id)
        self.current = plant.new(Variable, name="charge_current", owner=machine.id, low=0, high=100)
        self.smoke = plant.new(
            Event, name="smoke_detected", owner=plant.new(Port, name="s", owner=rack.id).id
        )
        plant.new(Component, name="Energy manager")
        plant.new(Component, name="Cooling fan")


def for_one_key(store: Store, text: str, role: int = 0):
    """The offer that one key confirms; None where there is none."""
    found = offered(store.plant, text, role)
    return found[0] if found and not found[0].doubt else None


def test_what_a_phrase_denies_is_offered_as_denied():
    store = Store()
    offer = for_one_key(store, "While the rack is not charging, the Dosing controller shall stop.")
    assert (offer.locations, offer.denies) == ((store.charging.id,), True)
    assert offer.said == "not “Rack.Charging”"
    assert offer.proposition("p").negated
    plain = for_one_key(store, "While the rack is charging, the Dosing controller shall stop.")
    assert (plain.locations, plain.denies) == ((store.charging.id,), False)


@pytest.mark.parametrize(
    "phrase",
    [
        "the rack is no longer charging",
        "the rack stops charging",
        "the rack leaves charging",
        "no smoke is detected",
        "the smoke detector fails",
        "the smoke alarm is reset",
        "the energy manager is idle",
        "the cooling fan enters fault",
        "the rack is charging or the rack is discharging",
        "the rack is charging and the cell is warm",
        "the charge level is low or the door opens",
    ],
)
def test_what_may_say_another_thing_is_not_confirmed_by_one_key_and_says_why(phrase):
    store = Store()
    found = offered(store.plant, f"When {phrase}, the Dosing controller shall stop.")
    assert all(offer.doubt for offer in found)


@pytest.mark.parametrize("demand", ["prevent charging", "neither charge nor discharge the rack"])
def test_what_is_to_be_prevented_is_not_confirmed_as_what_is_to_be_done(demand):
    assert for_one_key(Store(), f"The Rack shall {demand}.") is None


def test_a_variable_that_is_named_is_compared_with_zero():
    store = Store()
    offer = for_one_key(store, "While the charge current is zero, the Dosing controller shall stop.")
    assert offer.expression == "Rack.charge_current == 0"


def test_a_rising_value_is_not_taken_for_the_event_that_it_is_low():
    store = Store()
    store.plant.new(Event, name="cell_level_low", owner=store.plant.port.id)
    found = offered(store.plant, "When the cell level rises above 4, the Dosing controller shall stop.")
    assert next(one for one in found if "cell_level_low" in one.shown).doubt.startswith(
        "“rises” is the opposite"
    )
