"""Whatever two people did, every question has a name, can be decided, and the decided merge is sound."""

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.model import Component, Connector, Diagram, Placement, Requirement, Zone
from core.model.integrity import all_breaches
from core.project import create_project, read_text, write_text
from core.project.conflict import SIDES, Clash, Versions
from core.project.deciding import Decisions, decisions_text, read_decisions
from core.project.merging import merge
from core.project.sides import Sides
from tests.core.project.sides import beginning, clashes, having, pieces, three, without
from tests.core.uppaal.plant import Builder


def swapped(choice):
    return {"ours": "theirs", "theirs": "ours"}.get(choice, choice)


@given(three, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_question_has_a_key_of_its_own_by_which_it_is_decided(versions, data):
    stated = {}
    for _round in range(60):
        merged = merge(*versions, lambda one: stated.get(one.key))
        keys = [one.key for one in merged.conflicts]
        assert len(set(keys)) == len(keys)
        assert stated.keys().isdisjoint(keys)
        if merged.snapshot is not None:
            break
        one = data.draw(st.sampled_from(merged.conflicts))
        stated[one.key] = data.draw(st.sampled_from(one.choices))
    assert merged.conflicts == ()
    assert list(all_breaches(merged.snapshot)) == []


@given(three, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_deciding_everything_at_once_ends_in_a_sound_model(versions, data):
    merged = merge(*versions, lambda one: data.draw(st.sampled_from(one.choices)))
    assert merged.conflicts == ()
    assert list(all_breaches(merged.snapshot)) == []


@given(three, st.sampled_from(["ours", "theirs", "base"]))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_a_finished_merge_is_written_and_read_back_as_text_and_as_a_project(
    tmp_path_factory, versions, choice
):
    folder = tmp_path_factory.mktemp("merge")
    merged = merge(*versions, lambda one: choice if choice in one.choices else one.choices[0]).snapshot
    write_text(merged, folder / "text")
    assert read_text(folder / "text") == merged
    with create_project(folder / "merged.bzn") as project:
        with project.change("Begin") as edit:
            edit.put(project.snapshot().edits_to(versions[1]))
        with project.change("Merge") as edit:
            edit.put(versions[1].edits_to(merged))
        assert project.snapshot() == merged
        project.verify()


@given(three)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_merge_is_the_same_from_both_sides_and_with_a_side_that_did_nothing_the_other(versions):
    base, ours, theirs = versions
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert (one.snapshot, clashes(one)) == (other.snapshot, clashes(other))
    assert merge(base, ours, base).snapshot == ours == merge(base, base, ours).snapshot
    taken = [
        merge(*models, lambda conflict, side=side: side if side in conflict.choices else conflict.choices[0])
        for models, side in (((base, ours, theirs), "ours"), ((base, theirs, ours), "theirs"))
    ]
    assert taken[0].snapshot == taken[1].snapshot


@given(three)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_the_side_taken_has_and_the_other_did_not_touch_is_never_lost(versions):
    base, ours, theirs = versions
    merged = merge(base, ours, theirs, lambda _one: "ours").snapshot
    for element in ours:
        if theirs.get(element.id) == base.get(element.id):
            assert element.id in merged


@given(three)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_printed_decisions_decide_when_they_are_read_back(versions):
    text = ""
    for _round in range(60):
        decide = Decisions(Versions(*versions), read_decisions(text), None)
        merged = merge(*versions, decide)
        assert decide.unused == set()
        if merged.snapshot is not None:
            return
        open_now = decisions_text(merged.conflicts, lambda one: one.clash)
        text += open_now.replace("= ?", "= ours")
    raise AssertionError(text)


def racks():
    """A model with two racks, one part in the second."""
    b = Builder()
    rack, shelf = b.add(Component, "Rack"), b.add(Component, "Shelf")
    part = b.add(Component, "Part", shelf)
    return b.snapshot, rack, shelf, part


@pytest.mark.parametrize("remover", SIDES)
def test_what_was_moved_into_what_is_gone_stays_where_the_remover_has_it(remover):
    base, rack, _shelf, part = racks()
    fan = Component(id="~fan", name="Fan", owner=rack.id)
    removing = without(base, [rack.id])
    moving = having(base, dataclasses.replace(part, owner=rack.id, name="Moved"), fan)
    sides = (removing, moving) if remover == "ours" else (moving, removing)
    merged = merge(base, *sides)
    assert clashes(merged) == [(f"{rack.id}:removed", Clash.REMOVED)]
    gone = merge(base, *sides, lambda _one: remover).snapshot
    assert gone == having(removing, dataclasses.replace(part, name="Moved"))
    assert merge(base, *sides, lambda _one: swapped(remover)).snapshot == moving


def test_a_component_moved_into_a_zone_that_is_gone_stays_in_the_zone_it_was_in():
    b, office, plant, pump, _panel, _flow = pieces()
    base = b.snapshot
    ours = without(base, [office.id])
    theirs = having(base, dataclasses.replace(pump, zone=office.id))
    assert merge(base, ours, theirs, lambda _one: "ours").snapshot == ours
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs
    assert ours[pump.id].zone == plant.id


def test_what_was_taken_out_before_its_container_went_on_both_sides_is_asked_and_not_lost():
    base, _rack, shelf, part = racks()
    ours = without(base, [shelf.id])
    theirs = without(having(base, dataclasses.replace(part, owner=None)), [shelf.id])
    merged = merge(base, ours, theirs)
    assert clashes(merged) == [(f"{part.id}:removed", Clash.REMOVED)]
    assert merge(base, ours, theirs, lambda _one: "theirs").snapshot == theirs
    assert merge(base, ours, theirs, lambda _one: "ours").snapshot == ours


def test_a_base_that_leads_to_what_is_gone_cannot_be_chosen_or_leads_elsewhere():
    b, office, plant, pump, panel, flow = pieces()
    base = b.snapshot
    lab = Zone(id="~lab", name="Lab")
    ours = having(without(base, [plant.id]), lab, dataclasses.replace(pump, zone=lab.id))
    theirs = having(without(base, [plant.id]), dataclasses.replace(pump, zone=office.id))
    (conflict,) = merge(base, ours, theirs).conflicts
    assert (conflict.key, conflict.choices) == (f"{pump.id}.zone", ("ours", "theirs"))
    tank = Component(id="~tank", name="Tank")
    ours = without(base, [flow.id])
    theirs = having(base, tank, dataclasses.replace(flow, source=tank.id, note="Other"))
    theirs = without(theirs, [panel.id])
    ours = without(ours, [panel.id])
    back = merge(base, ours, theirs, lambda _one: "base").snapshot
    assert list(all_breaches(back)) == []
    assert (back[flow.id].source, back[flow.id].note) == (tank.id, flow.note)


def test_two_questions_about_one_owner_are_asked_one_after_the_other():
    b = Builder()
    first, second, third = (b.add(Component, name) for name in ("First", "Second", "Third"))
    base = b.snapshot
    ours = having(base, dataclasses.replace(first, owner=second.id))
    theirs = having(
        base, dataclasses.replace(first, owner=third.id), dataclasses.replace(second, owner=first.id)
    )
    assert clashes(merge(base, ours, theirs)) == [(f"{first.id}.owner", Clash.FACT)]
    stated = {f"{first.id}.owner": "ours"}
    merged = merge(base, ours, theirs, lambda one: stated.get(one.key))
    assert clashes(merged) == [(f"{first.id}:circle", Clash.CIRCLE)]
    stated[f"{first.id}:circle"] = "theirs"
    assert merge(base, ours, theirs, lambda one: stated.get(one.key)).snapshot == theirs


def test_who_yields_a_key_gets_the_one_that_it_had():
    b = Builder()
    one, two = (b.add(Requirement, key=f"DOS-0{number}", text="T") for number in (1, 2))
    base = b.snapshot
    ours = having(base, dataclasses.replace(one, key="DOS-09"))
    theirs = having(base, dataclasses.replace(two, key="DOS-09"))
    for side, keys in (("ours", ["DOS-09", "DOS-02"]), ("theirs", ["DOS-01", "DOS-09"])):
        merged = merge(base, ours, theirs, lambda _one, side=side: side).snapshot
        assert [found.key for found in merged.of(Requirement)] == keys


@pytest.mark.parametrize("choice", ["ours", "theirs", "base"])
def test_the_work_of_a_merge_grows_with_what_differs_and_not_with_its_square(monkeypatch, choice):
    counted = []
    fresh = Sides.united
    monkeypatch.setattr(Sides, "united", lambda self, one: counted.append(one) or fresh(self, one))

    def work(count):
        counted.clear()
        b = Builder()
        drawing = b.add(Diagram, "Plant")
        parts = [b.add(Component, f"Part {number}") for number in range(count)]
        for part in parts:
            b.add(Placement, "", drawing, element=part.id)
        for part, following in pairwise(parts):
            b.add(Connector, "", source=part.id, target=following.id)
        base = b.snapshot
        ours = without(base, [part.id for part in parts[::2]])
        theirs = having(base, *(dataclasses.replace(part, name="Other") for part in parts))
        merged = merge(base, ours, theirs, lambda _one: choice)
        assert len(merged.decided) == count / 2
        return len(counted)

    assert work(160) < 5 * work(40)


def test_a_merge_says_how_far_it_is_and_ends_when_it_is_told_to():
    base = beginning()
    parts = base.of(Component)
    sides = [having(base, *(dataclasses.replace(one, name=name) for one in parts)) for name in "AB"]
    heard = []
    merge(base, *sides, lambda _one: "ours", lambda done, total, words: heard.append((done, total, words)))
    assert (0, len(parts), "Merging") in heard

    def stop(*_far):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        merge(base, *sides, lambda _one: "ours", stop)


def zone_removed_with_a_part(keeper, **edited_facts):
    """A zone and a part of it removed by one side; by the other a part moved in, and the old one edited."""
    builder = Builder()
    zone = builder.add(Zone, "Cell")
    gone = builder.add(Component, "Old part", zone=zone.id)
    moved = builder.add(Component, "Part")
    base = builder.snapshot
    removed = without(base, [zone.id, gone.id])
    edited = having(base, dataclasses.replace(moved, zone=zone.id), dataclasses.replace(gone, **edited_facts))
    sides = (edited, removed) if keeper == "ours" else (removed, edited)
    return (base, *sides), edited, (zone, gone, moved)


@pytest.mark.parametrize("keeper", ["ours", "theirs"])
def test_what_was_removed_beside_a_zone_that_is_kept_is_a_question_of_its_own(keeper):
    versions, edited, (zone, gone, moved) = zone_removed_with_a_part(keeper, name="Older part")
    assert merge(*versions, lambda conflict: keeper).snapshot == edited
    remover = swapped(keeper)
    half = merge(*versions, lambda conflict: remover if conflict.element == gone.id else keeper).snapshot
    assert half[moved.id].zone == zone.id
    assert gone.id not in half


@pytest.mark.parametrize("keeper", ["ours", "theirs"])
def test_what_nobody_uses_stays_removed_where_the_zone_that_it_was_in_is_kept(keeper):
    versions, _edited, (zone, gone, moved) = zone_removed_with_a_part(keeper)
    kept = merge(*versions, lambda conflict: keeper).snapshot
    assert kept[moved.id].zone == zone.id
    assert gone.id not in kept
