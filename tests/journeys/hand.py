"""The keyboard over the whole window: keys go to whatever has the focus, and every one is counted."""

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.window.window import Window
from core.model import Element, Id, Snapshot, Truth

KEY, HELD = Qt.Key, Qt.KeyboardModifier
NONE = HELD.NoModifier


class Keys:
    """A person at the keyboard, who looks at what is offered and steps to what is meant."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.actions = 0
        """Keys pressed, a whole name typed counted as the letters that it has."""

    @property
    def model(self) -> Snapshot:
        return self.window.session.snapshot()

    @property
    def canvas(self):
        return self.window.shown.canvas()

    @property
    def selected(self) -> Id:
        (chosen,) = self.window.session.selection
        return chosen

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.actions += 1
        QTest.keyClick(self._focus(), key, held)
        settle()

    def type(self, text: str) -> None:
        self.actions += len(text)
        QTest.keyClicks(self._focus(), text)
        settle()

    def _focus(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    # On the drawing

    def create(self, word: str, name: str, form, key: Qt.Key = KEY.Key_Space, held=NONE) -> Id:
        """Type a name, with the word for what it is, and take that."""
        self.press(key, held)
        typing = self.canvas.creating.typing
        assert typing is not None, name
        self.type(f"{word} {name}" if word else name)
        self._choose(lambda offer: offer.form == form and offer.name == name)
        self.press(KEY.Key_Return)
        return self.selected

    def draw(self, element: Id) -> None:
        """Draw an element of the model that is not drawn here yet."""
        self.press(KEY.Key_Space)
        self.type(self.model[element].name)
        self._choose(lambda offer: offer.element is not None and offer.element.id == element)
        self.press(KEY.Key_Return)

    def connect(self, target: Id) -> Id:
        """Lead a line from what is selected to an element, by its name."""
        self.press(KEY.Key_L, HELD.ShiftModifier)
        asking = self.canvas.asking.typing
        assert asking is not None
        element = self.model[target]
        owner = self.model.get(element.owner)
        self.type(" ".join(part for part in (element.name, owner.name if owner else "") if part))
        self._step_to(lambda: asking.choices.current() == target, len(asking.rows))
        self.press(KEY.Key_Return)
        return self.selected

    def go(self, element: Id) -> None:
        """Select a shape by its name, or a port by stepping to it from its owner."""
        owner = self.model[element].owner
        if self.model[element].kind in ("port", "interface"):
            assert owner is not None
            self.go(owner)
            self._step_to(lambda: self.canvas.selection == [element], 40, KEY.Key_PageDown)
            return
        self.find(element)
        if not self.canvas.hasFocus():
            self.to_canvas()
        assert self.canvas.selection == [element], self.model[element].name

    def find(self, element: Id) -> None:
        """Select an element of the model by its name."""
        self.press(KEY.Key_F, HELD.ControlModifier)
        palette = self.window.shown.palette
        self.type(self.model[element].name)
        self._step_to(lambda: palette.list.current() == element, 40)
        self.press(KEY.Key_Return)
        assert self.selected == element

    def _choose(self, wanted) -> None:
        creating = self.canvas.creating
        typing = creating.typing

        def here() -> bool:
            offer = creating._offer(typing.choices.current())
            return offer is not None and wanted(offer)

        self._step_to(here, len(typing.rows))

    def _step_to(self, there, most: int, key: Qt.Key = KEY.Key_Down) -> None:
        for _step in range(most + 1):
            if there():
                return
            self.press(key)
        raise AssertionError(f"Not to be stepped to from {self._focus()} {self._focus().accessibleName()}")

    # In the inspector

    def to_canvas(self) -> None:
        self._step_to(self.canvas.hasFocus, 8, KEY.Key_F6)

    def to_inspector(self) -> None:
        inspector = self.window.shown.inspector
        self._step_to(lambda: inspector.isAncestorOf(self._focus()), 8, KEY.Key_F6)

    def state(self, facts: dict[str, object]) -> None:
        """State facts of what is selected, in the inspector, and go back to the drawing."""
        facts = {name: fact for name, fact in facts.items() if fact != getattr(self._element(), name)}
        if not facts:
            return
        self.to_inspector()
        inspector = self.window.shown.inspector
        order = [fact for fact in inspector._fields if fact in facts]
        for name in order:
            field = inspector.field(name)
            self._step_to(lambda field=field: field.isAncestorOf(self._focus()), 60, KEY.Key_Tab)
            self._answer(field, facts[name])
            assert getattr(self._element(), name) == facts[name], name
        self.to_canvas()

    def _element(self) -> Element:
        return self.model[self.selected]

    def _answer(self, field, fact) -> None:
        focus = self._focus()
        if isinstance(fact, Truth):
            self.press({Truth.YES: KEY.Key_Y, Truth.NO: KEY.Key_N, Truth.UNKNOWN: KEY.Key_U}[fact])
        elif isinstance(fact, Enum):
            self._pick(focus, field._values.index(fact))
        elif isinstance(fact, tuple):
            for target in fact:
                self._step_to(lambda: self._focus().accessibleName().startswith("Add to"), 12, KEY.Key_Tab)
                self.press(KEY.Key_Space)
                self._choose_element(target)
        elif field.fact.sort == "reference":
            self.press(KEY.Key_Space)
            self._choose_element(fact)
        else:
            self.type(str(fact))
            self.press(KEY.Key_Return)

    def _pick(self, box: QComboBox, place: int) -> None:
        self.press(KEY.Key_Down, HELD.AltModifier)
        view = box.view()
        while view.currentIndex().row() != place:
            self.actions += 1
            QTest.keyClick(view, KEY.Key_Down if view.currentIndex().row() < place else KEY.Key_Up)
        self.actions += 1
        QTest.keyClick(view, KEY.Key_Return)

    def _choose_element(self, target: Id) -> None:
        palette = self.window.shown.palette
        self.type(self.model[target].name)
        self._step_to(lambda: palette.list.current() == target, 40)
        self.press(KEY.Key_Return)


def settle() -> None:
    """Let everything asked for happen. Widgets let go in a key sent by a test would wait for good."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
