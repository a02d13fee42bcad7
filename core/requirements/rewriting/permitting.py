"""Permissions and abilities: "Only authorised users may log in", "The nurse can", "X is not allowed to"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import POINTS, Demand, demand, only_allowed, uncapped
from core.requirements.rewriting.finite import Finite, Form
from core.requirements.rewriting.lexicon import names_people

_ONLY = re.compile(r"only\s+|nobody|no\s+one|no\s+", re.IGNORECASE)


def permitted(verb: Finite) -> Iterator[Demand]:
    """Who is let do it, or can do it."""
    if verb.form is not Form.ABLE or not verb.rest:
        return
    does, denied = _without_denial(verb)
    subject = uncapped(verb.subject)
    lets = f"allow {subject} to {does}"
    if _ONLY.match(subject):
        yield demand("", lets, _("a permission for these alone: what enforces it is not said"), denied)
        return
    if subject.lower() in POINTS:
        yield demand("", does, _("what anybody can do: who is to do it is not said"), denied)
        return
    person = names_people(subject)
    word = verb.said.lower()
    asks = (only_allowed(verb.said),) if word in {"may", "can", "could", "might"} else ()
    if denied:
        yield demand(subject, does, _("what is not allowed is forbidden to whom it is said of"), True)
        yield demand("", lets, _("the system does not let it happen"), True)
    elif person:
        asks = asks if word in {"may", "might"} else ()
        yield demand("", lets, _("a permission for people: the system lets them do it")).asking(*asks)
        yield demand(subject, f"be able to {does}", _("an ability of people")).asking(*asks)
        if asks:
            yield demand(subject, does, _("read as a duty")).asking(*asks)
    elif word in {"may", "might"}:
        yield demand(subject, does, _("“{word}” read as a duty").format(word=verb.said)).asking(*asks)
        yield demand(subject, f"be able to {does}", _("an ability")).asking(*asks)
    else:
        yield demand(subject, f"be able to {does}", _("an ability")).asking(*asks)
        yield demand(subject, does, _("“{word}” read as a duty").format(word=verb.said)).asking(*asks)


def _without_denial(verb: Finite) -> tuple[str, bool]:
    """What is done, and whether it is denied."""
    match = re.match(r"(?:not|never)\s+", verb.rest, re.IGNORECASE)
    return (verb.rest[match.end() :], True) if match else (verb.rest, verb.denied)
