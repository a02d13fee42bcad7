"""Results that come in the background disturb nobody who reads or decides about a threat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.passage import Passage
from app.session.results import Findings
from core.model import ThreatDecision, ThreatStatus
from tests.app.conftest import element

QUESTION = "Is “Level controller → Inlet pump” encrypted on the whole way between its two ends and beyond?"


@pytest.fixture
def room(desk):
    """The Threats room with twenty threats to one flow."""
    about = element(desk, "Download")
    desk.threats = tuple(
        {
            "id": f"t{number:02}",
            "rule": "SYS-001",
            "title": f"Threat {number}",
            "stride": ["S"],
            "severity": "high",
            "certainty": "possible",
            "why": "Nothing says who is there. More.",
            "asks": [{"element": about.id, "field": "encrypted", "question": QUESTION}],
            "references": ["CWE-306"],
            "mitigations": ["MIT-001"],
            "facts": [{"element": about.id, "field": "authenticated", "value": "no"}],
            "target": {"id": about.id, "name": about.name, "kind": about.kind},
            "elements": [about.id],
        }
        for number in range(40)
    )
    found(desk, desk.threats)
    desk.run("room.threats")
    desk.activateWindow()
    return desk


def found(desk, threats):
    """Let these threats come from the background."""
    desk.results._set("threats", Findings(tuple(threats), "digest", "now"))
    desk.results.changed.emit()


def test_list_and_detail_agree_after_a_decision_and_nothing_scrolls(qtbot, room):
    rows, detail = room.left().list, room.shown.threat_detail
    rows.choose("t03")
    top = rows.verticalScrollBar().value()
    qtbot.keyClicks(detail.form.reason, "The cabinet is locked.")
    place = detail.form.state.segments()[2].center()
    QTest.mouseClick(detail.form.state, Qt.MouseButton.LeftButton, pos=place)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.threat, decision.status) == ("t03", ThreatStatus.RISK_ACCEPTED)
    assert rows.current() == detail.threat["id"] == "t03"
    assert rows.verticalScrollBar().value() == top


def test_typed_text_focus_and_scroll_survive_results_from_the_background(qtbot, room):
    detail = room.shown.threat_detail
    room.left().list.choose("t05")
    reason = detail.form.reason
    reason.setFocus()
    qtbot.keyClicks(reason, "Half a reas")
    facts = detail.findChildren(Passage)
    found(room, room.threats)
    assert facts == detail.findChildren(Passage), "nothing that is shown differs"
    worse = ({**one, "severity": "critical"} for one in room.threats)
    found(room, worse)
    assert detail.threat["severity"] == "critical"
    assert (reason.text(), reason.hasFocus()) == ("Half a reas", True)
    qtbot.keyClicks(reason, "on")
    assert reason.text() == "Half a reason"
    room.left().list.choose("t06")
    assert reason.text() == ""


def test_the_focus_in_a_list_of_facts_survives_other_facts(qtbot, room):
    detail = room.shown.threat_detail
    facts = next(one for one in detail.findChildren(Passage) if one.accessibleName() == "Why it applies")
    facts.setFocus()
    other = {**room.threats[0], "facts": [{**room.threats[0]["facts"][0], "value": "unknown"}]}
    found(room, [other, *room.threats[1:]])
    now = room.focusWidget()
    assert isinstance(now, Passage)
    assert now is not facts
    assert now.known.rows[0].title == "Download: Authenticated unknown"


def test_enter_in_the_reason_confirms_the_state_that_was_chosen(qtbot, room):
    detail = room.shown.threat_detail
    room.left().list.choose("t01")
    form = detail.form
    place = form.state.segments()[1].center()
    QTest.mouseClick(form.state, Qt.MouseButton.LeftButton, pos=place)
    assert room.session.snapshot().of(ThreatDecision) == ()
    assert form.reason.hasFocus()
    qtbot.keyClicks(form.reason, "A filter does it.")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.status, decision.reason) == (ThreatStatus.MITIGATED, "A filter does it.")


def test_enter_without_a_state_asks_for_one(qtbot, room):
    form = room.shown.threat_detail.form
    form.reason.setFocus()
    qtbot.keyClicks(form.reason, "Because")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert room.session.snapshot().of(ThreatDecision) == ()
    assert form._words.text() == "Choose a state. The reason is kept with it."
    assert form.reason.text() == "Because"


def test_owner_and_due_date_are_kept_with_the_threat(qtbot, room):
    form = room.shown.threat_detail.form
    qtbot.keyClicks(form.assignee, "Controls group")
    qtbot.keyClick(form.assignee, Qt.Key.Key_Return)
    qtbot.keyClicks(form.due, "tomorrow")
    qtbot.keyClick(form.due, Qt.Key.Key_Return)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.assignee, decision.due, decision.status) == ("Controls group", "", ThreatStatus.OPEN)
    form.due.selectAll()
    qtbot.keyClicks(form.due, "2026-03-12")
    qtbot.keyClick(form.due, Qt.Key.Key_Return)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.assignee, decision.due) == ("Controls group", "2026-03-12")
    rows = room.left().list
    assert rows.known.rows[rows.known.place(rows.current())].right == "due 2026-03-12"
    qtbot.keyClicks(form.reason, "Seen to")
    form.decide("mitigated")
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.due, decision.status) == ("2026-03-12", ThreatStatus.MITIGATED)


def test_a_long_question_takes_two_lines(room):
    asks = [
        one
        for one in room.shown.threat_detail.findChildren(Passage)
        if one.accessibleName() == "What would decide it"
    ]
    (passage,) = asks
    assert passage.height() > passage.sizeHintForIndex(passage.known.index(0)).height() > 40


def keys_named(window):
    """The keys that the status line names."""
    row = window.status._keys
    widgets = (row.itemAt(place).widget() for place in range(row.count()))
    return [one.text() for one in widgets if one is not None and one.property("type") == "key"]


def test_a_narrow_window_names_the_key_that_shows_the_facts(qtbot, room):
    assert "F4" not in keys_named(room)
    room.resize(1280, 800)
    qtbot.waitUntil(lambda: "F4" in keys_named(room))
    assert not room.shown.threat_detail.isVisible()
    qtbot.keyClick(room, Qt.Key.Key_F4)
    assert room.shown.threat_detail.isVisible()
    assert "F4" not in keys_named(room)


def test_a_decided_threat_stays_in_its_place_until_the_room_is_entered_again(room):
    rows, detail = room.left().list, room.shown.threat_detail
    before = [row.id for row in rows.known.rows]
    rows.choose("t03")
    detail.form.reason.setText("The cabinet is locked.")
    detail.decide("risk_accepted")
    assert len(room.session.snapshot().of(ThreatDecision)) == 1
    assert [row.id for row in rows.known.rows] == before
    assert rows.known.rows[rows.known.place("t03")].right == "accepted"
    assert rows.known.rows[0].count == "39"
    room.show_room("draw")
    room.show_room("threats")
    assert rows.known.rows[-1].id == "t03"


def test_threats_worked_out_anew_are_sorted_anew(room):
    rows, detail = room.left().list, room.shown.threat_detail
    rows.choose("t03")
    detail.form.reason.setText("The cabinet is locked.")
    detail.decide("risk_accepted")
    found(room, room.threats)
    assert rows.known.rows[-1].id == "t03"


def test_a_due_date_that_is_none_is_marked_and_the_decision_waits_for_it(qtbot, room):
    form = room.shown.threat_detail.form
    qtbot.keyClicks(form.reason, "It is seldom.")
    qtbot.keyClicks(form.due, "tomorrow")
    form.decide("risk_accepted")
    assert room.session.snapshot().of(ThreatDecision) == ()
    assert form.due.property("wrong")
    assert form.due.hasFocus()
    assert "“tomorrow” is no date" in room.status._reason.text()
    form.due.selectAll()
    qtbot.keyClicks(form.due, "2026-03-12")
    form.reason.setFocus()
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.status, decision.due) == (ThreatStatus.RISK_ACCEPTED, "2026-03-12")
    assert not form.due.property("wrong")


def test_an_owner_is_kept_beside_a_due_date_that_is_none(qtbot, room):
    form = room.shown.threat_detail.form
    qtbot.keyClicks(form.due, "2026-03-12")
    qtbot.keyClick(form.due, Qt.Key.Key_Return)
    form.due.selectAll()
    qtbot.keyClicks(form.due, "31.12.2026")
    qtbot.keyClick(form.due, Qt.Key.Key_Return)
    assert form.due.property("wrong")
    qtbot.keyClicks(form.assignee, "Eve")
    qtbot.keyClick(form.assignee, Qt.Key.Key_Return)
    (decision,) = room.session.snapshot().of(ThreatDecision)
    assert (decision.assignee, decision.due) == ("Eve", "2026-03-12")
    assert (form.due.text(), form.due.property("wrong")) == ("31.12.2026", True)
