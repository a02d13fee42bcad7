"""Files from outside: hostile until parsed, so they are read whole, bounded in size and depth."""

import json
from pathlib import Path
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import refuse_irregular
from core.ground.words import _

LARGEST = 64 * 1024 * 1024
"""Bytes that a foreign file may have."""

DEEPEST = 64
"""How deeply a foreign JSON file may nest."""


def read_bytes(path: Path) -> bytes:
    """The content of a regular file of bearable size; Refused otherwise."""
    try:
        if path.is_dir():
            raise Refused(
                Diagnostic(
                    "import-folder",
                    _("This is a folder, where a file is asked for"),
                    str(path),
                    hint=_("Name one of the files in it."),
                    example=str(path / "requirements.csv"),
                )
            )
        refuse_irregular(path)
        if not path.exists():
            raise Refused(
                Diagnostic(
                    "import-no-file",
                    _("There is no such file"),
                    str(path),
                    hint=_("Check the path."),
                )
            )
        if path.stat().st_size > LARGEST:
            raise Refused(
                Diagnostic(
                    "import-too-large",
                    _("The file is larger than {size} MB").format(size=LARGEST >> 20),
                    str(path),
                    hint=_("Split it, and bring the parts in one by one."),
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            Diagnostic(
                "import-unreadable",
                _("The file cannot be read: {reason}").format(reason=error.strerror),
                str(path),
                hint=_("Check that you may read it."),
            )
        ) from error


def parse_json(content: bytes, file: str) -> Any:
    """The JSON value in the bytes; Refused with line and column where it is none, or too deep."""
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_int=_whole, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refused(
            Diagnostic(
                "import-not-json",
                _("The file is not JSON: {reason}").format(reason=error.msg),
                file,
                error.lineno,
                error.colno,
                1,
                _("Export it again from the tool that wrote it."),
            )
        ) from error
    except UnicodeDecodeError as error:
        raise Refused(
            Diagnostic(
                "import-not-json",
                _("The file is not JSON: it is no text in UTF-8"),
                file,
                hint=_("Save it in UTF-8, or export it again from the tool that wrote it."),
            )
        ) from error
    except RecursionError as error:
        raise Refused(_too_deep(file)) from error
    except ValueError as error:
        raise Refused(
            Diagnostic(
                "import-not-json",
                _("The file is not JSON: {reason}").format(reason=error),
                file,
                hint=_("Export it again from the tool that wrote it."),
            )
        ) from error
    _bound_depth(value, file)
    return value


def _no_constant(text: str) -> float:
    raise ValueError(_("{text} is no number").format(text=text))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(_("a number in it has {count} digits").format(count=len(text))) from error


def _bound_depth(value: Any, file: str) -> None:
    level = [value]
    for _depth in range(DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise Refused(_too_deep(file))


def _too_deep(file: str) -> Diagnostic:
    return Diagnostic(
        "import-too-deep",
        _("The file nests more than {depth} levels deep").format(depth=DEEPEST),
        file,
        hint=_("No tool writes such a file; check where it comes from."),
    )
