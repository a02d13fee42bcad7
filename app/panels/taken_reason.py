"""The reason that a plain sentence gave, kept until the requirement proposed for it is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakenReason:
    """The last proposal that was taken, and the reason that its plain sentence gave."""

    proposed: str = ""
    reason: str = ""

    def rationale(self, before: str, text: str) -> str:
        """The rationale of a requirement that is written: with the reason, where the proposal is kept."""
        told = text != self.proposed or self.reason in before
        return before if told else "\n".join(filter(None, (before, self.reason)))
