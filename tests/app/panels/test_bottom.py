"""The lists of findings: one that nobody sees makes no rows, and the counts are right all the same."""

import pytest

from app.panels.bottom import BottomPanel
from core.model import Connector, Diagram, Placement, Zone
from tests.app.conftest import element


@pytest.fixture
def looked_at(desk, qtbot):
    """A window in which threats were found."""
    desk.results.look_for_threats()
    qtbot.waitUntil(lambda: desk.results.threats.known, timeout=60_000)
    desk.results._pause.stop()
    return desk


def counted(panel):
    return {tab: button.count for tab, button in panel.tabs.items()}


def test_a_list_that_is_not_in_front_has_no_rows_until_it_is(looked_at):
    desk = looked_at
    panel = desk.shown.bottom
    panel.show_tab("problems")
    desk.results.changed.emit()
    threats = [one["id"] for one in desk.results.open_threats()]
    assert threats
    assert counted(panel)["threats"] == str(len(threats))
    assert panel.lists["threats"].known.rows == []
    panel.show_tab("threats")
    assert [row.id for row in panel.lists["threats"].known.rows] == [f"threat:{one}" for one in threats]


def test_a_folded_panel_makes_rows_when_it_is_unfolded(desk):
    panel = desk.shown.bottom
    panel.show_tab("problems")
    panel.unfold(False)
    rows = list(panel.lists["problems"].known.rows)
    with desk.session.change("Tear down") as edit:
        for zone in desk.session.snapshot().of(Zone):
            edit.set(zone.id, name=f"{zone.name} 2")
    assert panel.lists["problems"].known.rows == rows
    panel.unfold(True)
    flows = [one for one in desk.results.problems() if one.code == "flow-no-conduit"]
    assert flows
    assert isinstance(desk.session.element(flows[0].element), Connector)
    shown = [row.title for row in panel.lists["problems"].known.rows]
    assert [one.message for one in desk.results.problems()] == shown


def test_a_shape_that_is_moved_makes_no_row_anew(looked_at, monkeypatch):
    desk = looked_at
    panel, pump = desk.shown.bottom, element(desk, "Dosing pump")
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        place = edit.new(Placement, owner=diagram.id, element=pump.id, x=80, y=80, width=176, height=52)
    panel.show_tab("threats")
    made = []
    kept = BottomPanel._threat_row
    monkeypatch.setattr(BottomPanel, "_threat_row", lambda self, one: made.append(one) or kept(self, one))
    with desk.session.change("Move it") as edit:
        edit.set(place.id, x=400)
    assert made == []
    with desk.session.change("Name it") as edit:
        edit.set(pump.id, name="Pump 2")
    assert len(made) == len(desk.results.open_threats()) > 0
