"""Machines and their diagrams that are called after what they belong to, and take on its new name with it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from core.model.behaviour import StateMachine
from core.model.change import Editor
from core.model.element import Element, Id
from core.model.reading import EXPRESSIONS, spelt
from core.model.view import Diagram

_WORD = re.compile(r"[^\W_]+")
_PATH = re.compile(r"\w+(?=\s*\.\s*\w)")


def named_after(name: str, before: str, after: str) -> str:
    """The name with what it is called after called otherwise; as it is where it does not bear that name.

    "Inlet pump behaviour" is called after the "Inlet pump", and so are "InletPump" and "inlet_pump_2":
    the new name is written as the old one was.
    """
    words = _WORD.findall(before)
    if not words or not _WORD.search(after):
        return name
    pattern = r"([\W_]*)".join(map(re.escape, words))
    for found in re.finditer(pattern, name, re.IGNORECASE):
        parting = set(found.groups())
        if len(parting) < 2 and _whole(name, *found.span()):
            return name[: found.start()] + _written(after, found, name) + name[found.end() :]
    return name


def rename(edit: Editor, element: Element, name: str, apart: Collection[Id] = ()) -> Element:
    """Give an element another name, and what is called after it too, but for those that stay `apart`.

    Expressions go on reading what they read, under its new name.
    """
    renamed = edit.set(element.id, name=name)
    respelt = {spelt(element.name): spelt(name)} if edit.snapshot.owned(element.id, StateMachine) else {}
    for machine in edit.snapshot.owned(element.id, StateMachine):
        for one in (machine, *edit.snapshot.owned(machine.id, Diagram)):
            wanted = named_after(one.name, element.name, name)
            if wanted != one.name and one.id not in apart:
                edit.set(one.id, name=wanted)
                if one is machine:
                    respelt[spelt(one.name)] = spelt(wanted)
    ours = {element.id, *(one.id for one in edit.snapshot.owned(element.id, StateMachine))}
    others = {spelt(one.name) for one in _read_by_name(edit) if one.id not in ours}
    clear = {old: new for old, new in respelt.items() if old not in others}
    reread(edit, (one.id for kind in EXPRESSIONS for one in edit.snapshot.of(kind)), clear)
    return renamed


def reread(edit: Editor, readers: Iterable[Id], respelt: Mapping[str, str]) -> None:
    """Let expressions of some elements read machines under other names, each as expressions spell it."""
    if all(old == new for old, new in respelt.items()):
        return
    for reader_id in list(readers):
        reader = edit.get(reader_id)
        fields = EXPRESSIONS.get(type(reader), ()) if reader is not None else ()
        facts = {
            field: _PATH.sub(lambda found: respelt.get(spelt(found[0]), found[0]), getattr(reader, field))
            for field in fields
        }
        if reader is not None and any(getattr(reader, field) != text for field, text in facts.items()):
            edit.add(replace(reader, **facts))


def _read_by_name(edit: Editor) -> Iterable[Element]:
    """Machines and what they belong to: expressions read what is in one behind either name."""
    for machine in edit.snapshot.of(StateMachine):
        yield machine
        owner = edit.snapshot.get(machine.owner)
        if owner is not None:
            yield owner


def _whole(name: str, start: int, end: int) -> bool:
    """Whether a part of a name is whole words of it, which may run together with capitals: "InletPump"."""
    begins = start == 0 or not name[start - 1].isalnum() or name[start].isupper()
    after, last = name[end : end + 1], name[end - 1]
    goes_on = (after.isalpha() and last.isalpha() and after.islower()) or (after.isdigit() and last.isdigit())
    return begins and not goes_on


def _written(name: str, old: re.Match[str], whole: str) -> str:
    """A name as the old one is written in the whole: as it is, with underscores, or run together."""
    parting = old.groups()
    beside = whole[old.end() : old.end() + 1] or whole[old.start() - 1 : old.start()]
    run_together = parting[0] == "" if parting else beside.isalpha()
    words = _WORD.findall(name)
    if run_together:
        return "".join(word[:1].upper() + word[1:] for word in words)
    if parting and parting[0] == "_":
        return "_".join(words if not old[0].islower() else [word.lower() for word in words])
    return name
