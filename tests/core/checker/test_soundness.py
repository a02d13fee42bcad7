"""What a verifier gets wrong most easily, each by a small model whose answer is plain by hand."""

import subprocess
import sys
from fractions import Fraction

import pytest

from core.checker import Limits, ModelFault, Outcome, verdict_to_plain, verify, verify_all
from core.ground.diagnostic import Cancelled, Refused
from core.uppaal.document import BranchPoint, Document, Template, Waiting
from tests.core.checker.models import automaton, edge, fischer, location, network
from tests.core.checker.test_differential import replay

pytestmark = pytest.mark.usefixtures("engine")


def outcome(document: Document, query: str) -> str:
    """The verdict in a word, after its run was replayed."""
    verdict = verify(document, query)
    if verdict.trace is not None:
        replay(document, verdict.trace)
    return verdict.outcome.value


def lamp() -> Document:
    """One clock, strict and non-strict bounds."""
    return network(
        "clock x, t;",
        automaton(
            "P",
            location("off"),
            location("on", "x < 5"),
            edge("off", "on", guard="x > 2", assignment="x = 0"),
            edge("on", "off", guard="x >= 5"),
            edge("on", "off", guard="x == 3", assignment="t = 0"),
        ),
    )


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("E<> P.on and t < 3 and x > 1", "satisfied"),
        ("E<> P.on and t < 3", "satisfied"),
        ("A[] (P.on imply x < 5)", "satisfied"),
        ("A[] (P.on imply x <= 4)", "violated"),
        ("E<> P.off and x == 3 and t == 0", "satisfied"),
        ("A[] not deadlock", "violated"),
        ("E<> x > 1000000", "satisfied"),
    ],
)
def test_strict_bounds_survive_every_operation(query: str, answer: str) -> None:
    assert outcome(lamp(), query) == answer


def test_the_earliest_times_are_exact() -> None:
    trace = verify(lamp(), "E<> P.off and x == 3 and t == 0").trace
    assert trace is not None
    assert [step.delay for step in trace.steps] == [Fraction(5, 2), Fraction(3)]
    assert trace.steps[-1].time == Fraction(11, 2)


def test_constants_of_the_query_count() -> None:
    # The model itself never looks at its clock beyond 1.
    document = network(
        "clock x;", automaton("P", location("a", "x <= 1"), location("b"), edge("a", "b", guard="x == 1"))
    )
    assert outcome(document, "E<> P.b and x == 7") == "satisfied"
    assert outcome(document, "A[] (P.b imply x <= 7)") == "violated"
    assert outcome(document, "E<> P.a and x > 1") == "violated"


def test_a_violated_target_invariant_forbids_the_move_but_the_receiver_still_hears() -> None:
    document = network(
        "clock x; broadcast chan go; bool sent;",
        automaton(
            "S", location("a", "x <= 3"), location("b"), edge("a", "b", guard="x == 2", synchronisation="go!")
        ),
        automaton("R", location("r"), location("q", "x < 2"), edge("r", "q", synchronisation="go?")),
    )
    # R could hear but its target is forbidden: S cannot send past it.
    assert outcome(document, "E<> S.b") == "violated"


def test_updates_run_sender_first_and_receivers_in_order() -> None:
    document = network(
        "int n = 1; broadcast chan go;",
        automaton(
            "Second",
            location("a"),
            location("b"),
            edge("a", "b", synchronisation="go?", assignment="n = n + 5"),
        ),
        automaton(
            "Sender",
            location("a"),
            location("b"),
            edge("a", "b", synchronisation="go!", assignment="n = n * 3"),
        ),
        automaton(
            "First",
            location("a"),
            location("b"),
            edge("a", "b", synchronisation="go?", assignment="n = n * 10"),
        ),
        system="system First, Second, Sender;",
    )
    # The sender makes it 3, First 30, Second 35.
    assert outcome(document, "A[] (Sender.b imply n == 35)") == "satisfied"


