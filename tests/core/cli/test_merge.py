"""What two people made of a model is merged from the command line; nothing is written while it is open."""

import json
from os import mkfifo
from shlex import split

import pytest

from core.cli import main
from core.cli.keys import KEYS
from core.ground.diagnostic import Diagnostic, Refused
from core.model import Component, Diagram, Placement, Requirement, Snapshot, Truth
from core.project import copy_project, create_project, open_project, read_text
from core.project.merge_files import write_out
from core.project.points import read_point

BESIDE = {"diagram", "element", "other"}
"""What is told of each shape that got room beside another."""


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def three(tmp_path):
    """Paths of a base and of two copies, each changed on its own."""
    base, ours, theirs = (tmp_path / f"{name}.bzn" for name in ("base", "ours", "theirs"))
    with create_project(base) as project, project.change("Begin") as edit:
        edit.new(Component, name="Pump")
        edit.new(Component, name="Valve")
        edit.new(Requirement, key="R-1", text="The Pump shall stop.")
    for path, name, text in ((ours, "Dosing pump", "within 1 s"), (theirs, "Pump", "within 2 s")):
        copy_project(path, base).close()
        with open_project(path) as project, project.change("Go on") as edit:
            pump, valve = edit.snapshot.of(Component)
            edit.set(pump, name=name)
            if path == theirs:
                edit.set(pump, hardened=Truth.YES)
                edit.set(valve, name="Inlet valve")
            edit.set(edit.snapshot.of(Requirement)[0], text=f"The Pump shall stop {text}.")
    return base, ours, theirs


def merge(*arguments):
    return main(["merge", *map(str, arguments)])


def test_while_a_conflict_is_open_nothing_is_written_and_the_status_is_1(three, tmp_path, capsys):
    with open_project(three[1]) as project:
        before = project.head_hash
    assert merge(*three, "--out", tmp_path / "out.bzn") == 1
    assert merge(*three, "--into", three[1]) == 1
    assert not (tmp_path / "out.bzn").exists()
    with open_project(three[1]) as project:
        assert project.head_hash == before
    line, remark = capsys.readouterr().out.splitlines()[:2]
    assert line.partition("  # ")[2] == (
        "requirement R-1: Text. Both changed it, and differently. base: The Pump shall stop.; "
        "ours: The Pump shall stop within 1 s.; theirs: The Pump shall stop within 2 s."
    )
    assert remark == "# 1 conflict is open; nothing was written."


def test_what_is_printed_and_completed_decides_conflict_by_conflict(three, tmp_path, capsys):
    assert merge(*three) == 1
    decisions = tmp_path / "decisions.txt"
    decisions.write_text(capsys.readouterr().out)
    assert merge(*three, "--decisions", decisions) == 1
    decisions.write_text(decisions.read_text().replace("= ?", "= theirs"))
    assert merge(*three, "--decisions", decisions, "--into", three[1]) == 0
    with open_project(three[1]) as project:
        pump, valve = project.snapshot().of(Component)
        assert (pump.name, pump.hardened, valve.name) == ("Dosing pump", Truth.YES, "Inlet valve")
        assert project.snapshot().of(Requirement)[0].text == "The Pump shall stop within 2 s."
        head = project.heads[-1]
        assert (head.label, head.origin.source) == ("Merge theirs.bzn", "merge")
        assert head.origin.reference == "theirs.bzn, base.bzn"
        project.verify()
        project.undo()
        assert project.snapshot().of(Component)[1].name == "Valve"


def commands(text):
    """The commands that were told, without the mark of a remark."""
    lines = [line.removeprefix("#").strip() for line in text.splitlines()]
    return [split(line)[1:] for line in lines if line.startswith("bartizan merge ")]


