"""Threats as they are handed over: with what people decided about them."""

from core.assistants.threats import threats_of
from core.model import Component, Role, Snapshot, StatedThreat, ThreatDecision, ThreatStatus, Truth
from core.threats import threat_id

PANEL = Component(id="1", name="Panel", role=Role.OPERATOR_INTERFACE, default_credentials=Truth.YES)
STATED = StatedThreat(id="2", name="A stick brings malware", target="1", status=ThreatStatus.MITIGATED)
FOUND = threat_id("ICS-015", ("1",))


def told(*elements):
    return {threat["id"]: threat for threat in threats_of(Snapshot([PANEL, STATED, *elements]))}


def test_a_threat_carries_the_last_decision_about_it():
    before = ThreatDecision(id="3", threat=FOUND, reason="Later.", decided_on="2026-01-01")
    last = ThreatDecision(
        id="4",
        threat=FOUND,
        status=ThreatStatus.RISK_ACCEPTED,
        reason="The room is locked.",
        decided_by="Officer",
        decided_on="2026-02-01",
        assignee="Guard",
        due="2027-02-01",
    )
    threat = told(last, before)[FOUND]
    assert threat["status"] == "risk_accepted"
    assert threat["decision"] == {
        "reason": "The room is locked.",
        "decided_by": "Officer",
        "decided_on": "2026-02-01",
        "assignee": "Guard",
        "due": "2027-02-01",
    }
    assert told()[FOUND]["decision"] is None


def test_a_decision_about_a_stated_threat_counts_more_than_what_came_with_it():
    assert (told()["2"]["status"], told()["2"]["decision"]) == ("mitigated", None)
    decided = told(ThreatDecision(id="3", threat="2", status=ThreatStatus.OPEN, reason="Not any more."))["2"]
    assert (decided["status"], decided["decision"]["reason"]) == ("open", "Not any more.")
