"""UPPAAL's own verifier as a second opinion: found, run within limits on a copy, its words read back."""
