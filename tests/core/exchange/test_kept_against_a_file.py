"""What a person keeps against a file stays kept, until the file says something else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.cli.main import main
from core.exchange.importing import import_file
from core.model import Category, Language, Requirement, RequirementCheck, Said, Snapshot
from core.project import create_project, open_project
from core.project.deciding import Decisions
from tests.core.exchange.test_reimport import TEXTS, edited, texts_of, written

CHOICES = ("ours", "theirs", "base")


def taking(choice):
    return lambda three: Decisions(three, {}, choice)


def brought(project, file: Path, choice=None):
    return import_file(project, file, again=True, deciding=taking(choice))


_STEPS = some.lists(
    some.tuples(some.sampled_from(["edit", "file"]), some.sampled_from(TEXTS), some.sampled_from(CHOICES)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(_STEPS)
def test_a_file_is_asked_about_only_when_it_says_something_new_and_the_project_something_else(
    tmp_path_factory, steps
):
    """The rule by its definition, over any series of edits and imports; one that changes nothing is none."""
    folder = tmp_path_factory.mktemp("kept")
    file = folder / "list.csv"
    said = ours = TEXTS[0]
    with create_project(folder / "p.bzn") as project:
        brought(project, written(file, {"A": said}))
        for sort, text, choice in steps:
            if sort == "edit":
                edited(project, {"A": text})
                ours = text
                continue
            heads = len(project.heads)
            asked = text != said and ours not in (said, text)
            found = brought(project, written(file, {"A": text, "B": TEXTS[1]}))
            assert bool(found.conflicts) is asked
            if asked:
                brought(project, file, choice)
                ours = {"ours": ours, "theirs": text, "base": said}[choice]
            elif text != said:
                ours = text
            said = text if len(project.heads) > heads else said
            assert texts_of(project.snapshot())["A"] == ours


def test_what_was_kept_against_another_file_is_not_asked_again(tmp_path):
    first, other = tmp_path / "first.csv", tmp_path / "other.csv"
    with create_project(tmp_path / "p.bzn") as project:
        brought(project, written(first, {"A": TEXTS[0]}))
        assert len(brought(project, written(other, {"A": TEXTS[1]})).conflicts) == 1
        brought(project, other, "ours")
        (kept,) = project.snapshot().of(Requirement)
        assert (kept.text, kept.said) == (TEXTS[0], (Said("other.csv", "text", TEXTS[1]),))
        heads = len(project.heads)
        assert brought(project, other).conflicts == ()
        assert texts_of(project.snapshot()) == {"A": TEXTS[0]}
        assert len(project.heads) == heads, "nothing was changed"
        found = brought(project, written(other, {"A": TEXTS[2]}))
        assert [(one.fields, one.base) for one in found.conflicts] == [(("text",), TEXTS[1])]
        brought(project, other, "theirs")
        assert project.snapshot().of(Requirement)[0].said == ()


def test_a_decision_is_undone_with_its_import_and_is_asked_again(tmp_path):
    file = tmp_path / "list.csv"
    with create_project(tmp_path / "p.bzn") as project:
        brought(project, written(file, {"A": TEXTS[0]}))
        edited(project, {"A": TEXTS[1]})
        brought(project, written(file, {"A": TEXTS[2]}), "ours")
        project.undo()
        assert len(brought(project, file).conflicts) == 1


def test_what_was_edited_survives_imports_that_say_nothing_new_of_it(tmp_path):
    file = tmp_path / "list.csv"
    with create_project(tmp_path / "p.bzn") as project:
        for text in TEXTS:
            brought(project, written(file, {"A": TEXTS[0], "B": text}))
            edited(project, {"A": TEXTS[1]})
        assert texts_of(project.snapshot()) == {"A": TEXTS[1], "B": TEXTS[2]}


def test_every_fact_and_the_parent_are_kept_and_asked_apart(tmp_path):
    file = tmp_path / "list.csv"
    head = "id,text,category,priority,parent\n"
    rows = f"B,{TEXTS[0]},safety,,\nC,{TEXTS[0]},safety,,\n"
    with create_project(tmp_path / "p.bzn") as project:
        file.write_text(f"{head}{rows}A,{TEXTS[0]},safety,high,B\n")
        brought(project, file)
        known = {one.key: one for one in project.snapshot().of(Requirement)}
        with project.change("Edit") as edit:
            edit.set(known["A"], category=Category.SECURITY, priority="low", owner=None)
        file.write_text(f"{head}{rows}A,{TEXTS[1]},timing,mid,C\n")
        found = brought(project, file)
        assert sorted(one.fields[0] for one in found.conflicts) == ["category", "owner", "priority"]
        brought(project, file, "ours")
        now = project.snapshot().find(Requirement, known["A"].id)
        assert (now.text, now.category, now.priority, now.owner) == (TEXTS[1], "security", "low", None)
        assert now.said == tuple(
            Said("list.csv", *told) for told in (("category", "timing"), ("owner", "C"), ("priority", "mid"))
        )
        assert brought(project, file).conflicts == ()
        assert project.snapshot().find(Requirement, now.id) == now
        file.write_text(f"{head}{rows}A,{TEXTS[1]},timing,top,C\n")
        assert [one.fields for one in brought(project, file).conflicts] == [("priority",)]


def test_the_language_goes_with_the_sentence_that_is_kept(tmp_path):
    file = tmp_path / "list.csv"
    with create_project(tmp_path / "p.bzn") as project:
        brought(project, written(file, {"A": TEXTS[0]}))
        (one,) = project.snapshot().of(Requirement)
        with project.change("Edit") as edit:
            edit.set(one, text=TEXTS[1], language=Language.PLAIN)
        brought(project, written(file, {"A": TEXTS[2]}), "ours")
        assert project.snapshot().of(Requirement)[0].language is Language.PLAIN
        brought(project, written(file, {"A": TEXTS[0]}), "theirs")
        assert project.snapshot().of(Requirement)[0].language is Language.EARS


def test_an_edited_check_survives_imports_that_say_nothing_new_of_it(tmp_path):
    file = tmp_path / "list.csv"
    said, mine = "every flow: encrypted is yes", "every flow: authenticated is yes"
    with create_project(tmp_path / "p.bzn") as project:
        for text in TEXTS:
            file.write_text(f"id,text,checks\nA,{TEXTS[0]},{said}\nB,{text},\n")
            brought(project, file)
            (check,) = project.snapshot().of(RequirementCheck)
            if check.statement != mine:
                with project.change("Edit") as edit:
                    edit.set(check, statement=mine)
        assert [one.statement for one in project.snapshot().of(RequirementCheck)] == [mine]


@pytest.mark.parametrize("kept", [(), (Said("b.csv", "text", "x"), Said("a.csv", "owner", ""))])
def test_what_is_kept_goes_through_the_text_form(tmp_path, kept):
    with create_project(tmp_path / "p.bzn") as project, project.change("Write") as edit:
        edit.new(Requirement, key="A", text=TEXTS[0], said=kept)
    assert main(["text", str(tmp_path / "p.bzn"), "--into", str(tmp_path / "form")]) == 0
    assert main(["new", str(tmp_path / "q.bzn"), "--from", str(tmp_path / "form")]) == 0
    with open_project(tmp_path / "q.bzn") as project:
        assert isinstance(project.snapshot(), Snapshot)
        assert [one.said for one in project.snapshot().of(Requirement)] == [kept]
