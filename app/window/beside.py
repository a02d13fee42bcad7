"""Work on drawings: at once where they are small, beside the window where it would hold that up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.jobs import Job
    from app.jobs.jobs import Work
    from app.window.window import Window
    from core.jobs import Outcome


def work_on(window: Window, size: int, work: Work, title: str, then: Callable[[Outcome], None]) -> Job | None:
    """Do work on so many shapes and lines and tell of its outcome; the job, where it is one."""
    from app.canvas.opening import MANY
    from core.ground.diagnostic import Refused
    from core.jobs import Outcome

    if size > MANY:
        return window.jobs.start_here(work, title, then)
    try:
        outcome = Outcome("done", work(lambda _done, _total, _words: None))
    except Refused as refused:
        outcome = Outcome("failed", diagnostics=refused.diagnostics)
    then(outcome)
    return None
