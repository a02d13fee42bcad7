"""What was taken over from a foreign file, and what was not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.ground.diagnostic import Diagnostic
from core.model import Element


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

    def to_plain(self, file: str) -> dict[str, Any]:
        """The documented JSON object of `bartizan import`."""
        return {
            "file": file,
            "format": self.format,
            "kept": dict(sorted(Counter(element.kind for element in self.elements).items())),
            "tool": self.tool,
            "mapping": dict(self.mapping),
            "dropped": list(self.dropped),
            "diagnostics": [diagnostic.to_plain() for diagnostic in self.diagnostics],
        }
