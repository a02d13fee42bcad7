"""Faults of a project's glossary: words with two meanings or none."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.words import _
from core.model import Snapshot, Term
from core.requirements.phrases import normalise


@dataclass(frozen=True, slots=True)
class TermFault:
    """One fault of a term."""

    code: str
    message: str
    hint: str
    term: Term


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
