"""A new look costs what is on the screen: what is hidden takes it on when it is shown next."""

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.panels.hand_over import HandOverPage
from app.theme import colour, font, look, restyled
from tests.app.conftest import element


class Panel(QLabel):
    """A panel that notes with which theme it was built."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.built = []
        restyled(self, self._build)

    def _build(self):
        self.built.append(look().theme)


def test_a_visible_panel_is_rebuilt_at_once(qtbot, theme):
    panel = Panel()
    qtbot.addWidget(panel)
    panel.show()
    look().use(theme="high_contrast")
    assert panel.built == ["high_contrast"]


def test_a_hidden_panel_is_rebuilt_once_when_it_is_shown_next(qtbot, theme):
    panel = Panel()
    qtbot.addWidget(panel)
    look().use(theme="high_contrast")
    look().use(scale=1.2)
    assert panel.built == []
    panel.show()
    panel.hide()
    panel.show()
    assert panel.built == ["high_contrast"]


def test_a_panel_in_a_hidden_page_is_rebuilt_with_the_page(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    panel = Panel()
    QVBoxLayout(page).addWidget(panel)
    page.show()
    page.hide()
    look().use(theme="high_contrast")
    assert panel.built == []
    page.show()
    assert panel.built == ["high_contrast"]


def test_a_panel_that_is_gone_hears_of_no_look(qtbot, theme):
    built = []
    panel = Panel()
    panel.built = built
    panel.show()
    panel.deleteLater()
    qtbot.wait(10)
    look().use(theme="high_contrast")
    assert built == []


def test_a_hidden_page_is_not_rebuilt_by_a_theme_and_is_right_when_shown(qtbot, desk, theme):
    desk.show_room("hand over")
    (page,) = desk.findChildren(HandOverPage)
    desk.show_room("draw")
    before = page.findChildren(QLabel)
    look().use(theme="high_contrast", scale=1.2)
    qtbot.wait(10)
    assert page.findChildren(QLabel) == before
    desk.show_room("hand over")
    qtbot.wait(10)
    after = page.findChildren(QLabel)
    assert not set(before) & set(after)
    title = next(one for one in after if one.property("type") == "title")
    assert title.font().pixelSize() == round(22 * 1.2)
    assert title.palette().windowText().color() == colour("text.primary")
    made = page.grab().toImage()
    look().use(theme="high_contrast", scale=1.2)
    qtbot.wait(10)
    assert page.grab().toImage() == made


def test_a_new_sheet_leaves_what_is_typed_and_where_the_caret_is(qtbot, desk, theme):
    desk.session.select((element(desk, "Dosing controller").id,))
    line = desk.shown.model_panel.filter
    line.setFocus()
    qtbot.keyClicks(line, "dos")
    look().use(theme="high_contrast", scale=1.2)
    qtbot.wait(10)
    assert (line.text(), QApplication.focusWidget()) == ("dos", line)
    assert QApplication.palette().window().color() == colour("surface.window")
    assert QApplication.font().pixelSize() == font("body").pixelSize()
