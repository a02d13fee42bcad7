"""Fields that edit one fact each: what is typed or picked becomes one change of the project."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from app.panels.labels import across, clear, down, label, restyle, tool
from app.panels.line_field import EXPRESSIONS, ExpressionField, Field, LineField
from app.panels.segmented import Segmented, truth_control
from app.theme import icon, px
from app.theme.kinds import kind_icon
from core.ground.words import _
from core.model import Element, Id, Snapshot, name_apart, name_of
from core.model.facts import Fact, shown, title_of

_FEWEST, _MOST = 3, 8
"""How many lines of a longer text are shown at once."""


@dataclass(frozen=True, slots=True)
class Chooser:
    """How a field lets a person pick an element: the kinds, the title, and who hears of the pick."""

    choose: Callable[[tuple[str, ...], str, Callable[[Id], None]], None]
    go_to: Callable[[Id], None]


class _Prose(QPlainTextEdit):
    """A few lines of text that say when the caret leaves them."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        """As high as the text asks for, within bounds, and always by whole lines."""
        whole = round(self.document().size().height())
        lines = min(max(whole, _FEWEST), _MOST)
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if whole > _MOST else policies.ScrollBarAlwaysOff
        )
        inside = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin())
        around = self.height() - self.viewport().height()
        if around >= 0 and self.height() != inside + around:  # before it was laid out nothing is known
            self.setFixedHeight(inside + around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving is the end of the edit."""
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter ends the edit too."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ProseField(Field):
    """A longer text; leaving it or Ctrl Enter makes the change."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.prose = _Prose()
        self.prose.setAccessibleName(fact.title)
        across(self).addWidget(self.prose)
        self.setFocusProxy(self.prose)
        self.prose.left.connect(self.finish)
        self._shown = ""

    def show_value(self, value: Any, snapshot: Snapshot) -> None:  # noqa: ARG002 - the same for all fields
        """Show the text, unless a person is typing another."""
        text = value or ""
        if text != self._shown or self.prose.toPlainText() != text:
            self._shown = text
            if not self.prose.hasFocus():
                self.prose.setPlainText(text)

    def allow(self, writable: bool) -> None:
        """Read-only texts can still be selected and copied."""
        self.prose.setReadOnly(not writable)
        restyle(self.prose)

    def finish(self) -> None:
        """Make the change."""
        text = self.prose.toPlainText()
        if text != self._shown and not self.prose.isReadOnly():
            self._shown = text
            self.edited.emit(text)


class ChoiceField(Field):
    """One of a few words."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.box = QComboBox()
        self.box.setAccessibleName(fact.title)
        # Of many words only one is shown: the longest need not have room in a narrow panel.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.box.installEventFilter(self)
        self._values: list[Enum | None] = [*([None] if fact.optional else []), *fact.options]
        for value in self._values:
            self.box.addItem("" if value is None else title_of(str(value.value)))
        across(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda place: self.edited.emit(self._values[place]))

    def show_value(self, value: Any, snapshot: Snapshot) -> None:  # noqa: ARG002 - the same for all fields
        """Show the word."""
        self.box.setCurrentIndex(self._values.index(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the panel and never changes a fact in passing."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class SegmentField(Field):
    """Yes, no and, for a fact that may be unknown, unknown."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        truth = fact.sort == "truth"
        options = (("yes", _("Yes")), ("no", _("No")))
        self.control = truth_control(fact.good) if truth else Segmented(options, "YN")
        self.control.setAccessibleName(fact.title)
        across(self).addWidget(self.control)
        self.setFocusProxy(self.control)
        self.control.chosen.connect(self._pick)

    def show_value(self, value: Any, snapshot: Snapshot) -> None:  # noqa: ARG002 - the same for all fields
        """Show the answer."""
        self.control.show_value(value.value if isinstance(value, Enum) else "yes" if value else "no")

    def _pick(self, value: str) -> None:
        options = {str(option.value): option for option in self.fact.options}
        self.edited.emit(options[value] if options else value == "yes")


class NameButton(QPushButton):
    """A button with a name, which ends in "…" where it does not fit: no name makes a panel wider."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown(self) -> str:
        """As much of the name as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + px(4)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(px(60), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class ReferenceField(Field):
    """Another element, picked by typing a few letters of its name."""

    def __init__(self, fact: Fact, chooser: Chooser) -> None:
        super().__init__(fact)
        self._chooser = chooser
        self._value: Id | None = None
        self.button = NameButton()
        self.button.setProperty("field", True)
        self.button.setAccessibleName(fact.title)
        self.remove = tool("close", _("Leave it out"))
        row = across(self, gap=2)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda: self.edited.emit(None))

    def show_value(self, value: Any, snapshot: Snapshot) -> None:
        """Show the element's name."""
        self._value = value
        target = snapshot.get(value)
        self.button.setText(name_apart(snapshot, value) if target else _("choose"))
        self.button.setIcon(icon(kind_icon(target)) if target else icon("add"))
        self.button.setToolTip(snapshot.path(target) if target else "")
        self.remove.setVisible(self.fact.optional and target is not None and self.isEnabled())

    def show_inherited(self, inherited: tuple[Element, Element] | None, snapshot: Snapshot) -> None:
        """Show what holds where nothing is stated: an element, and the owner that it is taken from."""
        if inherited is None or self._value is not None:
            return
        target, owner = inherited
        names = {"name": name_apart(snapshot, target.id), "owner": name_of(snapshot, owner.id)}
        self.button.setText(_("ƒ {name}, as {owner}").format(**names))
        self.button.setIcon(icon(kind_icon(target)))
        self.button.setToolTip(_("Taken over from {owner}. Choose to state another.").format(**names))

    def _choose(self) -> None:
        self._chooser.choose(self.fact.kinds, self.fact.title, self.edited.emit)


class ReferencesField(Field):
    """Several other elements."""

    def __init__(self, fact: Fact, chooser: Chooser) -> None:
        super().__init__(fact)
        self._chooser = chooser
        self._values: tuple[Id, ...] = ()
        self._list = down(self, gap=4)

    def show_value(self, value: Any, snapshot: Snapshot) -> None:
        """Show a row an element, and one to add another."""
        focus = self.window().focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self._values = tuple(value)
        clear(self._list)
        for target in self._values:
            self._list.addWidget(self._row(target, snapshot))
        add = QPushButton(_("add"))
        add.setProperty("link", True)
        add.setIcon(icon("add"))
        add.setAccessibleName(_("Add to {title}").format(title=self.fact.title))
        add.clicked.connect(lambda: self._chooser.choose(self.fact.kinds, self.fact.title, self._add))
        self._list.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(add)
        if here:
            # The keyboard was in a row that is made anew: the next one is added from here.
            add.show()
            add.setFocus()

    def _row(self, target: Id, snapshot: Snapshot) -> QWidget:
        element = snapshot.get(target)
        frame = QWidget()
        row = across(frame, gap=2)
        button = NameButton(name_apart(snapshot, target))
        button.setProperty("field", True)
        button.setToolTip(snapshot.path(element) if element is not None else "")
        if element is not None:
            button.setIcon(icon(kind_icon(element)))
        button.clicked.connect(lambda: self._chooser.go_to(target))
        remove = tool("close", _("Take out"))
        remove.clicked.connect(lambda: self.edited.emit(tuple(one for one in self._values if one != target)))
        row.addWidget(button, 1)
        row.addWidget(remove)
        return frame

    def _add(self, target: Id) -> None:
        if target not in self._values:
            self.edited.emit((*self._values, target))


class FixedField(Field):
    """A fact that is shown as it is."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.words = label("", "body", wraps=True)
        across(self).addWidget(self.words)

    def show_value(self, value: Any, snapshot: Snapshot) -> None:  # noqa: ARG002 - the same for all fields
        """Show the value as words."""
        self.words.setText(shown(value) or _("none"))


def field_for(fact: Fact, chooser: Chooser, owner: Id | None = None) -> Field:
    """The field that edits a fact of an element with that owner."""
    if fact.sort == "reference":
        return ReferenceField(fact, chooser)
    if fact.sort == "references":
        return ReferencesField(fact, chooser)
    if fact.sort in ("truth", "flag"):
        return SegmentField(fact)
    if fact.sort == "choice":
        return ChoiceField(fact)
    if fact.sort == "long":
        return ProseField(fact)
    if fact.name in EXPRESSIONS:
        return ExpressionField(fact, owner)
    return FixedField(fact) if fact.sort == "fixed" else LineField(fact)
