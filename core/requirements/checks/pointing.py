"""What stands at a place of a check, and which of the names in it the model does not know.

Import late: lark is loaded with it.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _, deferred, plural
from core.knowledge.vocabulary import COLLECTIONS, RELATIONS
from core.model import KINDS, Element, Evidence, Id, Requirement, Snapshot, Zone, name_of
from core.model.facts import field_title
from core.requirements.checks.meaning import Kinds, allowed_words, form_of
from core.requirements.checks.scope import scope_of_fact
from core.requirements.checks.words import SORTS

_TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_][A-Za-z0-9_]*')
_NAMED = re.compile(r"\bthe\s+(\w+)\s+$", re.IGNORECASE)
_OWNER = re.compile(r'\bthe\s+(\w+)\s+"([^"]*)"\s+of\s+$', re.IGNORECASE)

_KEYWORDS = {
    "every": deferred("All elements of the sort."),
    "some": deferred("At least one element of the sort."),
    "no": deferred("Not one element of the sort."),
    "the": deferred("The one element of the sort that has the name."),
    "where": deferred("Narrows the elements to those of which this holds."),
    "of": deferred("The owner, or the requirement, that is meant."),
    "not": deferred("The opposite; unknown stays unknown."),
    "and": deferred("Both hold."),
    "or": deferred("One of them holds."),
    "names": deferred("The text has the word as a whole word, whatever its case."),
    "crosses": deferred("One end of the flow is in the zone and the other is not."),
    "verdict": deferred("What the verification says of a requirement; of this one where none is named."),
    "setting": deferred("The value at a key of a file in the folder of evidence."),
    "digest": deferred("The SHA-256 of a file in the folder of evidence."),
    "evidence": deferred("Evidence of the model: how old it is, or whether its file is as recorded."),
    "as": deferred("The unit of a number in the file that has none."),
    "unaltered": deferred("The file has the digest that was recorded."),
    "younger": deferred("It was gathered no longer ago than that."),
}
"""What each keyword means."""

_DERIVED = {
    "level": deferred("The Purdue level of the zone it lies in."),
    "security_level": deferred("The target security level of the zone it lies in."),
    "outside": deferred("It lies in a zone of the level external."),
    "reachable_from_outside": deferred("Flows lead to it from outside."),
    "serves_essential": deferred("An essential function rests on it."),
    "crosses_zone": deferred("Its ends lie in different zones."),
    "in_conduit": deferred("A conduit allows it."),
    "levels_inward": deferred("How many Purdue levels deeper its target lies than its source."),
    "security_level_step": deferred("By how many security levels its target is above its source."),
    "on_one_node": deferred("Both ends run on one node."),
    "joins_zones": deferred("Its buses lie in different zones."),
    "hosts_zones": deferred("Components of several zones run on it."),
    "zones_differ": deferred("The component and the node lie in different zones."),
}
"""What each fact says that is worked out of several elements."""


@dataclass(frozen=True, slots=True)
class CheckWord:
    """A word or a name of a check, from `start` to before `end`.

    `sort` is what it is, such as a keyword or a fact; `told` what is to know of it, and `target` the element
    it means.
    """

    start: int
    end: int
    words: str
    sort: str
    told: tuple[str, ...] = ()
    target: Id = ""


def pointed(statement: str, place: int, snapshot: Snapshot) -> CheckWord | None:
    """The word or name at a place; None where nothing is to be told of it."""
    token = next((one for one in _TOKEN.finditer(statement) if one.start() <= place < one.end()), None)
    if token is None:
        return None
    before = statement[: token.start()]
    if token[0].startswith('"'):
        return _name(token, before, snapshot)
    return _word(token, before, snapshot)


def unknown_names(statement: str, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Names that the model does not know, each with the statement as it would be with the nearest one."""
    found = []
    for token in _TOKEN.finditer(statement):
        if not token[0].startswith('"'):
            continue
        meant = _meant(statement[: token.start()], snapshot)
        name = token[0][1:-1]
        if meant is None or name in meant[1]:
            continue
        what, known = meant
        near = get_close_matches(name, known, 1, 0.5)
        right = f'{statement[: token.start()]}"{near[0]}"{statement[token.end() :]}' if near else None
        hint = _("Until there is one, the check is incomplete.")
        if near:
            hint = _("Is “{name}” meant? As it stands the check is incomplete.").format(name=near[0])
        found.append(
            Diagnostic(
                "check-name",
                _("Nothing of the model is called “{name}” here: {what}").format(what=what, name=name),
                None,
                1,
                token.start() + 1,
                len(token[0]),
                hint,
                right,
                Severity.WARNING,
            )
        )
    return tuple(found)


