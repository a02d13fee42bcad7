"""Models that others wrote: verdicts as their authors meant them, and runs that the semantics allow."""

from fractions import Fraction
from pathlib import Path

import pytest

from core.checker import Limits, Outcome, verify, verify_all
from core.uppaal.document import Document
from core.uppaal.files.reading import read_document
from tests.core.checker.test_differential import replay

pytestmark = pytest.mark.usefixtures("engine")


def _formulas(document: Document) -> list[str]:
    return [query.formula for query in document.queries if query.formula]


@pytest.mark.parametrize(
    ("name", "count"),
    [("2doors.xml", 7), ("bridge.xml", 7), ("fischer_uppaal_fischer.xml", 2), ("mutex_uppaal_mutex.xml", 2)],
)
def test_all_queries_hold_as_their_authors_meant(corpus: Path, name: str, count: int) -> None:
    document = read_document(corpus / "uppaal" / name)
    verdicts = verify_all(document, _formulas(document))
    assert [verdict.outcome for verdict in verdicts] == [Outcome.SATISFIED] * count


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("name", "count"), [("fischer.xml", 3), ("train-gate.xml", 14)])
def test_all_queries_of_large_models_hold(corpus: Path, name: str, count: int) -> None:
    document = read_document(corpus / "uppaal" / name)
    verdicts = verify_all(document, _formulas(document), Limits(seconds=None))
    assert [verdict.outcome for verdict in verdicts] == [Outcome.SATISFIED] * count


@pytest.mark.parametrize("name", ["2doors.xml", "bridge.xml", "fischer.xml", "train-gate.xml"])
def test_runs_through_foreign_models_are_allowed_by_the_semantics(corpus: Path, name: str) -> None:
    document = read_document(corpus / "uppaal" / name)
    reachable = [formula for formula in _formulas(document) if formula.startswith("E<>")]
    for formula in reachable or ["E<> P(1).cs", "E<> P(2).cs and P(1).wait"]:
        trace = verify(document, formula).trace
        assert trace is not None
        assert replay(document, trace).holds(formula.removeprefix("E<>"))


def test_the_run_across_the_bridge_takes_the_time_its_steps_need(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "bridge.xml")
    crossed = "Viking1.safe and Viking2.safe and Viking3.safe and Viking4.safe"
    assert verify(document, f"E<> {crossed} and time <= 60").outcome is Outcome.SATISFIED
    assert verify(document, f"E<> {crossed} and time < 60").outcome is Outcome.VIOLATED
    trace = verify(document, f"E<> {crossed} and time <= 60").trace
    assert trace is not None
    assert trace.steps[-1].time == Fraction(60)


def test_stations_that_collide_both_hear_of_it_in_time(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "csmacd_uppaal_csmacd.xml")
    both = "Station(1).Start and Station(2).Start"
    # A collision is told within S = 26 after the second began, who began within 26 of the first.
    assert verify(document, f"A[] ({both} imply Station(1).x <= 52)").outcome is Outcome.SATISFIED
    assert verify(document, f"E<> {both} and Station(1).x > 51").outcome is Outcome.SATISFIED


@pytest.mark.slow
def test_the_token_of_fddi_is_never_in_two_places(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "fddi_uppaal_fddi.xml")
    holding = "(Station({0}).q1 or Station({0}).q2 or Station({0}).q3)"
    query = f"A[] not ({holding.format(1)} and {holding.format(2)})"
    assert verify(document, query).outcome is Outcome.SATISFIED