def test_the_commands_that_decide_and_write_are_told_and_do_it(three, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert merge(*three) == 1
    printed = capsys.readouterr().out
    with_file, with_choice, with_side = commands(printed)
    (tmp_path / "decisions.txt").write_text(printed.replace("= ?", "= theirs"))
    for number, (told, seconds) in enumerate(
        ((with_file, "2 s."), (with_choice, "1 s."), (with_side, "1 s."))
    ):
        assert told[-2:] == ["--into", str(three[1])]
        assert main([*told[:-2], "--out", f"out{number}"]) == 0
        assert read_text(tmp_path / f"out{number}").of(Requirement)[0].text.endswith(seconds)
    capsys.readouterr()
    assert merge(*three, "--take", "theirs") == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[:3] == [
        "~ component Dosing pump: Hardened: Unknown → Yes",
        "~ component Valve: Name: Valve → Inlet valve",
        "~ requirement R-1: Text: The Pump shall stop within 1 s. → The Pump shall stop within 2 s.",
    ]
    said = "  requirement R-1: Text: The Pump shall stop within 2 s., as theirs has it"
    assert said in printed.splitlines()
    (told,) = commands(printed)
    assert main(told) == 0
    with open_project(three[1]) as project:
        assert project.heads[-1].origin.source == "merge"
        assert project.snapshot().of(Requirement)[0].text.endswith("2 s.")
    capsys.readouterr()


def test_what_was_asked_for_is_part_of_the_commands_that_are_told(three, tmp_path, capsys):
    place = tmp_path / "a name with spaces"
    for path in three:
        assert main(["text", str(path), "--into", str(tmp_path / path.stem)]) == 0
    capsys.readouterr()
    assert merge(*three, "--out", place) == 1
    assert [told[-2:] for told in commands(capsys.readouterr().out)] == [["--out", str(place)]] * 3
    folders = [tmp_path / path.stem for path in three]
    assert merge(*folders) == 1
    assert commands(capsys.readouterr().out)[0][-2:] == ["--out", str(folders[1])]


@pytest.mark.parametrize(("choice", "seconds"), [("ours", "1 s."), ("theirs", "2 s."), ("base", "stop.")])
def test_a_choice_for_one_conflict_or_for_all_others(three, tmp_path, choice, seconds):
    for number, how in enumerate((["--take", choice], ["--choose", f"R-1.text={choice}"])):
        out = tmp_path / f"out{number}"
        assert merge(*three, *how, "--out", out) == 0
        assert read_text(out).of(Requirement)[0].text.endswith(seconds)


def test_the_base_is_found_in_a_shared_past(three, capsys):
    assert merge("-", *three[1:], "--json") == 1
    shared = json.loads(capsys.readouterr().out)
    assert merge(*three, "--json") == 1
    assert json.loads(capsys.readouterr().out) == shared
    assert merge(f"{three[2]}@1", *three[1:], "--json") == 1
    assert json.loads(capsys.readouterr().out) == shared
    keys = {*shared, *shared["conflicts"][0]}
    assert keys == set(KEYS["bartizan merge"]) - BESIDE


def test_text_forms_merge_like_projects(three, tmp_path):
    folders = [tmp_path / path.stem for path in three]
    for path, folder in zip(three, folders, strict=True):
        assert main(["text", str(path), "--into", str(folder)]) == 0
    assert merge(*folders, "--take", "ours", "--out", folders[1]) == 0
    assert merge(*three, "--take", "ours", "--out", tmp_path / "out.bzn") == 0
    with open_project(tmp_path / "out.bzn") as project:
        assert project.snapshot() == read_text(folders[1])
        assert [head.label for head in project.heads] == ["Begin", "Go on", "Merge theirs.bzn"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--choose", "nonsense=ours"], "merge-no-conflict"),
        (["--choose", "R-1.text=mine"], "merge-decision"),
        (["--take", "mine"], "usage"),
        (["--take", "ours", "--into", "theirs.bzn"], "merge-not-ours"),
        (["--into", "ours.bzn", "--out", "x.bzn"], "usage"),
        (["--decisions", "nowhere.txt"], "merge-decisions-unreadable"),
    ],
)
def test_what_cannot_be_meant_is_refused(three, monkeypatch, capsys, arguments, code):
    monkeypatch.chdir(three[0].parent)
    assert merge(*three, *arguments, "--json") == 2
    assert json.loads(capsys.readouterr().err)[0]["code"] == code


