"""Fischer's protocol: verdicts, and the numbers of states that another verifier stores.

The numbers are those of TChecker's covering reachability with Extra+LU and inclusion, and equal ones
say that bounds, extrapolation and subsumption are as fine and as coarse as theirs.
"""

import pytest

from core.checker import Limits, Outcome, verify
from tests.core.checker.models import fischer

pytestmark = pytest.mark.usefixtures("engine")

ONE_INSIDE = (
    "A[] forall (i : number) forall (j : number) Contender(i).inside && Contender(j).inside imply i == j"
)


@pytest.mark.parametrize(("processes", "stored"), [(2, 18), (3, 65), (4, 220), (5, 727), (6, 2378)])
def test_as_many_states_are_stored_as_by_another_verifier(processes: int, stored: int) -> None:
    verdict = verify(fischer(processes), ONE_INSIDE)
    assert (verdict.outcome, verdict.states) == (Outcome.SATISFIED, stored)


def test_seven_processes_are_verified_whole() -> None:
    assert verify(fischer(7), ONE_INSIDE, Limits(seconds=None)).states == 7737


def test_two_get_inside_where_waiting_is_not_longer_than_writing() -> None:
    document = fischer(2)
    hasty = document.templates[0]
    labels = tuple(
        transition.labels
        if transition.label("guard") != "turn == me && since > 10"
        else (type(transition.labels[0])("guard", "turn == me && since > 9"),)
        for transition in hasty.transitions
    )
    transitions = tuple(
        type(transition)(transition.source, transition.target, kept)
        for transition, kept in zip(hasty.transitions, labels, strict=True)
    )
    broken = type(hasty)(
        hasty.name,
        hasty.parameter,
        hasty.declaration,
        hasty.locations,
        (),
        hasty.initial,
        transitions,
    )
    verdict = verify(type(document)(document.declaration, (broken,), document.system), ONE_INSIDE)
    assert verdict.outcome is Outcome.VIOLATED
    assert verdict.trace is not None
    inside = [place for _process, place in verdict.trace.steps[-1].state.locations]
    assert inside == ["inside", "inside"]


def test_no_deadlock_and_no_promise_to_get_inside() -> None:
    document = fischer(3)
    assert verify(document, "A[] not deadlock").outcome is Outcome.SATISFIED
    assert verify(document, "Contender(1).asking --> Contender(1).waiting").outcome is Outcome.SATISFIED
    assert verify(document, "Contender(1).asking --> Contender(1).inside").outcome is Outcome.VIOLATED
