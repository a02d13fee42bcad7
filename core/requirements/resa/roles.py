"""Thematic roles: who acts, on what, with what, towards what, in the phrases of a ReSA sentence.

Read off classes, prepositions and a few verbs; what none of them tells has no role.
"""

from collections.abc import Iterator

from core.requirements.ontology import CLASSES, is_a
from core.requirements.resa.tree import (
    Comparison,
    Condition,
    Measure,
    Noun,
    Phrase,
    Place,
    Sentence,
    Simple,
    Word,
)
from core.requirements.slots import RoleSpan, ThematicRole

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have"})
_TRANSFER_VERBS = """
    announce broadcast deliver forward give hand issue notify provide publish relay report return send show
    supply transfer transmit write
"""
_TRANSFERS = frozenset(_TRANSFER_VERBS.split())
_INSTRUMENTS = frozenset({"with", "using", "via", "through"})
_PLACES = frozenset({"on", "at", "inside", "near", "over", "under"})
_IDLE = frozenset({"the", "a", "an", "and", "or", "not"})


def roles(sentence: Sentence, text: str) -> tuple[RoleSpan, ...]:
    """The roles in all phrases of the sentence, in the order of the text."""
    found: list[RoleSpan] = []
    for clause in sentence.clauses:
        found += _of_condition(clause.condition, text)
    for main in (*sentence.mains, *([sentence.otherwise] if sentence.otherwise else [])):
        for subject in main.subjects:
            found += (_told(ThematicRole.AGENT, atom, text) for atom in subject if isinstance(atom, Noun))
        for action in main.actions:
            found += _of_action(action.phrase, text)
            for clause in action.clauses:
                found += _of_condition(clause.condition, text)
            for tail in action.tails:
                found += _of_condition(tail.condition, text) if tail.condition else ()
    return tuple(sorted(found, key=lambda role: role.column))


def _of_condition(condition: Condition, text: str) -> Iterator[RoleSpan]:
    if not isinstance(condition, Simple):
        for part in condition.parts:
            yield from _of_condition(part, text)
        return
    phrase = condition.phrase
    subject = next((index for index, atom in enumerate(phrase) if isinstance(atom, Noun)), None)
    if subject is None:
        return
    verb = next((index for index in range(subject + 1, len(phrase)) if _is_verb(phrase[index])), None)
    passive = verb is not None and _lower(phrase[verb]) in _BE
    compared = any(isinstance(atom, Comparison) for atom in phrase)
    acts = not (passive or compared or verb is None)
    yield _told(ThematicRole.AGENT if acts else ThematicRole.THEME, phrase[subject], text)
    if verb is not None:
        yield from _of_action(phrase[verb:], text, themed=not acts)
    else:
        yield from _objects(phrase[subject + 1 :], text, "", themed=True)


def _of_action(phrase: Phrase, text: str, themed: bool = False) -> Iterator[RoleSpan]:
    """The roles in a phrase that begins with its verb; `themed` says that its theme stands in front of it."""
    verbs = []
    for atom in phrase:
        if not isinstance(atom, Word) or _lower(atom) in {*_IDLE - {"not"}, "in", "to", *_PLACES}:
            break
        verbs.append(atom)
    if not verbs:
        yield from _objects(phrase, text, "", themed)
        return
    place = Place(verbs[0].place.start, verbs[-1].place.end)
    written = text[place.start : place.end]
    yield RoleSpan(written, place.start + 1, place.end - place.start, role=ThematicRole.ACTION)
    yield from _objects(phrase[len(verbs) :], text, _lower(verbs[0]), themed)


def _objects(phrase: Phrase, text: str, verb: str, themed: bool) -> Iterator[RoleSpan]:
    preposition, gerund = "", False
    for atom in phrase:
        if isinstance(atom, Comparison):
            preposition = "compared"
        elif isinstance(atom, Word):
            word = _lower(atom)
            gerund = gerund or (preposition == "by" and word.endswith("ing"))
            if word not in _IDLE and not gerund:
                preposition = word
        else:
            role = _role(atom, preposition, verb, themed, gerund)
            themed = themed or role is ThematicRole.THEME
            if role:
                yield _told(role, atom, text)


def _role(
    atom: Noun | Measure, preposition: str, verb: str, themed: bool, gerund: bool
) -> ThematicRole | None:
    written = atom.ontology_class if isinstance(atom, Noun) else ""
    if gerund or preposition in _INSTRUMENTS:
        return ThematicRole.INSTRUMENT
    if preposition == "by":
        return ThematicRole.AGENT if written in CLASSES and CLASSES[written].acts else ThematicRole.INSTRUMENT
    if preposition == "from":
        return ThematicRole.SOURCE
    if preposition == "compared" or (written and is_a(written, "state")) or isinstance(atom, Measure):
        return ThematicRole.GOAL
    if preposition in {"to", "into"}:
        takes = written in CLASSES and CLASSES[written].acts and verb.rstrip("s") in _TRANSFERS
        return ThematicRole.RECIPIENT if takes else ThematicRole.GOAL
    if preposition in _PLACES or preposition == "in":
        return ThematicRole.LOCATION
    return None if themed else ThematicRole.THEME


def _is_verb(atom: object) -> bool:
    return isinstance(atom, Word) and atom.text.lower() not in _IDLE


def _lower(atom: object) -> str:
    return atom.text.lower() if isinstance(atom, Word) else ""


def _told(role: ThematicRole, atom: Noun | Measure | Word | Comparison, text: str) -> RoleSpan:
    place = atom.place
    written = atom.ontology_class if isinstance(atom, Noun) else ""
    said = text[place.start : place.end]
    return RoleSpan(said, place.start + 1, place.end - place.start, role=role, ontology_class=written)
