"""Whatever a program in the place of verifyta does is understood or told, and nothing is left running."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from core.uppaal.document import Document, Location, Query, Template
from core.uppaal.verifyta.answers import Kind
from core.uppaal.verifyta.asking import Bounds, ask, ask_for_trace
from core.uppaal.verifyta.program import Program, Source, choose, find_program
from core.uppaal.verifyta.symbolic import SymbolicState, SymbolicStep, Untold, parse_trace, tracer_path
from tests.core.uppaal.foreign_verifyta import FIVE, FOUR, HEAD, program, saying

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts of a Unix")

MODEL = Document(templates=(Template("P", locations=(Location("id0"),), initial="id0"),), system="system P;")
FORMULA = "A[] not deadlock"


def asked(path: Path, **bounds):
    return ask(Program(path, Source.PATH), MODEL, FORMULA, Bounds(**bounds))


@pytest.mark.parametrize(
    "form", [FOUR, FIVE, HEAD + "\nVerifying property 1 at line 1\n -- Property {} satisfied.\n"]
)
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("is", Kind.SATISFIED),
        ("is NOT", Kind.VIOLATED),
        ("MAY be", Kind.MAYBE),
        ("MAY NOT be", Kind.MAYBE),
    ],
)
def test_a_verdict_is_read_in_the_words_of_each_version(tmp_path, form, words, kind):
    assert asked(saying(tmp_path, form.format(words))).kind is kind


def test_the_states_that_it_stored_are_read(tmp_path):
    assert asked(saying(tmp_path, FIVE.format("is"))).states == 9


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("sup: P.x <= 25", "25"),
        (" sup{P.a}: P.x = 25", "25"),
        ("inf: n >= -3", "-3"),
        ("-- sup: P.x < 7", "<7"),
        ("bounds: P.x in [0, 5]", "[0,5]"),
    ],
)
def test_the_value_of_a_sup_inf_or_bounds_query_is_read(tmp_path, line, value):
    assert asked(saying(tmp_path, FIVE.format("is") + line + "\n")).value == value


@pytest.mark.parametrize(
    ("output", "errors", "status", "kind", "words"),
    [
        (HEAD, "model.q:1: [error] Unknown identifier: Observer0.\n", 1, Kind.REFUSED, "Observer0"),
        (HEAD, "License key is not set. Run: verifyta --lease 168 --key KEY\n", 1, Kind.LICENCE, "licence"),
        (HEAD, "terminate called after throwing an instance of 'std::bad_alloc'\n", -6, Kind.LIMIT, "memory"),
        ("", "Out of memory\n", 1, Kind.LIMIT, "4096 MB"),
        ("", "", 0, Kind.FAILED, "without a word"),
        ("", "", 3, Kind.FAILED, "without a word"),
        (HEAD, "", 0, Kind.FAILED, "last words"),
        ("-- Formula is satisfied.\n-- Formula is NOT satisfied.\n", "", 0, Kind.FAILED, "last words"),
        ("-- Formula is satisfied.\n", "", 1, Kind.FAILED, "last words"),
        ("Formula is satisfied, I hope", "", 0, Kind.FAILED, "I hope"),
        ("\udc80\udcff", "", 0, Kind.FAILED, "last words"),
    ],
)
def test_what_is_no_verdict_is_told_with_its_reason(tmp_path, output, errors, status, kind, words):
    if status < 0:
        path = program(
            tmp_path, f"sys.stderr.write({errors!r})\nsys.stderr.flush()\nos.kill(os.getpid(), {-status})"
        )
    elif "\udc80" in output:
        path = program(tmp_path, r"os.write(1, b'\x80\xff\n')")
    else:
        path = saying(tmp_path, output, errors, status)
    answer = asked(path)
    assert answer.kind is kind
    assert words in answer.reason


def test_a_crash_is_told_with_its_signal(tmp_path):
    answer = asked(program(tmp_path, "os.kill(os.getpid(), 11)"))
    assert (answer.kind, answer.reason) == (Kind.FAILED, "verifyta crashed (signal 11)")


def test_a_program_that_is_not_there_is_told(tmp_path):
    assert asked(tmp_path / "nowhere").kind is Kind.FAILED


def test_a_file_that_is_no_program_is_told(tmp_path):
    file = tmp_path / "verifyta"
    file.write_text("Formula is satisfied.")
    file.chmod(0o755)
    assert asked(file).kind is Kind.FAILED


HANGING = """
import subprocess
sleeping = [sys.executable, '-S', '-c', 'import time; time.sleep(600)']
child = subprocess.Popen(sleeping, start_new_session={apart})
open({file!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')
time.sleep(600)
"""


def gone(process: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("apart", [False, True])
def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path, apart):
    told = tmp_path / "processes"
    path = program(tmp_path, HANGING.format(file=str(told), apart=apart))
    began = time.monotonic()
    answer = asked(path, seconds=1.5)
    assert (answer.kind, answer.reason) == (Kind.LIMIT, "verifyta needed more than 1.5 s")
    assert time.monotonic() - began < 20
    assert all(gone(int(one)) for one in told.read_text().split())


def test_a_program_is_ended_when_the_person_cancels(tmp_path):
    told = tmp_path / "processes"
    path = program(tmp_path, HANGING.format(file=str(told), apart=False))
    began = time.monotonic()
    ended = ask(
        Program(path, Source.PATH), MODEL, FORMULA, Bounds(), lambda: told.exists() and told.read_text() != ""
    )
    assert ended.kind is Kind.CANCELLED
    assert time.monotonic() - began < 20
    assert all(gone(int(one)) for one in told.read_text().split())


@pytest.mark.parametrize("line", ["'x' * 1000 + '\\n'", "'x' * 100000"])
def test_a_program_that_writes_without_end_is_stopped(tmp_path, line):
    answer = asked(program(tmp_path, f"while True: sys.stdout.write({line})"), seconds=60.0)
    assert (answer.kind, answer.reason) == (Kind.FAILED, "verifyta wrote without end and was stopped")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by Linux")
def test_memory_beyond_the_limit_is_not_given(tmp_path):
    body = "time.sleep(0.5)\ntry: held = b'x' * (900 << 20)\nexcept MemoryError: sys.exit('Out of memory')"
    answer = asked(program(tmp_path, body), megabytes=500)
    assert (answer.kind, answer.reason) == (Kind.LIMIT, "verifyta needed more than 500 MB of memory")


def test_it_is_run_on_a_copy_without_a_shell_and_the_copy_is_gone_afterwards(tmp_path):
    folder = tmp_path / "a folder; touch pwned; $(touch pwned)"
    body = f"open({str(tmp_path / 'said')!r}, 'w').write(repr(sys.argv[1:]) + open(sys.argv[-1]).read())"
    asked(program(folder, body))
    said = (tmp_path / "said").read_text()
    assert said.startswith("['-u', ")
    assert said.endswith("A[] not deadlock\n")
    assert not list(tmp_path.rglob("pwned"))
    model = Path(said.split("'")[3])
    assert (model.name, model.exists(), model.parent.exists()) == ("model.xml", False, False)


def test_the_document_that_it_reads_is_the_one_that_was_meant_without_other_queries(tmp_path):
    body = f"open({str(tmp_path / 'said')!r}, 'w').write(open(sys.argv[-2]).read())"
    document = Document(MODEL.declaration, MODEL.templates, MODEL.system, (Query("E<> P.nowhere"),))
    ask(Program(program(tmp_path, body), Source.PATH), document, FORMULA)
    assert "<template>" in (tmp_path / "said").read_text()
    assert "nowhere" not in (tmp_path / "said").read_text()


TRACE = (
    "State: P.a Q.idle n=0 t(0)-P.x<=0 P.x-t(0)<=5 \n\n"
    "Transition: P.a -> P.b {x > 2; go!; x = 0;} Q.idle -> Q.busy {1; go?; 1;} \n\n"
    "State: P.b Q.busy n=1 t(0)-P.x<0 \n"
)


def test_a_symbolic_run_is_read_through_pyuppaal():
    trace = parse_trace(TRACE)
    assert trace.states == (
        SymbolicState((("P", "a"), ("Q", "idle")), (("n", "0"),), ("t(0) - P.x ≤ 0", "P.x - t(0) ≤ 5")),
        SymbolicState((("P", "b"), ("Q", "busy")), (("n", "1"),), ("t(0) - P.x < 0",)),
    )
    assert trace.steps == (SymbolicStep((("P", "a", "b"), ("Q", "idle", "busy")), "go"),)


@pytest.mark.parametrize(
    "text", ["", "nothing", "State: ", "Transition: a {", TRACE.replace("->", "to"), "\x00"]
)
def test_what_is_no_run_is_told_as_such(text):
    try:
        parse_trace(text)
    except Untold:
        return
    assert text == "State: "  # a state of nothing, which pyuppaal takes for one


def test_reading_a_run_opens_no_connection_and_rewrites_nothing(tmp_path, monkeypatch):
    """pyuppaal can call a web service and rewrites models that it opens; the adapter makes it do neither."""

    def refused(*_arguments, **_facts):
        raise AssertionError("a connection was asked for")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)
    before = tracer_path().stat()
    seen = tmp_path / "seen"
    path = program(
        tmp_path / "bin",
        f"if os.environ.get('UPPAAL_COMPILE_ONLY'):\n    open({str(seen)!r}, 'a').write('compiled ')\n"
        "    print('layout\\n\\ninstructions\\n'); sys.exit()\n"
        f"open({str(seen)!r}, 'a').write(' '.join(sys.argv[1:4]) + ' ')\n"
        "open(sys.argv[sys.argv.index('-f') + 1] + '-1.xtr', 'w').write('.\\n')\n"
        f"sys.stdout.write({FIVE.format('is NOT')!r})",
    )
    model = tmp_path / "mine.xml"
    model.write_text("mine")
    answer, trace = ask_for_trace(Program(path, Source.PATH), MODEL, FORMULA)
    assert (answer.kind, trace) == (Kind.VIOLATED, None)  # what it wrote is no run of this model
    assert seen.read_text() == "-u -t 1 compiled "
    assert model.read_text() == "mine"
    after = tracer_path().stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BARTIZAN_VERIFYTA", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def test_the_variable_wins_over_the_choice_and_that_over_the_path(home, monkeypatch):
    assert find_program() is None
    on_path = saying(home / "bin", "")
    assert find_program() == Program(on_path, Source.PATH)
    choose(home / "chosen")
    assert find_program() == Program(home / "chosen", Source.CHOICE)
    assert not find_program().runs
    monkeypatch.setenv("BARTIZAN_VERIFYTA", str(on_path))
    assert find_program() == Program(on_path, Source.VARIABLE)
    monkeypatch.delenv("BARTIZAN_VERIFYTA")
    choose(None)
    assert find_program() == Program(on_path, Source.PATH)
    assert os.access(on_path, os.X_OK)
