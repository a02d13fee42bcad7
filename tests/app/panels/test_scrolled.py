"""A panel that scrolls is as high as its words."""

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.panels.hand_over import HandOverPage
from app.panels.inspector import Inspector
from app.panels.labels import label
from app.panels.scrolled import Fitting
from core.ground.words import use_language
from tests.app.conftest import element


def test_facts_that_are_shown_while_the_inspector_is_out_of_sight_have_their_height_when_it_comes(
    qtbot, desk
):
    desk.resize(1600, 500)
    inspector = desk.findChild(Inspector)
    inspector.hide()
    desk.session.select((element(desk, "Dosing controller").id,))
    qtbot.wait(10)
    inspector.show()
    body = inspector.widget()
    assert isinstance(body, QWidget)
    qtbot.waitUntil(lambda: body.height() >= body.heightForWidth(body.width()), timeout=2000)
    assert body.height() > inspector.viewport().height()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_with_room_for_all_of_it_does_not_scroll(qtbot, desk, language):
    use_language(language)
    try:
        page = HandOverPage(desk.session, desk.results)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        area = page.findChild(QScrollArea)
        qtbot.waitUntil(lambda: area.widget().height() == area.viewport().height())
        assert area.verticalScrollBar().maximum() == 0
        page.resize(480, 300)
        qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
        body = area.widget()
        assert body.height() >= body.heightForWidth(body.width())
    finally:
        use_language("en")


def test_what_fits_is_as_high_as_its_words_and_scrolls_where_there_is_less_room(qtbot):
    words = label("One word after the other. " * 12, wraps=True)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    area = Fitting(words, 30)
    column.addWidget(area)
    column.addStretch(1)
    for width in (600, 240):
        holder.resize(width, 600)
        with qtbot.waitExposed(holder):
            holder.show()
        qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
        assert words.height() >= words.heightForWidth(words.width())
    holder.resize(240, 70)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
