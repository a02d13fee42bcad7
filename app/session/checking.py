"""What running the checks of requirements takes, and whether an answer is of the files as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.model import Snapshot
    from core.project import Project


class EvidenceFolders:
    """Where the evidence of projects lies: where a person said, else beside the project."""

    def __init__(self) -> None:
        self._chosen: dict[str, Path] = {}

    def choose(self, project: Project, folder: Path) -> None:
        """Take the evidence of a project from this folder from now on."""
        self._chosen[str(project.path)] = folder

    def recall(self, known: Mapping[str, Any]) -> None:
        """Take the folders that were chosen before, by the paths of their projects."""
        self._chosen |= {path: Path(folder) for path, folder in known.items() if isinstance(folder, str)}

    def of(self, project: Project | None) -> Path | None:
        """The folder of a project's evidence, whether it is there or not."""
        if project is None:
            return None
        from core.exchange.settings.folder import usual_folder

        return self._chosen.get(str(project.path)) or usual_folder(Path(project.path))


def has_checks(snapshot: Snapshot) -> bool:
    """Whether some requirement carries a check."""
    from core.model import RequirementCheck

    return bool(snapshot.of(RequirementCheck))


def await_verdicts(snapshot: Snapshot) -> bool:
    """Whether some check may rest on a verdict, told without reading any."""
    from core.model import RequirementCheck

    return any("verdict" in one.statement.lower() for one in snapshot.of(RequirementCheck))


def payload(
    elements: Sequence[Any], verdicts: Sequence[Mapping[str, Any]] | None, folder: Path | None
) -> dict[str, Any]:
    """What the task of the checks is given."""
    return {
        "elements": elements,
        "verdicts": None if verdicts is None else [_brief(row) for row in verdicts],
        "evidence": None if folder is None else str(folder),
        "today": date.today().isoformat(),  # noqa: DTZ011 - the day of whoever sits here
    }


def evidence_changed(row: Mapping[str, Any], folder: Path | None) -> bool:
    """Whether a file that an answer rests on is no longer as it was read."""
    from core.exchange.settings.folder import Seen, has_changed

    return any(
        has_changed(folder, Seen(one["file"], one["digest"], one["size"], one["changed"]))
        for one in row["evidence"]
    )


def _brief(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a check reads of a verdict."""
    told = row.get("explanation") or {}
    return {
        **{name: row.get(name) for name in ("purpose", "element", "requirement", "verdict", "reason")},
        "explanation": {"summary": told.get("summary")},
    }
