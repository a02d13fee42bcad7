"""The window by keys and mouse: rooms, palette, inspector, requirements, threats, proposals, messages."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from app.failure import catch_faults
from app.panels.requirements import next_key
from app.theme import look
from app.window.pages import Page
from app.window.suggestions import evidence_of, reason_of
from core.assistants.known import Findings
from core.ground.diagnostic import Diagnostic, Severity
from core.model import (
    ClockVariable,
    Component,
    Connector,
    Diagram,
    Location,
    Placement,
    Proposal,
    ProposalState,
    ProposedEdit,
    Proposition,
    Requirement,
    ThreatDecision,
    ThreatStatus,
    Truth,
)
from tests.app.conftest import element

THREAT = {
    "id": "t1",
    "rule": "SYS-001",
    "title": "Download accepts anyone",
    "stride": ["S"],
    "severity": "high",
    "certainty": "possible",
    "why": "Nothing says who is there. Download: authenticated is not stated.",
    "asks": [],
    "references": ["CWE-306", "T0843"],
    "mitigations": ["MIT-001"],
    "facts": [],
}


def key(qtbot, widget, name, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, name, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_without_a_project_only_what_makes_sense_can_be_done(window):
    assert window.pages.current == Page("start")
    assert not any(button.isEnabled() for button in window.bar.rooms.values())
    assert window.state().project is False
    window.run("require.new")
    assert window.pages.current == Page("start")


def test_the_keys_of_the_rooms_lead_into_them(qtbot, desk):
    rooms = ("draw", "require", "prove", "threats", "comply", "review", "hand over")
    for number, room in enumerate(rooms, start=1):
        key(qtbot, desk, getattr(Qt.Key, f"Key_{number}"), CTRL)
        assert desk.room == room
        assert desk.bar.rooms[room].isChecked()


def test_an_answer_in_the_inspector_is_one_change_and_undo_takes_it_back(qtbot, desk, theme):
    dosing = element(desk, "Dosing controller")
    desk.session.select((dosing.id,))
    field = desk.shown.inspector.field("authenticates")
    field.control.setFocus()
    qtbot.keyClicks(field.control, "n")
    assert element(desk, "Dosing controller").authenticates is Truth.NO
    assert desk.session.project.undoable.label == "Set authenticates of Dosing controller"
    assert desk.bar.undo.isEnabled()
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert element(desk, "Dosing controller").authenticates is Truth.UNKNOWN
    assert field.control.value == "unknown"
    key(qtbot, desk, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert field.control.value == "no"


def test_a_segment_is_picked_by_the_mouse(qtbot, desk):
    desk.session.select((element(desk, "Download").id,))
    control = desk.shown.inspector.field("encrypted").control
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=control.segments()[0].center())
    assert element(desk, "Download").encrypted is Truth.YES


def test_what_is_no_time_is_marked_and_changes_nothing(qtbot, desk):
    flow = element(desk, "Download")
    desk.session.select((flow.id,))
    line = desk.shown.inspector.field("latency_max").line
    line.setText("soon")
    key(qtbot, line, Qt.Key.Key_Return)
    assert line.property("wrong") is True
    assert element(desk, "Download").latency_max is None
    line.setText("20 ms")
    key(qtbot, line, Qt.Key.Key_Return)
    assert str(element(desk, "Download").latency_max) == "20 ms"


def test_f2_renames_what_is_selected(qtbot, desk):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    key(qtbot, desk, Qt.Key.Key_F2)
    name = desk.focusWidget()
    assert isinstance(name, QLineEdit)
    qtbot.keyClicks(name, "Chlorine pump")
    key(qtbot, name, Qt.Key.Key_Return)
    assert desk.session.element(pump.id).name == "Chlorine pump"


def test_the_palette_finds_actions_and_elements_by_a_few_letters(qtbot, desk):
    key(qtbot, desk, Qt.Key.Key_K, CTRL)
    palette = desk.shown.palette
    assert palette.isVisible()
    qtbot.keyClicks(palette.line, "dos pum")
    assert palette.list.known.rows[1].title == "Dosing pump"
    key(qtbot, palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desk.session.selection == (element(desk, "Dosing pump").id,)
    key(qtbot, desk, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(palette.line, ">dark")
    key(qtbot, palette.line, Qt.Key.Key_Return)
    assert look().theme == "dark"
    look().use(theme="light")


def test_escape_closes_the_palette_and_nothing_happens(qtbot, desk):
    changes = len(desk.session.project.heads)
    key(qtbot, desk, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(desk.shown.palette.line, "remove")
    key(qtbot, desk.shown.palette.line, Qt.Key.Key_Escape)
    assert not desk.shown.palette.isVisible()
    assert len(desk.session.project.heads) == changes


def test_a_requirement_is_written_by_keys_alone(qtbot, desk, theme):
    key(qtbot, desk, Qt.Key.Key_R, CTRL)
    editor = desk.shown.requirements_page().editor
    assert editor.key.text() == "DOS-03"
    qtbot.keyClicks(
        editor.sentence,
        "When the flow permit appears, the Dosing controller shall start the pump within 5 s.",
    )
    key(qtbot, editor.sentence, Qt.Key.Key_Return)
    made = element(desk, "DOS-03")
    assert made.text.startswith("When the flow permit appears")
    assert editor.key.text() == "DOS-04"
    assert desk.session.project.undoable.label == "Add DOS-03"


def test_the_editor_says_what_is_wrong_and_the_right_sentence_can_be_taken(qtbot, desk):
    desk.go_to(element(desk, "DOS-02").id)
    editor = desk.shown.requirements_page().editor
    editor.look()
    assert editor.card.isVisible()
    assert "quickly" in editor.card._what.text()
    assert len(editor.sentence.extraSelections()) >= 1


def test_a_key_that_is_taken_is_refused_with_a_message(qtbot, desk):
    desk.go_to(element(desk, "DOS-02").id)
    editor = desk.shown.requirements_page().editor
    editor.key.setText("DOS-01")
    editor.finish()
    assert desk.messages.shown.code == "model-requirement-key"
    assert [one.key for one in desk.session.snapshot().of(Requirement)] == ["DOS-01", "DOS-02"]


def test_an_offered_binding_is_confirmed_as_one_change(qtbot, desk):
    desk.go_to(element(desk, "DOS-01").id)
    page = desk.shown.requirements_page()
    page.slots.show_sentence(page.editor.text, element(desk, "DOS-01").id)
    buttons = [one for one in page.slots.findChildren(type(desk.bar.project)) if one.text() == "Confirm"]
    assert buttons
    changes = len(desk.session.project.heads)
    buttons[0].click()
    bound = desk.session.snapshot().of(Proposition)
    assert [one.confirmed_by for one in bound] == [desk.session.author]
    assert bound[0].name == "flow permit is lost"
    assert len(desk.session.project.heads) == changes + 1


def test_deciding_a_threat_needs_a_reason_and_is_one_change(qtbot, desk):
    flow = element(desk, "Download")
    threat = {
        **THREAT,
        "target": {"id": flow.id, "name": flow.name, "kind": flow.kind},
        "elements": [flow.id],
    }
    desk.results._set("threats", type(desk.results.threats)((threat,), "digest", "now"))
    desk.results.changed.emit()
    desk.go_to("threat:t1")
    detail = desk.shown.threat_detail
    assert detail.threat["id"] == "t1"
    desk.run("threat.accepted")
    assert desk.session.snapshot().of(ThreatDecision) == ()
    assert detail.form.reason.hasFocus()
    qtbot.keyClicks(detail.form.reason, "The cabinet is locked.")
    qtbot.keyClick(detail.form.reason, Qt.Key.Key_Return)
    (decision,) = desk.session.snapshot().of(ThreatDecision)
    assert (decision.status, decision.reason) == (ThreatStatus.RISK_ACCEPTED, "The cabinet is locked.")
    assert desk.results.open_threats() == ()
    desk.session.undo()
    assert len(desk.results.open_threats()) == 1


@pytest.fixture
def proposed(desk):
    """A proposal that shortens a location's stay."""
    idle = element(desk, "Idle")
    after = replace(idle, invariant="x <= 5")
    with desk.session.change("Offer") as edit:
        made = edit.new(
            Proposal, name="Leave Idle in time", assistant="proof", edits=(ProposedEdit(idle, after),)
        )
    desk.show_room("review")
    desk.left().list.choose(made.id)
    return made


