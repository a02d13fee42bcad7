"""From sentences with confirmed bindings to properties, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formal import All, Any, Atom, Formalised, Pattern, Property, Scope, formalise, formalise_all
from core.formal.condition import atoms, denied
from core.ground.resources import sample_folder
from core.model import Duration, Language, Proposition
from core.project import read_text
from tests.core.requirements.plant import Plant


class Bound(Plant):
    """A plant whose phrases are bound: "key", "bell" and "late" are events, "high", "on" and "ok" states."""

    def __init__(self) -> None:
        super().__init__()
        self.atoms: dict[str, Atom] = {}
        for name, event in (("key", self.key), ("bell rings", self.high), ("ring bell", self.high)):
            self.atoms[name] = Atom(self.event(name, event).id)
        for name in ("level is high", "mode is on", "valve is fitted", "hold valve", "door opens"):
            self.atoms[name] = Atom(self.state(name, self.dosing).id)

    def meaning(self, text: str) -> Formalised:
        requirement = self.requirement(text)
        return formalise(self.snapshot, requirement)

    def properties(self, text: str) -> list[dict]:
        """The properties with what differs from the default, without the requirement."""
        found = []
        for one in self.meaning(text).properties:
            default = Property(one.requirement, one.pattern, one.subject)
            names = ("pattern", "subject", *Property.__slots__)
            found.append(
                {
                    name: getattr(one, name)
                    for name in dict.fromkeys(names)
                    if name in ("pattern", "subject") or getattr(one, name) != getattr(default, name)
                }
            )
        return found


PLANT = Bound()
KEY, BELL, RING = (PLANT.atoms[name] for name in ("key", "bell rings", "ring bell"))
HIGH, ON, FITTED, HOLD, OPENS = (
    PLANT.atoms[name]
    for name in ("level is high", "mode is on", "valve is fitted", "hold valve", "door opens")
)
S5, S2 = Duration.parse("5 s"), Duration.parse("2 s")


def no(atom: Atom) -> Atom:
    return Atom(atom.proposition, not atom.negated)


CASES = {
    "the C shall hold the valve": [{"pattern": Pattern.UNIVERSALITY, "subject": HOLD}],
    "the C shall always hold the valve": [{"pattern": Pattern.UNIVERSALITY, "subject": HOLD}],
    "the C shall never hold the valve": [{"pattern": Pattern.ABSENCE, "subject": HOLD}],
    "the C shall not hold the valve": [{"pattern": Pattern.ABSENCE, "subject": HOLD}],
    "the C shall not ring the bell": [{"pattern": Pattern.ABSENCE, "subject": RING}],
    "the C shall not both hold the valve and level is high": [
        {"pattern": Pattern.ABSENCE, "subject": All((HOLD, HIGH))}
    ],
    "while the mode is on, the C shall hold the valve": [
        {"pattern": Pattern.UNIVERSALITY, "subject": HOLD, "state": ON}
    ],
    "while the mode is not on, the C shall hold the valve": [
        {"pattern": Pattern.UNIVERSALITY, "subject": HOLD, "state": no(ON)}
    ],
    "unless the mode is on, the C shall hold the valve": [
        {"pattern": Pattern.UNIVERSALITY, "subject": HOLD, "state": no(ON)}
    ],
    "where the valve is fitted, while the mode is on, the C shall not ring the bell": [
        {"pattern": Pattern.ABSENCE, "subject": RING, "state": All((FITTED, ON))}
    ],
    "when the key, the C shall hold the valve": [
        {"pattern": Pattern.RESPONSE, "subject": HOLD, "trigger": KEY}
    ],
    "if the level is high, then the C shall ring the bell": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": HIGH}
    ],
    "where the valve is fitted, while the mode is on, when the key, the C shall ring the bell within 5 s": [
        {
            "pattern": Pattern.RESPONSE,
            "subject": RING,
            "trigger": KEY,
            "state": All((FITTED, ON)),
            "at_most": S5,
        }
    ],
    "when the key or the level is high, the C shall ring the bell": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": Any((KEY, HIGH))}
    ],
    "unless the level is high or the mode is on, the C shall hold the valve": [
        {"pattern": Pattern.UNIVERSALITY, "subject": HOLD, "state": All((no(HIGH), no(ON)))}
    ],
    "when the key, the C shall ring the bell between 2 s and 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S2, "at_most": S5}
    ],
    "while the mode is on, the C shall ring the bell within 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": ON, "at_most": S5}
    ],
    "the C shall ring the bell within 5 s": [{"pattern": Pattern.EXISTENCE, "subject": RING, "at_most": S5}],
    "when the key, the C shall not ring the bell": [
        {"pattern": Pattern.ABSENCE, "subject": RING, "scope": Scope.AFTER, "opens": KEY}
    ],
    "if the level is high, then the C shall not ring the bell": [
        {"pattern": Pattern.ABSENCE, "subject": RING, "state": HIGH}
    ],
    "while the mode is on, if the level is high, then the C shall not ring the bell": [
        {"pattern": Pattern.ABSENCE, "subject": RING, "state": All((ON, HIGH))}
    ],
    "when the key, the C shall not ring the bell within 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S5, "strict": True}
    ],
    "when the key, the C shall not ring the bell in less than 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S5}
    ],
    "when the key, the C shall ring the bell in less than 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_most": S5, "strict": True}
    ],
    "the C shall hold the valve for more than 5 s": [
        {"pattern": Pattern.MINIMUM_DURATION, "subject": HOLD, "at_least": S5, "strict": True}
    ],
    "the C shall hold the valve for less than 5 s": [
        {"pattern": Pattern.MAXIMUM_DURATION, "subject": HOLD, "at_most": S5, "strict": True}
    ],
    "when the key, the C shall not hold the valve for 5 s": [
        {"pattern": Pattern.MINIMUM_DURATION, "subject": no(HOLD), "trigger": KEY, "at_least": S5}
    ],
    "when the key, the C shall not hold the valve for at least 5 s": [
        {"pattern": Pattern.MINIMUM_DURATION, "subject": no(HOLD), "trigger": KEY, "at_least": S5}
    ],
    "when the key, the C shall not ring the bell for at least 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S5}
    ],
    "the C shall hold the valve for at least 5 s": [
        {"pattern": Pattern.MINIMUM_DURATION, "subject": HOLD, "at_least": S5}
    ],
    "while the mode is on, when the key, the C shall hold the valve for 5 s": [
        {"pattern": Pattern.MINIMUM_DURATION, "subject": HOLD, "trigger": KEY, "state": ON, "at_least": S5}
    ],
    "when the key, the C shall hold the valve for at most 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": HOLD, "trigger": KEY},
        {"pattern": Pattern.MAXIMUM_DURATION, "subject": HOLD, "at_most": S5},
    ],
    "while the mode is on, the C shall not hold the valve for more than 5 s": [
        {"pattern": Pattern.MAXIMUM_DURATION, "subject": HOLD, "state": ON, "at_most": S5}
    ],
    "while the mode is on, the C shall ring the bell every 5 s": [
        {"pattern": Pattern.RECURRENCE, "subject": RING, "state": ON, "at_most": S5}
    ],
    "when the key, the C shall ring the bell every 5 s": [
        {"pattern": Pattern.RECURRENCE, "subject": RING, "scope": Scope.AFTER, "opens": KEY, "at_most": S5}
    ],
    "when the level is high, the C shall ring the bell every 5 s": [
        {"pattern": Pattern.RECURRENCE, "subject": RING, "state": HIGH, "at_most": S5}
    ],
    "when the key, the C shall ring the bell at least 5 s later": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S5},
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY},
    ],
    "when the key, the C shall ring the bell after 5 s": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "at_least": S5},
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY},
    ],
    "when the key, the C shall hold the valve until the bell rings": [
        {
            "pattern": Pattern.UNIVERSALITY,
            "subject": HOLD,
            "scope": Scope.AFTER_UNTIL,
            "opens": KEY,
            "closes": BELL,
        }
    ],
    "the C shall hold the valve until the bell rings": [
        {"pattern": Pattern.PRECEDENCE, "subject": no(HOLD), "trigger": BELL}
    ],
    "while the mode is on, the C shall not hold the valve until the bell rings": [
        {"pattern": Pattern.PRECEDENCE, "subject": HOLD, "trigger": BELL, "state": ON}
    ],
    "the C shall not ring the bell before the door opens": [
        {"pattern": Pattern.PRECEDENCE, "subject": RING, "trigger": OPENS}
    ],
    "the C shall ring the bell before the door opens": [
        {"pattern": Pattern.PRECEDENCE, "subject": OPENS, "trigger": RING}
    ],
    "when the key, the C shall not ring the bell before the door opens": [
        {
            "pattern": Pattern.ABSENCE,
            "subject": RING,
            "scope": Scope.AFTER_UNTIL,
            "opens": KEY,
            "closes": OPENS,
        }
    ],
    "when the key, the C shall ring the bell before the door opens": [
        {"pattern": Pattern.EXISTENCE, "subject": RING, "scope": Scope.BETWEEN, "opens": KEY, "closes": OPENS}
    ],
    "the C shall ring the bell after the door opens": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": OPENS}
    ],
    "the C shall not ring the bell after the door opens": [
        {"pattern": Pattern.ABSENCE, "subject": RING, "scope": Scope.AFTER, "opens": OPENS}
    ],
    "when the key, the C shall hold the valve and shall not ring the bell": [
        {"pattern": Pattern.RESPONSE, "subject": HOLD, "trigger": KEY},
        {"pattern": Pattern.ABSENCE, "subject": RING, "scope": Scope.AFTER, "opens": KEY},
    ],
    "when the key, if the level is high, then the C shall ring the bell": [
        {"pattern": Pattern.RESPONSE, "subject": RING, "trigger": KEY, "state": HIGH}
    ],
}


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_means_its_property(sentence):
    assert PLANT.properties(sentence) == CASES[sentence]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("the C shall ring the bell", "an event, which cannot last"),
        ("while the key, the C shall hold the valve", "While or Where clause is bound to an event"),
        ("the C shall ring the bell for 5 s", "no duration"),
        ("when the key, the C shall ring the bell until the door opens", "cannot last until"),
        ("the C shall not ring the bell within 5 s", "from when the time counts"),
        ("the C shall ring the bell after 5 s", "from when the earliest time counts"),
        ("the C shall not ring the bell every 5 s", "nothing definite"),
        ("the C shall not hold the valve for at most 5 s", "nothing definite"),
        ("the C shall not hold the valve and level is high", "say which is meant"),
        ("when the key and the bell rings, the C shall hold the valve", "one instant"),
        ("when not the key, the C shall hold the valve", "denies an event"),
        ("when the key, if the bell rings, then the C shall hold the valve", "one instant"),
        (
            "when the key or the level is high, the C shall not hold the valve for more than 5 s",
            "from a trigger on",
        ),
        ("when the level is high, the C shall not hold the valve for more than 5 s", "from a trigger on"),
        ("when the key, the C shall hold the valve after the door opens", "say one of them as While"),
        ("the C shall hold the valve within 0.3 ns", "finer than a nanosecond"),
        ("The valve is held.", "not understood"),
        ("the C shall hold the valve only when the mode is on", "not understood"),
    ],
)
def test_what_no_property_says_has_a_reason(sentence, words):
    found = PLANT.meaning(sentence)
    assert found.properties == ()
    assert found.unbound == ()
    assert words in found.reason


@pytest.mark.parametrize(
    "tail", ["within MAX_TIME", "within timeout", "for at least HOLD_TIME", "within 10 V"]
)
def test_a_deadline_without_its_time_is_refused_with_the_reason_and_never_dropped(tail):
    plant = Bound()
    plant.event(f"ring bell {tail}", plant.high)
    assert plant.meaning("When the key, the C shall ring the bell within 50 ms.").properties
    found = plant.meaning(f"When the key, the C shall ring the bell {tail}.")
    assert found.properties == ()
    assert "nothing bounds the response" in found.reason
    assert tail.split(None, 1)[1].removeprefix("at least ") in found.reason


@pytest.mark.parametrize("tail", ["within seconds", "no later than dawn", "within the allotted time (2 s)"])
def test_a_time_that_is_words_of_the_response_is_refused_and_not_left_out_of_the_property(tail):
    plant = Bound()
    plant.event(f"ring bell {tail}", plant.high)
    found = plant.meaning(f"When the key, the C shall ring the bell {tail}.")
    assert found.properties == ()
    assert "a property without it would say less" in found.reason


def test_a_phrase_that_is_not_bound_is_the_reason():
    found = PLANT.meaning(
        "When the key, the C shall hold the valve and shall wash the filter until dawn breaks."
    )
    assert found.properties == ()
    assert found.unbound == ("wash the filter", "dawn breaks")
    assert found.reason == "Bound to nothing in the behaviour: “wash the filter”, “dawn breaks”"


def test_an_unconfirmed_binding_is_not_used():
    plant = Bound()
    plant.event("lamp fails", plant.high, confirmed_by="")
    assert plant.meaning("If the lamp fails, then the C shall hold the valve.").unbound == ("the lamp fails",)


def test_a_text_in_plain_language_is_not_read():
    plant = Bound()
    requirement = plant.requirement("the C shall hold the valve", language=Language.PLAIN)
    assert formalise(plant.snapshot, requirement).reason == "It is written in plain language"


def test_the_whole_bound_phrase_comes_before_its_parts():
    plant = Bound()
    whole = plant.state("level is high and mode is on", plant.idle)
    (found,) = plant.properties("while the level is high and the mode is on, the C shall hold the valve")
    assert found["state"] == Atom(whole.id)


def test_a_response_of_two_things_is_demanded_of_each_alone():
    plant = Bound()
    for said, event in (
        ("hold valve and ring bell", "ring bell"),
        ("hold valve and bell rings", "bell rings"),
    ):
        found = plant.properties(f"when the key, the C shall {said} within 5 s")
        assert [one["subject"] for one in found] == [plant.atoms["hold valve"], plant.atoms[event]]


conditions = st.recursive(
    st.builds(Atom, st.sampled_from("abc"), st.booleans()),
    lambda parts: (
        st.builds(All, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(Any, st.lists(parts, min_size=1, max_size=3).map(tuple))
    ),
)


def holds(condition, world: set[str]) -> bool:
    if isinstance(condition, Atom):
        return (condition.proposition in world) != condition.negated
    together = all if isinstance(condition, All) else any
    return together(holds(part, world) for part in condition.parts)


@given(conditions, st.sets(st.sampled_from("abc")))
def test_denying_turns_the_truth_of_a_condition_round(condition, world):
    assert holds(denied(condition), world) != holds(condition, world)
    assert denied(denied(condition)) == condition


def test_the_sample_is_formalised_as_its_readme_says():
    snapshot = read_text(sample_folder("water-treatment"))
    found = formalise_all(snapshot)
    without = sorted(snapshot[key].key for key, one in found.items() if not one.properties)
    assert without == [
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
    known = {proposition.id for proposition in snapshot.of(Proposition) if proposition.confirmed_by}
    for one in found.values():
        assert bool(one.properties) != bool(one.reason)
        for p in one.properties:
            for condition in (p.subject, p.trigger, p.state, p.opens, p.closes):
                assert condition is None or {atom.proposition for atom in atoms(condition)} <= known


def test_a_time_that_may_be_of_the_clause_is_decided_by_nobody_but_its_author():
    plant = Bound()
    requirement = plant.requirement("the C shall ring the bell when the level is high within 5 s")
    assert "say which" in formalise(plant.snapshot, requirement).reason


@pytest.mark.parametrize("denial", ["", "not "])
def test_for_a_time_after_something_means_the_same_as_when_it_happens(denial):
    after = PLANT.properties(f"the C shall {denial}hold the valve for 5 s after the key")
    when = PLANT.properties(f"when the key, the C shall {denial}hold the valve for 5 s")
    assert after == when != []
