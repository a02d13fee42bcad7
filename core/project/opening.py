"""Ways to a project: make one, open one, or just read a model from a file or a text folder."""

import contextlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.exc import SQLAlchemyError

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Origin, Snapshot
from core.project.database import check_signature, create_database, damaged, file_version, open_database
from core.project.lock import Holder, Lock, take_lock
from core.project.project import Project
from core.project.schema import FORMAT
from core.project.surroundings import Surroundings, this_machine
from core.project.text import is_text_folder, read_text, text_digest


@dataclass(frozen=True, slots=True)
class Reading:
    """A model that was read, and what a reviewer needs to know where it came from.

    `journal_head` is None for a text folder, which has no journal; `digest` is that of the model.
    """

    path: Path
    snapshot: Snapshot
    journal_head: str | None
    changes: int

    @property
    def digest(self) -> str:
        """SHA-256 over all facts."""
        return self.snapshot.digest()


def create_project(path: Path, surroundings: Surroundings | None = None) -> Project:
    """A new project at `path`; Refused where something is there already."""
    surroundings = surroundings or this_machine()
    if path.exists():
        raise Refused(
            Diagnostic(
                "project-exists",
                _("There is already a folder of this name")
                if path.is_dir()
                else _("There is already a file of this name"),
                str(path),
                hint=_("Choose another name."),
                example=f"bartizan new {path.stem}-2.bzn",
            )
        )
    lock = take_lock(path, surroundings.author, surroundings.clock())
    if not isinstance(lock, Lock):
        raise Refused(_cannot_create(path, _("the folder does not exist or cannot be written to")))
    try:
        connection = create_database(path)
    except (SQLAlchemyError, OSError) as error:
        lock.release()
        with contextlib.suppress(OSError):
            path.unlink()
        raise Refused(_cannot_create(path, getattr(error, "orig", None) or error)) from error
    return Project(path, connection, surroundings, lock)


def open_project(path: Path, surroundings: Surroundings | None = None, writing: bool = True) -> Project:
    """The project at `path`, for reading only if another has it or the folder forbids more."""
    surroundings = surroundings or this_machine()
    if path.is_dir():
        raise Refused(_is_folder(path))
    check_signature(path)
    lock: Lock | Holder | None = None
    if writing and os.access(path, os.W_OK):
        lock = take_lock(path, surroundings.author, surroundings.clock())
    held = lock if isinstance(lock, Lock) else None
    try:
        if file_version(path) < FORMAT:
            if held is None:
                raise Refused(_needs_upgrade(path))
            from core.project.upgrade import upgrade

            upgrade(path)
        connection = open_database(path, writing=held is not None)
        try:
            return Project(path, connection, surroundings, held, lock if isinstance(lock, Holder) else None)
        except BaseException:
            connection.close()
            connection.engine.dispose()
            raise
    except SQLAlchemyError as error:
        if held:
            held.release()
        raise Refused(damaged(path, error)) from error
    except BaseException:
        if held:
            held.release()
        raise


def read_model(path: Path) -> Reading:
    """The model in a project file or text folder, for commands that only read."""
    if is_text_folder(path):
        return Reading(path, read_text(path), None, 0)
    if path.is_dir():
        raise Refused(
            Diagnostic(
                "project-no-text",
                _("This folder holds no project in text form"),
                str(path),
                hint=_("Name a .bzn file, or a folder that this command wrote:"),
                example="bartizan text plant.bzn --into plant-text",
            )
        )
    with open_project(path, writing=False) as project:
        return Reading(path, project.snapshot(), project.head_hash, len(project.heads))


def project_from_text(path: Path, folder: Path, surroundings: Surroundings | None = None) -> Project:
    """A new project with the model of a text folder, as its first change."""
    snapshot = read_text(folder)
    project = create_project(path, surroundings)
    try:
        with project.change(
            _("Read {folder}").format(folder=folder.name), Origin("text", folder.name, text_digest(folder))
        ) as edit:
            for element in snapshot:
                edit.add(element)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def copy_project(path: Path, source: Path, surroundings: Surroundings | None = None) -> Project:
    """A new project with the whole of another project's past, also of one that somebody else writes."""
    check_signature(source)
    create_project(path, surroundings).close()
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(path)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise Refused(damaged(source, error)) from error
    return open_project(path, surroundings)


def _cannot_create(path: Path, reason: object) -> Diagnostic:
    return Diagnostic(
        "project-not-created",
        _("The project cannot be made here: {reason}").format(reason=reason),
        str(path),
        hint=_("Choose a folder that exists and that you may write to."),
        example="bartizan new plant.bzn",
    )


def _is_folder(path: Path) -> Diagnostic:
    return Diagnostic(
        "project-is-folder",
        _("This is a folder, and changes need a project file"),
        str(path),
        hint=_("Make a project from the folder, and work on that:"),
        example=f"bartizan new {path.name}.bzn --from {path}",
    )


def _needs_upgrade(path: Path) -> Diagnostic:
    return Diagnostic(
        "project-older",
        _("The project was written by an older Bartizan and must be brought up to date first"),
        str(path),
        hint=_("Open it once where it can be written; a copy of the old file is kept beside it."),
        example=f"bartizan open {path.name}",
    )
