"""The EARS language: grammar, slots, diagnostics; phrases and the propositions they bind to.

EARS after Mavin, Wilkinson, Harwood and Novak (RE 2009). Sentences are parsed by `parse`; lark is
loaded with the first one.
"""

from core.requirements.choices import Choice, choices, expressed
from core.requirements.ears.labels import split_key
from core.requirements.findings import Finding, FindingKind, findings
from core.requirements.offers import Offer, offers
from core.requirements.phrases import Phrase, Role, normalise, phrases, spoken
from core.requirements.propositions import Bound, Confirmed, binding, bound, confirmed, unbound
from core.requirements.reading import Reading, Record, read_records, records_to_plain
from core.requirements.sentence import parse
from core.requirements.slots import (
    BoundKind,
    Deadline,
    EarsPattern,
    Parsed,
    Quantity,
    Response,
    Slots,
    Span,
)
from core.requirements.vocabulary import Vocabulary, called, vocabulary

__all__ = [
    "Bound",
    "BoundKind",
    "Choice",
    "Confirmed",
    "Deadline",
    "EarsPattern",
    "Finding",
    "FindingKind",
    "Offer",
    "Parsed",
    "Phrase",
    "Quantity",
    "Reading",
    "Record",
    "Response",
    "Role",
    "Slots",
    "Span",
    "Vocabulary",
    "binding",
    "bound",
    "called",
    "choices",
    "confirmed",
    "expressed",
    "findings",
    "normalise",
    "offers",
    "parse",
    "phrases",
    "read_records",
    "records_to_plain",
    "split_key",
    "spoken",
    "unbound",
    "vocabulary",
]