def _meant(before: str, snapshot: Snapshot) -> tuple[str, dict[str, Element]] | None:
    """What a name behind a text is one of, and those the model has; None where it is a value or a file."""
    low = before.rstrip().lower()
    owner, named = _OWNER.search(before), _NAMED.search(before)
    if owner is not None and owner[1].lower() in SORTS:
        several = snapshot.of(KINDS[SORTS[owner[1].lower()]])
        owners = (snapshot.get(one.owner) for one in several if one.name == owner[2])
        return _("owner of it"), {one.name: one for one in owners if one is not None}
    if named is not None and named[1].lower() in SORTS:
        kind = SORTS[named[1].lower()]
        return _(kind), {one.name: one for one in snapshot.of(KINDS[kind])}
    if low.endswith((" zone", ":zone")) or low == "zone":
        return _("zone"), {one.name: one for one in snapshot.of(Zone)}
    if re.search(r"\bverdict\s+of$", low):
        return _("requirement"), {one.key: one for one in snapshot.of(Requirement)}
    if re.search(r"\bevidence$", low):
        return _("evidence"), {one.name: one for one in snapshot.of(Evidence)}
    return None


def _name(token: re.Match[str], before: str, snapshot: Snapshot) -> CheckWord | None:
    meant, name = _meant(before, snapshot), token[0][1:-1]
    if meant is None:
        return None
    element = meant[1].get(name)
    if element is None:
        unknown = (_("The model has none of that name."),)
        return CheckWord(token.start(), token.end(), name, meant[0], unknown)
    where = name_of(snapshot, element.owner or getattr(element, "zone", None))
    told = tuple(text for text in (getattr(element, "text", ""), element.note.strip(), _in(where)) if text)
    return CheckWord(token.start(), token.end(), name, meant[0], told, element.id)


def _in(where: str) -> str:
    return _("in {place}").format(place=where) if where else ""


def _word(token: re.Match[str], before: str, snapshot: Snapshot) -> CheckWord | None:
    word, low = token[0], token[0].lower()
    ahead = re.split(r"\W+", before.rstrip().lower())[-1]
    if word in SORTS and ahead in ("every", "some", "no", "the"):
        many = len(snapshot.of(KINDS[SORTS[word]]))
        told = plural("{count} in the model", "{count} in the model", many)
        return CheckWord(token.start(), token.end(), word, _("sort"), (_(SORTS[word]), told))
    found = _fact(token, before)
    if found is None and low in _KEYWORDS:
        return CheckWord(token.start(), token.end(), word, _("keyword"), (_KEYWORDS[low](),))
    return found


def _fact(token: re.Match[str], before: str) -> CheckWord | None:
    """A fact, or a way to other elements, of the kinds that the path leads to."""
    kinds = scope_of_fact(before).kinds
    name = token[0]
    if not kinds or before.rstrip().lower().endswith((" is", " not", "(", "names", ",")):
        return _collection(token, before)
    form = form_of(kinds, name)
    if form is not None:
        told = (_DERIVED[name]() if name in _DERIVED else "", allowed_words(form) or "")
        return CheckWord(
            token.start(), token.end(), field_title(name), _("fact"), tuple(one for one in told if one)
        )
    reached = [RELATIONS[kind, name] for kind in kinds if (kind, name) in RELATIONS]
    return _way(token, reached[0]) if reached else None


def _collection(token: re.Match[str], before: str) -> CheckWord | None:
    if not re.search(r"\bin\s+$", before, re.IGNORECASE):
        return None
    reached = next((kinds for (_kind, name), kinds in COLLECTIONS.items() if name == token[0]), None)
    return _way(token, reached) if reached else None


def _way(token: re.Match[str], reached: Kinds) -> CheckWord:
    told = _("It leads to: {kinds}.").format(kinds=", ".join(_(kind) for kind in reached))
    return CheckWord(token.start(), token.end(), token[0], _("way"), (told,))
