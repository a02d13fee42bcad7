"""Whatever file a command is given: it is refused in the one shape, with status 2, and nothing is written."""

import errno
import json
import os
import random
from pathlib import Path

import pytest

from core.cli import main

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE nta [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><nta><declaration>&b;</declaration></nta>'
)

FILES = {
    "empty.bzn": b"",
    "noise.bzn": random.Random(7).randbytes(4000),
    "head.bzn": b"SQLite format 3\x00" + bytes(84),
    "empty.json": b"",
    "cut.json": b'{"version": "2.0", "detail": ',
    "nan.json": b'{"summary": {}, "detail": {"diagrams": [NaN]}}',
    "deep.json": b"[" * 100_000,
    "list.json": b"[1, 2]",
    "empty.xml": b"",
    "cut.xml": b"<nta><declaration>",
    "bomb.xml": BOMB.encode(),
    "other.xml": b"<html><body/></html>",
    "quote.csv": b'id,text\nA,"never closed',
    "columns.csv": b"a,b\n1,2\n",
    "empty.csv": b"",
    "strange.docx": b"PK\x03\x04",
}

COMMANDS = {
    "assess": ["assess", "{file}", "--out", "{out}"],
    "threats": ["threats", "{file}"],
    "verify": ["verify", "{file}"],
    "check": ["requirements", "check", "{file}"],
    "suggest": ["suggest", "weaknesses", "{file}"],
    "export": ["export", "uppaal", "{file}", "--out", "{out}"],
    "report": ["report", "{file}", "--out", "{out}"],
    "text": ["text", "{file}", "--into", "{out}"],
    "new": ["new", "{out}", "--from", "{file}"],
}


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path_factory.mktemp("home")))


def said(command, file, out, capsys):
    """The exit status and what stands on standard error as JSON."""
    status = main([part.format(file=file, out=out) for part in COMMANDS[command]] + ["--json"])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return status, json.loads(printed.err) if printed.err else []


def assert_teaches(diagnostics, file):
    assert diagnostics
    for diagnostic in diagnostics:
        assert diagnostic["message"]
        assert diagnostic["hint"], diagnostic
        assert file.name in (diagnostic["file"] or diagnostic["message"])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_no_model_is_refused(command, name, tmp_path, capsys):
    file, out = tmp_path / name, tmp_path / "out"
    file.write_bytes(FILES[name])
    status, diagnostics = said(command, file, out, capsys)
    assert status == 2
    assert_teaches(diagnostics, file)
    assert not out.exists()
    assert file.read_bytes() == FILES[name]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_a_dangling_link_and_a_strange_folder_are_refused(command, tmp_path, capsys):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.bzn").symlink_to(tmp_path / "nowhere")
    for name in ("absent.bzn", "link.bzn", "folder"):
        status, diagnostics = said(command, tmp_path / name, tmp_path / "out", capsys)
        assert status == 2
        assert_teaches(diagnostics, tmp_path / name)
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "new"])
@pytest.mark.parametrize("name", ["pipe.bzn", "pipe.xml", "pipe", "null"])
def test_a_pipe_or_a_device_is_no_file_to_read(command, name, tmp_path, capsys):
    file = tmp_path / name
    if name == "null":
        file.symlink_to("/dev/null")
    else:
        os.mkfifo(file)
    status, diagnostics = said(command, file, tmp_path / "out", capsys)
    assert status == 2
    assert [diagnostic["code"] for diagnostic in diagnostics] == ["file-irregular"]
    assert_teaches(diagnostics, file)


@pytest.mark.parametrize(
    "name", ["absent.txt", "folder", "quote.csv", "columns.csv", "empty.csv", "strange.docx"]
)
def test_sentences_are_not_read_from_what_holds_none(name, tmp_path, capsys):
    file = tmp_path / name
    if name == "folder":
        file.mkdir()
    elif name in FILES:
        file.write_bytes(FILES[name])
    assert main(["requirements", "parse", str(file), "--json"]) == 2
    assert_teaches(json.loads(capsys.readouterr().err), file)


