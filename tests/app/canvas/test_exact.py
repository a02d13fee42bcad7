"""Pictures are exact to the screen: painted, each by its own program, and compared pixel by pixel."""

import pypdf
import pypdfium2
import pytest
from pypdfium2.raw import FPDFBitmap_BGRx
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.canvas.picture import MARGIN, image_of
from app.theme import look
from core.diagram import Text, draw, visible
from core.diagram.metrics import elided
from core.diagram.part import part_of
from core.model import Connector
from core.reports.pictures import svg_picture, write_pdf_picture
from tests.core.diagram.plant import overlays, plant

NAMES = ("Plant overview", "Control hardware", "Dosing behaviour")

APART = 48
"""How much of 255 the mean of a block may differ: antialiasing differs at edges of letters and lines."""

SHARE = 0.001
"""The share of blocks that may differ by more."""


@pytest.fixture(autouse=True)
def light(qapp):
    look().use(theme="light", scale=1.0)


def drawing_of(name):
    found = plant()
    return draw(found.snapshot, found["diagram", name].id, overlays(found))


def differing(first: QImage, second: QImage, block: int = 4) -> float:
    """The share of blocks of pixels whose mean grey differs by more than APART."""
    assert abs(first.width() - second.width()) <= 1
    assert abs(first.height() - second.height()) <= 1
    wide, high = first.width() // block, first.height() // block
    small = [
        image.convertToFormat(QImage.Format.Format_Grayscale8)
        .copy(0, 0, wide * block, high * block)
        .scaled(wide, high, mode=Qt.TransformationMode.SmoothTransformation)
        for image in (first, second)
    ]
    apart = 0
    for y in range(high):
        rows = [bytes(image.constScanLine(y))[:wide] for image in small]
        apart += sum(abs(one - other) > APART for one, other in zip(*rows, strict=True))
    return apart / (wide * high)


@pytest.mark.parametrize("name", NAMES)
def test_the_image_is_what_the_canvas_shows(bench, opened, name):
    canvas, _hand = opened(name)
    scene, area = canvas.scene_shown, canvas.scene_shown.extent()
    area = area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    image = image_of(scene.drawing, 1.0)
    seen = QImage(image.size(), image.format())
    seen.fill(image.pixelColor(0, 0))
    painter = QPainter(seen)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scene.render(painter, QRectF(seen.rect()), area)
    painter.end()
    assert differing(image, seen) <= SHARE


@pytest.mark.parametrize("name", NAMES)
def test_the_svg_picture_is_exact_to_the_screen(name):
    drawing = drawing_of(name)
    screen = image_of(drawing, 1.0)
    rendered = QImage(screen.size(), screen.format())
    painter = QPainter(rendered)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    QSvgRenderer(QByteArray(svg_picture(drawing, name).encode())).render(painter, QRectF(rendered.rect()))
    painter.end()
    assert differing(screen, rendered) <= SHARE


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_picture_is_exact_to_the_screen(name, tmp_path):
    drawing = drawing_of(name)
    write_pdf_picture(tmp_path / "page.pdf", drawing, name)
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        page = document[0].render(scale=96 / 72, force_bitmap_format=FPDFBitmap_BGRx)
        assert page.stride == 4 * page.width
        rendered = QImage(page.buffer, page.width, page.height, QImage.Format.Format_RGB32)
        assert differing(image_of(drawing, 1.0), rendered) <= SHARE


def test_a_picture_that_lacks_an_element_is_told_apart():
    drawing = drawing_of("Plant overview")
    shape = next(number for number, item in enumerate(drawing.items) if item.layer == 3)
    items = (*drawing.items[:shape], *drawing.items[shape + 1 :])
    lacking = type(drawing)(drawing.diagram, items, drawing.bounds)
    assert differing(image_of(drawing, 1.0), image_of(lacking, 1.0)) > SHARE


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_drawing_is_text_in_svg_and_pdf(name, tmp_path):
    drawing = drawing_of(name)
    words = {
        elided(mark.text, mark.size, mark.room, mark.bold, mark.mono)
        for item in drawing.items
        for mark in item.marks
        if isinstance(mark, Text) and visible(mark, 1.0)
    }
    written = "".join(svg_picture(drawing, name).split())
    write_pdf_picture(tmp_path / "page.pdf", drawing, name)
    page = "".join(pypdf.PdfReader(tmp_path / "page.pdf").pages[0].extract_text().split())
    escaped = {word: word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for word in words}
    assert {word for word in words if "".join(escaped[word].split()) not in written} == set()
    assert {word for word in words if "".join(word.split()) not in page} == set()


def test_part_of_a_drawing_has_what_lies_in_it_and_the_lines_between():
    found = plant()
    drawing = draw(found.snapshot, found["diagram", "Plant overview"].id)
    inside = [item for item in drawing.items if item.parent is not None and not item.is_line]
    chosen = {inside[0].parent}
    part = part_of(drawing, found.snapshot, chosen)
    kept = {item.element for item in part.items}
    for item in drawing.items:
        if item.parent in kept:
            assert item.element in kept
        line = found.snapshot[item.element]
        if isinstance(line, Connector):
            assert (item.element in kept) == ({line.source, line.target} <= kept)
    assert chosen < kept < {item.element for item in drawing.items}
    assert part.bounds.width < drawing.bounds.width
    assert part_of(drawing, found.snapshot, set()) is drawing
