"""How `core.requirements.parse` works. Import late: lark is loaded here."""

import re
from collections.abc import Callable
from functools import lru_cache

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.longest import LONGEST_SENTENCE
from core.ground.words import _, quoted
from core.requirements.ears.assembly import assemble
from core.requirements.ears.denials import forbidden, readings
from core.requirements.ears.explanations import EXPLANATIONS
from core.requirements.ears.grammar import UnexpectedToken, syntax_tree
from core.requirements.ears.grouping import grouped
from core.requirements.ears.splitting import bound_or_clause, demanded_and_forbidden, reaction_and_duration
from core.requirements.ears.understanding import Note, Understood
from core.requirements.ears.ways import Way, bound_ways, clause_ways
from core.requirements.ears.writing import each_alone, led, sentence
from core.requirements.slots import Parsed

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
    written = _WRITTEN_OUT.get(note.code)
    if written is not None:
        example, about = written(text, note, understood)
        return _diagnostic(note, example, about)
    instead = EXPLANATIONS[note.code].instead
    if instead:
        said = instead.format(about=note.about.strip())
        rewritten = _set_right(f"{text[: note.start]}{said}{text[note.end :]}")
    return _diagnostic(note, rewritten)


def _other(_text: str, _note: Note, understood: Understood) -> tuple[str, str]:
    return _set_right(sentence(understood.slots, understood.article)), another(understood)


def _denied_joint(_text: str, _note: Note, understood: Understood) -> tuple[str, str]:
    return _either(readings(understood.slots, understood.article))


def _late_bound(text: str, note: Note, understood: Understood) -> tuple[str, str]:
    return _either(bound_or_clause(text, understood.slots, understood.article, note.start))


def _within_for(text: str, note: Note, understood: Understood) -> tuple[str, str]:
    apart = reaction_and_duration(text[note.start : note.end], understood.slots, understood.article)
    return _set_right(apart[0]), " ".join(map(quoted, apart))


def _only_if(_text: str, note: Note, understood: Understood) -> tuple[str, str]:
    both = demanded_and_forbidden(understood.slots, understood.article, note.end)
    return "", " ".join(map(quoted, both))


def _repeated_shall(_text: str, _note: Note, understood: Understood) -> tuple[str, str]:
    alone = each_alone(understood.slots, understood.article)
    return _set_right(alone[0]) if alone else "", " ".join(alone)


def _clause_reach(_text: str, _note: Note, understood: Understood) -> tuple[str, str]:
    front = _set_right(sentence(understood.slots, understood.article))
    return front, _ways(clause_ways([understood]))


def _bound_reach(_text: str, _note: Note, understood: Understood) -> tuple[str, str]:
    meant = bound_ways(understood)
    return _set_right(meant[0][0]), _ways(meant)


def _mixed_joints(text: str, note: Note, _understood: Understood) -> tuple[str, str]:
    meant = grouped(text[note.start : note.end])
    return "", f": {_(' or ').join(map(quoted, meant))}" if meant else "."


def _denied_response(_text: str, note: Note, understood: Understood) -> tuple[str, str]:
    return _set_right(forbidden(understood.slots, understood.article)), " ".join(note.about.split())


def _either(meant: list[str]) -> tuple[str, str]:
    return meant[0] if meant else "", " ".join(map(quoted, meant))


def _ways(meant: tuple[Way, ...]) -> str:
    return _(" or ").join(" ".join(map(quoted, way)) for way in meant)


_WRITTEN_OUT: dict[str, Callable[[str, Note, Understood], tuple[str, str]]] = {
    "ears-several-shalls": _other,
    "ears-denied-joint": _denied_joint,
    "ears-late-bound": _late_bound,
    "ears-within-for": _within_for,
    "ears-only-if": _only_if,
    "ears-repeated-shall": _repeated_shall,
    "ears-clause-reach": _clause_reach,
    "ears-shared-bound": _bound_reach,
    "ears-own-bound": _bound_reach,
    "ears-mixed-joints": _mixed_joints,
    "ears-denied-response": _denied_response,
}
"""By code: the sentence set right, and what the words of the diagnostic tell of its sentences."""


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
