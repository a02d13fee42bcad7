"""The diagram in front as a picture: in a file of the form that its ending names, or on the clipboard."""

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.canvas.picture import MARGIN, picture_of
from app.window.pages import Page
from app.window.pictures import write_picture
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


def test_the_image_holds_the_whole_drawing_and_leaves_the_view_as_it_was(drawn, theme):
    canvas = drawn.shown.canvas()
    canvas.zoom_to(0.3)
    before = canvas.scene_shown.detail
    image = picture_of(canvas.scene_shown, 2.0)
    area = canvas.scene_shown.extent()
    assert image.width() == round(2 * (area.width() + 2 * MARGIN))
    assert canvas.scene_shown.detail == before
    colours = {image.pixel(x, image.height() // 2) for x in range(image.width())}
    assert len(colours) > 5


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_the_ending_names_the_form_and_an_older_picture_gives_way(drawn, tmp_path, ending):
    path = tmp_path / f"plant.{ending}"
    for _time in range(2):
        write_picture(drawn.shown.canvas(), path)
    if ending == "svg":
        assert "Dosing pump" in path.read_text()
    elif ending == "pdf":
        assert "Dosing pump" in pypdf.PdfReader(path).pages[0].extract_text()
    else:
        assert QImage(str(path)).text("Software") == "Bartizan"


@pytest.mark.parametrize("name", ["plant.bmp", "plant"])
def test_another_form_is_refused_by_name(drawn, tmp_path, name):
    with pytest.raises(Refused, match="cannot be written as"):
        write_picture(drawn.shown.canvas(), tmp_path / name)


def test_no_image_of_others_is_written_over(drawn, tmp_path):
    theirs = tmp_path / "photo.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(theirs))
    before = theirs.read_bytes()
    with pytest.raises(Refused, match="not written by Bartizan"):
        write_picture(drawn.shown.canvas(), theirs)
    assert theirs.read_bytes() == before


def test_the_diagram_is_copied_as_a_picture(drawn):
    drawn.run("edit.copy_picture")
    assert QApplication.clipboard().image().width() > 200
    assert "Copied “Plant” as a picture" in drawn.status._reason.text()
