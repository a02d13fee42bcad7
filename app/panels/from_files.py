"""What files said of a requirement beside its facts, in the inspector: shown as it came, and not edited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.panels.labels import clear, down, heading, label, name_width, rule
from app.theme import px
from core.ground.words import _
from core.model import Requirement
from core.model.facts import field_title

_WIDEST = 140
"""The greatest width of the names of attributes in px at scale 1; what they are called is up to others."""


class FromFiles(QWidget):
    """The attributes that files gave a requirement, and what files say otherwise than it; empty without any.

    `width` is that of the names of facts, in px.
    """

    def __init__(self, requirement: Requirement, width: int) -> None:
        super().__init__()
        self._width = width
        self._shown: object = None
        self._list = down(self, gap=4)
        self.show_requirement(requirement)

    def show_requirement(self, requirement: Requirement) -> None:
        """Show what there is of the requirement now; where it is the same nothing is touched."""
        shown = requirement.attributes, requirement.said
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        kept = [(one.name, one.value, one.value) for one in requirement.attributes]
        words = _("“{file}” says otherwise; the project keeps its own.")
        said = [(_called(one.field), one.value, words.format(file=one.file)) for one in requirement.said]
        self._section(_("From the file"), _("kept as it came"), kept)
        self._section(_("Kept against a file"), ", ".join({one.file: "" for one in requirement.said}), said)

    def _section(self, title: str, right: str, rows: list[tuple[str, str, str]]) -> None:
        if not rows:
            return
        self._list.addWidget(rule())
        self._list.addWidget(heading(title, right))
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        width = max(self._width, min(name_width((name for name, _value, _tip in rows), 0), px(_WIDEST)))
        for line, (name, value, tip) in enumerate(rows):
            called = label(name, "fact", wraps=True)
            called.setFixedWidth(width)
            called.setToolTip(name)
            words = label(value or _("none"), "body", wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(name)
            words.setToolTip(tip if tip != value else "")
            grid.addWidget(called, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, line, 1)
        self._list.addWidget(frame)


def _called(field: str) -> str:
    return _("Part of") if field == "owner" else field_title(field)
