"""German and French say what English says: every text, its fields, its signs, and one word for one thing."""

import importlib.util
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"
CODES = ("de", "fr")
TERMS = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMES = re.compile(r"\{[^}]*\}|<[^>]*>|Threat Dragon|clock, int or timer|clock x,|timer t =")
"""Fields, parts of requirements, names of programs and words of a declaration, in which no term is said."""
FIELD = re.compile(r"\{[^}]*\}")
KEYWORDS = ("shall", "When", "While", "Where", "If", "A[]", "E<>", "UPPAAL", "EARS", "JSON", "UTF-8")


def translate():
    spec = importlib.util.spec_from_file_location("translate", FOLDER / "translate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template():
    return translate().entries((FOLDER / "bartizan.pot").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=CODES)
def catalogue(request):
    return translate().translations((FOLDER / f"{request.param}.po").read_text(encoding="utf-8"))


def forms(template, catalogue):
    """Pairs of an English form and the translated one."""
    for one, many in template:
        said = catalogue.get(one, [])
        yield from zip([one, many] if many else [one], said, strict=False)


def test_every_text_of_the_program_is_translated(template, catalogue):
    missing = [one for one, _many in template if not all(catalogue.get(one, [""]))]
    assert missing == [], (
        f"{len(missing)} texts wait for a translation: translate.py adds them, people fill in"
    )


def test_no_text_is_kept_that_nobody_says(template, catalogue):
    assert sorted(set(catalogue) - {one for one, _many in template}) == []


def test_a_plural_has_both_forms(template, catalogue):
    assert [one for one, many in template if len(catalogue[one]) != (2 if many else 1)] == []


def test_no_entry_is_doubtful():
    assert [code for code in CODES if "fuzzy" in (FOLDER / f"{code}.po").read_text(encoding="utf-8")] == []


def test_the_fields_of_a_text_are_those_of_the_english_one(template, catalogue):
    wrong = [
        (english, said)
        for english, said in forms(template, catalogue)
        if sorted(FIELD.findall(english)) != sorted(FIELD.findall(said))
    ]
    assert wrong == []


def test_blanks_at_the_ends_of_a_text_are_kept(template, catalogue):
    wrong = [
        (english, said)
        for english, said in forms(template, catalogue)
        if (english[:1] == " ", english[-1:] == " ") != (said[:1] == " ", said[-1:] == " ")
    ]
    assert wrong == []


@pytest.mark.parametrize("word", KEYWORDS)
def test_words_of_a_language_are_never_translated(template, catalogue, word):
    exact = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w])")
    if word == "shall":  # where it stands in quotation marks; elsewhere it is plain English too
        exact = re.compile("“shall")
    if word in ("When", "While", "Where", "If"):  # at the beginning of a sentence they may be plain English
        exact = re.compile(rf"(?<=[a-z,(<“] ){word}\b|^{word} <")
    wrong = [
        (english, said)
        for english, said in forms(template, catalogue)
        if exact.search(english) and word not in said
    ]
    assert wrong == []


