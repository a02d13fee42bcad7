"""Printing: pages as they are previewed, vectors with searchable words, and no file of others lost."""

from threading import Event

import pypdf
import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest

from app.canvas.paper import Paper
from app.canvas.picture import paint_drawing
from app.theme import look
from app.window.pages import Page
from app.window.printing import PRINT, origin_of, write
from core.diagram import draw
from core.diagram.legend import LEGEND
from core.diagram.paper import Way
from core.model import Diagram, Placement
from tests.app.conftest import element


@pytest.fixture
def printed(desk, qtbot, tmp_path, monkeypatch):
    """The print page of a diagram that is wider than a sheet at 100 %; a second diagram; where it prints."""
    with desk.session.change("Draw") as edit:
        plant = edit.new(Diagram, name="Plant").id
        office = edit.new(Diagram, name="Office").id
        for diagram, name, x in ((plant, "Dosing pump", 40), (plant, "Laptop", 2400), (office, "Laptop", 40)):
            shown = element(desk, name).id
            edit.new(Placement, owner=diagram, element=shown, x=x, y=40, width=176, height=52)
    desk.pages.show_page(Page("diagram", plant))
    desk.run("print")
    page = desk.pages.widget(PRINT)
    qtbot.waitUntil(page.isVisible)
    path = tmp_path / "printed.pdf"
    monkeypatch.setattr("app.window.printing.ask_save", lambda *_any: path)
    return desk, page, path


