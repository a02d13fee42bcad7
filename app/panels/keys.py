"""The right panel while nothing is open: the keys that matter, and the choice of the look."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.actions.desktop import THEMES
from app.actions.keymap import keymap, written
from app.actions.registry import key_of
from app.panels.keyed import keys_heard
from app.panels.labels import across, clear, down, key_label, label, rule
from app.panels.segmented import Segmented
from app.panels.side import Side
from app.theme import look, px, restyled
from core.ground.words import LANGUAGES, _, language


class KeysPanel(Side):
    """Keys and look.

    Signals: `theme_chosen` with the theme a person picked.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), parent=parent)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = QWidget()
        body.setObjectName("body")
        self._body = down(body, (12, 12, 12, 12), 4)
        area.setWidget(body)
        self.add(area, 1)
        restyled(self, self._build)
        keys_heard().changed.connect(self._build)
        self._build()

    def _build(self) -> None:
        clear(self._body)
        for key, words in _keys():
            line = QWidget()
            row = across(line, (0, 2, 0, 2), 8)
            cap = QWidget()
            cap.setFixedWidth(px(76))
            inner = across(cap)
            inner.addWidget(key_label(key))
            inner.addStretch(1)
            row.addWidget(cap)
            row.addWidget(label(words, "fact", wraps=True), 1)
            self._body.addWidget(line)
        self._body.addSpacing(px(8))
        self._body.addWidget(rule())
        self._body.addSpacing(px(6))
        self._body.addWidget(label(_("Look"), "section"))
        self._body.addSpacing(px(4))
        choice = Segmented([(theme, title()) for theme, title in THEMES])
        choice.setAccessibleName(_("Look"))
        choice.show_value(look().theme)
        choice.chosen.connect(self.theme_chosen)
        self._body.addWidget(choice)
        self._body.addSpacing(px(8))
        self._body.addWidget(label(_("Language"), "section"))
        self._body.addSpacing(px(4))
        spoken = Segmented(list(LANGUAGES.items()))
        spoken.setAccessibleName(_("Language"))
        spoken.show_value(language())
        spoken.chosen.connect(self.language_chosen)
        self._body.addWidget(spoken)
        self._body.addStretch(1)


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        (key_of("canvas.type"), _("create by typing")),
        (key_of("canvas.connected"), _("add connected")),
        (_tool("component", "C"), _("draw a component, or a location")),
        (_tool("connect", "L"), _("connect")),
        (key_of("draw.zone_around"), _("zone around selection")),
        (key_of("edit.rename"), _("rename")),
        (key_of("canvas.step"), _("step to a neighbour")),
        (key_of("desktop.palette"), _("every action, every element")),
        (key_of("prove.recheck"), _("recheck what is stale")),
        (key_of("edit.undo"), _("undo, also after restart")),
    )


def _tool(name: str, shipped: str) -> str:
    """The key of a tool; the tools themselves need the model, the first window does not."""
    return ", ".join(map(written, keymap().keys(f"tool.system.{name}", (shipped,))))
