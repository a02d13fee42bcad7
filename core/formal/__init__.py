"""What requirements mean: specification patterns, their scopes, and the properties they stand for."""

from core.formal.formalise import formalise, formalise_all
from core.formal.plain import plain_reading
from core.formal.property import All, Any, Atom, Condition, Formalised, Pattern, Property, Scope
from core.formal.tctl import tctl

__all__ = [
    "All",
    "Any",
    "Atom",
    "Condition",
    "Formalised",
    "Pattern",
    "Property",
    "Scope",
    "formalise",
    "formalise_all",
    "plain_reading",
    "tctl",
]
