"""The value of a fact as it is typed, and what was typed as the value."""

import math
from typing import Any

from core.ground.words import _, decimal
from core.model import Duration
from core.model.facts import Fact


def decoded(fact: Fact, text: str) -> Any:
    """The value that was typed for a text, number, time or list; ValueError where it is none."""
    text = text.strip() if fact.sort != "long" else text
    if fact.sort == "texts":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if fact.sort in ("number", "measure", "duration") and not text:
        if fact.optional:
            return None
        raise ValueError(_("“{title}” needs a value").format(title=fact.title))
    if fact.sort == "duration":
        return Duration.parse(_pointed(text))
    if fact.sort in ("number", "measure"):
        return _number(text, whole=fact.sort == "number")
    return text


def encoded(fact: Fact, value: Any) -> str:
    """The value as it is typed."""
    if value is None:
        return ""
    if fact.sort == "measure":
        return decimal(str(value))
    return ", ".join(value) if fact.sort == "texts" else str(value)


def _pointed(text: str) -> str:
    """A number with the reader's decimal sign, with a point instead; one typed with a point is taken too."""
    return text.replace(decimal("0.0")[1], ".", 1)


def _number(text: str, whole: bool) -> int | float:
    try:
        value = int(text) if whole else float(_pointed(text))
    except ValueError:
        words = _("“{text}” is no whole number") if whole else _("“{text}” is no number")
        raise ValueError(words.format(text=text)) from None
    if not math.isfinite(value):
        raise ValueError(_("“{text}” is no number").format(text=text))
    return value
