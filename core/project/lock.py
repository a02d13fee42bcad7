"""One writer a project: a lock that the operating system drops when its holder dies."""

import contextlib
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing."""

    author: str
    machine: str
    process: int
    since: str


class Lock:
    """The writer's hold on a project, taken beside the file as `NAME.bzn-lock`."""

    def __init__(self, file: IO[str], path: Path) -> None:
        self._file = file
        self._path = path

    def release(self) -> None:
        """Let the next writer in."""
        if not self._file.closed:
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._file.close()


def lock_path(project: Path) -> Path:
    """Where the lock of a project file lies."""
    return project.with_name(project.name + "-lock")


def take_lock(project: Path, author: str, now: datetime) -> Lock | Holder | None:
    """The lock; or who holds it; or None where the folder takes no lock because it is read-only."""
    path = lock_path(project)
    while True:
        try:
            file = open(path, "a+", encoding="utf-8")  # noqa: SIM115 - held open as long as the lock
        except OSError:
            return None
        if not _seize(file):
            holder = _read_holder(file)
            file.close()
            return holder
        if _is_still_at(path, file):
            break
        file.close()
    facts = {"author": author, "machine": platform.node(), "process": os.getpid(), "since": now.isoformat()}
    # On a full disk the lock holds all the same; others only do not learn who has it.
    with contextlib.suppress(OSError):
        file.truncate(0)
        os.write(file.fileno(), json.dumps(facts).encode())
    return Lock(file, path)


def _is_still_at(path: Path, file: IO[str]) -> bool:
    """Whether the file seized is the one others would open: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _read_holder(file: IO[str]) -> Holder:
    file.seek(0)
    try:
        plain = json.loads(file.read())
        return Holder(plain["author"], plain["machine"], plain["process"], plain["since"])
    except (ValueError, KeyError, TypeError, OSError):
        return Holder("", "", 0, "")


if sys.platform == "win32":
    import msvcrt

    def _seize(file: IO[str]) -> bool:
        file.seek(1 << 20)  # beyond the text, so that others can still read who holds it
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _seize(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
