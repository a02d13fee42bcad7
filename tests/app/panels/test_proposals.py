"""Who reads proposals decides by keys, and types a reason only where one is asked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.window.decisions import propose
from core.assistants.known import Findings
from core.model import Proposal, ProposalState, ProposedEdit, Zone


@pytest.fixture
def review(desk):
    """The Review room on the first of two proposals."""
    with desk.session.change("Offer") as edit:
        made = edit.new(Proposal, name="First", assistant="proof")
        edit.new(Proposal, name="Second", assistant="proof")
    desk.activateWindow()
    desk.show_room("review")
    desk.left().list.choose(made.id)
    return desk


def reject_by_keys(qtbot, window, reason):
    """Ask to reject, say why, Enter."""
    qtbot.keyClick(window, Qt.Key.Key_R)
    page = window.shown.proposal_page()
    assert page.reason.hasFocus()
    qtbot.keyClicks(page.reason, reason)
    qtbot.keyClick(page.reason, Qt.Key.Key_Return)


def keys_named(window):
    """The keys that the status line names."""
    row = window.status._keys
    widgets = (row.itemAt(place).widget() for place in range(row.count()))
    return [one.text() for one in widgets if one is not None and one.property("type") == "key"]


def test_the_status_line_names_the_keys_of_what_is_done_with_the_proposal(qtbot, review):
    assert keys_named(review) == ["A", "E", "R"]
    reject_by_keys(qtbot, review, "It does not apply.")
    assert keys_named(review) == ["J K", "Ctrl Z"]
    name = Proposal(id="~new", name="Third", assistant="proof", edits=(added_zone(),))
    propose(review, name)
    assert keys_named(review) == ["A", "E", "R"]
    review.run("review.edit")
    assert keys_named(review) == ["Ctrl Enter", "Esc"]
    review.show_room("draw")
    review.show_room("review")
    assert keys_named(review) == ["Ctrl Enter", "Esc"]


def added_zone():
    """The edit that adds a zone."""
    return ProposedEdit(None, Zone(id="~z", name="Field"))


def test_after_a_rejection_the_keyboard_is_in_the_list(qtbot, review):
    reject_by_keys(qtbot, review, "It does not apply.")
    first = next(one for one in review.session.snapshot().of(Proposal) if one.name == "First")
    assert first.state is ProposalState.REJECTED
    assert QApplication.focusWidget() is review.left().list


def test_a_new_proposal_does_not_open_with_the_caret_in_the_reason(qtbot, review):
    reason = review.shown.proposal_page().reason
    reject_by_keys(qtbot, review, "It does not apply.")
    review.show_room("draw")
    propose(review, Proposal(id="~new", name="Third", assistant="proof"))
    qtbot.wait(10)
    assert review.shown.proposal_page().proposal.name == "Third"
    assert not reason.hasFocus()
    assert reason.placeholderText() == "reason"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    assert reason.text() == ""


def test_a_reason_that_was_asked_for_is_left_with_its_proposal(qtbot, review):
    page = review.shown.proposal_page()
    qtbot.keyClick(review, Qt.Key.Key_R)
    assert page.reason.placeholderText() == "why not? Enter rejects"
    second = next(one for one in review.session.snapshot().of(Proposal) if one.name == "Second")
    review.left().list.choose(second.id)
    assert not page.reason.hasFocus()
    assert page.reason.placeholderText() == "reason"


def test_a_threat_is_named_by_its_kind_beside_what_else_a_proposal_is_about(qtbot, review):
    zone = review.session.snapshot().of(Zone)[0]
    target = {"id": zone.id, "name": zone.name}
    threat = {"id": "t", "rule": "R", "title": "Someone listens", "severity": "high", "target": target}
    review.results._set("threats", Findings((threat,), "digest", task="threats"))
    with review.session.change("Offer") as edit:
        made = edit.new(Proposal, name="Third", assistant="proof", concerns=(zone.id,))
    review.left().list.choose(made.id)
    qtbot.wait(10)
    words = [one.text() for one in review.shown.proposal_aside.findChildren(QLabel) if one.isVisible()]
    assert words[words.index("Zone") :][:4] == ["Zone", zone.name, "Threat", "Someone listens: open"]
