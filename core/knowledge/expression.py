"""The premise of a threat rule as a tree of data: read from a catalogue, never evaluated as code.

{fact: flow.authenticated, is: no}            a fact has the value
{fact: target.role, in: [controller, safety]} a fact has one of the values
{fact: flow.protocol, names: [modbus, s7]}    a text names one of the words
{fact: flow.protocol, names: [modbus, s7], excluded_by: [smtp, dns]}  and leaves it open with neither
{fact: flow.levels_inward, at_least: 3}       a number is that or more; `below` is less
{all: [...]}  {any: [...]}  {not: {...}}      Kleene's strong connectives
{exists: input, in: store.inputs, where: {...}}
"""

import re
from collections.abc import Mapping as Names
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import _
from core.knowledge.document import Listing, Mapping, Text, Tree
from core.knowledge.record import Faults, Record, whole_number
from core.knowledge.vocabulary import COLLECTIONS, RELATIONS, FactForm, FactType, fact_forms

Scope = dict[str, tuple[str, ...]]
"""The variables bound so far and the kinds that each may have."""


class Comparison(StrEnum):
    """How a fact is compared with the values of a test."""

    IN = "in"
    NAMES = "names"
    AT_LEAST = "at_least"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Path:
    """A variable, the relations to follow from it, and the fact or collection at the end."""

    variable: str
    relations: tuple[str, ...]
    last: str

    def __str__(self) -> str:
        return ".".join((self.variable, *self.relations, self.last))


@dataclass(frozen=True, slots=True)
class FactTest:
    """Compares one fact; the values are texts, or one number for the numeric comparisons.

    With `excluded_by`, a text that names none of the values is a no only where it names one of these:
    “UDP” does not say what is spoken over it.
    """

    path: Path
    comparison: Comparison
    values: tuple[str, ...] = ()
    number: int = 0
    excluded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts hold."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Exists:
    """Some element of a collection, bound to the variable, meets the condition."""

    variable: str
    collection: Path
    where: "Expression"


Expression = FactTest | AllOf | AnyOf | Not | Exists

NEVER: Expression = AnyOf(())
"""Stands in for a premise that is missing or faulty; the faults keep it from being used."""

_WORD = re.compile(r"[a-z][a-z_]*")
_COMPARED_BY = {"is": Comparison.IN, **{comparison.value: comparison for comparison in Comparison}}
_FITTING = {
    FactType.TRUTH: (Comparison.IN,),
    FactType.CHOICE: (Comparison.IN,),
    FactType.TEXT: (Comparison.NAMES, Comparison.IN),
    FactType.NUMBER: (Comparison.IN, Comparison.AT_LEAST, Comparison.BELOW),
}


def read_expression(
    tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults
) -> Expression:
    """The expression that the tree spells over the variables in scope; what is wrong becomes a fault."""
    shapes = {"all": _read_all, "any": _read_any, "not": _read_not, "exists": _read_exists}
    names = tree.parts if isinstance(tree, Mapping) else {}
    for name, read in shapes.items():
        if name in names:
            return read(tree, scope, lists, faults)
    if "fact" in names:
        return _read_test(tree, scope, lists, faults)
    faults.add(
        tree.place,
        _("A premise has one of: fact, all, any, not, exists"),
        example="{fact: flow.authenticated, is: no}",
    )
    return NEVER


def read_path(text: str, scope: Scope) -> tuple[Path, tuple[str, ...]] | None:
    """The path a text spells and the kinds at its last step; None where it leads nowhere in this scope."""
    steps = text.split(".")
    if len(steps) < 2 or not all(_WORD.fullmatch(step) for step in steps) or steps[0] not in scope:
        return None
    kinds = scope[steps[0]]
    for relation in steps[1:-1]:
        reached = [RELATIONS[kind, relation] for kind in kinds if (kind, relation) in RELATIONS]
        if not reached:
            return None
        kinds = tuple(dict.fromkeys(kind for group in reached for kind in group))
    return Path(steps[0], tuple(steps[1:-1]), steps[-1]), kinds


def fact_form(kinds: tuple[str, ...], name: str) -> FactForm | None:
    """The form of the fact where at least one of the kinds has it; choices of all of them together."""
    forms = [forms[name] for kind in kinds if name in (forms := fact_forms(kind))]
    if not forms:
        return None
    choices = dict.fromkeys(choice for form in forms for choice in form.choices)
    return FactForm(forms[0].type, tuple(choices))


