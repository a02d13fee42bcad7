"""What a threat rule may speak of: subjects, the facts of each kind, and what leads from one to another.

Stated facts are the fields of the model's classes. Derived facts are computed from several elements
by `core.threats`, which must offer exactly those named here.
"""

import typing
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from core.model import KINDS, Level, To, Truth
from core.model.system import ENDS


class FactType(StrEnum):
    """What the value of a fact is, which decides how it may be compared."""

    TRUTH = "truth"
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class FactForm:
    """A fact of a kind: its type and, for a choice, the values it may have."""

    type: FactType
    choices: tuple[str, ...] = ()


ENDPOINTS = tuple(kind for kind in ENDS if kind != "port")
"""Kinds between which flows run once ports are replaced by their owners."""

SUBJECTS: dict[str, dict[str, tuple[str, ...]]] = {
    "flow": {"flow": ("connector",), "source": ENDPOINTS, "target": ENDPOINTS},
    "component": {"component": ("component",)},
    "store": {"store": ("data store",)},
    "actor": {"actor": ("actor",)},
    "external": {"external": ("external system",)},
    "conduit": {"conduit": ("conduit",)},
    "node": {"node": ("node",)},
    "interface": {"interface": ("interface",), "node": ("node",)},
    "firmware": {"firmware": ("firmware",), "node": ("node",)},
    "bus": {"bus": ("bus",)},
    "allocation": {
        "allocation": ("allocation",),
        "component": ("component", "data store"),
        "node": ("node",),
    },
}
"""What a rule may apply to: the variables bound, the first being the target, and the kinds of each."""

RELATIONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("connector", "source"): ENDPOINTS,
    ("connector", "target"): ENDPOINTS,
    ("connector", "conduit"): ("conduit",),
    ("interface", "node"): ("node",),
    ("firmware", "node"): ("node",),
}
"""Kind and name of each way to one other element, and the kinds that may stand there."""

COLLECTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    **{(kind, "inputs"): ("connector",) for kind in ENDPOINTS},
    **{(kind, "outputs"): ("connector",) for kind in ENDPOINTS},
    **{(kind, "nodes"): ("node",) for kind in ("component", "data store")},
    **{(kind, "assets"): ("asset",) for kind in (*ENDPOINTS, "connector", "node")},
    ("connector", "media"): ("bus", "link"),
    ("conduit", "flows"): ("connector",),
    ("node", "interfaces"): ("interface",),
    ("node", "firmware"): ("firmware",),
    ("node", "components"): ("component", "data store"),
    ("node", "neighbours"): ("node",),
    ("bus", "nodes"): ("node",),
}
"""Kind and name of each way to several other elements, and the kinds that may stand there."""

_TRUTH = FactForm(FactType.TRUTH)
_NUMBER = FactForm(FactType.NUMBER)
_LEVEL = FactForm(FactType.CHOICE, tuple(level.value for level in Level))
_PLACED = (*ENDPOINTS, "node", "bus")

DERIVED: dict[str, tuple[FactForm, tuple[str, ...]]] = {
    "level": (_LEVEL, _PLACED),
    "security_level": (_NUMBER, _PLACED),
    "outside": (_TRUTH, ENDPOINTS),
    "reachable_from_outside": (_TRUTH, ENDPOINTS),
    "serves_essential": (
        _TRUTH,
        ("component", "data store", "connector", "node", "bus", "interface", "firmware"),
    ),
    "crosses_zone": (_TRUTH, ("connector",)),
    "in_conduit": (_TRUTH, ("connector",)),
    "levels_inward": (_NUMBER, ("connector",)),
    "security_level_step": (_NUMBER, ("connector",)),
    "on_one_node": (_TRUTH, ("connector",)),
    "joins_zones": (_TRUTH, ("node",)),
    "hosts_zones": (_TRUTH, ("node",)),
    "zones_differ": (_TRUTH, ("allocation",)),
}
"""Each derived fact: its form and the kinds that have it."""


@cache
def fact_forms(kind: str) -> dict[str, FactForm]:
    """All facts of a kind by name: `kind` itself, the stated ones, and the derived ones."""
    forms = {"kind": FactForm(FactType.CHOICE, tuple(KINDS))}
    for name, hint in typing.get_type_hints(KINDS[kind], include_extras=True).items():
        form = _stated(hint)
        if form is not None and name != "id":
            forms[name] = form
    forms |= {name: form for name, (form, kinds) in DERIVED.items() if kind in kinds}
    return forms


def _stated(hint: typing.Any) -> FactForm | None:
    if any(isinstance(mark, To) for mark in getattr(hint, "__metadata__", ())):
        return None
    if hint is Truth:
        return _TRUTH
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return FactForm(FactType.CHOICE, tuple(option.value for option in hint))
    if hint is str:
        return FactForm(FactType.TEXT)
    return _NUMBER if hint == int | None else None
