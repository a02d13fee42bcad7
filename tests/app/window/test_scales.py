"""Text of any size, in every language: no label, button or tab of any page is narrower than its words."""

import pytest
from PySide6.QtWidgets import QWidget

from app.desktop import make_window
from app.panels.labels import Elided
from app.session.preferences import Preferences
from app.theme import look
from core.ground.words import use_language
from tests.app.conftest import element
from tests.app.window import test_clipping
from tests.app.window.test_accessible import pages


def clipped(window):
    """What is cut without saying so; what ends in an ellipsis has the whole of it as its tooltip."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    return [fault for one in shown if not isinstance(one, Elided) for fault in test_clipping._faults(one)]


@pytest.fixture(params=["en", "de", "fr"])
def speaking(request, qtbot, plant):
    """Opens the small plant in a language, in a window of 1360 by 800, with text of a size."""

    made = []

    def open_at(scale):
        use_language(request.param)
        look().use(theme="light", scale=scale)
        window = make_window(Preferences(scale=scale, language=request.param))
        window.resize(1360, 800)
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        assert window.session.open(plant)
        window.results._pause.stop()
        qtbot.wait(10)
        return window

    yield open_at
    for window in made:
        window.close()
        window.deleteLater()
    use_language("en")
    look().use(theme="light", scale=1.0)


@pytest.mark.slow
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_no_word_is_cut_on_any_page(qtbot, speaking, scale):
    window = speaking(scale)
    window.session.select((element(window, "Dosing controller").id,))
    cut = {}
    for page in pages(window):
        try:
            qtbot.waitUntil(lambda: clipped(window) == [], timeout=400)
        except qtbot.TimeoutError:
            cut[page] = clipped(window)
    assert cut == {}
