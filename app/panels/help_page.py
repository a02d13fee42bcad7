"""The page of F1: help for each panel, found by typing, with the keys as they are now."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.actions.keymap import keymap
from app.panels.help_text import ACTION, find_topics, page_of, read_topic
from app.panels.labels import across, down
from app.panels.rows import Row, RowList
from app.panels.side import FilterLine
from app.theme import colour, font, px, restyled
from core.ground.words import _

_LIST, _PAGE = 248, 680


class HelpPage(QFrame):
    """The pages at the left, the one that is read beside them.

    Signals: `asked` with the id of an action that a link names.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self.topic = "window"
        row = across(self, gap=0)
        side = QFrame()
        side.setObjectName("panel")
        column = down(side)
        head = QWidget()
        self.filter = FilterLine(_("Search help"))
        across(head, (10, 10, 10, 8)).addWidget(self.filter)
        self.list = RowList()
        self.list.setAccessibleName(_("Pages of help"))
        self.list.empty = _("No page of help has these words.")
        column.addWidget(head)
        column.addWidget(self.list, 1)
        self._side = side
        self.text = QTextBrowser()
        self.text.setObjectName("help_text")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        row.addWidget(side)
        row.addWidget(self.text, 8)
        row.addStretch(1)
        self.setFocusProxy(self.text)
        self.filter.textChanged.connect(self._find)
        self.filter.down_pressed.connect(self._enter)
        self.list.chosen.connect(self._read)
        self.list.activated_row.connect(self.show_topic)
        restyled(self, self._draw)
        keymap().hear(self._draw)
        self._find("")
        self._draw()

    def show_topic(self, topic_id: str) -> None:
        """Read a page; the list shows all pages again where it did not have this one."""
        self._read(topic_id)
        if topic_id not in [row.id for row in self.list.known.rows]:
            self.filter.clear()
        self.list.choose(topic_id, quietly=True)
        self.text.setFocus()

    def _read(self, topic_id: str) -> None:
        self.topic = topic_id
        topic = read_topic(topic_id)
        style = (
            f"font-family: 'DejaVu Sans Mono'; font-size: {px(11)}px;"
            f" color: {colour('text.primary').name()}; background-color: {colour('surface.hover').name()}"
        )
        self.text.setHtml(page_of(topic, style))
        self.text.setAccessibleName(topic.title)

    def _find(self, typed: str) -> None:
        rows = [Row(topic.id, topic.title, mark="help") for topic in find_topics(typed)]
        self.list.show_rows(rows)
        if any(row.id == self.topic for row in rows):
            self.list.choose(self.topic, quietly=True)
        elif rows:
            self.list.choose(rows[0].id, quietly=True)
            self._read(rows[0].id)

    def _enter(self) -> None:
        if self.list.known.rows:
            self.list.setFocus()

    def _follow(self, address: QUrl) -> None:
        """Do what a link names, or read its page; there are no other links."""
        to = address.toString()
        if to.startswith(ACTION):
            self.asked.emit(to.removeprefix(ACTION))
        else:
            self.show_topic(to)

    def _draw(self) -> None:
        self._side.setFixedWidth(px(_LIST))
        self.text.setMaximumWidth(px(_PAGE))
        self.text.document().setDocumentMargin(px(24))
        self.text.document().setDefaultFont(font("paraphrase"))
        primary, secondary = colour("text.primary").name(), colour("text.secondary").name()
        self.text.document().setDefaultStyleSheet(
            f"h1 {{ font-size: {px(22)}px; color: {primary}; }}"
            f"h2 {{ font-size: {px(13)}px; color: {secondary}; margin-top: {px(16)}px; }}"
            f"p, li {{ color: {primary}; margin-bottom: {px(6)}px; }}"
            f"ul {{ margin-left: -{px(22)}px; }} a {{ color: {colour('text.link').name()}; }}"
        )
        self._read(self.topic)
