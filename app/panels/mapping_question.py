"""A question about the columns of a file: which one is the key, the sentence, and whatever else is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QWidget

from app.panels.labels import across, down, label
from app.theme import px
from core.ground.words import _, deferred
from core.model.facts import field_title
from core.requirements.headers import KEEP
from core.requirements.reqif.mapping import FIELDS

_SHOWN = 40
"""Signs of a sample that are shown."""
_MOST = 20
"""Columns that are named of those that fill nothing."""
ALWAYS = ("id", "text", "parent")
TITLES = {
    "id": deferred("Key"),
    "text": deferred("Sentence"),
    "parent": deferred("Part of"),
    "heading": deferred("Heading"),
    "checks": deferred("Checks"),
}
"""What fields are called that are no facts of a requirement, or are called otherwise here."""


class MappingQuestion(QDialog):
    """Asks which columns or attributes of a file hold what; `answered` comes with the mapping.

    `samples` are the first cells of each; `likely` is what is chosen at first. Key, sentence and parent are
    always asked about, other fields where a column is likely to fill one. Where the sentence is `known` from
    the names of the columns, what they are taken for is only to be confirmed.
    """

    answered = Signal(dict)

    def __init__(
        self,
        file: str,
        samples: Mapping[str, Sequence[str]],
        likely: Mapping[str, str],
        parent: QWidget | None = None,
        known: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What the columns of {file} hold").format(file=file))
        self.setMinimumWidth(px(480))
        self._samples, self._likely = samples, likely
        column = down(self, (18, 16, 18, 16), 12)
        words = _("No column of {file} is known to hold the sentences. Which one is it?")
        if known:
            words = _("The columns of {file} are taken for these, by their names. Is that right?")
        column.addWidget(label(words.format(file=file), "body", wraps=True))
        rows = QWidget()
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, QComboBox] = {}
        for field in (*ALWAYS, *(one for one in FIELDS if one not in ALWAYS and one in likely.values())):
            title = TITLES[field]() if field in TITLES else field_title(field)
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
        self._others = label("", "hint", wraps=True)
        column.addWidget(self._others)
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
        found = dict.fromkeys(self._likely, KEEP)
        for field in reversed([*dict.fromkeys(("text", "id", *self.fields))]):
            if name := self.fields[field].currentData():
                found[name] = field
        return found

    def _look(self) -> None:
        """Only a file with a sentence can be brought in; what fills nothing is kept as it is."""
        mapping = self.mapping
        self.take.setEnabled("text" in mapping.values())
        others = [name for name in self._samples if mapping.get(name, KEEP) == KEEP]
        shown = ", ".join(others[:_MOST]) + (", …" if len(others) > _MOST else "")
        self._others.setText(_("Kept with each requirement as they are: {columns}").format(columns=shown))
        self._others.setVisible(bool(others))

    def _answer(self) -> None:
        self.accept()
        self.answered.emit(self.mapping)
