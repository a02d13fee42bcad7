"""What was decided in a merge, step by step: a step can be taken back, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.project.conflict import Choice


class Answers:
    """The choices by the keys of their conflicts, with the steps that led there.

    They outlive the page of the merge, so that it can be gone on with.
    """

    def __init__(self) -> None:
        self._steps: list[dict[str, Choice]] = [{}]
        self._at = 0

    @property
    def now(self) -> dict[str, Choice]:
        """What is decided; not to be altered."""
        return self._steps[self._at]

    @property
    def back(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def ahead(self) -> bool:
        """Whether a step that was taken back can be done again."""
        return self._at < len(self._steps) - 1

    def decide(self, key: str, choice: Choice | None) -> None:
        """Decide a conflict, or open it again with None, as a step of its own."""
        decided = {one: taken for one, taken in self.now.items() if one != key}
        self.take(decided if choice is None else {**decided, key: choice})

    def take(self, decided: dict[str, Choice]) -> None:
        """Have all this decided, as one step; nothing where it is so already."""
        if decided != self.now:
            self._steps[self._at + 1 :] = [decided]
            self._at += 1

    def amend(self, decided: dict[str, Choice]) -> None:
        """Have this decided too, as part of the last step."""
        self._steps[self._at] = self.now | decided

    def take_back(self) -> str | None:
        """Take the last step back; gives the key of a conflict of it, None where there is none."""
        if not self.back:
            return None
        self._at -= 1
        return self._between(self._at + 1)

    def do_again(self) -> str | None:
        """Do the step again that was taken back last; gives what `take_back` gives."""
        if not self.ahead:
            return None
        self._at += 1
        return self._between(self._at)

    def _between(self, step: int) -> str | None:
        """The first conflict that is decided otherwise after a step than before it."""
        before, after = self._steps[step - 1], self._steps[step]
        return next((key for key in sorted({**before, **after}) if before.get(key) != after.get(key)), "")
