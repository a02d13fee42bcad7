"""What a page of a merge works with: two models beside the open project, and what the change is called."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Origin, Snapshot


@dataclass(frozen=True, slots=True)
class Merging:
    """Another version, `theirs`, to be merged into the open project; `base` is what both began with.

    `title` is that of the page and `words` say there what is merged; `label` and `origin` are those of the
    change.
    """

    title: str
    base: Snapshot
    theirs: Snapshot
    words: str
    label: str
    origin: Origin

    @property
    def key(self) -> tuple[str, str]:
        """Tells this merge from others, whatever it is called."""
        return self.base.digest(), self.theirs.digest()
