"""Spoken forms said in full: "won't start", and the condition of "Should the sensor fail"."""

import re

from core.requirements.rewriting.inflection import BASES, third_person

_SHORT = re.compile(
    r"(?<![\w-])(?P<verb>wo|ca|is|are|was|were|does|do|must|should|has|have|could|would)n['’]t(?![\w-])",
    re.IGNORECASE,
)
_INSTEAD = {"wo": "will not", "ca": "cannot"}
_SHOULD = re.compile(
    r"should\s+(?P<name>(?:the|an?|any|this)\s+[^,]+?)\s+(?P<verb>[a-z]+)(?P<rest>[^,]*),", re.IGNORECASE
)


def spelt_out(text: str) -> str:
    """The text without contractions, and with an "if" where the order of the words says it."""
    said = _SHORT.sub(_in_full, text)
    match = _SHOULD.match(said)
    while match is not None:
        verb = match["verb"].lower()
        if verb in BASES or verb == "be":
            third = "is" if verb == "be" else third_person(verb)
            return f"If {match['name']} {third}{match['rest']},{said[match.end() :]}"
        # A longer name may stand in front of the verb.
        match = re.compile(
            rf"should\s+(?P<name>{re.escape(match['name'])}\s+{re.escape(match['verb'])}[^,]*?)\s+(?P<verb>[a-z]+)(?P<rest>[^,]*),",
            re.IGNORECASE,
        ).match(said)
    return said


def _in_full(match: re.Match[str]) -> str:
    verb = match["verb"]
    said = _INSTEAD.get(verb.lower(), f"{verb} not")
    return f"{said[:1].upper()}{said[1:]}" if verb[:1].isupper() else said
