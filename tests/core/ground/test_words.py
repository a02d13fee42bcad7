"""Words are said in the language that was chosen, and in English where a catalogue has none."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.ground import words
from core.ground.catalogue import read_catalogue
from core.ground.sentences import unworded, worded
from core.ground.words import LANGUAGES, _, decimal, deferred, language, plural, use_language
from core.model import Duration

TREE = Path(__file__).resolve().parents[3]

SOURCE = r"""
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#: app/actions/draw.py
msgid "Draw"
msgstr "Zeichnen"

msgid ""
"One sentence "
"on two lines"
msgstr ""
"Ein Satz in "
"zwei Zeilen"

msgid "Say \"no\"\n"
msgstr "Sag \"nein\"\n"

msgid "{count} flow"
msgid_plural "{count} flows"
msgstr[0] "{count} Fluss"
msgstr[1] "{count} Flüsse"

msgid "Empty"
msgstr ""

#, fuzzy
msgid "Doubtful"
msgstr "Zweifelhaft"
"""


@pytest.fixture(autouse=True)
def _english_after():
    yield
    use_language("en")


def test_a_catalogue_holds_texts_of_several_lines_signs_and_forms():
    found = read_catalogue(SOURCE)
    assert found.gettext("Draw") == "Zeichnen"
    assert found.gettext("One sentence on two lines") == "Ein Satz in zwei Zeilen"
    assert found.gettext('Say "no"\n') == 'Sag "nein"\n'
    forms = [found.ngettext("{count} flow", "{count} flows", count) for count in (0, 1, 2)]
    assert forms == ["{count} Fluss", "{count} Fluss", "{count} Flüsse"]


@pytest.mark.parametrize("text", ["Empty", "Doubtful", "Never heard of"])
def test_a_text_without_a_sure_translation_is_said_in_english(text):
    found = read_catalogue(SOURCE)
    assert found.gettext(text) == text
    assert found.ngettext(text, f"{text}s", 2) == f"{text}s"


def test_a_deferred_word_follows_the_language():
    word = deferred("Draw")
    said = []
    for code in ("de", "fr", "en"):
        use_language(code)
        said.append((word(), _("Undo"), plural("{count} threat", "{count} threats", 0)))
    assert said == [
        ("Zeichnen", "Rückgängig", "0 Bedrohungen"),
        ("Dessiner", "Annuler", "0 menace"),
        ("Draw", "Undo", "0 threats"),
    ]


@pytest.mark.parametrize(
    ("preferred", "environment", "spoken"),
    [
        ("", {}, "en"),
        ("", {"LANG": "de_AT.UTF-8"}, "de"),
        ("", {"LANG": "fr_CA.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        ("", {"LANG": "C"}, "en"),
        ("", {"LANG": "pl_PL.UTF-8"}, "en"),
        ("fr", {"LANG": "de_DE.UTF-8"}, "fr"),
        ("fr", {"BARTIZAN_LANGUAGE": "de"}, "de"),
        ("fr", {"BARTIZAN_LANGUAGE": "xx"}, "fr"),
    ],
)
def test_the_language_is_the_one_stated_else_preferred_else_customary(preferred, environment, spoken):
    assert language(preferred, environment) == spoken


def test_an_unknown_language_speaks_english():
    use_language("../de")
    assert _("Draw") == "Draw"


def test_a_command_speaks_the_language_of_its_surroundings():
    environment = {name: value for name, value in os.environ.items() if name != words.STATED}
    said = {}
    for code in LANGUAGES:
        done = subprocess.run(
            [sys.executable, "-c", "from core.ground.words import _; print(_('Threats'))"],
            cwd=TREE,
            env={**environment, "LC_ALL": f"{code}_XX.UTF-8", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        said[code] = done.stdout.strip()
    assert said == {"en": "Threats", "de": "Bedrohungen", "fr": "Menaces"}


@pytest.mark.parametrize("code", ["de", "fr"])
def test_a_catalogue_is_read_while_nobody_notices(code):
    source = (TREE / "resources" / "translations" / f"{code}.po").read_text(encoding="utf-8")
    read_catalogue(source)
    times = []
    for _round in range(5):
        start = time.process_time()
        read_catalogue(source)
        times.append(time.process_time() - start)
    print(f"{code}: {min(times) * 1000:.1f} ms")
    assert min(times) < 0.020


@pytest.mark.parametrize(("code", "told"), [("en", "10.01 s"), ("de", "10,01 s"), ("fr", "10,01 s")])
def test_a_number_has_the_decimal_sign_of_its_reader_and_is_kept_with_a_point(code, told):
    span = Duration.parse("10010 ms")
    use_language(code)
    try:
        assert (span.told(), decimal("10.01 s"), decimal("12 s")) == (told, told, "12 s")
        assert (span.spoken(), str(span)) == ("10.01 s", "10010 ms")
    finally:
        use_language("en")


def test_a_number_in_a_kept_sentence_is_told_with_the_sign_of_whoever_reads_it():
    with unworded():
        kept = _("{time} pass.").format(time=Duration.parse("1500 ms").told())
    use_language("de")
    try:
        assert worded(kept) == "1,5 s vergehen."
    finally:
        use_language("en")
    assert worded(kept) == "1.5 s pass."
