"""A name changed everywhere: in the glossary, in the model, in sentences, and in what their phrases mean.

What would change is worked out first, so that it can be looked at and left out piece by piece; a sentence
that would no longer say the same with the new name is kept as it is, and told.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from core.ground.words import _
from core.model import Boilerplate, Element, Id, Proposition, Requirement, Snapshot, Term, namesakes
from core.model.change import Editor
from core.model.reading import readers
from core.requirements.nouns import names
from core.requirements.occurrences import occurrences, recased, replaced
from core.requirements.ontology import CLASSES
from core.requirements.phrases import Phrase, normalise, phrases
from core.requirements.propositions import Confirmed, bound, confirmed
from core.requirements.sentence import parse
from core.requirements.slots import Deadline, Parsed


@dataclass(frozen=True, slots=True)
class Named:
    """What bears a name: a term of the glossary, elements of the model, or only sentences.

    `held` are elements that cannot be renamed so: expressions read them by their name.
    """

    name: str
    term: Term | None = None
    elements: tuple[Element, ...] = ()
    held: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A requirement and its sentence with the new name, with its phrases before and after.

    `places` are where the new name stands in place of the old one: start and length, from 0.
    """

    requirement: Requirement
    text: str
    phrases: tuple[tuple[Phrase, Phrase], ...]
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Renaming:
    """All that the new name changes.

    `kept` are requirements that have the name and would not say the same with the new one. `others` are
    phrases of sentences that stay as they are and have its words.
    """

    named: Named
    new: str
    rewritten: tuple[Rewritten, ...]
    kept: tuple[Requirement, ...]
    others: tuple[tuple[Requirement, tuple[Phrase, ...]], ...]


def named(snapshot: Snapshot, name: str) -> Named:
    """What bears the name in the model; it is given as the glossary writes it, else as the model does."""
    wanted = normalise(name)
    terms = snapshot.of(Term)
    term = next((one for one in terms if normalise(one.name) == wanted), None) or next(
        (one for one in terms if wanted in map(normalise, one.synonyms)), None
    )
    meant = snapshot.get(term.refers_to) if term is not None else None
    found = [
        element
        for element in snapshot
        if (element.kind in _KINDS or element is meant) and normalise(element.name) == wanted
    ]
    held = tuple(element for element in found if next(readers(snapshot, element), None))
    free = tuple(element for element in found if element not in held)
    bearers = [one.name for one in (term, *found) if one is not None and normalise(one.name) == wanted]
    return Named(" ".join((bearers or [name])[0].split()), term, free, held)


def fault(new: str) -> str:
    """Why nothing can be called so in sentences; empty where something can."""
    if not any(letter.isalnum() for letter in normalise(new)):
        return _("A name needs a letter.")
    if _SIGNS.intersection(new) or any(not letter.isprintable() for letter in new):
        return _("A name in sentences has no quotation marks, colons or brackets.")
    return ""


def taken(snapshot: Snapshot, what: Named, new: str) -> tuple[Element, ...]:
    """What else is called by the new name: after the change the two could not be told apart."""
    wanted = normalise(new)
    own = {what.term, *what.elements, *what.held}
    return tuple(
        element
        for element in snapshot
        if element not in own
        and (
            (element.kind in _KINDS and normalise(element.name) == wanted)
            or (isinstance(element, Term) and wanted in map(normalise, (element.name, *element.synonyms)))
        )
    )


