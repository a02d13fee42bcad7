"""The palette finds everything there is, says where it fits, and what is used last comes first."""

import pytest
from PySide6.QtCore import Qt

from app.panels.rows import Row
from app.session.search import Search
from app.window.pages import Page
from app.window.palette_rows import SIGNS, excerpt
from core.assistants.known import Findings
from core.ground.words import use_language
from core.model import Component, Diagram, Node, Placement, ThreatDecision, ThreatStatus
from tests.app.conftest import element

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(desk, qtbot):
    """Opens the palette by its key and types; gives the rows."""

    def ask(typed):
        desk.activateWindow()
        qtbot.keyClick(desk, Qt.Key.Key_K, CTRL)
        qtbot.keyClicks(desk.shown.palette.line, typed)
        return desk.shown.palette.list.known.rows

    return ask


def titles(rows):
    return [row.title for row in rows if not row.heading]


def threat_to(desk, name):
    target = element(desk, name)
    return {
        "id": "t1",
        "rule": "BZ-17",
        "title": "Commands can be forged",
        "severity": "high",
        "target": {"id": target.id, "name": name, "kind": target.kind},
        "elements": [target.id],
        "references": ["CWE-306"],
        "why": "Nobody authenticates.",
        "facts": [],
        "asks": [],
        "stride": ["S"],
        "certainty": "certain",
        "mitigations": [],
        "effect": None,
        "status": "open",
    }


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("unencrypted", "Show only flows that are not encrypted"),
        ("clear text", "Show only flows that are not encrypted"),
        ("unauthenticated", "Filter the drawing"),
        ("unsigned", "Filter the drawing"),
    ],
)
def test_words_for_what_is_stated_lead_to_what_shows_only_that(palette, typed, title):
    assert titles(palette(typed))[0] == title


def test_before_anything_is_typed_the_palette_tells_what_a_search_begins_with(palette, desk, qtbot):
    rows = palette("")
    assert [row.key for row in rows if row.id.startswith("sign:")] == [sign for sign, *_rest in SIGNS]
    line = desk.shown.palette.line
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "@"
    assert desk.shown.palette.isVisible()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dc", "Dose command"),
        ("4-20", "Dose command"),
        ("dos-02", "DOS-02 The Dosing controller shall quickly hold the dose."),
        ("dosing contr laptop", None),
        ("undo", "Undo"),
        (":", None),
        ("#dos-01", "DOS-01 If the flow permit is lost, then the Dosing controller"),
        ("@pump", "Dosing pump"),
        ("drnk", "Drinking water"),
    ],
)
def test_the_best_is_offered_first(palette, desk, typed, first):
    with desk.session.change("Undoable") as edit:
        edit.set(element(desk, "Laptop"), note="Seen.")
    shown = titles(palette(typed))
    assert (shown[0].startswith(first) if shown else None) == (True if first else None)


def test_a_value_that_fits_is_shown_with_where_it_stands(palette, desk):
    with desk.session.change("Add") as edit:
        edit.new(Node, name="PLC 01", vendor="Siemens AG")
    (row,) = [row for row in palette("siem") if row.title == "PLC 01"]
    assert row.aside == "node, vendor: Siemens AG"
    assert [row.aside[start : start + length] for start, length, _role in row.aside_spans] == ["Siem"]
    assert {role for _start, _length, role in row.aside_spans} == {"accent.text"}


def test_the_kind_and_the_place_that_fit_are_in_bold(palette):
    (row,) = [row for row in palette("dosing basic") if row.title == "Dosing pump"]
    assert row.aside == "component in Basic control"
    assert [row.aside[start : start + length] for start, length, _role in row.aside_spans] == ["Basic"]


def test_a_long_text_is_shown_around_what_fits():
    text = "word " * 30 + "needle " + "word " * 30
    shown, spans = excerpt(text, ((150, 6),))
    assert [shown[start : start + length] for start, length in spans] == ["needle"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 66
    assert excerpt("brief", ((0, 2),)) == ("brief", ((0, 2),))


def test_threats_and_verdicts_are_found_and_gone_to(palette, desk, qtbot):
    desk.results._set("threats", Findings((threat_to(desk, "Dosing controller"),), "x", task="threats"))
    requirement = element(desk, "DOS-01")
    verdict = {
        "element": requirement.id,
        "verdict": "violated",
        "purpose": "requirement",
        "reason": "120 ms late",
        "requirement": "DOS-01",
    }
    desk.results._set("verify", Findings((verdict,), "x"))
    desk.results.changed.emit()
    assert titles(palette("!cwe-306")) == ["Commands can be forged"]
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert (desk.room, desk.shown.threat["id"]) == ("threats", "t1")
    (row,) = [row for row in palette("violated late") if row.title == "DOS-01 violated"]
    assert row.mark == "violated"
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert (desk.room, desk.session.selection) == ("prove", (requirement.id,))
    with desk.session.change("Decide") as edit:
        edit.new(ThreatDecision, threat="t1", status=ThreatStatus.RISK_ACCEPTED)
    assert titles(palette("!accepted")) == ["Commands can be forged"]
    desk.results._set("threats", Findings((), "x", task="threats"))
    desk.results.changed.emit()
    qtbot.keyClicks(desk.shown.palette.line, " ")
    assert titles(desk.shown.palette.list.known.rows) == []


def test_what_was_gone_to_last_comes_first_among_what_fits_alike(palette, desk, qtbot):
    assert titles(palette("@dosing"))[:3] == ["Dosing", "Dosing pump", "Dosing controller"]
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Escape)
    palette("@dosing contr")
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert titles(palette("@dosing"))[:3] == ["Dosing", "Dosing controller", "Dosing pump"]
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Escape)
    assert titles(palette(""))[0] == "Dosing controller"


