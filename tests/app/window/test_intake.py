"""Other tools' files brought in through the window."""

import json

from app.panels.mapping_question import MappingQuestion
from app.window import history
from app.window.exports import write_folder
from app.window.intake import take_over
from core.ground.diagnostic import Diagnostic
from core.model import Actor, Requirement, SystemOfInterest


def test_files_are_taken_over_one_after_another_each_in_one_change(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    first, second = tmp_path / "a.csv", tmp_path / "b.txt"
    first.write_text("id,text\nR-1,The pump shall stop.\nR-2,The pump shall start.\n", encoding="utf-8")
    second.write_text("The valve shall close.\n", encoding="utf-8")
    changes = len(window.session.project.heads)
    take_over(window, [first, second])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 3, timeout=20_000)
    assert len(window.session.project.heads) == changes + 2
    assert window.session.project.undoable.label == "Import b.txt"
    assert window.messages.shown is None, "what went well leaves nothing to close"
    assert window.status._reason.text() == "1 element was taken over: b.txt"


def test_two_models_that_both_name_a_system_follow_one_another(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    actor = {"id": "a", "shape": "actor", "position": {"x": 0, "y": 0}, "data": {"name": "Operator"}}
    diagram = {"title": "Flows", "cells": [actor]}
    files = []
    for name in ("Plant", "Works"):
        files.append(tmp_path / f"{name}.json")
        plain = {
            "version": "2.0.0",
            "summary": {"title": name},
            "detail": {"contributors": [], "diagrams": [diagram], "reviewer": ""},
        }
        files[-1].write_text(json.dumps(plain), encoding="utf-8")
    take_over(window, files)
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Actor)) == 2, timeout=20_000)
    assert [one.name for one in window.session.snapshot().of(SystemOfInterest)] == ["Plant"]
    assert window.session.title == "Plant"


def test_a_file_that_cannot_be_read_says_why_and_leaves_the_project_alone(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    before = window.session.snapshot()
    broken = tmp_path / "broken.json"
    broken.write_text('{"version": ', encoding="utf-8")
    take_over(window, [broken])
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=20_000)
    assert window.messages.shown.file == str(broken)
    assert window.session.snapshot() is before


