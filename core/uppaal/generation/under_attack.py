"""An attack scenario while its document is made: who attacks, on which channels, and with which flags."""

from core.model import EffectType, Snapshot
from core.uppaal.generation.attack import Attack, Attacks, Barriers, alone, idle
from core.uppaal.generation.attack_machines import draw_hitter, name_hits
from core.uppaal.generation.attack_messages import acts, barriers_of, draw_attacker
from core.uppaal.generation.behaviour import Behaviour
from core.uppaal.generation.draft import Draft
from core.uppaal.generation.finding import Finding
from core.uppaal.generation.flow import Flow
from core.uppaal.generation.spelling import Spelling


class Assault:
    """All attacks of a document by name; empty where there is no scenario."""

    def __init__(
        self, attacks: Attacks, behaviours: tuple[Behaviour, ...], flow: Flow, spelling: Spelling
    ) -> None:
        self.attacks = attacks
        self.barriers: Barriers = barriers_of(attacks, flow, spelling)
        self.channels: dict[Attack, str] = name_hits(attacks, behaviours, spelling)
        self._acting = [one for one in attacks.attacks if one.connector is not None and acts(one, flow)]

    @property
    def committed(self) -> bool:
        """Whether an attacker acts at once, and has to wait until observers were told."""
        return any(one.effect is EffectType.TAMPER for one in self._acting)

    @property
    def findings(self) -> list[Finding]:
        """What of the scenario the document cannot show."""
        acting = {id(one) for one in self._acting}
        busy = {one.connector for one in self.barriers.flow.passages}
        lonely = [
            alone(one)
            for one in self.attacks.attacks
            if one.effect is EffectType.TAMPER
            and one.connector is not None
            and one.connector.id in busy
            and id(one) not in acting
        ]
        return [*self.attacks.findings, *idle(self.attacks, self.barriers.flow), *lonely]

    def draw(self, snapshot: Snapshot, spelling: Spelling, settling: str, draft: Draft) -> None:
        """Add the templates of all attackers; last, since messages are heard before attackers go on."""
        for attack in self._acting:
            draw_attacker(snapshot, attack, self.barriers, spelling, settling, self.attacks.scenario, draft)
        for attack, channel in self.channels.items():
            draw_hitter(attack, self.attacks, channel, spelling, draft)
