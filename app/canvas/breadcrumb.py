"""The steps that lead to a diagram, at its top left: each leads there, or offers where it can lead."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from app.canvas.crumbs import Crumb
from app.panels.labels import across, clear, label, restyle
from app.theme import px
from core.ground.words import _
from core.model import Id


class Breadcrumb(QWidget):
    """Shows crumbs, with as many of those inside the diagram as there is room for.

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
        self.setAccessibleName(_("Where this diagram belongs"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        """Show these instead."""
        if crumbs == self._crumbs:
            return
        self._crumbs = crumbs
        clear(self._row)
        self.steps, self._gaps = [], []
        for number, crumb in enumerate(crumbs):
            if number:
                self._gaps.append(label("›", "fact"))
                self._row.addWidget(self._gaps[-1])
            self.steps.append(self._step(crumb))
            self._row.addWidget(self.steps[-1])
        self._row.addStretch(1)
        self._fit()

    def menu_of(self, crumb: Crumb) -> QMenu:
        """What a step can lead to, one line each."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for address, name in crumb.ways:
            entry = menu.addAction(name)
            entry.triggered.connect(lambda _on=False, address=address: self.asked.emit(address))
        return menu

    def _step(self, crumb: Crumb) -> QWidget:
        if not crumb.ways:
            words = label(crumb.title, "fact")
            words.setContentsMargins(px(4), 0, px(4), 0)
            return words
        step = QPushButton(crumb.title)
        step.setProperty("crumb", True)
        step.setProperty("here", crumb.here)
        step.setAccessibleName(
            _("Go to {name}").format(name=crumb.title)
            if len(crumb.ways) == 1
            else _("{name}, {count} diagrams").format(name=crumb.title, count=len(crumb.ways))
        )
        step.setToolTip(", ".join(name for _id, name in crumb.ways[:9]))
        step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        step.clicked.connect(lambda: self._take(step, crumb))
        restyle(step)
        return step

    def _take(self, step: QPushButton, crumb: Crumb) -> None:
        if len(crumb.ways) == 1:
            address: Id = crumb.ways[0][0]
            self.asked.emit(address)
        else:
            self.menu_of(crumb).popup(step.mapToGlobal(step.rect().bottomLeft()))

    def _fit(self) -> None:
        """Leave out steps for which there is no room: those inside the diagram, then the first ones."""
        shown = list(range(len(self.steps)))
        last = next((number for number, crumb in enumerate(self._crumbs) if crumb.here), 0)
        order = [*reversed(range(last + 1, len(self.steps))), *range(last)]
        wide = [step.sizeHint().width() for step in self.steps]
        gap = max((one.sizeHint().width() for one in self._gaps), default=0)
        for number in order:
            if sum(wide[one] + gap for one in shown) - gap <= self.width():
                break
            shown.remove(number)
        for number, step in enumerate(self.steps):
            step.setVisible(number in shown)
            if number:
                self._gaps[number - 1].setVisible(number in shown and number != shown[0])

    def sizeHint(self) -> QSize:
        """As high as a step."""
        return QSize(0, max((step.sizeHint().height() for step in self.steps), default=20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer steps."""
        super().resizeEvent(event)
        self._fit()
