"""Work in other processes: its outcome is a value, whatever happens to the worker."""

import os
import sys
import time
from pathlib import Path

import pytest

from core.ground.packed import Packed
from core.jobs import Limits, Progress, run, run_program
from core.model import Component, Connector, Editor, Snapshot, Zone, to_plain


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_task_is_done_in_another_process_and_tells_its_progress():
    heard: list[Progress] = []
    outcome = run("rehearse", {"seconds": 0.4, "megabytes": 3}, progress=heard.append)
    assert (outcome.state, outcome.diagnostics) == ("done", ())
    assert outcome.result["held"] == 3 << 20
    assert outcome.result["process"] != os.getpid()
    assert [step.done for step in heard] == sorted(step.done for step in heard)
    assert heard[-1].done == heard[-1].total == 8


def test_cancelling_ends_the_worker_at_once():
    began = time.monotonic()
    outcome = run("rehearse", {"seconds": 60}, cancelled=lambda: time.monotonic() - began > 0.5)
    assert (outcome.state, outcome.diagnostics[0].code) == ("cancelled", "job-cancelled")
    assert outcome.seconds < 5


def test_a_worker_that_takes_too_long_is_ended():
    outcome = run("rehearse", {"seconds": 60}, limits=Limits(seconds=0.5))
    assert (outcome.state, outcome.diagnostics[0].code) == ("limits", "job-time")
    assert outcome.diagnostics[0].example


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on memory is that of POSIX")
def test_a_worker_that_wants_too_much_memory_says_so():
    outcome = run("rehearse", {"megabytes": 2000}, limits=Limits(megabytes=600))
    assert (outcome.state, outcome.diagnostics[0].code) == ("limits", "job-memory")


def test_a_worker_that_dies_is_an_outcome_with_a_way_on():
    outcome = run("rehearse", {"die": True})
    assert (outcome.state, outcome.diagnostics[0].code) == ("failed", "job-died")
    assert "status 9" in outcome.diagnostics[0].message
    assert outcome.diagnostics[0].example == "bartizan doctor"


def test_a_task_that_nobody_knows_fails_without_a_traceback():
    outcome = run("conjure", {})
    assert (outcome.state, outcome.diagnostics[0].code) == ("failed", "internal")


def test_a_program_gets_its_arguments_as_they_are():
    script = "import sys; print(sys.argv[1:]); print(sys.stdin.read(), file=sys.stderr); sys.exit(3)"
    outcome = run_program([sys.executable, "-c", script, "a b", "$HOME; rm", '"'], request="hello\n")
    assert (outcome.state, outcome.status, outcome.was_successful) == ("ended", 3, False)
    assert outcome.output == "['a b', '$HOME; rm', '\"']\n"
    assert outcome.errors.split() == ["hello"]


@pytest.mark.skipif(sys.platform == "win32", reason="niceness is that of POSIX")
def test_work_beside_the_window_goes_behind_it():
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    script = (
        "import os, time\n"
        "until = time.monotonic() + 5\n"
        f"while os.getpriority(os.PRIO_PROCESS, 0) == {ours} and time.monotonic() < until:\n"
        "    time.sleep(0.01)\n"
        "print(os.getpriority(os.PRIO_PROCESS, 0))"
    )
    outcome = run_program([sys.executable, "-c", script])
    assert int(outcome.output) == min(ours + 10, 19)


def test_a_program_that_is_not_there_is_an_outcome():
    outcome = run_program(["no-such-program-anywhere"])
    assert (outcome.state, outcome.status) == ("absent", None)
    assert "no-such-program-anywhere" in outcome.errors


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are those of POSIX")
def test_ending_a_program_ends_what_it_started_too(tmp_path):
    note = tmp_path / "child"
    script = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(60)"
    )
    outcome = run_program([sys.executable, "-c", script], seconds=1.5)
    assert outcome.state == "overdue"
    grandchild = int(note.read_text())
    deadline = time.monotonic() + 5
    while alive(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(grandchild) or Path(f"/proc/{grandchild}/stat").read_text().split()[2] == "Z"


def test_a_flood_of_output_blocks_nobody():
    script = "import sys\nfor n in range(200000): print(n)\nprint('x' * 100000, file=sys.stderr)"
    outcome = run_program([sys.executable, "-c", script], request="y" * 1_000_000)
    assert (outcome.was_successful, outcome.output.count("\n"), len(outcome.errors)) == (True, 200000, 100001)


def test_a_long_result_comes_in_parts_and_is_the_same_packed():
    editor = Editor(Snapshot(), iter(f"c{number:04}" for number in range(9999)).__next__)
    ends = [editor.new(Component, zone=editor.new(Zone, name=name).id, name=name).id for name in ("A", "B")]
    for _number in range(260):
        editor.new(Connector, source=ends[0], target=ends[1], protocol="Modbus")
    model = [to_plain(one) for one in editor.snapshot]
    plain, packed = (run("threats", model, ready=ready).result for ready in ((), ("id", "severity")))
    assert isinstance(plain, list)
    assert isinstance(packed, Packed)
    assert len(plain) > 200
    assert packed.text() == Packed.of(plain, ("id",)).text()
