"""What does not fit says so."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.panels.name_line import NameLine
from app.panels.row_painter import draw_spans
from app.panels.sentence import coloured
from app.theme.fonts import load_fonts
from core.model import Conduit
from tests.app.conftest import element

SENTENCE = (
    "If filling lasts longer than 20 min, then the Level controller shall raise the fill alarm within 1 s."
)


class Recorder:
    """Stands for a painter and keeps what was drawn with it."""

    def __init__(self):
        self.words = ""
        self.end = 0

    def setFont(self, font):  # noqa: N802 - names of Qt
        self.metrics = QFontMetrics(font)

    def setPen(self, _colour):  # noqa: N802
        pass

    def drawText(self, left, _baseline, text):  # noqa: N802
        self.words += text
        self.end = left + self.metrics.horizontalAdvance(text)


@pytest.mark.parametrize("wide", range(40, 900, 7))
def test_a_sentence_is_whole_or_ends_in_an_ellipsis(qapp, wide):
    load_fonts()
    painter = Recorder()
    box = QRect(10, 0, wide, 26)
    draw_spans(painter, box, SENTENCE, coloured(SENTENCE))
    assert painter.words == SENTENCE or painter.words.endswith("…")
    assert painter.end <= box.right() + 1


def test_a_name_too_long_for_the_inspector_ends_in_an_ellipsis_until_one_writes_in_it(qtbot, window):
    line = NameLine()
    qtbot.addWidget(line)
    line.setText("Level controller behaviour of the second tank")
    line.resize(120, 28)
    line.show()
    assert line.shown.endswith("…")
    assert line.text() == "Level controller behaviour of the second tank"
    line.resize(900, 28)
    assert line.shown == line.text()
    assert not line.grab().isNull()


def test_the_long_name_of_an_end_of_a_flow_makes_the_inspector_no_wider(qtbot, desk):
    flow = element(desk, "Download")
    with desk.session.change("Rename") as edit:
        edit.set(flow.target, name="Dosing controller of the second street of the plant")
    desk.session.select((flow.id,))
    qtbot.wait(10)
    inspector = desk.shown.inspector
    assert inspector.widget().minimumSizeHint().width() <= inspector.viewport().width()
    assert inspector.field("target").button.shown().endswith("…")


def test_a_long_name_in_a_field_makes_the_inspector_no_wider(qtbot, desk):
    flow = element(desk, "Download")
    with desk.session.change("Draw a conduit") as edit:
        conduit = edit.new(Conduit, name="Operations of the whole plant to Basic control of the dosing skid")
        edit.set(flow.id, conduit=conduit.id)
    desk.session.select((flow.id,))
    inspector = desk.shown.inspector
    qtbot.wait(10)
    button = inspector.field("conduit").button
    assert inspector.widget().width() == inspector.viewport().width()
    right = button.mapTo(inspector.widget(), button.rect().topRight()).x()
    assert right <= inspector.viewport().width() - 12
    assert button.shown().endswith("…")
    assert button.text() == conduit.name
    assert conduit.name in button.toolTip()
