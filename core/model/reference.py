"""Which elements an element refers to, and what becomes of it when one of them goes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.element import Element, Id, To
from core.model.plain import Field, fields_of


@dataclass(frozen=True, slots=True)
class Reference:
    """One way from an element to another: the field it stands in, its target and the kinds allowed."""

    field: str
    target: Id
    allowed: To


_LEADING: dict[type[Element], tuple[Field, ...]] = {}


def references(element: Element) -> Iterator[Reference]:
    """All references of the element, its owner first."""
    for field in _leading(type(element)):
        if field.reference is None:
            yield from _inside(element, field)
            continue
        content = getattr(element, field.name)
        for target in content if field.many else (content,):
            if target is not None:
                yield Reference(field.name, target, field.reference)


def _leading(kind: type[Element]) -> tuple[Field, ...]:
    """The fields of a class that can hold references."""
    found = _LEADING.get(kind)
    if found is None:
        fields = fields_of(kind)
        found = tuple(field for field in fields if field.reference is not None or field.many)
        _LEADING[kind] = found
    return found


def _inside(element: Element, field: Field) -> Iterator[Reference]:
    """References held by values of a tuple field, such as the effects of an attack scenario."""
    for value in getattr(element, field.name):
        if not hasattr(value, "__dataclass_fields__"):
            return
        for inner in fields_of(type(value)):
            target = getattr(value, inner.name)
            if inner.reference is not None and target is not None:
                yield Reference(f"{field.name}.{inner.name}", target, inner.reference)


def without_targets(element: Element, gone: frozenset[Id]) -> Element | None:
    """The element when the elements `gone` are no more; None where it cannot stand without them."""
    changes: dict[str, object] = {}
    for field in fields_of(type(element)):
        content = getattr(element, field.name)
        if field.reference is None:
            kept = _without_inside(content, gone) if field.many else content
            if kept != content:
                changes[field.name] = kept
        elif field.many:
            if gone.intersection(content):
                changes[field.name] = tuple(target for target in content if target not in gone)
        elif content in gone:
            if field.name == "owner" or not field.optional:
                return None
            changes[field.name] = None
    return replace(element, **changes) if changes else element  # type: ignore[arg-type]


def _without_inside(values: tuple[object, ...], gone: frozenset[Id]) -> tuple[object, ...]:
    def leads_away(value: object) -> bool:
        return hasattr(value, "__dataclass_fields__") and any(
            inner.reference is not None and getattr(value, inner.name) in gone
            for inner in fields_of(type(value))
        )

    return tuple(value for value in values if not leads_away(value))
