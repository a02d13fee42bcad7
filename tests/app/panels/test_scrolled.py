"""A panel that scrolls is as high as its words."""

from PySide6.QtWidgets import QWidget

from app.panels.inspector import Inspector
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