def test_a_accepts_the_proposal_and_undo_proposes_it_again(qtbot, desk, proposed):
    key(qtbot, desk, Qt.Key.Key_A)
    assert desk.session.snapshot().find(Location, element(desk, "Idle").id).invariant == "x <= 5"
    assert desk.session.element(proposed.id).state is ProposalState.ACCEPTED
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert element(desk, "Idle").invariant == ""
    assert desk.session.element(proposed.id).state is ProposalState.PROPOSED


def test_r_asks_for_the_reason_before_it_rejects(qtbot, desk, proposed):
    key(qtbot, desk, Qt.Key.Key_R)
    assert desk.session.element(proposed.id).state is ProposalState.PROPOSED
    page = desk.shown.proposal_page()
    qtbot.keyClicks(page.reason, "The switch bounces longer.")
    key(qtbot, page.reason, Qt.Key.Key_Return)
    assert desk.session.element(proposed.id).state is ProposalState.REJECTED


def test_the_tree_and_the_inspector_follow_each_other(qtbot, desk):
    pump = element(desk, "Dosing pump")
    tree = desk.shown.model_panel.tree
    tree.setCurrentIndex(tree.known.place(pump.id))
    assert desk.shown.inspector.element.id == pump.id
    dosing = element(desk, "Dosing controller")
    desk.session.select((dosing.id,))
    assert tree.currentIndex().data(Qt.ItemDataRole.DisplayRole) == "Dosing controller"


