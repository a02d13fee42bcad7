"""Reads requirements from a text file, a table or a JSON list into elements; keys stay as they are."""

import re
from pathlib import Path

from core.exchange.imported import Imported
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Element, Language, Requirement, Snapshot


def read_requirement_list(path: Path, content: bytes, snapshot: Snapshot, ids: Ids) -> Imported:
    """One requirement a record. What does not parse is taken over all the same and becomes a finding.

    A record without a key gets the next free one. A key that the project has already is left out:
    silently where the sentence is the same, with a remark where it differs. Of a key that the file
    itself has twice the first sentence is taken over.
    """
    from core.requirements import read_records

    reading = read_records(content, path.name)
    taken = {requirement.key: requirement.text for requirement in snapshot.of(Requirement)}
    lines: dict[str, int] = {}
    elements: list[Element] = []
    dropped: list[str] = []
    for record in reading.records:
        key = record.id or _free_key(taken)
        if key in taken:
            if taken[key] != record.text:
                dropped.append(_loss(key, record.line, lines.get(key)))
            continue
        taken[key] = record.text
        lines[key] = record.line
        elements.append(
            Requirement(
                id=ids(),
                name=key,
                key=key,
                text=record.text,
                language=Language.EARS,
                section=_section(key),
                source=path.name,
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
    return Imported("requirements", tuple(elements), tuple(dropped), reading.diagnostics)


def _loss(key: str, line: int, first: int | None) -> str:
    """Why a sentence was left out; `first` is the line that has its key already, None if the project has."""
    if first is None:
        words = _("{key} (line {line}): the project has another sentence under this key")
        return words.format(key=key, line=line)
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
