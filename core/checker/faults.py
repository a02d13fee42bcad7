"""The errors of this room, in the shape that all rooms share."""

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.language.expression import Node


class ModelFault(Refused):
    """A run of the model itself goes wrong, such as a value out of its range: no verdict is possible."""


def unsupported(feature: str, what: str, node: Node | None = None, where: str | None = None) -> Refused:
    """The refusal of something that the checker does not know; `feature` becomes part of the code."""
    return _placed(
        f"unsupported-{feature}",
        _("{what}: the embedded verifier does not support this").format(what=what),
        node,
        where,
        _("Verify the model with UPPAAL's own engine, or write it without this."),
    )


def mistaken(
    code: str, message: str, node: Node | None = None, where: str | None = None, hint: str | None = None
) -> Refused:
    """The refusal of a text that is wrong."""
    return _placed(code, message, node, where, hint)


def model_fault(message: str, where: str) -> ModelFault:
    """What a run did that no run may do; `where` are the edges or the location, empty for the start."""
    return ModelFault(
        Diagnostic(
            "model-fault",
            _("The model goes wrong when it runs: {message}").format(message=message),
            where or _("initial state"),
            hint=_("Mend the model; until then no verdict would mean anything."),
        )
    )


def _placed(code: str, message: str, node: Node | None, where: str | None, hint: str | None) -> Refused:
    span = node.span if node is not None and node.span.line else None
    return Refused(
        Diagnostic(
            code,
            message,
            where,
            span.line if span else None,
            span.column if span else None,
            span.length if span else None,
            hint,
        )
    )
