"""Checks in the inspector: written, run, told with what is at fault, and stale in plain sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.panels.checks import TEMPLATES
from app.panels.requirement_sections import fits
from core.assistants.covering import covering
from core.model import Connector, RequirementCheck, Truth
from core.requirements.checks.parsing import read_check
from tests.app.conftest import element

EVERY = "every flow where crosses_zone is yes: encrypted is yes"
SETTING = 'setting "after" in "panel.ini" <= 10 min'


@pytest.fixture
def checked(desk):
    """The inspector of DOS-01, which has a check of the flows."""
    with desk.session.change("Check") as edit:
        edit.new(RequirementCheck, owner=element(desk, "DOS-01").id, statement=EVERY)
    desk.show_room("require")
    desk.session.select((element(desk, "DOS-01").id,))
    return desk.shown.inspector


def card(inspector):
    (found,) = inspector.checks.cards.values()
    return found


def run(desk, qtbot):
    """Run the checks and nothing else: on a slow machine all other analyses would begin meanwhile."""
    desk.results._pause.stop()
    desk.run("require.run")
    qtbot.waitUntil(lambda: not desk.results.under_way(desk.results.checks), timeout=30_000)
    desk.results._pause.stop()


def state(desk, name, truth):
    with desk.session.change("State") as edit:
        edit.set(element(desk, name).id, encrypted=truth)
    desk.results._pause.stop()


def test_every_template_is_a_check_as_it_stands():
    assert [read_check(statement).diagnostics for _words, statement in TEMPLATES] == [()] * len(TEMPLATES)


def test_a_check_is_run_in_the_background_and_told_with_what_is_open_or_at_fault(desk, checked, qtbot):
    assert card(checked).answer.text() == "not run yet"
    run(desk, qtbot)
    assert card(checked).answer.text() == "incomplete"
    assert card(checked).reason.text() == "Is “Download” encrypted?"
    state(desk, "Download", Truth.NO)
    assert card(checked)._when.text() == "stale: the model or a file changed since"
    run(desk, qtbot)
    assert (card(checked).answer.text(), card(checked)._when.text()) == ("fails", "")
    asked = []
    checked.asked.connect(asked.append)
    # What an earlier answer led to is hidden at once, and gone a little later.
    ways = [one for one in card(checked).findChildren(QAbstractButton) if one.property("field")]
    (way,) = [one for one in ways if not one.isHidden()]
    way.click()
    assert asked == [element(desk, "Download").id]
    state(desk, "Download", Truth.YES)
    run(desk, qtbot)
    desk.session.select((element(desk, "DOS-01").id,))
    assert card(checked).answer.text() == "passes"
    assert desk.session.project.results("checks")[-1].outcome[0]["answer"] == "pass"


def test_what_is_written_is_one_change_and_what_is_wrong_is_told_with_its_place(desk, checked, qtbot):
    field = card(checked).field
    before = len(desk.session.project.heads)
    field.text.setFocus()
    field.text.setPlainText("every flow: encrypt is yes")
    field.look()
    assert field.card.isVisibleTo(field)
    assert field.text.extraSelections()[0].cursor.selectedText() == "encrypt"
    field.text.setPlainText("every flow: encrypted is no")
    qtbot.keyClick(field.text, Qt.Key.Key_Return)
    assert not field.card.isVisibleTo(field)
    assert len(desk.session.project.heads) == before + 1
    (kept,) = desk.session.snapshot().of(RequirementCheck)
    assert kept.statement == "every flow: encrypted is no"
    field.text.setPlainText("nonsense")
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert field.text.toPlainText() == kept.statement


def test_a_check_is_written_and_removed_each_in_one_change_that_can_be_undone(desk, checked):
    desk.run("require.check")
    assert len(checked.checks.cards) == 2
    desk.run("edit.undo")
    assert len(checked.checks.cards) == 1
    card(checked)._remove.click()
    assert checked.checks.cards == {}
    assert desk.session.snapshot().of(RequirementCheck) == ()


def test_the_way_to_a_check_leads_to_its_requirement(desk, checked):
    desk.show_room("draw")
    desk.go_to(next(iter(checked.checks.cards)))
    assert desk.room == "require"
    assert desk.session.selection == (element(desk, "DOS-01").id,)


def test_half_a_statement_survives_results_that_come_meanwhile(desk, checked, qtbot):
    field = card(checked).field
    field.text.setFocus()
    field.text.setPlainText("every flow: encr")
    state(desk, "Download", Truth.NO)
    desk.results.changed.emit()
    assert field.text.toPlainText() == "every flow: encr"


def test_a_file_that_changed_makes_the_answer_stale(desk, checked, qtbot, tmp_path):
    folder = tmp_path / "plant.evidence"
    folder.mkdir()
    (folder / "panel.ini").write_text("after = 5 min\n")
    with desk.session.change("Check") as edit:
        edit.set(next(iter(checked.checks.cards)), statement=SETTING)
    run(desk, qtbot)
    assert (card(checked).answer.text(), card(checked)._when.text()) == ("passes", "")
    (folder / "panel.ini").write_text("after = 15 min\n")
    desk.results.changed.emit()
    assert card(checked)._when.text() == "stale: the model or a file changed since"
    run(desk, qtbot)
    assert card(checked).answer.text() == "fails"


def test_answers_are_a_way_to_narrow_the_list_and_a_share_of_coverage(desk, checked, qtbot):
    one, other = (element(desk, key) for key in ("DOS-01", "DOS-02"))
    assert covering(desk.results.known).checked.undecided == (one.id,)
    state(desk, "Download", Truth.NO)
    run(desk, qtbot)
    snapshot = desk.session.snapshot()
    assert fits("look:check fail", one, snapshot, desk.results)
    assert not fits("look:check fail", other, snapshot, desk.results)
    share = covering(desk.results.known).checked
    assert (share.met, share.unmet, share.total) == ((), (one.id,), 1)
    state(desk, "Download", Truth.YES)
    assert covering(desk.results.known).checked.undecided == (one.id,)


def test_where_nothing_is_written_only_reading_is_offered(desk, checked, tmp_path):
    assert not card(checked).field.text.isReadOnly()
    flows = desk.session.snapshot().of(Connector)
    assert len(flows) == 2
    card(checked).show_check(desk.session.snapshot().of(RequirementCheck)[0], None, False, False, False)
    assert card(checked).field.text.isReadOnly()
    assert card(checked)._remove.isHidden()


def offered(field):
    return [row.title for row in field.completion.list.known.rows]


def settle(field, qtbot):
    qtbot.waitUntil(lambda: not field.completion._soon.isActive() and not field.completion._later.isActive())


def test_what_may_come_next_in_a_check_is_offered_and_written_by_a_key(desk, checked, qtbot):
    field = card(checked).field
    field.text.setFocus()
    field.text.setPlainText("every flow: ")
    field.text.moveCursor(field.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(field.text, "encr")
    settle(field, qtbot)
    assert field.completion.isVisible()
    assert offered(field) == ["encrypted"]
    qtbot.keyClick(field.text, Qt.Key.Key_Tab)
    assert field.text.toPlainText() == "every flow: encrypted"
    assert field.text.hasFocus()
    desk.run("require.complete")
    assert not field.completion.isVisible() or "encrypted" not in offered(field)
    qtbot.keyClick(field.text, Qt.Key.Key_Space)
    desk.run("require.complete")
    assert offered(field)[:2] == ["is", "is not"]
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert not field.completion.isVisible()
    assert field.text.toPlainText() == "every flow: encrypted "


def test_a_name_that_the_model_lacks_is_told_and_the_one_that_is_meant_written_by_a_button(
    desk, checked, qtbot
):
    field = card(checked).field
    field.text.setPlainText('the component "Dosing pumpe": hardened is yes')
    field.look()
    assert field.card.isVisibleTo(field)
    assert field.text.extraSelections()[0].cursor.selectedText() == '"Dosing pumpe"'
    field.card.taken.emit(field.card._example.text())
    (kept,) = desk.session.snapshot().of(RequirementCheck)
    assert kept.statement == 'the component "Dosing pump": hardened is yes'
    assert not field.card.isVisibleTo(field)


def test_what_a_word_of_a_check_means_is_told_at_the_caret_and_leads_to_the_element(desk, checked, qtbot):
    field = card(checked).field
    field.text.setFocus()
    field.text.setPlainText('the component "Dosing pump": hardened is yes')
    cursor = field.text.textCursor()
    cursor.setPosition(18)
    field.text.setTextCursor(cursor)
    desk.run("require.explain")
    assert field.hover.isVisible()
    (one,) = field.hover.told
    assert (one.words, one.target) == ("Dosing pump", element(desk, "Dosing pump").id)
    asked = []
    checked.asked.connect(asked.append)
    qtbot.keyClick(field.text, Qt.Key.Key_Return)
    assert asked == [element(desk, "Dosing pump").id]


def test_what_stood_over_a_check_goes_with_it(desk, checked, qtbot):
    field = card(checked).field
    field.text.setFocus()
    field.text.setPlainText("every flow: ")
    field.text.moveCursor(field.text.textCursor().MoveOperation.End)
    desk.run("require.complete")
    assert field.completion.isVisible()
    gone = []
    field.completion.destroyed.connect(lambda: gone.append(1))
    card(checked)._remove.click()
    qtbot.waitUntil(lambda: gone == [1])