def test_projects_without_a_shared_past_need_a_base(three, tmp_path, capsys):
    with create_project(tmp_path / "other.bzn") as project, project.change("Other") as edit:
        edit.new(Component, name="Other")
    assert merge("-", three[1], tmp_path / "other.bzn", "--json") == 2
    assert json.loads(capsys.readouterr().err)[0]["code"] == "merge-no-base"


def test_a_base_that_has_nothing_to_do_with_the_sides_is_refused(three, tmp_path, capsys):
    other = tmp_path / "other.bzn"
    with create_project(other) as project, project.change("Other") as edit:
        edit.new(Component, name="Other")
    for sides in ((other, three[1], three[1]), (three[0], three[1], other)):
        assert merge(*sides, "--json") == 2
        assert json.loads(capsys.readouterr().err)[0]["code"] == "merge-unrelated"
    with create_project(tmp_path / "empty.bzn"):
        pass
    assert merge(tmp_path / "empty.bzn", three[1], three[1]) == 0


def test_an_empty_project_with_another_past_is_no_side_that_removed_everything(three, tmp_path, capsys):
    empty = tmp_path / "empty.bzn"
    with create_project(empty):
        pass
    for sides in ((three[1], empty), (empty, three[2])):
        assert merge(three[0], *sides, "--json") == 2
        (found,) = json.loads(capsys.readouterr().err)
        assert (found["code"], found["file"]) == ("merge-unrelated", str(empty))
        assert found["example"].endswith("--unrelated")
        assert merge(three[0], *sides, "--unrelated", "--take", "ours") == 0


def test_a_side_that_removed_everything_is_known_by_its_past(three):
    with open_project(three[2]) as project, project.change("Remove everything") as edit:
        edit.remove(*(one.id for one in edit.snapshot))
    assert merge(*three, "--take", "theirs") == 0


def test_a_removal_that_was_decided_is_told_as_what_came_of_it(three, capsys):
    with open_project(three[1]) as project, project.change("Remove") as edit:
        edit.remove(edit.snapshot.of(Component)[1].id)
    for side, words in (
        ("ours", "removed, as ours has it"),
        ("theirs", "kept, as theirs has it"),
        ("base", "kept, as it was"),
    ):
        assert merge(*three, "--take", side) == 0
        assert f"  component Inlet valve: {words}" in capsys.readouterr().out.splitlines()


def test_a_choice_in_no_conflict_names_the_command_with_the_files_given(three, capsys):
    assert merge(*three, "--choose", "nonsense=ours", "--json") == 2
    (found,) = json.loads(capsys.readouterr().err)
    assert found["example"] == f"bartizan merge {three[0]} {three[1]} {three[2]}"


