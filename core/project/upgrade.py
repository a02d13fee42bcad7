"""Brings an older project file up to the present version, and keeps a copy of what it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Integer, create_engine
from sqlalchemy.exc import SQLAlchemyError

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.project.database import check_schema, damaged, file_version
from core.project.schema import FORMAT


def upgrade(path: Path) -> Path:
    """Upgrade the file step by step; returns the copy of the old one, `NAME.version-N.bzn`.

    The work is done on a second copy that takes the file's place only when every step went well.
    Refused, and the file as it was, where that cannot be.
    """
    version = file_version(path)
    _check(path)
    kept = path.with_name(f"{path.stem}.version-{version}{path.suffix}")
    working = path.with_name(path.name + ".upgrade")
    try:
        _copy(path, kept)
        _copy(path, working)
        _apply(working, version)
        working.replace(path)
        for log in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            log.unlink(missing_ok=True)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        working.unlink(missing_ok=True)
        raise Refused(
            Diagnostic(
                "project-not-upgraded",
                _("The project could not be brought up to date: {reason}").format(reason=error),
                str(path),
                hint=_("It is as it was. Make room on the disk, or move it to a folder that can be written."),
            )
        ) from error
    return kept


def _check(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            check_schema(connection, path)
    except SQLAlchemyError as error:
        raise Refused(damaged(path, error)) from error
    finally:
        engine.dispose()


def _copy(source: Path, target: Path) -> None:
    """A copy that holds also what is still in the log of the source."""
    with closing(sqlite3.connect(source)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(source, target)


def _apply(path: Path, version: int) -> None:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            operations = Operations(MigrationContext.configure(connection))
            while version in STEPS:
                STEPS[version](operations)
                version += 1
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    finally:
        engine.dispose()
    assert version == FORMAT


def _results_know_their_record(operations: Operations) -> None:
    operations.add_column("result", Column("record", Integer))


STEPS = {1: _results_know_their_record}
"""What leads from each version to the next."""