def test_nobody_chose_what_follows_a_row_that_is_gone(qtbot, desk):
    told = []
    with desk.session.change("Add it") as edit:
        added = edit.new(Component, name="Aerator", zone=element(desk, "Basic control").id).id
    desk.session.select((added,))
    desk.session.selection_changed.connect(told.append)
    desk.session.undo()
    assert told == [()]


@pytest.mark.parametrize("by", ["click", "enter"])
def test_a_diagram_in_the_tree_opens_by_one_click_and_by_enter(qtbot, desk, by):
    desk.run("draw.system")
    desk.run("draw.hardware")
    (diagram,) = [one for one in desk.session.snapshot().of(Diagram) if one.name == "System"]
    tree = desk.shown.model_panel.tree
    index = tree.known.place(diagram.id)
    if by == "click":
        place = tree.visualRect(index).center()
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        tree.setCurrentIndex(index)
        tree.setFocus()
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert desk.pages.current == Page("diagram", diagram.id)


def test_the_way_to_a_diagram_names_nothing_twice(desk):
    desk.session.select((element(desk, "Laptop").id,))
    desk.run("draw.behaviour")
    page = desk.pages.widget(desk.pages.current)
    assert [step.text() for step in page.way.steps] == ["plant", "Laptop", "Laptop behaviour"]


def test_the_filter_finds_and_escape_shows_the_tree_again(qtbot, desk):
    key(qtbot, desk, Qt.Key.Key_Slash)
    line = desk.focusWidget()
    qtbot.keyClicks(line, "pump")
    assert [row.title for row in desk.shown.model_panel.found.known.rows] == ["Dosing pump"]
    key(qtbot, line, Qt.Key.Key_Escape)
    assert desk.shown.model_panel._stack.currentWidget() is desk.shown.model_panel.tree


