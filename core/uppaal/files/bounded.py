"""Reading a file that somebody chose: a regular one, and no larger than a model can be."""

from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import refuse_irregular
from core.ground.words import _

LARGEST = 64 * 1024 * 1024
"""Bytes that a document may have."""


def read_bounded(path: Path) -> bytes:
    """What the file holds; Refused where it cannot be read or is too large."""
    refuse_irregular(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise Refused(
            Diagnostic(
                "document-not-read",
                _("The file could not be read: {reason}").format(reason=error.strerror),
                str(path),
                hint=_("Check the name of the file and whether you may read it."),
            )
        ) from error
    refuse_large(content, str(path))
    return content


def refuse_large(content: bytes | str, name: str | None) -> None:
    """Refused where there is more than a document may have."""
    if len(content) > LARGEST:
        raise Refused(
            Diagnostic(
                "document-too-large",
                _("The document is larger than {size} MB").format(size=LARGEST // 1024 // 1024),
                name,
                hint=_("A model of this size cannot be verified; split it."),
            )
        )
