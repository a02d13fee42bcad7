"""Conditions that exclude: "only during maintenance", "only when the door is closed"."""

import re
from collections.abc import Iterator

from core.ground.words import _

_ONLY = re.compile(
    r"(?<![\w-])only\s+(?P<between>(?:be\s+)?(?:\w+ed\s+|to\s+\w+\s+)?)(?P<opener>when|whenever|while|if|during|once)\s+"
    r"(?P<body>[^,]+?)(?P<end>\s*)$",
    re.IGNORECASE,
)
_CAN_ONLY = re.compile(
    r"(?<![\w-])(?P<can>can|may|must|shall|should|will|is\s+allowed\s+to|are\s+allowed\s+to)\s+only\s+(?P<does>(?:be\s+)?\w+\s[^,]*?)\s*"
    r"(?<![\w-])(?P<opener>when|whenever|while|if|during)(?![\w-])",
    re.IGNORECASE,
)
_BE = re.compile(r"(?<![\w-])(?P<be>is|are|has|have|can|must)(?P<not>\s+not)?(?![\w-])", re.IGNORECASE)


def excluded(text: str) -> Iterator[tuple[str, str]]:
    """The sentence that denies it at all other times, and how it was read."""
    match = _ONLY.search(_CAN_ONLY.sub(r"\g<can> \g<does> only \g<opener>", text))
    text = match.string if match else text
    if match is None or not text[: match.start()].strip():
        return
    main = f"{text[: match.start()]}{match['between']}".strip()
    yield (
        f"{otherwise(match['opener'].lower(), match['body'])}, {main}",
        _("“only” forbids it at all other times"),
    )


def otherwise(opener: str, body: str) -> str:
    """The clause for when the condition does not hold."""
    if opener == "during":
        return f"while {body} {'are' if body.endswith('s') else 'is'} not under way"
    being = _BE.search(body)
    if being is None:
        return f"while not {body}"
    instead = being["be"] if being["not"] else f"{being['be']} not"
    return f"while {body[: being.start()]}{instead}{body[being.end() :]}"
