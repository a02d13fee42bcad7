"""Below what a sentence demands: the requirements with which it cannot hold, and how that comes about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.panels.labels import across, down, label
from app.panels.witness_picture import WitnessPicture
from core.ground.words import _

if TYPE_CHECKING:
    from core.model import Id, Snapshot
    from core.requirements import Finding


def clashing(
    snapshot: Snapshot, about: Id, findings: tuple[Finding, ...], go_to: Callable[[Id], None]
) -> QWidget:
    """Each finding with its reason, the other requirements at fault, and the history if there is one.

    `go_to` hears which of the others is wanted.
    """
    frame = QWidget()
    column = down(frame, (0, 8, 0, 0), 4)
    column.addWidget(label(_("Cannot hold"), "section"))
    for finding in findings:
        column.addWidget(label(finding.message, "body", wraps=True))
        column.addWidget(label(finding.hint, "hint", wraps=True))
        others = QWidget()
        row = across(others, gap=8)
        for one, key in zip(finding.requirements, finding.keys, strict=True):
            if one != about:
                row.addWidget(_link(key, snapshot, one, go_to))
        row.addStretch(1)
        if len(finding.requirements) > 1:
            column.addWidget(others)
        if finding.witness:
            column.addWidget(WitnessPicture(finding.witness))
    return frame


def _link(key: str, snapshot: Snapshot, one: Id, go_to: Callable[[Id], None]) -> QPushButton:
    button = QPushButton(key)
    button.setProperty("link", True)
    button.setAccessibleName(_("Go to {key}").format(key=key))
    button.setToolTip(str(getattr(snapshot[one], "text", "")))
    button.clicked.connect(partial(_went, go_to, one))
    return button


def _went(go_to: Callable[[Id], None], one: Id, _on: bool = False) -> None:
    go_to(one)
