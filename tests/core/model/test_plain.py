"""Elements as plain data."""

import json

import pytest
from hypothesis import given

from core.model import Bus, Component, FactError, Medium, Placement, Role, canonical, from_plain, to_plain
from tests.core.strategies import elements


@given(elements())
def test_every_element_survives_the_way_through_json(element):
    assert from_plain(json.loads(json.dumps(to_plain(element)))) == element


@given(elements())
def test_equal_elements_have_equal_canonical_texts(element):
    assert canonical(from_plain(json.loads(canonical(element)))) == canonical(element)


def test_a_place_in_whole_px_is_written_as_it_is_after_it_was_read():
    whole = Placement(id="p", owner="d", element="e", x=244, y=8, width=100, height=52)
    read = from_plain(json.loads(json.dumps(to_plain(whole))))
    assert read == whole
    assert json.dumps(to_plain(read)) == json.dumps(to_plain(whole))


def test_a_fact_with_its_default_value_is_not_written():
    pump = Component(id="1", name="Pump", role=Role.ACTUATOR)
    assert to_plain(pump) == {"kind": "component", "id": "1", "name": "Pump", "role": "actuator"}


def test_what_files_left_out_once_keeps_its_meaning_and_unknown_is_written():
    assert from_plain({"kind": "bus", "id": "1"}) == Bus(id="1", medium=Medium.ETHERNET)
    assert to_plain(Bus(id="1", medium=Medium.ETHERNET)) == {"kind": "bus", "id": "1"}
    assert to_plain(Bus(id="1")) == {"kind": "bus", "id": "1", "medium": "unknown"}


@pytest.mark.parametrize(
    ("plain", "field"),
    [
        ({"kind": "gadget", "id": "1"}, "kind"),
        ([], "kind"),
        ({"kind": "component"}, "id"),
        ({"kind": "component", "id": 1}, "id"),
        ({"kind": "component", "id": "1", "colour": "red"}, "colour"),
        ({"kind": "component", "id": "1", "authenticates": "maybe"}, "authenticates"),
        ({"kind": "component", "id": "1", "name": "\ud800"}, "name"),
        ({"kind": "variable", "id": "1", "high": True}, "high"),
        ({"kind": "placement", "id": "1", "element": "2", "x": float("inf")}, "x"),
        ({"kind": "placement", "id": "1", "element": "2", "bends": [{"x": 1}]}, "bends.y"),
        ({"kind": "timer", "id": "1", "duration": "soon"}, "duration"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_name_of_the_fact(plain, field):
    with pytest.raises(FactError) as refusal:
        from_plain(plain)
    assert refusal.value.field == field


def test_placements_of_old_files_are_neither_locked_nor_before_others():
    old = {"kind": "placement", "id": "1", "element": "2", "x": 8.0}
    assert from_plain(old) == Placement(id="1", element="2", x=8.0, order=0, locked=False)
    assert to_plain(Placement(id="1", element="2", x=8.0)) == old
    said = Placement(id="1", element="2", order=-3, locked=True)
    assert to_plain(said) == {"kind": "placement", "id": "1", "element": "2", "order": -3, "locked": True}
