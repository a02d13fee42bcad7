"""While one types, only what cannot become a requirement any more is marked, and gently."""

import pytest
from PySide6.QtCore import QMimeData

from app.panels.half_typed import gently
from core.model import Boilerplate, Requirement
from core.requirements.completion import stops
from core.requirements.remarks import remarks
from tests.app.conftest import element

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SENTENCE = "While the pump runs, when the level is high, the controller shall close the valve within 5 s."


@pytest.mark.parametrize("place", range(1, len(SENTENCE)))
def test_no_beginning_of_a_requirement_is_marked_while_the_caret_is_at_its_end(place):
    text = SENTENCE[:place]
    found = gently(remarks(text), text, len(text))
    assert not [one for one in found if one.diagnostic.code == "ears-no-shall"]


def test_what_cannot_go_on_is_marked_from_where_it_cannot():
    text = "When the lid is open, the lamp glows."
    assert text[stops(text) :] == "glows."
    (told,) = [
        one.diagnostic
        for one in gently(remarks(text), text, len(text))
        if one.diagnostic.code == "ears-no-shall"
    ]
    assert (told.column, told.length) == (text.index("glows") + 1, len("glows."))


def test_where_the_caret_is_elsewhere_the_end_is_marked():
    text = "When the level is"
    (told,) = [one.diagnostic for one in gently(remarks(text), text, 0)]
    assert (told.column, told.length) == (text.index("is") + 1, 2)


@pytest.fixture
def page(desk):
    desk.activateWindow()
    desk.show_room("require")
    return desk.shown.requirements_page()


def test_what_stands_beside_a_requirement_becomes_its_rationale_in_one_change(page):
    one = element(page.window(), "DOS-02").id
    with page._session.change("Write") as edit:
        edit.set(one, text="The Dosing controller shall hold the dose. It saves chlorine.", rationale="Old.")
    page.go_to(one)
    page.editor.look()
    fix = next(fix for fix in page.editor.fixes() if fix.rationale)
    page.editor.mend(fix)
    now = page._session.snapshot().find(Requirement, one)
    assert (now.text, now.rationale) == (
        "The Dosing controller shall hold the dose.",
        "Old. It saves chlorine.",
    )
    page._session.undo()
    assert page._session.snapshot().find(Requirement, one).text.endswith("It saves chlorine.")


def test_a_very_long_text_is_told_to_be_too_long_and_holds_nobody_up():
    (told,) = remarks("The pump shall stop. " * 50_000)
    assert told.diagnostic.code == "ears-too-long"


def test_the_inspector_shows_a_boilerplate_to_be_read(desk):
    with desk.session.change("Shape") as edit:
        made = edit.new(
            Boilerplate,
            name="Duty",
            shape="<system> is to <response>",
            means="The <system> shall <response>",
            example="The pump is to stop.",
        )
    inspector = desk.shown.inspector
    inspector.show_element(made)
    assert "shape" not in inspector._fields
    assert "means" not in inspector._fields


def test_a_line_of_a_megabyte_is_neither_pasted_nor_laid_out(page):
    said = []
    page.message.connect(said.append)
    before = page.editor.sentence.toPlainText()
    pasted = QMimeData()
    pasted.setText("The pump shall stop. " * 50_000)
    page.editor.sentence.insertFromMimeData(pasted)
    assert page.editor.sentence.toPlainText() == before
    assert said
    page.editor.show_requirement("DOS-02", pasted.text(), True)
    assert page.editor.sentence.isReadOnly()
    assert not page.editor.dirty
    assert pasted.text().startswith(page.editor.sentence.toPlainText())
    assert page.editor._remarks[0].diagnostic.code == "ears-too-long"
