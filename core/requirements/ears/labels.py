"""Identifiers, bullets and numbers in front of a requirement sentence."""

import re

from core.requirements.ears.masking import BRACKETED, masked

_LABEL = re.compile(
    rf"\s*(?:(?:[-–*•·]|{BRACKETED}+|(?:[0-9]{{1,3}}|[a-z])\)|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*\.?)\s+)?"
    r"(?:(?=[^\s:]{0,40}[0-9])[a-z][\w./-]*\s?:(?=\s))?",
    re.IGNORECASE,
)


def label_end(mask: str) -> int:
    """How many characters of masked text a label such as "DOS-04: " takes at the start; zero for none."""
    label = _LABEL.match(mask)
    return label.end() if label and mask[: label.end()].strip() else 0


def split_key(sentence: str) -> tuple[str, str]:
    """The identifier in front of a sentence, such as "DOS-04" in "DOS-04: The ...", and the sentence."""
    cut = label_end(masked(sentence[:200]))
    label = sentence[:cut].strip()
    if not label.endswith(":"):
        return "", sentence
    return label[:-1].split()[-1], sentence[cut:].strip()
