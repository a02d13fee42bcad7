"""What nouns without a class may mean: one thing, several, or what somebody said."""

from dataclasses import replace

import pytest

from core.ground.resources import sample_folder
from core.model import (
    Allocation,
    Asset,
    Binding,
    Component,
    Connector,
    Element,
    Node,
    Proposition,
    Requirement,
    Snapshot,
    Term,
    Zone,
)
from core.project import read_text
from core.requirements import findings, parse
from core.requirements.nouns import meaning, names
from core.requirements.plain_nouns import candidates, plain_nouns
from core.requirements.remarks import remarks


def element_id(number: int) -> str:
    return f"0190aaaa-0000-7000-8000-{number:012d}"


INLET, DOSING, LAMP, OTHER_LAMP, PANEL, HALL, YARD = map(element_id, range(1, 8))
PLANT: tuple[Element, ...] = (
    Zone(id=HALL, name="Hall"),
    Zone(id=YARD, name="Yard"),
    Component(id=INLET, name="Inlet pump", zone=YARD),
    Component(id=DOSING, name="Dosing pump", zone=HALL),
    Component(id=LAMP, name="Lamp", zone=HALL),
    Component(id=OTHER_LAMP, name="Lamp", zone=YARD),
    Component(id=PANEL, name="Panel", zone=HALL),
)


def doubts(text: str, *more: Element) -> list[tuple[str, str]]:
    """The place and message of each finding about an ambiguous noun."""
    requirement = Requirement(id=element_id(99), key="R", text=text)
    found = findings(Snapshot((*PLANT, requirement, *more)))
    return [
        (text[one.diagnostic.column - 1 :][: one.diagnostic.length], one.message)
        for one in found
        if one.code == "term-ambiguous"
    ]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("When the tank is full, the Panel shall stop the pump.", "pump"),
        ("When the pump fails, the Panel shall blink.", "pump"),
        ("When the tank is full, the Panel shall stop all pumps within 5 s.", "pumps"),
        ("While the pumps run, the Panel shall blink.", "pumps"),
        ("When the tank is full, the Panel shall switch the lamp off.", "lamp"),
        ("The lamp shall blink.", "lamp"),
        ("Each Lamp shall blink.", "Lamp"),
    ],
)
def test_a_noun_that_may_mean_several_things_is_told_in_its_place(text: str, noun: str):
    ((place, message),) = doubts(text)
    assert place == noun
    wanted = "Inlet pump, Dosing pump" if "pump" in noun else "2 elements"
    assert wanted in message


CLEAR = {
    "the whole name": "When the tank is full, the Panel shall stop the inlet pump.",
    "another word of the name": "When the inlet is closed, the Panel shall stop the pump.",
    "the zone": "When the hall is dark, the Panel shall light the lamp.",
    "part of a longer noun": "When the pump pressure is high, the Panel shall blink.",
    "in quotes": "When the tank is full, the Panel shall show “the pump”.",
    "a verb": "When the tank is full, the Panel shall pump.",
    "a word of another thing": "When the heat pump is on, the Panel shall blink.",
}


@pytest.mark.parametrize("what", CLEAR)
def test_what_the_sentence_decides_is_no_doubt(what: str):
    assert doubts(CLEAR[what]) == []


STOP = "When the tank is full, the Panel shall stop the pump."


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([Term(id=element_id(20), name="pump", refers_to=DOSING)], id="a term"),
        pytest.param([Term(id=element_id(20), name="machine", synonyms=("Pump",))], id="a defined synonym"),
        pytest.param(
            [Connector(id=element_id(20), source=PANEL, target=DOSING)], id="a flow from the system"
        ),
        pytest.param(
            [
                Proposition(
                    id=element_id(20),
                    name="stop pump",
                    binding=Binding.EXPRESSION,
                    expression="P.stopped == 1",
                    confirmed_by="somebody",
                )
            ],
            id="a phrase that is bound",
        ),
    ],
)
def test_what_somebody_said_decides(more: list[Element]):
    assert doubts(STOP, *more) == []
    assert len(doubts(STOP)) == 1


def test_two_terms_of_one_word_are_a_doubt():
    terms = [
        Term(id=element_id(20 + number), name="pump", refers_to=one)
        for number, one in enumerate((INLET, DOSING))
    ]
    assert len(doubts(STOP, *terms)) == 1


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([Allocation(id=element_id(21), component=PANEL, node=element_id(20))], id="its device"),
        pytest.param([], id="another device"),
    ],
)
def test_a_component_and_the_device_that_it_runs_on_are_one(more: list[Element]):
    node = Node(id=element_id(20), name="Panel", zone=HALL)
    assert len(doubts("The panel shall blink.", node, *more)) == (0 if more else 1)


def test_an_asset_and_what_carries_it_are_one():
    asset = Asset(id=element_id(20), name="Panel", carried_by=(PANEL,))
    assert doubts("The panel shall blink.", asset) == []


@pytest.mark.parametrize(
    "text", [STOP, "The lamp shall blink.", "While the pumps run, the Panel shall blink."]
)
def test_each_fix_that_is_offered_ends_the_doubt(text: str):
    known = names(Snapshot(PLANT))
    told = remarks(text, lambda noun: meaning(noun, known), things=known.things)
    (remark,) = (one for one in told if one.diagnostic.code == "term-ambiguous")
    assert len(remark.fixes) == 2
    for fix in remark.fixes:
        term = [Term(id=element_id(30), name=fix.term, refers_to=fix.refers_to)] if fix.term else []
        assert doubts(fix.applied(text), *term) == []


@pytest.mark.parametrize("sample", ["brake-by-wire", "water-treatment"])
def test_nothing_is_in_doubt_in_a_sample_even_where_no_phrase_is_bound(sample: str):
    snapshot = read_text(sample_folder(sample))
    assert not [one for one in findings(snapshot) if one.code == "term-ambiguous"]
    known = replace(names(snapshot).things, bound=frozenset())
    nouns = [noun for one in snapshot.of(Requirement) for noun in plain_nouns(parse(one.text), known)]
    assert sample == "brake-by-wire" or len(nouns) > 50, "the nouns of the plant have no classes"
    assert all(len(candidates(noun, known)) == 1 for noun in nouns)
