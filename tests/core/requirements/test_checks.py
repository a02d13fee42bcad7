"""The language of checks: what is written is read back, what is wrong is told with its place."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.requirements.checks.parsing import DEEPEST, LONGEST, read_check
from core.requirements.checks.printing import printed
from core.requirements.checks.tree import AllOf, AnyOf, Comparison, Denial, Each, FactTest, Quantifier
from tests.core.requirements.check_trees import checks

STATEMENTS = (
    "every flow where crosses_zone is yes: encrypted is yes",
    'the interface "JTAG" of "PLC 02": enabled is no',
    "every component where role is controller: no flow in inputs: authenticated is no",
    'setting "session/timeout" in "panel.json" as s <= 10 min and verdict of "DOS-04" is satisfied',
    'every flow: (source in zone "Office" or crosses zone "Control") and latency_max <= 100 ms',
    'evidence "Factory test" is unaltered or not (evidence "Trip test" is younger than 365 d)',
    'some node: names_nothing is "a"',
)


@given(checks)
def test_what_is_written_is_read_as_the_same_check(check):
    statement = printed(check)
    assume(len(statement) <= LONGEST)
    read = read_check(statement)
    if read.check is None:
        assert [one.code for one in read.diagnostics] == ["check-long"], statement
    else:
        assert check == read.check


@given(st.text() | st.lists(st.sampled_from(" ".join(STATEMENTS).split()), max_size=30).map(" ".join))
def test_nothing_that_is_typed_does_more_than_give_diagnostics_with_a_place(text):
    read = read_check(text)
    assert (read.check is None) == bool(read.diagnostics)
    for one in read.diagnostics:
        line = [*text.split("\n"), ""][(one.line or 1) - 1]
        assert 1 <= one.column <= len(line) + 1
        assert one.message
        assert one.hint or one.example


@given(st.sampled_from(STATEMENTS), st.data())
def test_a_statement_with_a_letter_or_word_too_few_or_too_many_is_read_or_told(statement, data):
    start = data.draw(st.integers(0, len(statement)))
    end = data.draw(st.integers(start, len(statement)))
    text = (
        statement[:start]
        + data.draw(st.sampled_from(["", ":", '"', "(", " and ", "§", "\n"]))
        + statement[end:]
    )
    read = read_check(text)
    if read.check is not None:
        assert read.check == read_check(printed(read.check)).check


def test_what_stands_behind_a_colon_reaches_as_far_as_it_can():
    fact = FactTest(("encrypted",), Comparison.IS, ("yes",))
    other = FactTest(("authenticated",), Comparison.IS, ("yes",))
    wide = read_check("every flow: encrypted is yes and authenticated is yes").check
    assert wide == Each(Quantifier.EVERY, "flow", (), None, AllOf((fact, other)))
    narrow = read_check("(every flow: encrypted is yes) and (no flow: authenticated is yes)").check
    assert narrow == AllOf(
        (Each(Quantifier.EVERY, "flow", (), None, fact), Each(Quantifier.NO, "flow", (), None, other))
    )


def test_not_binds_more_than_and_and_and_more_than_or():
    one, two, three = (read_check(f'digest of "{name}" is "{"a" * 64}"').check for name in "abc")
    said = " ".join(
        f'{word} digest of "{name}" is "{"a" * 64}"'
        for word, name in zip(("not", "or", "and"), "abc", strict=True)
    )
    assert read_check(said).check == AnyOf((Denial(one), AllOf((two, three))))


def test_keywords_are_read_in_any_case_and_values_as_they_are_written():
    assert read_check("EVERY flow: Encrypted is yes").check is None
    assert (
        read_check("Every flow: NOT encrypted IS yes").check
        == read_check("every flow: not encrypted is yes").check
    )
    found = read_check('setting "Log" in "a.ini" is No').check
    assert found.values == ("No",)


def test_a_name_stands_in_the_quotation_marks_of_any_of_our_languages():
    said = [
        read_check(f"verdict of {name} is satisfied").check
        for name in ('"A 1"', "“A 1”", "„A 1“", "«\u202fA 1\u202f»")
    ]
    assert said == [said[0]] * 4
    assert said[0].requirement == "A 1"


@pytest.mark.parametrize(
    ("statement", "code", "place"),
    [
        ("every flw: encrypted is yes", "check-sort", "flw"),
        ("every flow: encrypt is yes", "check-fact", "encrypt"),
        ("every flow: encrypted is maybe", "check-value", "is maybe"),
        ("every flow: encrypted is unknown", "check-value", "is unknown"),
        ("every flow: protocol <= 3", "check-comparison", "<= 3"),
        ("every flow: latency_max <= 5 parsec", "check-unit", "parsec"),
        ("every flow: latency_max <= 5 V", "check-value", "<= 5 V"),
        ("every flow: source.role is controler", "check-value", "is controler"),
        ("every flow: verdict is satisfied", "check-inside", "verdict is satisfied"),
        ("every component: every flow: encrypted is yes", "check-among", "flow"),
        ("every component: some flow in nodes: encrypted is yes", "check-sort", "flow"),
        ("every component: some flow in interfaces: encrypted is yes", "check-collection", "interfaces"),
        ('every zone: in zone "A"', "check-zone", 'in zone "A"'),
        ('every node: crosses zone "A"', "check-crossing", 'crosses zone "A"'),
        ("encrypted is yes", "check-whose", "encrypted is yes"),
        ('setting "a" in "../b" is 1', "check-file", '"../b"'),
        ('setting "a" in "/etc/passwd" is 1', "check-file", '"/etc/passwd"'),
        ('setting "a" in "C:\\b" is 1', "check-file", '"C:\\b"'),
        ('setting "a" in "b" as s <= 5 V', "check-unit", "<= 5 V"),
        ('digest of "a" is "12"', "check-digest", '"12"'),
        ('evidence "a" is younger than 5 V', "check-age", "5 V"),
        ("every flow encrypted is yes", "check-syntax", "encrypted"),
        ("verdict is violated", "check-syntax", "violated"),
        ("every component: role is operator interface", "check-syntax", "interface"),
        ("", "check-empty", ""),
        ("(" * (DEEPEST + 1), "check-long", ""),
        ("verdict is satisfied " + " " * LONGEST, "check-long", ""),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(statement, code, place):
    first = read_check(statement).diagnostics[0]
    assert first.code == code
    if place:
        start = first.column - 1
        assert statement[start : start + first.length] == place
