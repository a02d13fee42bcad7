"""The kernel in C decides as its twin in Python does, after as many states and transitions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checker import Limits, Outcome, verify
from core.checker.kernel import library as loading
from core.checker.kernel.library import BITS, library, sources_digest
from core.ground.diagnostic import Refused
from core.uppaal.document import Document
from core.uppaal.files.reading import read_document
from tests.core.checker.models import automaton, edge, fischer, location, network
from tests.core.checker.networks import conditions, networks

pytestmark = pytest.mark.skipif(
    any(library(bits) is None for bits in BITS),
    reason="the kernel is not built: python3 installers/bootstrap.py setup, with a C compiler",
)

QUERIES = (
    *("E<> {}", "A[] not deadlock", "E<> ({}) && !deadlock", "A[] ({}) imply deadlock"),
    *("E[] {}", "A<> {}", "({}) --> P.a", "P.a --> ({})"),
    *("bounds{{{}}}: x, v, O.c", "sup: y, O.n", "inf{{{}}}: y, f"),
)


def answered(document: Document, query: str, by_kernel: bool) -> tuple[object, ...]:
    """What is found, and how much was looked at; where it is refused, the words."""
    try:
        found = verify(document, query, Limits(seconds=None), by_kernel=by_kernel)
    except Refused as refused:
        return (str(refused),)
    return found.outcome, found.states, found.transitions, found.reason, found.trace, found.extents


def both_agree(document: Document, query: str) -> None:
    assert answered(document, query, True) == answered(document, query, False)


@settings(max_examples=60)
@given(networks(), conditions(), st.sampled_from(QUERIES))
def test_random_networks_have_the_same_answers(document: Document, condition: str, query: str) -> None:
    both_agree(document, query.format(condition))


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=4000)
@given(networks(), conditions(), st.sampled_from(QUERIES))
def test_random_networks_have_the_same_answers_at_length(
    document: Document, condition: str, query: str
) -> None:
    both_agree(document, query.format(condition))


@pytest.mark.slow
@pytest.mark.parametrize("query", ["E<> false", "A[] not deadlock"])
def test_every_file_of_others_has_the_same_answers(corpus: Path, query: str) -> None:
    files = sorted((corpus / "uppaal").glob("*.xml"))
    assert len(files) > 5
    for path in files:
        try:
            document = read_document(path)
        except Refused:
            continue
        if path.name not in {"fischer.xml", "fddi_uppaal_fddi.xml"} or query == "E<> false":
            both_agree(document, query)


NUMBERS = st.integers(-9, 9)
OPERATORS = ["+", "-", "*", "/", "%", "&", "|", "^", "<?", ">?", "<", "<=", ">", ">=", "==", "!=", "&&", "||"]


def binary(left: str, operator: str, right: str) -> str:
    return f"({left} {operator} {right})"


VALUES = st.recursive(
    st.one_of(NUMBERS.map(lambda one: f"({one})"), st.sampled_from(["v", "w", "t[v & 3]", "g(v)", "s.m"])),
    lambda inner: st.one_of(
        st.builds(binary, inner, st.sampled_from(OPERATORS), inner),
        st.builds("({} << {})".format, inner, st.integers(0, 5)),
        st.builds("({} >> {})".format, inner, st.integers(0, 5)),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("(!{})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("f({}, {})".format, inner, inner),
    ),
    max_leaves=8,
)
DECLARATION = """
clock x;
int v = 3;
int[-40,40] w = -2;
const int t[4] = {4, -1, 7, 0};
struct { int m; int n; } s = {5, 6};
int g(int a) {
    int i;
    int sum = 0;
    for (i = 0; i < 4; i++) { if (i != a) sum += t[i]; }
    return sum;
}
int f(int a, int b) {
    int r = a;
    while (r > b && r > -20) { r = r - 3; if (r % 7 == 0) return r; }
    return r + b;
}
"""


@settings(max_examples=120)
@given(VALUES, VALUES)
def test_expressions_have_the_same_values_and_the_same_faults(one: str, other: str) -> None:
    document = network(
        DECLARATION,
        automaton(
            "P",
            location("a"),
            location("b"),
            edge("a", "b", guard=f"{one} != 100", assignment=f"w = {other}, s.n = w, v = {one}"),
            edge("b", "a", guard=f"{other} > v || x > 3", assignment="x = 0, s.m = s.m + 1"),
        ),
    )
    both_agree(document, f"E<> {one} == {other} && v > 4")


@pytest.mark.parametrize(
    ("bound", "verdict"), [(1 << 19, "satisfied"), (1 << 21, "satisfied"), (1 << 29, "satisfied")]
)
def test_large_constants_are_counted_with(bound: int, verdict: str) -> None:
    document = network(
        "clock x, y;",
        automaton(
            "P",
            location("a", f"x <= {bound}"),
            location("b", f"y <= {bound + 7}"),
            edge("a", "b", guard=f"x >= {bound - 1}", assignment="x = 0"),
            edge("b", "a", guard="x > 6", assignment="y = 0, x = 0"),
        ),
    )
    for query in ("A[] not deadlock", f"E<> P.b && y >= {bound + 7}", f"A[] P.b imply y >= {bound - 1}"):
        both_agree(document, query)
    assert verify(document, f"A[] y <= {bound + 7}").outcome.value == verdict


def test_a_number_beyond_64_bits_is_left_to_the_twin() -> None:
    document = network(
        "int v = 2; int w = 0;",
        automaton(
            "P",
            location("a"),
            location("b"),
            edge("a", "b", guard="(v << 62) * (v << 62) > 0", assignment="w = 1"),
        ),
    )
    both_agree(document, "E<> w == 1")
    assert verify(document, "E<> w == 1").outcome is Outcome.SATISFIED


def test_networks_with_very_many_clocks_or_locals_are_left_to_the_twin() -> None:
    clocks = ", ".join(f"c{number}" for number in range(400))
    waits = edge("a", "b", guard="c0 >= 1 && c399 >= 2")
    many = network(f"clock {clocks};", automaton("P", location("a"), location("b"), waits))
    assert verify(many, "E<> P.b").outcome is Outcome.SATISFIED
    large = network(
        "int f() { int many[11000]; many[10999] = 7; return many[10999]; } int v;",
        automaton("P", location("a"), location("b"), edge("a", "b", assignment="v = f()")),
    )
    assert verify(large, "E<> v == 7").outcome is Outcome.SATISFIED


def test_without_a_library_built_from_these_sources_the_twin_decides(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loading.library.cache_clear()
    try:
        monkeypatch.setattr(loading, "library_path", lambda bits: tmp_path / f"kernel{bits}.so")
        assert library(32) is None
        loading.library.cache_clear()
        (tmp_path / "kernel32.so").write_bytes(b"no library")
        assert library(32) is None
        loading.library.cache_clear()
        monkeypatch.undo()
        monkeypatch.setattr(loading, "sources_digest", lambda: sources_digest()[::-1])
        assert library(32) is None
        assert verify(fischer(3), "A[] not deadlock").outcome is Outcome.SATISFIED
    finally:
        monkeypatch.undo()
        loading.library.cache_clear()
