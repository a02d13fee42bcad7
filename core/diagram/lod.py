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

SLACK = 0.93
"""A level of detail is shown from so far below its threshold on: its words are large enough there."""

TIMING = 1.5
"""From here on lines tell their latency and loss."""


def size_from(scale: float) -> float:
    """The size in whole px of text that is at least LEAST px on the screen from this scale on."""
    return float(math.ceil(LEAST / (scale * SLACK)))


def detail_at(scale: float) -> float:
    """The scale by which detail is chosen, whatever was seen before: within the slack the finer level."""
    for threshold in (FULL, NEAR_NAMES, NAMES, SHAPES, FAR):
        if threshold > scale >= threshold * SLACK:
            return threshold
    return scale
