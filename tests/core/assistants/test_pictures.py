"""Diagrams as picture files: exact, with their words as text, and over nobody's files."""

from xml.etree import ElementTree as ET

import pypdf
import pytest

from core.assistants.pictures import write_pictures
from core.diagram import draw
from core.ground.diagnostic import Refused
from core.model import Component, Diagram, Placement, Zone
from tests.core.uppaal.plant import Builder


@pytest.fixture
def plant():
    """Two diagrams of one component each, whose names differ by what a file name cannot hold."""
    b = Builder()
    zone = b.add(Zone, "Control <room> & more")
    for number, name in enumerate(("Plant: all", "Plant/all")):
        unit = b.add(Component, f"Unit {number}", zone=zone.id)
        diagram = b.add(Diagram, name)
        place = {"x": 40.0, "y": 60.0, "width": 176, "height": 52}
        b.add(Placement, "", diagram, element=unit.id, **place)
    return b.snapshot


def names(paths):
    return [path.name for path in paths]


def test_each_diagram_has_a_file_of_its_own_name(plant, tmp_path):
    assert names(write_pictures(plant, "svg", tmp_path)) == ["Plant-all.svg", "Plant-all-2.svg"]
    assert names(write_pictures(plant, "pdf", tmp_path, ["Plant/all"])) == ["Plant-all.pdf"]


def test_the_words_of_an_svg_picture_are_text_and_its_size_is_that_of_the_drawing(plant, tmp_path):
    first, _second = write_pictures(plant, "svg", tmp_path)
    root = ET.parse(first).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "Plant: all"
    assert "Unit 0" in [text.text for text in root.iter(f"{space}text")]
    area = draw(plant, plant.of(Diagram)[0].id).bounds.grown(16)
    assert (float(root.get("width")), float(root.get("height"))) == pytest.approx((area.width, area.height))


def test_the_words_of_a_pdf_picture_can_be_searched_and_its_page_fits_it(plant, tmp_path):
    first, _second = write_pictures(plant, "pdf", tmp_path)
    reader = pypdf.PdfReader(first)
    (page,) = reader.pages
    assert "Unit 0" in page.extract_text()
    assert reader.metadata.title == "Plant: all"
    area = draw(plant, plant.of(Diagram)[0].id).bounds.grown(16)
    assert float(page.mediabox.width) == pytest.approx(area.width * 0.75, abs=0.01)


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_the_same_drawing_gives_the_same_bytes_in_the_place_of_the_older_picture(plant, tmp_path, form):
    first, _second = write_pictures(plant, form, tmp_path)
    before = first.read_bytes()
    write_pictures(plant, form, tmp_path)
    assert first.read_bytes() == before


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_no_file_of_others_is_written_over(plant, tmp_path, form):
    theirs = tmp_path / f"Plant-all-2.{form}"
    theirs.write_text("<svg/>")
    with pytest.raises(Refused, match="not written by Bartizan"):
        write_pictures(plant, form, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [theirs.name]
    assert theirs.read_text() == "<svg/>"


def test_an_unknown_diagram_and_a_project_without_any_are_told(plant, tmp_path):
    with pytest.raises(Refused, match="There is no diagram “Plan”"):
        write_pictures(plant, "svg", tmp_path, ["Plan"])
    with pytest.raises(Refused, match="has no diagram"):
        write_pictures(Builder().snapshot, "svg", tmp_path)
