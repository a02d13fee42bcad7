"""A check written as the language has it; what is written is read as the same tree."""

from collections.abc import Iterable

from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Check,
    Comparison,
    Condition,
    CrossesZone,
    Denial,
    DigestTest,
    Each,
    EvidenceTest,
    FactTest,
    InZone,
    Named,
    Quantity,
    SettingTest,
    Value,
    VerdictTest,
)
from core.requirements.checks.words import is_word

_MARKS = (('"', '"'), ("“", "”"), ("«", "»"))


def printed(check: Check) -> str:
    """The statement of the check."""
    match check:
        case AllOf(parts):
            return " and ".join(_held(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_held(part) for part in parts)
        case Denial(part):
            return f"not {_held(part)}"
        case Each():
            among = f" in {'.'.join(check.among)}" if check.among else ""
            where = f" where {printed(check.where)}" if check.where is not None else ""
            return f"{check.quantifier} {check.sort}{among}{where}: {printed(check.holds)}"
        case Named():
            owner = f" of {quoted(check.owner)}" if check.owner else ""
            return f"the {check.sort} {quoted(check.name)}{owner}: {printed(check.holds)}"
    return _told(check)


def _told(check: Condition | VerdictTest | SettingTest | DigestTest | EvidenceTest) -> str:
    """What is said without a part of its own."""
    match check:
        case FactTest():
            return f"{'.'.join(check.path)} {_compared(check.comparison, check.values)}"
        case InZone():
            return f"{'.'.join(check.path)} in zone {quoted(check.zone)}".lstrip()
        case CrossesZone():
            return f"crosses zone {quoted(check.zone)}"
        case VerdictTest():
            of = f" of {quoted(check.requirement)}" if check.requirement else ""
            return f"verdict{of} is satisfied"
        case SettingTest():
            scale = f" as {check.unit}" if check.unit else ""
            compared = _compared(check.comparison, check.values)
            return f"setting {quoted(check.key)} in {quoted(check.file)}{scale} {compared}"
        case DigestTest():
            return f"digest of {quoted(check.file)} is {quoted(check.digest)}"
        case EvidenceTest():
            said = "is unaltered" if check.age is None else f"is younger than {written(check.age)}"
            return f"evidence {quoted(check.name)} {said}"


def quoted(text: str) -> str:
    """The text in quotation marks that it does not hold; what was read fits into one of these pairs."""
    left, right = next((pair for pair in _MARKS if pair[1] not in text), _MARKS[0])
    return f"{left}{text}{right}"


def written(value: Value) -> str:
    """A value as the language has it."""
    if isinstance(value, Quantity):
        return f"{value.number:f} {value.unit}".rstrip()
    return value if is_word(value) else quoted(value)


def _held(part: Check) -> str:
    """A part of a connective, in parentheses where it would reach further or bind less."""
    bare = printed(part)
    return f"({bare})" if isinstance(part, AllOf | AnyOf | Each | Named) else bare


def _compared(comparison: Comparison, values: Iterable[Value]) -> str:
    said = [written(value) for value in values]
    if comparison in (Comparison.IS, Comparison.NAMES) and len(said) > 1:
        return f"{comparison} one of ({', '.join(said)})"
    return f"{comparison} {said[0]}"
