"""The claims of a proposal with their grounds, in the words of the model."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.panels.labels import label
from app.theme import px
from core.model import Claim, Snapshot
from core.model.grounds import ground_words


def claim_card(snapshot: Snapshot, number: int, claim: Claim) -> QWidget:
    """A claim with its number, and a line for each of its grounds."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, px(3), 0, px(3))
    grid.setHorizontalSpacing(px(10))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(str(number), "code"), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(claim.text, "body", wraps=True), 0, 1)
    for line, ground in enumerate(claim.grounds, start=1):
        grid.addWidget(label(ground_words(snapshot, ground), "ground", wraps=True), line, 1)
    return frame
