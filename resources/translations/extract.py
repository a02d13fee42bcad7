"""Gathers the words of the program into `bartizan.pot`, for translators.

    python resources/translations/extract.py

Read off the source: texts in `_()`, `deferred()` and `plural()`; the names of kinds, facts and
options of the model, which screens make from their identifiers; and what our catalogues say.
"""

import ast
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE))

Entry = tuple[str, str]
"""A text, and its plural or an empty text."""

HEAD = r"""# Words of Bartizan. English is the source.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def texts_in(source: str) -> Iterator[Entry]:
    """The texts of one module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if node.func.id in ("_", "deferred") and len(texts) == 1:
                yield texts[0], ""
            elif node.func.id == "plural" and len(texts) == 2:
                yield texts[0], texts[1]


def texts_of_model() -> Iterator[Entry]:
    """The names that screens make from the identifiers of the model."""
    from core.model import KINDS
    from core.model.facts import facts_of, title_of

    for kind in KINDS.values():
        yield title_of(kind.kind), ""
        yield kind.kind, ""
        for fact in facts_of(kind):
            yield fact.title, ""
            yield from (
                (title_of(str(option.value)), "") for option in fact.options if isinstance(option, Enum)
            )


def texts_of_results() -> Iterator[Entry]:
    """The words that stand for what came of an analysis."""
    from core.checker import Outcome
    from core.formal.property import Pattern, Scope
    from core.ground.diagnostic import Severity
    from core.knowledge import ThreatSeverity
    from core.model import Action, ProposalState, ThreatStatus, Truth
    from core.model.proposal import Outcome as CheckOutcome
    from core.requirements.phrases import Role
    from core.requirements.slots import EarsPattern
    from core.threats import Certainty
    from core.uppaal.generation.query import Purpose

    for words in (Outcome, CheckOutcome, Severity, ThreatSeverity, ThreatStatus, Certainty, Truth):
        for word in words:
            yield word.value.replace("_", " "), ""
    for word in (*EarsPattern, *Role, *Pattern, *Scope, *Purpose, *Action, *ProposalState):
        yield word.value, ""
    yield "embedded", ""
    yield from ((word.value.capitalize(), "") for word in ThreatSeverity)


def texts_of_catalogues() -> Iterator[Entry]:
    """What our own threat rules say, the facts that follow from others, and the titles of the other entries.

    What they hold of it in fields stays as it is.
    """
    from core.knowledge import mitigations, suggested_tests, threat_rules, weaknesses
    from core.knowledge.vocabulary import DERIVED
    from core.model.facts import field_title

    yield from ((field_title(name), "") for name in DERIVED)

    for rule in threat_rules():
        yield rule.title, ""
        yield rule.why, ""
    for entries in (weaknesses(), mitigations(), suggested_tests()):
        yield from ((entry.title, "") for entry in entries)


def catalogue() -> str:
    """The whole template, each text once, with every module in which it stands."""
    places: dict[Entry, list[str]] = {}
    for folder in ("app", "core"):
        for file in sorted((TREE / folder).rglob("*.py")):
            for entry in texts_in(file.read_text(encoding="utf-8")):
                places.setdefault(entry, []).append(file.relative_to(TREE).as_posix())
    for entry in texts_of_model():
        places.setdefault(entry, ["core/model"])
    for entry in texts_of_results():
        places.setdefault(entry, ["core"])
    for entry in texts_of_catalogues():
        places.setdefault(entry, ["resources/catalogues"])
    return HEAD + "".join(_written(entry, where) for entry, where in sorted(places.items()))


def _written(entry: Entry, places: list[str]) -> str:
    one, many = entry
    lines = ["", *(f"#: {place}" for place in dict.fromkeys(places)), f"msgid {_quoted(one)}"]
    if many:
        lines += [f"msgid_plural {_quoted(many)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    (TREE / "resources" / "translations" / "bartizan.pot").write_text(
        catalogue(), encoding="utf-8", newline="\n"
    )
