"""What the typed nouns of ReSA mean in a project."""

from core.model import (
    Actor,
    Component,
    Element,
    Id,
    Language,
    Location,
    Requirement,
    Role,
    Snapshot,
    StateMachine,
    SystemOfInterest,
    Term,
    Variable,
)
from core.requirements import findings
from core.requirements.nouns import Standing, TypedNoun, class_of, meaning, names, suits, typed_nouns
from core.requirements.ontology import CLASSES


def element_id(number: int) -> Id:
    return Id(f"0190aaaa-0000-7000-8000-{number:012d}")


MACHINE = element_id(5)
ELEMENTS: tuple[Element, ...] = (
    SystemOfInterest(id=element_id(1), name="BBW"),
    Component(id=element_id(2), name="Brake pedal", role=Role.SENSOR),
    Component(id=element_id(3), name="Brake actuator", role=Role.ACTUATOR),
    Actor(id=element_id(4), name="Driver"),
    StateMachine(id=MACHINE, name="Braking", owner=element_id(1)),
    Location(id=element_id(6), name="Active", owner=MACHINE),
    Variable(id=element_id(7), name="slip rate", owner=MACHINE),
    Term(id=element_id(8), name="fault code", definition="A number that names a fault."),
    Term(id=element_id(9), name="calliper", refers_to=element_id(3)),
    Component(id=element_id(10), name="Lamp"),
    Component(id=element_id(11), name="Lamp"),
)


def standing(text: str) -> tuple[Standing, tuple[Id, ...]]:
    (noun,) = typed_nouns(text)
    found = meaning(noun, names(Snapshot(ELEMENTS)))
    return found.standing, tuple(element.id for element in found.elements)


def requirement(text: str) -> Requirement:
    return Requirement(id=element_id(99), name="", key="BBW-01", text=text, language=Language.RESA)


def about(text: str) -> list[tuple[str, str, str]]:
    found = findings(Snapshot((*ELEMENTS, requirement(text))))
    return [
        (one.code, text[one.diagnostic.column - 1 :][: one.diagnostic.length or 0], one.hint)
        for one in found
        if one.diagnostic and one.diagnostic.column and one.code.startswith("term-")
    ]


def test_nouns_are_found_with_their_classes_and_places() -> None:
    text = "When “brake  pedal”:INDEVICE is pressed at 10:30, BBW:sytem shall stop."
    assert typed_nouns(text) == (
        TypedNoun("“brake  pedal”:INDEVICE", 6, 23, name="brake pedal", ontology_class="inDevice"),
        TypedNoun("BBW:sytem", 51, 9, name="BBW", ontology_class="sytem"),
    )


def test_a_noun_is_bound_to_the_element_of_its_name_and_class() -> None:
    assert standing('"brake pedal":inDevice') == (Standing.BOUND, (element_id(2),))
    assert standing("active:mode") == (Standing.BOUND, (element_id(6),))
    assert standing('"slip rate":parameter') == (Standing.BOUND, (element_id(7),))
    assert standing("calliper:outDevice") == (Standing.BOUND, (element_id(3),))
    assert standing("driver:user") == (Standing.BOUND, (element_id(4),))


def test_a_noun_of_another_class_is_misbound_and_two_of_one_name_are_ambiguous() -> None:
    assert standing('"brake pedal":outDevice') == (Standing.MISBOUND, (element_id(2),))
    assert standing('"slip rate":user') == (Standing.MISBOUND, (element_id(7),))
    assert standing("lamp:system") == (Standing.AMBIGUOUS, (element_id(10), element_id(11)))


def test_a_term_without_an_element_is_known_and_any_other_name_is_unbound() -> None:
    assert standing('"fault code":event') == (Standing.TERM, ())
    assert standing('"ignition":inDevice') == (Standing.UNBOUND, ())


def test_the_findings_of_a_requirement_say_what_to_write() -> None:
    text = 'If "brake pedals":inDevice fails, then BBW:system shall log "slip rate":user to lamp:system.'
    assert about(text) == [
        ("term-unbound", '"brake pedals":inDevice', 'Did you mean "Brake pedal":inDevice?'),
        ("term-misbound", '"slip rate":user', 'Write “"slip rate":parameter”.'),
        (
            "term-ambiguous",
            "lamp:system",
            "Rename one of them, or add a term to the glossary for the one meant.",
        ),
    ]


def test_the_class_of_an_element_suits_it() -> None:
    assert all(suits(class_of(element), element) for element in ELEMENTS if not isinstance(element, Term))
    assert {class_of(element) for element in ELEMENTS if not isinstance(element, Term)} <= set(CLASSES)


def test_the_glossary_decides_between_elements_of_one_name_unless_it_says_two_things():
    one = Term(id=element_id(20), name="lamp", refers_to=element_id(11))
    other = Term(id=element_id(21), name="Lamp", refers_to=element_id(10))
    (noun,) = typed_nouns("lamp:system")
    assert meaning(noun, names(Snapshot((*ELEMENTS, one)))).elements == (ELEMENTS[10],)
    assert meaning(noun, names(Snapshot((*ELEMENTS, one, other)))).standing is Standing.AMBIGUOUS
