"""Slots as a sentence in the order and with the keywords that EARS has."""

from dataclasses import replace

from core.requirements.ears.deadlines import SHARED
from core.requirements.ears.masking import masked
from core.requirements.ears.verbs import VERBS
from core.requirements.slots import BoundKind, Deadline, Response, Slots, Span

_BEFORE_CONDITION = {BoundKind.UNTIL: "until", BoundKind.BEFORE: "before", BoundKind.AFTER: "after"}

_QUANTIFIERS = frozenset({"all", "any", "both", "each", "every"})


def sentence(slots: Slots, article: str = "the") -> str:
    """Where, While, When or If and then, the system, shall, the responses with their bounds.

    `article` stands in front of the system's name; it may be empty. The "nor" between two names is
    an "and", because what is denied is said behind "shall".
    """
    system = slots.system.text.replace(" nor ", " and ") if slots.system else ""
    first = system.split(" ", 1)[0]
    if first.lower() in _QUANTIFIERS:
        system = first.lower() + system[len(first) :]
    parts = ["then" if slots.unwanted else "", article.lower(), system, _responses(slots)]
    return led(slots, " ".join(part for part in parts if part))


def each_alone(slots: Slots, article: str) -> list[str]:
    """One sentence for each response, with the time bound that binds it."""
    bare = (replace(one, text=SHARED.sub("", one.text)) for one in slots.responses)
    return [sentence(replace(slots, responses=(one,)), article) for one in bare]


def led(slots: Slots, main: str) -> str:
    """The clauses of the slots in front of `main`, as a sentence."""
    clauses = [
        *(f"where {_said(feature)}" for feature in slots.features),
        *(f"while {_said(state)}" for state in slots.states),
        *(f"when {_said(trigger)}" for trigger in (slots.trigger,) if trigger),
        *(f"if {_said(unwanted)}" for unwanted in (slots.unwanted,) if unwanted),
    ]
    whole = ", ".join([*clauses, main])
    if ":" in whole.split(" ", 1)[0]:
        return f"{whole.rstrip(' .')}."
    return f"{whole[:1].upper()}{whole[1:].rstrip(' .')}."


def _responses(slots: Slots) -> str:
    written = ""
    for index, response in enumerate(slots.responses):
        if index == 0:
            written = "shall "
        else:
            written += " and " if _joins(slots.responses[index - 1], response) else " and shall "
        written += "not " if response.negated else ""
        written += response.text.rstrip(" ,;")
        following = slots.responses[index + 1 : index + 2]
        if response.deadline and not (following and _joins(response, following[0])):
            written += f" {_deadline(response.deadline)}"
    return written


def _deadline(bound: Deadline) -> str:
    if isinstance(bound.value, str):
        return f"{_BEFORE_CONDITION[bound.kind]} {bound.value}"
    time = f"{bound.value} {bound.unit}"
    if bound.earliest:
        return f"between {bound.earliest} and {time}"
    if bound.kind is BoundKind.AT_LEAST:
        return f"at least {time} later"
    if not bound.strict:
        return " ".join(part for part in (bound.kind.value, bound.limit, time) if part)
    kind = "in" if bound.kind is BoundKind.WITHIN else bound.kind.value
    limit = "more than" if bound.kind is BoundKind.AFTER or bound.limit == "more than" else "less than"
    return f"{kind} {limit} {time}"


def _said(span: Span) -> str:
    text = span.text.rstrip(" ,;")
    return f"not {text}" if span.negated else text


def _joins(before: Response, response: Response) -> bool:
    """Whether "and" alone makes a response of its own, as in "open valve 1 and close valve 2"."""
    return (
        not before.negated
        and not response.negated
        and before.deadline == response.deadline
        and all(len(words) > 1 and words[0] in VERBS for words in (_words(before), _words(response)))
    )


def _words(response: Response) -> list[str]:
    return masked(response.text).lower().split(None, 2)[:2]