def test_the_base_of_points_in_time_is_found_in_their_past(three, capsys):
    assert merge("-", three[1], f"{three[1]}@1", "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 0
    assert merge("-", f"{three[1]}@1", three[2], "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] == 3
    assert merge("-", f"{three[1]}@7", three[2], "--json") == 2
    assert json.loads(capsys.readouterr().err)[0]["code"] == "project-no-record"


def test_a_merge_that_cannot_be_written_leaves_nothing_behind(three, tmp_path, monkeypatch, capsys):
    def fail(*_any):
        raise Refused(Diagnostic("full", "The disk is full"))

    out = tmp_path / "out.bzn"
    with monkeypatch.context() as broken:
        broken.setattr("core.model.Editor.put", fail)
        assert merge(*three, "--take", "ours", "--out", out) == 2
    assert list(tmp_path.glob("out*")) == []
    assert merge(*three, "--take", "ours", "--out", out) == 0
    capsys.readouterr()


def test_what_breaks_a_rule_is_never_written(three, tmp_path):
    reading = read_point(three[1])
    wrong = Snapshot([Component(id="~1", name="Lost", owner="~nowhere")])
    for out in (tmp_path / "out.bzn", tmp_path / "out"):
        with pytest.raises(Refused, match="does not exist"):
            write_out(out, wrong, reading, reading, reading)
        assert not out.exists()


def test_decisions_saved_by_a_windows_editor_are_read(three, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("R-1.text = theirs  # Ours is too quick\r\n", encoding="utf-8-sig")
    assert merge(*three, "--decisions", decisions) == 0


def test_an_element_alone_stands_for_all_that_is_asked_about_it(three, tmp_path):
    assert merge(*three, "--choose", "R-1=theirs", "--out", tmp_path / "out") == 0
    assert read_text(tmp_path / "out").of(Requirement)[0].text.endswith("2 s.")


def test_a_diff_says_whose_place_on_which_drawing_is_another(three, capsys):
    with open_project(three[1]) as project:
        with project.change("Draw") as edit:
            pump = edit.snapshot.of(Component)[0]
            diagram = edit.new(Diagram, name="Overview")
            place = edit.new(Placement, owner=diagram.id, element=pump.id, x=10.04)
        with project.change("Move") as edit:
            edit.set(place, x=120.0)
        number = len(project.heads)
    assert main(["diff", f"{three[1]}@{number - 1}", str(three[1]), "--layout"]) == 1
    assert capsys.readouterr().out == "~ place of Dosing pump on Overview: X: 10 → 120\n"


def test_a_diff_compares_points_in_time(three, capsys):
    assert main(["diff", f"{three[2]}@1", str(three[2])]) == 1
    assert "~ component Valve: Name: Valve → Inlet valve" in capsys.readouterr().out
    assert main(["diff", f"{three[2]}@2", str(three[2])]) == 0
    assert main(["diff", f"{three[2]}@3", str(three[2])]) == 2


def test_the_help_of_a_command_is_found_under_its_name(capsys):
    assert main(["help", "merge"]) == 0
    assert "git worktree" in capsys.readouterr().out


def test_decisions_from_a_pipe_are_refused_and_not_waited_for(three, tmp_path, capsys):
    pipe = tmp_path / "decisions"
    mkfifo(pipe)
    assert main(["merge", *map(str, three), "--decisions", str(pipe)]) == 2
    assert "no regular file" in capsys.readouterr().err


def test_a_point_that_is_no_number_is_told(three, capsys):
    for point in ("x", "-1", ""):
        assert main(["diff", f"{three[0]}@{point}", str(three[0])]) == 2
        assert f"“{point}” is no number of a change" in capsys.readouterr().err


@pytest.fixture
def crowded(tmp_path):
    """Paths of a base with a diagram and of two copies, each with something at the same place of it."""
    base, ours, theirs = (tmp_path / f"{name}.bzn" for name in ("base", "ours", "theirs"))
    with create_project(base) as project, project.change("Begin") as edit:
        edit.new(Diagram, name="System")
    for path, name in ((ours, "Historian"), (theirs, "Alarm server")):
        copy_project(path, base).close()
        with open_project(path) as project, project.change("Go on") as edit:
            (drawing,) = edit.snapshot.of(Diagram)
            made = edit.new(Component, name=name)
            edit.new(Placement, owner=drawing.id, element=made.id, x=64, y=64, width=176, height=52)
    return base, ours, theirs


def test_what_both_put_at_one_place_is_written_side_by_side_and_told(crowded, tmp_path, capsys):
    assert merge(*crowded, "--out", tmp_path / "out.bzn") == 0
    told = capsys.readouterr().out
    assert "Alarm server stands beside Historian, where both had put something." in told.splitlines()
    with open_project(tmp_path / "out.bzn") as project:
        model = project.snapshot()
    first, second = sorted(model.of(Placement), key=lambda one: model[one.element].name, reverse=True)
    assert (first.x, first.y) == (64, 64)
    assert abs(first.x - second.x) >= 176 or abs(first.y - second.y) >= 52
    assert merge(*crowded, "--json") == 0
    (beside,) = json.loads(capsys.readouterr().out)["beside"]
    assert set(beside) == BESIDE < set(KEYS["bartizan merge"])
    assert (beside["element"], beside["other"]) == (second.element, first.element)
