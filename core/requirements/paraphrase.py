"""What a sentence was understood to demand, said otherwise in one sentence."""

from collections.abc import Iterator

from core.ground.words import _, quoted
from core.requirements.phrases import spoken
from core.requirements.slots import BoundKind, Deadline, Parsed, Response, Slots


def paraphrase(parsed: Parsed) -> str:
    """One sentence in the reader's language; the author's words in quotes. Empty without a demand."""
    slots = parsed.slots
    if slots.system is None or not slots.responses:
        return ""
    conditions = _(" and ").join(_conditions(slots))
    demands = "; ".join(_demand(slots.system.text, one) for one in slots.responses)
    whole = _("{conditions}: {demands}").format(conditions=conditions, demands=demands)
    whole = whole if conditions else demands
    return f"{whole[:1].upper()}{whole[1:]}."


def _conditions(slots: Slots) -> Iterator[str]:
    for spans, form, opposite in (
        (slots.features, _("where there is {words}"), _("where there is not {words}")),
        (slots.states, _("as long as {words}"), _("as long as not {words}")),
        ((slots.trigger,), _("each time that {words}"), _("each time that not {words}")),
        ((slots.unwanted,), _("should it come to {words}"), _("should it come to not {words}")),
    ):
        for span in spans:
            if span is not None:
                yield (opposite if span.negated else form).format(words=quoted(spoken(span.text)))


def _demand(system: str, response: Response) -> str:
    form = _("{system} must not {response}") if response.negated else _("{system} must {response}")
    said = form.format(system=quoted(spoken(system)), response=quoted(spoken(response.text)))
    return said if response.deadline is None else f"{said}, {_bound(response.deadline)}"


def _bound(bound: Deadline) -> str:
    words = {"time": f"{bound.value} {bound.unit}".strip(), "first": str(bound.earliest or "")}
    if isinstance(bound.value, str):
        words["time"] = quoted(spoken(bound.value))
    if bound.earliest is not None:
        return _("between {first} and {time} later").format(**words)
    limits = {
        "at most": _("for no longer than {time}"),
        "more than": _("for longer than {time}"),
        "at least": _("for {time} or longer"),
    }
    lasting = limits.get(bound.limit, _("for {time}"))
    forms = {
        BoundKind.WITHIN: _("less than {time} later") if bound.strict else _("at most {time} later"),
        BoundKind.AT_LEAST: _("not before {time} have passed"),
        BoundKind.FOR: lasting,
        BoundKind.EVERY: _("again and again, at most {time} apart"),
        BoundKind.UNTIL: _("until {time}"),
        BoundKind.BEFORE: _("before {time}"),
        BoundKind.AFTER: _("after {time}"),
    }
    return forms[bound.kind].format(**words)
