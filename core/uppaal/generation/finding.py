"""What the generator has to say about the model: faults, assumptions and things nobody hears."""

from dataclasses import dataclass
from typing import Any

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.model import Element, Id


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic at an element of the model.

    An error is a fault of a state machine: requirements that depend on it have no formula. A
    warning is most likely a slip, information states an assumption under which verdicts hold.
    `fact` names the expression of the element that it is about: "guard", "update" or "invariant".
    `cause` tells it apart from others of its machine that one and the same thing would mend, if it is known.
    """

    element: Id | None
    diagnostic: Diagnostic
    fact: str = ""
    cause: str = ""

    @property
    def fault(self) -> bool:
        """Whether the element could not be taken over as it stands."""
        return self.diagnostic.severity is Severity.ERROR


def fault(
    element: Element,
    code: str,
    message: str,
    hint: str | None = None,
    example: str | None = None,
    column: int | None = None,
    length: int | None = None,
) -> Finding:
    """An error at the element; column and length point into the text that `message` speaks of."""
    line = 1 if column is not None else None
    return Finding(
        element.id,
        Diagnostic(code, message, None, line, column, length, hint, example, Severity.ERROR),
    )


def warning(element: Element, code: str, message: str, hint: str | None = None) -> Finding:
    """Something at the element that is most likely not meant."""
    return Finding(element.id, Diagnostic(code, message, hint=hint, severity=Severity.WARNING))


def assumption(element: Element, code: str, message: str, hint: str | None = None) -> Finding:
    """What was taken to be so because the model does not say; verdicts hold under it."""
    return Finding(element.id, Diagnostic(code, message, hint=hint, severity=Severity.INFO))


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """A finding as a row beside verdicts."""
    diagnostic = finding.diagnostic
    return {
        "purpose": "finding",
        "element": finding.element,
        "fact": finding.fact,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint or "",
    }


def called(element: Element) -> str:
    """The element in a sentence."""
    kind = _(element.kind)
    return _("{kind} “{name}”").format(kind=kind, name=element.name) if element.name else kind
