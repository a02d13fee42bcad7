"""The list of all changes, the newest first; a row is made when it is looked at, however many there are."""

from collections.abc import Sequence
from typing import cast, overload

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app.actions.registry import named
from app.panels.keyed import keys_heard
from app.panels.rows import Row, RowList, RowModel
from app.theme import px
from core.ground.words import _
from core.project import Head, Project

_BATCH = 1000
"""Rows that are laid out at once."""

COLUMNS = (96, 110, 124)
"""What author, origin and time take where there is room for all; what goes first where there is not."""

_NAME, _WHOLE = 150, 280
"""What number and name have for themselves before columns go, and before the origin goes, which is told of a
change that is chosen too; in px at scale 1."""

DENSE = 24
"""How high a row is in the history, which has little height: as high as one of the tree."""


class HistoryRows(Sequence[Row]):
    """The rows of these records of a project; each is made anew when it is asked for."""

    def __init__(self, project: Project | None, numbers: Sequence[int]) -> None:
        self._project = project
        self._heads = project.heads if project is not None else ()
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        assert self._project is not None
        head = self._heads[self.numbers[place] - 1]
        undone = head.action == "change" and not self._project.stands(head.number)
        return Row(
            str(head.number),
            label_of(head),
            mark="history" if head.action == "change" else head.action,
            aside=_("undone") if undone else "",
            lead=str(head.number),
            columns=(
                head.author,
                origin_words(head),
                head.time.strftime("%Y-%m-%d %H:%M"),
            ),
            tip=_tip(head),
        )


class HistoryModel(RowModel):
    """Rows of which only those in view are made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: Sequence[int] = ()
        self._places: dict[int, int] | None = None

    def show_records(self, project: Project | None, numbers: Sequence[int]) -> None:
        """Show these records instead; those that came on top are added there."""
        before = self._numbers
        more = len(numbers) - len(before)
        grown = 0 < more < 20 and bool(before) and numbers[more] == before[0] and numbers[-1] == before[-1]
        rows = cast("list[Row]", HistoryRows(project, numbers))
        if grown:
            self.beginInsertRows(QModelIndex(), 0, more - 1)
        else:
            self.beginResetModel()
        self._numbers, self._places, self.rows = numbers, None, rows
        if grown:
            self.endInsertRows()
            # What was undone or done again by the change is marked otherwise from now on.
            self.dataChanged.emit(self.index(0), self.index(len(numbers) - 1))
        else:
            self.endResetModel()

    def place(self, row_id: str) -> int:
        """The number of the row of that record, or -1."""
        if self._places is None:
            self._places = {number: place for place, number in enumerate(self._numbers)}
        return self._places.get(int(row_id), -1) if row_id.isdigit() else -1


class HistoryList(RowList):
    """The records of a project, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.known = HistoryModel(self)
        self.history = self.known
        self.setModel(self.known)
        self.selectionModel().currentChanged.connect(self._current)
        self.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.row_height = DENSE
        self.setUniformItemSizes(True)
        # What is in view comes first; the rest of a long list is laid out between other work.
        self.setLayoutMode(RowList.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setAccessibleName(_("History"))
        keys_heard().changed.connect(self._say_empty)
        self._say_empty()

    def _say_empty(self) -> None:
        words = _("Each change appears here with who made it and when. {key} takes the last one back.")
        self.empty = words.format(key=named("edit.undo"))
        self.viewport().update()

    def chosen_numbers(self) -> list[int]:
        """The numbers of all records that are selected, the oldest first."""
        return sorted(int(self.known.rows[one.row()].id) for one in self.selectedIndexes())

    def show_records(self, project: Project | None, numbers: Sequence[int]) -> None:
        """Show these records; the current one stays current."""
        kept = self.current()
        self.history.show_records(project, numbers)
        if kept and not self.current():
            self.choose(kept, quietly=True)

    def columns_shown(self, row: Row, width: int) -> tuple[tuple[int, str], ...]:
        """The columns that have room beside the name, the author before the time, both before the origin.

        Where not even the author has, it takes what is left, to a third of the width.
        """
        author, origin, time = zip((px(one) for one in COLUMNS), row.columns, strict=True)
        for wanted, left in (((author, origin, time), _WHOLE), ((author, time), _NAME), ((author,), _NAME)):
            if sum(one for one, _text in wanted) + px(left) <= width:
                return wanted
        return ((min(author[0], width // 3), author[1]),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Shift the arrows select further changes; all else is as in other lists."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            QListView.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)


def _tip(head: Head) -> str:
    """The whole of a record, for where a list has no room for all of it."""
    parts = [label_of(head), head.author, origin_words(head), f"{head.time:%Y-%m-%d %H:%M}"]
    named = head.action == "change" and head.origin.source != "gesture"
    reference = head.origin.reference if named else ""
    return "\n".join(part for part in (*parts, reference) if part)


def label_of(head: Head) -> str:
    """What a record did."""
    if head.action == "undo":
        return _("Undo: {label}").format(label=head.label)
    if head.action == "redo":
        return _("Redo: {label}").format(label=head.label)
    return head.label


ORIGINS = ("gesture", "command", "import", "text", "proposal", "merge", "restore", "undo", "redo")
"""What changes can go back to, in the order in which they can be chosen."""


def origin_title(source: str) -> str:
    """What a change of that source goes back to, in a word."""
    return {
        "gesture": _("Gesture"),
        "command": _("Command"),
        "import": _("Import"),
        "text": _("Text form"),
        "proposal": _("Proposal"),
        "merge": _("Merge"),
        "restore": _("Restored"),
        "undo": _("Undone"),
        "redo": _("Done again"),
    }.get(source, source)


def origin_words(head: Head) -> str:
    """What a record goes back to, with the file where there is one."""
    title = origin_title(head.origin.source)
    if head.origin.source in ("import", "text", "merge") and head.origin.reference:
        return f"{title} {head.origin.reference}"
    return title
