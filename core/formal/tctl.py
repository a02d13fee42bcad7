"""A property as one formula of timed computation tree logic, for display.

Operators after Alur, Courcoubetis and Dill (Model-checking in dense real-time, 1993): AG, AF, AU, with
a bound on the time as an index. rise(p) holds at the instant at which p is raised, in the sense of
`core.formal.property.Pattern`. UPPAAL takes no nested formulas; it decides most of these by observers.
"""

from collections.abc import Mapping

from core.formal.condition import condition_text, denied
from core.formal.property import All, Condition, Pattern, Property, Scope
from core.model import Id


def tctl(p: Property, names: Mapping[Id, str]) -> str:
    """The formula over the names given to propositions; empty where no single one says it exactly."""
    subject = p.subject if p.pattern is not Pattern.UNIVERSALITY else denied(p.subject)
    unwanted = condition_text(_with(subject, p), names)
    if p.scope is Scope.GLOBALLY:
        return _globally(p, names, unwanted)
    opens = _rise(p.opens, names) if p.opens is not None else ""
    if p.scope is Scope.AFTER and opens:
        if p.pattern in (Pattern.ABSENCE, Pattern.UNIVERSALITY):
            return f"AG ({opens} → AG ¬({unwanted}))"
        if p.pattern is Pattern.RECURRENCE and p.state is None:
            return f"AG ({opens} → AG {_eventually(p)} ({condition_text(p.subject, names)}))"
    if p.scope is Scope.AFTER_UNTIL and opens and p.closes is not None:
        closes = condition_text(p.closes, names)
        if p.pattern in (Pattern.ABSENCE, Pattern.UNIVERSALITY):
            return f"AG ({opens} ∧ ¬({closes}) → ¬E (¬({closes}) U (({unwanted}) ∧ ¬({closes}))))"
    return ""


def _globally(p: Property, names: Mapping[Id, str], unwanted: str) -> str:
    subject = condition_text(p.subject, names)
    wanted = condition_text(_with(p.subject, p), names)
    trigger = condition_text(p.trigger, names) if p.trigger is not None else ""
    called = _rise(_with(p.trigger, p), names) if p.trigger is not None else ""
    match p.pattern:
        case Pattern.UNIVERSALITY:
            return f"AG ({condition_text(p.state, names)} → {subject})" if p.state else f"AG ({subject})"
        case Pattern.ABSENCE:
            return f"AG ¬({unwanted})"
        case Pattern.EXISTENCE:
            return f"{_eventually(p)} ({wanted})"
        case Pattern.RESPONSE:
            early = f"{_henceforth(p)} ¬{_rise(p.subject, names)}" if p.at_least is not None else ""
            late = f"{_eventually(p)} ({subject})" if p.at_most is not None or not early else ""
            return f"AG ({called} → {' ∧ '.join(part for part in (early, late) if part)})"
        case Pattern.PRECEDENCE:
            return f"¬E (¬({trigger}) U (({wanted}) ∧ ¬({trigger})))"
        case Pattern.MINIMUM_DURATION:
            held = condition_text(p.state, names) if p.state is not None else ""
            begins = _rise(p.subject, names) + (f" ∧ ({held})" if held else "")
            return f"AG ({called or begins} → {_henceforth(p)} ({subject}))"
        case Pattern.MAXIMUM_DURATION:
            return f"AG {_eventually(p)} ¬({wanted})"
        case Pattern.RECURRENCE:
            ended = f" ∨ ¬({condition_text(p.state, names)})" if p.state is not None else ""
            return f"AG {_eventually(p)} (({subject}){ended})"
        case Pattern.RESPONSE_CHAIN if p.at_most is None and p.second is not None:
            return f"AG ({called} → AF (({subject}) ∧ AF ({condition_text(p.second, names)})))"
    return ""


def _eventually(p: Property) -> str:
    return "AF" if p.at_most is None else f"AF{'<' if p.strict else '≤'}{p.at_most}"


def _henceforth(p: Property) -> str:
    return f"AG{'≤' if p.strict else '<'}{p.at_least}"


def _with(condition: Condition, p: Property) -> Condition:
    return condition if p.state is None else All((condition, p.state))


def _rise(condition: Condition, names: Mapping[Id, str]) -> str:
    return f"rise({condition_text(condition, names)})"
