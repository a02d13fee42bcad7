"""Every icon by what it stands for, drawn through QtAwesome from the Material Design set."""

import os
import sys
from functools import cache
from types import ModuleType
from typing import Any

import PySide6
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.theme.look import look

KINDS = {
    "actor": "mdi6.account-outline",
    "allocation": "mdi6.link-variant",
    "asset": "mdi6.diamond-stone",
    "attack scenario": "mdi6.routes",
    "boilerplate": "mdi6.form-textbox",
    "bus": "mdi6.lan",
    "check": "mdi6.clipboard-check-outline",
    "clock": "mdi6.timer-outline",
    "component": "mdi6.cube-outline",
    "conduit": "mdi6.pipe",
    "connector": "mdi6.ray-start-arrow",
    "data store": "mdi6.database-outline",
    "decision": "mdi6.check-decagram-outline",
    "diagram": "mdi6.view-dashboard-outline",
    "edge": "mdi6.ray-start-arrow",
    "event": "mdi6.square-rounded-outline",
    "evidence": "mdi6.file-certificate-outline",
    "external system": "mdi6.domain",
    "filter": "mdi6.filter-variant",
    "firmware": "mdi6.memory",
    "interface": "mdi6.ethernet",
    "link": "mdi6.ray-start-arrow",
    "location": "mdi6.state-machine",
    "metric limit": "mdi6.gauge",
    "node": "mdi6.developer-board",
    "note": "mdi6.note-text-outline",
    "placement": "mdi6.layers-outline",
    "port": "mdi6.square-rounded-outline",
    "proposal": "mdi6.tray-arrow-down",
    "proposition": "mdi6.link-variant",
    "requirement": "mdi6.text-box-check-outline",
    "state machine": "mdi6.state-machine",
    "stated threat": "mdi6.shield-alert-outline",
    "suppression": "mdi6.shield-alert-outline",
    "system": "mdi6.view-dashboard-outline",
    "task": "mdi6.text-box-check-outline",
    "term": "mdi6.book-alphabet",
    "threat decision": "mdi6.shield-alert-outline",
    "timer": "mdi6.timer-outline",
    "trace": "mdi6.link-variant",
    "variable": "mdi6.memory",
    "zone": "mdi6.select-group",
}
"""The icon of each kind of element."""

ACTIONS = {
    "add": "mdi6.plus",
    "align": "mdi6.align-horizontal-left",
    "back": "mdi6.arrow-left",
    "close": "mdi6.close",
    "contradiction": "mdi6.sword-cross",
    "copy": "mdi6.content-copy",
    "cut": "mdi6.content-cut",
    "delete": "mdi6.delete-outline",
    "filter": "mdi6.filter-variant",
    "find": "mdi6.magnify",
    "first": "mdi6.skip-previous",
    "fit": "mdi6.fit-to-page-outline",
    "folder": "mdi6.folder-outline",
    "fold": "mdi6.chevron-down",
    "fold bottom": "mdi6.dock-bottom",
    "fold left": "mdi6.dock-left",
    "fold right": "mdi6.dock-right",
    "folded": "mdi6.chevron-right",
    "forward": "mdi6.arrow-right",
    "hand over": "mdi6.file-export-outline",
    "help": "mdi6.help-circle-outline",
    "history": "mdi6.history",
    "import": "mdi6.import",
    "keys": "mdi6.keyboard-outline",
    "language": "mdi6.translate",
    "last": "mdi6.skip-next",
    "layout": "mdi6.auto-fix",
    "locked": "mdi6.lock-outline",
    "matrix": "mdi6.table-large",
    "menu": "mdi6.dots-horizontal",
    "minimap": "mdi6.map-outline",
    "no network": "mdi6.network-off-outline",
    "on disk": "mdi6.content-save-check-outline",
    "paste": "mdi6.content-paste",
    "play": "mdi6.play",
    "print": "mdi6.printer-outline",
    "recheck": "mdi6.cached",
    "redo": "mdi6.redo",
    "running": "mdi6.progress-clock",
    "select": "mdi6.cursor-default-outline",
    "settings": "mdi6.cog-outline",
    "split": "mdi6.view-split-vertical",
    "stale": "mdi6.clock-alert-outline",
    "step": "mdi6.step-forward",
    "step back": "mdi6.step-backward",
    "theme": "mdi6.theme-light-dark",
    "tour": "mdi6.map-marker-path",
    "threat": "mdi6.shield-alert-outline",
    "clause": "mdi6.scale-balance",
    "tick": "mdi6.check",
    "undo": "mdi6.undo",
    "untraced": "mdi6.link-off",
    "verdict": "mdi6.check-decagram-outline",
    "water": "mdi6.water-outline",
    "brakes": "mdi6.car-brake-abs",
}
"""The icon of each action and state that is no element."""


def icon(name: str, role: str = "text.secondary") -> QIcon:
    """The icon of that name, of an action or a kind, in the colour of a role; an empty name is no icon."""
    if not name:
        return QIcon()
    return _icon(resolved(name), look().colour(role).name(), look().colour("text.disabled").name())


def glyph(name: str, size: int, role: str = "text.secondary", ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` px, for painting."""
    return _glyph(resolved(name), size, look().colour(role).name(), ratio)


def resolved(name: str) -> str:
    """The name in the icon set of an action, a kind or a name of the set itself."""
    return ACTIONS.get(name) or KINDS.get(name) or name


def character_map() -> dict[str, str]:
    """The characters of the loaded icon set by name, without prefix."""
    found: dict[str, str] = _font().charmap["mdi6"]
    return found


def _lead_to_pyside() -> None:
    """Let QtAwesome find PySide6 under the names that QtPy gives it.

    QtPy itself imports every name of Qt with a star, which makes each of its some 450 enumerations at
    once: that alone takes as long as a bare window. Where QtPy is loaded already it stays.
    """
    if "qtpy" in sys.modules:
        return
    face = ModuleType("qtpy")
    face.__dict__["PYSIDE_VERSION"] = PySide6.__version__
    sys.modules["qtpy"] = face
    for module in (QtCore, QtGui, QtWidgets):
        name = module.__name__.rpartition(".")[2]
        setattr(face, name, module)
        sys.modules[f"qtpy.{name}"] = module


@cache
def _font() -> Any:
    os.environ["QT_API"] = "pyside6"
    _lead_to_pyside()
    from qtawesome.iconic_font import IconicFont

    # The one set in use; the face of the package would load all twelve at the first icon.
    version = "6.9.96"
    return IconicFont(
        (
            "mdi6",
            f"materialdesignicons6-webfont-{version}.ttf",
            f"materialdesignicons6-webfont-charmap-{version}.json",
        )
    )


@cache
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    drawn: QIcon = _font().icon(name, color=colour, color_disabled=disabled)
    return drawn


@cache
def _glyph(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _icon(name, colour, colour).paint(painter, 0, 0, size, size)
    painter.end()
    return picture
