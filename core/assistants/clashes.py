"""Which requirements cannot all hold, as it was found last and bears on the model as it is now."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.assistants.known import Known
from core.ground.diagnostic import Severity
from core.ground.words import _, quoted
from core.model import Id
from core.requirements import Finding, FindingKind


def clashes_of(known: Known) -> Iterator[Finding]:
    """What was found when requirements were compared last, as far as it is about what is still there.

    Where a sentence or a binding has changed since, the message says that it was found before.
    """
    stale = known.is_stale(known.consistency)
    for plain in known.consistency.records:
        if all(one in known.snapshot for one in plain["requirements"]):
            yield _finding(plain, stale)


def clashes_with(known: Known, requirement: Id) -> tuple[Finding, ...]:
    """The findings of which a requirement is a part."""
    return tuple(finding for finding in clashes_of(known) if requirement in finding.requirements)


def moment_told(segment: Mapping[str, Any]) -> str:
    """One segment of the witness of a clash in words."""
    if segment.get("stuck"):
        return _("nothing can follow")
    holds = ", ".join(quoted(name) for name in segment["true"]) or "-"
    fails = ", ".join(quoted(name) for name in segment["false"]) or "-"
    return _("true: {holds}; false: {fails}").format(holds=holds, fails=fails)


def _finding(plain: Mapping[str, Any], stale: bool) -> Finding:
    message = plain["message"]
    return Finding(
        FindingKind(plain["kind"]),
        plain["code"],
        tuple(map(Id, plain["requirements"])),
        tuple(plain["keys"]),
        _("{message} (found before the last change)").format(message=message) if stale else message,
        Id(plain["element"]),
        Severity(plain["severity"]),
        plain["hint"],
        witness=plain["witness"],
    )
