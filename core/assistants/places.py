"""Where documents may be written: never over a file of others, and no folder where nothing came of it."""

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import folders, together
from core.ground.words import _
from core.project.database import is_project_file

Writer = Callable[[Path], None]
"""Writes one file at the place it is given."""

REPORTED_BY = b"/Creator (Bartizan)"
"""How a report, or a picture in PDF, says in its properties who wrote it."""

PRINTED_BY = b"/Creator (\xfe\xff" + "Bartizan".encode("utf-16-be")
"""How what was printed into a PDF says so."""

PICTURED_BY = (b"<metadata>Bartizan</metadata>", b"Software\0Bartizan")
"""How a picture in SVG and one in PNG say so, near their beginning."""


TABLED_BY = b"Bartizan: "
"""How a table as comma-separated values begins."""


def check_folder(folder: Path, example: str, marks: dict[str, bytes] | None = None) -> None:
    """Refused where documents cannot be written into the folder, with the command as an example.

    `marks` are the names of what is to be written, with how each begins that Bartizan wrote. Refused
    too where files of these names lie in the folder and the first of them, which says that all were
    written here before, does not lie there or begins otherwise.
    """
    if marks:
        first, *others = marks
        if _begins(folder / first, marks[first]):
            others = []
        elif (folder / first).exists():
            others = [first]
        for name in others:
            if (folder / name).exists():
                raise Refused(_taken(folder / name, _theirs(name), example))
    standing = next(place for place in (folder, *folder.absolute().parents) if os.path.lexists(place))
    if not standing.is_dir():
        raise Refused(_not_written(folder, example, _fault(errno.ENOTDIR)))
    if not os.access(standing, os.W_OK | os.X_OK):
        raise Refused(_not_written(folder, example, _fault(errno.EACCES)))


def check_report(path: Path, example: str) -> None:
    """Refused where the folder is missing, or where anything but an older report would be written over."""
    if path.is_dir():
        raise Refused(_taken(path, _("A folder has this name"), example))
    if not path.parent.is_dir():
        raise Refused(_not_written(path, example, _fault(errno.ENOENT)))
    if os.path.lexists(path) and not _is_report(path):
        project = is_project_file(path)
        words = _("This is a project, and the report would take its place") if project else _theirs(path.name)
        raise Refused(_taken(path, words, example))


def check_pictures(paths: Iterable[Path], example: str) -> None:
    """Refused where anything but an older picture of ours would be written over."""
    for path in paths:
        if os.path.lexists(path) and not (_is_report(path) or _is_picture(path)):
            raise Refused(_taken(path, _theirs(path.name), example))


def check_table(path: Path, example: str) -> None:
    """Refused where anything but an older table of ours would be written over."""
    if os.path.lexists(path) and not _begins(path, TABLED_BY):
        raise Refused(_taken(path, _theirs(path.name), example))


def check_new(path: Path, example: str) -> None:
    """Refused where the folder is missing or the file exists."""
    if not path.parent.is_dir():
        raise Refused(_not_written(path, example, _fault(errno.ENOENT)))
    if os.path.lexists(path):
        raise Refused(_taken(path, _("A file or folder has this name"), example))


def write_files(files: dict[Path, Writer], example: str) -> list[Path]:
    """Write the files, none of which takes its place before all are written; the first does so first.

    Folders that are missing are made. After an error none of them is left. Gives the files that were
    written: a writer that removes its place has nothing to write.
    """
    path, written = next(iter(files), Path()), []
    try:
        with folders(*(path.parent for path in files)), together() as beside:
            for path, write in files.items():
                place = beside(path)
                write(place)
                if place.exists():
                    written.append(path)
    except OSError as error:
        raise Refused(_not_written(path, example, error)) from error
    return written


def _begins(path: Path, beginning: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(beginning)) == beginning
    except OSError:
        return False


def _is_report(path: Path) -> bool:
    try:
        if not path.is_file() or not _begins(path, b"%PDF-"):
            return False
        content = path.read_bytes()
        return REPORTED_BY in content or PRINTED_BY in content
    except OSError:
        return False


def _is_picture(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            beginning = file.read(2000)
        return path.is_file() and any(words in beginning for words in PICTURED_BY)
    except OSError:
        return False


def _theirs(name: str) -> str:
    return _("There is a {name} that was not written by Bartizan").format(name=name)


def _taken(path: Path, words: str, example: str) -> Diagnostic:
    return Diagnostic(
        "output-taken",
        words,
        str(path),
        hint=_("Give another name, or move that file elsewhere."),
        example=example,
    )


def _fault(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _not_written(path: Path, example: str, error: OSError) -> Diagnostic:
    return Diagnostic(
        "output-not-written",
        _("It could not be written: {reason}").format(reason=error.strerror or error),
        str(path),
        hint=_("Name a folder that you may write to, on a disk with room."),
        example=example,
    )
