"""Any point of the past can be seen, compared and gone back to; another version is merged by decisions."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.window import history, merge_page
from app.window.pages import Page
from core.diagram.lod import NAMES, SLACK
from core.model import Component, Diagram, Placement, Truth
from core.project import copy_project, create_project, open_project, project_from_text, write_text
from tests.app.conftest import element


@pytest.fixture
def drawn(desk):
    """The window with a diagram of three components, and three changes after that."""
    names = ("Dosing controller", "Dosing pump", "Laptop")
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        for at, name in enumerate(names):
            part = element(desk, name)
            edit.new(Placement, owner=diagram.id, element=part.id, x=240 * at, y=0, width=176, height=52)
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "Dosing pump"), name="Pump 1")
    with desk.session.change("Remove 1 component") as edit:
        edit.remove(element(desk, "Laptop").id)
    with desk.session.change("Move 1 component") as edit:
        place = next(one for one in edit.snapshot.of(Placement) if one.element == element(desk, names[0]).id)
        edit.set(place, y=80.0)
    return desk


def front(window):
    return window.pages.widget(window.pages.current)


def merging(window, qtbot, *arguments):
    """Begin a merge, and give its page once it is worked out."""
    history.merge_with(window, *arguments)
    qtbot.waitUntil(lambda: getattr(front(window), "settled", False))
    return front(window)


def press(button):
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(window, number):
    window.desk.history.search()
    panel = window.shown.bottom.history
    assert panel.list.choose(str(number))
    return panel


def test_the_drawing_is_shown_as_it_was_and_cannot_be_changed(drawn):
    press(choose(drawn, 2).buttons["then"])
    page = front(drawn)
    assert page.words.startswith("As it was after change 2, “Draw”")
    canvas = page.compared.canvas
    names = {canvas.snapshot()[one].name for one in canvas.scene_shown.items_by_id}
    assert {"Dosing controller", "Dosing pump", "Laptop"} <= names
    heads = drawn.session.project.heads
    canvas.select(list(canvas.scene_shown.items_by_id)[:1])
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.writable
    assert drawn.session.project.heads == heads
    assert element(drawn, "Pump 1").name == "Pump 1"


def test_restoring_is_one_more_change_that_undo_takes_back(drawn):
    project = drawn.session.project
    then, now = project.at(2), project.snapshot()
    press(choose(drawn, 2).buttons["then"])
    page = front(drawn)
    press(page.steps[-1])
    assert project.snapshot() == then
    assert project.heads[-1].label == "Restore the state after change 2"
    assert drawn.pages.current.sort == "diagram"
    drawn.run("edit.undo")
    assert project.snapshot() == now


def test_a_point_from_which_nothing_differs_is_not_restored_and_that_is_said(drawn):
    reason, last = "Nothing differs between this point and now.", len(drawn.session.project.heads)
    panel = choose(drawn, last)
    for what in ("then", "compare"):
        press(panel.buttons[what])
        page = front(drawn)
        assert (page.steps[-1].isEnabled(), page.words.endswith(reason)) == (False, True)
    assert (panel.buttons["restore"].isEnabled(), panel.buttons["restore"].toolTip()) == (False, reason)
    with drawn.session.change("Rename") as edit:
        edit.set(element(drawn, "Pump 1"), name="Pump 2")
    assert (page.steps[-1].isEnabled(), reason in page.words) == (True, False)
    panel.refresh()
    assert panel.number == last
    assert panel.buttons["restore"].isEnabled()
    drawn.session.undo()
    assert not page.steps[-1].isEnabled()


def test_what_came_since_is_listed_drawn_and_stepped_through(drawn):
    press(choose(drawn, 2).buttons["compare"])
    page = front(drawn)
    titles = [row.title for row in page.compared.found.list.known.rows]
    assert titles == ["↔  Dosing controller", "−  Laptop", "~  Pump 1", "−  Download"]
    canvas = page.compared.canvas
    laptop = next(one for one in drawn.session.project.at(2) if one.name == "Laptop")
    assert canvas.scene_shown.find(laptop.id) is not None
    assert canvas.overlays.differences[laptop.id] == "removed"
    page.compared.found.list.choose(element(drawn, "Dosing controller").id)
    QTest.keyClick(drawn, Qt.Key.Key_F8)
    assert canvas.selection == [laptop.id]
    QTest.keyClick(drawn, Qt.Key.Key_F8)
    assert canvas.selection == [element(drawn, "Pump 1").id]
    assert page.compared.facts.words() == [
        "Pump 1",
        "component, changed",
        "Name",
        "Dosing pump",
        "Pump 1",
    ]
    QTest.keyClick(drawn, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.selection == [laptop.id]


def test_a_comparison_opens_with_its_current_change_in_view(drawn, qtbot):
    with drawn.session.change("Move far") as edit:
        for number in range(12):
            part = edit.new(Component, name=f"Far {number:02}")
            owner = drawn.session.snapshot().of(Diagram)[0].id
            edit.new(Placement, owner=owner, element=part.id, x=260.0 * number, y=900.0, width=176, height=52)
    number = len(drawn.session.project.heads)
    with drawn.session.change("Rename the last") as edit:
        edit.set(element(drawn, "Far 11"), name="A far one")
    history.compare_since(drawn, number)
    qtbot.wait(30)
    compared = front(drawn).compared
    far = compared.canvas.scene_shown.find(element(drawn, "A far one").id)
    assert compared.canvas.selection == [far.element]
    assert compared.canvas.visible_area().contains(far.outline())


def test_a_click_on_the_drawing_shows_what_became_of_the_element(drawn):
    history.compare_since(drawn, 2)
    compared = front(drawn).compared
    pump = element(drawn, "Pump 1")
    place = compared.canvas.mapFromScene(compared.canvas.scene_shown.find(pump.id).outline().center())
    QTest.mouseClick(compared.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert compared.found.list.current() == pump.id
    assert "Dosing pump" in compared.facts.words()


def test_the_list_is_narrowed_by_sort_and_by_kind(drawn):
    history.compare_since(drawn, 2)
    found = front(drawn).compared.found
    press(found.chips["removed"])
    assert [row.title for row in found.list.known.rows] == ["↔  Dosing controller", "~  Pump 1"]
    press(found.chips["removed"])
    found.kinds.setCurrentIndex(found.kinds.findData("connector"))
    assert [row.title for row in found.list.known.rows] == ["−  Download"]


def test_a_comparison_with_now_follows_the_project(drawn):
    history.compare_since(drawn, 5)
    page = front(drawn)
    assert page.compared.found.list.known.rows == []
    with drawn.session.change("Rename") as edit:
        edit.set(element(drawn, "Pump 1"), name="Pump 2")
    assert [row.title for row in page.compared.found.list.known.rows] == ["~  Pump 2"]


def test_a_comparison_opens_on_the_whole_drawing_with_the_first_change_selected(drawn):
    with drawn.session.change("Spread") as edit:
        for at, place in enumerate(edit.snapshot.of(Placement)):
            edit.set(place.id, x=1400.0 * at)
    history.compare_since(drawn, 4)
    compared = front(drawn).compared
    canvas, first = compared.canvas, compared.found.list.known.rows[0].id
    assert canvas.scale_now() < NAMES * SLACK
    assert canvas.visible_area().contains(canvas.scene_shown.extent())
    assert canvas.selection == [first]


def test_what_is_chosen_of_a_comparison_stays_chosen_on_the_drawing_while_the_project_goes_on(drawn):
    history.compare_since(drawn, 2)
    compared = front(drawn).compared
    pump = element(drawn, "Pump 1")
    compared.found.list.choose(pump.id)
    with drawn.session.change("Rename") as edit:
        edit.set(pump.id, name="Pump 2")
    assert compared.found.list.current() == pump.id
    assert compared.canvas.selection == [pump.id]
    assert compared.facts.words()[:2] == ["Pump 2", "component, changed"]


def test_what_one_change_did_is_shown_on_enter(drawn):
    panel = choose(drawn, 3)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    page = front(drawn)
    assert page.words.startswith("What change 3, “Rename”")
    assert [row.title for row in page.compared.found.list.known.rows] == ["~  Pump 1"]


def test_two_points_in_time_are_compared(drawn):
    panel = choose(drawn, 2)
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    QTest.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
    )
    assert panel.list.chosen_numbers() == [2, 3]
    assert panel.buttons["compare"].text() == "Between them"
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.list.chosen_numbers() == [3]
    QTest.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.chosen_numbers() == [2, 3]
    press(panel.buttons["compare"])
    page = front(drawn)
    assert [row.title for row in page.compared.found.list.known.rows] == ["~  Pump 1"]


def test_another_file_is_compared(drawn, tmp_path):
    other = tmp_path / "other.bzn"
    copy_project(other, drawn.session.project.path).close()
    with drawn.session.change("Create component Tank") as edit:
        edit.new(Component, name="Tank")
    history.compare_with(drawn, other)
    assert [row.title for row in front(drawn).compared.found.list.known.rows] == ["+  Tank"]
    history.compare_with(drawn, tmp_path / "nothing.bzn")
    assert drawn.messages.shown.code == "project-unreadable"


@pytest.fixture
def theirs(drawn, tmp_path):
    """Another version that parted after the last change; both sides went on."""
    path = tmp_path / "theirs.bzn"
    copy_project(path, drawn.session.project.path).close()
    pump, controller = element(drawn, "Pump 1"), element(drawn, "Dosing controller")
    with open_project(path) as project, project.change("Go on") as edit:
        edit.set(pump, name="Their pump", hardened=Truth.YES)
        edit.set(controller, technology="Theirs")
        edit.new(Component, name="Their tank")
    with drawn.session.change("Go on here") as edit:
        edit.set(pump, name="Our pump")
        edit.set(controller, technology="Ours")
    return path


def test_conflicts_are_decided_by_keys_seen_on_the_drawing_and_merged_as_one_change(drawn, theirs, qtbot):
    page = merging(drawn, qtbot, theirs)
    assert "both began as plant.bzn@5. 2 conflicts to decide." in page.words.text()
    assert not page.merge_button.isEnabled()
    titles = [row.title for row in page.list.known.rows]
    assert titles == ["component Dosing controller: Technology", "component Our pump: Name"]
    assert page.cards.words()[:2] == [titles[0], "Both changed it, and differently."]
    assert {"Ours", "Theirs"} <= set(page.cards.words())
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_T)
    assert page.list.current() == page.list.known.rows[1].id
    QTest.keyClick(page.list, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.settled)
    assert "Every conflict is decided." in page.words.text()
    press(page.turn)
    assert [row.title for row in page.result.found.list.known.rows] == [
        "~  Dosing controller",
        "~  Our pump",
        "+  Their tank",
    ]
    project = drawn.session.project
    before, count = project.snapshot(), len(project.heads)
    press(page.merge_button)
    assert (element(drawn, "Our pump").hardened, element(drawn, "Their tank").kind) == (
        Truth.YES,
        "component",
    )
    assert element(drawn, "Dosing controller").technology == "Theirs"
    assert len(project.heads) == count + 1
    assert (project.heads[-1].label, project.heads[-1].origin.source) == ("Merge theirs.bzn", "merge")
    assert drawn.pages.current.sort == "diagram"
    drawn.run("edit.undo")
    assert project.snapshot() == before


def test_what_both_put_at_one_place_is_merged_side_by_side_and_told(drawn, tmp_path, qtbot):
    path = tmp_path / "theirs.bzn"
    copy_project(path, drawn.session.project.path).close()

    def put(edit, name):
        drawing = edit.snapshot.of(Diagram)[0]
        made = edit.new(Component, name=name)
        return edit.new(Placement, owner=drawing.id, element=made.id, x=2000, y=2000, width=176, height=52)

    with open_project(path) as project, project.change("Go on") as edit:
        their_id = put(edit, "Alarm server").id
    with drawn.session.change("Go on here") as edit:
        ours = put(edit, "Historian")
    words = "Alarm server stands beside Historian, where both had put something"
    page = merging(drawn, qtbot, path)
    assert f"There is no conflict. {words}." in page.words.text()
    with qtbot.waitSignal(page.done) as said:
        press(page.merge_button)
    assert said.args[0].endswith(f". {words}")
    model = drawn.session.snapshot()
    theirs = model[their_id]
    assert model[ours.id] == ours
    assert abs(theirs.x - ours.x) >= 176 or abs(theirs.y - ours.y) >= 52


def test_a_decision_can_be_taken_otherwise_before_the_merge(drawn, theirs, qtbot):
    page = merging(drawn, qtbot, theirs)
    press(page.all_theirs)
    qtbot.waitUntil(lambda: page.settled)
    assert page._merged.snapshot.of(Component)[0].technology == "Theirs"
    page.list.choose(page.list.known.rows[0].id)
    press(page.cards.buttons["base"])
    qtbot.waitUntil(lambda: page.settled)
    assert page._merged.snapshot.of(Component)[0].technology == ""
    assert [row.right for row in page.list.known.rows] == ["Base", "Theirs"]


def test_a_change_made_meanwhile_is_part_of_the_merge(drawn, theirs, qtbot):
    page = merging(drawn, qtbot, theirs)
    with drawn.session.change("Rename again") as edit:
        edit.set(element(drawn, "Our pump"), name="Their pump")
    qtbot.waitUntil(lambda: page.settled)
    assert [row.title for row in page.list.known.rows] == ["component Dosing controller: Technology"]


def test_a_conflict_that_a_change_made_meanwhile_brings_up_is_gone_to(drawn, theirs, qtbot):
    page, pump = merging(drawn, qtbot, theirs), element(drawn, "Our pump")
    page.list.setFocus()
    for _conflict in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.settled)
    decided = page.list.current()
    with drawn.session.change("Answer") as edit:
        edit.set(pump, hardened=Truth.NO)
    qtbot.waitUntil(lambda: page.settled)
    asked = f"{pump.id}.hardened"
    assert {row.id: row.mark for row in page.list.known.rows}[asked] == "unknown"
    assert (decided != asked, page.list.current()) == (True, asked)
    assert page.cards.words()[0] == "component Our pump: Hardened"


def test_an_open_conflict_stays_chosen_while_the_project_goes_on(drawn, theirs, qtbot):
    page = merging(drawn, qtbot, theirs)
    page.list.choose(page.list.known.rows[1].id)
    with drawn.session.change("Rename the diagram") as edit:
        edit.set(edit.snapshot.of(Diagram)[0], name="Whole plant")
    qtbot.waitUntil(lambda: page.settled)
    assert page.list.current() == page.list.known.rows[1].id


def test_what_was_drawn_while_a_merge_was_open_is_kept(drawn, tmp_path, qtbot):
    path = tmp_path / "theirs.bzn"
    copy_project(path, drawn.session.project.path).close()
    with open_project(path) as project, project.change("Go on") as edit:
        edit.new(Component, name="Their tank")
    page, tab = merging(drawn, qtbot, path), drawn.pages.current
    drawn.pages.show_page(Page("diagram", drawn.session.snapshot().of(Diagram)[0].id))
    assert not page.isVisible()
    with drawn.session.change("Draw") as edit:
        edit.new(Component, name="Tank")
    page.apply()
    assert [one for one in drawn.session.snapshot() if one.name == "Their tank"] == []
    drawn.pages.show_page(tab)
    qtbot.waitUntil(lambda: page.settled)
    assert [row.title for row in page.result.found.list.known.rows] == ["+  Their tank"]
    press(page.merge_button)
    assert element(drawn, "Tank")
    assert element(drawn, "Their tank")


def test_a_decision_is_kept_while_the_project_goes_on(drawn, theirs, qtbot):
    page, tab = merging(drawn, qtbot, theirs), drawn.pages.current
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_T)
    drawn.pages.show_page(Page("diagram", drawn.session.snapshot().of(Diagram)[0].id))
    with drawn.session.change("Rename the diagram") as edit:
        edit.set(edit.snapshot.of(Diagram)[0], name="Whole plant")
    drawn.pages.show_page(tab)
    qtbot.waitUntil(lambda: page.settled)
    assert [(row.mark, row.right) for row in page.list.known.rows] == [
        ("satisfied", "Theirs"),
        ("unknown", ""),
    ]


def test_a_question_that_a_decision_brings_up_is_open_and_can_be_decided(drawn, tmp_path, qtbot):
    path = tmp_path / "theirs.bzn"
    with drawn.session.change("Prepare") as edit:
        shelf, rack = edit.new(Component, name="Shelf"), edit.new(Component, name="Rack")
        part = edit.new(Component, name="Part")
    copy_project(path, drawn.session.project.path).close()
    with open_project(path) as project, project.change("Go on") as edit:
        edit.set(part, owner=shelf.id)
        edit.set(rack, owner=part.id)
    with drawn.session.change("Go on here") as edit:
        edit.set(part, owner=rack.id)
    page = merging(drawn, qtbot, path)
    assert [row.id for row in page.list.known.rows] == [f"{part.id}.owner"]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.settled)
    circle = f"{min(part.id, rack.id)}:circle"
    assert {row.id: row.mark for row in page.list.known.rows} == {
        f"{part.id}.owner": "satisfied",
        circle: "unknown",
    }
    assert page.list.current() == circle
    QTest.keyClick(page.list, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.settled)
    assert {row.mark for row in page.list.known.rows} == {"satisfied"}
    press(page.merge_button)
    snapshot = drawn.session.snapshot()
    assert (snapshot[part.id].owner, snapshot[rack.id].owner) == (shelf.id, part.id)


def test_a_card_says_what_goes_and_what_is_kept_by_taking_it(drawn, tmp_path, qtbot):
    path = tmp_path / "theirs.bzn"
    with drawn.session.change("Prepare") as edit:
        rack, part = edit.new(Component, name="Rack"), edit.new(Component, name="Part")
    copy_project(path, drawn.session.project.path).close()
    with open_project(path) as project, project.change("Go on") as edit:
        edit.set(part, owner=rack.id)
        edit.new(Component, name="Fan", owner=rack.id)
    with drawn.session.change("Go on here") as edit:
        edit.remove(rack.id)
    page = merging(drawn, qtbot, path)
    said = page.cards.words()
    assert "With it goes: component Fan." in said
    assert "component Part then has Part of: nothing." in said
    QTest.keyClick(page.list, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.settled)
    press(page.merge_button)
    names = {one.name for one in drawn.session.snapshot().of(Component)}
    assert "Part" in names
    assert names.isdisjoint({"Rack", "Fan"})


def test_a_merge_under_way_can_be_stopped_and_gone_on_with(drawn, theirs, qtbot, monkeypatch):
    page = merging(drawn, qtbot, theirs)
    going = Event()

    def wait(*arguments):
        while not going.wait(0.01):
            arguments[-1](1, 2, "")
        return

    monkeypatch.setattr(merge_page, "merge_found", wait)
    page.decide("theirs")
    qtbot.waitUntil(lambda: "Merging, 1 of 2" in page.words.text())
    assert not page.merge_button.isEnabled()
    press(page.stop_button)
    assert "The merge was stopped." in page.words.text()
    going.set()
    monkeypatch.undo()
    press(page.stop_button)
    qtbot.waitUntil(lambda: page.settled)
    assert "1 conflict to decide." in page.words.text()
    assert not page.stop_button.isVisible()


def test_without_conflicts_the_result_is_shown_at_once(drawn, tmp_path, qtbot):
    path = tmp_path / "theirs.bzn"
    copy_project(path, drawn.session.project.path).close()
    with open_project(path) as project, project.change("Go on") as edit:
        edit.new(Component, name="Their tank")
    page = merging(drawn, qtbot, path)
    assert "There is no conflict." in page.words.text()
    assert [row.title for row in page.result.found.list.known.rows] == ["+  Their tank"]
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert element(drawn, "Their tank")


def test_without_a_shared_past_the_base_is_asked_for(drawn, tmp_path, monkeypatch, qtbot):
    path, base, unrelated = (tmp_path / f"{name}.bzn" for name in ("other", "base", "unrelated"))
    write_text(drawn.session.snapshot(), tmp_path / "text")
    for made in (path, base):
        project_from_text(made, tmp_path / "text").close()
    with create_project(unrelated) as project, project.change("Other") as edit:
        edit.new(Component, name="Other")
    asked, answers = [], [None, unrelated, base]

    def ask(_window, title, _filters):
        asked.append(title)
        return answers[len(asked) - 1]

    monkeypatch.setattr(history, "ask_open", ask)
    history.merge_with(drawn, path)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["The two share no past: which version did both begin with?"]
    history.merge_with(drawn, path)
    qtbot.waitUntil(lambda: drawn.messages.shown is not None)
    assert drawn.messages.shown.code == "merge-unrelated"
    assert drawn.pages.current.sort == "diagram"
    assert "both began as base.bzn" in merging(drawn, qtbot, path).words.text()


def test_what_cannot_be_read_is_told_and_not_merged(drawn, tmp_path, qtbot):
    history.merge_with(drawn, tmp_path / "nothing.bzn")
    qtbot.waitUntil(lambda: drawn.messages.shown is not None)
    assert drawn.messages.shown.code == "project-unreadable"
    assert drawn.pages.current.sort == "diagram"


def test_a_large_drawing_is_worked_out_beside_the_window(drawn, qtbot, monkeypatch):
    monkeypatch.setattr("app.canvas.opening.MANY", 1)
    history.compare_since(drawn, 2)
    page = front(drawn)
    laptop = next(one for one in drawn.session.project.at(2) if one.name == "Laptop")
    assert page.compared.stage.notice is not None
    page.compared.found.list.choose(laptop.id)
    qtbot.waitUntil(lambda: page.compared.canvas is not None)
    assert page.compared.canvas.selection == [laptop.id]
    assert page.compared.canvas.overlays.differences[laptop.id] == "removed"
    history.compare_since(drawn, 3)
    page = front(drawn)
    page.compared.stage.notice.stopped.emit()
    qtbot.wait(50)
    assert page.compared.canvas is None
