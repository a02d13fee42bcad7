"""What a page of a merge works with: two models beside the open project, and what the change is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.model import Id, Origin, Snapshot


@dataclass(frozen=True, slots=True)
class Merging:
    """Another version, `theirs`, to be merged into the open project; `base` is what both began with.

    `title` is that of the page and `words` say there what is merged; `label` and `origin` are those of the
    change. `reasons` are those of `Versions`; `settled` makes of the merge what is put into the project.
    """

    title: str
    base: Snapshot
    theirs: Snapshot
    words: str
    label: str
    origin: Origin
    reasons: Mapping[Id, str] = field(default_factory=dict)
    settled: Callable[[Snapshot], Snapshot] = lambda merged: merged

    @property
    def key(self) -> tuple[str, str]:
        """Tells this merge from others, whatever it is called."""
        return self.base.digest(), self.theirs.digest()
