"""The canonical text form."""

import dataclasses
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from core.ground.diagnostic import Refused
from core.model import (
    Allocation,
    Bus,
    Component,
    Edit,
    HardwareInterface,
    InterfaceType,
    Medium,
    Node,
    Requirement,
    Snapshot,
    Zone,
)
from core.project import is_text_folder, read_text, text_files, write_text
from tests.core.strategies import snapshots


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(snapshot=snapshots(10))
def test_a_model_survives_the_text_form_and_its_text_is_always_the_same(snapshot, tmp_path_factory):
    folder = tmp_path_factory.mktemp("text") / "plant"
    write_text(snapshot, folder)
    assert read_text(folder) == snapshot
    assert text_files(read_text(folder)) == {
        file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()
    }


def plant() -> Snapshot:
    return Snapshot(
        [
            Zone(id="1", name="Field"),
            Component(id="2", name="Pump", zone="1"),
            Requirement(id="3", key="P-1", text="The pump shall stop.\u2028Now # not later."),
        ]
    )


def test_each_fact_has_a_line_and_references_carry_the_name_of_their_target():
    files = text_files(plant())
    assert files["bartizan.txt"] == "bartizan text 2\n"
    assert files["system.bzt"] == (
        'zone "1"\n  name: "Field"\n\ncomponent "2"\n  name: "Pump"\n  zone: "1"  # Field\n'
    )
    assert files["requirements.bzt"] == (
        'requirement "3"\n  key: "P-1"\n  text: "The pump shall stop.\\u2028Now # not later."\n'
    )


@pytest.mark.parametrize(
    ("version", "medium", "interface"),
    [(1, Medium.ETHERNET, InterfaceType.ETHERNET), (2, Medium.UNKNOWN, InterfaceType.UNKNOWN)],
)
def test_a_make_left_out_is_unknown_and_in_the_form_of_before_what_it_was_shown_as(
    version, medium, interface, tmp_path
):
    (tmp_path / "bartizan.txt").write_text(f"bartizan text {version}\n")
    blocks = 'bus "1"\n\nbus "2"\n  medium: "can"\n\nnode "3"\n\ninterface "4"\n  owner: "3"\n'
    (tmp_path / "hardware.bzt").write_text(blocks)
    snapshot = read_text(tmp_path)
    assert [bus.medium for bus in snapshot.of(Bus)] == [medium, Medium.CAN]
    assert [point.interface for point in snapshot.of(HardwareInterface)] == [interface]
    write_text(snapshot, tmp_path)
    assert read_text(tmp_path) == snapshot
    assert ("ethernet" in (tmp_path / "hardware.bzt").read_text()) == (version == 1)


def test_one_changed_fact_changes_one_line():
    before = text_files(plant())
    (pump,) = plant().of(Component)
    after = text_files(plant().after([Edit(pump, dataclasses.replace(pump, note="old"))]))
    assert set(after["system.bzt"].splitlines()) - set(before["system.bzt"].splitlines()) == {'  note: "old"'}


def test_writing_over_a_text_form_leaves_nothing_of_the_old(tmp_path):
    write_text(plant(), tmp_path / "text")
    write_text(Snapshot([Zone(id="1")]), tmp_path / "text")
    assert sorted(file.name for file in (tmp_path / "text").iterdir()) == ["bartizan.txt", "system.bzt"]


def test_a_folder_with_anything_else_is_never_written_into(tmp_path):
    (tmp_path / "diary.txt").write_text("Dear diary")
    with pytest.raises(Refused) as refused:
        write_text(plant(), tmp_path)
    assert refused.value.diagnostics[0].code == "text-folder-taken"
    assert [file.name for file in tmp_path.iterdir()] == ["diary.txt"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('gadget "1"\n', 1, "kind of element"),
        ("component 1\n", 1, "kind of element"),
        ('zone "1"\n  name "Field"\n', 2, "a fact"),
        ('zone "1"\n  name: Field\n', 2, "not JSON"),
        ('zone "1"\n  name: "Field" and more\n', 2, "only a #"),
        ('zone "1"\n  name: "A"\n  name: "B"\n', 3, "twice"),
        ('zone "1"\n\nzone "1"\n', 3, "twice"),
        ('zone "1"\n  target_level: "3"\n', 2, "whole number"),
        ('zone "1"\n  colour: "red"\n', 2, "no fact"),
        ('zone "1"\n  target_level: NaN\n', 2, "no number"),
        ('placement "1"\n  name: "P"\n', 1, "missing"),
        ('zone "1"\n  note: ' + "[" * 100_000 + "\n", 2, "too deep"),
    ],
)
def test_a_fault_is_told_with_file_line_and_reason(tmp_path, content, line, words):
    write_text(Snapshot(), tmp_path / "text")
    (tmp_path / "text" / "system.bzt").write_text(content)
    with pytest.raises(Refused, match=words) as refused:
        read_text(tmp_path / "text")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.line) == ("text-form", line)
    assert diagnostic.file.endswith("system.bzt")


