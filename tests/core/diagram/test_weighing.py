"""What is told of a place for words is all that lies there, whatever else was asked before."""

from random import Random

import pytest

from core.diagram.display import Rect
from core.diagram.grid import Grid
from core.diagram.labels import LABEL, LINE, OFF, SHAPE
from core.diagram.places import Place
from core.diagram.standing import Standing
from core.diagram.weighing import Weighing
from core.model import Component, Snapshot

WIDE, HIGH = 120.0, 30.0
MANY = 400


def scattered(random):
    """Small things everywhere, so that whatever is overlooked in a place makes a difference."""
    return [Rect(random.randint(-300, 400), random.randint(-300, 400), 6, 4) for _number in range(MANY)]


def touching(area, margin, others):
    """How many of the others share more than an edge with an area and its margin."""
    wide = area.grown(margin)
    return sum(wide.touches(other) for other in others)


@pytest.mark.parametrize("seed", range(4))
def test_a_place_weighs_what_stands_there_the_lines_there_and_the_words_before(seed):
    random = Random(seed)
    shapes, parts, words = scattered(random), scattered(random), scattered(random)
    standing, way_parts, written = Standing(), Grid(80.0), Grid(80.0)
    for number, (shape, part, word) in enumerate(zip(shapes, parts, words, strict=True)):
        model = Snapshot([Component(id=f"s{number}")])
        standing.place_shape(f"s{number}", model, Place(f"s{number}", shape, None))
        way_parts.put(("line", number), part)
        written.put(f"{number:03}", word)
    own = MANY // 2
    weighing = Weighing(f"{own:03}", (WIDE, HIGH), standing, way_parts)
    full, plain = weighing.among(written, lines=True), weighing.among(written, lines=False)
    for _place in range(200):
        wide, high = random.choice([(WIDE, HIGH), (OFF, 4.0), (4.0, OFF)])
        area = Rect(random.uniform(-260, 260), random.uniform(-260, 260), wide, high)
        stands = SHAPE * touching(area, 3.0 - 2e-3, shapes)
        passing = LINE * touching(area, 3.0 - 1e-3, parts)
        said = LABEL * touching(area, 2.0 - 1e-3, words[:own])
        assert full(area, float("inf")) == stands + passing + said
        assert plain(area, float("inf")) == stands + said
        assert (full(area, LINE) >= LINE) == (stands + passing + said >= LINE)
