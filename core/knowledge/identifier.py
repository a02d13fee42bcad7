"""The public identifiers of other bodies' entries: their shapes, and whose they are.

Only identifiers are kept of IEC 62443; the texts of the catalogues are our own.
"""

import re

_SHAPES = {
    "CWE": r"CWE-[1-9]\d{0,4}",
    "CAPEC": r"CAPEC-[1-9]\d{0,3}",
    "ATT&CK for ICS": r"T0\d{3}",
    "EMB3D": r"TID-\d{3}",
    "IEC 62443-3-3": r"SR [1-7]\.\d{1,2}(?: RE [1-9])?",
    "IEC 62443-4-2": r"(?:CR|SAR|EDR|HDR|NDR) [1-7]\.\d{1,2}(?: RE [1-9])?",
    "NIST SP 800-53": r"(?:A[CTU]|C[AMP]|I[AR]|M[AP]|P[ELMST]|RA|S[ACIR])-[1-9]\d?(?:\([1-9]\d?\))?",
}
_COMPILED = {body: re.compile(shape) for body, shape in _SHAPES.items()}

THREAT_BODIES = ("CWE", "CAPEC", "ATT&CK for ICS", "EMB3D")
"""Whose identifiers a threat rule may refer to."""

CONTROL_BODIES = ("IEC 62443-3-3", "IEC 62443-4-2", "NIST SP 800-53")
"""Whose identifiers a mitigation may refer to."""


def body_of(identifier: str) -> str | None:
    """Whose identifier it is by its shape, such as "CWE" for "CWE-306"; None where it has no known shape."""
    return next((body for body, shape in _COMPILED.items() if shape.fullmatch(identifier)), None)


def names_threat(identifier: str) -> bool:
    """Whether it has the shape of a weakness, attack pattern or technique."""
    return body_of(identifier) in THREAT_BODIES


def names_control(identifier: str) -> bool:
    """Whether it has the shape of a control or security requirement."""
    return body_of(identifier) in CONTROL_BODIES
