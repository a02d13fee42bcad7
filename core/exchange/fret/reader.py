"""Reads a FRET export: the English sentence where it is understood, else the FRETish one; both are kept."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from core.exchange.imported import Imported
from core.exchange.parents import parents
from core.exchange.statements import without
from core.exchange.threat_dragon.taking import Taking
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Element, Language, Requirement, Snapshot, Term

_OWN = frozenset({"_id", "_rev", "project", "semantics", "status", "input", "template"})
"""Keys by which the program numbers and groups requirements, and what it works out of the sentence."""
_WORKED_OUT = frozenset(
    {"_id", "_rev", "project", "component_name", "reqs", "completed", "modelComponent", "modeldoc"}
    | {"modeldoc_id", "modeldoc_vectorIndex", "smvCompleted", "assignmentVariables", "dataType", "idType"}
    | {"smvAssignmentVariables"}
)
"""The same of variables, and the kinds that the definition of the term says."""


def is_fret(plain: Any) -> bool:
    """Whether the JSON value is an export of FRET: its requirements, alone or with their variables."""
    return any("fulltext" in entry and "reqid" in entry for entry in _requirements(plain))


def read_fret(plain: Any, file: str, snapshot: Snapshot, ids: Ids) -> Imported:
    """One requirement a requirement, in the order of their keys, and a term a variable.

    The English rationale is the sentence where it is understood, and the FRETish one is then kept in the
    note; else the FRETish one is the sentence, in plain language, and the rationale stays what it is.
    Where the project has a key already, its requirement is changed to what the file says, and keeps its id;
    those that came from a file of this name and are gone from it are named, not removed. The formulas are
    not taken over: they follow from the sentence.
    """
    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    known = {one.key: one for one in snapshot.of(Requirement)}
    dropped: list[str] = []
    left: Counter[str] = Counter()
    said: dict[str, dict[str, Any]] = {}
    stated: dict[str, str] = {}
    entries = [Taking(entry) for entry in _requirements(plain) if entry.get("reqid")]
    for entry in sorted(entries, key=lambda one: str(one.plain["reqid"])):
        key = str(entry.take("reqid"))
        parent, fretish = entry.text("parent_reqid"), entry.text("fulltext").strip()
        english, remark = entry.text("rationale").strip(), entry.text("comments").strip()
        entry.pass_over(_OWN)
        left.update(fact for fact, _value in entry.left())
        if not (english or fretish):
            dropped.append(_("{key}: it has neither a sentence nor a rationale").format(key=key))
            continue
        facts = _said(english, fretish, remark)
        if said.setdefault(key, facts) != facts:
            dropped.append(
                _("{key}: the file has this key twice, and the first was taken over").format(key=key)
            )
        elif "parent_reqid" in entry.plain:
            stated.setdefault(key, parent)
    if not said and not known:
        raise Refused(
            Diagnostic(
                "fret-empty",
                _("The file holds no requirement that could be taken over"),
                file,
                hint=_("Export the requirements of a project from FRET, with their variables."),
            )
        )
    held = {key: known[key].id if key in known else ids() for key in (*known, *said)}
    placed = parents(snapshot, held, stated)
    before = {key: one for key, one in known.items() if one.source == name}
    elements: list[Element] = [
        Requirement(id=held[key], name=key, key=key, owner=placed.owners[held[key]], source=name, **facts)
        for key, facts in said.items()
        if key not in known
    ]
    now = [
        replace(_updated(without(known[key], name), facts, key in before), owner=placed.owners[held[key]])
        for key, facts in said.items()
        if key in known
    ]
    changed: list[Element] = [one for one in now if one != known[one.key]]
    for term in _terms(plain, snapshot, ids, left):
        (changed if term.id in snapshot else elements).append(term)
    if not before:
        # Who wrote a term before the file ever came said what it means.
        changed = [one for one in changed if not isinstance(one, Term)]
    words = _("“{key}” of FRET: the model has no such fact; entries that have one: {count}")
    dropped += [*placed.dropped, *(words.format(key=key, count=count) for key, count in left.items())]
    same = sum(one == known[one.key] for one in now)
    gone = tuple(key for key in before if key not in said)
    return Imported("FRET", tuple(elements), tuple(dropped), changed=tuple(changed), same=same, gone=gone)


def _requirements(plain: Any) -> list[dict[str, Any]]:
    entries = plain.get("requirements") if isinstance(plain, dict) else plain
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _updated(known: Requirement, facts: Mapping[str, Any], whole: bool) -> Requirement:
    """The requirement as the file has it: `whole` where it came from it, else with what the file fills."""
    told = {fact: value for fact, value in facts.items() if whole or value}
    if told["text"] == known.text:
        del told["language"]
    return replace(known, **told)


def _said(english: str, fretish: str, remark: str) -> dict[str, Any]:
    """The sentence with its language, and where the other one is kept."""
    from core.requirements import parse

    parsed = parse(english) if english else None
    if parsed is not None and parsed.ok:
        # The same words in every language, so that the next file is compared with the facts alone.
        note = f"FRETish: {fretish}" if fretish else ""
        language = Language.RESA if parsed.language == Language.RESA else Language.EARS
        note = "\n".join(filter(None, (note, remark)))
        return {"text": english, "language": language, "rationale": "", "note": note}
    facts = {"rationale": english if fretish else "", "note": remark}
    return {"text": fretish or english, "language": Language.PLAIN, **facts}


def _terms(plain: Any, snapshot: Snapshot, ids: Ids, left: Counter[str]) -> Iterator[Term]:
    """A term for each variable that the glossary does not have, and those that are defined otherwise now.

    The kinds of a variable stand in the definition.
    """
    variables = plain.get("variables") if isinstance(plain, dict) else None
    terms = {term.name: term for term in snapshot.of(Term)}
    known = {word.lower() for term in terms.values() for word in (term.name, *term.synonyms)}
    for plain_entry in variables if isinstance(variables, list) else ():
        entry = Taking(plain_entry if isinstance(plain_entry, dict) else {})
        if not (name := entry.text("variable_name").strip()):
            continue
        kinds = [entry.text("idType"), entry.text("dataType")]
        told = "; ".join(filter(None, (entry.text("description").strip(), ", ".join(filter(None, kinds)))))
        entry.pass_over(_WORKED_OUT)
        left.update(key for key, _value in entry.left())
        if name.lower() not in known:
            known.add(name.lower())
            words = " ".join(name.replace("_", " ").split())
            synonyms = (words,) if words != name else ()
            yield Term(id=ids(), name=name, definition=told, synonyms=synonyms)
        elif name in terms and told and terms[name].definition != told:
            yield replace(terms.pop(name), definition=told)
