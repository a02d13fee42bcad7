"""Threats: reviewed rules tried on a snapshot, with certainty, reasons and the questions left open."""

from core.threats.finder import READS, find_threats, last_decisions
from core.threats.judgement import Fact
from core.threats.threat import Ask, Certainty, Target, Threat, threat_id, threat_to_plain

__all__ = [
    "READS",
    "Ask",
    "Certainty",
    "Fact",
    "Target",
    "Threat",
    "find_threats",
    "last_decisions",
    "threat_id",
    "threat_to_plain",
]
