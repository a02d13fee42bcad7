"""Properties in words and as formulas."""

import pytest

from core.formal import formalise, plain_reading, tctl
from core.model import Proposition
from tests.core.formal.test_formalise import CASES, PLANT, Bound

WORDS = {
    "the C shall hold the valve": ("Always “hold valve”.", "AG (hold valve)"),
    "while the mode is not on, the C shall hold the valve": (
        "Always “hold valve” while not “mode is on”.",
        "AG (¬mode is on → hold valve)",
    ),
    "while the mode is on, when the key, the C shall ring the bell within 5 s": (
        "Each time that “key” while “mode is on”, “ring bell” at that instant or at most 5 s later.",
        "AG (rise(key ∧ mode is on) → AF≤5 s (ring bell))",
    ),
    "if the level is high, then the C shall ring the bell": (
        "Each time that “level is high” begins to hold, “ring bell” at that instant or at some time later.",
        "AG (rise(level is high) → AF (ring bell))",
    ),
    "when the key, the C shall ring the bell between 2 s and 5 s": (
        "Each time that “key”, “ring bell” no earlier than 2 s and no later than 5 s after it.",
        "AG (rise(key) → AG<2 s ¬rise(ring bell) ∧ AF≤5 s (ring bell))",
    ),
    "when the key, the C shall not ring the bell": (
        "From the first time that “key”, for ever: never “ring bell”.",
        "AG (rise(key) → AG ¬(ring bell))",
    ),
    "the C shall ring the bell before the door opens": (
        "Never “door opens” before “ring bell” for the first time.",
        "¬E (¬(ring bell) U ((door opens) ∧ ¬(ring bell)))",
    ),
    "the C shall not hold the valve for more than 5 s": (
        "Never “hold valve” for longer than 5 s.",
        "AG AF≤5 s ¬(hold valve)",
    ),
    "while the mode is on, the C shall ring the bell every 5 s": (
        "“ring bell” again and again while “mode is on”, with no more than 5 s in between.",
        "AG AF≤5 s ((ring bell) ∨ ¬(mode is on))",
    ),
    "the C shall hold the valve for 5 s": (
        "Each time that “hold valve” begins, it lasts for 5 s or longer.",
        "AG (rise(hold valve) → AG<5 s (hold valve))",
    ),
    "when the key, the C shall ring the bell before the door opens": (
        "From each time that “key” until “door opens”, if that comes: “ring bell” at some time.",
        "",
    ),
}


def both(plant: Bound, sentence: str) -> list[tuple[str, str]]:
    requirement = plant.requirement(sentence)
    snapshot = plant.snapshot
    names = {proposition.id: proposition.name for proposition in snapshot.of(Proposition)}
    found = formalise(snapshot, requirement).properties
    return [(plain_reading(snapshot, p), tctl(p, names)) for p in found]


@pytest.mark.parametrize("sentence", WORDS)
def test_a_property_reads_as_a_person_would_check_it(sentence):
    assert both(PLANT, sentence) == [WORDS[sentence]]


@pytest.mark.parametrize("sentence", CASES)
def test_every_reading_is_one_sentence_with_every_phrase_in_it(sentence):
    for reading, formula in both(PLANT, sentence):
        assert reading.endswith(".")
        assert reading.count("“") == reading.count("”") > 0
        assert formula.count("(") == formula.count(")")
        assert "None" not in reading + formula


def test_different_properties_read_differently():
    readings = [reading for sentence in CASES for reading, _formula in both(PLANT, sentence)]
    properties = {
        (str(parts["pattern"]), repr(sorted(parts.items(), key=str)))
        for found in CASES.values()
        for parts in found
    }
    assert len(set(readings)) == len(properties)
