"""Whether requirements can all hold: at once, in time, and whether what they wait for can ever come.

z3 decides; it is loaded with the first question.
"""

from core.formal.consistency.checking import inconsistencies

__all__ = ["inconsistencies"]
