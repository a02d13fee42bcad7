"""What the journeys on the drawing compare says all that the sample's diagrams show."""

from dataclasses import replace

from core.diagram import draw
from core.model import Snapshot
from core.model.copying import redirected
from tests.journeys.drawn import as_drawn, diagrams, renumbered, sample, settled, text_of


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
    assert text_of(renumbered(other)) == text_of(renumbered(kept))
    assert text_of(settled(other)) == text_of(settled(kept))


def seen(model, diagram):
    """Every mark, spot and word; marks are made when they are looked at, and are looked at here."""
    return [replace(item, marks=tuple(item.marks)) for item in draw(model, diagram.id).items]