def _read_all(tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults) -> Expression:
    return AllOf(_read_parts("all", tree, scope, lists, faults))


def _read_any(tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults) -> Expression:
    return AnyOf(_read_parts("any", tree, scope, lists, faults))


def _read_parts(
    name: str, tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults
) -> tuple[Expression, ...]:
    record = Record(tree, faults, _("A premise"))
    parts = tuple(read_expression(item, scope, lists, faults) for item in record.listing(name))
    record.close()
    return parts


def _read_not(tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults) -> Expression:
    record = Record(tree, faults, _("A premise"))
    part = record.tree("not")
    record.close()
    return NEVER if part is None else Not(read_expression(part, scope, lists, faults))


def _read_exists(tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults) -> Expression:
    record = Record(tree, faults, _("A premise"))
    variable = record.text("exists", _WORD, "exists: input")
    written = record.text("in", example="in: store.inputs")
    where = record.tree("where")
    record.close()
    if variable in scope:
        faults.add(record.place_of("exists"), _("“{name}” is bound already").format(name=variable))
    found = read_path(written, scope)
    members: tuple[str, ...] = ()
    if found is not None:
        path, kinds = found
        reached = [COLLECTIONS[kind, path.last] for kind in kinds if (kind, path.last) in COLLECTIONS]
        members = tuple(dict.fromkeys(kind for group in reached for kind in group))
    if found is None or not members:
        faults.add(
            record.place_of("in"),
            _("“{path}” names no collection of what is bound here").format(path=written),
            example="in: store.inputs",
        )
        return NEVER
    if where is None:
        return NEVER
    return Exists(variable, found[0], read_expression(where, {**scope, variable: members}, lists, faults))


def _read_test(tree: Tree, scope: Scope, lists: Names[str, tuple[str, ...]], faults: Faults) -> Expression:
    record = Record(tree, faults, _("A premise"))
    written = record.text("fact")
    found = read_path(written, scope)
    form = None if found is None else fact_form(found[1], found[0].last)
    used = [name for name in _COMPARED_BY if record.has(name)]
    if found is None or form is None:
        faults.add(
            record.place_of("fact"),
            _("“{path}” names no fact of what is bound here").format(path=written),
            hint=_("Bound here: {names}.").format(names=", ".join(scope)),
            example="fact: flow.authenticated",
        )
        return NEVER
    if len(used) != 1 or _COMPARED_BY[used[0]] not in _FITTING[form.type]:
        fitting = ", ".join(
            name for name, comparison in _COMPARED_BY.items() if comparison in _FITTING[form.type]
        )
        faults.add(
            record.place,
            _("A test of “{path}” has exactly one of: {fitting}").format(path=written, fitting=fitting),
        )
        return NEVER
    value = record.tree(used[0])
    comparison = _COMPARED_BY[used[0]]
    other = (
        record.tree("excluded_by") if comparison is Comparison.NAMES and record.has("excluded_by") else None
    )
    record.close()
    assert value is not None
    if comparison in (Comparison.AT_LEAST, Comparison.BELOW):
        number = whole_number(value)
        if number is None:
            faults.add(value.place, _("“{name}” must be a whole number").format(name=used[0]))
        return FactTest(found[0], comparison, number=number or 0)
    excluded_by = () if other is None else _read_values(other, form, lists, faults)
    return FactTest(found[0], comparison, _read_values(value, form, lists, faults), excluded_by=excluded_by)


def _read_values(
    tree: Tree, form: FactForm, lists: Names[str, tuple[str, ...]], faults: Faults
) -> tuple[str, ...]:
    if isinstance(tree, Text) and form.type is FactType.TEXT and tree.value in lists:
        return lists[tree.value]
    items = tree.items if isinstance(tree, Listing) else (tree,)
    if not items or (form.type is FactType.TRUTH and len(items) > 1):
        faults.add(tree.place, _("A test needs a value to compare with, and a truth no more than one"))
    allowed = ("yes", "no") if form.type is FactType.TRUTH else form.choices
    values = []
    for item in items:
        if not isinstance(item, Text) or not item.value.strip():
            faults.add(item.place, _("A value must be a text"))
        elif allowed and item.value not in allowed:
            message = _("“{value}” is not one of {allowed}")
            faults.add(item.place, message.format(value=item.value[:60], allowed=", ".join(allowed)))
        elif form.type is FactType.NUMBER and whole_number(item) is None:
            faults.add(item.place, _("A value must be a whole number"))
        else:
            values.append(item.value)
    return tuple(values)