def test_an_unsound_model_in_text_is_refused(tmp_path):
    write_text(Snapshot(), tmp_path / "text")
    circle = 'component "1"\n  owner: "2"\n\ncomponent "2"\n  owner: "1"\n'
    (tmp_path / "text" / "system.bzt").write_text(circle)
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / "text")
    assert {diagnostic.code for diagnostic in refused.value.diagnostics} == {"model-owner-circle"}


def test_a_circle_of_owners_is_one_error_with_file_and_line_whatever_hangs_below_it(tmp_path):
    write_text(Snapshot(), tmp_path / "text")
    blocks = ['component "2"\n  owner: "1"\n  name: "B"', 'component "1"\n  owner: "2"\n  name: "A"']
    blocks += [f'component "{number}"\n  owner: "{number - 1}"' for number in range(3, 40)]
    (tmp_path / "text" / "system.bzt").write_text("\n\n".join(blocks))
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / "text")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.line) == ("model-owner-circle", 5)
    assert diagnostic.file.endswith("system.bzt")
    assert "“A” would own itself through component “B”" in diagnostic.message


def test_a_reference_to_nothing_is_told_with_file_and_line(tmp_path):
    write_text(Snapshot(), tmp_path / "text")
    (tmp_path / "text" / "system.bzt").write_text('component "1"\n\ncomponent "2"\n  zone: "9"\n')
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / "text")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.line) == ("model-reference", 3)
    assert diagnostic.file.endswith("system.bzt")


def test_a_file_that_is_missing_is_said_to_be(tmp_path):
    text = tmp_path / "text"
    hardware = Node(id="4", name="PLC"), Allocation(id="5", component="2", node="4")
    write_text(plant().after([Edit(None, element) for element in hardware]), text)
    (text / "system.bzt").rename(tmp_path / "moved.bzt")
    with pytest.raises(Refused) as refused:
        read_text(text)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("text-file-missing", str(text / "system.bzt"))
    assert "1 reference leads" in diagnostic.message
    (text / "system.bzt").symlink_to("/dev/zero")
    with pytest.raises(Refused) as refused:
        read_text(text)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("file-irregular", str(text / "system.bzt"))


def test_a_file_that_would_not_be_read_is_refused_by_name(tmp_path):
    write_text(plant(), tmp_path / "text")
    (tmp_path / "text" / "extra.bzt").write_text('component "9"\n')
    with pytest.raises(Refused) as refused:
        read_text(tmp_path / "text")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("text-stray", str(tmp_path / "text" / "extra.bzt"))


def test_bytes_that_are_no_text_are_refused(tmp_path):
    write_text(Snapshot(), tmp_path / "text")
    (tmp_path / "text" / "system.bzt").write_bytes(b'zone "\xff"\n')
    with pytest.raises(Refused, match="cannot be read"):
        read_text(tmp_path / "text")
    (tmp_path / "text" / "bartizan.txt").write_text("bartizan text 99\n")
    with pytest.raises(Refused, match="no text form"):
        read_text(tmp_path / "text")


def failing(monkeypatch, name, number):
    """Make the call of that number of `os.replace` or of writing a file fail, as on a full disk."""
    owner = Path if name == "write_text" else os
    original, calls = getattr(owner, name), iter(range(1, 1000))

    def call(*arguments, **options):
        if next(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return original(*arguments, **options)

    monkeypatch.setattr(owner, name, call)


def held(folder):
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


NUMBERS = range(1, len(text_files(plant())) + 1)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_a_full_disk_leaves_no_text_form_in_a_new_folder(step, number, tmp_path, monkeypatch):
    folder = tmp_path / "text"
    with monkeypatch.context() as patch:
        failing(patch, step, number)
        with pytest.raises(Refused) as refusal:
            write_text(plant(), folder)
    assert "No space left on device" in refusal.value.diagnostics[0].message
    assert not folder.exists()
    write_text(plant(), folder)
    assert read_text(folder) == plant()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_full_disk_leaves_an_older_text_form_as_it_was(number, tmp_path, monkeypatch):
    folder = tmp_path / "text"
    write_text(Snapshot([Zone(id="1")]), folder)
    before = held(folder)
    with monkeypatch.context() as patch:
        failing(patch, "write_text", number)
        with pytest.raises(Refused):
            write_text(plant(), folder)
    assert held(folder) == before


@pytest.mark.parametrize("step", ["write_text", "replace"])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_process_that_is_killed_leaves_no_text_form_but_a_folder_to_write_anew(step, number, tmp_path):
    folder = tmp_path / "text"
    kill = (
        "import os, sys, pathlib\n"
        "from core.project import write_text\n"
        "from tests.core.project.test_text import plant\n"
        f"owner = pathlib.Path if {step!r} == 'write_text' else os\n"
        f"original, calls = getattr(owner, {step!r}), iter(range(1, 1000))\n"
        "def call(*arguments, **options):\n"
        f"    if next(calls) == {number}:\n"
        "        os._exit(9)\n"
        "    return original(*arguments, **options)\n"
        f"setattr(owner, {step!r}, call)\n"
        "write_text(plant(), pathlib.Path(sys.argv[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", kill, str(folder)], check=False).returncode == 9
    assert not is_text_folder(folder)
    write_text(plant(), folder)
    assert held(folder) == text_files(plant())