def renaming(
    snapshot: Snapshot,
    what: Named,
    new: str,
    progress: Callable[[int, int, str], None] | None = None,
) -> Renaming:
    """What the new name changes; `fault` has found nothing wrong with it."""
    new = " ".join(new.split())
    words = what.name.casefold().split()
    having = [one for one in snapshot.of(Requirement) if all(word in one.text.casefold() for word in words)]
    longer = _longer(snapshot, what.name) if having else ()
    own = snapshot.of(Boilerplate)
    rewritten, kept, others = [], [], []
    for number, one in enumerate(having):
        if progress is not None and number % _STEP == 0:
            progress(number, len(having), _("Looking at sentences"))
        found = _rewritten(one, what.name, new, longer, own)
        if found is not None:
            rewritten.append(found)
            continue
        others.append((one, tuple(_pieces(parse(one.text, own)))))
        if occurrences(one.text, what.name, longer):
            kept.append(one)
    return Renaming(what, new, tuple(rewritten), tuple(kept), tuple(others))


def rename(
    edit: Editor, plan: Renaming, left_out: Collection[Id] = frozenset(), synonym: bool = False
) -> None:
    """Do what was worked out, but for the terms, elements and requirements that are left out.

    With `synonym` the glossary keeps the old name as another word for the term. Every phrase that had a
    proposition has it afterwards.
    """
    before = confirmed(edit.snapshot)
    term, old, new = plan.named.term, plan.named.name, plan.new
    if term is not None and term.id not in left_out:
        edit.set(term.id, **_term_facts(term, old, new, synonym))
    apart = {*left_out, *(one.id for one in plan.named.held)}
    for element in plan.named.elements:
        if element.id not in left_out:
            namesakes.rename(edit, element, recased(element.name, old, new), apart)
    changed = [one for one in plan.rewritten if one.requirement.id not in left_out]
    for one in changed:
        edit.set(one.requirement.id, text=one.text)
    unchanged = [pieces for _requirement, pieces in plan.others]
    unchanged += [
        tuple(piece for piece, _after in one.phrases)
        for one in plan.rewritten
        if one.requirement.id in left_out
    ]
    _rename_propositions(edit, changed, unchanged, before)
    _keep_bound(edit, changed, before)


_KINDS = frozenset({kind for one in CLASSES.values() for kind in one.kinds})
_HAPPENING = frozenset({"location", "event", "edge", "state machine", "clock", "timer"})
"""Kinds whose names are phrases: "pump running" is about the pump, and no other thing."""
_SIGNS = frozenset('"“”„‟«»:()[]<>')
_STEP = 64


def _term_facts(term: Term, old: str, new: str, synonym: bool) -> dict[str, Any]:
    wanted = normalise(old)
    if normalise(term.name) == wanted:
        kept = tuple(one for one in term.synonyms if normalise(one) != normalise(new))
        name = recased(term.name, old, new)
        return {"name": name, "synonyms": (*kept, term.name) if synonym else kept}
    others = (new if normalise(one) == wanted else one for one in term.synonyms)
    return {"synonyms": (*dict.fromkeys(others), *((old,) if synonym else ()))}


