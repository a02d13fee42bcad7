"""The page of boilerplates: what there is and who is written so, written in place, added and removed."""

import pytest
from PySide6.QtCore import Qt

from app.jobs.beside import Beside
from app.panels.boilerplates_page import BoilerplatesPage
from app.window import shapes
from core.assistants.intake import read_task
from core.ground.diagnostic import Refused
from core.jobs import Outcome
from core.knowledge.catalogue import sentence_shapes
from core.model import Boilerplate, Requirement
from tests.app.conftest import element

SHAPE = "<system> is to <response> once <event>"
MEANS = "When <event>, <system> shall <response>"
EXAMPLE = "The pump is to stop once the lid opens."
FILE = f"""catalogue: own
kind: boilerplates
version: "1.0"
rights: ours
entries:
  - id: BP-001
    title: Once
    shape: {SHAPE}
    means: {MEANS}
    example: {EXAMPLE}
  - id: BP-002
    title: Never
    shape: <system> must under no circumstances <response>
    means: <system> shall not <response>
    example: The pump must under no circumstances run.
"""


@pytest.fixture
def page(desk, monkeypatch):
    """The page on the small plant; files are read and uses counted at once, in this process."""

    def start(task, payload, _title, then):
        assert task == "read"
        try:
            then(Outcome("done", read_task(payload, lambda *_told: None)))
        except Refused as refused:
            then(Outcome("failed", diagnostics=refused.diagnostics))

    monkeypatch.setattr(desk.jobs, "start", start)
    monkeypatch.setattr(Beside, "begin", lambda self, work: self.done.emit(work(lambda *_told: None)))
    desk.run("require.boilerplates")
    shown = desk.pages.widget(desk.pages.current)
    assert isinstance(shown, BoilerplatesPage)
    return shown


def known(desk):
    return {one.name: one for one in desk.session.snapshot().of(Boilerplate)}


def write(page, **facts):
    for fact, text in facts.items():
        page.form.fields[fact].setPlainText(text)
    page.form.look()


def name(page, qtbot, text):
    page.form.name.selectAll()
    qtbot.keyClicks(page.form.name, text)
    page.form.look()


@pytest.fixture
def once(desk, page):
    """A boilerplate of the project."""
    with desk.session.change("Shape") as edit:
        edit.new(Boilerplate, name="Once", shape=SHAPE, means=MEANS, example=EXAMPLE)
    page.refresh()
    return page


def test_without_one_there_is_one_thing_to_do_which_adds_all_that_are_shipped(desk, page):
    assert page._empty.isVisible()
    before = len(desk.session.project.heads)
    desk.run("require.boilerplates_shipped")
    assert set(known(desk)) == {one.title for one in sentence_shapes()}
    assert len(desk.session.project.heads) == before + 1
    assert page.list.isVisible()
    desk.run("edit.undo")
    assert known(desk) == {}
    assert page._empty.isVisible()


def test_those_that_are_shipped_are_added_once_and_what_was_changed_here_stays(desk, page):
    desk.run("require.boilerplates_shipped")
    first, *_rest = known(desk).values()
    with desk.session.change("Mine") as edit:
        edit.set(first.id, note="as we say it")
    before = len(desk.session.project.heads)
    desk.run("require.boilerplates_shipped")
    assert len(desk.session.project.heads) == before
    assert known(desk)[first.name].note == "as we say it"
    with desk.session.change("Less") as edit:
        edit.remove(first.id)
    desk.run("require.boilerplates_shipped")
    assert first.name in known(desk)


def test_a_boilerplate_stands_there_with_its_slots_and_who_is_written_so(desk, once, qtbot):
    with desk.session.change("Write") as edit:
        edit.set(element(desk, "DOS-02"), text=EXAMPLE)
    once._count()
    (row,) = once.list.known.rows
    assert (row.title, row.detail, row.aside, row.mark) == ("Once", SHAPE, "1 requirement", "boilerplate")
    assert [shown.lead for shown in once.users.known.rows] == ["DOS-02"]
    told = [one.text() for one in once.form._below.parentWidget().findChildren(type(once.form._key))]
    assert ["<system>" in told, "the system" in told, "what calls for it (When)" in told] == [True] * 3
    assert "EARS, event" in told
    once.users.choose(once.users.known.rows[0].id)
    once.users.activated_row.emit(once.users.current())
    assert desk.pages.current.sort == "requirements"
    assert desk.session.selection == (element(desk, "DOS-02").id,)


