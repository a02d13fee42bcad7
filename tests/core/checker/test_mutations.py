"""Each rule that keeps verdicts sound, once broken, is caught by the comparison on random networks.

In the twin a rule is broken in the running program; in the kernel in its sources, which are compiled anew.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st

from core.checker import Limits, deadlock, liveness, moves, stepping, verify
from core.checker.activity import Activity
from core.checker.kernel import library as loading
from core.checker.kernel import search
from core.checker.kernel.library import BITS, library
from core.ground.diagnostic import Refused
from core.uppaal.document import Document, Template
from tests.core.checker.models import automaton, edge, location, network
from tests.core.checker.networks import conditions, networks
from tests.core.checker.test_kernel import QUERIES

pytestmark = pytest.mark.skipif(
    any(library(bits) is None for bits in BITS),
    reason="the kernel is not built: python3 installers/bootstrap.py setup, with a C compiler",
)

CASES = st.tuples(networks(), st.sampled_from(QUERIES), conditions()).map(
    lambda case: (case[0], case[1].format(case[2]))
)
LOOKING = settings(
    max_examples=3000,
    database=None,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def decided(document: Document, query: str, by_kernel: bool) -> object:
    """The verdict, or how it failed."""
    try:
        found = verify(document, query, Limits(seconds=5, states=3000), by_kernel=by_kernel)
    except Refused as refused:
        return refused.diagnostics[0].code
    except (AssertionError, KeyError, IndexError, ValueError, RecursionError) as error:
        return type(error).__name__
    return found.outcome, found.extents


def _steps(name: str, **labels: str) -> Template:
    return automaton(name, location("a"), location("b"), edge("a", "b", **labels))


FACTS = [
    (
        network(
            "clock x; urgent chan go;",
            _steps("S", synchronisation="go!"),
            _steps("R", synchronisation="go?"),
        ),
        "E<> x > 0 && S.a",
    ),
    (
        network(
            "int[0,60] n = 1; broadcast chan go;",
            _steps("S", synchronisation="go!", assignment="n = n * 3"),
            _steps("R", synchronisation="go?", assignment="n = n + 5"),
            _steps("Q", synchronisation="go?", assignment="n = n * 2"),
        ),
        "E<> n == 16",
    ),
    (
        network(
            "clock x; broadcast chan go;",
            _steps("S", synchronisation="go!"),
            _steps("R", guard="x >= 2", synchronisation="go?"),
        ),
        "E<> S.b && R.a",
    ),
    (
        network(
            "clock x;", automaton("P", location("a"), edge("a", "a", guard="x <= 2", assignment="x = 1"))
        ),
        "E<> x < 1 && P.a && x > 0",
    ),
    (network("clock x;", _steps("P", guard="x > 4", assignment="x = 2")), "E<> P.b && x < 2"),
    (network("clock x;", _steps("P", guard="x >= 4")), "A[] P.a imply not deadlock"),
    (network("clock x;", _steps("P", guard="x >= 4")), "A<> P.b"),
    (network("int[0,5] v;", _steps("P", assignment="v = 9")), "E<> P.b"),
    (network("int[0,9] v = 7;", _steps("P", assignment="v = 3")), "sup: v"),
    (network("clock x;", automaton("P", location("a"))), "E[] x <= 2"),
    (
        # Zones shrink with each round, and there are at most three.
        network(
            "clock x, t;",
            automaton(
                "P",
                location("a", "t <= 3"),
                location("b"),
                edge("a", "a", guard="x >= 1", assignment="x = 0"),
                edge("a", "b", guard="t >= 3"),
            ),
        ),
        "E[] P.a",
    ),
]
"""Networks whose answers hang on rules that random ones seldom need."""

Patch = Callable[[pytest.MonkeyPatch], None]


def caught(break_twin: Patch | None = None) -> bool:
    """Whether a random network has the twin, broken or not, and the kernel at odds."""

    def at_odds(case: tuple[Document, str]) -> bool:
        right = decided(*case, by_kernel=True)
        with pytest.MonkeyPatch.context() as patch:
            if break_twin is not None:
                break_twin(patch)
            return decided(*case, by_kernel=False) != right

    if any(map(at_odds, FACTS)):
        return True
    find(CASES, at_odds, settings=LOOKING, random=Random(4))
    return True


def _query_constants(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Activity, "_add_query", lambda _self, _predicate, _places: None)


def _bounds_apart(patch: pytest.MonkeyPatch) -> None:
    right = Activity.__init__
    patch.setattr(
        Activity, "__init__", lambda self, network, asked=(), equal=False: right(self, network, asked)
    )


def _strictness(patch: pytest.MonkeyPatch) -> None:
    right = stepping.tighten_all
    patch.setattr(
        stepping,
        "tighten_all",
        lambda zone, n, found: right(zone, n, [(i, j, bound | 1) for i, j, bound in found]),
    )


def _situations(**changed: object) -> Patch:
    def broken(patch: pytest.MonkeyPatch) -> None:
        right = moves.Moves._situation

        def situation(self: moves.Moves, state: tuple[int, ...]) -> moves.Situation | None:
            found = right(self, state)
            return replace(found, **changed) if found is not None else None  # type: ignore[arg-type]

        patch.setattr(moves.Moves, "_situation", situation)

    return broken


def _committed(patch: pytest.MonkeyPatch) -> None:
    right = moves.Moves._candidates
    patch.setattr(
        moves.Moves, "_candidates", lambda self, state, places, _first: right(self, state, places, False)
    )


def _urgent_channels(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moves.Moves, "_is_urgent", lambda _self, _candidate, _state: False)


def _broadcast_waits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moves, "_none_of", lambda _guards: [])


def _receivers_first(patch: pytest.MonkeyPatch) -> None:
    right = moves.Moves._move

    def move(self: moves.Moves, situation: moves.Situation, one: moves.Candidate) -> moves.Move:
        return right(self, situation, moves.Candidate(one.parts[::-1], one.guard))

    patch.setattr(moves.Moves, "_move", move)


def _idle_runs(patch: pytest.MonkeyPatch) -> None:
    right = liveness.Liveness._ending

    def ending(self: liveness.Liveness, situation: moves.Situation, zone: tuple[int, ...]) -> object:
        found = right(self, situation, zone)
        return None if found is liveness.Ending.IDLE else found

    patch.setattr(liveness.Liveness, "_ending", ending)


def _whole_deadlocks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deadlock, "subtract", lambda zone, _n, _other: [zone])


def _deadlocks_without_delay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deadlock, "precede", lambda _zone, _n: None)


def _resets(patch: pytest.MonkeyPatch) -> None:
    right = moves._carried
    patch.setattr(
        moves,
        "_carried",
        lambda source, target, resets: right(source, target, dict.fromkeys(resets, 0)),
    )


TWIN: dict[str, Patch] = {
    "constants of the query count": _query_constants,
    "deadlock and lasting runs need equal bounds": _bounds_apart,
    "strict bounds stay strict": _strictness,
    "urgent and committed locations stop time": _situations(delays=True),
    "invariants bound from above": _situations(ceilings=()),
    "invariants bound from below": _situations(floors=()),
    "committed locations go first": _committed,
    "urgent channels stop time": _urgent_channels,
    "a broadcast never waits": _broadcast_waits,
    "the sender updates first": _receivers_first,
    "a run that stays for ever is maximal": _idle_runs,
    "deadlocks are what is left": _whole_deadlocks,
    "a deadlock is one after any delay": _deadlocks_without_delay,
    "clocks are set to what is asked": _resets,
}


@pytest.mark.parametrize("rule", TWIN)
def test_a_broken_rule_of_the_twin_is_caught(rule: str) -> None:
    assert caught(TWIN[rule])


KERNEL = {
    "strict bounds stay strict": (
        "zone.h",
        "return left + right - ((left | right) & 1);",
        "return (left + right) | 1;",
    ),
    "a cut keeps strictness": ("zone.h", "first += bound - ((first | bound) & 1);", "first += bound;"),
    "deadlock and lasting runs need equal bounds": (
        "network.h",
        "if (network->equal) low = high = low > high ? low : high;",
        "",
    ),
    "urgent and committed locations stop time": (
        "network.h",
        "situation->delays = !urgent;",
        "situation->delays = true;",
    ),
    "committed locations go first": ("network.h", "committed |= place[1] != 0;", ""),
    "urgent channels stop time": (
        "network.h",
        "if (is_urgent(network, list.items + one)) situation->delays = false;",
        ";",
    ),
    "a broadcast never waits": (
        "network.h",
        "Cases none = none_of(network, own.items, own.count);",
        "Cases none = {0};",
    ),
    "what goes wrong is no verdict": (
        "kernel.c",
        "if (move->faulty) return BROKE_OFF;",
        "if (move->faulty) continue;",
    ),
    "only what is contained is left out": (
        "kernel.c",
        "if (within(zone, situation->zones + (size_t)place * size, size)) return false;",
        "return false;",
    ),
    "loops are found by equality": (
        "lasting.h",
        "if (!memcmp(way->stops[at].zone, after, bytes)) {",
        "if (within(after, way->stops[at].zone, target->size * target->size)) {",
    ),
    "a run that stays for ever is maximal": (
        "lasting.h",
        "if (situation->delays && !situation->stay_ceilings.count && !situation->ceiling_count) return IDLE;",
        "",
    ),
    "time must not lead out of what lasts": (
        "lasting.h",
        "for (int c = 0; situation->delays && left.count && c < situation->stay_ceilings.count; c++) {",
        "for (int c = 0; false && c < situation->stay_ceilings.count; c++) {",
    ),
    "a deadlock is one after any delay": (
        "deadlock.h",
        "if (situation->delays && n > 1) precede(zone, n);",
        "",
    ),
    "measures take in every state": (
        "kernel.c",
        "if (!search->met || most > found[1]) found[1] = most;",
        "found[1] = most;",
    ),
}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("rule", KERNEL)
def test_a_broken_rule_of_the_kernel_is_caught(
    rule: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.skip("there is no C compiler")
    sources = tmp_path / "sources"
    shutil.copytree(Path(loading.__file__).parent, sources)
    name, right, wrong = KERNEL[rule]
    text = (sources / name).read_text("utf-8")
    assert text.count(right) >= 1
    (sources / name).write_text(text.replace(right, wrong), "utf-8")
    target = tmp_path / "kernel32.so"
    line = [compiler, "-O1", "-std=c11", "-shared", "-fPIC", "-DBITS=32", '-DDIGEST="broken"']
    subprocess.run([*line, "-o", str(target), str(sources / "kernel.c")], check=True)
    monkeypatch.setattr(loading, "library_path", lambda _bits: target)
    monkeypatch.setattr(loading, "sources_digest", lambda: "broken")
    broken = loading.library.__wrapped__(32)
    assert broken is not None
    monkeypatch.setattr(search, "library", lambda bits: broken if bits == 32 else None)
    assert caught()