def test_guards_of_receivers_see_the_state_before_the_sender_updates() -> None:
    document = network(
        "bool f; broadcast chan go;",
        automaton(
            "S", location("a"), location("b"), edge("a", "b", synchronisation="go!", assignment="f = true")
        ),
        automaton("R", location("a"), location("b"), edge("a", "b", guard="f", synchronisation="go?")),
    )
    assert outcome(document, "A[] not R.b") == "satisfied"


def test_an_urgent_channel_stops_time_once_it_can_be_taken() -> None:
    document = network(
        "clock x; urgent chan go; bool ready;",
        automaton("S", location("a"), location("b"), edge("a", "b", guard="ready", synchronisation="go!")),
        automaton("R", location("a"), location("b"), edge("a", "b", synchronisation="go?")),
        automaton(
            "T",
            location("a", "x <= 4"),
            location("b"),
            edge("a", "b", guard="x == 4", assignment="ready = true"),
        ),
    )
    assert outcome(document, "E<> S.a and x > 4") == "violated"
    assert outcome(document, "A<> S.b") == "satisfied"


def test_committed_locations_go_first_and_take_no_time() -> None:
    document = network(
        "clock x; int n;",
        automaton(
            "P", location("a", waiting=Waiting.COMMITTED), location("b"), edge("a", "b", assignment="n = 1")
        ),
        automaton("Q", location("a"), location("b"), edge("a", "b", guard="n == 0")),
    )
    assert outcome(document, "E<> Q.b") == "violated"
    assert outcome(document, "E<> P.a and x > 0") == "violated"
    assert outcome(document, "A<> P.b") == "satisfied"


def test_a_run_that_stops_or_idles_counts_for_liveness() -> None:
    idle = network("clock x;", automaton("P", location("a"), location("b"), edge("a", "b")))
    assert outcome(idle, "A<> P.b") == "violated"
    pressed = network("clock x;", automaton("P", location("a", "x <= 3"), location("b"), edge("a", "b")))
    assert outcome(pressed, "A<> P.b") == "satisfied"
    late = network(
        "clock x;", automaton("P", location("a", "x <= 3"), location("b"), edge("a", "b", guard="x < 3"))
    )
    assert outcome(late, "A<> P.b") == "violated"
    stuck = network(
        "clock x;", automaton("P", location("a", "x <= 3"), location("b"), edge("a", "b", guard="x > 5"))
    )
    assert outcome(stuck, "E[] P.a") == "satisfied"
    forced = network(
        "clock x;", automaton("P", location("a", "x <= 3"), location("b"), edge("a", "b", guard="x >= 3"))
    )
    assert outcome(forced, "A<> P.b") == "satisfied"
    assert outcome(forced, "P.a --> P.b") == "satisfied"
    # Time does not stop in P.b, so it gets there.
    assert outcome(forced, "A<> P.b and x > 3") == "satisfied"


def test_a_lower_bound_in_an_invariant_must_hold_on_arrival() -> None:
    document = network(
        "clock x;",
        automaton(
            "P",
            location("a", "x <= 5"),
            location("b", "x >= 3"),
            location("c", "x >= 3"),
            edge("a", "b"),
            edge("b", "c", assignment="x = 2"),
        ),
    )
    assert outcome(document, "A[] (P.b imply x >= 3)") == "satisfied"
    assert outcome(document, "E<> P.b and x == 3") == "satisfied"
    assert outcome(document, "E<> P.c") == "violated"


def test_a_flag_may_guard_an_invariant() -> None:
    document = network(
        "clock t, now; bool running;",
        automaton(
            "P",
            location("a", "!running || t <= 4"),
            edge("a", "a", guard="!running", assignment="running = true, t = 0"),
            edge("a", "a", guard="running && t >= 4", assignment="running = false"),
        ),
    )
    assert outcome(document, "A[] (running imply t <= 4)") == "satisfied"
    assert outcome(document, "A[] t <= 4") == "violated"
    assert outcome(document, "A[] not deadlock") == "satisfied"


