"""Levels of detail: from which scale on what is drawn (LOOK, section 6)."""

import math

FULL = 1.0
NAMES = 0.6
SHAPES = 0.35
FAR = 0.15

LEAST = 10.0
"""No text is smaller than this on the screen, in px."""

NEAR_NAMES = 0.8
"""Between NAMES and FULL the text has two sizes, so that it grows no wider than it must."""

SLACK = 0.95
"""Once shown, a level of detail stays until the scale falls this far below its threshold."""

TIMING = 1.5
"""From here on lines tell their latency and loss."""


def size_from(scale: float) -> float:
    """The size in whole px of text that is at least LEAST px on the screen from this scale on."""
    return float(math.ceil(LEAST / (scale * SLACK)))


def held(scale: float, before: float | None) -> float:
    """The scale by which detail is chosen: a level that was shown stays within the slack."""
    for threshold in (FULL, NEAR_NAMES, NAMES, SHAPES, FAR):
        if before is not None and before >= threshold > scale >= threshold * SLACK:
            return threshold
    return scale
