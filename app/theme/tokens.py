"""The colour roles and their values, read once from `resources/theme/tokens.json`; no Qt."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.ground.resources import resource_folder

THEMES = ("light", "dark", "high_contrast")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles that meet on the screen, and the contrast that they must have in a theme."""

    theme: str
    front: str
    back: str
    minimum: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of all themes by role, as sRGB in hexadecimal, and the pairs that were promised."""

    themes: Mapping[str, Mapping[str, str]]
    decorative: tuple[str, ...]
    pairs: tuple[Pair, ...]


@cache
def tokens() -> Tokens:
    """The shipped tokens."""
    plain = json.loads((resource_folder("theme") / "tokens.json").read_text(encoding="utf-8"))
    return Tokens(plain["themes"], tuple(plain["decorative"]), tuple(_pairs(plain)))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(plain: dict[str, Any]) -> Iterator[Pair]:
    for theme, minimum in plain["minimum"].items():
        for kind, fronts in plain["pairs"].items():
            for front, backs in fronts.items():
                for name in backs:
                    for back in plain["grounds"].get(name, [name]):
                        yield Pair(theme, front, back, minimum[kind])


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
