"""Reads requirements from a text file, a table or a JSON list into elements; keys stay as they are."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.exchange.imported import Imported
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Boilerplate, Category, Element, Language, Requirement, Snapshot

if TYPE_CHECKING:
    from core.requirements import Record


def read_requirement_list(
    path: Path, content: bytes, snapshot: Snapshot, ids: Ids, mapping: Mapping[str, str] | None = None
) -> Imported:
    """One requirement a record. What does not parse is taken over all the same and becomes a finding.

    A record without a key gets the next free one. Where the project has the key already, its requirement
    is changed to what the file says, and keeps its id. Those that came from a file of this name and are
    gone from it are named, not removed. Of a key that the file
    itself has twice the first sentence is taken over. Columns that fill a field of a requirement fill
    it; every other one is listed with the count of its cells. The language of a sentence is the one
    it parses as. `mapping` says what the attributes of a ReqIF file fill, where their names do not.
    """
    from core.requirements import read_records

    reading = read_records(content, path.name, mapping)
    known = {requirement.key: requirement for requirement in snapshot.of(Requirement)}
    taken = {key: requirement.text for key, requirement in known.items()}
    lines: dict[str, int] = {}
    held = {key: requirement.id for key, requirement in known.items()}
    elements: list[Element] = []
    dropped: list[str] = []
    unread: Counter[str] = Counter()
    changed: list[Requirement] = []
    same: list[str] = []
    for record in reading.records:
        key = record.id or _free_key(taken)
        if key in lines:
            if taken[key] != record.text:
                dropped.append(_loss(key, record.line, lines[key]))
            continue
        taken[key] = record.text
        lines[key] = record.line
        unread.update(record.unread)
        if key in known:
            now = _updated(known[key], record, snapshot)
            changed += [now] if now != known[key] else []
            same += [key] if now == known[key] else []
            continue
        held[key] = ids()
        told = {
            "name": key,
            "section": _section(key),
            "source": path.name,
            "language": _language(record, snapshot),
        }
        elements.append(
            Requirement(
                id=held[key],
                owner=held.get(record.parent),
                key=key,
                text=record.text,
                **(told | _fields(record.facts)),
            )
        )
    if not elements and not taken:
        raise Refused(
            *reading.diagnostics
            or (
                Diagnostic(
                    "requirements-none",
                    _("The file holds no requirement"),
                    str(path),
                    hint=_("Write one requirement a line, or a table with the columns id and text."),
                    example="id,text\nDOS-01,The dosing controller shall record each set point change.",
                ),
            )
        )
    dropped += [_not_taken(column, count) for column, count in unread.items()]
    kind = "ReqIF" if path.suffix.lower() in (".reqif", ".reqifz") else "requirements"
    gone = tuple(key for key, one in known.items() if one.source == path.name and key not in lines)
    return Imported(
        kind,
        tuple(elements),
        tuple(dropped),
        reading.diagnostics,
        reading.tool,
        reading.mapping,
        tuple(changed),
        len(same),
        gone,
    )


def _fields(facts: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a requirement that the file fills, with values of their types."""
    typed: dict[str, Callable[[str], Any]] = {"category": Category, "language": Language}
    return {name: typed.get(name, str)(value) for name, value in facts}


def _language(record: "Record", snapshot: Snapshot) -> Language:
    """The language that the sentence is in; one that is not understood is meant to be EARS."""
    from core.requirements import parse

    found = parse(record.text, snapshot.of(Boilerplate)).language
    return Language.RESA if found == Language.RESA else Language.EARS


def _updated(known: Requirement, record: "Record", snapshot: Snapshot) -> Requirement:
    """The requirement as the file has it; what the file does not fill, its id and its place stay."""
    facts = _fields(record.facts)
    if record.text != known.text:
        facts = {"text": record.text, "language": _language(record, snapshot)} | facts
    return replace(known, **facts)


def _not_taken(column: str, count: int) -> str:
    words = _("The column “{column}”, which no fact of a requirement holds; cells not taken over: {count}")
    return words.format(column=column, count=count)


def _loss(key: str, line: int, first: int) -> str:
    """Why a sentence was left out; `first` is the line that has its key already."""
    words = _("{key} (line {line}): the file has this key twice, and line {first} was taken over")
    return words.format(key=key, line=line, first=first)


def _free_key(taken: dict[str, str]) -> str:
    number = len(taken) + 1
    while f"REQ-{number:03}" in taken:
        number += 1
    return f"REQ-{number:03}"


def _section(key: str) -> str:
    match = re.fullmatch(r"(.*?[^\W\d_])[-_. ]*\d+\w*", key)
    return match[1] if match else ""
