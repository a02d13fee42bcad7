"""How what is no element of the model is named where a way leads to it; elements are named by their id."""

THREAT = "threat:"
"""Begins the address of a threat."""

VERDICT = "verdict:"
"""Begins the address of the verdict on a requirement."""