def texts(path):
    """The words of each page, with a space between two."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_from_any_page_the_diagram_that_was_in_front_last_is_printed_or_the_first(desk, qtbot):
    with desk.session.change("Draw") as edit:
        made = [edit.new(Diagram, name=name).id for name in ("Plant", "Office")]
        for diagram in made:
            edit.new(Placement, owner=diagram, element=element(desk, "Laptop").id, x=40, y=40)
    desk.show_room("require")
    desk.run("print")
    page = desk.pages.widget(PRINT)
    assert desk.shown.printed in made
    assert len(page.leaves) == 1
    desk.pages.show_page(Page("diagram", made[1]))
    desk.show_room("hand over")
    desk.run("print")
    assert desk.shown.printed == made[1]


def test_a_page_that_fits_has_the_words_of_the_drawing_and_its_origin(printed):
    desk, page, path = printed
    page.to_file.click()
    (words,) = texts(path)
    for expected in ("Plant", "Dosing pump", "Laptop", desk.session.project.head_hash[:16]):
        assert expected in words
    (sheet,) = pypdf.PdfReader(path).pages
    assert [round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height)] == [842, 595]
    assert not sheet.images


def test_tiles_at_full_size_are_numbered_and_hold_every_word(printed):
    _desk, page, path = printed
    page.choose("way", Way.TILES)
    assert len(page.leaves) == 3
    assert page.preview.page_area(1).left() > page.preview.page_area(0).right()
    page.to_file.click()
    words = texts(path)
    assert len(words) == 3
    assert "Dosing pump" in words[0]
    assert "Laptop" in words[2]
    assert "sheet 2 of 3, row 1, column 2" in words[1]


def test_orientation_and_paper_are_those_chosen(printed):
    _desk, page, path = printed
    page.choose("paper", "A3")
    page.choose("lies", "upright")
    assert page.paper == Paper("A3", False, Way.FIT)
    page.to_file.click()
    (sheet,) = pypdf.PdfReader(path).pages
    assert [round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height)] == [842, 1191]


def test_all_diagrams_and_the_selection_alone_can_be_printed(printed):
    desk, page, path = printed
    page.choose("what", "all")
    assert {leaf.name for leaf in page.leaves} == {"Plant", "Office"}
    desk.session.select((element(desk, "Dosing pump").id,))
    page.choose("what", "selection")
    page.to_file.click()
    (words,) = texts(path)
    assert "Dosing pump" in words
    assert "Laptop" not in words
    desk.session.select(())
    page.choose("what", "selection")
    assert page.leaves == ()
    assert not page.to_file.isEnabled()


def test_large_diagrams_are_laid_out_beside_the_window(printed, qtbot, monkeypatch):
    desk, page, _path = printed
    monkeypatch.setattr("app.canvas.opening.MANY", 1)
    threads = []

    def noted(*arguments):
        threads.append(QThread.currentThread())
        return draw(*arguments)

    monkeypatch.setattr("core.assistants.seen.draw", noted)
    page.choose("what", "all")
    assert not page.to_file.isEnabled()
    assert [job.title for job in desk.jobs.running] == ["Laying the diagrams out"]
    qtbot.waitUntil(lambda: bool(page.leaves))
    assert {leaf.name for leaf in page.leaves} == {"Plant", "Office"}
    assert desk.thread() not in threads
    assert page.to_file.isEnabled()
    page.choose("paper", "A3")
    assert not desk.jobs.running
    page.refresh()
    assert not desk.jobs.running
    assert len(threads) == 2


def test_laying_out_can_be_stopped_and_a_late_answer_counts_no_more(printed, qtbot, monkeypatch):
    desk, page, _path = printed
    monkeypatch.setattr("app.canvas.opening.MANY", 2)
    gone_on = Event()

    def slowly(snapshot, diagram, overlays, pace):
        gone_on.wait(20)
        pace(0.5)
        return draw(snapshot, diagram, overlays, pace)

    monkeypatch.setattr("core.assistants.seen.draw", slowly)
    page.choose("what", "all")
    desk.jobs.cancel(desk.jobs.running[-1])
    gone_on.set()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert page.leaves == ()
    assert "was stopped" in page._count.text()
    gone_on.clear()
    page.choose("what", "all")
    monkeypatch.setattr("core.assistants.seen.draw", draw)
    page.choose("what", "front")
    gone_on.set()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert {leaf.name for leaf in page.leaves} == {"Plant"}


def test_what_is_printed_is_what_is_seen_or_the_plain_drawing(printed, qtbot):
    desk, page, path = printed
    layers = desk.pages.widget(Page("diagram", desk.shown.printed)).layers
    desk.pages.show_page(Page("diagram", desk.shown.printed))
    layers.strip.line.setText("pump")
    layers.strip.hiding.setChecked(True)
    layers.switch("allocation")
    scene = layers._canvas.scene_shown
    qtbot.waitUntil(lambda: not layers.arriving.under_way and bool(scene.veil.heats))
    desk.pages.show_page(PRINT)
    for what in ("front", "all"):
        page.choose("what", what)
        (plant, *_others) = page.leaves
        *items, legend = plant.drawing.items
        assert tuple(items) == scene.seen().items
        assert [item.element for item in items] == [element(desk, "Dosing pump").id]
        assert legend.element == LEGEND
    page.choose("what", "front")
    page.to_file.click()
    assert "Laptop" not in texts(path)[0]
    page.choose("over", "plain")
    (plain,) = page.leaves
    assert plain.drawing.items == draw(desk.session.snapshot(), desk.shown.printed).items
    assert page.choices["over"].value == "plain"


def test_a_diagram_whose_page_is_not_open_is_printed_with_the_overlays_it_would_open_with(printed):
    desk, page, _path = printed
    desk.overlays.show(frozenset({"allocation"}))
    page.choose("what", "all")
    office = page.leaves[-1].drawing
    assert "heat" in [spot.name for item in office.items for spot in item.spots]
    page.choose("over", "plain")
    assert "heat" not in [spot.name for item in page.leaves[-1].drawing.items for spot in item.spots]


def test_a_page_with_much_on_it_is_painted_and_printed_beside_the_window(printed, qtbot, monkeypatch):
    desk, page, path = printed
    monkeypatch.setattr("app.canvas.opening.MANY", 1)
    monkeypatch.setattr("app.panels.print_preview.MANY", 1)
    threads = []

    def noted(*arguments):
        threads.append(QThread.currentThread())
        return paint_drawing(*arguments)

    monkeypatch.setattr("app.canvas.paper.paint_drawing", noted)
    page.preview.show_leaves(page.leaves, page.paper, "")
    assert page.preview.image(0) is None
    qtbot.waitUntil(lambda: page.preview.image(0) is not None)
    page.to_file.click()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert "Dosing pump" in texts(path)[0]
    assert len(threads) >= 2
    assert desk.thread() not in threads


def test_choices_are_made_with_the_keyboard(printed):
    _desk, page, _path = printed
    page.choices["way"].setFocus()
    QTest.keyClick(page.choices["way"], Qt.Key.Key_Right)
    assert page.paper.way is Way.TILES


def test_the_dark_theme_prints_on_white_and_stays_dark(printed):
    _desk, page, _path = printed
    look().use(theme="dark")
    try:
        image = page.preview.image(0)
        corner = image.pixelColor(2, 2)
        assert (corner.red(), corner.green(), corner.blue()) == (255, 255, 255)
        greys = {
            image.pixelColor(x, y).lightness()
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        }
        assert min(greys) < 200
        assert max(greys) == 255
        assert look().theme == "dark"
        assert look().colour("surface.canvas").lightness() < 60
    finally:
        look().use(theme="light")


def test_no_file_of_others_is_printed_over(printed):
    desk, page, path = printed
    path.write_bytes(b"mine")
    write(desk, page)
    assert path.read_bytes() == b"mine"
    assert desk.messages.shown.code == "output-taken"


def test_an_older_print_of_ours_gives_way(printed):
    desk, page, path = printed
    for _time in range(2):
        page.to_file.click()
    assert desk.messages.shown is None
    assert len(texts(path)) == 1


def test_without_a_printer_pdf_is_what_is_offered(printed):
    _desk, page, _path = printed
    assert page.to_printer.isEnabled() == (not page.to_file.property("primary"))


def test_the_origin_is_project_date_and_head(printed):
    desk, _page, _path = printed
    title, date, head = origin_of(desk).split(" · ")
    assert title == desk.session.title
    assert len(date) == 10
    assert desk.session.project.head_hash.startswith(head)


@pytest.mark.parametrize("size", [(1600, 1000), (1280, 800)])
def test_one_page_is_seen_whole_and_in_the_middle(printed, qtbot, size):
    desk, page, _path = printed
    desk.resize(*size)
    page.choose("what", "front")
    qtbot.waitUntil(lambda: len(page.leaves) == 1)
    desk.frame.fold("bottom")
    qtbot.wait(20)
    preview, seen = page.preview, page.preview.parentWidget().rect()
    sheet = preview.page_area(0).translated(preview.pos())
    assert seen.contains(sheet)
    assert abs(sheet.center().x() - seen.center().x()) <= 1
    assert preview.image(0).size() == sheet.size() * preview.devicePixelRatioF()
