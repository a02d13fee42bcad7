"""At any size of text, in every language, nothing in the top lines is over another or left out early."""

from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget

from app.desktop import make_window
from app.session.preferences import Preferences
from app.theme import look
from app.window.pages import Page
from core.ground.words import use_language
from core.model import Diagram, Placement
from tests.app.conftest import element


@pytest.fixture(params=["en", "de", "fr"])
def drawn(request, qtbot, plant):
    """The small plant, a component in a zone selected on a diagram, in a window of 1280 by 800."""
    use_language(request.param)
    window = make_window(Preferences(language=request.param))
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(plant)
    window.results._pause.stop()
    with window.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant overview")
        pump = element(window, "Dosing pump")
        edit.new(Placement, owner=diagram.id, element=pump.zone, width=400, height=200)
        edit.new(Placement, owner=diagram.id, element=pump.id, x=40, y=60, width=176, height=52)
    window.pages.show_page(Page("diagram", diagram.id))
    window.session.select((pump.id,))
    yield window
    window.close()
    window.deleteLater()
    use_language("en")
    look().use(theme="light", scale=1.0)


def children(holder):
    return [one for one in holder.findChildren(QWidget) if one.parent() is holder and one.isVisible()]


def sized(window, qtbot, percent):
    look().use(scale=percent / 100)
    qtbot.wait(20)
    window.resize(1280, 800)
    qtbot.wait(20)


@pytest.mark.parametrize("percent", range(100, 201, 10))
def test_no_two_widgets_of_the_command_bar_overlap(drawn, qtbot, percent):
    sized(drawn, qtbot, percent)
    assert drawn.width() == 1280
    shown = children(drawn.bar)
    over = [
        (type(one).__name__, type(other).__name__)
        for one, other in combinations(shown, 2)
        if one.geometry().intersects(other.geometry())
    ]
    beyond = [type(one).__name__ for one in shown if not drawn.bar.rect().contains(one.geometry())]
    assert (over, beyond) == ([], [])


@pytest.mark.parametrize("percent", range(100, 201, 10))
def test_no_step_to_a_diagram_is_left_out_while_there_is_room_for_it(drawn, qtbot, percent):
    sized(drawn, qtbot, percent)
    page = drawn.pages.widget(drawn.pages.current)
    way, chips = page.way, page.layers.chips
    kept = [number for number, step in enumerate(way.steps) if not step.isHidden()]
    free = way.width() - way._wide(kept) + min(one.x() for one in children(chips))
    left_out = [number for number in range(len(way.steps)) if number not in kept]
    early = [number for number in left_out if way._wide(sorted([*kept, number])) - way._wide(kept) < free]
    assert early == []