def test_keys_have_the_names_that_key_caps_have(template):
    names = {"de": ("Strg", "Umschalt"), "fr": ("Ctrl", "Maj")}
    for code, (control, shift) in names.items():
        catalogue = translate().translations((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
        for english, said in forms(template, catalogue):
            if re.search(r"\bCtrl\b", english):
                assert control in said, said
            if re.search(r"\bCtrl Shift\b", english):
                assert f"{control} {shift}" in said, said


def test_a_term_of_the_glossary_is_always_translated_the_same_way(template):
    guide = (FOLDER.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = guide.split("## Translations")[1].split("\n## ")[0]
    terms = [found for found in TERMS.findall(glossary) if found[0] not in ("English", "---")]
    assert len(terms) > 40
    wrong = []
    for place, code in enumerate(CODES, start=1):
        catalogue = translate().translations((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
        for term in terms:
            said_as = [stem.strip().casefold() for stem in term[place].split(",")]
            word = re.compile(rf"(?<![\w{{-]){re.escape(term[0].strip())}(s|es)?(?![\w}}-])", re.IGNORECASE)
            for english, said in forms(template, catalogue):
                if word.search(NAMES.sub("", english)) and not any(one in said.casefold() for one in said_as):
                    wrong.append((code, term[0], english, said))
    assert wrong == []


MARKS = {"de": re.compile("[“«»‹›]|”|„[^“]*$"), "fr": re.compile('[“”„"]|«(?!\u202f)|(?<!\u202f)»')}
"""Quotation marks that a language has not, or has otherwise."""


@pytest.mark.parametrize("code", CODES)
def test_quotation_marks_are_those_of_the_language(code):
    texts = [
        form
        for forms in translate().translations((FOLDER / f"{code}.po").read_text("utf-8")).values()
        for form in forms
    ]
    texts += [page.read_text("utf-8") for page in (FOLDER.parent / "help" / code).glob("*.md")]
    if code == "de":
        texts = [re.sub("„[^„“”]*“", "", text) for text in texts]
    assert [text for text in texts if MARKS[code].search(text)] == []


def test_french_parts_its_high_signs_by_narrow_spaces_and_a_colon_by_a_space_that_holds():
    forms = translate().translations((FOLDER / "fr.po").read_text("utf-8")).values()
    wrong = [
        form
        for said in forms
        for form in said
        if re.search(r"\w[ \u00a0][;?!](?=\s|$)|\w[ \u202f]:(?=\s|$)", form)
    ]
    assert wrong == []


SAME = {
    "de": """
        Alt|Asset|Assets|Bus|CAN|Committed|Conduit|Conduits|DMZ|Debug|Definition|EARS|ECU|Element|Engineering|Esc
        |Ethernet|Export:|FW|Firewall|Firmware|Gateway|Guard|HMI|Hardware|Id|Import|Info|Information|Journal|Matrix
        |Name|Normal|Organisation|Port|ReSA|Redundant|Revision|SL|Sensor|Server|SHA-256|SoC|Spoofing|Start|Status
        |Switch|System|Tab|Text|Timer|UPPAAL|USB|Update|Urgent|Variable|Version|Watchdog|X|Y|Zone|Zoom|committed|in
        |optional|urgent""",
    "fr": """
        Action|Allocation|Allocations|Alt|Assistant|Bus|CAN|Catalogue|Classification|Clause|Clauses|Committed
        |Conduit|Conduits|Ctrl|DMZ|Date|Description|Documents|EARS|ECU|Ethernet|Expression|FW|Id|Info|Information
        |Interface|Invariant|Journal|Message|Note|Organisation|Orientation|Pages|Parents|Placement|Port|Portrait
        |Provenance|Questions|Radio|ReSA|Relation|SHA-256|SL|Section|Sections|Service|Site|SoC|Source|Suggestions
        |Tab|Trace|Traces|UPPAAL|USB|Urgent|Variable|Verdict|Verdicts|Version|X|Y|Zone|Zones|Zoom|absence|action
        |actions|agent|allocation|allocations|animation|bus|catalogue|committed|concentration|conduit|ethernet
        |existence|force|instrument|interface|note|notes|page|pages|placement|port|ports|possible|question|questions
        |source|suggestions|synchronisation|template|test|tests|trace|traces|urgent|variable|verdict|volume|zone
        |zones""",
}
"""Texts that are the same in English and in another language; each was looked at."""


@pytest.mark.parametrize("code", CODES)
def test_what_is_the_same_in_two_languages_was_looked_at(template, code):
    said = translate().translations((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    known = {word.strip() for word in SAME[code].split("|")}
    same = {
        text
        for one, other in forms(template, said)
        if one == other
        and not any(word in one for word in ("shall", "<system>"))
        and (text := FIELD.sub("", one).strip(" ,:;.…→()"))
        and any(map(str.isalpha, text))
    }
    assert sorted(same - {word.strip(":") for word in known}) == []
