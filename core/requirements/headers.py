"""What the header of a column says it holds: the key, the text, the kind, or a fact of a requirement."""

import re
from functools import lru_cache

from core.model import Category

_ID = frozenset(
    {
        "id",
        "key",
        "identifier",
        "reqid",
        "requirementid",
        "requirementkey",
        "requirementnumber",
        "number",
        "nr",
    }
)
_TEXT = (
    "text",
    "requirementtext",
    "requirement",
    "description",
    "sentence",
    "statement",
    "requirementdescription",
    "content",
)
"""Headers of the column of texts, the surer ones first."""
_FACTS = {
    "type": {"type", "kind", "requirementtype"},
    "category": {"category", "requirementcategory", "class", "classification"},
    "rationale": {"rationale", "reason", "reasoning", "justification", "why"},
    "priority": {"priority", "prio", "requirementpriority", "importance", "moscow"},
    "section": {"section", "sectionname", "sectiontitle", "chapter", "heading"},
    "source": {"source", "origin", "doc", "document", "documentname", "sourcedocument", "sourcefile"},
    "language": {"language", "requirementlanguage"},
    "parent": {"parent", "parentid", "parentkey", "parentrequirement"},
    "name": {"requirementname"},
    "checks": {"checks", "requirementcheck", "requirementchecks"},
    "note": {"note", "notes", "comment", "comments", "remark", "remarks"},
}
"""Headers of the columns of kinds, and of each fact that a requirement has beside its key and text."""
_ROLES = {"id": _ID, **_FACTS}
_CATEGORIES = {
    **dict.fromkeys(("function", "functional", "functionality"), Category.FUNCTION),
    **dict.fromkeys(("timing", "time", "temporal", "realtime"), Category.TIMING),
    **dict.fromkeys(("safety", "functionalsafety"), Category.SAFETY),
    **dict.fromkeys(("security", "cybersecurity", "itsecurity"), Category.SECURITY),
    Category.RESILIENCE.value: Category.RESILIENCE,
}
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(256)
def roles(headers: tuple[str, ...]) -> tuple[str, ...]:
    """What each column holds: “id”, “text”, “type”, a fact of the requirement, or nothing that is read.

    No two columns hold the same: of several texts the surer one counts, of anything else the first.
    """
    names = [named(header) for header in headers]
    found = [next((role for role, known in _ROLES.items() if name in known), "") for name in names]
    found = [role if role not in found[:index] else "" for index, role in enumerate(found)]
    text = next((names.index(word) for word in _TEXT if word in names), None)
    if text is not None:
        found[text] = "text"
    return tuple(found)


def category(cell: str) -> Category | None:
    """The category that a cell names, as “Safety” or “functional requirement”; None for any other word."""
    return _CATEGORIES.get(named(cell).removesuffix("requirement"))


def named(cell: str) -> str:
    """A header or kind as it is compared: lower case, without blanks and signs."""
    return _SIGNS.sub("", cell).lower()
