"""Below the slots: the sentence said otherwise, its time as a picture, formulas or the reason for none."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from app.panels.timing_picture import TimingPicture
from app.theme import colour, look
from core.formal import formalise
from core.model import Binding, Location, Proposition, Term
from core.requirements import parse, phrases
from core.requirements.timing import timings
from tests.app.conftest import element

TIMED = "While the dose is held, when the flow returns, the Dosing controller shall stop the pump within 5 s."


@pytest.fixture
def page(desk):
    """The Require room."""
    desk.activateWindow()
    desk.show_room("require")
    return desk.shown.requirements_page()


def words(page):
    """All words of the view of what was understood."""
    return [one.text() for one in page.slots.findChildren(QLabel) if one.isVisibleTo(page.slots)]


def write(page, qtbot, text):
    """A requirement with this sentence, in front."""
    one = element(page.window(), "DOS-02")
    with page._session.change("Write") as edit:
        edit.set(one.id, text=text)
    page.go_to(one.id)
    qtbot.wait(100)
    return element(page.window(), "DOS-02")


def test_the_paraphrase_and_the_reason_for_no_property_are_told(page, qtbot):
    one = write(page, qtbot, TIMED)
    said = words(page)
    assert any(text.startswith("As long as “the dose is held”") for text in said)
    assert f"{formalise(page._session.snapshot(), one).reason}." in said
    assert "TCTL" not in said


def test_a_bound_requirement_has_its_formulas_over_short_names(page, qtbot):
    one = write(page, qtbot, TIMED)
    held = next(here for here in page._session.snapshot().of(Location) if here.name == "Held")
    with page._session.change("Bind") as edit:
        for phrase in phrases(parse(TIMED)):
            edit.new(
                Proposition,
                name=phrase.normalised,
                binding=Binding.STATE,
                locations=(held.id,),
                confirmed_by="Tester",
            )
    assert formalise(page._session.snapshot(), one).properties
    qtbot.wait(100)
    said = words(page)
    tctl = said[said.index("TCTL") + 1]
    assert tctl.startswith("AG (")
    assert "5 s" in tctl
    assert said[said.index("MTL") + 1].startswith("G ")
    assert {"p", "q", "r"} <= set(said)


def test_a_sentence_with_classes_tells_its_roles(page, qtbot):
    write(page, qtbot, 'The "Dosing controller":component shall stop the "Dosing pump":outDevice.')
    said = words(page)
    assert said[said.index("agent") + 1] == '"Dosing controller":component'
    assert said[said.index("theme") + 1] == '"Dosing pump":outDevice'


def test_the_picture_of_the_time_says_in_words_what_it_shows(page, qtbot):
    write(page, qtbot, TIMED)
    (picture,) = [one for one in page.slots.findChildren(TimingPicture) if one.isVisibleTo(page.slots)]
    heard = QAccessible.queryAccessibleInterface(picture)
    assert heard.text(QAccessible.Text.Name) == "After “the flow returns”, “stop the pump” within 5 s."


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_the_picture_is_painted_from_the_colours_of_the_look(qapp, qtbot, theme):
    look().use(theme=theme, scale=1.0)
    picture = TimingPicture(timings(parse(TIMED))[0])
    qtbot.addWidget(picture)
    picture.resize(picture.sizeHint())
    image = picture.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert colour("status.ok.tint").name() in seen
    look().use(theme="light", scale=1.0)


def test_a_denied_response_leaves_the_lettering_of_the_rest_alone(qapp, qtbot):
    from app.theme import font

    text = "When the lid opens, the lamp shall not glow within 5 s."
    picture = TimingPicture(timings(parse(text))[0])
    qtbot.addWidget(picture)
    picture.grab()
    assert not font("small").strikeOut()


def test_a_typed_system_is_found_in_the_model_or_by_the_glossary(page, qtbot):
    with page._session.change("Name it") as edit:
        controller = element(page.window(), "Dosing controller")
        edit.new(Term, name="DCU", refers_to=controller.id)
    write(page, qtbot, 'DCU:system shall stop "Dosing pump":outDevice within 5 s.')
    assert "component Dosing controller" in words(page)
    write(page, qtbot, '"Dosing controller":system shall stop "Dosing pump":outDevice within 5 s.')
    assert "component" in words(page)
    assert "nothing in the model is called so" not in words(page)
