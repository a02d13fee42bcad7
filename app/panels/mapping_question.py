"""A question about a file whose columns are not known: which one is the key, the sentence, the parent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QWidget

from app.panels.labels import across, down, label
from app.theme import px
from core.ground.words import _

_SHOWN = 40
"""Signs of a sample that are shown."""


class MappingQuestion(QDialog):
    """Asks which columns or attributes of a file hold what; `answered` comes with the mapping.

    `samples` are the first cells of each; `likely` is what is chosen at first, and is kept of all columns
    that are not asked about.
    """

    answered = Signal(dict)

    def __init__(
        self,
        file: str,
        samples: Mapping[str, Sequence[str]],
        likely: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What the columns of {file} hold").format(file=file))
        self.setMinimumWidth(px(480))
        self._likely = dict(likely)
        column = down(self, (18, 16, 18, 16), 12)
        words = _("No column of {file} is known to hold the sentences. Which one is it?")
        column.addWidget(label(words.format(file=file), "body", wraps=True))
        rows = QWidget()
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, QComboBox] = {}
        titles = {"id": _("Key"), "text": _("Sentence"), "parent": _("Part of")}
        for field, title in titles.items():
            box = QComboBox()
            box.setAccessibleName(title)
            box.addItem(_("None"), "")
            for name, cells in samples.items():
                said = next((cell for cell in cells if cell.strip()), "")
                said = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
                box.addItem(_("{name}: {value}").format(name=name, value=said) if said else name, name)
            box.setMinimumContentsLength(30)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chosen = next((name for name, filled in likely.items() if filled == field), "")
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.currentIndexChanged.connect(self._look)
            form.addRow(label(title, "fact"), box)
            self.fields[field] = box
        column.addWidget(rows)
        foot = QWidget()
        row = across(foot, gap=8)
        row.addStretch(1)
        leave, self.take = QPushButton(_("Cancel")), QPushButton(_("Bring in"))
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        leave.clicked.connect(self.reject)
        self.take.clicked.connect(self._answer)
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addWidget(foot)
        self.fields["text"].setFocus()
        self._look()

    @property
    def mapping(self) -> dict[str, str]:
        """What is chosen now; of a column that is chosen twice, the sentence and then the key count."""
        found = {name: field for name, field in self._likely.items() if field not in self.fields}
        for field in ("parent", "id", "text"):
            if name := self.fields[field].currentData():
                found[name] = field
        return found

    def _look(self) -> None:
        """Only a file with a sentence can be brought in."""
        self.take.setEnabled("text" in self.mapping.values())

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(self.mapping)
