"""What the classes of a ReSA sentence say against what it says with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.words import _, deferred
from core.requirements.ontology import CLASSES, is_a
from core.requirements.resa.printing import phrase_text
from core.requirements.resa.tree import (
    Comparison,
    Condition,
    Main,
    Noun,
    Phrase,
    Place,
    Sentence,
    Simple,
    Suffix,
    Word,
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to say about a place; `code` is one of `core.requirements.resa.explanations`."""

    code: str
    place: Place
    about: str = ""
    marked: str = ""


_ENTERS = frozenset({"enter", "enters", "entered", "leave", "leaves", "left", "remain", "remains", "stay"})
_OPERATES = frozenset(
    {"press", "presses", "pressed", "release", "releases", "released", "operate", "operated"}
)
_SWITCHES = frozenset({"activate", "activates", "activated", "deactivate", "deactivates", "deactivated"})
_SETS = frozenset({"set", "sets", "limit", "limits", "sample", "samples", "measure", "measures"})
_EXPECTED = (
    (_ENTERS, ("state",), deferred("A state or mode")),
    (_SETS, ("parameter", "device", "function"), deferred("A parameter or signal")),
    (_SWITCHES, ("function", "system", "outDevice", "mode"), deferred("A function or system")),
)
"""Verbs, the classes of which one suits what follows them, and how it is told."""


def doubts(sentence: Sentence) -> Iterator[Doubt]:
    """The doubts about the sentence, in no order; an entity suits everywhere, since it says nothing."""
    for noun in _nouns(sentence):
        if noun.ontology_class and noun.ontology_class not in CLASSES:
            yield Doubt("resa-unknown-class", noun.place, noun.ontology_class, ", ".join(CLASSES))
    mains = [*sentence.mains, *([sentence.otherwise] if sentence.otherwise else [])]
    for main in mains:
        yield from _about_subjects(main)
        for action in main.actions:
            yield from _about_phrase(action.phrase)
            for tail in action.tails:
                if tail.suffix is Suffix.IMMEDIATELY:
                    yield Doubt("resa-immeasurable", tail.place)
                elif tail.condition:
                    yield from _about_condition(tail.condition)
            for clause in action.clauses:
                yield from _about_condition(clause.condition)
    for clause in sentence.clauses:
        yield from _about_condition(clause.condition)


def _about_subjects(main: Main) -> Iterator[Doubt]:
    for subject in main.subjects:
        nouns = [atom for atom in subject if isinstance(atom, Noun) and atom.ontology_class]
        if not nouns:
            place = Place(subject[0].place.start, subject[-1].place.end)
            said = phrase_text(tuple(atom for atom in subject if not _is_article(atom)))
            bare = said.strip('"')
            yield Doubt("resa-untyped-subject", place, bare, f'"{bare}":system')
        for noun in nouns:
            known = CLASSES.get(noun.ontology_class)
            if known and not known.acts:
                yield Doubt("resa-cannot-act", noun.place, noun.ontology_class)


def _about_condition(condition: Condition) -> Iterator[Doubt]:
    if isinstance(condition, Simple):
        yield from _about_phrase(condition.phrase)
    else:
        for part in condition.parts:
            yield from _about_condition(part)


def _about_phrase(phrase: Phrase) -> Iterator[Doubt]:
    """What a verb or a sign expects of the nouns beside it."""
    for index, atom in enumerate(phrase):
        if isinstance(atom, Comparison):
            for side in (index - 1, index + 1):
                yield from _unfit(phrase, side, ("parameter",), _("A parameter or signal"))
        elif isinstance(atom, Word):
            word = atom.text.lower()
            for verbs, classes, expected in _EXPECTED:
                if word in verbs:
                    yield from _unfit(phrase, _next_noun(phrase, index + 1), classes, expected())
            if word in _OPERATES:
                object_is_ahead = index + 1 < len(phrase) and _next_noun(phrase, index + 1) >= 0
                place = _next_noun(phrase, index + 1) if object_is_ahead else _first_noun(phrase)
                if not (word.startswith("release") and object_is_ahead):
                    yield from _unfit(phrase, place, ("device", "event"), _("A device that is operated"))
            if word == "in" and index and _is_be(phrase[index - 1]):
                yield from _unfit(phrase, _next_noun(phrase, index + 1), ("state",), _("A state or mode"))


def _unfit(phrase: Phrase, index: int, classes: tuple[str, ...], expected: str) -> Iterator[Doubt]:
    if not 0 <= index < len(phrase):
        return
    noun = phrase[index]
    if not isinstance(noun, Noun) or noun.ontology_class not in CLASSES or noun.ontology_class == "entity":
        return
    if not any(is_a(noun.ontology_class, wider) for wider in classes):
        yield Doubt("resa-class-unfit", noun.place, expected)


def _next_noun(phrase: Phrase, begin: int) -> int:
    """The noun behind the place, with only articles and small words between; -1 where there is none."""
    for index in range(begin, len(phrase)):
        if isinstance(phrase[index], Noun):
            return index
        if not isinstance(phrase[index], Word) or index > begin + 1:
            break
    return -1


def _first_noun(phrase: Phrase) -> int:
    return next((index for index, atom in enumerate(phrase) if isinstance(atom, Noun)), -1)


def _is_be(atom: object) -> bool:
    return isinstance(atom, Word) and atom.text.lower() in {"is", "are", "be", "was", "were", "remain"}


def _is_article(atom: object) -> bool:
    return isinstance(atom, Word) and atom.text in {"the", "a", "an"}


def _nouns(sentence: Sentence) -> Iterator[Noun]:
    mains = [*sentence.mains, *([sentence.otherwise] if sentence.otherwise else [])]
    for clause in sentence.clauses:
        yield from _in_condition(clause.condition)
    for main in mains:
        for subject in main.subjects:
            yield from _in_phrase(subject)
        for action in main.actions:
            yield from _in_phrase(action.phrase)
            for clause in action.clauses:
                yield from _in_condition(clause.condition)
            for tail in action.tails:
                if tail.condition:
                    yield from _in_condition(tail.condition)


def _in_condition(condition: Condition) -> Iterator[Noun]:
    if isinstance(condition, Simple):
        yield from _in_phrase(condition.phrase)
    else:
        for part in condition.parts:
            yield from _in_condition(part)


def _in_phrase(phrase: Phrase) -> Iterator[Noun]:
    yield from (atom for atom in phrase if isinstance(atom, Noun))
