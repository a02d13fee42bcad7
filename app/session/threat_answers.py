"""What people answered to the threats that are known, looked up once for each state of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.assistants.known import Findings, Known, Plain, answers_to_threats

if TYPE_CHECKING:
    from core.model import Id, Snapshot, ThreatStatus


class ThreatAnswers:
    """The statuses of threats, those that are open, and those of each element."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._threats: Findings | None = None
        self._statuses: Mapping[str, ThreatStatus] = {}
        self._open: tuple[Plain, ...] = ()
        self._borne: dict[Id, list[Plain]] | None = None

    def take(self, known: Known) -> ThreatAnswers:
        """The answers in a model to the threats that are known about it."""
        if known.snapshot is not self._snapshot or known.threats is not self._threats:
            self._snapshot, self._threats, self._borne = known.snapshot, known.threats, None
            self._statuses = answers_to_threats(known.snapshot)
            self._open = known.open_threats()
        return self

    def status(self, threat_id: str) -> ThreatStatus:
        """What people decided about a threat."""
        from core.model import ThreatStatus

        return self._statuses.get(threat_id, ThreatStatus.OPEN)

    @property
    def open(self) -> tuple[Plain, ...]:
        """Threats that nobody has answered, the worst first."""
        return self._open

    def borne_by(self, known: Known, element_id: Id) -> tuple[Plain, ...]:
        """The threats to one element; to a node also those to its firmware, which is drawn at its foot."""
        if self._borne is None:
            self._borne = {}
            for threat in known.threats.records:
                for bearer in known.bearers(threat):
                    self._borne.setdefault(bearer, []).append(threat)
        return tuple(self._borne.get(element_id, ()))
