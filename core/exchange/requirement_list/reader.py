"""Reads requirements from a text file, a table or a JSON list into elements; keys stay as they are."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.exchange.imported import Imported
from core.exchange.parents import parents
from core.exchange.requirement_list.checks import checked
from core.exchange.statements import without
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.identity import Ids
from core.ground.words import _
from core.model import (
    Boilerplate,
    Category,
    Element,
    Foreign,
    Formatted,
    Language,
    Requirement,
    RequirementCheck,
    Snapshot,
)

if TYPE_CHECKING:
    from core.requirements import Record


def read_requirement_list(
    path: Path, content: bytes, snapshot: Snapshot, ids: Ids, mapping: Mapping[str, str] | None = None
) -> Imported:
    """One requirement a record. What does not parse is taken over all the same and becomes a finding.

    A record without a key gets the next free one. Where the project has the key already, its requirement
    is changed to what the file says, and keeps its id. Those that came from a file of this name and are
    gone from it are named, not removed. Of a key that the file
    itself has twice the first sentence is taken over. One that the file puts below another one is a part
    of that, as far as the file says where it stands. Columns that fill a field of a requirement fill
    it; every other one is kept with the requirement as it stands, and told. The language of a sentence is the
    one it parses as. `mapping` says what columns and attributes fill, where their names do not.
    """
    from core.requirements import read_records
    from core.requirements.checks.listed import statements

    reading = read_records(content, path.name, mapping)
    known = {requirement.key: requirement for requirement in snapshot.of(Requirement)}
    taken = {key: requirement.text for key, requirement in known.items()}
    dropped: list[str] = []
    records: dict[str, Record] = {}
    for record in reading.records:
        key = record.id or _free_key(taken)
        if key not in records:
            taken[key], records[key] = record.text, record
        elif taken[key] != record.text:
            dropped.append(_loss(key, record.line, records[key].line))
    held = {key: known[key].id if key in known else ids() for key in (*known, *records)}
    stated = {key: record.parent for key, record in records.items() if record.parent is not None}
    placed = parents(snapshot, held, stated)
    elements: list[Element] = []
    changed: list[Element] = []
    same: list[str] = []
    unread: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for key, record in records.items():
        unread.update(record.unread)
        kept.update(column for column, _value, _markup in record.attributes)
        facts = dict(record.facts)
        checks = snapshot.owned(held[key], RequirementCheck) if key in known else ()
        added, otherwise = checked(held[key], statements(facts.pop("checks", "")), checks, ids)
        if key in known:
            now = _updated(without(known[key], path.name), record, facts, snapshot)
            now = replace(now, owner=placed.owners[held[key]])
            changed += [now] if now != known[key] else []
            same += [key] if now == known[key] else []
        else:
            told = {"name": key, "section": _section(key), "source": path.name}
            elements.append(
                Requirement(
                    id=held[key],
                    owner=placed.owners[held[key]],
                    key=key,
                    text=record.text,
                    formatted=_formats(record),
                    attributes=_attributes(record, ()),
                    **(told | {"language": _language(record, snapshot)} | _fields(facts)),
                )
            )
        elements += added
        changed += otherwise
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
    dropped += placed.dropped
    dropped += [_not_taken(column, count) for column, count in unread.items()]
    kind = "ReqIF" if path.suffix.lower() in (".reqif", ".reqifz") else "requirements"
    gone = tuple(key for key, one in known.items() if one.source == path.name and key not in records)
    return Imported(
        kind,
        tuple(elements),
        tuple(dropped),
        (*reading.diagnostics, *([] if mapping else _kept(kept, path.name))),
        reading.tool,
        reading.mapping,
        tuple(changed),
        len(same),
        gone,
    )


def _fields(facts: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a requirement that the file fills, with values of their types."""
    typed: dict[str, Callable[[str], Any]] = {"category": Category, "language": Language}
    return {name: typed.get(name, str)(value) for name, value in facts.items()}


def _language(record: "Record", snapshot: Snapshot) -> Language:
    """The language that the sentence is in; one that is not understood is meant to be EARS."""
    from core.requirements import parse

    found = parse(record.text, snapshot.of(Boilerplate)).language
    return Language.RESA if found == Language.RESA else Language.EARS


def _updated(
    known: Requirement, record: "Record", facts: Mapping[str, str], snapshot: Snapshot
) -> Requirement:
    """The requirement as the file has it; what the file does not fill and its id stay."""
    told = _fields(facts)
    if record.text != known.text:
        told = {"text": record.text, "language": _language(record, snapshot)} | told
    formats = known.formatted
    if record.formatted is not None:
        others = [one for one in formats if one.field != "text" and one.field not in facts]
        formats = _sorted([*others, *_formats(record)])
    return replace(known, **told, formatted=formats, attributes=_attributes(record, known.attributes))


def _attributes(record: "Record", known: tuple[Foreign, ...]) -> tuple[Foreign, ...]:
    """What the file says beside the fields, by name, and what was known that it does not name.

    A file that knows no formats leaves that of a value as it is while it says the same words.
    """
    before = {(one.name, one.value): one for one in known} if record.formatted is None else {}
    found = [before.get(said[:2]) or Foreign(*said) for said in record.attributes]
    named = {one.name for one in found}
    return tuple(sorted((*found, *(one for one in known if one.name not in named)), key=lambda one: one.name))


def _formats(record: "Record") -> tuple[Formatted, ...]:
    """The fields that the file has formatted."""
    return _sorted([Formatted(field, markup) for field, markup in record.formatted or ()])


def _sorted(formats: list[Formatted]) -> tuple[Formatted, ...]:
    return tuple(sorted(formats, key=lambda one: one.field))


def _not_taken(column: str, count: int) -> str:
    words = _("The column “{column}”, which no fact of a requirement holds; cells not taken over: {count}")
    return words.format(column=column, count=count)


def _kept(counts: Counter[str], name: str) -> list[Diagnostic]:
    """What is kept of the file that no field of a requirement holds."""
    if not counts:
        return []
    columns = ", ".join(f"{column[:40]} ({count})" for column, count in [*counts.items()][:20])
    words = _("Columns that no fact of a requirement holds are kept with each as they are: {columns}")
    told = words.format(columns=columns + (", …" if len(counts) > 20 else ""))
    hint = _("A mapping file says what a column fills, or that it is to be passed over.")
    return [Diagnostic("columns-kept", told, name, hint=hint, severity=Severity.INFO)]


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
