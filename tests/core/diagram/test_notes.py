import pytest

from core.diagram.display import Rect, Shape, Text, visible
from core.diagram.geometry import bounds_of
from core.diagram.metrics import width
from core.diagram.notes import note_item
from core.diagram.overlay import NOTHING
from core.model import TextNote

NOTE = TextNote(id="n", text="The way on the left, from vendor to controller, asks nobody who they are.")
RECT = Rect(0, 0, 176, 64)


def seen(scale):
    return [mark for mark in note_item(NOTE, RECT, 0, NOTHING).marks if visible(mark, scale)]


@pytest.mark.parametrize("scale", [1.5, 1.0, 0.9, 0.8, 0.7, 0.6])
def test_a_note_can_be_read_from_sixty_per_cent_up(scale):
    texts = [mark for mark in seen(scale) if isinstance(mark, Text)]
    assert texts
    assert texts[0].text.startswith("The way")
    for text in texts:
        assert text.size * scale >= 10
        assert text.x + width(text.text, text.size) <= RECT.right
        assert RECT.y < text.baseline - text.size * 0.73
        assert text.baseline < RECT.bottom


@pytest.mark.parametrize("scale", [0.59, 0.4, 0.35])
def test_further_out_bars_stand_for_its_lines(scale):
    assert not [mark for mark in seen(scale) if isinstance(mark, Text)]
    bars = [
        mark for mark in seen(scale) if isinstance(mark, Shape) and mark.stroke and mark.stroke.width == 3
    ]
    full = [mark for mark in seen(1.0) if isinstance(mark, Text)]
    assert len(bars) == len(full)
    widths = [bounds_of(point for step in bar.steps for point in step.points).width for bar in bars]
    assert widths == [pytest.approx(width(text.text, 11)) for text in full]


def test_an_empty_note_is_a_page_alone():
    for scale in (1.0, 0.7, 0.4, 0.1):
        marks = note_item(TextNote(id="n"), RECT, 0, NOTHING).marks
        texts = [mark.text for mark in marks if isinstance(mark, Text) and visible(mark, scale)]
        assert "".join(texts) == ""
