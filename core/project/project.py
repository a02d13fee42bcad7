"""A project: one model, one door through which it is altered, and the whole of its past."""

import contextlib
import hashlib
import json
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.events import Bus
from core.ground.words import _
from core.model import (
    GESTURE,
    Change,
    Edit,
    Editor,
    Element,
    Id,
    Origin,
    Snapshot,
    canonical,
    from_plain,
    inverse,
)
from core.model.integrity import breaches
from core.project.database import Content, damaged, read_content, write_record
from core.project.journal import (
    Head,
    Steps,
    broken_link,
    digest,
    edits_from_text,
    edits_to_text,
    head_from_text,
    next_head,
)
from core.project.ledger import Result, forget_results, keep_results, read_last_result, read_results
from core.project.lock import Holder, Lock
from core.project.past import gone_back, gone_forth
from core.project.runs import Run, step_back, step_forth
from core.project.schema import journal
from core.project.surroundings import Surroundings

_RECENT = 20
"""Of so many records the edits are kept, for whoever undoes them."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Published once a change: the last record, all edits with old and new values, the model after it."""

    head: Head
    edits: tuple[Edit, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class _Step:
    """A record that is to be written: what it does, with which record, and its edits."""

    action: str
    target: int | None
    label: str
    origin: Origin
    edits: tuple[Edit, ...]


class Project:
    """An open project. Make one with `create_project` or `open_project`.

    Attributes: `path` of the file, `bus` on which `Changed` is published, `holder` who has it open
    for writing if that is somebody else, and `read_only`.
    """

    def __init__(
        self,
        path: Path,
        connection: Connection,
        surroundings: Surroundings,
        lock: Lock | None,
        holder: Holder | None = None,
    ) -> None:
        self.path = path
        self.bus = Bus()
        self.holder = holder
        self.surroundings = surroundings
        self._connection = connection
        self._lock = lock
        self._changing = False
        self._run = Run()
        self._load(read_content(connection))

    @property
    def read_only(self) -> bool:
        """Whether changes are refused because another has the project or the folder forbids it."""
        return self._lock is None

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of all records, the oldest first."""
        return tuple(self._heads)

    @property
    def head_hash(self) -> str | None:
        """The hash that stands for the whole journal; None while nothing was ever changed."""
        return self._heads[-1].hash if self._heads else None

    @property
    def undoable(self) -> Head | None:
        """The change that `undo` would take back; what a project was made from is not undone."""
        head = self._heads[self._steps.undoable[-1] - 1] if self._steps.undoable else None
        return None if head is None or head.founds else head

    @property
    def redoable(self) -> Head | None:
        """The change that `redo` would do again."""
        return self._heads[self._steps.redoable[-1] - 1] if self._steps.redoable else None

    def stands(self, number: int) -> bool:
        """Whether the change of that number has not been undone; undoing and redoing are no changes."""
        standing = self._steps.undoable
        place = bisect_left(standing, number)
        return place < len(standing) and standing[place] == number

    def touching(self, element_id: Id) -> frozenset[int]:
        """The numbers of the records that say something of an element."""
        found = select(journal.c.number).where(func.instr(journal.c.edits, f'"{element_id}"') > 0)
        numbers = frozenset(self._connection.execute(found).scalars())
        self._connection.rollback()
        return numbers

    def snapshot(self) -> Snapshot:
        """The model as it is."""
        return self._snapshot

    @contextmanager
    def change(self, label: str, origin: Origin = GESTURE, run: str = "") -> Iterator[Editor]:
        """The only way to alter the project: one block, one record, one step of undo.

        When the block ends well its edits are on disk. When it raises, or what it would leave is
        unsound (Refused), nothing has happened. A block without edits leaves no record.

        `run` names what a gesture goes on with: where that was the last change, less than a second ago,
        both are one step of undo.
        """
        self._require_writable()
        if self._changing:
            raise RuntimeError("a change is already under way")
        self._changing = True
        try:
            editor = Editor(self._snapshot, self.surroundings.ids)
            yield editor
            edits = editor.edits()
            if edits:
                now = self.surroundings.clock()
                last = self._heads[-1] if self._heads else None
                origin = self._run.origin(run, last, now, origin)
                head = self._commit([_Step("change", None, label, origin, edits)], now)
                self._run = Run(run, head)
        finally:
            self._changing = False

    def undo(self) -> Head | None:
        """Take back the last change that still stands, with all of its run; None where there is none."""
        return self._step("undo", step_back(self._heads, self._steps.undoable) if self.undoable else [])

    def redo(self) -> Head | None:
        """Do the change again that was undone last, with all of its run; None where there is none."""
        return self._step("redo", step_forth(self._heads, self._steps.redoable))

    def edits(self, number: int) -> tuple[Edit, ...]:
        """The edits of one record; those of the last ones are known still."""
        for known, edits in self._recent:
            if known == number:
                return edits
        row = self._connection.execute(select(journal.c.edits).where(journal.c.number == number)).one()
        self._connection.rollback()
        if digest(row[0]) != self._heads[number - 1].edits_digest:
            raise Refused(damaged(self.path, _("record {number} was altered").format(number=number)))
        return edits_from_text(row[0])

    def at(self, number: int) -> Snapshot:
        """The model as it was after the record of that number; 0 is before the first."""
        last = len(self._heads)
        if not 0 <= number <= last:
            raise Refused(
                Diagnostic(
                    "project-no-record",
                    _("The project has no change {number}").format(number=number),
                    str(self.path),
                    hint=_("Its changes are numbered from 1 to {last}.").format(last=last),
                )
            )
        # The shorter way: back from the present, or forth from nothing.
        if number > last // 2:
            rows = select(journal.c.edits).where(journal.c.number > number).order_by(journal.c.number.desc())
            model = gone_back(self._snapshot, self._connection.execute(rows).scalars())
        else:
            rows = select(journal.c.edits).where(journal.c.number <= number).order_by(journal.c.number)
            model = gone_forth(self._connection.execute(rows).scalars())
        self._connection.rollback()
        return model

    def verify(self) -> None:
        """Replay the whole journal; Refused unless every hash fits and it ends in the present model."""
        model = Snapshot()
        for head in self._heads:
            model = model.after(self.edits(head.number))
            if model.digest() != head.state:
                raise Refused(
                    damaged(
                        self.path, _("record {number} does not lead to its model").format(number=head.number)
                    )
                )
        if model != self._snapshot:
            raise Refused(damaged(self.path, _("the journal does not end in the present model")))

    def refresh(self) -> bool:
        """Read what the writer has changed since; for read-only openers. True if anything was."""
        content = read_content(self._connection)
        if len(content.heads) == len(self._heads):
            return False
        before = self._snapshot
        self._load(content)
        edits = tuple(before.edits_to(self._snapshot))
        self.bus.publish(Changed(self._heads[-1], edits, self._snapshot))
        return True

    def results(self, room: str, inputs: str | None = None) -> list[Result]:
        """What analyses of a room found, the oldest first."""
        with self._connection.begin():
            return read_results(self._connection, room, inputs)

    def last_result(self, room: str, inputs: str | None = None, ready: Sequence[str] = ()) -> Result | None:
        """What analyses of a room found last; where fields are to stand `ready`, many rows are `Packed`."""
        with self._connection.begin():
            return read_last_result(self._connection, room, inputs, ready)

    def keep(self, found: list[Result]) -> None:
        """Add results to the ledger; quietly nothing in a project that cannot be written."""
        if not self.read_only:
            with self._writing():
                keep_results(self._connection, found, len(self._heads))

    def forget(self) -> None:
        """Empty the results ledger."""
        self._require_writable()
        with self._writing():
            forget_results(self._connection)

    def gather(self) -> None:
        """Bring what is in the log beside the file into the file, so that a copy of it alone is whole.

        A change is safe in the log already; another program that reads may hold some of it back for a while.
        """
        if not self.read_only:
            with contextlib.suppress(SQLAlchemyError):
                self._connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").close()
                self._connection.rollback()

    def close(self) -> None:
        """Leave the project; a single file remains."""
        self._connection.close()
        self._connection.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _load(self, content: Content) -> None:
        try:
            heads = [head_from_text(text) for text, _hash in content.heads]
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(damaged(self.path, _("a journal record cannot be read"))) from error
        broken = broken_link(heads, content.heads)
        if broken is None:
            pairs = zip(heads, content.edits, strict=True)
            broken = next((head.number for head, found in pairs if head.edits_digest != found), None)
        if broken is not None:
            raise Refused(damaged(self.path, _("record {number} was altered").format(number=broken)))
        snapshot = _snapshot(self.path, content)
        if snapshot.digest() != (heads[-1].state if heads else Snapshot().digest()):
            raise Refused(damaged(self.path, _("the model does not fit the journal")))
        self._heads = heads
        self._steps = Steps()
        for head in heads:
            self._steps.follow(head)
        self._snapshot = snapshot
        self._recent: deque[tuple[int, tuple[Edit, ...]]] = deque(maxlen=_RECENT)

    def _step(self, action: str, numbers: Sequence[int]) -> Head | None:
        self._require_writable()
        steps = []
        for number in numbers:
            edits, label = self.edits(number), self._heads[number - 1].label
            edits = inverse(edits) if action == "undo" else edits
            steps.append(_Step(action, number, label, Origin(action, str(number)), edits))
        return self._commit(steps, self.surroundings.clock()) if steps else None

    def _commit(self, steps: Sequence[_Step], now: datetime) -> Head:
        """Write the records of some steps, all of them or none; gives the head of the last."""
        after, heads = self._snapshot, list(self._heads[-1:])
        with self._writing():
            for step in steps:
                after = after.after(step.edits)
                wrong = tuple(breaches(after, step.edits))
                if wrong:
                    raise Refused(*wrong)
                last = heads[-1] if heads else None
                heads.append(self._write(step, after, last, now))
        made = heads[-len(steps) :]
        edits = steps[0].edits if len(steps) == 1 else tuple(self._snapshot.edits_to(after))
        for head, step in zip(made, steps, strict=True):
            self._heads.append(head)
            self._steps.follow(head)
            self._recent.append((head.number, step.edits))
        self._snapshot = after
        self.bus.publish(Changed(made[-1], edits, after))
        return made[-1]

    def _write(self, step: _Step, after: Snapshot, last: Head | None, now: datetime) -> Head:
        """Write the record of a step that leads to a model."""
        change = Change(step.label, self.surroundings.author, step.origin, now, step.edits)
        texts = {edit.id: canonical(edit.after) for edit in step.edits if edit.after is not None}
        after.know(texts)
        text = edits_to_text(step.edits, texts)
        head = next_head(last, change, text, after.digest(), step.action, step.target)
        removed = [edit.id for edit in step.edits if edit.after is None]
        write_record(self._connection, head, text, texts, removed)
        return head

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._connection.begin():
                yield
        except SQLAlchemyError as error:
            raise Refused(
                Diagnostic(
                    "project-not-written",
                    _("The change could not be written: {reason}").format(
                        reason=getattr(error, "orig", None) or error
                    ),
                    str(self.path),
                    hint=_(
                        "Nothing was altered. Make room on the disk or check the folder, then do it again."
                    ),
                )
            ) from error

    def _require_writable(self) -> None:
        if not self.read_only:
            return
        reason = _("The folder cannot be written to")
        if self.holder is not None:
            reason = _("{author} has it open on {machine} since {since}").format(
                author=self.holder.author or _("Another program"),
                machine=self.holder.machine or _("this machine"),
                since=self.holder.since[:16].replace("T", " ") or "?",
            )
        raise Refused(
            Diagnostic(
                "project-read-only",
                _("The project is open for reading only. {reason}").format(reason=reason),
                str(self.path),
                hint=_("You can look, export and compare. To go on by yourself, make a copy:"),
                example=f"bartizan new copy.bzn --from {self.path.name}",
            )
        )


def _snapshot(path: Path, content: Content) -> Snapshot:
    """The model of the stored texts, with their digests taken over so that they need no second look."""
    found: list[tuple[Element, bytes]] = []
    try:
        for element_id, facts in content.elements:
            element = from_plain(json.loads(facts))
            if element.id != element_id:
                raise ValueError(element_id)
            found.append((element, hashlib.sha256(facts.encode()).digest()))
    except ValueError as error:
        raise Refused(damaged(path, _("an element cannot be read: {reason}").format(reason=error))) from error
    return Snapshot.known(found)