def test_a_value_out_of_range_is_a_fault_of_the_model_and_no_verdict() -> None:
    document = network(
        "clock x; int[0,5] v;",
        automaton("P", location("a"), location("b"), edge("a", "b", guard="x > 3", assignment="v = v + 6")),
    )
    with pytest.raises(ModelFault) as fault:
        verify(document, "A[] v <= 5")
    assert fault.value.diagnostics[0].code == "model-fault"
    assert "P: a → b" in str(fault.value)
    (verdict,) = verify_all(document, ["A[] v <= 5"])
    assert (verdict.outcome, "outside 0..5" in verdict.reason) == (Outcome.UNKNOWN, True)
    # What is never reached does no harm.
    harmless = network(
        "clock x; int[0,5] v;",
        automaton(
            "P", location("a", "x <= 2"), location("b"), edge("a", "b", guard="x > 3", assignment="v = 6")
        ),
    )
    assert outcome(harmless, "A[] v == 0") == "satisfied"


def test_arrays_functions_select_and_parameters_work_together() -> None:
    document = network(
        """const int N = 3; typedef int[0, N - 1] id_t; int[0,9] sum_; int[0,9] a[id_t] = { 4, 2, 3 };
        int largest(const int b[N]) {
            int i; int m = 0;
            for (i = 0; i < N; i++) { if (b[i] > m) m = b[i]; }
            return m;
        }
        void swap(int &p, int &q) { int r = p; p = q; q = r; }
        chan go[id_t];""",
        automaton(
            "S",
            location("a"),
            edge(
                "a",
                "a",
                select="i : id_t",
                guard="sum_ + a[i] <= 9",
                synchronisation="go[i]!",
                assignment="sum_ += a[i], swap(a[0], a[2])",
            ),
        ),
        automaton(
            "R",
            location("a"),
            location("b"),
            edge("a", "b", synchronisation="go[me]?"),
            parameter="const id_t me",
        ),
        system="First = R(0); Rest(const int[1,2] k) = R(k); system S, First, Rest;",
    )
    assert outcome(document, "A[] largest(a) == 4") == "satisfied"
    assert outcome(document, "E<> First.b and Rest(1).b and Rest(2).b and sum_ == 9") == "satisfied"
    assert outcome(document, "E<> sum_ == 9 and exists (i : int[1,2]) not Rest(i).b") == "violated"
    assert outcome(document, "A[] (sum (i : id_t) a[i]) == 9") == "satisfied"


