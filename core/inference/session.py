"""The one place that brings in onnxruntime, with its telemetry off before it is loaded.

onnxruntime 1.29 and later write an identifier into the home folder and look up a host unless this
variable is set when it is imported; its own call to turn that off comes too late.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from typing import Any

import onnxruntime

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.inference.vectors import Tokens, Vectors

_ERRORS_ONLY = 3


class Session:
    """A loaded sentence encoder; `run` may be called from several threads at once."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        # One thread a text: two texts at a time are quicker than two threads on one text.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        options.use_deterministic_compute = True
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise Refused(_not_loaded(error)) from error

    def run(self, tokens: Tokens, mask: Tokens) -> Vectors:
        """Vectors of unit length, one a row; `mask` is 1 for a token and 0 for padding."""
        (vectors,) = self._session.run(None, {"input_ids": tokens, "attention_mask": mask})
        found: Vectors = vectors
        return found


def _not_loaded(error: Exception) -> Diagnostic:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Diagnostic(
        "model-not-loaded",
        _("The model cannot be loaded: {reason}").format(reason=reason),
        hint=_("Remove its folder and build it anew:"),
        example="python3 installers/bootstrap.py setup",
    )
