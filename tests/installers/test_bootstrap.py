"""Set-up: what it says when it cannot go on, what it does not do twice, and what it never does."""

import json
import os
import re
import signal
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from installers.steps import entrance, environment, kernel, stamp, system, work
from installers.steps.telling import Mishap, call

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "installers" / "bootstrap.py"


@pytest.fixture
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_a_python_out_of_range_is_told_in_one_line() -> None:
    script = (
        "import sys, runpy; sys.version_info = (3, 10, 4, 'final', 0); sys.argv = ['bootstrap.py', 'setup']; "
        f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert "needs Python 3.11, 3.12 or 3.13; this is 3.10" in line


def test_the_entrance_can_be_read_by_an_old_python() -> None:
    """Nothing in it is newer than Python 3.6, so that such a Python says what is wrong and not where."""
    import ast

    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 6))
    assert 'f"' not in BOOTSTRAP.read_text(encoding="utf-8")


def test_set_up_stands_on_the_standard_library_alone() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import installers.steps.entrance; "
        "print({m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names) - {'__main__'})"
    )
    line = [sys.executable, "-I", "-S", "-c", script, str(ROOT)]
    ended = subprocess.run(line, check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == "{'installers'}"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["setup", "--fast"]])
def test_a_job_it_does_not_know_is_wrong_usage(arguments: list[str]) -> None:
    line = [sys.executable, str(BOOTSTRAP), *arguments]
    ended = subprocess.run(line, check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "usage: bootstrap.py" in ended.stderr


@pytest.mark.usefixtures("ordinary_user")
def test_an_ordinary_user_is_given_the_line_for_missing_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(system, "_has_wide_time", lambda: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(Mishap) as mishap:
        system.check_libraries(window=False)
    assert mishap.value.mend == "sudo apt-get install --yes --no-install-recommends libegl1"


@pytest.mark.usefixtures("ordinary_user")
def test_libraries_of_a_window_are_asked_for_only_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "_loads", lambda library: "xcb" not in library)
    system.check_libraries(window=False)
    with pytest.raises(Mishap, match="Qt needs system libraries"):
        system.check_libraries(window=True)


@pytest.mark.parametrize(
    ("release", "package"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "libglib2.0-0"),
        ({"ID": "debian", "VERSION_ID": "13"}, "libglib2.0-0t64"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "libglib2.0-0"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "libglib2.0-0t64"),
    ],
)
def test_packages_have_the_name_of_the_release(
    monkeypatch: pytest.MonkeyPatch, release: dict[str, str], package: str
) -> None:
    monkeypatch.setattr(system.platform, "freedesktop_os_release", lambda: release)
    assert system._package("libglib2.0-0") == package


def test_a_folder_in_the_way_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "diary.txt").write_text("mine")
    with pytest.raises(Mishap, match="is in the way"):
        environment.make_environment(tmp_path)
    assert (tmp_path / ".venv" / "diary.txt").read_text() == "mine"


def test_an_environment_left_half_made_is_made_again(tmp_path: Path) -> None:
    venv.create(tmp_path / ".venv", with_pip=False)
    environment.make_environment(tmp_path)
    assert environment._pip_runs(environment.python_of(tmp_path))
    made = (tmp_path / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    environment.make_environment(tmp_path)
    assert (tmp_path / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


@pytest.mark.usefixtures("ordinary_user")
def test_a_python_without_ensurepip_is_told_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(Mishap) as mishap:
        environment.make_environment(tmp_path)
    assert mishap.value.mend == "sudo apt-get install --yes --no-install-recommends python3-venv"


def test_steps_are_remembered_by_what_went_into_them(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("a")
    first = stamp.digest(lock, "3.11")
    assert not stamp.is_done(tmp_path, "packages", first)
    stamp.mark_done(tmp_path, "packages", first)
    stamp.mark_done(tmp_path, "kernel", "x")
    assert stamp.is_done(tmp_path, "packages", first)
    lock.write_text("b")
    assert not stamp.is_done(tmp_path, "packages", stamp.digest(lock, "3.11"))
    (tmp_path / stamp.FILE).write_text("[damaged")
    assert not stamp.is_done(tmp_path, "packages", first)


def test_packages_are_installed_once_and_by_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / "installers" / "wheelhouse").mkdir(parents=True)
    (tmp_path / "installers" / "requirements.lock").write_text("a==1 --hash=sha256:0")
    lines: list[list[str]] = []
    monkeypatch.setattr(environment, "call", lambda line, *more: lines.append([str(part) for part in line]))
    environment.fill_environment(tmp_path)
    environment.fill_environment(tmp_path)
    packages, project = lines
    assert {"--no-deps", "--require-hashes", "--no-index"} <= set(packages)
    assert str(tmp_path / "installers" / "wheelhouse") in packages
    assert {"--no-deps", "--no-build-isolation", "--no-index", "--editable"} <= set(project)


def test_a_failed_program_shows_the_end_of_what_it_wrote_and_how_to_mend_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Mishap) as mishap:
        call([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], "it failed", "do this")
    assert (mishap.value.what, mishap.value.mend) == ("it failed", "do this")
    assert "the reason" in capfd.readouterr().err


def test_a_mishap_ends_in_one_line_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(root: Path, window: bool) -> None:
        raise Mishap("the disk is full", "rm -r ~/junk")

    monkeypatch.setattr(entrance, "set_up", fail)
    assert entrance.main(["setup"], ROOT) == entrance.MISHAP
    assert capsys.readouterr().err == "Set-up stopped: the disk is full. This mends it:\n  rm -r ~/junk\n"


def test_an_interruption_is_calm(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(root: Path, window: bool) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(entrance, "set_up", interrupt)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    try:
        assert entrance.main(["setup"], ROOT) == entrance.INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, before)
    assert "goes on where it stopped" in capsys.readouterr().err


def test_findings_of_the_sample_are_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    statuses = iter([1, 4])
    monkeypatch.setattr(work, "has_display", lambda: False)
    monkeypatch.setattr(work, "_data_folder", lambda root: tmp_path / "data")
    monkeypatch.setattr(work, "_bartizan", lambda root, *arguments: next(statuses))
    assert work.run_sample(ROOT) == 0
    assert work.run_sample(ROOT) == 4


def test_set_up_and_run_name_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entrance, "set_up", lambda root, window: None)
    monkeypatch.setattr(entrance, "run_sample", lambda root: 0)
    for job in ("setup", "run"):
        assert entrance.main([job], ROOT) == 0
        assert ".venv/bin/bartizan" in capsys.readouterr().out


