"""Below the slots: the sentence said otherwise, its roles, what it demands in words and formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.panels.labels import down, label
from app.theme import px
from core.assistants.sentences import parsed
from core.ground.words import _

if TYPE_CHECKING:
    from core.model import Requirement, Snapshot
    from core.requirements.slots import ThematicRole


def said_otherwise(text: str) -> QWidget:
    """What was understood, in one sentence."""
    from core.requirements.paraphrase import paraphrase

    return label(paraphrase(parsed(text)), "paraphrase", wraps=True)


def demanded(snapshot: Snapshot, requirement: Requirement, text: str) -> QWidget:
    """The properties of the sentence, or the reason why there is none; in ReSA its roles before them."""
    from core.formal import formalise
    from core.formal.readings import readings

    frame = QWidget()
    column = down(frame, (0, 8, 0, 0), 4)
    if parsed(text).roles:
        column.addWidget(label(_("Roles"), "section"))
        column.addWidget(_roles(text))
    column.addWidget(label(_("Demanded of the behaviour"), "section"))
    formalised = formalise(snapshot, replace(requirement, text=text))
    if not formalised.properties:
        column.addWidget(label(f"{formalised.reason}.", "fact", wraps=True))
        return frame
    for name, value in formalised.values:
        words = _("“{name}” is read as {value}: the project says so").format(name=name, value=value)
        column.addWidget(label(f"{words}.", "fact", wraps=True))
    found = readings(snapshot, formalised)
    for one in found.properties:
        column.addWidget(label(one.plain, "body", wraps=True))
        lines = QWidget()
        grid = _grid(lines)
        for line, (name, formula) in enumerate((("TCTL", one.tctl), ("MTL", one.mtl))):
            said = _formula(formula) if formula else label(_("no single formula says it"), "fact")
            grid.addWidget(label(name, "fact"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, line, 1)
            said.setAccessibleName(f"{name}: {formula}" if formula else said.text())
        column.addWidget(lines)
    meant = QWidget()
    grid = _grid(meant)
    for line, (name, words) in enumerate(found.names):
        grid.addWidget(label(name, "code"), line, 0)
        grid.addWidget(label(words, "small", wraps=True), line, 1)
    column.addWidget(meant)
    return frame


def _formula(formula: str) -> QLabel:
    made = label(formula, "code", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _grid(frame: QWidget) -> QGridLayout:
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, px(4))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnMinimumWidth(0, px(84))
    grid.setColumnStretch(1, 1)
    return grid


def _roles(text: str) -> QWidget:
    frame = QWidget()
    grid = _grid(frame)
    for line, one in enumerate(parsed(text).roles):
        grid.addWidget(label(_role_words(one.role), "fact"), line, 0)
        grid.addWidget(label(one.text, "body", wraps=True), line, 1)
    return frame


def _role_words(role: ThematicRole) -> str:
    from core.requirements.slots import ThematicRole

    return {
        ThematicRole.AGENT: _("agent"),
        ThematicRole.ACTION: _("action"),
        ThematicRole.THEME: _("theme"),
        ThematicRole.RECIPIENT: _("recipient"),
        ThematicRole.SOURCE: _("source"),
        ThematicRole.GOAL: _("goal"),
        ThematicRole.INSTRUMENT: _("instrument"),
        ThematicRole.LOCATION: _("place"),
    }[role]
