"""Words in a PDF are the words that were written, whatever script they are in."""

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram.display import Drawing, Item, Rect, Text
from core.reports.fonts import letters_of
from core.reports.lettering import lettered
from core.reports.palette import font
from core.reports.pictures import write_pdf_picture

ALL = range(0x110000)


def picture(path, words, bold=False):
    """A PDF of one text; what is to be said about it."""
    area = Rect(0, 0, 300, 40)
    mark = Text(10, 20, words, "text.primary", 16, bold)
    return write_pdf_picture(path, Drawing("d", (Item("e", 1, area, (mark,), ()),), area), "Words")


@pytest.mark.parametrize("words", ["Größe é 5 µm", "Pump 🚰 A", "水泵 No. 3", "משאבה", "مضخة الجرعات"])
@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_found_as_it_was_written(tmp_path, words, bold):
    path = tmp_path / "words.pdf"
    picture(path, words, bold)
    assert pypdf.PdfReader(path).pages[0].extract_text().strip() == words


@pytest.mark.parametrize("words", ["سلام 42", "Pump 🚰 A", "משאבה 2"])
def test_another_program_finds_it_too(tmp_path, words):
    path = tmp_path / "words.pdf"
    picture(path, words)
    with pypdfium2.PdfDocument(path) as document:
        found = document[0].get_textpage().get_text_bounded()
    marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c"))
    assert found.translate(marks).split() in (words.split(), words.split()[::-1])


def test_letters_without_a_sign_are_named_and_others_are_not(tmp_path):
    (said,) = picture(tmp_path / "words.pdf", "Pump 🚰 A")
    assert said.code == "picture-letters"
    assert "“Pump 🚰 A”" in said.message
    assert picture(tmp_path / "words.pdf", "مضخة") == []


def test_arabic_letters_are_joined_and_stand_from_the_right():
    assert lettered("سلام", ALL) == "\ufee1\ufefc\ufeb3"
    assert lettered("ab سلام 42", ALL) == "ab 42 \ufee1\ufefc\ufeb3"
    assert lettered("משאבה (2)", ALL) == "(2) הבאשמ"


def test_a_form_that_a_font_does_not_have_stays_the_letter():
    assert lettered("سلام", ()) == "سلام"[::-1]


@given(st.text(max_size=40))
def test_no_letter_is_lost_and_what_is_written_from_the_left_stays(words):
    found = "".join(letters_of(ord(sign)) for sign in lettered(words, ALL))
    mirrored = str.maketrans("()[]{}<>«»‹›", "(([[{{<<««‹‹")
    plain = "".join(letters_of(ord(one))[::-1] for one in words)
    assert sorted(found.translate(mirrored)) == sorted(plain.translate(mirrored))
    if words.isascii():
        assert lettered(words, ALL) == words


def test_the_fonts_have_the_box_for_what_they_do_not_know():
    from reportlab.pdfbase.pdfmetrics import getFont

    glyphs = getFont(font()).face.charToGlyph
    assert glyphs[0x1F6B0] == 0
    assert glyphs[ord("A")] > 0
