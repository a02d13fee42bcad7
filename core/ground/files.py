"""Files that are there whole or not at all: nobody reads half of one, a full disk leaves the old one."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

_PART = ".part"


def refuse_irregular(path: Path) -> None:
    """Refused where something is there that can be read only once, or without end: a pipe, a device."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Refused(
            Diagnostic(
                "file-irregular",
                _("This is no regular file but a pipe, a device or the like"),
                str(path),
                hint=_("Save what it gives to a file, and name that."),
                example=f"cat {path} > file",
            )
        )


@contextmanager
def together() -> Iterator[Callable[[Path], Path]]:
    """Asked for a path, it gives a place beside it to write to; at the end all take their places, in order.

    Nothing is put in place before everything is written; a place that was removed is left out. After an
    error nothing of it is left, and
    what stood at the paths stands there still, as far as it was not replaced before the error.
    """
    places: dict[Path, Path] = {}
    new: list[Path] = []

    def beside(path: Path) -> Path:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=_PART)
        os.close(handle)
        places[path] = Path(temporary)
        return places[path]

    try:
        yield beside
        kept = {path: temporary for path, temporary in places.items() if temporary.exists()}
        for temporary in kept.values():
            os.chmod(temporary, 0o644)
        for path, temporary in kept.items():
            stood = os.path.lexists(path)
            os.replace(temporary, path)
            if not stood:
                new.append(path)
    except BaseException:
        for left in (*places.values(), *new):
            left.unlink(missing_ok=True)
        raise


@contextmanager
def folders(*wanted: Path) -> Iterator[None]:
    """Make the folders and those they lie in; after an error those made are taken away as far as empty."""
    made: list[Path] = []
    try:
        for folder in wanted:
            for place in reversed([folder, *folder.parents]):
                if not place.exists():
                    place.mkdir(exist_ok=True)
                    made.append(place)
        yield
    except BaseException:
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir()
        raise


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; what was written takes its place in one step at the end."""
    with together() as beside:
        yield beside(path)


def write_whole(path: Path, content: str) -> None:
    """Write a text file in UTF-8 with Unix line ends, whole or not at all."""
    with whole(path) as place:
        write_plain(place, content)


def write_plain(place: Path, content: str) -> None:
    """Write a text file in UTF-8 with Unix line ends."""
    place.write_text(content, encoding="utf-8", newline="\n")


def is_part_of(part: Path, path: Path) -> bool:
    """Whether `part` is what was written for `path` when the power failed or the process was ended."""
    return part.parent == path.parent and part.name.startswith(path.name) and part.suffix == _PART
