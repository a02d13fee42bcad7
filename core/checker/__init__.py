"""The embedded verifier for UPPAAL documents: zones in plain Python, verdicts with exact runs."""

from core.checker.faults import ModelFault
from core.checker.limits import Limits, reached_limit
from core.checker.verdict import (
    End,
    Ending,
    Extent,
    Firing,
    Outcome,
    State,
    Step,
    Trace,
    Verdict,
    extent_text,
    extent_to_plain,
    trace_to_plain,
    verdict_to_plain,
)
from core.checker.verification import require_verifiable, verify, verify_all

__all__ = [
    "End",
    "Ending",
    "Extent",
    "Firing",
    "Limits",
    "ModelFault",
    "Outcome",
    "State",
    "Step",
    "Trace",
    "Verdict",
    "extent_text",
    "extent_to_plain",
    "reached_limit",
    "require_verifiable",
    "trace_to_plain",
    "verdict_to_plain",
    "verify",
    "verify_all",
]
