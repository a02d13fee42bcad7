"""The chips over a drawing that switch its overlays, each with its count, and the one of the filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.panels.labels import across, label, tool
from app.theme import icon, px, restyled
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


class OverlayChips(QWidget):
    """A chip for each overlay; those without room are in a menu at the end.

    Signals: `switched` with the name of an overlay, `filtering` when the filter is to be shown or left.
    """

    switched = Signal(str)
    filtering = Signal()

    def __init__(self, names: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`names` holds the name of each overlay with its title and its key."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("Overlays"))
        row = across(self, gap=4)
        row.addStretch(1)
        self._caption = label(_("Overlays"), "small")
        row.addWidget(self._caption)
        self._titles: dict[str, tuple[str, str]] = {}
        self._states: Mapping[str, ChipState] = {}
        self.chips: dict[str, QPushButton] = {}
        for name, title, key in names:
            chip = self._chip(title)
            chip.clicked.connect(lambda _on=False, name=name: self.switched.emit(name))
            self._titles[name] = (title, key)
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
            title, key = self._titles[name]
            state = self._states.get(name, ChipState())
            chip.setChecked(state.on)
            chip.setText(f"{title} {state.count}" if state.count else title)
            mark = "stale" if state.stale else "tick" if state.on else ""
            chip.setIcon(
                icon(mark, "status.warn.text" if state.stale else "accent.text") if mark else QIcon()
            )
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

    def _fit(self) -> None:
        """Show as many chips as there is room for: the words before them first go, then the last ones."""
        gap = px(4)
        room = self.width() - self.filter.sizeHint().width() - gap
        wide = {name: chip.sizeHint().width() + gap for name, chip in self.chips.items()}
        whole = sum(wide.values())
        self._caption.setVisible(whole + self._caption.sizeHint().width() + gap <= room)
        left = room if whole <= room else room - self.more.sizeHint().width() - gap
        self.more.setVisible(whole > room)
        for name, chip in self.chips.items():
            left -= wide[name]
            chip.setVisible(left >= 0)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for name, chip in self.chips.items():
            entry = menu.addAction(chip.text())
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

    def minimumSizeHint(self) -> QSize:
        """The chip of the filter and the menu always have room."""
        wide = self.filter.sizeHint().width() + self.more.sizeHint().width() + px(8)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer chips have room."""
        super().resizeEvent(event)
        self._fit()
