"""The EARS language: grammar, slots, diagnostics; phrases and the propositions they bind to.

EARS after Mavin, Wilkinson, Harwood and Novak (RE 2009). Sentences are parsed by `parse`; lark is loaded
with the first one.
"""

from core.requirements.sentence import parse
from core.requirements.slots import Bound, Deadline, EarsPattern, Parsed, Quantity, Response, Slots, Span

__all__ = [
    "Bound",
    "Deadline",
    "EarsPattern",
    "Parsed",
    "Quantity",
    "Response",
    "Slots",
    "Span",
    "parse",
]
