"""A row that goes on in the next line: what is lower stands in the middle of its line."""

import pytest
from PySide6.QtWidgets import QWidget

from app.panels.flow import Flow


@pytest.mark.parametrize("width", [400, 200, 90])
def test_all_of_a_line_stand_around_the_same_middle(qtbot, width):
    frame = QWidget()
    qtbot.addWidget(frame)
    row = Flow(frame, (8, 6, 8, 6), 4)
    held = []
    for high in (28, 16, 22, 28, 12):
        one = QWidget()
        one.setFixedSize(60, high)
        row.addWidget(one)
        held.append(one)
    frame.resize(width, row.heightForWidth(width))
    frame.show()
    middles = [one.geometry().center().y() for one in held]
    lefts = [one.x() for one in held]
    for before, after in zip(range(4), range(1, 5), strict=True):
        if lefts[after] > lefts[before]:
            assert abs(middles[after] - middles[before]) <= 1
    assert max(one.geometry().bottom() for one in held) < frame.height()
