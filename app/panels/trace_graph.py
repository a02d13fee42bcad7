"""What stands around one requirement as boxes in columns, and the lines that join them to it."""

from itertools import pairwise

from PySide6.QtCore import QLineF, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.panels.labels import Elided
from app.panels.trace_box import HEIGHT, TraceBox
from app.session.addresses import VERDICT
from app.theme import colour, look, px, restyled
from app.theme.kinds import kind_icon
from core.assistants.trace_sketch import Box, Group, Sketch
from core.ground.words import _
from core.model import Requirement, Snapshot, Truth

_MIDDLE = 1
"""The number of the column in which the requirement itself stands."""
_LEAST, _MOST, _GAP = 128, 260, 30
"""Least and greatest width of a column, and what is between two of them, in px at scale 1."""
_LANE = 26
"""Where lines run that go over a column, below its head, in px at scale 1."""
_HEAD, _BETWEEN = 18, 8


class TraceGraph(QWidget):
    """Boxes in five columns: parents, the requirement, elements, threats and clauses, verdict and tests.

    Signals: `asked` with the address of what was clicked; `centred` with the id of another requirement
    around which the picture is wanted.
    """

    asked = Signal(str)
    centred = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Traces of one requirement"))
        self.columns: list[list[TraceBox]] = []
        """The boxes that are shown, column by column."""
        self._heads: list[list[tuple[QLabel, int]]] = []
        self._sketch: Sketch | None = None
        restyled(self, self._arrange)

    def show_sketch(self, shown: Sketch | None, snapshot: Snapshot) -> None:
        """Show another requirement, or the same as it is now; the keyboard stays where it was."""
        held = next(
            ((at, box.title) for at, column in enumerate(self.columns) for box in column if box.hasFocus()),
            None,
        )
        for column in self.columns:
            for box in column:
                box.hide()
                box.deleteLater()
        for heads in self._heads:
            for head, _place in heads:
                head.hide()
                head.deleteLater()
        self.columns, self._heads, self._sketch = [], [], shown
        if shown is not None:
            self._fill(shown, snapshot)
            self._arrange()
            if held is not None:
                at, title = held
                same = [box for box in self.columns[at] if box.title == title]
                (same or self.columns[_MIDDLE])[0].setFocus()
        self.update()

    def take_keyboard(self) -> None:
        """Give the keyboard to the requirement in the middle."""
        if self.columns:
            self.columns[_MIDDLE][0].setFocus()

    def _fill(self, shown: Sketch, snapshot: Snapshot) -> None:
        spoken = ", ".join((_("requirement"), shown.key, shown.text))
        middle = TraceBox(shown.key, shown.text, "requirement", "", False, spoken)
        middle.middle = True
        middle.clicked.connect(lambda: self.asked.emit(shown.requirement))
        self._add_column(shown.left, snapshot)
        self._heads.append([(_head(_("Requirement"), "section"), 0)])
        self.columns.append([middle])
        for groups in shown.right:
            self._add_column(groups, snapshot)
        for column in self.columns:
            for box in column:
                box.setParent(self)
                box.steered.connect(lambda key, box=box: self._steer(box, key))
                box.show()
        for heads in self._heads:
            for head, _place in heads:
                head.setParent(self)
                head.show()

    def _add_column(self, groups: tuple[Group, ...], snapshot: Snapshot) -> None:
        boxes: list[TraceBox] = []
        heads: list[tuple[QLabel, int]] = []
        for group in groups:
            title = group.title if group.boxes else _("{title}: none").format(title=group.title)
            heads.append((_head(title, "section" if group.boxes else "hint"), len(boxes)))
            boxes += [self._box(one, group.title, snapshot) for one in group.boxes]
        self._heads.append(heads)
        self.columns.append(boxes)

    def _box(self, one: Box, group: str, snapshot: Snapshot) -> TraceBox:
        element = snapshot.get(one.element)
        picture = "" if one.verdict else "clause" if element is None else kind_icon(element)
        said = {
            Truth.YES: _("suspect: an end changed since the trace was confirmed"),
            Truth.UNKNOWN: _("nobody confirmed the trace yet"),
            Truth.NO: "",
        }[one.suspect]
        spoken = ", ".join(part for part in (group, one.title, one.words, said) if part)
        suspect = one.suspect is Truth.YES
        words = one.words
        if one.suspect is not Truth.NO:
            told = _("{words}, suspect") if suspect else _("{words}, not confirmed")
            words = told.format(words=words)
        box = TraceBox(one.title, words, picture, one.mark, suspect, spoken)
        if one.verdict:
            box.clicked.connect(lambda: self.asked.emit(f"{VERDICT}{one.element}"))
        elif isinstance(element, Requirement):
            box.clicked.connect(lambda: self.centred.emit(element.id))
        elif element is not None:
            box.clicked.connect(lambda: self.asked.emit(element.id))
        else:
            box.setCursor(Qt.CursorShape.ArrowCursor)
        return box

    def _steer(self, box: TraceBox, key: Qt.Key) -> None:
        """Give the keyboard to the box beside one, past columns in which there is none."""
        at = next(number for number, column in enumerate(self.columns) if box in column)
        place = self.columns[at].index(box)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place += 1 if key == Qt.Key.Key_Down else -1
            if 0 <= place < len(self.columns[at]):
                self.columns[at][place].setFocus()
            return
        ahead = range(at + 1, len(self.columns)) if key == Qt.Key.Key_Right else range(at - 1, -1, -1)
        beside = next((self.columns[number] for number in ahead if self.columns[number]), None)
        if beside is not None:
            min(beside, key=lambda one: abs(one.y() - box.y())).setFocus()

    def _arrange(self) -> None:
        """Put heads and boxes in their places, for the width there is."""
        if self._sketch is None:
            return
        count = len(self.columns)
        room = (self.width() - px(2 * 12) - (count - 1) * px(_GAP)) // count
        wide = min(max(room, px(_LEAST)), px(_MOST))
        lowest = 0
        for number, (column, heads) in enumerate(zip(self.columns, self._heads, strict=True)):
            left, top = px(12) + number * (wide + px(_GAP)), px(4)
            waiting = list(heads)
            for place in range(len(column) + 1):
                while waiting and waiting[0][1] == place:
                    head, _place = waiting.pop(0)
                    head.setGeometry(left, top, wide, px(_HEAD))
                    top += px(_HEAD) + (px(_LANE - _HEAD + 6) if head is heads[0][0] else px(2))
                if place < len(column):
                    box = column[place]
                    high = box.wrapped_height(wide) if box.middle else px(HEIGHT)
                    box.setGeometry(left, top, wide, high)
                    top += high + px(_BETWEEN)
            lowest = max(lowest, top)
        self.setMinimumSize(QSize(2 * px(12) + count * px(_LEAST) + (count - 1) * px(_GAP), lowest + px(8)))
        self.update()

    def _lane(self) -> int:
        return px(4) + px(_LANE) + px(1)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns are as wide as there is room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines: from the requirement along the lane, down beside a column, and to each box."""
        if self._sketch is None or not self.columns:
            return
        painter = QPainter(self)
        (middle,) = self.columns[_MIDDLE]
        start = middle.y() + px(HEIGHT) // 2
        for number, column in enumerate(self.columns):
            if number == _MIDDLE or not column:
                continue
            to_left = number < _MIDDLE
            edge = middle.x() if to_left else middle.x() + middle.width()
            near = column[0].x() + column[0].width() if to_left else column[0].x()
            trunk = near + (px(_GAP) // 2 if to_left else -(px(_GAP) // 2))
            over = number > _MIDDLE + 1
            for box in column:
                end = box.y() + px(HEIGHT) // 2
                bends = [QPoint(edge, start)]
                if over:
                    first = edge + px(_GAP) // 2
                    bends += [QPoint(first, start), QPoint(first, self._lane()), QPoint(trunk, self._lane())]
                else:
                    bends.append(QPoint(trunk, start))
                bends += [QPoint(trunk, end), QPoint(near, end)]
                self._paint_way(painter, bends, box.suspect)

    def _paint_way(self, painter: QPainter, bends: list[QPoint], suspect: bool) -> None:
        """The last piece of a suspect one, which is its own, is broken."""
        plain = QPen(colour("line.control"), max(look().line, 1))
        for place, (begin, end) in enumerate(pairwise(bends)):
            last = place == len(bends) - 2
            pen = QPen(plain)
            if last and suspect:
                pen = QPen(colour("status.warn.text"), max(look().line, 1) * 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(begin, end))


def _head(title: str, type_: str) -> Elided:
    head = Elided(type_)
    head.setText(title)
    return head
