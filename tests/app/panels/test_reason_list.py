"""The reasons behind a badge stand below one another, each with the room that its words take."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.panels.reason_list import ReasonList
from app.session.reasons import Reason
from app.theme import look

LONG = "HMI-0{n}: When an operator acknowledges an alarm, the HMI shall show who did so and when within 2 s."


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_row_is_lower_than_the_lines_of_its_title(window, scale):
    look().use(theme="light", scale=scale)
    reasons = [Reason("satisfied", LONG.format(n=number)) for number in range(4)]
    reasons.append(Reason("violated", "Short"))
    shown = ReasonList("HMI", "verdicts", reasons, window)
    shown.open_at(window.mapToGlobal(QPoint(200, 200)))
    QApplication.processEvents()
    rows = shown.list
    boxes = [rows.visualRect(rows.model().index(number)) for number in range(5)]
    painter = rows.itemDelegate()
    lines = [len(painter._lines(row)) for row in rows.known.rows]
    assert lines == [2, 2, 2, 2, 1]
    one_line = boxes[-1].height()
    assert all(box.height() > one_line * 1.4 for box in boxes[:-1])
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
    assert rows.viewport().rect().contains(boxes[-1])
    look().use(theme="light", scale=1.0)
