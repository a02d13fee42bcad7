"""The chips over a drawing that switch its overlays, each with its count, and the one of the filter.

They have their words where there is room, else an icon each, and at last a menu.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.panels.labels import across, label, tool
from app.theme import glyph, icon, px, restyled
from core.ground.words import _


@dataclass(frozen=True, slots=True)
class ChipState:
    """What a chip shows: whether its overlay is on, how many elements here have it, whether it is stale.

    An empty `count` is none; "?" is what is not worked out. `why` says more in the tooltip.
    """

    on: bool = False
    count: str = ""
    stale: bool = False
    why: str = ""


_SIDE = 16
"""The side of an icon, in px."""


class OverlayChips(QWidget):
    """A chip for each overlay; those without room for an icon are in a menu at the end.

    Signals: `switched` with the name of an overlay, `filtering` when the filter is to be shown or left.
    """

    switched = Signal(str)
    filtering = Signal()

    def __init__(self, names: Iterable[tuple[str, str, str, str]], parent: QWidget | None = None) -> None:
        """`names` holds the name of each overlay with its title, its key and its icon."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("Overlays"))
        row = self._row = across(self, gap=4)
        row.addStretch(1)
        self._caption = label(_("Overlays"), "small")
        row.addWidget(self._caption)
        self._titles: dict[str, tuple[str, str, str]] = {}
        self._brief: list[int] = []
        self._wordy: list[int] = []
        """What each chip takes with its icon alone, and with its words, and the room before it."""
        self._states: Mapping[str, ChipState] = {}
        self.chips: dict[str, QPushButton] = {}
        for name, title, key, sign in names:
            chip = self._chip(title)
            chip.clicked.connect(lambda _on=False, name=name: self.switched.emit(name))
            self._titles[name] = (title, key, sign)
            self.chips[name] = chip
            row.addWidget(chip)
        self.more = tool("mdi6.dots-horizontal", _("More overlays"))
        self.more.clicked.connect(self._open_menu)
        row.addWidget(self.more)
        self.filter = self._chip(_("Filter"))
        self.filter.clicked.connect(self.filtering)
        row.addWidget(self.filter)
        self._filter_words = ("", _("Filter"))
        restyled(self, self._draw)

    def show_states(self, states: Mapping[str, ChipState]) -> None:
        """Show what is on, how many elements have it, and what is stale."""
        if states != self._states:
            self._states = dict(states)
            self._draw()

    def show_filter(self, words: str, key: str) -> None:
        """Show how many elements the filter keeps; an empty text without one."""
        if (words, key) != self._filter_words:
            self._filter_words = (words, key)
            self._draw()

    def _draw(self) -> None:
        for name, chip in self.chips.items():
            title, key, _sign = self._titles[name]
            state = self._states.get(name, ChipState())
            chip.setChecked(state.on)
            chip.setToolTip(
                "\n".join(part for part in (f"{title} ({key})" if key else title, state.why) if part)
            )
            spoken = (title, state.count, _("stale") if state.stale else "")
            chip.setAccessibleName(", ".join(part for part in spoken if part))
        words, key = self._filter_words
        self.filter.setChecked(bool(words))
        self.filter.setText(words or _("Filter"))
        self.filter.setIcon(icon("filter", "accent.text" if words else "text.secondary"))
        self.filter.setToolTip(_("Filter the drawing ({key})").format(key=key))
        self.filter.setAccessibleName(words or _("Filter the drawing"))
        self._fit()
        self.updateGeometry()

    def words_of(self, name: str) -> str:
        """The title of an overlay with its count."""
        state = self._states.get(name, ChipState())
        title = self._titles[name][0]
        return f"{title} {state.count}" if state.count else title

    def _dress(self, worded: int) -> None:
        """Give so many chips their words, and the others an icon with the count."""
        for place, (name, chip) in enumerate(self.chips.items()):
            state = self._states.get(name, ChipState())
            marks = ["stale"] if state.stale else ["tick"] if state.on and place < worded else []
            if place >= worded:
                marks.insert(0, self._titles[name][2])
            chip.setText(self.words_of(name) if place < worded else state.count)
            role = "status.warn.text" if state.stale else "accent.text" if state.on else "text.secondary"
            chip.setIconSize(QSize(px(_SIDE) * max(len(marks), 1), px(_SIDE)))
            chip.setIcon(_in_a_row(marks, role, self.devicePixelRatioF()) if marks else QIcon())

    def _widths(self, worded: int) -> list[int]:
        """What the chips take, with the room before each."""
        self._dress(worded)
        return [chip.sizeHint().width() + self._row.spacing() for chip in self.chips.values()]

    def _fit(self) -> None:
        """Take the words from the last chips where they have no room, and then leave chips out."""
        gap = self._row.spacing()
        room = self.width() - self._filter_width()
        brief, wordy = self._brief, self._wordy = self._widths(0), self._widths(len(self.chips))
        self._caption.setVisible(sum(wordy) + self._caption.sizeHint().width() + gap <= room)
        worded = self._worded(room)
        self._dress(worded)
        whole = sum(wordy[:worded]) + sum(brief[worded:])
        left = room if whole <= room else room - self.more.sizeHint().width() - gap
        self.more.setVisible(whole > room)
        for chip, wide in zip(self.chips.values(), [*wordy[:worded], *brief[worded:]], strict=True):
            left -= wide
            chip.setVisible(left >= 0)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for name, chip in self.chips.items():
            entry = menu.addAction(self.words_of(name))
            entry.setCheckable(True)
            entry.setChecked(chip.isChecked())
            entry.setToolTip(chip.toolTip())
            entry.triggered.connect(lambda _on=False, name=name: self.switched.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _chip(self, title: str) -> QPushButton:
        chip = QPushButton(title)
        chip.setProperty("chip", True)
        chip.setCheckable(True)
        return chip

    def taken(self, room: int) -> int:
        """What the chips take of so much room, as many with their words as have room for them."""
        around = self._filter_width()
        worded = self._worded(room - around)
        return min(sum(self._wordy[:worded]) + sum(self._brief[worded:]) + around, room)

    def _filter_width(self) -> int:
        return self.filter.sizeHint().width()

    def _worded(self, room: int) -> int:
        """How many chips have room for their words."""
        worded = len(self._wordy)
        while worded and sum(self._wordy[:worded]) + sum(self._brief[worded:]) > room:
            worded -= 1
        return worded

    def sizeHint(self) -> QSize:
        """Wide enough for the icons of all chips; their words take what is left over."""
        # Nothing is dressed for it: what is dressed asks to be laid out, and that asks for this.
        return QSize(sum(self._brief) + self._filter_width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The chip of the filter and the menu always have room."""
        wide = self.filter.sizeHint().width() + self.more.sizeHint().width() + px(8)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer chips have room."""
        super().resizeEvent(event)
        self._fit()


def _in_a_row(names: list[str], role: str, ratio: float) -> QIcon:
    """Icons beside each other as one."""
    side = px(_SIDE)
    picture = QPixmap(round(side * len(names) * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    for place, name in enumerate(names):
        painter.drawPixmap(place * side, 0, glyph(name, side, role, ratio))
    painter.end()
    return QIcon(picture)
