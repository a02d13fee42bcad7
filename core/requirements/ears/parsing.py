"""How `core.requirements.parse` works. Import late: lark is loaded here."""

import re
from functools import lru_cache

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _, quoted
from core.requirements.ears.assembly import assemble
from core.requirements.ears.denials import readings
from core.requirements.ears.explanations import EXPLANATIONS
from core.requirements.ears.grammar import UnexpectedToken, syntax_tree
from core.requirements.ears.splitting import bound_or_clause, demanded_and_forbidden, reaction_and_duration
from core.requirements.ears.understanding import Note, Understood
from core.requirements.ears.ways import bound_ways, clause_ways
from core.requirements.ears.writing import each_alone, led, sentence
from core.requirements.slots import Parsed

LONGEST_SENTENCE = 4000
"""Characters; the longest sentence in the public sets of requirements we know has 607."""

_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_WHICH = re.compile(r"(?<!\w)(?:that|which)(?!\w)", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:[\s,;.]+|(?:and|or|that|which)\s)+", re.IGNORECASE)


def parse_sentence(text: str) -> Parsed:
    """What the sentence says, and what is wrong with it."""
    outcome = understand(text)
    if isinstance(outcome, Note):
        return Parsed(text, diagnostics=(_diagnostic(outcome, ""),))
    shows = any(EXPLANATIONS[note.code].rewritten for note in outcome.notes)
    rewritten = _set_right(sentence(outcome.slots, outcome.article)) if shows else ""
    diagnostics = tuple(_diagnostic_on(text, note, outcome, rewritten) for note in outcome.notes)
    return Parsed(text, outcome.pattern, outcome.slots, diagnostics, outcome.keywords, "ears")


@lru_cache(maxsize=8192)
def understand(text: str) -> Understood | Note:
    """The sentence understood, or the one thing that keeps it from being so."""
    if len(text) > LONGEST_SENTENCE:
        return Note("ears-too-long", 0, len(text), str(LONGEST_SENTENCE))
    unshowable = _UNSHOWABLE.search(text)
    if unshowable:
        return Note("ears-character", 0, len(text), str(unshowable.start() + 1))
    if not text.strip():
        return Note("ears-empty", 0, len(text))
    try:
        tree = syntax_tree(text)
    except UnexpectedToken:
        # The tokens are such that only a missing "shall" can keep them from fitting the grammar.
        return Note("ears-no-shall", len(text) - len(text.lstrip()), len(text.rstrip()))
    return assemble(text, tree)


def _diagnostic_on(text: str, note: Note, understood: Understood, rewritten: str) -> Diagnostic:
    if note.code == "ears-several-shalls":
        return _diagnostic(note, rewritten, another(understood))
    if note.code == "ears-denied-joint":
        meant = readings(understood.slots, understood.article)
        return _diagnostic(note, meant[0] if meant else "", " ".join(map(quoted, meant)))
    if note.code == "ears-late-bound":
        meant = bound_or_clause(text, understood.slots, understood.article, note.start)
        return _diagnostic(note, meant[0] if meant else "", " ".join(map(quoted, meant)))
    if note.code == "ears-within-for":
        apart = reaction_and_duration(text[note.start : note.end], understood.slots, understood.article)
        return _diagnostic(note, _set_right(apart[0]), " ".join(map(quoted, apart)))
    if note.code == "ears-only-if":
        both = demanded_and_forbidden(understood.slots, understood.article, note.end)
        return _diagnostic(note, "", " ".join(map(quoted, both)))
    if note.code in {"ears-clause-reach", "ears-shared-bound", "ears-own-bound"}:
        clause = note.code == "ears-clause-reach"
        meant = clause_ways([understood]) if clause else bound_ways(understood)
        either = _(" or ").join(" ".join(map(quoted, way)) for way in meant)
        return _diagnostic(note, rewritten if clause else _set_right(meant[0][0]), either)
    if note.code == "ears-repeated-shall":
        alone = each_alone(understood.slots, understood.article)
        return _diagnostic(note, _set_right(alone[0]) if alone else "", " ".join(alone))
    instead = EXPLANATIONS[note.code].instead
    if instead:
        said = instead.format(about=note.about.strip())
        rewritten = _set_right(f"{text[: note.start]}{said}{text[note.end :]}")
    return _diagnostic(note, rewritten)


def another(understood: Understood) -> str:
    """The second requirement as a sentence; behind a full stop the clauses of the first do not lead it."""
    other = " ".join(_CONJUNCTION.sub("", understood.rest).split())
    if understood.apart:
        return other
    if not other.lower().startswith("shall "):
        return led(understood.slots, other)
    system = understood.slots.system
    same = system is not None and not _WHICH.search(understood.rest.split("shall", 1)[0])
    named = f"{understood.article} {system.text}".strip() if same and system is not None else "the <system>"
    return led(understood.slots, f"{named[:1].lower()}{named[1:]} {other}" if same else f"{named} {other}")


def _diagnostic(note: Note, rewritten: str, about: str | None = None) -> Diagnostic:
    explanation = EXPLANATIONS[note.code]
    marked = " ".join(note.about.split())
    about = marked if about is None else about
    return Diagnostic(
        note.code,
        explanation.message().format(about=about, marked=marked),
        line=1,
        column=note.start + 1,
        length=max(note.end - note.start, 1),
        hint=explanation.hint().format(about=about),
        example=((explanation.rewritten or explanation.instead) and rewritten) or explanation.example,
        severity=explanation.severity,
    )


def set_right(text: str) -> str:
    """The sentence in the order and with the keywords of EARS; empty where it cannot be understood wholly."""
    outcome = understand(text)
    return "" if isinstance(outcome, Note) else _set_right(sentence(outcome.slots, outcome.article))


def _set_right(rewritten: str) -> str:
    """The sentence if it has no errors, else nothing."""
    outcome = understand(rewritten)
    if isinstance(outcome, Note):
        return ""
    wrong = any(EXPLANATIONS[note.code].severity is Severity.ERROR for note in outcome.notes)
    return "" if wrong else rewritten
