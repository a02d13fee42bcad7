"""What the journeys on the drawing compare says all that the sample's diagrams show."""

from dataclasses import replace

from core.diagram import draw
from core.model import Component, Connector, Snapshot, Truth
from core.model.copying import redirected
from core.project.text import text_files
from tests.journeys.drawn import as_drawn, canonical_text, diagrams, renumbered, sample, told


def test_what_is_compared_draws_both_diagrams_of_the_sample_to_the_last_mark():
    whole = sample()
    kept = as_drawn(whole)
    for diagram in diagrams(whole):
        assert seen(kept, diagram) == seen(whole, diagram)
    assert len(kept) < len(whole) / 2


def test_ids_say_nothing_once_renumbered():
    kept = as_drawn(sample())
    turned = {element.id: f"x{number:04}" for number, element in enumerate(reversed(list(kept)))}
    other = Snapshot(replace(redirected(one, turned), id=turned[one.id]) for one in kept)
    assert text_files(renumbered(other)) == text_files(renumbered(kept))
    assert canonical_text(other) == canonical_text(kept)


def test_every_fact_stated_and_every_line_counts():
    kept = as_drawn(sample())
    flow = kept.of(Connector)[0]
    for other in (replace(flow, encrypted=Truth.UNKNOWN), replace(flow, target=flow.source)):
        changed = Snapshot([other if one is flow else one for one in kept])
        assert canonical_text(changed) != canonical_text(kept)
        assert told(changed) != told(kept)


def test_without_the_facts_stated_what_lies_in_what_and_what_is_joined_remain():
    whole = sample()
    kept, bare = as_drawn(whole), as_drawn(whole, stated=False)
    left_out = {one.id for one in kept} - {one.id for one in bare}
    assert {kept[one].kind for one in left_out} == {"conduit"}
    assert [one.zone for one in kept.of(Component)] == [one.zone for one in bare.of(Component)]
    assert {one.encrypted for one in bare.of(Connector)} == {Truth.UNKNOWN}


def seen(model, diagram):
    """Every mark, spot and word; marks are made when they are looked at, and are looked at here."""
    return [replace(item, marks=tuple(item.marks)) for item in draw(model, diagram.id).items]
