"""A task that only keeps a worker busy, so that limits and cancelling can be tried on this machine."""

import os
import time
from typing import Any

from core.jobs.worker import Report


def rehearse(payload: Any, report: Report) -> Any:
    """Work for `seconds`, holding `megabytes`; with `die` true, end the worker without an answer.

    `bartizan doctor` uses it to see whether workers run here at all.
    """
    held = bytearray(int(payload.get("megabytes", 0)) << 20)
    steps = max(int(payload.get("seconds", 0) * 20), 1)
    for step in range(steps):
        report(step, steps, f"step {step + 1}")
        time.sleep(payload.get("seconds", 0) / steps)
    if payload.get("die"):
        os._exit(9)
    report(steps, steps, "")
    return {"held": len(held), "process": os.getpid()}
