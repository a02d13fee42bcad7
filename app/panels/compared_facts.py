"""The facts of one element before and after, beneath each other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.panels.labels import across, clear, down, label, words_in
from app.theme import px
from core.ground.words import _
from core.model import Placement, ProposedEdit, Snapshot, name_of
from core.model.differences import fact_changes
from core.project.comparison import Alteration


class ComparedFacts(QScrollArea):
    """What was stated of an element before, struck, and what is stated of it after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Facts before and after"))
        body = QWidget()
        body.setObjectName("body")
        self._column = down(body, (12, 8, 12, 12), 2)
        self.setWidget(body)

    def show_alteration(self, one: Alteration | None, before: Snapshot, after: Snapshot) -> None:
        """Show what became of an element; nothing for none."""
        clear(self._column)
        if one is not None:
            self._column.addWidget(label(one.name or one.element.kind, "element", wraps=True))
            words = _("{kind}, {sort}").format(kind=_(one.element.kind), sort=sort_words(one))
            self._column.addWidget(label(words, "small"))
            for edit in one.edits:
                self._edit(edit, before, after)
        self._column.addStretch(1)

    def words(self) -> list[str]:
        """Everything that is shown, from top to bottom."""
        return words_in(self._column)

    def _edit(self, edit: ProposedEdit, before: Snapshot, after: Snapshot) -> None:
        element = edit.after or edit.before
        if isinstance(element, Placement):
            diagram = name_of(after if edit.after is not None else before, element.owner)
            words = _("On the drawing {name}").format(name=diagram)
            if edit.before is None:
                words = _("Drawn on {name}").format(name=diagram)
            elif edit.after is None:
                words = _("No longer drawn on {name}").format(name=diagram)
            self._column.addSpacing(px(6))
            self._column.addWidget(label(words, "section"))
            if edit.before is None or edit.after is None:
                return
        for fact in fact_changes(edit, before, after):
            frame = QWidget()
            row = across(frame, (0, 3, 0, 3), 8)
            title = label(fact.title, "fact", wraps=True)
            title.setFixedWidth(px(92))
            row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            values = QWidget()
            column = down(values, gap=2)
            if fact.before or edit.before is not None:
                column.addWidget(label(fact.before or _("nothing"), "was", wraps=True))
            if fact.after or edit.after is not None:
                column.addWidget(label(fact.after or _("nothing"), "is", wraps=True))
            row.addWidget(values, 1)
            self._column.addWidget(frame)


def sort_words(one: Alteration) -> str:
    """What became of an element, in a word."""
    return {
        "added": _("added"),
        "removed": _("removed"),
        "changed": _("changed"),
        "drawn": _("drawing only"),
    }[one.sort]
