"""Overlays, heat and filters on the diagram in front: by mouse and by keyboard, in step with results."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.actions.registry import action
from app.desktop import make_window
from app.gestures.lasso import Lasso
from app.panels.reason_list import ReasonList
from app.session.kinds_read import kinds_read
from app.session.preferences import Preferences, read_preferences
from app.window.arriving import AT_ONCE
from app.window.diagram_head import DiagramHead
from app.window.pictures import write_one
from core.assistants.known import Findings
from core.diagram import Threats
from core.diagram.heat import Heat
from core.diagram.lod import FULL, NAMES, SHAPES, SLACK, detail_at
from core.ground.words import use_language
from core.model import (
    Allocation,
    Component,
    Diagram,
    Filter,
    Node,
    Placement,
    TraceLink,
    Truth,
    Zone,
)
from tests.app.conftest import element

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def drawn(desk, qtbot):
    """The small plant on a diagram in front, with a high threat to the download and DOS-01 violated."""
    with desk.session.change("Draw it") as edit:
        diagram = edit.new(Diagram, name="Overview")
        for number, zone in enumerate(desk.session.snapshot().of(Zone)):
            edit.new(Placement, owner=diagram.id, element=zone.id, x=0, y=320 * number, width=760, height=200)
        places = {"Dosing controller": (40, 60), "Dosing pump": (480, 60), "Laptop": (40, 400)}
        for name, (x, y) in places.items():
            edit.new(Placement, owner=diagram.id, element=element(desk, name).id, x=x, y=y)
        dosing = element(desk, "Dosing controller")
        edit.new(TraceLink, source=element(desk, "DOS-01").id, target=dosing.id)
        edit.set(element(desk, "Download").id, encrypted=Truth.NO)
    find(desk, ("t1", "Download", "high"))
    judge(desk, "violated")
    desk.go_to(diagram.id)
    canvas = desk.shown.canvas()
    canvas.zoom_to(1.0)
    canvas.centerOn(400, 300)
    canvas.setFocus()
    QApplication.processEvents()
    return desk


def find(desk, *threats):
    """Results arrive: these threats were found in the model as it is."""
    snapshot, record = desk.session.snapshot(), len(desk.session.project.heads)
    rows = []
    for number, name, severity in threats:
        about = element(desk, name)
        target = {"id": about.id, "name": about.name, "kind": about.kind}
        rows.append({"id": number, "title": "It can be forged", "severity": severity, "target": target})
        rows[-1] |= {
            "rule": "SYS-001",
            "certainty": "certain",
            "why": "",
            "asks": [],
            "references": [],
            "mitigations": [],
            "stride": [],
        }
    digest = snapshot.digest(kinds_read("threats", snapshot))
    desk.results._set("threats", Findings(tuple(rows), digest, "now", record))
    desk.results.changed.emit()
    desk.results._pause.stop()


def judge(desk, verdict):
    """Results arrive: the verdict on DOS-01."""
    snapshot, record = desk.session.snapshot(), len(desk.session.project.heads)
    row = {"element": element(desk, "DOS-01").id, "purpose": "requirement", "verdict": verdict}
    digest = snapshot.digest(kinds_read("verify", snapshot))
    desk.results._set("verify", Findings((row,), digest, "now", record))
    desk.results.changed.emit()
    desk.results._pause.stop()


def layers(desk):
    return desk.pages.widget(desk.pages.current).layers


def press(desk, action_id):
    """Press the key of an action, with the keyboard on the drawing."""
    QTest.keySequence(desk.shown.canvas(), action(action_id).keys[0])
    QApplication.processEvents()


def heats(desk):
    return {desk.session.element(one).name: heat for one, heat in layers(desk).heats.items()}


def dimmed(desk):
    scene = desk.shown.canvas().scene_shown
    found = (item.item for item in scene.items_by_id.values() if scene.veil.is_dimmed(item.item))
    return {desk.session.element(item.element).name for item in found}


def click(desk, x, y):
    canvas = desk.shown.canvas()
    QApplication.processEvents()  # the filter line may just have taken its room
    QTest.mouseClick(canvas.viewport(), LEFT, pos=canvas.mapFromScene(QPointF(x, y)))
    QApplication.processEvents()


def popup(desk):
    return next((one for one in desk.findChildren(ReasonList) if one.isVisible()), None)


def rows(shown):
    return [(row.mark, row.title) for row in shown.list.known.rows]


def test_a_chip_switches_its_overlay_and_the_choice_outlives_the_window(drawn):
    chip = layers(drawn).chips.chips["threats"]
    assert drawn.shown.canvas().overlays.threats == {element(drawn, "Download").id: Threats("high", 1)}
    QTest.mouseClick(chip, LEFT)
    assert drawn.shown.canvas().overlays.threats == {}
    assert read_preferences().overlays == ("problems", "verdicts")
    press(drawn, "view.overlay_threats")
    assert drawn.shown.canvas().overlays.threats != {}
    assert chip.isChecked()
    assert read_preferences().overlays == ("problems", "threats", "verdicts")


def test_a_chip_counts_what_is_drawn_here_and_tells_what_is_not_known_or_stale(drawn, qtbot):
    chips = layers(drawn).chips.chips
    assert chips["threats"].text() == "Threats 1"
    assert chips["verdicts"].text() == "Verdicts 1"
    with drawn.session.change("State it") as edit:
        edit.set(element(drawn, "Download").id, authenticated=Truth.NO)
    drawn.results._pause.stop()
    QApplication.processEvents()
    assert "stale" in chips["threats"].accessibleName()
    assert "State it" in chips["threats"].toolTip()
    drawn.results._set("threats", Findings(task="threats"))
    drawn.results.changed.emit()
    qtbot.waitUntil(lambda: chips["threats"].text() == "Threats ?")


def test_risk_is_the_worst_open_threat_and_one_heat_takes_the_place_of_another(drawn):
    press(drawn, "view.overlay_risk")
    assert heats(drawn) == {"Download": Heat(3)}
    assert [(row.step, row.count) for row in layers(drawn).legend.rows] == [(3, 1), (2, 0), (1, 0)]
    assert layers(drawn).legend.isVisible()
    press(drawn, "view.overlay_coverage")
    assert layers(drawn).wanted == {"problems", "threats", "verdicts", "coverage"}
    press(drawn, "view.overlay_coverage")
    assert heats(drawn) == {}
    assert not layers(drawn).legend.isVisible()


def test_risk_that_is_not_worked_out_or_stale_is_never_cool(drawn):
    press(drawn, "view.overlay_risk")
    with drawn.session.change("State it") as edit:
        edit.set(element(drawn, "Download").id, authenticated=Truth.NO)
    drawn.results._pause.stop()
    QApplication.processEvents()
    found = heats(drawn)
    assert found["Download"] == Heat(3, stale=True)
    others = {"Dosing controller", "Dosing pump", "Laptop", "Dose command"}
    assert {name: found[name] for name in others} == dict.fromkeys(others, Heat(0))
    assert "stale" in layers(drawn).legend.remark
    drawn.results._set("threats", Findings(task="threats"))
    drawn.results.changed.emit()
    QApplication.processEvents()
    assert heats(drawn) == dict.fromkeys({*others, "Download"}, Heat(0))


def test_heat_follows_results_as_they_arrive(drawn):
    press(drawn, "view.overlay_risk")
    find(drawn, ("t2", "Laptop", "low"), ("t3", "Dosing pump", "medium"), ("t4", "Dosing pump", "low"))
    QApplication.processEvents()
    assert heats(drawn) == {"Laptop": Heat(1), "Dosing pump": Heat(2)}


def test_coverage_tells_what_is_violated_undecided_and_without_a_requirement(drawn):
    press(drawn, "view.overlay_coverage")
    assert heats(drawn) == {"Dosing controller": Heat(3), "Dosing pump": Heat(2), "Laptop": Heat(2)}
    judge(drawn, "satisfied")
    QApplication.processEvents()
    # DOS-02 is about the controller too, and was never checked.
    assert heats(drawn)["Dosing controller"] == Heat(1)


def test_allocation_and_zones_are_read_from_the_model(drawn):
    press(drawn, "view.overlay_allocation")
    assert set(heats(drawn)) == {"Dosing controller", "Dosing pump", "Laptop"}
    with drawn.session.change("Allocate") as edit:
        node = edit.new(Node, name="PLC")
        edit.new(Allocation, component=element(drawn, "Laptop").id, node=node.id)
    QApplication.processEvents()
    assert set(heats(drawn)) == {"Dosing controller", "Dosing pump"}
    press(drawn, "view.overlay_zones")
    assert heats(drawn) == {"Download": Heat(3)}


def test_a_click_on_the_mark_of_heat_gives_the_threats_and_each_leads_to_its_room(drawn):
    find(drawn, ("t1", "Dosing pump", "high"), ("t2", "Dosing pump", "low"))
    press(drawn, "view.overlay_risk")
    click(drawn, 480, 60)
    shown = popup(drawn)
    assert rows(shown) == [("high", "It can be forged"), ("low", "It can be forged")]
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert popup(drawn) is None
    assert drawn.room == "threats"
    assert drawn.shown.threat["id"] == "t1"


def test_a_click_on_a_badge_gives_its_reasons_and_escape_leaves_them(drawn):
    canvas = drawn.shown.canvas()
    item = canvas.scene_shown.find(element(drawn, "Dosing controller").id).item
    area = next(spot.area for spot in item.spots if spot.name == "verdict")
    click(drawn, area.centre.x, area.y + 2)
    shown = popup(drawn)
    found = rows(shown)
    assert [mark for mark, _words in found] == ["violated", "unknown"]
    assert found[0][1].startswith("DOS-01: If the flow permit is lost")
    QTest.keyClick(shown.list, Qt.Key.Key_Escape)
    assert popup(drawn) is None
    assert drawn.session.selection == (element(drawn, "Dosing controller").id,)


def test_the_keyboard_asks_for_all_reasons_of_the_selection(drawn):
    drawn.shown.canvas().select([element(drawn, "Download").id])
    press(drawn, "view.why")
    marks = [mark for mark, _words in rows(popup(drawn))]
    assert marks == ["high", "warning"]
    popup(drawn).close()


def test_reasons_of_every_sort_come_the_gravest_first(drawn):
    find(drawn, ("t1", "Dosing controller", "low"), ("t2", "Dosing controller", "critical"))
    drawn.shown.canvas().select([element(drawn, "Dosing controller").id])
    press(drawn, "view.why")
    found = [mark for mark, _words in rows(popup(drawn))]
    assert found == ["violated", "critical", "unknown", "low"]
    popup(drawn).close()


def test_typing_dims_what_does_not_match_and_escape_clears(drawn):
    press(drawn, "view.filter")
    strip = layers(drawn).strip
    assert drawn.focusWidget() is strip.line
    QTest.keyClicks(strip.line, "laptop")
    assert {"Dosing controller", "Dosing pump", "Dose command", "Download"} <= dimmed(drawn)
    assert not {"Laptop", "Office"} & dimmed(drawn)
    assert strip.count.text() == "1 of 7 shown"
    assert layers(drawn).chips.filter.text() == "1 of 7 shown"
    QTest.keyClick(strip.line, Qt.Key.Key_Escape)
    assert dimmed(drawn) == set()
    assert not strip.isVisible()
    assert drawn.focusWidget() is drawn.shown.canvas()
    press(drawn, "view.overlay_risk")
    assert layers(drawn).legend.parentWidget() is drawn.pages.widget(drawn.pages.current)


def test_escape_on_the_drawing_clears_the_selection_first_and_then_the_filter(drawn):
    canvas = drawn.shown.canvas()
    drawn.run("view.filter_crossing")
    canvas.select([element(drawn, "Laptop").id])
    canvas.setFocus()
    assert "Dose command" in dimmed(drawn)
    assert "Download" not in dimmed(drawn)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selection == []
    assert dimmed(drawn)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert dimmed(drawn) == set()


def test_criteria_are_chosen_from_menus_and_hold_together(drawn):
    strip = layers(drawn).strip
    press(drawn, "view.filter")
    entry = next(one for one in strip.menu("security").actions() if one.text() == "Encrypted: no")
    entry.trigger()
    assert strip.count.text() == "1 of 7 shown"
    assert not {"Download", "Laptop", "Dosing controller"} & dimmed(drawn)
    assert strip.buttons["security"].isChecked()
    next(one for one in strip.menu("kind").actions() if one.text() == "Component").trigger()
    assert strip.count.text() == "0 of 7 shown"
    chosen = [one.text() for one in strip.menu("security").actions() if one.isChecked()]
    assert chosen == ["Encrypted: no"]


def test_what_is_dimmed_can_be_clicked_and_shows_no_badges(drawn):
    drawn.run("view.filter_unallocated")
    drawn.run("view.filter_unallocated")
    assert dimmed(drawn) == set()
    layers(drawn).strip.line.setText("laptop")
    canvas = drawn.shown.canvas()
    item = canvas.scene_shown.find(element(drawn, "Dosing controller").id).item
    assert canvas.scene_shown.veil.spots_of(item) == []
    click(drawn, 100, 86)
    assert drawn.session.selection == (element(drawn, "Dosing controller").id,)


def test_what_is_hidden_cannot_be_clicked_and_is_not_painted(drawn):
    strip, canvas = layers(drawn).strip, drawn.shown.canvas()
    place = canvas.mapFromScene(QPointF(480, 100))
    press(drawn, "view.filter")
    QTest.keyClicks(strip.line, "laptop")
    before = canvas.viewport().grab().toImage()
    QTest.mouseClick(strip.hiding, LEFT)
    after = canvas.viewport().grab().toImage()
    around = [place + QPoint(dx, 0) for dx in range(-3, 4)]
    assert [before.pixelColor(one) for one in around] != [after.pixelColor(one) for one in around]
    click(drawn, 560, 86)
    assert drawn.session.selection == ()


def test_a_picture_shows_the_filter_and_the_heat_that_lie_over_the_drawing(drawn, tmp_path):
    plain, laid = tmp_path / "plain.svg", tmp_path / "laid.svg"

    def write(path):
        canvas = drawn.shown.canvas()
        canvas.select([])
        write_one(canvas.scene_shown.seen(), "Overview", path)

    write(plain)
    press(drawn, "view.overlay_risk")
    drawn.run("view.filter_crossing")
    write(laid)
    assert "opacity" not in plain.read_text(encoding="utf-8")
    assert laid.read_text(encoding="utf-8").count('opacity="0.38"') == len(
        [one for one in dimmed(drawn) if one]
    )
    assert laid.read_text(encoding="utf-8").count("<path") > plain.read_text(encoding="utf-8").count("<path")


def test_a_filter_follows_the_model(drawn):
    drawn.run("view.filter_crossing")
    assert "Dose command" in dimmed(drawn)
    with drawn.session.change("Move it out") as edit:
        edit.set(element(drawn, "Dosing pump").id, zone=None)
    QApplication.processEvents()
    assert "Dose command" not in dimmed(drawn)


def test_overlays_kept_with_the_diagram_are_on_for_everybody(drawn):
    press(drawn, "view.overlay_problems")
    drawn.run("view.keep_overlays")
    (stated,) = drawn.session.snapshot().of(Filter)
    assert stated.overlays == ("threats", "verdicts")
    drawn.overlays.show(frozenset(("risk",)))
    assert layers(drawn).wanted == {"threats", "verdicts"}
    press(drawn, "view.overlay_risk")
    assert layers(drawn).wanted == {"threats", "verdicts", "risk"}
    assert drawn.session.snapshot().of(Filter) == (stated,)


def test_chips_without_room_are_in_a_menu(drawn):
    chips = layers(drawn).chips
    chips.resize(1200, chips.height())
    assert all(chip.isVisible() for chip in chips.chips.values())
    assert not chips.more.isVisible()
    chips.resize(560, chips.height())
    assert all(chip.isVisible() for chip in chips.chips.values())
    assert chips.chips["problems"].text().startswith("Problems")
    zones = chips.chips["zones"]
    assert (zones.text(), zones.icon().isNull(), zones.accessibleName()) == ("", False, "Zones")
    chips.resize(240, chips.height())
    seen = [name for name, chip in chips.chips.items() if chip.isVisible()]
    assert 0 < len(seen) < len(chips.chips)
    assert chips.more.isVisible()
    assert chips.filter.isVisible()


def test_many_badges_come_a_few_at_a_time_those_in_view_first(drawn, qtbot):
    with drawn.session.change("Add many") as edit:
        diagram = drawn.shown.canvas().diagram_id
        made = [edit.new(Component, name=f"Unit {number}") for number in range(3 * AT_ONCE)]
        for number, one in enumerate(made):
            x, y = (number % 20) * 200, 800 + (number // 20) * 80
            edit.new(Placement, owner=diagram, element=one.id, x=x, y=y)
    canvas = drawn.shown.canvas()
    canvas.centerOn(400, 1000)
    find(drawn, *((f"t{number}", one.name, "high") for number, one in enumerate(made)))
    layers(drawn).refresh()
    arriving = layers(drawn).arriving
    assert arriving.under_way
    first = canvas.overlays.threats.keys()
    seen = {item.element for item in canvas.scene_shown.all_in(canvas.visible_area())}
    assert len(first) < len(made)
    assert len(first & seen) == min(AT_ONCE, len(seen & {one.id for one in made}))
    qtbot.waitUntil(lambda: not arriving.under_way)
    assert canvas.overlays.threats.keys() == {one.id for one in made}


def test_badges_that_come_a_few_at_a_time_wait_for_a_gesture_to_end(drawn, qtbot):
    """Each go took longer than a step of a drag over a large drawing may."""
    with drawn.session.change("Add many") as edit:
        diagram = drawn.shown.canvas().diagram_id
        made = [edit.new(Component, name=f"Unit {number}") for number in range(3 * AT_ONCE)]
        for number, one in enumerate(made):
            edit.new(Placement, owner=diagram, element=one.id, x=(number % 20) * 200, y=number // 20 * 80)
    canvas = drawn.shown.canvas()
    canvas.gesture, before = Lasso(canvas, canvas.mapToScene(5, 5)), canvas.overlays.threats
    find(drawn, *((f"t{number}", one.name, "high") for number, one in enumerate(made)))
    layers(drawn).refresh()
    qtbot.wait(50)
    assert canvas.overlays.threats == before
    canvas.gesture = None
    qtbot.waitUntil(lambda: canvas.overlays.threats.keys() == {one.id for one in made})


def test_what_is_hidden_is_told_on_the_drawing_and_listed_to_be_shown_again(drawn, qtbot):
    canvas = drawn.shown.canvas()
    chip = canvas.afloat.hidden
    pump, laptop = element(drawn, "Dosing pump"), element(drawn, "Laptop")
    assert not chip.isVisible()
    drawn.session.select((pump.id, laptop.id))
    drawn.run("draw.hide")
    assert (chip.isVisible(), chip.text()) == (True, "2 hidden")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    palette = drawn.shown.palette
    assert [row.title for row in palette.list.known.rows] == [
        "Show all 2 hidden things",
        "Dosing pump",
        "Laptop",
    ]
    qtbot.keyClicks(palette.line, "laptop")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert canvas.scene_shown.find(laptop.id) is not None
    assert canvas.scene_shown.find(pump.id) is None
    assert chip.text() == "1 hidden"
    qtbot.keyClick(
        canvas, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert canvas.scene_shown.find(pump.id) is not None
    assert not chip.isVisible()


def test_a_diagram_that_hides_something_does_not_claim_to_show_everything(drawn):
    drawn.run("draw.missing")
    palette = drawn.shown.palette
    if palette.isVisible():
        palette._take("all:")
    drawn.run("draw.missing")
    assert drawn.status._reason.text() == "This diagram shows everything of the model that it can show"
    drawn.session.select((element(drawn, "Dosing pump").id,))
    drawn.run("draw.hide")
    drawn.run("draw.missing")
    assert drawn.status._reason.text() == (
        "All else that it can show is drawn, 1 element is hidden. Ctrl Alt H shows what is hidden."
    )


@pytest.mark.parametrize("action_id", ["view.filter", "view.overlay_risk"])
def test_the_drawing_keeps_its_place_when_something_opens_above_it(drawn, qtbot, action_id):
    drawn.resize(1600, 1200)
    drawn.run("draw.fit")
    qtbot.wait(200)
    canvas = drawn.shown.canvas()
    shape = canvas.scene_shown.find(element(drawn, "Dosing controller").id).outline().center()

    def place():
        QApplication.processEvents()
        return canvas.viewport().mapToGlobal(canvas.mapFromScene(shape))

    def top():
        return canvas.mapToGlobal(QPoint(0, 0)).y()

    before, high = place(), top()
    drawn.run(action_id)
    qtbot.waitUntil(lambda: top() > high)
    assert (place() - before).manhattanLength() <= 1
    if action_id == "view.filter":
        layers(drawn).toggle_filter()
    else:
        drawn.run(action_id)
    qtbot.waitUntil(lambda: top() == high)
    assert (place() - before).manhattanLength() <= 1


def test_a_filter_of_verdicts_that_are_not_known_leaves_nothing_out_and_says_so(drawn, qtbot):
    strip = layers(drawn).strip
    press(drawn, "view.filter")
    entry = next(one for one in strip.menu("verdicts").actions() if one.text() == "Violated")
    entry.trigger()
    assert "Dosing pump" in dimmed(drawn)
    drawn.results._set("verify", Findings())
    drawn.results.changed.emit()
    qtbot.waitUntil(lambda: dimmed(drawn) == set())
    assert strip.count.text() == "Not known yet. F5 works it out."
    judge(drawn, "violated")
    qtbot.waitUntil(lambda: "Dosing pump" in dimmed(drawn))


@pytest.mark.parametrize("action_id", ["view.filter", "view.overlay_risk"])
def test_what_opens_above_a_fitted_drawing_hides_no_part_of_it(drawn, qtbot, action_id):
    drawn.resize(1280, 720)
    canvas = drawn.shown.canvas()
    drawn.run("draw.fit")
    high = canvas.height()
    assert canvas.scale_now() < 1.0
    drawn.run(action_id)
    qtbot.waitUntil(lambda: canvas.height() < high)
    QApplication.processEvents()
    assert canvas.visible_area().contains(canvas.scene_shown.extent())


@pytest.mark.parametrize("action_id", ["view.filter", "view.overlay_risk"])
def test_what_opens_above_a_drawing_seen_in_part_leaves_its_upper_edge_to_see(drawn, qtbot, action_id):
    canvas = drawn.shown.canvas()
    top = canvas.scene_shown.extent().top()
    canvas.zoom_to(1.2)
    canvas.centerOn(400, top + canvas.height() / 2.4 - 10)
    high = canvas.height()
    before = canvas.visible_area().top()
    assert before < top
    drawn.run(action_id)
    qtbot.waitUntil(lambda: canvas.height() < high)
    QApplication.processEvents()
    assert canvas.visible_area().top() < top
    drawn.run("view.no_filter" if action_id == "view.filter" else action_id)
    qtbot.waitUntil(lambda: canvas.height() == high)
    QApplication.processEvents()
    assert abs(canvas.visible_area().top() - before) <= 1


@pytest.mark.parametrize(("width", "language"), [(1600, "en"), (1600, "de"), (1600, "fr"), (1280, "en")])
def test_overlays_have_their_words_where_the_steps_to_the_diagram_can_give_way(qtbot, plant, width, language):
    use_language(language)
    window = make_window(Preferences(language=language))
    qtbot.addWidget(window)
    window.resize(width, 800)
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(plant)
    window.results._pause.stop()
    with window.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant overview")
        edit.new(Placement, owner=diagram.id, element=element(window, "Dosing pump").id)
    window.go_to(diagram.id)
    QApplication.processEvents()
    page = window.pages.widget(window.pages.current)
    chips = page.layers.chips
    try:
        assert [chip.text() for chip in chips.chips.values()] == [chips.words_of(one) for one in chips.chips]
        assert all(chip.isVisible() for chip in chips.chips.values())
        assert any(step.isVisible() and step.text() == "Plant overview" for step in page.way.steps)
    finally:
        window.close()
        use_language("en")


def test_the_line_over_a_drawing_comes_to_rest(drawn, qtbot, monkeypatch):
    shared = []
    share = DiagramHead._share
    monkeypatch.setattr(DiagramHead, "_share", lambda head: (shared.append(head), share(head)))
    with drawn.session.change("Rename") as edit:
        edit.set(element(drawn, "Dosing pump"), name="Another pump")
    qtbot.wait(300)
    shared.clear()
    qtbot.wait(300)
    assert shared == []


@pytest.mark.parametrize("action_id", ["view.filter", "view.overlay_risk"])
@pytest.mark.parametrize("level", [FULL, NAMES, SHAPES])
def test_a_fitted_drawing_keeps_its_words_when_something_opens_above_it(drawn, qtbot, action_id, level):
    canvas = drawn.shown.canvas()
    drawn.run("draw.fit")
    # As high a drawing as just has the words of the level, and none of it to spare.
    with drawn.session.change("Spread") as edit:
        place = edit.snapshot.owned(canvas.diagram_id, Placement)[0]
        high = canvas._room().height() / (level * SLACK + 0.005)
        edit.set(place.id, y=canvas.scene_shown.extent().top() + high - place.height)
    drawn.run("draw.fit")
    high, scale = canvas.height(), canvas.scale_now()
    assert detail_at(scale) == level
    drawn.run(action_id)
    qtbot.waitUntil(lambda: canvas.height() < high)
    QApplication.processEvents()
    assert detail_at(canvas.scale_now()) == level
    assert canvas.visible_area().top() <= canvas.scene_shown.extent().top()
    drawn.run("view.no_filter" if action_id == "view.filter" else action_id)
    qtbot.waitUntil(lambda: canvas.height() == high)
    assert canvas.scale_now() == pytest.approx(scale)
