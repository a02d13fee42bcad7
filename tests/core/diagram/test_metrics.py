from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from core.diagram.metrics import ELLIPSIS, elided, face, face_name, width, wrapped
from core.ground.resources import resource_folder

FACES = [(bold, mono) for bold in (False, True) for mono in (False, True)]
WORDS = st.text(st.characters(codec="latin-1", min_codepoint=32), max_size=40)


@pytest.fixture(scope="module")
def fonts():
    folder = resource_folder("fonts")
    return {face_name(*kind): TTFont(folder / f"{face_name(*kind)}.ttf") for kind in FACES}


@pytest.mark.parametrize(("bold", "mono"), FACES)
def test_the_table_holds_the_advances_of_the_font(fonts, bold, mono):
    font = fonts[face_name(bold, mono)]
    units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    expected = {
        chr(code): advances[name][0] / units for code, name in font.getBestCmap().items() if code < 0x10000
    }
    assert expected == face(bold, mono).advances


@pytest.mark.parametrize(("bold", "mono"), FACES)
@pytest.mark.parametrize(
    "text", ["Dosing controller", "y ≤ 300 ∧ x := 0", "4–20 mA", "Überlauf · Größe", "…→✓"]
)
def test_widths_are_those_of_qt_without_kerning(qapp, bold, mono, text):
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

    for file in resource_folder("fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont("DejaVu Sans Mono" if mono else "DejaVu Sans")
    font.setPixelSize(48)
    font.setBold(bold)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    measured = QFontMetricsF(font).horizontalAdvance(text)
    assert measured == pytest.approx(width(text, 48, bold, mono), abs=0.5)


@given(WORDS, st.floats(8, 40), st.floats(20, 300))
def test_elided_text_fits_and_begins_as_the_text(text, size, room):
    kept = elided(text, size, room)
    assert width(kept, size) <= max(room, width(ELLIPSIS, size))
    assert kept == text or (kept.endswith(ELLIPSIS) and text.startswith(kept.removesuffix(ELLIPSIS)))


@given(WORDS, st.integers(1, 4), st.floats(30, 300))
def test_wrapped_text_keeps_to_its_room_and_lines(text, lines, room):
    found = wrapped(text, 12, room, lines)
    assert len(found) <= lines
    assert all(width(line, 12) <= max(room, width(ELLIPSIS, 12)) for line in found)
    if not any(ELLIPSIS in line for line in found):
        assert " ".join(found).split() == text.split()


def test_a_missing_character_is_as_wide_as_the_box_that_stands_for_it():
    assert width("\ue999", 100) == pytest.approx(100 * face().missing)


def test_fonts_come_with_their_licence():
    folder = resource_folder("fonts")
    text = (folder / "LICENSE").read_text(encoding="utf-8")
    assert "Bitstream Vera Fonts Copyright" in text
    assert "Arev Fonts Copyright" in text
    assert {Path(file).stem for file in folder.glob("*.ttf")} == {face_name(*kind) for kind in FACES}
