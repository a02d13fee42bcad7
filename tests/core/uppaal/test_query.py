"""UPPAAL's queries: the symbolic ones are read, the others refused by name."""

import pytest

from core.ground.diagnostic import Refused
from core.uppaal.language.declaration import Path
from core.uppaal.language.parsing import parse_query
from core.uppaal.language.printing import print_query


@pytest.mark.parametrize(
    ("text", "path", "printed"),
    [
        ("A[] not deadlock", Path.ALWAYS, "A[] !deadlock"),
        ("A[](a and\n    b)", Path.ALWAYS, "A[] a && b"),
        ("E<> P.a", Path.POSSIBLY, "E<> P.a"),
        ("E[] true", Path.POTENTIALLY_ALWAYS, "E[] true"),
        ("A<> x <= 3", Path.EVENTUALLY, "A<> x <= 3"),
        ("P(0).a --> Q.b", Path.LEADS_TO, "P(0).a --> Q.b"),
        ("sup: x, y", Path.SUPREMUM, "sup: x, y"),
        ("inf{P.a}: P.x", Path.INFIMUM, "inf{P.a}: P.x"),
        ("bounds{P.a and n > 1}: n", Path.BOUNDS, "bounds{P.a && n > 1}: n"),
        ("A[] \\\n forall (i : int[0,2]) P(i).a", Path.ALWAYS, "A[] forall (i : int[0,2]) P(i).a"),
    ],
)
def test_symbolic_queries_are_read(text: str, path: Path, printed: str) -> None:
    query = parse_query(text)
    assert query.path is path
    assert print_query(query) == printed
    assert parse_query(printed) == query


@pytest.mark.parametrize(
    "text",
    [
        "Pr[<=100](<> P.a)",
        "simulate [<=10] {x}",
        "control: A<> P.a",
        "E[<=10; 100](max: x)",
        "strategy s = 1",
    ],
)
def test_other_queries_are_refused_by_name(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_query(text)
    assert refusal.value.diagnostics[0].code == "query-not-symbolic"


@pytest.mark.parametrize(
    "text", ["A[] A<> p", "A<>[<=5] p", "p -->[<=5] q", "p -> q", "A[]", "", "A[] p E<> q", "max: x"]
)
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_query(text)