_CLOCKS = "clock x, y; int n;"
_ONE = (location("a"), location("b"))


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (network(_CLOCKS, automaton("P", *_ONE, edge("a", "b", guard="x - y < 3"))), "unsupported-diagonal"),
        (network(_CLOCKS, automaton("P", *_ONE, edge("a", "b", guard="x < y"))), "unsupported-diagonal"),
        (network(_CLOCKS, automaton("P", location("a", "x' == 0"))), "unsupported-stopwatch"),
        (
            network(_CLOCKS, automaton("P", location("a", "x < 2 || y < 3"))),
            "unsupported-invariant-disjunction",
        ),
        (network("double d;", automaton("P", *_ONE)), "unsupported-double"),
        (network("hybrid clock c;", automaton("P", *_ONE)), "unsupported-hybrid"),
        (network("clock x;", automaton("P", *_ONE, edge("a", "b", guard="x > 1.5"))), "unsupported-value"),
        (network("chan a, b; chan priority a < b;", automaton("P", *_ONE)), "unsupported-priority"),
        (
            network("", automaton("P", *_ONE), automaton("Q", *_ONE), system="system P < Q;"),
            "unsupported-priority",
        ),
        (network("dynamic D();", automaton("P", *_ONE)), "unsupported-dynamic"),
        (
            network("", automaton("P", *_ONE), Template("", other=("<lsc/>",)), system="system P;"),
            "unsupported-chart",
        ),
        (
            network(_CLOCKS, automaton("P", *_ONE, edge("a", "b", assignment="x = y"))),
            "unsupported-clock-copy",
        ),
        (
            network(
                "urgent chan u; clock x;",
                automaton("P", *_ONE, edge("a", "b", guard="x > 1", synchronisation="u!")),
            ),
            "unsupported-urgent-clock-guard",
        ),
        (
            network("chan c;", automaton("P", *_ONE, edge("a", "b", synchronisation="c"))),
            "unsupported-handshake",
        ),
        (network("", automaton("P", *_ONE, edge("a", "b", synchronization="c!"))), "label-unknown"),
        (network("", automaton("P", *_ONE, edge("a", "b", update="n = 1"))), "label-unknown"),
        (network("", automaton("P", *_ONE, edge("a", "b", probability="1"))), "unsupported-branches"),
        (network("", Template("P", "", "", _ONE, (BranchPoint("p"),), "a")), "unsupported-branches"),
        (network("", Template("P", "", "", _ONE, (), "none")), "initial-missing"),
        (network("", automaton("P", *_ONE, edge("a", "c"))), "location-missing"),
        (network("int n = 7; int[0,n] m;", automaton("P", *_ONE)), "value-not-constant"),
        (network("int[0,3] m = 4;", automaton("P", *_ONE)), "value-outside"),
        (network("int m; int m;", automaton("P", *_ONE)), "name-twice"),
        (network("", automaton("P", *_ONE, edge("a", "b", guard="k > 1"))), "name-unknown"),
        (
            network(
                "int f(int n) { return f(n - 1); }", automaton("P", *_ONE, edge("a", "b", guard="f(1) > 0"))
            ),
            "unsupported-recursion",
        ),
        (network("", automaton("P", *_ONE), system="system P, Q;"), "process-unknown"),
        (network("", automaton("P", *_ONE), system="int n;"), "system-missing"),
        (network("", automaton("P", *_ONE, parameter="int &n")), "parameter-not-given"),
        (network("before_update { n = 1 }", automaton("P", *_ONE)), "unsupported-update-hook"),
    ],
)
def test_what_is_wrong_or_not_supported_is_refused_by_name(document: Document, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        verify(document, "A[] true")
    assert refusal.value.diagnostics[0].code == code
    with pytest.raises(Refused):
        verify_all(document, ["A[] true"])


@pytest.mark.parametrize(
    "query",
    [
        "A[] P.c",
        "A[] Q.a",
        "A[] x - y <= 2",
        "A[] n = 3",
        "A[] P",
        "A[] deadlock == 1",
        "Pr[<=1](<> P.a)",
        "A[] x'",
    ],
)
def test_a_query_that_is_wrong_leaves_the_others_answered(query: str) -> None:
    document = network(_CLOCKS, automaton("P", *_ONE, edge("a", "b")))
    with pytest.raises(Refused):
        verify(document, query)
    wrong, right = verify_all(document, [query, "E<> P.b"])
    assert (wrong.outcome, right.outcome) == (Outcome.UNKNOWN, Outcome.SATISFIED)
    assert wrong.reason


@pytest.mark.parametrize(
    "query", ["E[] (x < 1 or y > 2)", "A<> deadlock", "deadlock --> P.a", "P.a --> deadlock"]
)
def test_what_is_not_decided_yet_is_unknown_with_the_reason(query: str) -> None:
    document = network(_CLOCKS, automaton("P", *_ONE, edge("a", "b", assignment="x = 0")))
    verdict = verify(document, query)
    assert verdict.outcome is Outcome.UNKNOWN
    assert "not supported yet" in verdict.reason


def test_limits_end_in_unknown_with_the_reason() -> None:
    for limits, word in (
        (Limits(states=100), "states"),
        (Limits(seconds=0.0), " s "),
    ):
        verdict = verify(fischer(6), "A[] not deadlock", limits)
        assert verdict.outcome is Outcome.UNKNOWN
        assert word in verdict.reason


def test_the_limit_of_memory_ends_in_unknown_with_the_reason() -> None:
    # In a process of its own: one that has freed memory takes that first and does not grow.
    program = (
        "from core.checker import Limits, verify\n"
        "from tests.core.checker.models import fischer\n"
        "verdict = verify(fischer(6), 'A[] not deadlock', Limits(megabytes=1))\n"
        "print(verdict.outcome.value, verdict.reason)\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "unknown more than 1 MB of memory were needed\n"


def test_what_a_process_held_before_is_not_counted_against_the_memory_of_a_verification() -> None:
    held = bytearray(300 << 20)
    held[::4096] = b"x" * len(held[::4096])
    verdict = verify(fischer(3), "A[] not deadlock", Limits(megabytes=200))
    assert verdict.outcome is Outcome.SATISFIED


def test_cancelling_ends_the_work_and_progress_is_told() -> None:
    told: list[int] = []
    with pytest.raises(Cancelled):
        verify(
            fischer(7),
            "A[] not deadlock",
            progress=lambda done, _total, _words: told.append(done),
            cancelled=lambda: len(told) >= 3,
        )
    assert told == sorted(told)
    assert len(told) == 3


@pytest.mark.parametrize(
    "query", ["E<> v[i] == 1", "A[] v[i] == 0", "A<> v[i] == 1", "E[] v[i] == 0", "v[i] == 0 --> P.b"]
)
def test_a_query_without_a_value_in_a_state_is_unknown_and_the_others_are_answered(query: str) -> None:
    document = network(
        "int v[2]; int i = 0;",
        automaton("P", location("a"), location("b"), edge("a", "b", assignment="i = 5")),
    )
    # The first never asks for v[i] where i is too large.
    queries = ["E<> i == 0 and v[i] == 0", query.replace("v[i]", "v[i + 5]"), query.replace("v[i]", "v[0]")]
    guarded, broken, plain = verify_all(document, queries)
    assert guarded.outcome is Outcome.SATISFIED
    assert broken.outcome is Outcome.UNKNOWN
    assert "index 5 outside 0..1" in broken.reason
    assert plain.outcome is not Outcome.UNKNOWN
    with pytest.raises(Refused) as refusal:
        verify(document, queries[1])
    assert refusal.value.diagnostics[0].code == "query-fault"
    assert outcome(document, "E<> P.b and (i <= 1 imply v[i] == 1)") == "satisfied"


@pytest.mark.parametrize(
    "query",
    [
        "A[] not deadlock",
        "E<> deadlock",
        "E<> not deadlock",
        "A[] deadlock",
        "A<> P.b",
        "E[] P.a",
        "P.a --> P.b",
        "A[] v < 6",
    ],
)
@pytest.mark.parametrize(
    ("invariant", "guard", "waiting"),
    [("", "", Waiting.URGENT), ("", "", Waiting.COMMITTED), ("x <= 3", "x >= 2", Waiting.NORMAL)],
)
def test_a_run_that_breaks_off_is_no_verdict_for_any_query(
    query: str, invariant: str, guard: str, waiting: Waiting
) -> None:
    document = network(
        "clock x; int[0,5] v;",
        automaton(
            "P",
            location("a", invariant, waiting),
            location("b"),
            edge("a", "b", guard=guard, assignment="v = 9"),
        ),
    )
    (verdict,) = verify_all(document, [query])
    assert verdict.outcome is Outcome.UNKNOWN
    assert "value 9 outside 0..5" in verdict.reason


def test_a_deadlock_where_the_move_that_goes_wrong_is_out_of_reach_is_one() -> None:
    document = network(
        "clock x; int[0,5] v;",
        automaton(
            "P",
            location("a", "x <= 3"),
            location("b"),
            edge("a", "b", guard="x >= 2", assignment="x = 0"),
            edge("a", "b", guard="x >= 4", assignment="v = 9"),
        ),
    )
    assert outcome(document, "A[] not deadlock") == "violated"
    assert outcome(document, "A<> P.b") == "satisfied"
    # Past 1 nothing can happen any more, and nothing goes wrong either.
    late = network(
        "clock x; int[0,5] v;",
        automaton(
            "P",
            location("a"),
            location("b"),
            edge("a", "b", guard="x < 1", assignment="v = 9"),
        ),
    )
    (verdict,) = verify_all(late, ["E<> x > 2 and deadlock"])
    assert verdict.outcome is Outcome.SATISFIED


def test_a_loop_that_does_not_end_is_a_fault_of_the_model() -> None:
    document = network(
        "void spin() { while (true) ; }", automaton("P", *_ONE, edge("a", "b", assignment="spin()"))
    )
    with pytest.raises(ModelFault):
        verify(document, "E<> P.b")


def test_plain_data_has_the_documented_keys() -> None:
    verdict = verify(lamp(), "E<> P.off and x == 3 and t == 0")
    plain = verdict_to_plain(verdict, "E<> P.off", "LM-001")
    assert list(plain) == [
        *(
            "formula",
            "requirement",
            "verdict",
            "value",
            "extents",
            "reason",
            "engine",
            "states",
            "transitions",
            "seconds",
        ),
        "trace",
    ]
    assert (plain["verdict"], plain["engine"], plain["requirement"]) == ("satisfied", "embedded", "LM-001")
    assert plain["trace"]["steps"][0]["delay"] == "5/2"
    assert plain["trace"]["steps"][0]["transitions"][0]["source"] == "off"
    assert plain["trace"]["steps"][1]["state"]["clocks"] == {"x": "3", "t": "0"}


@pytest.mark.parametrize("invariant", ["x < 0", "v <= 2"])
@pytest.mark.parametrize("query", ["A[] false", "A<> P.b", "E<> P.b", "A[] not deadlock", "P.a --> P.b"])
def test_of_a_network_that_cannot_begin_nothing_is_decided(invariant: str, query: str) -> None:
    document = network(
        "clock x; int v = 3;",
        automaton("P", location("a", invariant), location("b"), edge("a", "b")),
        automaton("Q", location("c", "x <= 5")),
    )
    verdict = verify(document, query)
    assert verdict.outcome is Outcome.UNKNOWN
    assert verdict.reason.startswith("The invariant of P.a does not hold at the start")


@pytest.mark.parametrize("update", ["n = n + 1", "v[n] = 1", "n = 1 / (n - 1)", "x = n - 2"])
def test_what_only_listens_and_goes_wrong_is_not_left_out(update: str) -> None:
    document = network(
        "broadcast chan s; int[0,1] n = 1; int v[1]; clock x;",
        automaton("P", location("a"), location("b"), edge("a", "b", synchronisation="s!")),
        automaton("L", location("c"), edge("c", "c", synchronisation="s?", assignment=update)),
    )
    with pytest.raises(ModelFault):
        verify(document, "E<> P.b")


@pytest.mark.parametrize("update", ["n = 1 - n", "v[n] = 1", "x = n", "n = 1 / (n + 1)"])
def test_what_only_listens_and_cannot_go_wrong_changes_no_verdict(update: str) -> None:
    document = network(
        "broadcast chan s; int[0,1] n = 1; int v[2]; clock x;",
        automaton("P", location("a"), location("b"), edge("a", "b", synchronisation="s!")),
        automaton("L", location("c"), edge("c", "c", synchronisation="s?", assignment=update)),
    )
    assert outcome(document, "E<> P.b") == "satisfied"
