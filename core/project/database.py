"""The SQLite file behind a project: making it, opening it, telling what is wrong with it."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import refuse_irregular
from core.ground.words import _
from core.model import Id
from core.project.journal import Head, digest
from core.project.schema import APPLICATION_ID, FORMAT, elements, journal, tables

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in a project file that is read when it is opened, as it is stored."""

    elements: tuple[tuple[str, str], ...]
    heads: tuple[tuple[str, str], ...]
    """Text and hash of each head, in order."""
    edits: tuple[str, ...]
    """The SHA-256 of the edits of each record, in order."""


def create_database(path: Path) -> Connection:
    """A new, empty project file.

    It is made before the log is switched on, so that its header says what it is from the start.
    """
    engine = create_engine(f"sqlite:///{path.absolute()}")
    with engine.begin() as connection:
        tables.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
    engine.dispose()
    return _connect(path, "rw")


def open_database(path: Path, writing: bool) -> Connection:
    """An existing project file of the present version; Refused where it is none or cannot be read."""
    check_signature(path)
    try:
        connection = _connect(path, "rw") if writing else _connect_reading(path)
        try:
            check_schema(connection, path)
        except BaseException:
            connection.close()
            connection.engine.dispose()
            raise
    except (DatabaseError, OSError) as error:
        raise Refused(damaged(path, error)) from error
    return connection


def check_schema(connection: Connection, path: Path) -> None:
    """Refused where the file would do something of its own: a trigger could undo whatever is written."""
    with connection.begin():
        found = connection.exec_driver_sql(
            "SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index') ORDER BY name"
        ).first()
    if found is not None:
        raise Refused(
            damaged(
                path,
                _("it holds a {type} that Bartizan did not write, {name}").format(
                    type=found[0], name=found[1]
                ),
            )
        )


def is_project_file(path: Path) -> bool:
    """Whether the file says that it is a project, of whatever version."""
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:
            header = file.read(100)
    except OSError:
        return False
    return header[:16] == _MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def file_version(path: Path) -> int:
    """The user_version of a project file, read from its header without opening it."""
    with open(path, "rb") as file:
        return int.from_bytes(file.read(100)[60:64], "big")


def check_signature(path: Path) -> None:
    """Refused unless the file says that it is a project that this Bartizan, or an older one, wrote."""
    refuse_irregular(path)
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except OSError as error:
        raise Refused(
            Diagnostic(
                "project-unreadable",
                _("The project cannot be read: {reason}").format(reason=error.strerror),
                str(path),
                hint=_("Check the path, or make a project with this command:"),
                example=f"bartizan new {path.with_suffix('.bzn')}",
            )
        ) from error
    if not is_project_file(path):
        raise Refused(
            Diagnostic(
                "project-not-one",
                _("This file is no Bartizan project"),
                str(path),
                hint=_("Open a .bzn file, or bring the file in as what it is:"),
                example=f"bartizan import {path.name} --into plant.bzn",
            )
        )
    version = int.from_bytes(header[60:64], "big")
    if version == 0:
        raise Refused(damaged(path, _("no version 0 ever existed")))
    if version > FORMAT:
        raise Refused(
            Diagnostic(
                "project-newer",
                _(
                    "The project was written by a newer Bartizan: "
                    "the file has version {found}, this one reads up to {known}"
                ).format(found=version, known=FORMAT),
                str(path),
                hint=_("Open it with that Bartizan, or ask its author for the text form:"),
                example=f"bartizan text {path.name} --into plant-text",
            )
        )


def damaged(path: Path, reason: object) -> Diagnostic:
    """Says that a project file is cut off or was altered, and what can still be done.

    A disk that is full or fails is no damage to the file, and is said to be what it is.
    """
    detail = getattr(reason, "orig", None) or reason
    if isinstance(detail, OSError) or _primary(detail) in _DISK:
        return Diagnostic(
            "project-not-opened",
            _("The project cannot be opened now: {reason}").format(reason=detail),
            str(path),
            hint=_(
                "Nothing says that the file is damaged. Make room on its disk, or copy it elsewhere, and try:"
            ),
            example=f"bartizan doctor {path.name}",
        )
    return Diagnostic(
        "project-damaged",
        _("The project file is damaged: {reason}").format(reason=detail),
        str(path),
        hint=_("Nothing was written to it. Take the last good copy, or begin again from a text form of it:"),
        example=f"bartizan new {path.stem}-2.bzn --from {path.stem}-text",
    )


_DISK = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
"""What SQLite says of the disk and of others at work, not of the file."""


def _primary(error: object) -> int | None:
    """The primary result code of SQLite: the lowest byte of an extended one."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def read_content(connection: Connection) -> Content:
    """All elements and journal heads."""
    with connection.begin():
        found = connection.execute(select(elements.c.id, elements.c.facts)).all()
        heads = connection.execute(select(journal.c.head, journal.c.hash).order_by(journal.c.number)).all()
        edits = connection.execute(select(journal.c.edits).order_by(journal.c.number))
        digests = tuple(digest(row[0]) if isinstance(row[0], str) else "" for row in edits)
    return Content(
        tuple((row[0], row[1]) for row in found),
        tuple((row[0], row[1]) for row in heads),
        digests,
    )


def write_record(
    connection: Connection, head: Head, edits: str, texts: Mapping[Id, str], removed: Iterable[Id]
) -> None:
    """Write a journal record and what it does: the texts that elements have now, and those removed."""
    written = [{"id": element_id, "facts": text} for element_id, text in texts.items()]
    if written:
        statement = upsert(elements)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"facts": statement.excluded.facts}),
            written,
        )
    for element_id in removed:
        connection.execute(delete(elements).where(elements.c.id == element_id))
    connection.execute(
        insert(journal).values(number=head.number, head=head.text(), edits=edits, hash=head.hash)
    )


def _connect(path: Path, mode: str) -> Connection:
    return _engine(f"file:{quote(str(path.absolute()))}?mode={mode}", writing=True).connect()


def _connect_reading(path: Path) -> Connection:
    wal = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK):
        # Opened for writing, SQLite takes the log away again that reading makes beside the file.
        mode = "rw" if os.access(path, os.W_OK) else "ro"
        with contextlib.suppress(OperationalError):
            return _tried(_engine(f"file:{quote(str(path.absolute()))}?mode={mode}"))
        # Even reading needs a little room for the log; without any it is read as from a folder that
        # cannot be written to.
    if wal.exists() and wal.stat().st_size:
        # SQLite cannot follow a log in a folder it may not write to; a copy of both it can.
        folder = Path(tempfile.mkdtemp(prefix="bartizan-"))
        shutil.copy(path, folder / path.name)
        shutil.copy(wal, folder / wal.name)
        engine = _engine(f"file:{quote(str(folder / path.name))}?mode=rw")
        # Also where nobody closes the project before the program ends.
        take_away = weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
        event.listen(engine, "close", lambda *_ignored: take_away())
        return engine.connect()
    return _engine(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1").connect()


def _tried(engine: Engine) -> Connection:
    """A connection for reading alone that can read; OperationalError where the disk does not let it."""
    connection = engine.connect()
    try:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        connection.commit()
    except BaseException:
        connection.close()
        engine.dispose()
        raise
    return connection


def _engine(uri: str, writing: bool = False) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, uri=True, timeout=5, check_same_thread=False),
        poolclass=StaticPool,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        try:
            if writing:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
        except sqlite3.Error:
            connection.close()
            raise

    return engine
