"""What a sentence with typed nouns is understood to say: slots, roles, and doubts about its classes."""

import random

import pytest

from core.ground.diagnostic import Severity
from core.requirements import BoundKind, EarsPattern, parse
from core.requirements.ontology import CLASSES, class_named, is_a
from core.requirements.slots import ThematicRole
from tests.core.requirements.resa_sentences import SENTENCES
from tests.core.requirements.sentences import OWN


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(text).diagnostics]


@pytest.mark.parametrize("text", SENTENCES)
def test_each_example_is_understood_wholly_as_resa(text: str) -> None:
    parsed = parse(text)
    assert (parsed.language, parsed.ok) == ("resa", True)
    assert not [one for one in parsed.diagnostics if one.code in {"resa-unstructured", "resa-class-unfit"}]
    assert [role for role in parsed.roles if role.role is ThematicRole.AGENT]


def test_slots_and_roles_have_their_places_in_the_sentence() -> None:
    text = (
        'When driver:user presses "key":inDevice, A:system shall send x:signal to P:system in less than 2 s.'
    )
    parsed = parse(text)
    assert parsed.pattern is EarsPattern.EVENT
    assert parsed.slots.system
    assert parsed.slots.system.text == "A:system"
    assert parsed.slots.deadline
    assert (parsed.slots.deadline.kind, parsed.slots.deadline.strict) == (
        BoundKind.WITHIN,
        True,
    )
    assert [(role.role.value, role.text, role.ontology_class) for role in parsed.roles] == [
        ("agent", "driver:user", "user"),
        ("action", "presses", ""),
        ("theme", '"key":inDevice', "inDevice"),
        ("agent", "A:system", "system"),
        ("action", "send", ""),
        ("theme", "x:signal", "signal"),
        ("recipient", "P:system", "system"),
    ]
    assert all(text[role.column - 1 : role.end - 1] == role.text for role in parsed.roles)
    assert parsed.to_plain()["slots"]["roles"][0] == {
        "role": "agent",
        "text": "driver:user",
        "class": "user",
        "column": 6,
        "length": 11,
    }


def test_a_sentence_without_typed_nouns_is_no_resa() -> None:
    parsed = parse("When the lid is open at 10:30, the panel shall note:beep the lamp.")
    assert parsed.language == "ears"
    assert "roles" not in parsed.to_plain()["slots"]


@pytest.mark.parametrize(
    ("text", "code", "piece"),
    [
        ('ASL:system shall enter "x":function.', "resa-class-unfit", '"x":function'),
        ('"speed":parameter shall stop ASL:system.', "resa-cannot-act", '"speed":parameter'),
        ('If "a":parametre > 5 %, then ASL:system shall stop.', "resa-unknown-class", '"a":parametre'),
        ('The pump shall open "valve":outDevice.', "resa-untyped-subject", "The pump"),
        ('ASL:system shall stop "pump":outDevice immediately.', "resa-immeasurable", "immediately"),
        ("While driver:user < 5 %, ASL:system shall stop.", "resa-class-unfit", "driver:user"),
        ('When "x":parameter is pressed, ASL:system shall stop.', "resa-class-unfit", '"x":parameter'),
        ('ASL:system shall open "a":outDevice, "b":outDevice.', "resa-unstructured", ","),
    ],
)
def test_a_doubt_marks_its_place(text: str, code: str, piece: str) -> None:
    (found,) = [diagnostic for diagnostic in parse(text).diagnostics if diagnostic.code == code]
    assert found.column
    assert found.length
    assert text[found.column - 1 : found.column - 1 + found.length] == piece


def test_what_resa_has_and_ears_has_not_is_no_fault() -> None:
    assert codes('Unless "ignition":inDevice is on, ASL:system shall remain in "Off":mode.') == []
    assert codes('After "ignition on":event, ASL:system shall enter "Standby":mode.') == []
    assert codes("Unless the ignition is on, the limiter shall stay off.") == ["ears-unless"]


def test_a_clause_behind_the_action_is_understood_and_set_right() -> None:
    (found,) = parse(
        'ASL:system shall open "lid":outDevice when driver:user presses "b":inDevice.'
    ).diagnostics
    assert found.code == "ears-late-clause"
    assert found.example == 'When driver:user presses "b":inDevice, ASL:system shall open "lid":outDevice.'


def test_a_second_system_is_another_requirement() -> None:
    parsed = parse('BBW:system shall stop within 5 s and ABS:system shall log "e":event.')
    (found,) = [one for one in parsed.diagnostics if one.severity is Severity.ERROR]
    assert found.code == "ears-several-shalls"
    assert '“ABS:system shall log "e":event.”' in (found.hint or "")


def test_a_missing_comma_is_found_where_the_typed_system_begins() -> None:
    parsed = parse('When driver:user presses "b":inDevice the ASL:system shall stop.')
    assert parsed.ok
    assert parsed.slots.system
    assert parsed.slots.system.text == "ASL:system"
    assert "resa-unstructured" not in [one.code for one in parsed.diagnostics]


def test_every_class_leads_to_entity_and_is_found_in_any_case() -> None:
    assert all(is_a(name, "entity") for name in CLASSES)
    assert class_named("indevice") == "inDevice"
    assert class_named("parametre") == ""
    assert is_a("mode", "state")
    assert not is_a("state", "mode")


def test_no_mutation_of_a_sentence_is_more_than_a_diagnostic() -> None:
    chance = random.Random(4)
    pieces = [
        '":',
        ":user",
        '"',
        ",",
        " and ",
        " shall ",
        "(",
        ")",
        " within ",
        "5",
        " when ",
        "\0",
        "”",
        ".",
        "otherwise ",
    ]
    for text in (*SENTENCES, *(sentence for sentence, _pattern in OWN)):
        for _turn in range(40):
            at = chance.randrange(len(text) + 1)
            cut = chance.randrange(6)
            mutated = text[:at] + chance.choice(pieces) + text[at + cut :]
            parsed = parse(mutated)
            for one in parsed.diagnostics:
                assert 1 <= (one.column or 0) <= len(mutated) + 1
