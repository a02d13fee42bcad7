"""The claims of a proposal with their grounds, in the words of the model."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.panels.labels import label
from app.theme import px
from core.ground.words import _
from core.model import Claim, Ground, Snapshot, name_of

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The form of the ids of elements; any other reference is words."""
_OF_THE_MODEL = ("fact", "element")
"""Sources of grounds that refer to an element of the model."""


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


def ground_words(snapshot: Snapshot, ground: Ground) -> str:
    """A ground as one line; an element of the model is called by its name, one referred to in words so."""
    if ground.source not in _OF_THE_MODEL or not _ID.fullmatch(ground.reference):
        parts = (ground.source, ground.reference, ground.version, ground.text)
        return " ".join(part for part in parts if part)
    name = name_of(snapshot, ground.reference) or _("an element that is gone")
    field, colon, value = ground.text.partition(": ")
    if colon:
        field = field.replace("_", " ")
        return _("{source} {name}: {field} {value}").format(
            source=ground.source, name=name, field=field, value=value
        )
    words = ground.text if ground.text != name else ""
    return ": ".join(part for part in (f"{ground.source} {name}", words) if part)
