"""Work outside this process: the worker protocol, external programs, progress, cancelling, limits."""

from core.jobs.outcome import Limits, Outcome, Progress
from core.jobs.programs import ProgramOutcome, run_program
from core.jobs.runner import run
from core.jobs.worker import Task, serve

__all__ = ["Limits", "Outcome", "ProgramOutcome", "Progress", "Task", "run", "run_program", "serve"]
