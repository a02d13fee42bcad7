"""What each verdict rests on, so that one whose ground is the same need not be worked out again.

A verdict is decided by the parts of the document that its query depends on, by what of them nobody
stated, and by whether messages can meet there. All of that, with the names that explanations say,
makes its digest. Where shapes are drawn and what is declared for other parts is left out of it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.assistants.proof import Proof
from core.model import Id, Proposition, Requirement, Snapshot, to_plain
from core.uppaal.document import Document, Label, Template
from core.uppaal.generation.condition import mentioned
from core.uppaal.generation.query import GeneratedQuery
from core.uppaal.trace_map import Origin, Part

Row = dict[str, Any]

_REMARK = re.compile(r"//[^\n]*")
_WORD = re.compile(r"[A-Za-z_]\w*")


def rests_on(proof: Proof, query: GeneratedQuery, *, numbered: bool = False) -> str:
    """The digest of everything that decides the verdict on a query and the words about it.

    The ids of locations and edges follow from what else is in the document; only runs name them, and
    count where the digest is `numbered`.
    """
    ground = {
        "query": [query.purpose.value, query.formula, query.comment, query.element, query.reason],
        "property": repr(query.property),
        "unit": proof.generated.trace_map.nanoseconds,
        "parts": [_bare(part, numbered=numbered) for part in proof.ground(query)],
        "open": proof.open_facts,
        "meetings": proof.meetings(query),
        "names": _names(proof.snapshot, reads_of(proof, query)),
        "stated": [to_plain(one) for one in _asked(proof.snapshot, query)],
    }
    return hashlib.sha256(json.dumps(ground, sort_keys=True, default=str).encode()).hexdigest()


def reads_of(proof: Proof, query: GeneratedQuery) -> list[Id]:
    """The elements that a verdict rests on, with all that they are part of: an edit of others leaves it."""
    templates = {template.name for part in proof.ground(query) for template in part.templates}
    words = {word for part in proof.ground(query) for word in _words(part)}
    heard = {
        (each.name, one.label("synchronisation"))
        for part in proof.ground(query)
        for each in part.templates
        for one in each.transitions
    }
    found = {one.id for one in _asked(proof.snapshot, query)}
    for entry in proof.generated.trace_map.entries:
        told = entry.part is Part.TRANSITION and entry.origin is Origin.STEPS
        if told and (entry.template, entry.label) not in heard:
            continue
        if entry.name in templates or entry.template in templates or entry.name in words:
            found.update(entry.elements)
    for element_id in tuple(found):
        element = proof.snapshot.get(element_id)
        if element is not None:
            found.update(owner.id for owner in proof.snapshot.owners(element))
    return sorted(found)


def marked(proof: Proof, query: GeneratedQuery, row: Row, ground: str) -> None:
    """Say in a row what it rests on: `rests` for the next verification, `reads` for whoever edits."""
    run = row["trace"] is not None
    row |= {
        "rests": rests_on(proof, query, numbered=True) if run else ground,
        "reads": reads_of(proof, query),
    }


class Known:
    """Rows that were worked out before, by what they rest on."""

    def __init__(self, proof: Proof, rows: Iterable[Mapping[str, Any]]) -> None:
        self._proof = proof
        self._rows = {row["rests"]: dict(row) for row in rows if row.get("rests")}

    def find(self, query: GeneratedQuery, ground: str) -> Row | None:
        """The row of a query that rests on the same, if there is one."""
        if not self._rows:
            return None
        found = self._rows.get(ground)
        return found or self._rows.get(rests_on(self._proof, query, numbered=True))


def _asked(snapshot: Snapshot, query: GeneratedQuery) -> Iterator[Requirement | Proposition]:
    """The requirement of a query and the propositions that it stands on."""
    requirement = snapshot.find(Requirement, query.element)
    if requirement is not None:
        yield requirement
    for proposition_id in sorted(set(mentioned(query.property))) if query.property is not None else ():
        proposition = snapshot.find(Proposition, proposition_id)
        if proposition is not None:
            yield proposition


def _names(snapshot: Snapshot, element_ids: Iterable[Id]) -> list[tuple[Id, str]]:
    return [(one, element.name) for one in element_ids if (element := snapshot.get(one)) is not None]


def _bare(part: Document, *, numbered: bool) -> list[Any]:
    """A document without remarks, without places, and without what is declared for none of its templates."""
    ids = [(place.id for place in one.locations) for one in part.templates] if numbered else []
    edges = [(edge.id for edge in one.transitions) for one in part.templates] if numbered else []
    numbers = [list(one) for one in (*ids, *edges)]
    return [[_template(one) for one in part.templates], _declared(part), numbers]


def _template(one: Template) -> list[Any]:
    numbers = {place.id: number for number, place in enumerate(one.locations)}
    return [
        *(one.name, one.parameter, _REMARK.sub("", one.declaration), numbers.get(one.initial)),
        [(place.name, place.waiting.value, _labels(place.labels)) for place in one.locations],
        [
            (numbers.get(edge.source), numbers.get(edge.target), _labels(edge.labels))
            for edge in one.transitions
        ],
    ]


def _labels(labels: Iterable[Label]) -> list[tuple[str, str]]:
    return [(label.kind, label.text) for label in labels if label.kind != "comments"]


def _words(part: Document) -> set[str]:
    return set(_WORD.findall(json.dumps([_template(one) for one in part.templates])))


def _declared(part: Document) -> list[str]:
    """The declarations that the templates speak of, and those that these speak of in turn."""
    blocks = list(_blocks(_REMARK.sub("", part.declaration)))
    spoken, kept = _words(part) - _TYPES, set[int]()
    size = -1
    while size != (size := len(kept)):
        for number, block in enumerate(blocks):
            if number not in kept and not spoken.isdisjoint(_WORD.findall(block)[1:]):
                kept.add(number)
                spoken.update({*_WORD.findall(block)} - _TYPES)
    return [blocks[number] for number in sorted(kept)]


_TYPES = frozenset({"broadcast", "chan", "urgent", "int", "bool", "clock", "const", "void", "true", "false"})


def _blocks(text: str) -> Iterator[str]:
    """The declarations one by one: a function with its body is one."""
    block, depth = [], 0
    for line in text.splitlines():
        if not line.strip() and not depth:
            continue
        block.append(line.strip())
        depth += line.count("{") - line.count("}")
        if not depth:
            yield "\n".join(block)
            block = []
