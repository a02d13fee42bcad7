"""How late a missed deadline can get."""

import pytest

from core.assistants.worst_case import worst_case
from core.checker import Limits, Outcome, Verdict, verify
from core.uppaal.document import Document, Label, Location, Template, Transition


def waiting(longest: int, strict: bool = False) -> Document:
    """A process that waits up to `longest` units, or less than that, and then is done for ever."""
    bound = "<" if strict else "<="
    template = Template(
        name="O",
        declaration="clock c;",
        locations=(
            Location("a", "Waiting", (Label("invariant", f"c {bound} {longest}"),)),
            Location("b", "Done"),
        ),
        initial="a",
        transitions=(Transition("a", "b"),),
    )
    return Document(templates=(template,), system="system O;")


@pytest.mark.parametrize("longest", [3, 4, 7, 8, 9, 31, 120])
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("operator", ["<=", "<"])
def test_the_greatest_wait_is_found_and_shown(longest, strict, operator):
    document = waiting(longest, strict)
    found = worst_case(f"A[] O.Waiting imply O.c {operator} 2", lambda formula: verify(document, formula))
    assert found is not None
    assert found.units == longest
    assert found.verdict.outcome is Outcome.VIOLATED
    (last,) = (value for name, value in found.verdict.trace.steps[-1].state.clocks if name == "O.c")
    assert (last == longest) if not strict else (longest - 1 < last < longest)


def test_an_answer_that_may_never_come_has_no_worst_case():
    document = waiting(10**6)
    assert worst_case("A[] O.Waiting imply O.c <= 2", lambda formula: verify(document, formula)) is None


def test_other_forms_have_none_and_limits_end_the_search():
    document = waiting(9)
    for formula in ("A[] not O.Waiting", "E<> O.Done", "A[] O.Waiting imply O.c > 2"):
        assert worst_case(formula, lambda formula: verify(document, formula)) is None
    limits = Limits(states=0)

    def ask(formula: str) -> Verdict:
        return verify(document, formula, limits)

    assert worst_case("A[] O.Waiting imply O.c <= 2", ask) is None
