"""Two models are compared element by element: what is told leads from the one to the other."""

from hypothesis import given

from core.model import Component, Connector, Diagram, Edit, Placement, Requirement, Snapshot, Zone
from core.model.differences import differences
from core.project.comparison import compared, is_layout
from tests.core.strategies import snapshots
from tests.core.uppaal.plant import Builder


@given(snapshots(), snapshots())
def test_the_edits_lead_from_the_one_model_to_the_other_and_back(one, other):
    forth, back = compared(one, other), compared(other, one)
    assert one.after(Edit(edit.before, edit.after) for edit in forth) == other
    assert sorted((str(edit.after), str(edit.before)) for edit in back) == sorted(
        (str(edit.before), str(edit.after)) for edit in forth
    )
    assert compared(one, one) == []


def lines(before, after):
    edits = [edit for edit in compared(before, after) if not is_layout(edit)]
    return [(line.sort, line.subject, line.words) for line in differences(before, edits, after)]


def test_elements_are_called_as_they_are_called_where_they_are():
    b = Builder()
    zone = b.add(Zone, "Control")
    kept = b.add(Component, "Pump", zone=zone.id)
    gone = b.add(Component, "Old panel", zone=zone.id)
    before = b.snapshot
    office = Zone(id="~1", name="Office")
    moved = Component(id=kept.id, name="Dosing pump", zone=office.id)
    line = Connector(id="~2", source=moved.id, target=moved.id, protocol="S7")
    after = Snapshot([one for one in before if one.id not in (kept.id, gone.id)] + [office, moved, line])
    assert lines(before, after) == [
        ("added", "zone Office", "Office"),
        ("changed", "component Pump", "name: Pump → Dosing pump"),
        ("changed", "component Pump", "Zone: Control → Office"),
        ("removed", "component Old panel", "Old panel"),
        ("added", "connector Dosing pump → Dosing pump", "Protocol: S7"),
    ]


def test_what_is_only_drawn_otherwise_is_layout():
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    unit = b.add(Component, "Unit")
    place = b.add(Placement, "", diagram, element=unit.id, x=0, y=0, width=176, height=52)
    before = b.snapshot
    moved = Placement(id=place.id, owner=diagram.id, element=unit.id, x=8, y=0, width=176, height=52)
    after = Snapshot([*(one for one in before if one.id != place.id), moved])
    assert [is_layout(edit) for edit in compared(before, after)] == [True]
    assert lines(before, after) == []


def test_a_requirement_is_called_by_its_key():
    b = Builder()
    b.add(Requirement, "", key="R-1", text="The Pump shall stop.")
    assert lines(Snapshot(), b.snapshot) == [("added", "requirement R-1", "The Pump shall stop.")]
