"""Requirements of Markdown that have a heading of their own: the key, and below it what it says."""

import re
from dataclasses import dataclass, field

from core.requirements.columns import Row
from core.requirements.headers import roles

_KEY = re.compile(
    r"[*_`\[(]*(?P<key>(?=[^\s:]{0,40}[0-9])[A-Za-z][\w./-]*[\w])[*_`\])]*"
    r"(?:\s*(?P<sign>[:–—]|-(?=\s))\s*|\s+|$)(?P<title>.*)"
)
_JOINED = re.compile(r"[A-Za-z]+[A-Za-z0-9]*[-_./][\w./-]*[0-9]")
"""A key that nobody takes for a word with a number: letters, a sign, and digits."""
_STATED = re.compile(r"(?P<name>[^\W\d_][\w ]{0,30}?)\s*:\s*(?P<words>\S.*)", re.DOTALL)
_NOT_STATED = frozenset({"id", "text", "type", "category", "language", "checks"})
_DEMANDS = re.compile(
    r"\b(shall|must|should|will|muss|müssen|soll|sollen|darf|doit|doivent|devra|devront)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Headed:
    """A requirement under its heading, as far as it was read."""

    line: int
    key: str
    level: int
    title: str
    sure: bool
    """Whether the heading says by itself that a requirement follows."""
    parent: str | None
    texts: list[str] = field(default_factory=list)
    facts: dict[str, list[str]] = field(default_factory=dict)
    further: list[str] = field(default_factory=list)
    below: str = ""
    """The fact that a heading below it opened."""

    @property
    def is_requirement(self) -> bool:
        """Whether it says something, and demands it where its heading alone does not make it sure."""
        return self._is_title or (bool(self.texts) and (self.sure or any(map(_DEMANDS.search, self.texts))))

    @property
    def _is_title(self) -> bool:
        """Whether the heading is the sentence itself."""
        return bool(_DEMANDS.search(self.title)) and not any(map(_DEMANDS.search, self.texts))

    def take(self, words: str, item: bool) -> None:
        """Take a paragraph or the item of a list: the sentence first, then its facts, then what is noted."""
        stated = _STATED.fullmatch(words)
        role = role_of(stated["name"]) if stated else ""
        if stated and role and (self.texts or item):
            self.facts.setdefault(role, []).append(stated["words"])
        elif self.below:
            self.facts.setdefault(self.below, []).append(words)
        elif not self.texts or (item and self._lists):
            self.texts.append(words)
        else:
            self.further.append(words)

    @property
    def _lists(self) -> bool:
        """Whether the sentence goes on in the items of a list."""
        return self.texts[0].endswith(":") or (len(self.texts) > 1 and not self.further)

    def row(self, section: str) -> Row:
        """The requirement, with the heading as its name and what is not of the sentence as its note."""
        facts = {role: "\n".join(words) for role, words in self.facts.items()}
        title, text, further = self.title, "\n".join(self.texts), self.further
        if self._is_title:
            title, text, further = "", title, [text, *further]
        note = "\n\n".join(filter(None, (*further, facts.pop("note", ""))))
        parent = facts.pop("parent", None) or self.parent
        told = {"name": title, "section": section, "note": note} | facts
        said = tuple((role, words) for role, words in told.items() if words)
        return Row(self.line, self.key, text, None, said, parent=parent)


def headed(line: int, level: int, heading: str, parent: str | None) -> Headed | None:
    """What the heading begins, where it begins with a key; None for any other heading."""
    found = _KEY.fullmatch(heading.strip())
    if found is None:
        return None
    alone = not found["title"] or found["sign"] is not None
    if not alone and _JOINED.match(found["key"]) is None:
        return None
    return Headed(line, found["key"], level, found["title"].strip(), alone, parent)


def role_of(name: str) -> str:
    """The fact of a requirement that a word names, such as "Rationale"; empty for any other."""
    (role,) = roles((name,))
    return role if role not in _NOT_STATED else ""