def test_what_was_written_is_said_in_passing(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    for name in ("one", "two"):
        write_folder(window, "text", tmp_path / name)
        assert window.status._reason.text() == f"The text form is written: {tmp_path / name}"
    assert window.messages.shown is None


def test_a_file_is_taken_over_once(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.txt"
    listed.write_text("The Pump shall stop.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 1, timeout=20_000)
    take_over(window, [listed])
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=20_000)
    assert window.messages.shown.code == "import-again"
    assert len(window.session.snapshot().of(Requirement)) == 1


def threat_dragon(path, cells):
    """A Threat Dragon file with two diagrams of the same cells."""
    diagrams = [{"title": title, "cells": cells} for title in ("First flows", "Second flows")]
    plain = {
        "version": "2.0.0",
        "summary": {"title": "Plant"},
        "detail": {"contributors": [], "diagrams": diagrams, "reviewer": ""},
    }
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_the_first_diagram_of_a_file_is_shown(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    actor = {"id": "a", "shape": "actor", "position": {"x": 0, "y": 0}, "data": {"name": "Operator"}}
    take_over(window, [threat_dragon(tmp_path / "Plant.json", [actor])])
    qtbot.waitUntil(lambda: bool(window.session.snapshot().of(Actor)), timeout=20_000)
    assert window.session.element(window.pages.current.id).name == "First flows"


def test_the_requirements_of_a_file_are_shown(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.txt"
    listed.write_text("The Pump shall stop.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: window.pages.current.sort == "requirements", timeout=20_000)
    (only,) = window.session.snapshot().of(Requirement)
    assert window.session.selection == (only.id,)


def test_what_was_left_out_stands_line_by_line_and_scrolls_where_it_is_much(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    actor = {"id": "a", "shape": "actor", "position": {"x": 0, "y": 0}, "data": {"name": "Operator"}}
    lost = [
        {"id": f"f{number}", "shape": "flow", "source": {"cell": "a"}, "target": {}, "data": {"name": "Lost"}}
        for number in range(12)
    ]
    take_over(window, [threat_dragon(tmp_path / "Plant.json", [actor, *lost])])
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=20_000)
    notes = window.messages.shown.hint.split("\n")
    assert len(notes) == 24
    qtbot.waitUntil(lambda: window.messages._lines.height() > 30)
    assert window.messages.height() < 260
    assert window.messages._rest.height() > window.messages._lines.height()


def test_a_few_notes_are_seen_whole(window, qtbot):
    notes = "\n".join(
        f"The flow {number} was left out because its target is not in the file." for number in "ab"
    )
    told = Diagnostic("imported", "3 elements were taken over", "plant.json", hint=notes)
    window.messages.tell((told,))
    qtbot.waitUntil(
        lambda: window.messages._lines.height() >= 3 * window.messages._rest.fontMetrics().height()
    )
    assert window.messages._rest.height() <= window.messages._lines.height()


def test_what_a_file_says_otherwise_is_shown_before_it_is_taken_over(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.csv"
    listed.write_text("id,text\nA,The Pump shall stop.\nB,The Pump shall start.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 2, timeout=20_000)
    first, second = window.session.snapshot().of(Requirement)
    with window.session.change("Edit") as edit:
        edit.set(first, text="The Pump shall stop at once.")
    before = window.session.snapshot()
    listed.write_text("id,text\nA,The Pump shall stop now.\nB,The Pump shall run.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: history.merge_in_front(window) is not None, timeout=20_000)
    page = history.merge_in_front(window)
    assert page is not None
    qtbot.waitUntil(lambda: page.settled, timeout=20_000)
    assert window.session.snapshot() is before
    assert window.pages.strip.tabs.tabText(window.pages.strip.tabs.currentIndex()) == "Import list.csv"
    assert len(page.list.known.rows) == 1, "only what both changed is asked"
    page.decide("theirs")
    qtbot.waitUntil(lambda: page.settled and not page._merged.conflicts, timeout=20_000)
    page.apply()
    texts = {one.id: one.text for one in window.session.snapshot().of(Requirement)}
    assert texts == {first.id: "The Pump shall stop now.", second.id: "The Pump shall run."}
    assert window.session.project.undoable.origin.source == "import"
    take_over(window, [listed])
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=20_000)
    assert "taken over on" in window.messages.shown.message


def test_a_file_that_says_what_it_said_changes_no_edit(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.csv"
    listed.write_text("id,text\nA,The Pump shall stop.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 1, timeout=20_000)
    (first,) = window.session.snapshot().of(Requirement)
    with window.session.change("Edit") as edit:
        edit.set(first, text="The Pump shall stop at once.")
    listed.write_text("id,text\nA,The Pump shall stop.\nB,The Pump shall run.\n", encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 2, timeout=20_000)
    assert window.session.snapshot()[first.id].text == "The Pump shall stop at once."
    assert history.merge_in_front(window) is None


def test_another_list_of_the_same_keys_is_asked_about_and_says_who_wrote_them(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    pumps, doors = tmp_path / "pump_spec.csv", tmp_path / "door_spec.csv"
    pumps.write_text("id,text\nREQ-1,The pump shall stop.\nREQ-2,The pump shall start.\n", encoding="utf-8")
    doors.write_text("id,text\nREQ-1,The door shall close.\nREQ-2,The door shall open.\n", encoding="utf-8")
    take_over(window, [pumps, doors])
    qtbot.waitUntil(lambda: history.merge_in_front(window) is not None, timeout=20_000)
    page = history.merge_in_front(window)
    assert page is not None
    qtbot.waitUntil(lambda: page.settled, timeout=20_000)
    assert len(page.list.known.rows) == 2
    assert "“pump_spec.csv” brought it" in " ".join(page.cards.words())
    assert "All theirs" in page.words.text()
    assert not page.merge_button.isEnabled()
    page.decide("theirs")
    qtbot.waitUntil(lambda: page.settled, timeout=20_000)
    page.decide("ours")
    qtbot.waitUntil(lambda: page.settled and not page._merged.conflicts, timeout=20_000)
    page.apply()
    found = [(one.text, one.source) for one in window.session.snapshot().of(Requirement)]
    assert found == [("The door shall close.", "door_spec.csv"), ("The pump shall start.", "pump_spec.csv")]


def test_what_another_file_adds_to_the_same_sentence_is_shown_and_taken_over(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    first, more = tmp_path / "first.csv", tmp_path / "more.csv"
    first.write_text("id,text\nREQ-1,The pump shall stop.\n", encoding="utf-8")
    more.write_text("id,text,rationale\nREQ-1,The pump shall stop.,Wear\n", encoding="utf-8")
    take_over(window, [first, more])
    qtbot.waitUntil(lambda: history.merge_in_front(window) is not None, timeout=20_000)
    page = history.merge_in_front(window)
    assert page is not None
    qtbot.waitUntil(lambda: page.settled and page.merge_button.isEnabled(), timeout=20_000)
    page.apply()
    assert window.session.snapshot().of(Requirement)[0].rationale == "Wear"


def test_a_file_without_a_known_column_of_sentences_asks_once_which_it_is(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.csv"
    rows = [
        "Kennung;Forderung;Teil von",
        "A-1;The pump shall stop within 2 s.;",
        "A-2;The pump shall run.;A-1",
    ]
    listed.write_text("\n".join(rows), encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: window.findChild(MappingQuestion) is not None, timeout=20_000)
    question = window.findChild(MappingQuestion)
    assert question is not None
    likely = {"Kennung": "id", "Forderung": "text", "Teil von": "parent"}
    assert question.mapping == likely, "what is likely is chosen"
    question.fields["text"].setCurrentIndex(0)
    assert not question.take.isEnabled()
    question.fields["text"].setCurrentIndex(question.fields["text"].findData("Forderung"))
    question.fields["parent"].setCurrentIndex(question.fields["parent"].findData("Teil von"))
    question.take.click()
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 2, timeout=20_000)
    first, second = window.session.snapshot().of(Requirement)
    assert (first.key, second.key, second.owner) == ("A-1", "A-2", first.id)
    listed.write_text("\n".join([*rows, "A-3;The pump shall hum.;A-2"]), encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 3, timeout=20_000)


def test_a_question_about_columns_that_is_left_says_why_and_goes_on_to_the_next_file(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    strange, plain = tmp_path / "strange.csv", tmp_path / "plain.txt"
    strange.write_text("Kennung;Forderung\nA-1;The pump shall stop.\n", encoding="utf-8")
    plain.write_text("The valve shall close.\n", encoding="utf-8")
    take_over(window, [strange, plain])
    qtbot.waitUntil(lambda: window.findChild(MappingQuestion) is not None, timeout=20_000)
    window.findChild(MappingQuestion).reject()
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 1, timeout=20_000)
    assert window.messages.shown.code == "records-columns"


def test_columns_that_are_known_by_german_names_are_shown_once_to_be_confirmed(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.csv"
    rows = ["Kennung;Titel;Anforderung;Wer", "A-1;Halt;The pump shall stop within 2 s.;Ann"]
    listed.write_text("\n".join(rows), encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: window.findChild(MappingQuestion) is not None, timeout=20_000)
    question = window.findChild(MappingQuestion)
    assert question.mapping == {"Kennung": "id", "Titel": "name", "Anforderung": "text"}
    assert question._others.text().endswith(": Wer")
    question.fields["name"].setCurrentIndex(0)
    assert question._others.text().endswith(": Titel, Wer")
    question.take.click()
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 1, timeout=20_000)
    (one,) = window.session.snapshot().of(Requirement)
    assert [(said.name, said.value) for said in one.attributes] == [("Titel", "Halt"), ("Wer", "Ann")]
    listed.write_text("\n".join([*rows, "A-2;Lauf;The pump shall hum.;Ann"]), encoding="utf-8")
    take_over(window, [listed])
    qtbot.waitUntil(lambda: len(window.session.snapshot().of(Requirement)) == 2, timeout=20_000)
    assert window.session.snapshot().of(Requirement)[1].name == "A-2"


def test_what_was_edited_survives_files_that_only_add_to_it(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    listed = tmp_path / "list.csv"
    rows = ["id,text", "A-1,The pump shall stop."]
    for count, more in enumerate(("", "A-2,The pump shall run.", "A-3,The pump shall hum."), 1):
        rows += [more] if more else []
        listed.write_text("\n".join(rows), encoding="utf-8")
        take_over(window, [listed])
        qtbot.waitUntil(
            lambda count=count: len(window.session.snapshot().of(Requirement)) == count, timeout=20_000
        )
        with window.session.change("Edit") as edit:
            edit.set(window.session.snapshot().of(Requirement)[0].id, text="The pump shall halt.")
    texts = [one.text for one in window.session.snapshot().of(Requirement)]
    assert texts == ["The pump shall halt.", "The pump shall run.", "The pump shall hum."]
