"""Catalogues: reviewed files of threat rules, weaknesses, mitigations and tests, and how they are read."""

from core.knowledge.catalogue import (
    Catalogue,
    CatalogueVersion,
    catalogue_names,
    catalogue_versions,
    load_catalogue,
    mitigations,
    read_catalogue,
    suggested_tests,
    threat_rules,
    weaknesses,
)
from core.knowledge.entries import Mitigation, SuggestedTest, Weakness
from core.knowledge.rule import Rule, StrideLetter, ThreatSeverity

__all__ = [
    "Catalogue",
    "CatalogueVersion",
    "Mitigation",
    "Rule",
    "StrideLetter",
    "SuggestedTest",
    "ThreatSeverity",
    "Weakness",
    "catalogue_names",
    "catalogue_versions",
    "load_catalogue",
    "mitigations",
    "read_catalogue",
    "suggested_tests",
    "threat_rules",
    "weaknesses",
]
