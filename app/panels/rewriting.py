"""An ordinary sentence as requirements: ranked proposals, what was looked at in each, and what stays open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.panels.labels import across, chip, down, label
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements.nouns import Names
    from core.requirements.rewriting import Proposed


class Rewritings(QWidget):
    """The proposals for one sentence, the best first. Signal: `taken` with the requirement to be written."""

    taken = Signal(str)

    def __init__(self, text: str, known: Names | None, writable: bool) -> None:
        from core.requirements.rewriting import proposals

        super().__init__()
        self.proposed = tuple(one for one in proposals(text, known) if one.text != text)
        self.buttons: list[QPushButton] = []
        column = down(self, (0, 6, 0, 0), 8)
        column.addWidget(label(_("It could be written so"), "section"))
        for one in self.proposed:
            column.addWidget(self._card(one, writable))
        if not self.proposed:
            column.addWidget(label(_("No requirement could be made of this sentence."), "hint", wraps=True))

    def _card(self, one: Proposed, writable: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("message", "info")
        column = down(frame, (12, 8, 12, 8), 4)
        column.addWidget(label(one.text, "strong", wraps=True))
        names = _check_names()
        good = ", ".join(names[check.name] for check in one.checks if check.passed)
        column.addWidget(label(_("Holds: {checks}").format(checks=good), "fact", wraps=True))
        for check in one.checks:
            if not check.passed:
                said = names[check.name] + (f" ({check.detail})" if check.detail else "")
                column.addWidget(label(_("Not yet: {check}").format(check=said), "warn", wraps=True))
        for question in one.questions:
            column.addWidget(label(question, "body", wraps=True))
        foot = QWidget()
        row = across(foot)
        if writable:
            use = QPushButton(_("Write it so"))
            use.setAccessibleName(_("Write “{words}”").format(words=one.text))
            use.clicked.connect(partial(self._take, one.text))
            self.buttons.append(use)
            row.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(chip("ReSA" if one.parsed.language == "resa" else "EARS"))
        if one.parts > 1:
            row.addWidget(chip(_("{part} of {parts}").format(part=one.part, parts=one.parts)))
        row.addStretch(1)
        column.addWidget(foot)
        return frame

    def _take(self, text: str, _on: bool = False) -> None:
        self.taken.emit(text)


def _check_names() -> dict[str, str]:
    """What is looked at in a proposal, as people read it."""
    return {
        "parses": _("it parses"),
        "one demand": _("one demand"),
        "actor named": _("who acts is named"),
        "measurable": _("measurable"),
        "nothing lost": _("nothing is lost"),
    }
