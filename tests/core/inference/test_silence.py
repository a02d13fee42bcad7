"""No model, session or ranking opens an internet socket or leaves a trace in the home folder.

onnxruntime does both unless its telemetry is off before it is imported, and keeps quiet where `CI` is
set: the children run without it, and a child without our guard must be caught, or this proves nothing.
All of them run in a network namespace of their own, so that the unguarded one reaches nobody.
"""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.inference.registry import Content

ROOT = Path(__file__).resolve().parents[3]

NO_NETWORK = ("unshare", "--map-root-user", "--net")

GUARDED = """
from core.inference.ranking import Document, local_engine, rank
engine = local_engine()
assert engine.encoder is not None
documents = [Document("a", "missing authentication"), Document("b", "cleartext")]
assert rank("who may command the pump?", documents, engine)[0].cosine is not None
"""

UNGUARDED = """
import onnxruntime, sys
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
"""

WAIT = """
import time
time.sleep({seconds})
"""

LONGEST_WAIT = 60.0
"""Seconds after which an unguarded child that still has not looked up a host is given up."""


@pytest.fixture
def isolated() -> tuple[str, ...]:
    try:
        works = subprocess.run([*NO_NETWORK, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        works = False
    if not works:
        pytest.skip("no network namespace can be made here, so that the unguarded child might reach somebody")
    return NO_NETWORK


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def model_file(content: Content, tmp_path: Path) -> str:
    path = tmp_path / "model.onnx"
    path.write_bytes(content.model)
    return str(path)


def start(arguments: tuple[str, ...], home: Path) -> subprocess.Popen[str]:
    """A child with next to nothing in its environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.Popen(
        arguments, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def run(arguments: tuple[str, ...], home: Path) -> set[str]:
    """Run a child to its end; the files it left in its home folder."""
    child = start(arguments, home)
    _out, errors = child.communicate()
    assert child.returncode == 0, errors
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def python(script: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-P", "-c", script, *arguments)


@pytest.mark.slow
def test_ranking_leaves_no_trace_of_telemetry(isolated: tuple[str, ...], model_file: str, home: Path) -> None:
    wait = WAIT.format(seconds=6)
    control = run((*isolated, *python(UNGUARDED + wait, model_file)), home)
    if not any("onnxruntime" in file for file in control):
        pytest.skip("this onnxruntime leaves no trace even unguarded, so that silence would prove nothing")
    shutil.rmtree(home)
    home.mkdir()
    assert run((*isolated, *python(GUARDED + wait)), home) == {".cache/bartizan/vectors.sqlite"}


@pytest.mark.slow
def test_ranking_opens_no_internet_socket(
    isolated: tuple[str, ...], model_file: str, home: Path, tmp_path: Path
) -> None:
    """Seen from the kernel, as onnxruntime opens its sockets below Python and half a minute late."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: apt-get install strace")
    trace = tmp_path / "trace"
    traced = (*isolated, strace, "-f", "-qq", "-e", "trace=network", "-o", str(trace))
    began = time.monotonic()
    child = start((*traced, *python(UNGUARDED + WAIT.format(seconds=LONGEST_WAIT), model_file)), home)
    while child.poll() is None and not (trace.is_file() and "AF_INET" in trace.read_text(encoding="utf-8")):
        time.sleep(0.5)
    seconds = time.monotonic() - began
    caught = child.poll() is None
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
    if not caught:
        pytest.skip("this onnxruntime opens no socket even unguarded, so that silence would prove nothing")
    trace.unlink()
    run((*traced, *python(GUARDED + WAIT.format(seconds=seconds + 5))), home)
    assert "AF_INET" not in trace.read_text(encoding="utf-8")


def test_onnxruntime_is_imported_in_one_module_alone() -> None:
    importers = {
        str(file.relative_to(ROOT))
        for room in ("core", "app")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in imported(node)
        if name.split(".")[0] == "onnxruntime"
    }
    assert importers == {"core/inference/session.py"}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_ranking_by_words_alone_loads_no_runtime() -> None:
    script = (
        "import sys, core.inference.suggesting; "
        "print({'onnxruntime', 'numpy', 'tokenizers'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "set()"
