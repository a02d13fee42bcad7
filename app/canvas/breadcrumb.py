"""The steps that lead to a diagram, at its top left: each leads there, or offers where it can lead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.canvas.crumbs import Crumb
from app.panels.labels import across, clear, label, restyle
from app.theme import px
from core.ground.words import _
from core.model import Id

_INSIDE = 132
"""The room that is asked for what stands around a selection, in px: so little moves when one is made."""


class Breadcrumb(QWidget):
    """Shows crumbs, as many as there is room for; those left out, the middle ones first, are in a menu.

    Signal: `asked` with the id of a diagram or element that a person wants to go to.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = across(self, gap=0)
        self._crumbs: tuple[Crumb, ...] = ()
        self.steps: list[QWidget] = []
        """What shows each crumb, in their order."""
        self._gaps: list[QWidget] = []
        self.rest: QPushButton | None = None
        """Stands for the steps left out."""
        self.setAccessibleName(_("Where this diagram belongs"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        """Show these instead."""
        if crumbs == self._crumbs:
            return
        self._crumbs = crumbs
        clear(self._row)
        self.steps, self._gaps = [], []
        rest = self._button("…", _("Steps without room"))
        rest.clicked.connect(lambda: self.menu_of_rest().popup(rest.mapToGlobal(rest.rect().bottomLeft())))
        self.rest = rest
        self._row.addWidget(rest)
        for number, crumb in enumerate(crumbs):
            if number:
                self._gaps.append(label("›", "fact"))
                self._row.addWidget(self._gaps[-1])
            self.steps.append(self._step(crumb))
            self._row.addWidget(self.steps[-1])
        self._row.addStretch(1)
        self.updateGeometry()
        self._fit()

    def menu_of(self, crumb: Crumb) -> QMenu:
        """What a step can lead to, one line each."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, crumb)
        return menu

    def menu_of_rest(self) -> QMenu:
        """The steps left out, each with what it can lead to."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step, crumb in zip(self.steps, self._crumbs, strict=True):
            if not step.isHidden() or not crumb.ways:
                continue
            if len(crumb.ways) == 1:
                entry = menu.addAction(crumb.title)
                entry.triggered.connect(lambda _on=False, to=crumb.ways[0][0]: self.asked.emit(to))
            else:
                self._fill(menu.addMenu(crumb.title), crumb)
        return menu

    def _fill(self, menu: QMenu, crumb: Crumb) -> None:
        for address, name in crumb.ways:
            entry = menu.addAction(name)
            entry.triggered.connect(lambda _on=False, address=address: self.asked.emit(address))

    def _step(self, crumb: Crumb) -> QWidget:
        if not crumb.ways:
            words = label(crumb.title, "fact")
            words.setContentsMargins(px(4), 0, px(4), 0)
            return words
        spoken = (
            _("Go to {name}").format(name=crumb.title)
            if len(crumb.ways) == 1
            else _("{name}, {count} diagrams").format(name=crumb.title, count=len(crumb.ways))
        )
        step = self._button(crumb.title, spoken, here=crumb.here)
        step.setToolTip(", ".join(name for _id, name in crumb.ways[:9]))
        step.clicked.connect(lambda: self._take(step, crumb))
        return step

    def _button(self, title: str, spoken: str, *, here: bool = False) -> QPushButton:
        step = QPushButton(title)
        step.setProperty("crumb", True)
        step.setProperty("here", here)
        step.setAccessibleName(spoken)
        step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        restyle(step)
        return step

    def _take(self, step: QPushButton, crumb: Crumb) -> None:
        if len(crumb.ways) == 1:
            address: Id = crumb.ways[0][0]
            self.asked.emit(address)
        else:
            self.menu_of(crumb).popup(step.mapToGlobal(step.rect().bottomLeft()))

    def _fit(self) -> None:
        """Leave out steps for which there is no room: what leads to the diagram, then what lies in it."""
        rest = self.rest
        if rest is None:
            return
        shown = list(range(len(self.steps)))
        here = self._here()
        order = [*range(1, here), *range(min(here, 1)), *range(here + 1, len(self.steps))]
        for number in order:
            if self._wide(shown) <= self.width():
                break
            shown.remove(number)
        for number in order:  # a short step may have the room that a long one left
            wider = sorted({*shown, number})
            if self._wide(wider) <= self.width():
                shown = wider
        left_out = [number for number in range(len(self.steps)) if number not in shown]
        stands = bool(left_out) and self._wide(shown) <= self.width()
        first = left_out[0] if stands else -1
        self._row.removeWidget(rest)
        self._row.insertWidget(self._row.indexOf(self.steps[first]) if first > 0 else 0, rest)
        rest.setVisible(stands)
        for number, step in enumerate(self.steps):
            step.setVisible(number in shown)
            if number:
                follows = number in shown and (stands or number != shown[0])
                self._gaps[number - 1].setVisible(follows or number == first)

    def _here(self) -> int:
        return next((number for number, crumb in enumerate(self._crumbs) if crumb.here), 0)

    def _wide(self, shown: list[int]) -> int:
        """What these steps take with the signs between them, and with that of the rest where it is needed."""
        wide = [self.steps[number].sizeHint().width() for number in shown]
        if self.rest is not None and len(shown) < len(self.steps):
            wide.append(self.rest.sizeHint().width())
        gap = max((one.sizeHint().width() for one in self._gaps), default=0)
        return sum(wide) + gap * (len(wide) - 1)

    def least_width(self) -> int:
        """What the step to the diagram takes, with the sign of those left out before it."""
        return self._wide([self._here()]) if self.steps else 0

    def sizeHint(self) -> QSize:
        """Wide enough for all steps, and for one inside the diagram even while there is none."""
        whole = self._wide(list(range(len(self.steps)))) if self.steps else 0
        outside = self._wide(list(range(self._here() + 1))) if self.steps else 0
        high = max((step.sizeHint().height() for step in self.steps), default=20)
        return QSize(max(whole, outside + px(_INSIDE)), high)

    def minimumSizeHint(self) -> QSize:
        """Steps can be left out."""
        return QSize(px(60), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer steps."""
        super().resizeEvent(event)
        self._fit()
