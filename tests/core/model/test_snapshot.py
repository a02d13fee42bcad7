"""The model at one instant."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from core.model import Component, Connector, Edit, Element, Placement, Snapshot, Zone, inverse
from tests.core.strategies import elements, snapshots


def listings(snapshot: Snapshot) -> dict[str, object]:
    """Everything a snapshot answers."""
    ids = [element.id for element in snapshot]
    return {
        "all": list(snapshot),
        "of": {type(element): snapshot.of(type(element)) for element in snapshot},
        "owned": {owner: snapshot.owned(owner) for owner in [None, *ids]},
        "uses": {target: snapshot.uses(target) for target in ids},
        "digest": snapshot.digest(),
    }


@given(st.lists(elements(), max_size=12), st.data())
def test_a_derived_snapshot_equals_one_built_anew(before, data):
    present = Snapshot(before)
    edits = []
    for element in data.draw(st.lists(elements(), max_size=6)):
        old = next((edit.after for edit in reversed(edits) if edit.id == element.id), present.get(element.id))
        edits.append(Edit(old, element))
    doomed = st.lists(st.sampled_from(list(present)), unique_by=id) if before else st.just([])
    for element in data.draw(doomed):
        if all(edit.id != element.id for edit in edits):
            edits.append(Edit(element, None))
    after = present.after(edits)
    assert listings(after) == listings(Snapshot(after))
    assert after.after(inverse(edits)) == present


@given(snapshots())
def test_equal_digests_mean_equal_models(snapshot):
    assert Snapshot(reversed(list(snapshot))).digest() == snapshot.digest()
    for element in snapshot:
        renamed = dataclasses.replace(element, note=element.note + "!")
        assert snapshot.after([Edit(element, renamed)]).digest() != snapshot.digest()


def test_the_digest_of_a_room_changes_only_with_the_kinds_it_reads():
    zone, pump = Zone(id="1", name="Field"), Component(id="2", name="Pump")
    before = Snapshot([zone, pump])
    moved = before.after([Edit(None, Placement(id="3", element="2"))])
    renamed = before.after([Edit(pump, dataclasses.replace(pump, name="Inlet pump"))])
    kinds = {"component", "zone"}
    assert moved.digest(kinds) == before.digest(kinds)
    assert renamed.digest(kinds) != before.digest(kinds)


def test_many_edits_at_once_index_as_one_by_one():
    pumps: list[Element] = [Component(id=f"{number:04}", name=f"Pump {number}") for number in range(300)]
    flows: list[Element] = [
        Connector(id=f"f{number:04}", source=f"{number:04}", target="0000") for number in range(300)
    ]
    edits = [Edit(None, element) for element in pumps + flows]
    one_by_one = Snapshot()
    for edit in edits:
        one_by_one = one_by_one.after([edit])
    assert listings(Snapshot().after(edits)) == listings(one_by_one)
