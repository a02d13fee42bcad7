"""Which requirements of a project are written in which of its own boilerplates."""

from pathlib import Path
from typing import Any

from core.jobs.worker import Report
from core.model import Boilerplate, Id, Requirement, Snapshot
from core.project import open_project


def in_use(snapshot: Snapshot) -> dict[Id, tuple[Id, ...]]:
    """For each boilerplate the requirements that are understood by it, in the order of the model."""
    from core.requirements.boilerplates import in_shape
    from core.requirements.sentence import parse

    own = snapshot.of(Boilerplate)
    found: dict[Id, list[Id]] = {one.id: [] for one in own}
    for requirement in snapshot.of(Requirement):
        # Most sentences are in no shape, and to see that takes less than to understand them.
        fits = next((one for one in own if in_shape(requirement.text, one) is not None), None)
        if fits is not None and parse(requirement.text, own).boilerplate:
            found[fits.id].append(requirement.id)
    return {one: tuple(several) for one, several in found.items()}


def shapes_task(payload: Any, report: Report) -> Any:
    """The worker's task: for each boilerplate of the project file at `path`, who is written so, by id."""
    del report
    with open_project(Path(payload["path"]), writing=False) as project:
        return {one: list(several) for one, several in in_use(project.snapshot()).items()}