def _longer(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """Names of other things that have the name as a part."""
    known = names(snapshot)
    wanted = f" {normalise(name)} "
    return tuple(
        written
        for one, written in known.written.items()
        if wanted in f" {one} "
        and f" {one} " != wanted
        and (one in known.terms or any(each.kind not in _HAPPENING for each in known.elements.get(one, ())))
    )


def _rewritten(
    one: Requirement, old: str, new: str, longer: Collection[str], own: tuple[Boilerplate, ...]
) -> Rewritten | None:
    """The requirement with the new name; None where it has not the old one, or would not say the same."""
    found = occurrences(one.text, old, longer)
    if not found:
        return None
    before = parse(one.text, own)
    for quoted in (False, True):
        text, places = replaced(one.text, found, old, new, quoted)
        after = parse(text, own)
        if after.ok >= before.ok and _shape(after) == _shape(before):
            pairs = zip(_pieces(before), _pieces(after), strict=True)
            return Rewritten(one, text, tuple(pairs), places)
    return None


def _pieces(parsed: Parsed) -> Iterator[Phrase]:
    for phrase in phrases(parsed):
        yield from phrase.pieces()


def _shape(parsed: Parsed) -> tuple[object, ...]:
    """What the sentence says but for its words."""
    slots = parsed.slots
    bounds = tuple(_bound_shape(response.deadline) for response in slots.responses)
    found = tuple(map(_phrase_shape, phrases(parsed)))
    return parsed.pattern, parsed.language, slots.system is not None, bounds, found


def _bound_shape(deadline: Deadline | None) -> tuple[object, ...]:
    if deadline is None:
        return ()
    value = "" if deadline.phrase else deadline.value
    return deadline.kind, value, deadline.unit, deadline.limit, deadline.earliest, deadline.strict


def _phrase_shape(phrase: Phrase) -> tuple[object, ...]:
    parts = tuple(map(_phrase_shape, phrase.parts))
    return phrase.role, phrase.negated, bool(phrase.affirmed), phrase.connective, parts


def _names_of(pieces: Collection[Phrase]) -> set[str]:
    return {name for piece in pieces for name in (piece.normalised, piece.affirmed) if name}


def _rename_propositions(
    edit: Editor, changed: list[Rewritten], unchanged: list[tuple[Phrase, ...]], before: Confirmed
) -> None:
    """Give propositions the names of the phrases that they are of now.

    One that holds everywhere stays where a sentence still has its phrase, and is there under both names.
    """
    own = {one.requirement.id: _new_names(one) for one in changed}
    common = {old: new for table in own.values() for old, new in table.items()}
    still = {name for pieces in unchanged for name in _names_of(pieces)} if common else set()
    still |= {name for one in changed for name in _names_of([after for _before, after in one.phrases])}
    for proposition in edit.snapshot.of(Proposition):
        table = common if proposition.owner is None else own.get(proposition.owner, {})
        old = normalise(proposition.name)
        new = table.get(old, old)
        if new == old:
            continue
        if proposition.owner is None and (None, new) in before:
            continue  # that phrase means something already; `_keep_bound` tells the two apart
        if proposition.owner is None and old in still:
            edit.new(Proposition, **{**_facts(proposition), "name": new})
        else:
            edit.set(proposition.id, name=new)


def _new_names(one: Rewritten) -> dict[str, str]:
    found: dict[str, str] = {}
    for piece, after in one.phrases:
        found.setdefault(piece.normalised, after.normalised)
        if piece.affirmed:
            found.setdefault(piece.affirmed, after.affirmed)
    return found


def _keep_bound(edit: Editor, changed: list[Rewritten], before: Confirmed) -> None:
    """Give a requirement a proposition of its own where its phrase would mean another thing than before."""
    after = confirmed(edit.snapshot)
    made: set[tuple[Id, str]] = set()
    for one in changed:
        for piece, now in one.phrases:
            had, has = bound(one.requirement, piece, before), bound(one.requirement, now, after)
            if had is None:
                continue
            if has is not None and (has.denies, _meant(has.proposition)) == (
                had.denies,
                _meant(had.proposition),
            ):
                continue
            facts = {**_facts(had.proposition), "owner": one.requirement.id}
            name = now.affirmed if had.denies else now.normalised
            if had.denies and bound(one.requirement, replace(now, affirmed=""), after) is not None:
                # What the phrase denies is looked for only where the phrase itself means nothing.
                name, facts["negated"] = now.normalised, not had.proposition.negated
            if (one.requirement.id, name) not in made and (one.requirement.id, name) not in after:
                made.add((one.requirement.id, name))
                edit.new(Proposition, **facts, name=name)


def _facts(proposition: Proposition) -> dict[str, Any]:
    return {
        "owner": proposition.owner,
        "confirmed_by": proposition.confirmed_by,
        **dict(zip(_MEANING, _meant(proposition), strict=True)),
    }


_MEANING = ("binding", "locations", "expression", "event", "negated")


def _meant(proposition: Proposition) -> tuple[Any, ...]:
    return tuple(getattr(proposition, name) for name in _MEANING)
