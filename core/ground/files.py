"""Files that are there whole or not at all: nobody reads half of one, a full disk leaves the old one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; what was written takes its place in one step at the end.

    After an error nothing of it is left, and what stood at `path` stands there still.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    os.close(handle)
    try:
        yield Path(temporary)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_whole(path: Path, content: str) -> None:
    """Write a text file in UTF-8 with Unix line ends, whole or not at all."""
    with whole(path) as place:
        place.write_text(content, encoding="utf-8", newline="\n")