@pytest.mark.parametrize(
    "arguments",
    [
        ["suggest", "weaknesses", "--text", "  "],
        ["suggest", "tests", "--text", "x", "--top", "0"],
        ["verify", "plant.bzn", "--timeout", "-1"],
        ["verify", "plant.bzn", "--timeout", "nan"],
        ["assess", "plant.bzn"],
    ],
)
def test_values_that_make_no_sense_are_wrong_usage(arguments, capsys):
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert "bartizan " + arguments[0] in printed.err
    assert "Traceback" not in printed.err


def test_a_full_disk_leaves_no_half_a_result(tmp_path, capsys, monkeypatch):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project)]) == 0
    assert main(["assess", str(project), "--out", str(out)]) in (0, 1)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(*_arguments: object, **_options: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["assess", str(project), "--out", str(out)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def held(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


FILES_OF = {"assess": 5, "export": 3, "report": 1}


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("command", FILES_OF)
def test_after_a_write_that_failed_the_same_command_succeeds(command, killed, tmp_path, capsys, monkeypatch):
    project = tmp_path / "plant.bzn"
    assert main(["new", str(project)]) == 0
    capsys.readouterr()
    for number in range(1, FILES_OF[command] + 1):
        out = tmp_path / f"{number}" / "out"
        out.parent.mkdir()
        with monkeypatch.context() as patch:
            counted, original = iter(range(1, 1000)), os.replace

            def call(*paths, counted=counted, number=number, original=original):
                if next(counted) == number:
                    raise OSError(errno.ENOSPC, "No space left on device")
                original(*paths)

            patch.setattr(os, "replace", call)
            if killed:  # nothing is taken away again
                patch.setattr(Path, "unlink", lambda *_arguments, **_options: None)
            status, (diagnostic,) = said(command, project, out, capsys)
        assert status == 2
        assert "No space left on device" in diagnostic["message"]
        assert diagnostic["example"].startswith(" ".join(["bartizan", *COMMANDS[command][:1]]))
        assert killed or not list(out.parent.iterdir())
        assert main([part.format(file=project, out=out) for part in COMMANDS[command]]) in (0, 1)
        assert killed or len(held(out.parent)) == FILES_OF[command]
        capsys.readouterr()


@pytest.mark.parametrize("number", range(1, 5))
def test_a_full_disk_at_any_file_leaves_the_assessment_as_it_was(number, tmp_path, capsys, monkeypatch):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project)]) == 0
    assert main(["assess", str(project), "--out", str(out)]) in (0, 1)
    marks = {"assessment.json": b'{\n "requirements": []}', "trace-map.json": b'{\n "time_unit_ns": 1}'}
    for path in out.rglob("*.*"):
        path.write_bytes(marks.get(path.name, b"old"))
    before, original, counted = held(out), Path.write_text, iter(range(1, 1000))

    def full(*arguments, **options):
        if next(counted) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return original(*arguments, **options)

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["assess", str(project), "--out", str(out)]) == 2
    assert held(out) == before
    assert {path.read_bytes() for path in out.rglob("*.*")} == {b"old", *marks.values()}


@pytest.mark.parametrize("command", ["assess", "export"])
def test_a_refused_output_shows_the_command_that_was_given(command, tmp_path, capsys):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project)]) == 0
    out.mkdir()
    (out / {"assess": "report.pdf", "export": "model.xml"}[command]).write_text("precious")
    capsys.readouterr()
    status, (diagnostic,) = said(command, project, out, capsys)
    assert (status, diagnostic["code"]) == (2, "output-taken")
    assert diagnostic["example"].startswith(f"bartizan {command}")


def test_a_stop_leaves_no_folder_behind(tmp_path, capsys, monkeypatch):
    project, out = tmp_path / "plant.bzn", tmp_path / "new" / "out"
    assert main(["new", str(project)]) == 0

    def stop(*_arguments: object) -> None:
        assert not out.parent.exists()  # nor would a process that is ended at once leave one
        raise KeyboardInterrupt

    monkeypatch.setattr("core.assistants.documents.assess", stop)
    assert main(["assess", str(project), "--out", str(out)]) == 3
    assert not out.parent.exists()


def test_a_full_disk_leaves_no_empty_text_form(tmp_path, monkeypatch):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project)]) == 0

    def full(*_arguments: object, **_options: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["text", str(project), "--into", str(out)]) == 2
    assert not out.exists()
