"""Brings the catalogues up to the template: new texts are added empty, those that nobody says are dropped.

    python resources/translations/translate.py          every catalogue
    python resources/translations/translate.py texts.de.json   ... and fill in the texts of that file first

Such a file holds each English text with the forms of its translation: `{"Draw": ["Zeichnen"]}`.
Run it after `extract.py`; a test names what is still empty then.
"""

import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

PLURALS = {"de": "plural=(n != 1)", "fr": "plural=(n > 1)"}
"""Which form of a word fits a count, in each language."""

HEAD = r"""# Words of Bartizan in {code}. Terms are those of the glossary in CONTRIBUTING.md.
msgid ""
msgstr ""
"Language: {code}\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; {rule};\n"
"""

Entry = tuple[str, str]
"""A text, and its plural or an empty text."""


def entries(template: str) -> list[Entry]:
    """The texts of a template or a catalogue in the form that is written here: one line a text."""
    found = re.findall(r'^msgid (".+")\n(?:msgid_plural (".*")\n)?', template, re.MULTILINE)
    return [(json.loads(one), json.loads(many) if many else "") for one, many in found if one != '""']


def translations(catalogue: str) -> dict[str, list[str]]:
    """Each text of a catalogue with the forms of its translation."""
    found: dict[str, list[str]] = {}
    for block in catalogue.split("\n\n")[1:]:
        (text, _many), *_none = entries(block + "\n")
        found[text] = [
            json.loads(form) for form in re.findall(r'^msgstr(?:\[\d\])? (".*")$', block, re.MULTILINE)
        ]
    return found


def written(code: str, template: str, known: dict[str, list[str]]) -> str:
    """The catalogue of a language for the texts of a template."""
    parts = [HEAD.format(code=code, rule=PLURALS[code])]
    for one, many in entries(template):
        forms = known.get(one, [])
        lines = ["", f"msgid {_quoted(one)}"]
        if many:
            first, second = (*forms, "", "")[:2]
            lines += [
                f"msgid_plural {_quoted(many)}",
                f"msgstr[0] {_quoted(first)}",
                f"msgstr[1] {_quoted(second)}",
            ]
        else:
            lines.append(f"msgstr {_quoted(forms[0] if forms else '')}")
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main(files: list[str]) -> None:
    """Write every catalogue anew."""
    template = (FOLDER / "bartizan.pot").read_text(encoding="utf-8")
    for code in PLURALS:
        path = FOLDER / f"{code}.po"
        known = translations(path.read_text(encoding="utf-8")) if path.exists() else {}
        for file in files:
            if file.endswith(f".{code}.json"):
                known |= json.loads(Path(file).read_text(encoding="utf-8"))
        path.write_text(written(code, template, known), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
