"""Reads a FRET export: the English sentence where it is understood, else the FRETish one; both are kept."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.exchange.imported import Imported
from core.exchange.threat_dragon.taking import Taking
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Element, Id, Language, Requirement, Snapshot, Term

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
    A key or term that the project has is left out. The formulas are not taken over: they follow from the
    sentence.
    """
    held: dict[str, Id] = {one.key: one.id for one in snapshot.of(Requirement)}
    dropped: list[str] = []
    left: Counter[str] = Counter()
    elements: list[Element] = []
    entries = [Taking(entry) for entry in _requirements(plain) if entry.get("reqid")]
    for entry in _parents_first(sorted(entries, key=lambda one: str(one.plain["reqid"]))):
        key = str(entry.take("reqid"))
        parent, fretish = entry.text("parent_reqid"), entry.text("fulltext").strip()
        english, remark = entry.text("rationale").strip(), entry.text("comments").strip()
        entry.pass_over(_OWN)
        left.update(name for name, _value in entry.left())
        if key in held:
            dropped.append(_("{key}: the project or the file has this key already").format(key=key))
        elif not (english or fretish):
            dropped.append(_("{key}: it has neither a sentence nor a rationale").format(key=key))
        else:
            owner, held[key] = held.get(parent), ids()
            elements.append(
                Requirement(
                    id=held[key],
                    name=key,
                    key=key,
                    owner=owner,
                    source=file.replace("\\", "/").rsplit("/", 1)[-1],
                    **_said(english, fretish, remark),
                )
            )
    if not elements and not held:
        raise Refused(
            Diagnostic(
                "fret-empty",
                _("The file holds no requirement that could be taken over"),
                file,
                hint=_("Export the requirements of a project from FRET, with their variables."),
            )
        )
    elements += _terms(plain, snapshot, ids, left)
    words = _("“{key}” of FRET: the model has no such fact; entries that have one: {count}")
    dropped += [words.format(key=key, count=count) for key, count in left.items()]
    return Imported("FRET", tuple(elements), tuple(dropped))


def _requirements(plain: Any) -> list[dict[str, Any]]:
    entries = plain.get("requirements") if isinstance(plain, dict) else plain
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _parents_first(entries: list[Taking]) -> Iterator[Taking]:
    """The entries in their order, each behind the one it is a part of; those in a circle come last."""
    keys = {str(entry.plain["reqid"]) for entry in entries}
    given: set[str] = set()
    waiting = entries
    while waiting:
        open_still = keys - given
        ready: list[Taking] = []
        later: list[Taking] = []
        for one in waiting:
            (later if str(one.plain.get("parent_reqid")) in open_still else ready).append(one)
        if not ready:
            yield from later
            return
        yield from ready
        given |= {str(one.plain["reqid"]) for one in ready}
        waiting = later


def _said(english: str, fretish: str, remark: str) -> dict[str, Any]:
    """The sentence with its language, and where the other one is kept."""
    from core.requirements import parse

    parsed = parse(english) if english else None
    if parsed is not None and parsed.ok:
        note = _("FRETish: {sentence}").format(sentence=fretish) if fretish else ""
        language = Language.RESA if parsed.language == Language.RESA else Language.EARS
        return {"text": english, "language": language, "note": "\n".join(filter(None, (note, remark)))}
    facts = {"rationale": english if fretish else "", "note": remark}
    return {"text": fretish or english, "language": Language.PLAIN, **facts}


def _terms(plain: Any, snapshot: Snapshot, ids: Ids, left: Counter[str]) -> Iterator[Term]:
    """A term for each variable that the glossary does not have; its kinds stand in the definition."""
    variables = plain.get("variables") if isinstance(plain, dict) else None
    known = {word.lower() for term in snapshot.of(Term) for word in (term.name, *term.synonyms)}
    for plain_entry in variables if isinstance(variables, list) else ():
        entry = Taking(plain_entry if isinstance(plain_entry, dict) else {})
        if not (name := entry.text("variable_name").strip()):
            continue
        kinds = [entry.text("idType"), entry.text("dataType")]
        told = [entry.text("description").strip(), ", ".join(filter(None, kinds))]
        entry.pass_over(_WORKED_OUT)
        left.update(key for key, _value in entry.left())
        if name.lower() not in known:
            known.add(name.lower())
            words = " ".join(name.replace("_", " ").split())
            synonyms = (words,) if words != name else ()
            yield Term(id=ids(), name=name, definition="; ".join(filter(None, told)), synonyms=synonyms)
