"""A project's own boilerplates: sentences of another shape that mean one of EARS or ReSA."""

from core.requirements.boilerplates.meaning import in_shape, understood
from core.requirements.boilerplates.shape import Shape, Unshaped, distinct, shaped

__all__ = ["Shape", "Unshaped", "distinct", "in_shape", "shaped", "understood"]
