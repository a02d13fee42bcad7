"""The one shape in which Bartizan says that something is wrong, and how to mend it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a diagnostic matters: an error refuses, a warning asks, information tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong and why, where, how to mend it, and an example that would be right.

    `line` and `column` count from 1; `column` and `length` count characters. A part that does not
    apply is None, except `code` (stable, lower-case words joined by hyphens) and `message`.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    length: int | None = None
    hint: str | None = None
    example: str | None = None
    severity: Severity = Severity.ERROR

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "length": self.length,
            "hint": self.hint,
            "example": self.example,
            "severity": self.severity.value,
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Diagnostic":
        """The diagnostic that `to_plain` wrote."""
        return cls(**{**plain, "severity": Severity(plain["severity"])})

    def in_file(self, file: str) -> "Diagnostic":
        """The same diagnostic, placed in `file` unless it already names one."""
        return self if self.file is not None else replace(self, file=file)

    def place(self) -> str:
        """File, line and column as far as they are known, such as "plant.csv:4:17"."""
        parts = [self.file or "", str(self.line or ""), str(self.column or "")]
        return ":".join(part for part in parts if part)


class Refused(Exception):
    """Raised where Bartizan will not go on; says why in one or more diagnostics.

    Nothing has been altered when it is raised. The command line ends with status 2.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


class Cancelled(Exception):
    """Raised by long work when the person asked it to stop; the command line ends with status 3."""


class LimitReached(Refused):
    """Raised when work needs more time or memory than it was given; status 3."""


WIDEST = 120
"""Characters of a line that are shown; files that no person wrote may have a single one."""


def picture(diagnostic: Diagnostic, source: str | None = None) -> str:
    """The diagnostic as text for a terminal, with a caret under the place when `source` is given."""
    place = diagnostic.place()
    lines = [f"{place}: {diagnostic.message}" if place else diagnostic.message]
    if source is not None and diagnostic.line and diagnostic.column:
        text = source.splitlines()[diagnostic.line - 1] if source else ""
        text, before, length = around_place(text, diagnostic.column - 1, max(diagnostic.length or 1, 1))
        lines.append("  " + text)
        lines.append("  " + " " * before + "^" * length)
    if diagnostic.hint:
        lines.append("  " + diagnostic.hint)
    if diagnostic.example:
        lines.append("  " + diagnostic.example)
    return "\n".join(lines)


def around_place(text: str, before: int, length: int) -> tuple[str, int, int]:
    """What is shown of a line, how much of that stands before the place, and how much of the place."""
    if len(text) <= WIDEST:
        before = min(before, len(text))
        return text, before, max(min(length, len(text) - before), 1)
    start = max(min(before - WIDEST // 2, len(text) - WIDEST), 0)
    part = text[start : start + WIDEST]
    lead = "…" if start else ""
    tail = "…" if start + WIDEST < len(text) else ""
    place = min(before - start, WIDEST)
    return f"{lead}{part}{tail}", len(lead) + place, max(min(length, WIDEST - place), 1)
