"""Arbitrary elements and models, made from the types of the fields."""

import dataclasses
import types
import typing
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import FAMILIES, KINDS, Duration, Element, Snapshot
from core.model.integrity import all_breaches

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
identifiers = st.integers(1, 10**6).map(lambda number: counted_ids(number)())


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if typing.get_origin(hint) is typing.Annotated:
        inner = typing.get_args(hint)[0]
        return (
            identifiers
            if inner is str
            else st.none() | identifiers
            if inner == str | None
            else st.lists(identifiers, max_size=3).map(tuple)
        )
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return st.none() | values(inner)
    if typing.get_origin(hint) is tuple:
        return st.lists(values(typing.get_args(hint)[0]), max_size=2).map(tuple)
    if hint is Duration:
        return st.integers(0, 10**15).map(Duration)
    if hint is Element:
        return elements(types_allowed=(KINDS["component"], KINDS["requirement"]))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if dataclasses.is_dataclass(hint):
        return facts(hint)
    return {
        str: texts,
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
    }[hint]


def facts(kind: type) -> st.SearchStrategy[Any]:
    """Instances of a dataclass with arbitrary content."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})


def elements(types_allowed: tuple[type[Element], ...] = tuple(KINDS.values())) -> st.SearchStrategy[Element]:
    """Elements of any kind; their references lead nowhere in particular."""
    return st.sampled_from(types_allowed).flatmap(facts)


@st.composite
def snapshots(draw: st.DrawFn, largest: int = 8) -> Snapshot:
    """Sound models: elements are kept only where they break nothing."""
    ids = counted_ids()
    model = Snapshot()
    for _ in range(draw(st.integers(0, largest))):
        kind = draw(st.sampled_from([kind for family in FAMILIES.values() for kind in family]))
        element = dataclasses.replace(draw(facts(kind)), id=ids())
        element = redirected(draw, model, element)
        grown = Snapshot([*model, element])
        if not list(all_breaches(grown)):
            model = grown
    return model


def redirected(draw: st.DrawFn, model: Snapshot, element: Element) -> Element:
    """The element with its references leading to elements of the model."""
    hints = typing.get_type_hints(type(element), include_extras=True)
    changes: dict[str, Any] = {}
    for name, hint in hints.items():
        if typing.get_origin(hint) is not typing.Annotated:
            continue
        inner, to = typing.get_args(hint)
        kinds = element.owners if name == "owner" else to.kinds
        fitting = [other.id for other in model if not kinds or other.kind in kinds]
        if inner == tuple[str, ...]:
            changes[name] = tuple(draw(st.lists(st.sampled_from(fitting), max_size=3))) if fitting else ()
        elif inner is str:
            changes[name] = draw(st.sampled_from(fitting)) if fitting else element.id
        else:
            changes[name] = draw(st.sampled_from([None, *fitting]))
    if hasattr(element, "edits"):
        changes["edits"] = ()
    if hasattr(element, "effects"):
        changes["effects"] = ()
    return dataclasses.replace(element, **changes)
