"""Every text that is painted can be read on what it lies on: in each theme, under each overlay and heat."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from app.canvas.brush import forget_colours, prepared
from app.theme import colour, look
from app.theme.fonts import load_fonts
from app.theme.tokens import THEMES, contrast, tokens
from core.diagram import Overlays, Threats, draw
from core.diagram.heat import Heat
from core.diagram.veil import veiled
from core.ground.resources import resource_folder, sample_folder
from core.model import Diagram, DiagramType
from core.project import read_text
from tests.app.conftest import element
from tests.app.painted import Read, read_off, written_by_qt
from tests.app.window.test_accessible import pages
from tests.core.diagram.plant import overlays, plant

LEAST = {"light": 4.5, "dark": 4.5, "high_contrast": 7.0}
"""What text must have (WCAG 2.2, 1.4.3 and 1.4.6)."""

STEMS = 0.75
"""The part of it that the strongest pixels of a text have at least: thin stems mix with their ground."""

DIAGRAMS = ("Plant overview", "Control hardware", "Dosing behaviour")
SEVERITIES = ("critical", "high", "medium", "low", "info")
VERDICTS = ("satisfied", "violated", "unknown")
PROBLEMS = ("error", "warning", "information")
DIFFERENCES = ("added", "removed", "changed")


@pytest.fixture(params=THEMES)
def any_theme(request, qapp):
    load_fonts()
    look().use(theme=request.param, scale=1.0)
    forget_colours()
    yield request.param
    look().use(theme="light", scale=1.0)
    forget_colours()


def laid(found, ids, lines):
    """Everything that can be laid over a drawing, each on as many of its elements as can bear it."""
    turn = list(enumerate(ids))
    badges = Overlays(
        threats={one: Threats(SEVERITIES[place % 5], place % 12 + 1) for place, one in turn},
        verdicts={one: VERDICTS[place % 3] for place, one in turn},
        problems={one: PROBLEMS[place % 3] for place, one in turn},
        achieved=overlays(found).achieved,
    )
    yield "nothing", Overlays()
    yield "badges", badges
    for difference in DIFFERENCES:
        yield difference, Overlays(differences=dict.fromkeys(ids, difference), moved=frozenset(ids))
    shapes = [one for one in ids if one not in lines]
    yield "changed and badges", replace(badges, differences=dict.fromkeys(shapes, "changed"))
    yield "proposed", Overlays(proposed=frozenset(ids))
    yield "path", Overlays(path=tuple(lines))
    taken = {one: (place,) for place, one in turn}
    yield "replay", Overlays(current=frozenset(ids), taken=taken, failing=frozenset(ids))


def picture(drawing, scale):
    area = drawing.bounds.grown(16)
    size = int(area.width * scale), int(area.height * scale)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(colour("surface.canvas"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(-area.x, -area.y)
    for item in drawing.items:
        painter.setOpacity(item.opacity)
        for paint in prepared(item.marks, scale).paints:
            paint(painter, scale)
    painter.end()
    return image


def weak(found: list[Read], least: float):
    """The texts that cannot be read, by what they lie on."""
    names = {value.lower(): role for role, value in tokens().themes[look().theme].items()}
    return {
        (one.words, names.get(one.colour, one.colour), names.get(one.ground, one.ground), one.computed)
        for one in found
        if one.computed < least or one.measured < least * STEMS
    }


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_text_of_a_drawing_is_read_under_each_overlay(any_theme, name):
    found = plant()
    diagram = found["diagram", name].id
    items = draw(found.snapshot, diagram).items
    ids, lines = [one.element for one in items], [one.element for one in items if one.is_line]
    for overlay, over in laid(found, ids, lines):
        drawing = draw(found.snapshot, diagram, over)
        for scale in (1.0, 0.7) if overlay in ("nothing", "changed and badges") else (1.0,):
            texts = read_off(lambda drawing=drawing, scale=scale: picture(drawing, scale))
            assert len(texts) > 8, overlay
            assert weak(texts, LEAST[any_theme]) == set(), (overlay, scale)


@pytest.mark.parametrize("name", ["Plant overview", "Control hardware"])
def test_every_text_of_a_drawing_is_read_with_each_heat(any_theme, name):
    found = plant()
    plain = draw(found.snapshot, found["diagram", name].id, overlays(found))
    for step in range(4):
        heats = {item.element: Heat(step, stale=True) for item in plain.items if item.layer in (2, 3)}
        drawing = veiled(plain, None, heats)
        texts = read_off(lambda drawing=drawing: picture(drawing, 1.0))
        assert len([one for one in texts if one.words == ("?" if step == 0 else str(step))]) >= len(heats)
        assert weak(texts, LEAST[any_theme]) == set(), step


def test_every_text_of_the_sample_is_read_with_badges_and_heat(any_theme):
    sample = read_text(sample_folder("water-treatment"))
    for diagram in sample.of(Diagram):
        ids = [one.element for one in draw(sample, diagram.id).items if one.layer in (2, 3)]
        badged = Overlays(threats={one: Threats("high", 3) for one in ids})
        hot = () if diagram.diagram is DiagramType.BEHAVIOUR else ids  # machines have no heat
        drawing = veiled(draw(sample, diagram.id, badged), None, {one: Heat(2) for one in hot})
        texts = read_off(lambda drawing=drawing: picture(drawing, 1.0))
        assert texts
        assert weak(texts, LEAST[any_theme]) == set(), diagram.name


def test_every_text_of_the_window_is_read(qtbot, desk, any_theme):
    desk.session.select((element(desk, "Dosing controller").id,))
    count = 0
    for page in pages(desk):
        qtbot.wait(1)
        texts = read_off(lambda: desk.grab().toImage(), lambda: written_by_qt(desk))
        count += len(texts)
        assert weak(texts, LEAST[any_theme]) == set(), page
    assert count > 500


def test_a_text_on_the_wrong_ground_would_be_noticed(any_theme):
    def faint():
        image = QImage(200, 40, QImage.Format.Format_RGB32)
        image.fill(colour("accent.fill"))
        painter = QPainter(image)
        painter.setPen(colour("text.link" if any_theme != "high_contrast" else "line.focus"))
        painter.drawText(10, 25, "Dosing controller")
        painter.end()
        return image

    [found] = weak(read_off(faint), LEAST[any_theme])
    assert found[0] == "Dosing controller"


def rules():
    """The rules of the style sheet: selector, and the roles of its words and of its ground where stated."""
    source = (resource_folder("theme") / "desktop.qss").read_text(encoding="utf-8")
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", source):
        stated = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        stated = {name.strip(): value.strip() for name, value in stated.items()}
        yield selector.strip(), {name: re.findall(r"@([\w.]+)", value) for name, value in stated.items()}


GROUNDS = frozenset(
    role
    for selector, stated in rules()
    if re.match(r"#|QFrame|QMainWindow", selector) and ":hover" not in selector
    for role in stated.get("background", [])
    if not role.startswith("line.")
)
"""What words without a ground of their own can lie on."""


@pytest.mark.parametrize("words", ["color", "selection-color", "placeholder-text-color"])
def test_every_colour_of_words_in_the_style_sheet_is_in_the_table(words):
    table = {(pair.front, pair.back) for pair in tokens().pairs}
    ground = "selection-background-color" if words == "selection-color" else "background"
    missing = [
        (selector, front, back)
        for selector, stated in rules()
        for front in stated.get(words, [])
        for back in stated.get(ground, []) or (GROUNDS if words == "color" else [])
        if (front, back) not in table and front != "text.disabled"
    ]
    assert len(GROUNDS) > 10
    assert missing == []


@pytest.mark.parametrize("name", THEMES)
def test_a_ring_of_focus_is_seen_beside_what_it_surrounds(name):
    colours = tokens().themes[name]
    grounds = {selector: stated.get("background", []) for selector, stated in rules()}
    for selector, stated in rules():
        for part in selector.split(","):
            ring = stated.get("border") or stated.get("border-color")
            if part.strip().endswith(":focus") and ring:
                own = grounds.get(part.strip().removesuffix(":focus")) or ["surface.panel"]
                assert contrast(colours[ring[0]], colours[own[0]]) >= 3, part
