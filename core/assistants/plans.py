"""The tasks a worker can do: plain data in, plain data out, each loaded only when it is asked for."""

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

from core.jobs import Task

_PLACES = {
    "arrange": "core.assistants.arrangement:arrange_task",
    "checks": "core.assistants.checking:checks_task",
    "consistency": "core.assistants.consistency:consistency_task",
    "export uppaal": "core.assistants.documents:uppaal_task",
    "pictures": "core.assistants.pictures:pictures_task",
    "quality": "core.assistants.quality:quality_task",
    "read": "core.assistants.intake:read_task",
    "rehearse": "core.assistants.rehearsal:rehearse",
    "report": "core.assistants.documents:report_task",
    "suggest": "core.assistants.suggestions:suggest_task",
    "threats": "core.assistants.threats:threats_task",
    "under attack": "core.assistants.under_attack:under_attack_task",
    "verify": "core.assistants.verification:verify_task",
}


class _Tasks(Mapping[str, Task]):
    def __getitem__(self, name: str) -> Task:
        module, _colon, function = _PLACES[name].partition(":")
        task: Task = getattr(importlib.import_module(module), function)
        return task

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


TASKS: Mapping[str, Task] = _Tasks()


def plain_model(elements: Any) -> list[dict[str, Any]]:
    """A snapshot as the payload of a task."""
    from core.model import to_plain

    return [to_plain(element) for element in elements]
