"""The folder in which evidence is handed in: files are read by name, and nothing beyond it is touched."""

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.exchange.settings.reading import LARGEST, Settings, read_settings
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

LARGEST_DIGESTED = 1024 * 1024 * 1024
"""Bytes of a file whose digest is worked out, such as a firmware image."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when a check read it; `changed` is its time in nanoseconds."""

    file: str
    digest: str
    size: int
    changed: int


class EvidenceFolder:
    """Reads each file at most once; `seen` are those read, `asked` the names that were asked for."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.seen: dict[str, Seen] = {}
        self.asked: list[str] = []
        self._settings: dict[str, Settings | Refused] = {}

    def settings(self, name: str) -> Settings:
        """The settings in a file; Refused with the reason where there are none."""
        self.asked.append(name)
        found = self._settings.get(name)
        if found is None:
            try:
                found = self._read(name)
            except Refused as refused:
                found = refused
            self._settings[name] = found
        if isinstance(found, Refused):
            raise found
        return found

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal; Refused with the reason where it cannot be read."""
        self.asked.append(name)
        if name not in self.seen:
            path = self._path(name, LARGEST_DIGESTED)
            sums = hashlib.sha256()
            try:
                with path.open("rb") as stream:
                    while piece := stream.read(_PIECE):
                        sums.update(piece)
            except OSError as error:
                raise _unreadable(name, error) from error
            self._remember(name, path, sums.hexdigest())
        return self.seen[name].digest

    def _read(self, name: str) -> Settings:
        path = self._path(name, LARGEST)
        try:
            with path.open("rb") as stream:
                content = stream.read(LARGEST + 1)
        except OSError as error:
            raise _unreadable(name, error) from error
        self._remember(name, path, hashlib.sha256(content).hexdigest())
        return read_settings(content, name)

    def _remember(self, name: str, path: Path, digest: str) -> None:
        status = path.stat()
        self.seen[name] = Seen(name, digest, status.st_size, status.st_mtime_ns)

    def _path(self, name: str, most: int) -> Path:
        """The regular file of bearable size that a name means, inside the folder."""
        if self.root is None or not self.root.is_dir():
            words = _("No evidence was handed in: {file} is not there")
            hint = _("Put the file into the folder of evidence, or name the folder.")
            raise _refused(name, words.format(file=name), hint)
        try:
            root, path = self.root.resolve(), (self.root / name).resolve()
            if not path.is_relative_to(root):
                raise _refused(name, _("{file} lies outside the folder of evidence").format(file=name))
            if not path.exists():
                raise _refused(name, _("{file} was not handed in").format(file=name), str(self.root))
            if not path.is_file():
                raise _refused(name, _("{file} is no regular file").format(file=name))
            if path.stat().st_size > most:
                words = _("{file} is larger than {size} MB")
                raise _refused(name, words.format(file=name, size=most >> 20))
        except (OSError, ValueError, RuntimeError) as error:  # a loop of links is a RuntimeError
            raise _unreadable(name, error) from error
        return path


def usual_folder(project: Path) -> Path:
    """Where evidence lies if nobody says otherwise: in the text folder, or beside the project file."""
    return project / "evidence" if project.is_dir() else project.with_name(f"{project.stem}.evidence")


def carry_evidence(source: Path, project: Path) -> None:
    """Copy the evidence of a project beside another that was made from it, unless that has some.

    Nothing comes of a copy that fails: the checks say what is missing.
    """
    here, there = usual_folder(source), usual_folder(project)
    if here.is_dir() and not there.exists():
        with suppress(OSError):
            shutil.copytree(here, there, symlinks=True)


def has_changed(root: Path | None, seen: Seen) -> bool:
    """Whether a file is no longer as it was when it was read, by its size and time."""
    if root is None:
        return True
    try:
        status = (root / seen.file).stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (seen.size, seen.changed)


def _unreadable(name: str, error: Exception) -> Refused:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return _refused(name, _("{file} cannot be read: {reason}").format(file=name, reason=reason))


def _refused(name: str, message: str, hint: str | None = None) -> Refused:
    return Refused(Diagnostic("evidence-missing", message, name, hint=hint))
