"""The journal: one record a change, each holding the hash of the record before it.

A record has a head (what, who, when, why) and edits (each element before and after). The head names
the SHA-256 of the edits, of the whole model after the change, and of the head before; so whoever
knows the last hash can tell whether anything was altered since. Undo and redo are records too;
what they apply to follows from the journal alone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.model import Change, Edit, Id, Origin, canonical, from_plain

START = "0" * 64
"""What the first record names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Everything about a record but its edits.

    `action` is change, undo or redo; `target` is the number of the record that an undo or redo is
    about. `state` is the digest of the snapshot after it, `touched` the number of elements edited.
    """

    number: int
    action: str
    target: int | None
    label: str
    author: str
    origin: Origin
    time: datetime
    touched: int
    edits_digest: str
    state: str
    previous: str

    @property
    def founds(self) -> bool:
        """Whether the project was made from it, as from a sample: a text folder read before all else."""
        return self.number == 1 and self.origin.source == "text"

    def text(self) -> str:
        """The text that is stored and hashed."""
        return json.dumps(
            {
                "number": self.number,
                "action": self.action,
                "target": self.target,
                "label": self.label,
                "author": self.author,
                "origin": [self.origin.source, self.origin.reference, self.origin.digest],
                "time": self.time.isoformat(),
                "touched": self.touched,
                "edits": self.edits_digest,
                "state": self.state,
                "previous": self.previous,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return digest(self.text())


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def head_from_text(text: str) -> Head:
    """The head that `Head.text` wrote; ValueError, KeyError or TypeError where it is none."""
    plain: dict[str, Any] = json.loads(text)
    source, reference, origin_digest = plain["origin"]
    return Head(
        number=plain["number"],
        action=plain["action"],
        target=plain["target"],
        label=plain["label"],
        author=plain["author"],
        origin=Origin(source, reference, origin_digest),
        time=datetime.fromisoformat(plain["time"]),
        touched=plain["touched"],
        edits_digest=plain["edits"],
        state=plain["state"],
        previous=plain["previous"],
    )


def next_head(
    last: Head | None,
    change: Change,
    edits_text: str,
    state: str,
    action: str = "change",
    target: int | None = None,
) -> Head:
    """The head of the record that follows `last`."""
    return Head(
        number=1 if last is None else last.number + 1,
        action=action,
        target=target,
        label=change.label,
        author=change.author,
        origin=change.origin,
        time=change.time,
        touched=len(change.edits),
        edits_digest=digest(edits_text),
        state=state,
        previous=START if last is None else last.hash,
    )


def edits_to_text(edits: Iterable[Edit], after: Mapping[Id, str]) -> str:
    """The edits as they are stored; `after` are the canonical texts of the elements that they leave."""
    sides = (
        f"[{'null' if edit.before is None else canonical(edit.before)},{after.get(edit.id, 'null')}]"
        for edit in edits
    )
    return f"[{','.join(sides)}]"


def edits_from_text(text: str) -> tuple[Edit, ...]:
    """The edits that `edits_to_text` wrote; ValueError where it holds none."""
    return tuple(
        Edit(*(None if side is None else from_plain(side) for side in sides)) for sides in json.loads(text)
    )


def broken_link(heads: Sequence[Head], stored: Sequence[tuple[str, str]]) -> int | None:
    """The number of the first record whose hash, number or link to the one before does not fit.

    `stored` are the text and the hash of each head. The hash is taken of the text as it is stored; the
    last one has to be what its head says as well, for that stands for the whole journal.
    """
    previous = START
    for expected, (head, (text, known)) in enumerate(zip(heads, stored, strict=True), start=1):
        if head.number != expected or head.previous != previous or digest(text) != known:
            return expected
        previous = known
    return heads[-1].number if heads and heads[-1].hash != previous else None


class Steps:
    """The numbers of the records that can be undone and redone, the next one last.

    Those that can be undone always ascend: what is redone is younger than what stands.
    """

    def __init__(self) -> None:
        self.undoable: list[int] = []
        self.redoable: list[int] = []

    def follow(self, head: Head) -> None:
        """Take in the next record of the journal."""
        if head.action == "undo":
            self.redoable.append(self.undoable.pop())
        elif head.action == "redo":
            self.undoable.append(self.redoable.pop())
        else:
            self.undoable.append(head.number)
            self.redoable.clear()
