"""What was taken over from a foreign file, and what was not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from core.ground.diagnostic import Diagnostic
from core.model import Element, Foreign, Snapshot
from core.project.conflict import Conflict, Versions
from core.project.conflict_words import plain_conflict


@dataclass(frozen=True, slots=True)
class Imported:
    """The elements that a foreign file describes.

    `dropped` says in sentences what was left out and why; `diagnostics` what the file gets wrong.
    """

    format: str
    elements: tuple[Element, ...]
    dropped: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    tool: str = ""
    """The program that wrote the file, as far as the file says so."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Which field of a requirement each attribute filled, where attributes have to be mapped."""
    changed: tuple[Element, ...] = ()
    """Elements that the project has and the file says otherwise, as they shall be."""
    same: int = 0
    """How many elements the project has as the file says them."""
    gone: tuple[str, ...] = ()
    """Keys of what came from a file of this name and is no longer in it; it is not removed."""
    versions: Versions | None = None
    """What the file and the project each made of what the file said the last time."""
    conflicts: tuple[Conflict, ...] = ()
    """What both changed, and nobody decided: nothing was taken over then."""

    def differences(self, before: Snapshot) -> list[dict[str, str]]:
        """What changes: element, fact, and its value before and after, all as text."""
        found = []
        for element in self.changed:
            known = before.get(element.id)
            for fact in fields(element):
                old, new = getattr(known, fact.name, None), getattr(element, fact.name)
                if old != new and fact.name != "said":
                    name = getattr(element, "key", element.name)
                    found.append({"key": name, "fact": fact.name, "before": _said(old), "after": _said(new)})
        return found

    def to_plain(self, file: str, before: Snapshot) -> dict[str, Any]:
        """The documented JSON object of `bartizan import` into the model that was before."""
        return {
            "file": file,
            "format": self.format,
            "kept": dict(sorted(Counter(element.kind for element in self.elements).items())),
            "tool": self.tool,
            "mapping": dict(self.mapping),
            "changed": self.differences(before),
            "same": self.same,
            "gone": list(self.gone),
            "conflicts": [plain_conflict(self.versions, one) for one in self.conflicts if self.versions],
            "dropped": list(self.dropped),
            "diagnostics": [diagnostic.to_plain() for diagnostic in self.diagnostics],
        }


def _said(value: Any) -> str:
    """A value as text: of attributes each by its name."""
    if isinstance(value, tuple) and all(isinstance(one, Foreign) for one in value):
        return "; ".join(f"{one.name}: {one.value}" for one in value)
    return str(value)
