"""Diagrams as picture files: exact, with their words as text, and over nobody's files."""

import re
from xml.etree import ElementTree as ET

import pypdf
import pytest

from core.assistants.bearing import bearing_of
from core.assistants.known import Known
from core.assistants.pictures import Manner, write_pictures
from core.assistants.seen import Look, as_seen, look_from_plain, look_to_plain
from core.diagram import draw
from core.diagram.criteria import Criteria
from core.ground.diagnostic import Refused, Severity
from core.model import Component, Diagram, Edit, Placement, Zone
from core.reports.palette import values
from core.reports.pictures import svg_picture
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


def test_a_diagram_of_which_nothing_is_seen_has_no_picture_and_is_named(plant, tmp_path):
    empty = Diagram(id="d-empty", name="Empty")
    with_empty = plant.after((Edit(None, empty),))
    said = []
    paths = write_pictures(with_empty, "svg", tmp_path, remark=said.append)
    assert names(paths) == ["Plant-all.svg", "Plant-all-2.svg"]
    assert sorted(names(tmp_path.iterdir())) == ["Plant-all-2.svg", "Plant-all.svg"]
    assert [(one.code, one.severity) for one in said] == [("picture-empty", Severity.WARNING)]
    assert "“Empty”" in said[0].message
    with pytest.raises(Refused, match="Nothing is seen of “Empty”"):
        write_pictures(with_empty, "svg", tmp_path / "none", ["Empty"])
    assert not (tmp_path / "none").exists()


def test_a_picture_shows_the_look_that_is_asked_for(plant, tmp_path):
    first, second = plant.of(Diagram)
    look = Look(frozenset({"allocation"}), Criteria(text="unit 1"), hide=True)
    manner = Manner(known=Known(plant), looks={first.id: look}, others=look)
    said = []
    (path,) = write_pictures(plant, "svg", tmp_path, manner=manner, remark=said.append)
    bearing = bearing_of(Known(plant))
    assert path.read_text() == svg_picture(as_seen(bearing, second.id, look), second.name)
    assert "“Plant: all”" in said[0].message
    assert look_from_plain(look_to_plain(look)) == look


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_a_picture_is_in_the_colours_of_one_theme(plant, tmp_path, theme):
    path, _second = write_pictures(plant, "svg", tmp_path, manner=Manner(theme))
    used = set(re.findall("#[0-9a-fA-F]{6}", path.read_text()))
    assert used
    assert used <= set(values(theme).values())


def test_a_page_is_never_larger_than_readers_show(tmp_path):
    b = Builder()
    diagram = b.add(Diagram, "Long")
    for x in (0.0, 39_000.0):
        unit = b.add(Component, f"Unit {x:g}")
        b.add(Placement, "", diagram, element=unit.id, x=x, y=60.0, width=176, height=52)
    (path,) = write_pictures(b.snapshot, "pdf", tmp_path)
    (page,) = pypdf.PdfReader(path).pages
    assert float(page.mediabox.width) == pytest.approx(14_400)
    assert "Unit 39000" in page.extract_text()
