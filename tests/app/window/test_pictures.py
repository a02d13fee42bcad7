"""The diagram in front as a picture: in a file of the form that its ending names, or on the clipboard."""

from dataclasses import replace
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.canvas.picture import MARGIN, image_of
from app.theme import look
from app.theme.tokens import tokens
from app.window.pages import Page
from app.window.pictures import SVG_TYPE, write_many, write_one
from app.window.seeing import front_work
from core.diagram import draw
from core.ground.diagnostic import Refused
from core.model import Diagram, Placement
from tests.app.conftest import element


@pytest.fixture
def drawn(desk):
    """The window with a diagram in front that shows the pump."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant").id
        pump = element(desk, "Dosing pump").id
        edit.new(Placement, owner=diagram, element=pump, x=80, y=40, width=176, height=52)
    desk.pages.show_page(Page("diagram", diagram))
    return desk


def filled(edit, shown, names):
    """Diagrams of these names that show one element."""
    made = [edit.new(Diagram, name=name).id for name in names]
    for diagram in made:
        edit.new(Placement, owner=diagram, element=shown, x=40, y=40, width=176, height=52)
    return made


def write(window, path):
    """Write the diagram in front."""
    canvas = window.shown.canvas()
    write_one(canvas.scene_shown.drawing, canvas.diagram.name, path)


def test_the_image_holds_the_whole_drawing_and_leaves_the_view_as_it_was(drawn, theme):
    canvas = drawn.shown.canvas()
    canvas.zoom_to(0.3)
    before = canvas.scene_shown.detail
    image = image_of(canvas.scene_shown.drawing, 2.0)
    area = canvas.scene_shown.extent()
    assert image.width() == round(2 * (area.width() + 2 * MARGIN))
    assert canvas.scene_shown.detail == before
    colours = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    assert len(colours) > 5


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_the_ending_names_the_form_and_an_older_picture_gives_way(drawn, tmp_path, ending):
    path = tmp_path / f"plant.{ending}"
    for _time in range(2):
        write(drawn, path)
    if ending == "svg":
        assert "Dosing pump" in path.read_text()
    elif ending == "pdf":
        assert "Dosing pump" in pypdf.PdfReader(path).pages[0].extract_text()
    else:
        assert QImage(str(path)).text("Software") == "Bartizan"


@pytest.mark.parametrize("name", ["plant.bmp", "plant"])
def test_another_form_is_refused_by_name(drawn, tmp_path, name):
    with pytest.raises(Refused, match="cannot be written as"):
        write(drawn, tmp_path / name)


def test_no_image_of_others_is_written_over(drawn, tmp_path):
    theirs = tmp_path / "photo.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(theirs))
    before = theirs.read_bytes()
    with pytest.raises(Refused, match="not written by Bartizan"):
        write(drawn, theirs)
    assert theirs.read_bytes() == before


@pytest.fixture(autouse=True)
def _nothing_copied(qapp):
    qapp.clipboard().clear()


def copy_picture(window, qtbot):
    window.run("edit.copy_picture")
    qtbot.waitUntil(lambda: not window.jobs.running)


def test_the_diagram_is_copied_as_a_picture(drawn, qtbot):
    copy_picture(drawn, qtbot)
    assert QApplication.clipboard().image().width() > 200
    assert "Copied “Plant” as a picture" in drawn.status._reason.text()
    svg = bytes(QApplication.clipboard().mimeData().data(SVG_TYPE).data()).decode()
    assert "Dosing pump" in svg
    drawn.desk.clipboard.leave()
    assert QApplication.clipboard().image().width() > 200


@pytest.fixture
def two(drawn):
    """The diagram with a second component on it, the first of them selected."""
    canvas = drawn.shown.canvas()
    with drawn.session.change("Draw") as edit:
        laptop = element(drawn, "Laptop").id
        edit.new(Placement, owner=canvas.diagram.id, element=laptop, x=600, y=40, width=176, height=52)
    canvas.select([element(drawn, "Dosing pump").id])
    return drawn


def test_a_picture_is_made_beside_the_window_and_stopped_leaves_the_clipboard_as_it_was(
    drawn, qtbot, monkeypatch
):
    stopped, painted = Event(), []

    def slowly(_painter, drawing, tell):
        painted.append(QThread.currentThread())
        stopped.wait(20)
        tell(1, len(drawing.items))

    monkeypatch.setattr("app.canvas.picture.paint_drawing", slowly)
    QApplication.clipboard().setText("before")
    drawn.run("edit.copy_picture")
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0] is not QApplication.instance().thread()
    drawn.jobs.cancel(drawn.jobs.running[-1])
    stopped.set()
    qtbot.waitUntil(lambda: not drawn.jobs.running)
    assert QApplication.clipboard().text() == "before"


def test_what_is_selected_is_copied_alone(two, qtbot):
    whole = two.shown.canvas().scene_shown.extent().width()
    copy_picture(two, qtbot)
    assert QApplication.clipboard().image().width() < whole
    svg = bytes(QApplication.clipboard().mimeData().data(SVG_TYPE).data()).decode()
    assert "Dosing pump" in svg
    assert "Laptop" not in svg


@pytest.mark.parametrize(("action", "whole"), [("export.picture", True), ("export.selection", False)])
def test_a_picture_is_written_beside_the_window(two, tmp_path, qtbot, monkeypatch, action, whole):
    path = tmp_path / "plant.svg"
    monkeypatch.setattr("app.window.pictures.ask_save", lambda *_any: path)
    two.run(action)
    assert len(two.jobs.running) == 1
    qtbot.waitUntil(lambda: not two.jobs.running, timeout=20000)
    assert ("Laptop" in path.read_text()) is whole


@pytest.mark.parametrize("form", ["svg", "png"])
def test_many_diagrams_are_written_with_progress(two, tmp_path, qtbot, form):
    with two.session.change("Draw") as edit:
        made = filled(edit, element(two, "Laptop").id, [f"Part {number}/{form}" for number in range(3)])
    heard = []
    two.jobs.progressed.connect(lambda job: heard.append((job.done, job.total, job.words)))
    write_many(two, made, form, tmp_path / "out")
    qtbot.waitUntil(lambda: not two.jobs.running, timeout=40000)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"Part-{number}-{form}.{form}" for number in range(3)
    ]
    assert (0, 3, f"Part 0/{form}") in heard


def test_a_batch_that_is_cancelled_leaves_nothing(two, tmp_path, qtbot):
    with two.session.change("Draw") as edit:
        made = filled(edit, element(two, "Laptop").id, [f"Part {number}" for number in range(40)])
    write_many(two, made, "png", tmp_path / "out")
    two.jobs.cancel_all()
    qtbot.waitUntil(lambda: not two.jobs.active, timeout=20000)
    assert not (tmp_path / "out").exists()


def test_a_batch_says_which_file_of_others_is_in_its_way(two, tmp_path, qtbot):
    (tmp_path / "Plant.png").write_bytes(b"mine")
    write_many(two, [two.shown.canvas().diagram.id], "png", tmp_path)
    qtbot.waitUntil(lambda: two.messages.shown is not None, timeout=20000)
    assert two.messages.shown.code == "output-taken"
    assert (tmp_path / "Plant.png").read_bytes() == b"mine"


def filtered(window, qtbot):
    """The page in front under a filter that hides all but the pump, and with heat."""
    layers = window.pages.widget(window.pages.current).layers
    layers.strip.line.setText("pump")
    layers.strip.hiding.setChecked(True)
    layers.switch("allocation")
    qtbot.waitUntil(lambda: bool(window.shown.canvas().scene_shown.veil.heats))
    return front_work(window, selection=False)()


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_many_pictures_are_what_is_seen_or_the_plain_drawings(two, tmp_path, qtbot, form):
    seen, name = filtered(two, qtbot), two.shown.canvas().diagram.name
    plain = draw(two.session.snapshot(), two.shown.canvas().diagram_id)
    two.overlays.show(frozenset({"allocation"}))
    for folder, drawing in (("seen", seen), ("plain", plain)):
        write_one(drawing, name, tmp_path / f"{folder}.{form}")
        write_many(two, [two.shown.canvas().diagram_id], form, tmp_path / folder, plain=folder == "plain")
        qtbot.waitUntil(lambda: not two.jobs.running, timeout=40000)
        expected = (tmp_path / f"{folder}.{form}").read_bytes()
        assert (tmp_path / folder / f"Plant.{form}").read_bytes() == expected
    assert (tmp_path / "seen" / f"Plant.{form}").read_bytes() != expected


def test_one_picture_has_one_theme_also_on_the_clipboard(two, qtbot, theme):
    for colours, ground in (("light", "light"), ("screen", look().theme)):
        two.save_preferences(replace(two.preferences, pictures=colours))
        copy_picture(two, qtbot)
        wanted = tokens().themes[ground]["surface.canvas"].lower()
        assert QApplication.clipboard().image().pixelColor(1, 1).name() == wanted
        svg = bytes(QApplication.clipboard().mimeData().data(SVG_TYPE).data()).decode().lower()
        assert f'fill="{wanted}"/>' in svg.partition("<g ")[0]
    assert look().colour("surface.canvas").name() == tokens().themes[look().theme]["surface.canvas"].lower()


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_a_picture_of_nothing_is_refused(two, tmp_path, form):
    with two.session.change("Draw") as edit:
        empty = edit.new(Diagram, name="Empty").id
    with pytest.raises(Refused, match="Nothing is seen of “Empty”"):
        write_one(draw(two.session.snapshot(), empty), "Empty", tmp_path / f"empty.{form}")
    assert list(tmp_path.glob("empty.*")) == []


def test_the_name_offered_is_one_that_every_system_holds(two, monkeypatch):
    offered = []
    monkeypatch.setattr("app.window.pictures.ask_save", lambda *given: offered.append(given[2].name))
    for name in ("con", "a:b/c", "Plant..."):
        with two.session.change("Name it") as edit:
            edit.set(two.shown.canvas().diagram_id, name=name)
        two.run("export.picture")
    assert offered == ["con-.svg", "a-b-c.svg", "Plant.svg"]


def test_an_image_that_is_coarser_than_others_says_so(two, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("app.canvas.picture._MOST", 40_000)
    path = tmp_path / "plant.png"
    monkeypatch.setattr("app.window.pictures.ask_save", lambda *_any: path)
    two.run("export.picture")
    qtbot.waitUntil(lambda: not two.jobs.running, timeout=20000)
    assert path.exists()
    assert two.messages.shown.code == "picture-coarse"
    assert "“Plant” is so large" in two.messages.shown.message


def test_a_picture_that_is_refused_leaves_no_word_of_the_one_before(two, tmp_path, qtbot, monkeypatch):
    for name in ("one.svg", "two.jpg"):
        monkeypatch.setattr("app.window.pictures.ask_save", lambda *_any, name=name: tmp_path / name)
        two.run("export.picture")
        qtbot.waitUntil(lambda: not two.jobs.running, timeout=20000)
        qtbot.wait(20)
    assert two.messages.shown.code == "picture-form"
    assert two.status._reason.text() == ""
