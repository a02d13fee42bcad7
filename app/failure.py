"""Faults of the desktop itself: a report file and a band that says where it is; never a traceback."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from core.ground.diagnostic import Cancelled, Diagnostic, Refused
from core.ground.home import home_folder
from core.ground.version import VERSION
from core.ground.words import _

Tell = Callable[[tuple[Diagnostic, ...]], None]


def save_report(error: BaseException) -> Path | None:
    """Write what is needed to mend a fault; None where the folder cannot be written."""
    import traceback
    from datetime import UTC, datetime

    text = f"Bartizan {VERSION}, desktop\n" + "".join(traceback.format_exception(error))
    path = home_folder() / "faults" / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


def catch_faults(tell: Tell) -> None:
    """From now on, say uncaught errors through `tell` instead of ending the program."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, Refused):
            tell(error.diagnostics)
        elif not isinstance(error, Cancelled):
            tell((_fault(save_report(error)),))

    sys.excepthook = caught


def _fault(path: Path | None) -> Diagnostic:
    hint = _("Send this file to those who look after Bartizan.")
    if path is None:
        hint = _("A report could not be saved: the folder of your own files cannot be written.")
    return Diagnostic(
        "internal",
        _("Something inside Bartizan went wrong. Every finished change is on disk; you can go on."),
        str(path) if path is not None else None,
        hint=hint,
    )