def test_a_new_diagram_opens_in_a_tab_and_closes_when_it_is_removed(qtbot, desk):
    key(qtbot, desk, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (diagram,) = desk.session.snapshot().of(Diagram)
    assert desk.pages.current == Page("diagram", diagram.id)
    desk.session.undo()
    assert Page("diagram", diagram.id) not in desk.pages.pages


def test_back_and_forward_follow_the_way_through_the_pages(qtbot, desk):
    desk.show_room("require")
    desk.show_room("hand over")
    key(qtbot, desk, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.pages.current == Page("requirements")
    assert desk.room == "require"
    key(qtbot, desk, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert desk.pages.current == Page("hand over")


def test_problems_name_the_flow_that_no_conduit_allows_and_lead_to_it(qtbot, desk):
    qtbot.waitUntil(lambda: bool(desk.results.sentences), timeout=5000)
    rows = desk.shown.bottom.lists["problems"].known.rows
    flow = next(row for row in rows if "no conduit allows it" in row.title)
    assert flow.title == "Download leaves Office for Basic control and no conduit allows it"
    desk.shown.bottom.lists["problems"].activated_row.emit(flow.id)
    assert isinstance(desk.session.element(desk.session.selection[0]), Connector)


def test_messages_wait_and_do_not_block(qtbot, desk):
    desk.messages.tell((Diagnostic("one", "First"), Diagnostic("two", "Second", severity=Severity.INFO)))
    assert desk.messages.shown.message == "Second"
    desk.messages.next()
    assert desk.messages.shown.message == "First"
    key(qtbot, desk, Qt.Key.Key_Escape)
    assert desk.messages.shown is None
    assert not desk.messages.isVisible()


def test_the_parts_of_a_message_stand_on_lines_of_their_own(desk):
    desk.messages.tell((Diagnostic("one", "No project", file="broken.bzn", hint="Open a .bzn file"),))
    assert desk.messages._rest.text() == "broken.bzn\nOpen a .bzn file"


def test_one_requirement_is_counted_in_the_singular(desk):
    with desk.session.change("Remove") as edit:
        edit.remove(element(desk, "DOS-02").id)
    desk.show_room("require")
    assert desk.shown.requirements_page()._count.text() == "1 requirement, 1 parse"


def test_a_fault_is_said_with_a_report_and_the_window_goes_on(qtbot, desk, home, monkeypatch):
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_faults(desk.messages.tell)
    error = ZeroDivisionError("planted")
    sys.excepthook(type(error), error, None)
    assert desk.messages.shown.code == "internal"
    (report,) = (home / "faults").iterdir()
    assert "planted" in report.read_text()
    assert desk.isVisible()


def test_a_second_window_is_read_only_and_says_who_has_it(qtbot, desk, qapp):
    from app.desktop import make_window
    from app.session.preferences import Preferences

    second = make_window(Preferences())
    second.show()
    second.session.open(desk.session.project.path)
    second.results._pause.stop()
    assert second.read_only.isVisible()
    assert "has it open" in second.read_only._words.text()
    second.session.select((element(second, "Dosing controller").id,))
    assert not second.shown.inspector.field("authenticates").isEnabled()
    told = {found.text() for found in second.status.findChildren(QLabel)}
    assert "make an editable copy" in told
    assert not {"add connected", "create by typing", "rename"} & told
    second.close()


def test_f6_walks_through_the_panels_and_comes_back(qtbot, desk):
    seen = []
    for _step in range(len(desk.visible_panels())):
        key(qtbot, desk, Qt.Key.Key_F6)
        focus = desk.focusWidget()
        seen.append(next(p for p in desk.visible_panels() if p is focus or p.isAncestorOf(focus)))
    assert len(set(map(id, seen))) == len(desk.visible_panels())


def test_panels_fold_by_their_keys(qtbot, desk):
    assert desk.frame.left.isVisible()
    key(qtbot, desk, Qt.Key.Key_B, CTRL)
    assert not desk.frame.left.isVisible()
    key(qtbot, desk, Qt.Key.Key_B, CTRL)
    assert desk.frame.left.isVisible()
    tall = desk.shown.bottom.height()
    key(qtbot, desk, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: desk.shown.bottom.height() < tall / 2)
    key(qtbot, desk, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: desk.shown.bottom.height() > tall / 2)


def test_in_a_narrow_window_the_inspector_floats_and_f4_shows_it(qtbot, desk):
    desk.resize(1200, 800)
    qtbot.wait(20)
    assert not desk.frame.right.isVisible()
    key(qtbot, desk, Qt.Key.Key_F4)
    assert desk.frame.right.isVisible()
    desk.resize(1600, 1000)
    qtbot.wait(20)
    assert desk.frame.right.isVisible()


def test_control_and_f1_list_every_key_in_groups(qtbot, desk):
    desk.run("draw.system")
    key(qtbot, desk, Qt.Key.Key_F1, CTRL)
    page = desk.pages.widget(desk.pages.current)
    words = {found.text() for found in page.findChildren(QLabel)}
    assert {"Drawing", "Tools of a hardware diagram", "In lists and fields"} <= words
    assert {"Add a connected element", "Straighten a line", "Undo", "Interface"} <= words
    key(qtbot, desk, Qt.Key.Key_W, CTRL)
    assert desk.focusWidget() is desk.shown.canvas()


def test_f10_shows_a_menu_with_every_action(qtbot, desk):
    from app.actions.registry import ACTIONS

    key(qtbot, desk, Qt.Key.Key_F10)
    listed = {entry.text() for menu in desk.menuBar().actions() for entry in menu.menu().actions()}
    assert {known.title() for known in ACTIONS if known.menu} <= listed
    key(qtbot, desk, Qt.Key.Key_F10)
    assert not desk.menuBar().isVisible()


def test_what_is_removed_takes_along_what_cannot_stand_alone(qtbot, desk):
    desk.session.select((element(desk, "Dosing controller").id,))
    key(qtbot, desk, Qt.Key.Key_Delete, CTRL)
    names = {one.name for one in desk.session.snapshot().of(Component)}
    assert names == {"Dosing pump", "Laptop"}
    assert desk.session.snapshot().of(Connector) == ()
    assert desk.session.project.undoable.label == "Remove Dosing controller"


def test_the_next_key_follows_the_last_of_the_section(desk):
    assert next_key(desk.session, "section:Dosing") == "DOS-03"
    assert next_key(desk.session, "section:Level") == "REQ-01"


def test_the_threats_room_begins_with_the_first_threat(desk):
    about = element(desk, "Download")
    target = {"id": about.id, "name": about.name, "kind": about.kind}
    threats = tuple({**THREAT, "id": name, "target": target, "elements": [about.id]} for name in "ab")
    desk.results._set("threats", Findings(threats, "digest", "now"))
    desk.run("room.threats")
    assert desk.left().list.current() == "a"
    assert desk.shown.threat_detail.threat["id"] == "a"
    desk.left().list.step(forward=True)
    desk.refresh()
    assert desk.left().list.current() == "b"


def test_the_review_room_begins_with_the_first_proposal(desk):
    with desk.session.change("Propose") as edit:
        made = edit.new(Proposal, name="Take the laptop away", assistant="test")
    desk.run("room.review")
    assert desk.left().list.current() == made.id
    assert desk.shown.open_proposal.id == made.id


def test_a_mitigation_of_a_threat_becomes_a_proposal_and_changes_nothing_else(qtbot, desk):
    flow = element(desk, "Download")
    threat = {
        **THREAT,
        "target": {"id": flow.id, "name": flow.name, "kind": flow.kind},
        "elements": [flow.id],
    }
    desk.results._set("threats", Findings((threat,), "digest", "now"))
    desk.results.changed.emit()
    desk.go_to("threat:t1")
    before = {one.id for one in desk.session.snapshot()}
    desk.shown.threat_detail.proposing.emit("MIT-001")
    (made,) = [one for one in desk.session.snapshot() if one.id not in before]
    assert isinstance(made, Proposal)
    assert made.state is ProposalState.PROPOSED
    assert desk.room == "review"
    assert desk.shown.proposal_page().proposal.id == made.id


def test_suggestions_are_counted_first_and_proposed_when_a_person_looks_at_them(qtbot, desk):
    desk.activateWindow()
    desk.session.select((element(desk, "Dosing controller").id,))
    desk.run("suggest.weaknesses")
    palette = desk.shown.palette
    desk.shown.inspector.edit_name()
    name = desk.focusWidget()
    qtbot.waitUntil(desk.status._offer.isVisible, timeout=60000)
    assert desk.status._offer.text() == "8 weaknesses suggested for Dosing controller"
    assert not palette.isVisible()
    assert desk.focusWidget() is name, "the result takes no focus"
    key(qtbot, desk, Qt.Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert palette.isVisible()
    assert not palette._signs.isVisible()
    assert not desk.status._offer.isVisible()
    row = palette.list.known.rows[0]
    assert row.lead.startswith("CWE-")
    assert row.detail
    assert row.tip.splitlines()[0] == f"{row.lead} {row.title}"
    key(qtbot, palette.line, Qt.Key.Key_Return)
    (made,) = desk.session.snapshot().of(Proposal)
    assert made.assistant == "suggestions"
    assert desk.room == "review"


def test_a_suggestion_names_the_words_that_it_shares_the_facts_and_the_entry():
    grounds = (
        {"source": "catalogue", "reference": "weaknesses#CWE-306", "version": "4", "text": "No one asks."},
        {"source": "words", "reference": "BM25", "version": "3.10", "text": "session, vendor"},
        {"source": "element", "reference": "x", "version": "", "text": "Gateway"},
        {"source": "fact", "reference": "x", "version": "", "text": "remote access: yes"},
        {"source": "model", "reference": "small", "version": "ab12", "text": "cosine 0.62"},
    )
    suggestion = {"id": "CWE-306", "title": "Missing authentication", "method": "BM25", "evidence": grounds}
    assert reason_of(suggestion) == "shares session, vendor · Remote access: yes"
    assert evidence_of(suggestion)[:3] == [
        "CWE-306 Missing authentication",
        "catalogue weaknesses#CWE-306 4: No one asks.",
        "words: session, vendor",
    ]
    assert reason_of({**suggestion, "evidence": grounds[4:]}) == "near in meaning"


def test_a_clock_belongs_to_the_machine_that_is_selected(qtbot, desk):
    desk.run("draw.clock")
    assert desk.messages.shown.message == "Select the state machine it belongs to first."
    desk.session.select((element(desk, "Idle").id,))
    desk.run("draw.clock")
    qtbot.keyClicks(desk.focusWidget(), "x")
    key(qtbot, desk.focusWidget(), Qt.Key.Key_Return)
    (clock,) = desk.session.snapshot().of(ClockVariable)
    assert (clock.name, desk.session.element(clock.owner).name) == ("x", "Dosing")
    desk.session.select((clock.owner,))
    desk.run("draw.timer")
    assert desk.shown.inspector.field("duration").line.text() == "1 s"


def test_a_key_whose_action_cannot_be_done_says_why(desk, qtbot):
    desk.session.select(())
    qtbot.keyClick(desk, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert desk.status._reason.text().startswith("Duplicate: ")
    qtbot.keyClick(desk, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert desk.status._reason.text().startswith("Cut: ")


def test_what_is_locked_on_a_diagram_is_not_removed_from_the_model_and_that_is_said(desk):
    pump = element(desk, "Dosing pump")
    with desk.session.change("Draw and lock") as edit:
        diagram = edit.new(Diagram, name="Plant")
        place = edit.new(Placement, owner=diagram.id, element=pump.id, x=0, y=0, locked=True)
    desk.session.select((pump.id,))
    said = []
    desk.status.say = said.append
    desk.run("edit.remove")
    assert (said, desk.session.element(pump.id)) == (["Not removed: Dosing pump is locked on Plant"], pump)
    with desk.session.change("Unlock") as edit:
        edit.set(place, locked=False)
    desk.run("edit.remove")
    assert desk.session.element(pump.id) is None