@pytest.mark.skipif(not any(map(system.shutil.which, kernel.COMPILERS)), reason="there is no C compiler")
def test_a_kernel_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    folder.mkdir()
    kernel.build_kernel(tmp_path)
    assert not (folder / "lib").exists()
    source = tmp_path / "core" / "checker" / "kernel" / "kernel.c"
    source.parent.mkdir(parents=True)
    source.write_text("int answer(void) { return BITS + 1; }\n")
    kernel.build_kernel(tmp_path)
    library = folder / "lib" / "bartizan" / "kernel64.so"
    first = library.stat().st_mtime_ns
    kernel.build_kernel(tmp_path)
    assert library.stat().st_mtime_ns == first
    source.write_text('#include "answer.h"\n')
    (source.parent / "answer.h").write_text("int answer(void) { return BITS + 2; }\n")
    kernel.build_kernel(tmp_path)
    script = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1]).answer())"
    told = subprocess.run([sys.executable, "-c", script, library], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "66"


@pytest.mark.skipif(not any(map(system.shutil.which, kernel.COMPILERS)), reason="there is no C compiler")
def test_a_kernel_that_does_not_compile_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / "core" / "checker" / "kernel").mkdir(parents=True)
    (tmp_path / "core" / "checker" / "kernel" / "kernel.c").write_text("this is no C")
    kernel.build_kernel(tmp_path)
    assert "the checker runs in Python" in capsys.readouterr().out
    assert not (tmp_path / ".venv" / stamp.FILE).exists()


def test_every_package_of_the_lock_has_its_hashes_and_no_address() -> None:
    lock = (ROOT / "installers" / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", lock.strip())
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_the_lock_holds_what_the_project_asks_for() -> None:
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["setup"], *groups["test"]]
    lock = (ROOT / "installers" / "requirements.lock").read_text(encoding="utf-8")
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE):
        locked.setdefault(name, []).append(version)
    for requirement in map(Requirement, asked):
        versions = locked[requirement.name.lower().replace("_", "-")]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_the_closing_line_sums_the_runs(tmp_path: Path) -> None:
    suite = '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>'
    (tmp_path / "a.xml").write_text(suite)
    line = [
        sys.executable,
        str(ROOT / ".ci" / "count.py"),
        str(tmp_path / "a.xml"),
        str(tmp_path / "none.xml"),
    ]
    ended = subprocess.run(line, check=False, capture_output=True, text=True)
    assert (ended.stdout, ended.returncode) == ("2 passed, 3 failed\n", 1)
    (tmp_path / "a.xml").write_text('<testsuite tests="2" failures="0" errors="0" skipped="1"/>')
    ended = subprocess.run(line[:3], check=False, capture_output=True, text=True)
    assert (ended.stdout, ended.returncode) == ("1 passed, 0 failed\n", 0)


def test_the_recipe_and_the_wheel_lock_name_the_same_package() -> None:
    recipe = json.loads(
        (ROOT / "resources/models/all-minilm-l6-v2/manifest.json").read_text(encoding="utf-8")
    )
    assert (ROOT / "installers" / "model.lock").read_text(encoding="utf-8").split()[0] == recipe["source"]
