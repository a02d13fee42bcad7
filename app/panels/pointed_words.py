"""What stands at a place of a sentence, in words: what it is, what it means in the project, where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.actions.registry import named
from app.panels.meant import described
from core.assistants.sentences import parsed
from core.ground.words import _, plural
from core.model import Element, Id, Proposition, Requirement, Snapshot, name_of

if TYPE_CHECKING:
    from core.requirements import Phrase
    from core.requirements.nouns import Names
    from core.requirements.pointing import Pointed


@dataclass(frozen=True, slots=True)
class Told:
    """One thing on the card: its words, what it is, what is to know of it, and the element to go to."""

    words: str
    sort: str
    facts: tuple[str, ...] = ()
    target: Id = ""


def told(
    snapshot: Snapshot, requirement: Requirement, place: int, known: Names | None
) -> tuple[tuple[int, int], tuple[Told, ...]] | None:
    """The characters of the narrowest thing at the place of the requirement's sentence, and what it tells.

    After the narrowest comes the narrowest phrase around it. None where there is nothing to tell.
    """
    from core.requirements.pointing import pointed

    found = pointed(parsed(requirement.text), place, known)
    lines = tuple(line for one in found[:2] for line in _told(snapshot, requirement, one, known))
    return ((found[0].start, found[0].end), lines) if lines else None


def _told(snapshot: Snapshot, requirement: Requirement, one: Pointed, known: Names | None) -> Iterator[Told]:
    from core.requirements.units import measured

    if one.meaning:
        yield Told(one.text, _("keyword"), (one.meaning,))
    elif one.unit:
        yield Told(one.text, _("unit"), tuple(filter(None, (measured(one.unit),))))
    elif one.phrase is not None:
        yield _phrase(snapshot, requirement, one.phrase)
    elif known is not None:
        yield from _noun(snapshot, one, known)


def _noun(snapshot: Snapshot, one: Pointed, known: Names) -> Iterator[Told]:
    """The elements that the noun means, its term, or that it means nothing."""
    from core.requirements import normalise
    from core.requirements.nouns import Standing, meaning
    from core.requirements.remarks import about_noun

    wanted = normalise(one.name)
    elements, term = known.elements.get(wanted, ()), known.terms.get(wanted)
    wrong: tuple[str, ...] = ()
    if one.noun is not None:
        found = meaning(one.noun, known)
        elements = found.elements or (() if found.standing is Standing.TERM else elements)
        fault = about_noun(one.noun, found)
        if fault is not None:
            wrong = (fault.message, _("{key} offers what to write.").format(key=named("require.mend")))
    definition = (term.definition.strip(),) if term is not None and term.definition.strip() else ()
    meant = term.refers_to if term is not None else None
    shown = [one for one in elements if one.id in snapshot]
    for element in sorted(shown, key=lambda one: one.id != meant):
        notes = tuple(filter(None, (element.note.strip(),)))
        facts = (*(definition if element.id == meant or meant is None else ()), *notes, *wrong)
        yield Told(element.name, _where(snapshot, element), facts, element.id)
    if not elements and term is not None:
        yield Told(term.name, _("term of the glossary"), (*definition, *wrong), term.id)
    elif not elements and one.noun is not None:
        yield Told(one.name, _("bound to nothing"), wrong)


def _where(snapshot: Snapshot, element: Element) -> str:
    place = name_of(snapshot, element.owner or getattr(element, "zone", None))
    kind = _(element.kind)
    return _("{kind} in {place}").format(kind=kind, place=place) if place else kind


def _phrase(snapshot: Snapshot, requirement: Requirement, phrase: Phrase) -> Told:
    """What the phrase is bound to, what it could be bound to, or how it is bound."""
    from core.requirements import bound, confirmed, offers, vocabulary

    role = _(phrase.role.value)
    found = bound(requirement, phrase, confirmed(snapshot))
    if found is not None:
        words = described(snapshot, found.proposition)
        said = _("not {words}").format(words=words) if found.denies else words
        return Told(phrase.text, role, (_("bound: {words}").format(words=said),), _target(found.proposition))
    system = parsed(requirement.text).slots.system
    offered = offers(snapshot, phrase, system.text if system is not None else "", vocabulary(snapshot))
    how = _("{key} binds it by hand.").format(key=named("require.bind"))
    if not offered:
        return Told(phrase.text, role, (_("bound to nothing"), how))
    first = offered[0]
    count = plural("{count} offer", "{count} offers", len(offered))
    words = _("{offers}, the first: {words}").format(offers=count, words=first.said)
    target = first.event or (first.locations[0] if first.locations else "")
    return Told(phrase.text, role, (words, how), target)


def _target(proposition: Proposition) -> Id:
    """The element to show for what a phrase is bound to."""
    return proposition.event or next(iter(proposition.locations), "")
