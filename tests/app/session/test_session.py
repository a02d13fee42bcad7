"""The session says each change once, survives refusals, and lets others read along."""

import json

from app.session.preferences import Preferences, read_preferences, write_preferences
from app.session.session import Session
from core.model import Component, Zone
from core.project import open_project


def test_one_change_is_one_signal_however_many_edits_it_has(qtbot, plant):
    session = Session()
    assert session.open(plant)
    heard = []
    session.changed.connect(heard.append)
    with session.change("Add two") as edit:
        edit.new(Component, name="One")
        edit.new(Component, name="Two")
    assert [len(changed.edits) for changed in heard] == [2]
    session.undo()
    session.redo()
    assert [changed.head.action for changed in heard] == ["change", "undo", "redo"]
    session.close()


def test_a_refused_change_is_said_and_leaves_nothing(qtbot, plant):
    session = Session()
    session.open(plant)
    said = []
    session.refused.connect(said.append)
    before = session.snapshot()
    with session.change("Break it") as edit:
        edit.new(Component, name="Lost", owner="nobody")
    assert session.snapshot() is before
    assert [diagnostic.code for diagnostics in said for diagnostic in diagnostics] == ["model-reference"]
    session.close()


def test_a_second_opener_reads_along_and_cannot_write(qtbot, plant):
    writer, reader = Session(), Session()
    writer.open(plant)
    reader.open(plant)
    said = []
    reader.refused.connect(said.append)
    assert (writer.writable, reader.writable) == (True, False)
    assert reader.holder.process > 0
    with reader.change("Try") as edit:
        edit.new(Zone, name="Mine")
    assert said[0][0].code == "project-read-only"
    with writer.change("Add") as edit:
        edit.new(Zone, name="Theirs")
    with qtbot.waitSignal(reader.changed, timeout=5000):
        pass
    assert "Theirs" in {zone.name for zone in reader.snapshot().of(Zone)}
    reader.close()
    writer.close()


def test_a_removed_element_is_no_longer_selected(qtbot, plant):
    session = Session()
    session.open(plant)
    first, second = session.snapshot().of(Component)[:2]
    session.select((first.id, second.id))
    with session.change("Remove") as edit:
        edit.remove(first.id)
    assert session.selection == (second.id,)
    session.undo()
    assert session.selection == (second.id,)
    session.close()


def test_a_file_that_is_no_project_is_refused_and_the_open_one_stays(qtbot, plant, tmp_path):
    session = Session()
    session.open(plant)
    said = []
    session.refused.connect(said.append)
    wrong = tmp_path / "wrong.bzn"
    wrong.write_bytes(b"not a project" * 40)
    assert session.open(wrong) is False
    assert said[0][0].code == "project-not-one"
    assert session.project.path == plant
    session.close()


def test_closing_lets_the_next_writer_in(qtbot, plant):
    session = Session()
    session.open(plant)
    session.close()
    with open_project(plant) as project:
        assert project.read_only is False


def test_preferences_come_back_and_garbage_becomes_the_default(home, tmp_path):
    kept = (
        Preferences(theme="dark", scale=1.2)
        .having_opened(tmp_path / "a.bzn")
        .having_opened(tmp_path / "b.bzn")
    )
    write_preferences(kept)
    assert read_preferences() == kept
    assert kept.recent[0].endswith("b.bzn")
    file = home / "desktop.json"
    file.write_text(json.dumps({"theme": 5, "scale": "large", "recent": [1, "x"], "motion": False}))
    assert read_preferences() == Preferences(motion=False, recent=("x",))
    file.write_text("[")
    assert read_preferences() == Preferences()


def test_creating_over_a_file_is_refused(qtbot, plant):
    session = Session()
    said = []
    session.refused.connect(said.append)
    assert session.create(plant) is False
    assert said[0][0].code == "project-exists"
