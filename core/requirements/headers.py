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
_SECTION = {"heading": "section"}
_CATEGORIES = {
    **dict.fromkeys(("function", "functional", "functionality"), Category.FUNCTION),
    **dict.fromkeys(("timing", "time", "temporal", "realtime"), Category.TIMING),
    **dict.fromkeys(("safety", "functionalsafety"), Category.SAFETY),
    **dict.fromkeys(("security", "cybersecurity", "itsecurity"), Category.SECURITY),
    Category.RESILIENCE.value: Category.RESILIENCE,
}
IGNORE = "ignore"
"""What a mapping says of a column or attribute that is passed over and not told."""

Given = tuple[tuple[str, str], ...]
"""Columns or attributes by name, each with the field that it is said to fill."""

_SIGNS = re.compile(r"[\W_]+")


@lru_cache(256)
def roles(headers: tuple[str, ...], given: Given = ()) -> tuple[str, ...]:
    """What each column holds: “id”, “text”, “type”, a fact of the requirement, or nothing that is read.

    No two columns hold the same: of several texts the surer one counts, of anything else the first. What is
    `given` goes before what the headers say; a “heading” is a section there.
    """
    told = [given_field(header, given) for header in headers]
    names = ["" if field is not None else named(header) for header, field in zip(headers, told, strict=True)]
    taken = {_SECTION.get(field, field) for field in told if field}
    found = [next((role for role, known in _ROLES.items() if name in known), "") for name in names]
    found = [role if role not in (*taken, *found[:index]) else "" for index, role in enumerate(found)]
    text = next((names.index(word) for word in _TEXT if word in names), None)
    if text is not None and "text" not in taken:
        found[text] = "text"
    for index, field in enumerate(told):
        if field is not None:
            role = _SECTION.get(field, field)
            found[index] = role if role == IGNORE or role not in found[:index] else ""
    return tuple(found)


def given_field(header: str, given: Given) -> str | None:
    """The field that a column is said to fill, by its very header or else by one that is written alike."""
    exact = next((field for name, field in given if name.strip() == header.strip()), None)
    if exact is not None or not named(header):
        return exact
    return next((field for name, field in given if named(name) == named(header)), None)


def category(cell: str) -> Category | None:
    """The category that a cell names, as “Safety” or “functional requirement”; None for any other word."""
    return _CATEGORIES.get(named(cell).removesuffix("requirement"))


def named(cell: str) -> str:
    """A header or kind as it is compared: lower case, without blanks and signs."""
    return _SIGNS.sub("", cell).lower()
