"""Faults of a project's glossary: words with two meanings or none; synonyms in place of the word chosen."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.ground.diagnostic import Severity
from core.ground.words import _
from core.model import Requirement, Snapshot, Term
from core.requirements.phrases import normalise


@dataclass(frozen=True, slots=True)
class TermFault:
    """One fault: of a term, or of a requirement at a place that counts from 1."""

    code: str
    message: str
    hint: str
    term: Term
    requirement: Requirement | None = None
    column: int = 0
    length: int = 0
    severity: Severity = Severity.WARNING


def term_faults(snapshot: Snapshot) -> Iterator[TermFault]:
    """The faults of the terms: words with two meanings, then those without any."""
    terms = snapshot.of(Term)
    meant: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        for name in dict.fromkeys(map(normalise, (term.name, *term.synonyms))):
            meant[name].append(term)
    for name, several in meant.items():
        for other in several[1:]:
            yield TermFault(
                "term-doubled",
                _("“{name}” stands in the glossary twice, with {first} and with {second}").format(
                    name=name, first=several[0].name, second=other.name
                ),
                _("Keep one of them, or give the other a name of its own."),
                other,
            )
    for term in terms:
        if not term.definition.strip() and term.refers_to is None:
            yield TermFault(
                "term-undefined",
                _("“{name}” stands in the glossary without a meaning").format(name=term.name),
                _("Define it, or say which element it means."),
                term,
            )


def synonyms_used(snapshot: Snapshot, requirements: Sequence[Requirement]) -> Iterator[TermFault]:
    """Synonyms that requirements have in place of the word of the glossary; that is no fault."""
    terms = snapshot.of(Term)
    words: dict[str, Term | None] = dict.fromkeys(term.name.casefold() for term in terms)
    words |= {
        synonym.casefold(): term
        for term in terms
        for synonym in term.synonyms
        if synonym.casefold() not in words
    }
    if not any(words.values()):
        return
    longest = sorted(map(re.escape, filter(None, words)), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])", re.IGNORECASE)
    for requirement in requirements:
        for match in pattern.finditer(requirement.text):
            term = words[match[0].casefold()]
            if term is None:
                continue
            yield TermFault(
                "term-synonym",
                _("The glossary says “{name}” for “{synonym}”").format(name=term.name, synonym=match[0]),
                _("Write “{name}”.").format(name=term.name),
                term,
                requirement,
                match.start() + 1,
                len(match[0]),
                Severity.INFO,
            )
