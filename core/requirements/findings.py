"""What is wrong with the requirements of a model: sentences, phrases, doubles, names of systems."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _, plural
from core.model import (
    Actor,
    Boilerplate,
    Component,
    DataStore,
    Element,
    ExternalSystem,
    Id,
    Language,
    Node,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Term,
)
from core.requirements.broken import broken
from core.requirements.comparisons import compared
from core.requirements.ears.labels import split_key
from core.requirements.glossary import term_faults
from core.requirements.likeness import alike
from core.requirements.nouns import Names, TypedNoun, meaning, names, typed_nouns
from core.requirements.offers import offers
from core.requirements.phrases import Phrase, normalise, phrases
from core.requirements.plain_nouns import PlainNoun, plain_nouns
from core.requirements.propositions import confirmed, unbound
from core.requirements.remarks import about_noun
from core.requirements.slots import Parsed
from core.requirements.time_values import parse_valued, time_values
from core.requirements.units import measured
from core.requirements.vocabulary import Vocabulary, vocabulary


class FindingKind(StrEnum):
    """The kinds of `bartizan requirements check`."""

    BOOLEAN = "boolean"
    REAL_TIME = "real-time"
    VACUITY = "vacuity"
    DUPLICATE = "duplicate"
    RANGE = "range"
    UNIT = "unit"
    GLOSSARY = "glossary"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and with which requirements.

    `keys` are those of the requirements. `element` is where a window should go: a requirement, or a
    proposition. `phrase` and `offers` are set where a phrase has no binding: the phrase and the
    number of bindings on offer.
    """

    kind: FindingKind
    code: str
    requirements: tuple[Id, ...]
    keys: tuple[str, ...]
    message: str
    element: Id
    severity: Severity = Severity.WARNING
    hint: str = ""
    diagnostic: Diagnostic | None = None
    phrase: Phrase | None = None
    offers: int = 0
    witness: Any = None

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object; requirements by their keys."""
        return {
            "kind": self.kind.value,
            "requirements": list(self.keys),
            "message": self.message,
            "witness": self.witness,
        }


_UNIT_CODES = frozenset(
    {
        *("ears-unknown-unit", "ears-missing-unit", "ears-number", "ears-decimal-comma"),
        *("ears-vague-time", "ears-several-times", "ears-negative-time", "ears-notation", "ears-no-time"),
    }
)
_RANGE_CODES = frozenset({"ears-bound-order"})
_NAMED = (SystemOfInterest, Component, DataStore, ExternalSystem, Actor, Node)
"""What a requirement may make demands on."""


def findings(snapshot: Snapshot) -> tuple[Finding, ...]:
    """All findings, requirement by requirement, then those about several, then those about bindings.

    Requirements in plain language are not read. Whether all can hold is for `core.formal.consistency`.
    """
    requirements = [
        requirement for requirement in snapshot.of(Requirement) if requirement.language is not Language.PLAIN
    ]
    own = snapshot.of(Boilerplate)
    times = time_values(snapshot)
    parsed = {requirement.id: parse_valued(requirement.text, own, times)[0] for requirement in requirements}
    found: list[Finding] = []
    bound = confirmed(snapshot)
    words = vocabulary(snapshot)
    systems = _system_names(snapshot)
    known = names(snapshot)
    for requirement in requirements:
        answer = parsed[requirement.id]
        found += _about_sentence(requirement, answer)
        if answer.language != "resa":
            found += _about_name(requirement, answer, systems)
        found += _about_nouns(requirement, answer, known)
        for phrase in phrases(answer):
            for missing in unbound(requirement, phrase, bound):
                found.append(_about_phrase(snapshot, requirement, answer, missing, words))
    found += _doubles(requirements)
    found += _near_doubles(requirements)
    found += _about_units(requirements, parsed)
    found += _about_terms(snapshot)
    used = {
        name
        for answer in parsed.values()
        for phrase in phrases(answer)
        for piece in phrase.pieces()
        for name in (piece.normalised, piece.affirmed)
    }
    for fault in broken(snapshot, used):
        owner = snapshot.find(Requirement, fault.proposition.owner)
        found.append(
            Finding(
                FindingKind(fault.kind),
                fault.code,
                (owner.id,) if owner else (),
                (owner.key,) if owner else (),
                fault.message,
                fault.proposition.id,
                fault.severity,
                fault.hint,
            )
        )
    return tuple(found)


def _about_sentence(requirement: Requirement, parsed: Parsed) -> Iterator[Finding]:
    for diagnostic in parsed.diagnostics:
        if diagnostic.severity is not Severity.INFO:
            kind = FindingKind.UNIT if diagnostic.code in _UNIT_CODES else FindingKind.INCOMPLETE
            kind = FindingKind.RANGE if diagnostic.code in _RANGE_CODES else kind
            yield Finding(
                kind,
                diagnostic.code,
                (requirement.id,),
                (requirement.key,),
                diagnostic.message,
                requirement.id,
                diagnostic.severity,
                diagnostic.hint or "",
                diagnostic,
            )


def _about_name(requirement: Requirement, parsed: Parsed, names: dict[str, str]) -> Iterator[Finding]:
    system = parsed.slots.system
    if system is None or normalise(system.text) in names:
        return
    near = get_close_matches(normalise(system.text), names, n=3)
    yield Finding(
        FindingKind.GLOSSARY,
        "requirement-system-unknown",
        (requirement.id,),
        (requirement.key,),
        _("“{name}” is neither an element of the model nor a term of the glossary").format(name=system.text),
        requirement.id,
        hint=_("Did you mean {names}?").format(names=", ".join(names[name] for name in near))
        if near
        else _("Draw it, or add a term to the glossary that refers to the element meant."),
        diagnostic=Diagnostic(
            "requirement-system-unknown",
            _("Nothing in the model is called so"),
            line=1,
            column=system.column,
            length=system.length,
            severity=Severity.WARNING,
        ),
    )


def _about_nouns(requirement: Requirement, parsed: Parsed, known: Names) -> Iterator[Finding]:
    """What the typed nouns of a ReSA sentence do not mean, and what plain ones leave open."""
    nouns: list[TypedNoun | PlainNoun] = [*plain_nouns(parsed, known.things)]
    if parsed.language == "resa":
        nouns = [*typed_nouns(requirement.text), *nouns]
    for noun in nouns:
        told = about_noun(noun, meaning(noun, known))
        if told is not None:
            yield Finding(
                FindingKind.GLOSSARY,
                told.code,
                (requirement.id,),
                (requirement.key,),
                told.message,
                requirement.id,
                hint=told.hint or "",
                diagnostic=told,
            )


def _about_phrase(
    snapshot: Snapshot, requirement: Requirement, parsed: Parsed, phrase: Phrase, words: Vocabulary
) -> Finding:
    system = parsed.slots.system.text if parsed.slots.system else ""
    count = len(offers(snapshot, phrase, system, words))
    return Finding(
        FindingKind.INCOMPLETE,
        "requirement-phrase-unbound",
        (requirement.id,),
        (requirement.key,),
        _("“{phrase}” is bound to nothing in the behaviour").format(phrase=phrase.text),
        requirement.id,
        hint=plural("{count} binding is on offer.", "{count} bindings are on offer.", count)
        if count
        else _("No name in the behaviour shares a word with it: model it first, or bind it by hand."),
        phrase=phrase,
        offers=count,
    )


def _doubles(requirements: list[Requirement]) -> Iterator[Finding]:
    same: dict[str, list[Requirement]] = defaultdict(list)
    for requirement in requirements:
        _key, sentence = split_key(requirement.text.strip())
        same[normalise(sentence)].append(requirement)
    for group in same.values():
        if len(group) > 1:
            keys = ", ".join(requirement.key for requirement in group)
            yield Finding(
                FindingKind.DUPLICATE,
                "requirement-duplicate",
                tuple(requirement.id for requirement in group),
                tuple(requirement.key for requirement in group),
                _("{keys} say the same").format(keys=keys),
                group[-1].id,
                hint=_("Keep one of them."),
            )


def _near_doubles(requirements: list[Requirement]) -> Iterator[Finding]:
    """Requirements that differ in numbers, or in a few words, alone."""
    sentences = [split_key(requirement.text.strip())[1] for requirement in requirements]
    for pair in alike(sentences):
        both = requirements[pair.first], requirements[pair.second]
        keys = tuple(one.key for one in both)
        if pair.numbers:
            kind, code = FindingKind.RANGE, "requirement-other-number"
            numbers = ", ".join(f"{first} / {second}" for first, second in pair.numbers)
            message = _("{keys} say the same with other numbers: {numbers}")
            message = message.format(keys=", ".join(keys), numbers=numbers)
            hint = _("Keep the one that is meant, or say when each applies.")
        else:
            kind, code = FindingKind.DUPLICATE, "requirement-near-duplicate"
            message = _("{keys} say nearly the same").format(keys=", ".join(keys))
            hint = _("Keep one of them, or make the difference plain.")
        yield Finding(kind, code, tuple(one.id for one in both), keys, message, both[1].id, hint=hint)


def _about_units(requirements: list[Requirement], parsed: dict[Id, Parsed]) -> Iterator[Finding]:
    """One quantity compared in units that measure different things, such as a level in m and in bar."""
    first: dict[str, tuple[Requirement, str]] = {}
    for requirement in requirements:
        for phrase in phrases(parsed[requirement.id]):
            for piece in phrase.pieces():
                number = compared(piece.normalised) if not piece.parts else None
                if number is None or not measured(number.unit):
                    continue
                other, unit = first.setdefault(number.quantity, (requirement, number.unit))
                if measured(unit) != measured(number.unit):
                    both = tuple(dict.fromkeys((other, requirement)))
                    keys = tuple(one.key for one in both)
                    message = _("{keys} compare one quantity in {unit}, {sort}, and in {other}, {other_sort}")
                    yield Finding(
                        FindingKind.UNIT,
                        "requirement-other-unit",
                        tuple(one.id for one in both),
                        keys,
                        message.format(
                            keys=", ".join(keys),
                            unit=unit,
                            sort=measured(unit),
                            other=number.unit,
                            other_sort=measured(number.unit),
                        ),
                        requirement.id,
                        hint=_("Say it in one unit, or give the two quantities names of their own."),
                    )


def _about_terms(snapshot: Snapshot) -> Iterator[Finding]:
    for fault in term_faults(snapshot):
        yield Finding(FindingKind.GLOSSARY, fault.code, (), (), fault.message, fault.term.id, hint=fault.hint)


def _system_names(snapshot: Snapshot) -> dict[str, str]:
    """Normalised names that a requirement may begin with, and how they are written."""
    names: dict[str, str] = {}
    elements: list[Element] = [element for kind in _NAMED for element in snapshot.of(kind)]
    for element in elements:
        if isinstance(element, SystemOfInterest):
            names["system"] = _("the system")
        names.setdefault(normalise(element.name), element.name)
    for term in snapshot.of(Term):
        if isinstance(snapshot.get(term.refers_to), _NAMED):
            for name in (term.name, *term.synonyms):
                names.setdefault(normalise(name), name)
    return names
