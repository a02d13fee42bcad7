"""A proposal is edited where it stands, and accepted as it was edited."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from core.model import Component, Location, Proposal, ProposalState, ProposedEdit, Timer
from core.model.duration import Duration
from tests.app.conftest import element


@pytest.fixture
def review(desk):
    """The Review room on a proposal that changes a location and adds a timer."""
    idle = element(desk, "Idle")
    timer = Timer(id="~t", owner=idle.owner, name="hold", duration=Duration.parse("5 s"))
    edits = (ProposedEdit(idle, replace(idle, invariant="x <= 5")), ProposedEdit(None, timer))
    with desk.session.change("Offer") as edit:
        made = edit.new(Proposal, name="Leave Idle in time", assistant="proof", edits=edits)
    desk.activateWindow()
    desk.show_room("review")
    desk.left().list.choose(made.id)
    return desk


def field(page, name):
    """The first field of that name in the form."""
    return next(one for one in page._form.findChildren(QLineEdit) if one.accessibleName() == name)


def test_e_opens_the_facts_in_place_and_ctrl_enter_accepts_them_as_edited(qtbot, review):
    page = review.shown.proposal_page()
    qtbot.keyClick(review, Qt.Key.Key_E)
    assert page._form.isVisible()
    assert review.findChildren(QDialog) == []
    assert page._accept.accessibleName() == "Accept as edited"
    line = field(page, "Invariant")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "x <= 7")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    snapshot = review.session.snapshot()
    assert snapshot.find(Location, element(review, "Idle").id).invariant == "x <= 7"
    (proposal,) = snapshot.of(Proposal)
    assert proposal.state is ProposalState.EDITED
    assert page._form is None


def test_the_form_begins_at_the_first_fact_that_is_changed(qtbot, review):
    qtbot.keyClick(review, Qt.Key.Key_E)
    assert QApplication.focusWidget() is field(review.shown.proposal_page(), "Invariant")


def test_escape_leaves_the_proposal_as_it_was(qtbot, review):
    page = review.shown.proposal_page()
    QTest.mouseClick(page._edit, Qt.MouseButton.LeftButton)
    line = field(page, "Invariant")
    line.setFocus()
    qtbot.keyClicks(line, " && y > 2")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert page._form is None
    assert page._accept.accessibleName() == "Accept"
    qtbot.keyClick(review, Qt.Key.Key_A)
    assert element(review, "Idle").invariant == "x <= 5"
    (proposal,) = review.session.snapshot().of(Proposal)
    assert proposal.state is ProposalState.ACCEPTED


def test_what_is_typed_survives_a_change_of_the_model(qtbot, review):
    page = review.shown.proposal_page()
    page.edit()
    line = field(page, "Invariant")
    line.setFocus()
    line.home(False)
    qtbot.keyClicks(line, "1")
    with review.session.change("Meanwhile") as edit:
        edit.new(Component, name="Late")
    assert QApplication.focusWidget() is line
    assert line.text() == "1x <= 5"


def test_what_is_no_value_is_not_accepted(qtbot, review):
    page = review.shown.proposal_page()
    page.edit()
    line = field(page, "Duration")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "soon")
    QTest.mouseClick(page._accept, Qt.MouseButton.LeftButton)
    assert review.session.snapshot().of(Proposal)[0].state is ProposalState.PROPOSED
    assert "“soon” is no time" in review.status._reason.text()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "7 s")
    QTest.mouseClick(page._accept, Qt.MouseButton.LeftButton)
    (timer,) = review.session.snapshot().of(Timer)
    assert timer.duration == Duration.parse("7 s")


def test_the_names_of_facts_stand_in_one_column(review):
    page = review.shown.proposal_page()
    page.edit()
    labels = [one for one in page._form.findChildren(QLabel) if one.isVisibleTo(page)]
    names = [one for one in labels if one.property("type") == "fact"]
    assert len(names) > 3
    assert len({one.width() for one in names}) == 1
    assert len({one.mapTo(page, one.rect().topLeft()).x() for one in names}) == 1


def test_another_proposal_closes_the_form(review):
    page = review.shown.proposal_page()
    page.edit()
    with review.session.change("Offer") as edit:
        other = edit.new(Proposal, name="Another", assistant="proof")
    review.left().list.choose(other.id)
    assert page._form is None
    assert page.edits is None


def test_edits_are_kept_while_another_proposal_is_looked_at(qtbot, review):
    page, rows = review.shown.proposal_page(), review.left().list
    first = page.proposal.id
    with review.session.change("Offer") as edit:
        other = edit.new(Proposal, name="Another", assistant="proof")
    page.edit()
    line = field(page, "Invariant")
    line.selectAll()
    line.setFocus()
    qtbot.keyClicks(line, "x <= 8")
    click(rows, other.id)
    assert not line.isVisible()
    click(rows, first)
    assert field(page, "Invariant") is line
    assert line.isVisible()
    assert page._accept.accessibleName() == "Accept as edited"
    QTest.mouseClick(page._accept, Qt.MouseButton.LeftButton)
    assert element(review, "Idle").invariant == "x <= 8"


def click(rows, row_id):
    """Click a row of a list."""
    place = rows.visualRect(rows.known.index(rows.known.place(row_id))).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
