"""Quantities compared with numbers, across the units they are written in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import Requirement, Snapshot
from core.model.duration import NANOSECONDS
from core.requirements import findings
from core.requirements.checks.quantities import UNITS as UNITS_OF_CHECKS
from core.requirements.comparisons import compared, comparisons, in_one_unit
from core.requirements.ears.times import UNITS
from core.requirements.units import in_base_units

SCALES = {
    "mm": Fraction(1, 1000), "cm": Fraction(1, 100), "m": Fraction(1), "km": Fraction(1000),
    "mbar": Fraction(100), "kpa": Fraction(1000), "bar": Fraction(100_000), "mpa": Fraction(1_000_000),
    "ppm": Fraction(1, 1_000_000), "%": Fraction(1, 100), "km/h": Fraction(10, 36),
    "mph": Fraction("0.44704"), "l": Fraction(1, 1000),
    "m³/h": Fraction(1, 3600), "l/min": Fraction(1, 60_000),
}  # fmt: skip
"""Of the SI's base unit, by the definitions of the units."""


@given(st.sampled_from(sorted(SCALES)), st.fractions(min_value=-1000, max_value=1000))
def test_units_convert_exactly(unit: str, number: Fraction) -> None:
    assert in_base_units(number, unit)[0] == number * SCALES[unit]


@given(st.sampled_from(sorted(UNITS)), st.fractions(min_value=0, max_value=1000))
def test_times_convert_as_durations_do(written: str, number: Fraction) -> None:
    assert in_base_units(number, written) == (number * NANOSECONDS[UNITS[written]] / 10**9, "second")


def test_degrees_are_set_against_kelvin() -> None:
    assert in_base_units(Fraction(20), "°c") == in_base_units(Fraction("293.15"), "k")


def test_a_unit_that_is_not_known_stays_as_it_is_written() -> None:
    assert in_base_units(Fraction(5), "ntu") == (5, "ntu")


def test_only_quantities_in_several_units_are_converted() -> None:
    level, low = compared("tank level is above 2.5 m"), compared("tank level is below 30 cm")
    hot = compared("water temperature exceeds 60 °c")
    assert level
    assert low
    assert hot
    found = in_one_unit([level, low, hot])
    assert (found[low].number, found[low].group) == (Fraction(3, 10), found[level].group)
    assert found[hot] == hot


@pytest.mark.parametrize(
    ("response", "signs"),
    [
        ("keep level above 90 %", {">": 90}),
        ("set level to 5 %", {"==": 5}),
        ("limit level to 5 %", {"<=": 5}),
        ("maintain level at 5 %", {"==": 5}),
        ("keep level at least 5 %", {">=": 5}),
        ("keep level between 3 and 5 %", {">=": 3, "<=": 5}),
        ("hold level from 3 % to 5 %", {">=": 3, "<=": 5}),
        ("open vent 5", {}),
        ("keep level high", {}),
    ],
)
def test_what_a_system_shall_do_compares_a_quantity_of_its_own(response: str, signs: dict[str, int]) -> None:
    found = comparisons(response, "tank controller")
    assert {one.sign: one.number for one in found} == signs
    assert {(one.quantity, one.unit) for one in found} == (
        {("controll level shall tank", "%")} if signs else set()
    )


@pytest.mark.parametrize(
    ("response", "sign"),
    [
        ("be above 5 m", ">"),
        ("be 5 m", "=="),
        ("be at most 5 m", "<="),
        ("exceed 5 m", ">"),
        ("fall below 5 m", "<"),
        ("be kept under 5 m", "<"),
        ("reach 5 m", ">="),
    ],
)
def test_what_shall_be_so_itself_is_the_quantity_yet_not_as_triggers_observe_it(
    response: str, sign: str
) -> None:
    (found,), observed = comparisons(response, "level"), compared("level is above 4 m")
    assert observed
    assert (found.sign, found.number, found.unit) == (sign, 5, observed.unit)
    assert found.group == comparisons("be 7 m", "level")[0].group != observed.group


@pytest.mark.parametrize(("unit", "told"), [("m", False), ("cm", False), ("NTU", True), ("bar", True)])
def test_one_quantity_in_units_of_different_things_is_told(unit: str, told: bool) -> None:
    ids = counted_ids()
    sentences = (
        "If the tank level exceeds 5 m, then the controller shall close the inlet.",
        f"If the tank level falls below 1 {unit}, then the controller shall stop the pump.",
    )
    snapshot = Snapshot(
        [Requirement(id=ids(), name="", key=f"R{n}", text=text) for n, text in enumerate(sentences, 1)]
    )
    found = [one for one in findings(snapshot) if one.code == "requirement-other-unit"]
    assert [(one.kind.value, one.keys) for one in found] == ([("unit", ("R1", "R2"))] if told else [])


def test_every_unit_that_a_check_may_have_converts_but_for_those_of_their_own_kind() -> None:
    alone = {unit for unit in UNITS_OF_CHECKS if in_base_units(Fraction(1), unit) == (1, unit)}
    assert alone == {"rpm", "°", "NTU", "dB", "bit"}  # a bit is its own base unit