def test_one_is_written_in_place_with_what_is_wrong_told_as_it_is_written(desk, page, qtbot):
    desk.run("require.boilerplate")
    assert page.form.name.hasFocus()
    name(page, qtbot, "Once")
    write(page, shape=SHAPE, means="When <event>, <system> shall stop", example=EXAMPLE)
    assert page.form.card.isVisible()
    assert page.form.fields["shape"].extraSelections()[0].cursor.selectedText() == "<response>"
    assert not page.form.add.isEnabled()
    write(page, means=MEANS)
    assert not page.form.card.isVisible()
    before = len(desk.session.project.heads)
    qtbot.keyClick(page.form.fields["means"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = known(desk)["Once"]
    assert (kept.shape, kept.means, kept.example) == (SHAPE, MEANS, EXAMPLE)
    assert len(desk.session.project.heads) == before + 1
    assert desk.session.selection == (kept.id,)
    assert page.list.current() == kept.id


def test_shape_and_meaning_are_changed_together_in_one_step_or_taken_back(desk, once, qtbot):
    before = len(desk.session.project.heads)
    timed = "<system> is to <response> [within <time>] once <event>"
    write(once, shape=timed)
    assert not once.form.add.isEnabled()
    assert once.list.known.rows[0].aside == "being changed"
    write(once, means=f"{MEANS} [within <time>]")
    once.form.add.click()
    assert known(desk)["Once"].shape == timed
    assert len(desk.session.project.heads) == before + 1
    write(once, shape="<system> does")
    qtbot.keyClick(once.form.fields["shape"], Qt.Key.Key_Escape)
    assert once.form.fields["shape"].toPlainText() == timed
    assert not once.form.add.isVisible()


def test_a_name_that_another_has_is_refused_while_it_is_typed(desk, once, qtbot):
    once.write_new()
    name(once, qtbot, "Once")
    write(once, shape=SHAPE, means=MEANS, example=EXAMPLE)
    assert once.form.card.isVisible()
    assert not once.form.add.isEnabled()
    name(once, qtbot, "Twice")
    assert once.form.add.isEnabled()


def test_a_draft_stays_while_another_is_looked_at_and_an_empty_one_goes(desk, once, qtbot):
    once.write_new()
    assert len(once.list.known.rows) == 2
    once.list.choose(known(desk)["Once"].id)
    assert len(once.list.known.rows) == 1
    once.write_new()
    name(once, qtbot, "Half")
    once.list.choose(known(desk)["Once"].id)
    assert once.form.name.text() == "Once"
    once.list.choose("new:")
    assert once.form.name.text() == "Half"


def test_removing_is_one_change_and_sentences_are_read_without_it_again(desk, once):
    with desk.session.change("Write") as edit:
        edit.set(element(desk, "DOS-02"), text=EXAMPLE)
    once._remove.click()
    assert known(desk) == {}
    desk.run("edit.undo")
    assert set(known(desk)) == {"Once"}


def test_a_file_is_previewed_before_any_of_it_is_taken_over(desk, once, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(FILE.replace("When <event>", "While <event>"))
    before = desk.session.snapshot()
    shapes.preview(desk, file)
    assert once.preview.isVisible()
    rows = [(row.title, row.heading) for row in once.preview.list.known.rows]
    titles = [title for title, heading in rows if not heading]
    assert titles == ["Never", "Once"]
    assert desk.session.snapshot() is before
    once.preview.left.emit()
    assert not once.preview.isVisible()
    assert desk.session.snapshot() is before
    shapes.preview(desk, file)
    once.preview.take.click()
    assert known(desk)["Once"].means.startswith("While")
    assert set(known(desk)) == {"Once", "Never"}
    assert not once.preview.isVisible()
    assert desk.session.project.heads[-1].origin.reference == "own.yaml"
    desk.run("edit.undo")
    assert desk.session.snapshot() == before


def test_a_file_with_a_fault_brings_nothing_and_says_why(desk, page, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(FILE.replace(EXAMPLE, "The pump stops."))
    shapes.preview(desk, file)
    assert not page.preview.isVisible()
    assert "not in the shape" in desk.messages.shown.message
    assert known(desk) == {}


def test_a_project_that_is_only_read_shows_its_boilerplates_and_changes_none(desk, once, monkeypatch):
    monkeypatch.setattr(type(desk.session), "writable", False)
    once.refresh()
    assert once.form.fields["shape"].isReadOnly()
    assert not once.form.add.isVisible()
    assert not once._remove.isVisible()
    assert not once._shipped.isEnabled()


def test_the_way_to_a_boilerplate_leads_to_its_page(desk, once):
    desk.show_room("draw")
    desk.go_to(known(desk)["Once"].id)
    assert (desk.room, desk.pages.current.sort) == ("require", "boilerplates")
    assert once.list.current() == known(desk)["Once"].id


def test_other_requirements_are_not_counted(desk, once):
    assert len(desk.session.snapshot().of(Requirement)) == 2
    once._count()
    assert once.list.known.rows[0].aside == "not used"


def test_uses_are_counted_beside_the_window(desk, qtbot):
    with desk.session.change("Shape") as edit:
        edit.new(Boilerplate, name="Once", shape=SHAPE, means=MEANS, example=EXAMPLE)
        edit.set(element(desk, "DOS-02"), text=EXAMPLE)
    desk.run("require.boilerplates")
    shown = desk.pages.widget(desk.pages.current)
    qtbot.waitUntil(lambda: [row.aside for row in shown.list.known.rows] == ["1 requirement"], timeout=20_000)
