"""The branches of the model tree, made when they are looked into and changed by difference."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt

from app.gestures.carried import ELEMENTS_MIME, carry
from app.panels import outline
from app.panels.rows import Index
from app.theme.kinds import kind_icon
from core.model import Id, Snapshot

KEY = Qt.ItemDataRole.UserRole


class _Twig:
    """A branch that was looked into: its key, its parent, and its children once they were asked for.

    Its number is its own for good: Qt may still ask about a branch that is gone.
    """

    __slots__ = ("above", "children", "key", "number")

    def __init__(self, key: str | None, above: "_Twig | None", number: int) -> None:
        self.key = key
        self.above = above
        self.number = number
        self.children: list[_Twig] | None = None


class TreeModel(QAbstractItemModel):
    """Branches of the outline, loaded as they are opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot = Snapshot()
        self._numbers = count()
        self._alive: dict[int, _Twig] = {}
        self._known: dict[str, _Twig] = {}
        self._root = self._sprout(None, None)
        self.marks: dict[Id, str] = {}
        """A status mark for each element that has one."""

    def show(self, snapshot: Snapshot) -> None:
        """Show another snapshot; only branches that differ are touched."""
        self._snapshot = snapshot
        if self._root.children is None:
            self._grow(self._root)
        self._mend(self._root)

    def start_over(self) -> None:
        """Forget everything: another project begins."""
        self.beginResetModel()
        self._snapshot = Snapshot()
        self._alive, self._known = {}, {}
        self._root = self._sprout(None, None)
        self.marks = {}
        self.endResetModel()

    def show_marks(self, marks: dict[Id, str]) -> None:
        """Show other status marks."""
        touched = {key for key in marks.keys() | self.marks.keys() if marks.get(key) != self.marks.get(key)}
        self.marks = marks
        for key in touched:
            self._repaint(key)

    def place(self, key: str) -> QModelIndex:
        """Where a branch is; its parents are loaded on the way."""
        for above in reversed(self._way(key)):
            twig = self._known.get(above)
            if twig is not None and twig.children is None:
                self._grow(twig)
        found = self._known.get(key)
        return QModelIndex() if found is None else self._index(found)

    def branch(self, key: str) -> outline.Branch:
        """How a branch is shown."""
        return outline.branch(self._snapshot, key, kind_icon)

    def _way(self, key: str) -> list[str]:
        """The branches above one, the nearest first."""
        way: list[str] = []
        element = self._snapshot.get(key)
        while element is not None:
            above = outline.parent(self._snapshot, element)
            if above is None or above in way:
                break
            way.append(above)
            element = self._snapshot.get(above)
        if way and way[-1] in outline.ABOVE:
            way.append(outline.ABOVE[way[-1]])
        return way

    def _load(self, twig: _Twig) -> None:
        twig.children = [self._sprout(key, twig) for key in outline.children(self._snapshot, twig.key)]

    def _sprout(self, key: str | None, above: _Twig | None) -> _Twig:
        twig = _Twig(key, above, next(self._numbers))
        self._alive[twig.number] = twig
        if key is not None:
            self._known[key] = twig
        return twig

    def _forget(self, twig: _Twig) -> None:
        """Know a branch no more, and nothing that was in it: it may be known elsewhere by now."""
        del self._alive[twig.number]
        if twig.key is not None and self._known.get(twig.key) is twig:
            del self._known[twig.key]
        for child in twig.children or ():
            self._forget(child)

    def _grow(self, twig: _Twig) -> None:
        keys = outline.children(self._snapshot, twig.key)
        twig.children = []
        if keys:
            self.beginInsertRows(self._index(twig), 0, len(keys) - 1)
            self._load(twig)
            self.endInsertRows()

    def _mend(self, twig: _Twig) -> None:
        if twig.children is None:
            return
        keys = outline.children(self._snapshot, twig.key)
        self._thin(twig, set(keys))
        present = {child.key for child in twig.children}
        for place, key in enumerate(keys):
            if key not in present or twig.children[place].key != key:
                self._plant(twig, place, key)
        self._thin(twig, set(keys), len(keys))
        for child in twig.children:
            self._mend(child)
        if twig.children:
            self.dataChanged.emit(self._index(twig.children[0]), self._index(twig.children[-1]))

    def _thin(self, twig: _Twig, kept: set[str], longest: int | None = None) -> None:
        assert twig.children is not None
        for place in range(len(twig.children) - 1, -1, -1):
            if twig.children[place].key not in kept or (longest is not None and place >= longest):
                self.beginRemoveRows(self._index(twig), place, place)
                self._forget(twig.children.pop(place))
                self.endRemoveRows()

    def _plant(self, twig: _Twig, place: int, key: str) -> None:
        assert twig.children is not None
        later = next((at for at in range(place, len(twig.children)) if twig.children[at].key == key), None)
        if later is not None:
            self.beginRemoveRows(self._index(twig), later, later)
            child = twig.children.pop(later)
            self.endRemoveRows()
        else:
            child = self._sprout(key, twig)
        self.beginInsertRows(self._index(twig), place, place)
        twig.children.insert(place, child)
        self.endInsertRows()

    def _repaint(self, key: str) -> None:
        twig = self._known.get(key)
        if twig is not None:
            index = self._index(twig)
            self.dataChanged.emit(index, index)

    def _index(self, twig: _Twig) -> QModelIndex:
        if twig.above is None or twig.above.children is None:
            return QModelIndex()
        return self.createIndex(twig.above.children.index(twig), 0, twig.number)

    def _twig(self, index: Index) -> _Twig:
        """The branch at an index; one without parent, key and children where it is gone."""
        if not index.isValid():
            return self._root
        return self._alive.get(index.internalId()) or _Twig("", None, index.internalId())

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        """Where a child is."""
        twig = self._twig(parent)
        if twig.children is None or not 0 <= row < len(twig.children) or column:
            return QModelIndex()
        return self.createIndex(row, 0, twig.children[row].number)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The branch above."""
        above = self._twig(index).above if index.isValid() else None
        return QModelIndex() if above is None else self._index(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many children are loaded."""
        return len(self._twig(parent).children or ())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's own signature
        """One column."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        """Whether a branch can be opened."""
        key = self._twig(parent).key
        return key is None or (self._stands(key) and outline.has_children(self._snapshot, key))

    def canFetchMore(self, parent: Index) -> bool:
        """Whether a branch was not looked into yet."""
        return self._twig(parent).children is None and self.hasChildren(parent)

    def fetchMore(self, parent: Index) -> None:
        """Look into a branch that was not looked into yet."""
        if self._twig(parent).children is None:
            self._grow(self._twig(parent))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._twig(index).key in outline.HEADINGS:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self._twig(index).key in outline.GROUPS else flags | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Elements are dragged by their ids."""
        return [ELEMENTS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The elements at the indexes, as a drawing takes them."""
        return carry(str(index.data(KEY)) for index in indexes)

    def supportedDragActions(self) -> Qt.DropAction:
        """What is dragged stays in the tree."""
        return Qt.DropAction.CopyAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, and under KEY the branch itself."""
        key = self._twig(index).key
        if key is None or not self._stands(key):
            return None
        if role == KEY:
            return key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.branch(key).title
        return None

    def _stands(self, key: str) -> bool:
        return key in outline.GROUPS or key in self._snapshot