def test_an_element_is_found_by_its_name_of_now(palette, desk, qtbot):
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "Dosing pump"), name="Chlorine feeder")
    assert titles(palette("feeder"))[0] == "Chlorine feeder"
    desk.shown.palette.close_quietly()
    desk.session.undo()
    assert "Chlorine feeder" not in titles(palette("feeder"))


def test_an_index_of_many_is_read_in_pauses(desk, qtbot):
    with desk.session.change("Many") as edit:
        for number in range(900):
            edit.new(Component, name=f"Unit {number}")
    search = Search(desk.session, desk.results)
    search._pause.stop()
    assert search.waiting > 900
    with qtbot.waitSignal(search.read):
        search._pause.start(0)
    qtbot.waitUntil(lambda: not search.waiting)
    assert search.find("unit 899", 1, ("component",))[0][0].entry.title == "Unit 899"


def test_rows_that_were_ranked_keep_their_order_and_lose_heads_of_nothing(desk, qtbot):
    chosen = []
    rows = [
        Row("#a", "First", heading=True),
        Row("1", "Tank"),
        Row("#b", "Second", heading=True),
        Row("2", "Pump", detail="tank"),
        Row("3", "Valve"),
    ]
    palette = desk.shown.palette
    palette.offer("Uses", rows, chosen.append)
    assert [row.id for row in palette.list.known.rows] == ["#a", "1", "#b", "2", "3"]
    qtbot.keyClicks(palette.line, "valve")
    assert [row.id for row in palette.list.known.rows] == ["#b", "3"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen == ["3"]


def test_diagrams_are_found_by_their_sign(palette, desk, qtbot):
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Pumping")
        edit.new(Placement, owner=diagram.id, element=element(desk, "Dosing pump").id)
    assert titles(palette(":pump")) == ["Pumping"]
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert desk.pages.current == Page("diagram", diagram.id)


def test_a_diagram_that_is_opened_by_its_name_has_the_keyboard(palette, desk, qtbot):
    with desk.session.change("Draw another") as edit:
        edit.new(Diagram, name="Annexe")
    desk.shown.canvas().setFocus()
    palette("Annexe")
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert desk.pages.current.id == element(desk, "Annexe").id
    assert desk.shown.canvas().hasFocus()


def test_what_is_found_beyond_the_best_is_counted_and_shown_when_asked_for(desk, palette, qtbot):
    with desk.session.change("Many") as edit:
        for number in range(30):
            edit.new(Component, name=f"Silo {number}")
    assert titles(palette("silo"))[9] == "Show all 30"
    shown = desk.shown.palette
    assert shown._count.text() == "9 of 30"
    shown.list.choose("#more", quietly=True)
    qtbot.keyClick(shown.line, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert shown._count.text() == "30 found"
    assert sum(title.startswith("Silo") for title in titles(shown.list.known.rows)) == 30
    qtbot.keyClicks(shown.line, " 7")
    assert shown._count.text() == "1 found"


def test_actions_are_found_by_their_english_names_in_every_language(desk):
    use_language("de")
    try:
        search = Search(desk.session, desk.results)
    finally:
        use_language("en")
    found = search.deeds("align at the left", 5, lambda entry: True)
    assert found[0].entry.key == "do:arrange.left"
    assert found[0].entry.title == "Links ausrichten"


def test_where_nothing_fits_the_palette_says_so(palette, desk):
    assert palette("zzqqxx") == []
    found = desk.shown.palette.list
    assert found.empty == "Nothing matches “zzqqxx”."
    assert found.height() > found.fontMetrics().lineSpacing() * 1.5


@pytest.mark.parametrize("typed", ["Ctrl+Shift+E", "ctrl shift e", " Ctrl Shift+E"])
def test_a_key_that_is_typed_finds_what_has_it(palette, typed):
    assert palette(typed)[1].key == "Ctrl Shift E"
