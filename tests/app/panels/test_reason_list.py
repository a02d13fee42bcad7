"""The reasons behind a badge stand below one another, each whole, the gravest first."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.panels.reason_list import ReasonList
from app.session.reasons import Reason
from app.theme import font, look

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
    lines = [len(painter._lines(row)[0]) for row in rows.known.rows]
    assert lines == [2, 2, 2, 2, 1]
    one_line = boxes[-1].height()
    assert all(box.height() > one_line * 1.4 for box in boxes[:-1])
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
    assert rows.viewport().rect().contains(boxes[-1])
    look().use(theme="light", scale=1.0)


def test_a_long_reason_and_what_is_beside_it_are_told_whole(window):
    words, detail = " ".join([LONG.format(n=1)] * 4), " ".join(["State how many seconds are meant."] * 5)
    reasons = [Reason("warning", words, detail), Reason("error", "Short")]
    shown = ReasonList("HMI", "problems", reasons, window)
    shown.open_at(window.mapToGlobal(QPoint(200, 200)))
    QApplication.processEvents()
    rows = shown.list
    title, below = rows.itemDelegate()._lines(rows.known.rows[0])
    assert (" ".join(title), " ".join(below)) == (words, detail)
    room = rows.viewport().width()
    for lines, type_ in ((title, "body"), (below, "small")):
        assert all(QFontMetrics(font(type_)).horizontalAdvance(line) < room - 40 for line in lines)
    assert rows.visualRect(rows.model().index(0)).height() >= 17 * (len(title) + len(below))


def test_more_than_the_window_is_high_can_be_gone_through(window):
    reasons = [Reason("violated", " ".join([LONG.format(n=number)] * 6)) for number in range(12)]
    window.resize(1100, 500)
    shown = ReasonList("HMI", "verdicts", reasons, window)
    shown.open_at(window.mapToGlobal(QPoint(200, 200)))
    QApplication.processEvents()
    assert window.rect().contains(shown.geometry())
    rows = shown.list
    for number in range(12):
        assert rows.current() == str(number)
        assert rows.viewport().rect().intersects(rows.visualRect(rows.currentIndex()))
        rows.step(True)
